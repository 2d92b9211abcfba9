//! Which files a portal becomes.

use super::assets::{SCRIPTS, SPEAKING, style_names};
use super::context::{LISTS, has_any};
use super::strings::speaks_to_adults;
use crate::portal::{Copy, FormFile, Page, Portal};

/// How a booklet is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Print {
    /// In letters of the usual size.
    Usual,
    /// In letters of 18 points.
    Large,
}

impl Print {
    /// Both ways.
    pub const ALL: [Self; 2] = [Self::Usual, Self::Large];

    /// The folder, below the form's, in which the booklet is.
    pub const fn folder(self) -> &'static str {
        match self {
            Self::Usual => "print",
            Self::Large => "large-print",
        }
    }
}

/// One file that the site will have.
pub enum Output<'p> {
    /// A page in Markdown, with the kind of template it uses.
    Page(&'p Page),
    /// A page that the site makes, by its path and its title's message, with
    /// the officer's text for it, if there is one.
    List(&'static str, &'static str, Option<&'p Page>),
    /// A form.
    Form(&'p FormFile),
    /// A form to be printed and written on.
    Booklet(&'p FormFile, Print),
    /// The page for addresses that are not there.
    NotFound,
    /// `forms.json`.
    Catalogue,
    /// `letters.json`.
    Letters,
    /// A style or a script, by its plain name.
    Asset(&'static str, String),
    /// A picture or a recording.
    Copy(&'p Copy),
    /// One of these in another language, by its place in
    /// [`Portal::translations`].
    Translation(usize, Box<Output<'p>>),
    /// A script that speaks, as it speaks to adults.
    ForAdults(Box<Output<'p>>),
}

impl<'p> Output<'p> {
    /// The page that an officer wrote of which it shows the text, if there is
    /// one.
    pub(super) fn page(&self) -> Option<&'p Page> {
        match self {
            Self::Page(page) | Self::List(_, _, Some(page)) => Some(page),
            Self::Translation(_, output) => output.page(),
            _ => None,
        }
    }
}

/// Everything that the site will have, in a fixed order.
pub fn outputs(portal: &Portal) -> Vec<Output<'_>> {
    let mut outputs = Vec::new();
    let list_of = |page: &Page| LISTS.iter().find(|(path, ..)| *path == page.path);
    outputs.extend(portal.pages.iter().filter(|page| list_of(page).is_none()).map(Output::Page));
    if !portal.pages.iter().any(|page| page.path.is_empty()) {
        outputs.push(Output::List("", "", None));
    }
    for (path, title, _) in LISTS {
        let page = portal.pages.iter().find(|page| page.path == *path);
        if page.is_some() || has_any(portal, path) {
            outputs.push(Output::List(path, title, page));
        }
    }
    for form in &portal.forms {
        outputs.push(Output::Form(form));
        outputs.extend(Print::ALL.map(|print| Output::Booklet(form, print)));
    }
    outputs.push(Output::NotFound);
    outputs.push(Output::Catalogue);
    if !portal.letters.is_empty() {
        outputs.push(Output::Letters);
    }
    outputs.extend(style_names(&portal.theme).map(|name| Output::Asset("style", name)));
    outputs.extend(portal.theme.media.keys().map(|name| Output::Asset("media", name.clone())));
    outputs.extend(SCRIPTS.iter().map(|(name, _)| Output::Asset("script", (*name).to_owned())));
    outputs.extend(for_adults(portal, &[&portal.language.code]));
    outputs.extend(portal.copies.iter().map(Output::Copy));
    outputs.extend(portal.recordings.iter().map(|recording| Output::Copy(&recording.copy)));
    let original = portal;
    for (at, portal) in portal.translations.iter().enumerate() {
        let translated = translation(portal)
            .into_iter()
            .chain(for_adults(original, &[&original.language.code, &portal.language.code]));
        outputs.extend(translated.map(|output| Output::Translation(at, Box::new(output))));
    }
    outputs
}

/// The scripts that speak to adults, in a language that does so otherwise than
/// to children.
fn for_adults<'p>(portal: &Portal, codes: &[&str]) -> Vec<Output<'p>> {
    if !codes.iter().any(|code| speaks_to_adults(&portal.theme, code)) {
        return Vec::new();
    }
    let script = |name: &&str| Output::Asset("script", (*name).to_owned());
    SPEAKING.iter().map(|name| Output::ForAdults(Box::new(script(name)))).collect()
}

/// What the site has in another language: the first page and the lists always,
/// for their words are the theme's, and what somebody has translated.
fn translation(portal: &Portal) -> Vec<Output<'_>> {
    let mut outputs = Vec::new();
    let made = |page: &Page| page.path.is_empty() || LISTS.iter().any(|(p, ..)| *p == page.path);
    let own = |page: &&Page| page.lang.is_empty();
    outputs.extend(portal.pages.iter().filter(|page| !made(page)).filter(own).map(Output::Page));
    let home = portal.pages.iter().find(|page| page.path.is_empty());
    outputs.push(match home {
        Some(page) if own(&page) => Output::Page(page),
        page => Output::List("", "", page),
    });
    for (path, title, _) in LISTS {
        let page = portal.pages.iter().find(|page| page.path == *path);
        if page.is_some() || has_any(portal, path) {
            outputs.push(Output::List(path, title, page));
        }
    }
    let forms = portal.forms.iter().filter(|file| file.translated.is_some());
    for form in forms {
        outputs.push(Output::Form(form));
        outputs.extend(Print::ALL.map(|print| Output::Booklet(form, print)));
    }
    outputs.extend(SPEAKING.iter().map(|name| Output::Asset("script", (*name).to_owned())));
    outputs
}
