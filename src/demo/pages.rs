//! The demo's own pages, beside the site's.

use super::invitations::Link;
use super::mailbox::Mail;
use serde::Serialize;
use tera::{Context, Tera};
use thiserror::Error;

/// A page of the demo could not be made.
#[derive(Debug, Error)]
#[error("this page of the demo could not be made: {0}")]
pub(super) struct Broken(String);

impl From<tera::Error> for Broken {
    fn from(error: tera::Error) -> Self {
        Self(error.to_string())
    }
}

/// The templates, and what they always show.
pub(super) struct Pages {
    tera: Tera,
    base: Context,
}

/// A form, and whose link opens it.
#[derive(Serialize)]
pub(super) struct FormLinks {
    /// The form's title.
    pub(super) title: String,
    /// Its page without a link: the public way.
    pub(super) public: String,
    /// The invitations to it.
    pub(super) links: Vec<Link>,
}

impl Pages {
    /// Compiles the templates.
    pub(super) fn new(title: &str, stylesheet: &str, forms: &[FormLinks]) -> Result<Self, Broken> {
        let mut tera = Tera::new();
        tera.autoescape_on([".html"]);
        tera.add_raw_templates([
            ("base.html", include_str!("templates/base.html")),
            ("front.html", include_str!("templates/front.html")),
            ("mail.html", include_str!("templates/mail.html")),
        ])?;
        let mut base = Context::new();
        base.insert("title", title);
        base.insert("stylesheet", stylesheet);
        base.insert("forms", forms);
        Ok(Self { tera, base })
    }

    /// The links to fill forms in with, and the list of e-mails.
    pub(super) fn front(&self, mails: &[Mail]) -> Result<String, Broken> {
        let mut context = self.base.clone();
        context.insert("mails", mails);
        Ok(self.tera.render("front.html", &context)?)
    }

    /// One e-mail.
    pub(super) fn mail(&self, mail: &Mail) -> Result<String, Broken> {
        let mut context = self.base.clone();
        context.insert("mail", mail);
        Ok(self.tera.render("mail.html", &context)?)
    }
}

#[cfg(test)]
mod tests {
    use super::super::mailbox::Attached;
    use super::*;

    #[test]
    fn a_mail_shows_and_plays_what_is_attached() {
        let attached = |name: &str, media_type: &str| Attached {
            name: name.to_owned(),
            media_type: media_type.to_owned(),
            size: 3,
            bytes: Vec::new(),
        };
        let mail = Mail {
            id: "001".to_owned(),
            to: String::new(),
            from: String::new(),
            subject: "My Review".to_owned(),
            urgent: false,
            text: String::new(),
            html: String::new(),
            attachments: vec![
                attached("draw-1.png", "image/png"),
                attached("say-1.webm", "audio/webm"),
                attached("show-1.webm", "video/webm"),
                attached("file-1.bin", "application/octet-stream"),
            ],
            raw: Vec::new(),
        };
        let pages = Pages::new("Ours", "/theme.css", &[]).expect("templates");
        let page = pages.mail(&mail).expect("a page");
        for (tag, at) in [("<img", 0), ("<audio", 1), ("<video", 2)] {
            let (_, rest) = page.split_once(tag).expect(tag);
            let (element, _) = rest.split_once('>').expect("its end");
            assert!(element.contains(&format!("/attachment/{at}\"")), "{element}");
        }
        assert_eq!(page.matches("class=\"demo__file\"").count(), 3);
    }
}
