//! The e-mail that a form would bring, beside the form in the preview.
//!
//! It stands at the address of the form's own page, below [`MAIL`].

use super::show::Shown;
use crate::demo::sample_letter;
use crate::form::{Audience, Catalogue, Destination, VersionedForm};

/// What the addresses of e-mails start with.
pub(super) const MAIL: &str = "/.my-review/mail";

/// What its page may do: show itself, and ask this server for news.
pub(super) const POLICY: &str = "default-src 'none'; style-src 'self' 'unsafe-inline'; script-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'";

/// The form of a page, and the language that the page is in.
pub(super) struct FormPage {
    pub(super) form: VersionedForm,
    path: String,
    language: String,
}

impl FormPage {
    /// The form whose page is at this path.
    pub(super) fn at(path: &str, shown: &Shown) -> Option<Self> {
        let parts: Vec<&str> = path.strip_prefix('/')?.strip_suffix('/')?.split('/').collect();
        let (language, id) = match parts[..] {
            ["forms", id] => ("en", id),
            [language, "forms", id] => (language, id),
            _ => return None,
        };
        let file = format!("{}index.html", path.trim_start_matches('/'));
        if !shown.site.contains_key(&file) {
            return None;
        }
        let catalogue = Catalogue::from_bytes(shown.site.get("forms.json")?).ok()?;
        let form = catalogue.forms.into_iter().find(|form| form.id == id)?;
        Some(Self { form, path: path.to_owned(), language: language.to_owned() })
    }

    /// The views that the bar offers of it, as attributes of its script.
    pub(super) fn views(&self) -> String {
        let sees = match self.form.definition.audience {
            Audience::Child => "As the child sees it",
            Audience::Carer => "As the carer sees it",
            Audience::Parent => "As a parent sees it",
            Audience::Iro => "As the IRO sees it",
            Audience::Everyone => "As they see it",
        };
        let reads = match self.form.definition.to {
            Destination::Iro => "As the IRO’s e-mail",
            Destination::Duty => "As the duty IRO’s e-mail",
            Destination::Manager => "As the manager’s e-mail",
            Destination::Advocacy => "As the advocacy service’s e-mail",
            // Counted, and never mailed.
            Destination::Collect => return String::new(),
        };
        let page = &self.path;
        format!(
            " data-screen=\"{sees}\" data-screen-at=\"{page}\" data-mail=\"{reads}\" data-mail-at=\"{MAIL}{page}\""
        )
    }

    /// The page with the e-mail.
    pub(super) fn mail(&self) -> Option<String> {
        if self.form.definition.to == Destination::Collect {
            return None;
        }
        let letter = sample_letter(&self.form, &self.language).ok()?;
        let attached: Vec<String> =
            letter.attached.iter().map(|name| super::web::escape(name)).collect();
        let heading = format!(
            "<body>\n<header class=\"my-review-mail\"><dl><dt>Subject</dt><dd>{}</dd><dt>Attached</dt><dd>{}</dd></dl>\
             <p>The answers and the child are invented; the words of the questions are this form’s.</p></header>",
            super::web::escape(&letter.subject),
            attached.join(", "),
        );
        let page = letter.html.replacen("<body>", &heading, 1);
        Some(page.replacen("</head>", &format!("{}</head>", self.alternates()), 1))
    }

    /// The same e-mail about answers in each language, as a page of the site
    /// names its own.
    fn alternates(&self) -> String {
        let id = &self.form.id;
        let further = self.form.languages.iter().map(|code| (code.as_str(), format!("/{code}")));
        if self.form.languages.is_empty() {
            return String::new();
        }
        let links: Vec<String> = std::iter::once(("en", String::new()))
            .chain(further)
            .map(|(code, folder)| {
                format!("<link rel=\"alternate\" hreflang=\"{code}\" href=\"{MAIL}{folder}/forms/{id}/\">\n")
            })
            .collect();
        links.concat()
    }
}
