//! The same page in the site's other languages: the links that a page shows,
//! and what it says about itself as a translation.

use super::strings::Strings;
use crate::portal::{Language, Places, Portal};
use serde::Serialize;
use std::sync::Arc;
use tera::Value;

/// The site in each of its languages, as pages link to it.
pub(super) struct Editions {
    base_url: String,
    all: Vec<Edition>,
    /// What the pages of a site of one language share.
    none: Value,
}

struct Edition {
    code: String,
    direction: &'static str,
    /// What the language calls itself.
    name: String,
    /// What it says where it has not a page.
    elsewhere: String,
    folder: String,
    places: Arc<Places>,
}

/// A page in one of the languages.
#[derive(Serialize)]
struct LanguageLink<'e> {
    code: &'e str,
    dir: &'static str,
    name: &'e str,
    href: String,
    /// The whole address, for search engines.
    url: String,
    /// Whether it is the language of the page that shows the link.
    current: bool,
    /// What the language says if it has not this page; the link leads to its
    /// first page then.
    elsewhere: &'e str,
}

/// What a page says about itself.
#[derive(Serialize)]
pub(super) struct Notice {
    lang: String,
    dir: &'static str,
    text: String,
}

impl Editions {
    /// The languages of a portal, in its order, for a site at this address.
    pub(super) fn of<'a>(
        address: &str,
        all: impl Iterator<Item = (&'a Portal, &'a Strings, &'a Arc<Places>)>,
    ) -> Self {
        let edition = |(portal, strings, places): (&Portal, &Strings, &Arc<Places>)| Edition {
            code: portal.language.code.clone(),
            direction: portal.language.direction(),
            name: strings.own_name().unwrap_or_else(|| portal.language.code.clone()),
            elsewhere: strings.say("language-not-this-page"),
            folder: portal.folder(),
            places: Arc::clone(places),
        };
        let none = Value::from(Vec::<Value>::new());
        Self { base_url: address.to_owned(), all: all.map(edition).collect(), none }
    }

    /// Which of the languages have the page at `path`; nothing in a site of one
    /// language.
    pub(super) fn having(&self, path: &str) -> Vec<bool> {
        if self.all.len() < 2 {
            return Vec::new();
        }
        self.all.iter().map(|edition| edition.places.has(path)).collect()
    }

    /// What the template of the page at `path` gets, if these languages have it.
    pub(super) fn links(&self, current: &str, path: &str, root: &str, having: &[bool]) -> Value {
        if having.is_empty() {
            return self.none.clone();
        }
        let link = |(edition, here): (&Edition, &bool)| {
            let here = *here;
            let place = if here { path } else { "" };
            Value::from_serializable(&LanguageLink {
                code: &edition.code,
                dir: edition.direction,
                name: &edition.name,
                href: format!("{root}{}{place}", edition.folder),
                url: format!("{}{}{place}", self.base_url, edition.folder),
                current: edition.code == current,
                elsewhere: if here { "" } else { &edition.elsewhere },
            })
        };
        Value::from(self.all.iter().zip(having).map(link).collect::<Vec<_>>())
    }
}

/// What a translated page says in both languages: that no speaker has checked
/// it, or that a part of it is missing.
pub(super) fn notices(portal: &Portal, strings: &Strings, half: bool) -> Vec<Notice> {
    if !portal.is_translation {
        return Vec::new();
    }
    let source = portal.site.languages.first().map_or("en", |one| one.code.as_str());
    let unchecked = portal.language.checked_by.is_none().then_some("translation-not-checked");
    let half = half.then_some("translation-half");
    let both = |id| {
        [(strings, portal.language.code.as_str()), (strings.original(), source)].map(
            |(strings, code)| Notice {
                lang: code.to_owned(),
                dir: Language { code: code.to_owned(), ..Language::default() }.direction(),
                text: strings.say(id),
            },
        )
    };
    unchecked.into_iter().chain(half).flat_map(both).collect()
}

/// The attributes of an element whose words are in another language than the
/// page; nothing, if they are not.
pub(super) fn attributes(code: &str) -> String {
    if code.is_empty() || !code.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') {
        return String::new();
    }
    let language = Language { code: code.to_owned(), ..Language::default() };
    format!(" lang=\"{code}\" dir=\"{}\"", language.direction())
}
