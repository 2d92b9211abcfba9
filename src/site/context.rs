//! What the templates of every page get, as plain data.

use super::assets::Assets;
use super::frames::Hole;
use super::languages::{Editions, notices};
use super::nav::Nav;
use super::strings::Strings;
use crate::portal::design::Named;
use crate::portal::{HelpLine, Page, Places, Portal, Theme};
use serde::Serialize;
use std::sync::Arc;
use tera::{Context, Value};

/// What is the same on every page, turned into the templates' values once.
pub(super) struct Base {
    /// `lang`, `dir`, `csp`, `site`, `assets` and an empty `body`; copying it for
    /// a page copies pointers only.
    shared: Context,
    nav: Nav,
    editions: Arc<Editions>,
    places: Arc<Places>,
    /// Where the pages of this language are.
    folder: String,
    lang: String,
    original: String,
    address: String,
}

#[derive(Serialize)]
struct SiteContext {
    title: String,
    council: String,
    review: String,
    children_in_care_council: String,
    base_url: String,
    postal_address: Vec<String>,
    help_lines: Vec<HelpLine>,
    /// The ways to these pages from the site's top; empty if they are not there.
    help_page: String,
    privacy_page: String,
    /// The theme's own logo by its place in the site; empty if it has none.
    logo: String,
    /// The same for dark screens.
    logo_dark: String,
}

/// The lists that the site makes itself, with their places in the menu where no
/// page of the officer's says otherwise.
pub(super) const LISTS: &[(&str, &str, u32)] = &[
    ("forms/", "forms-title", 20),
    ("people/", "people-title", 30),
    ("expectations/", "expectations-title", 40),
    ("our-year/", "our-year-title", 45),
    ("pledges/", "pledges-title", 50),
    ("words/", "words-title", 55),
];

impl Base {
    pub(super) fn new(
        portal: &Portal,
        theme: &Theme,
        assets: &Assets,
        strings: &Strings,
        places: &Arc<Places>,
        editions: &Arc<Editions>,
        address: &str,
    ) -> Self {
        let site = &portal.site.site;
        let way_to = |path: &str| {
            let found = portal.pages.iter().any(|page| page.path == path);
            if found { places.address(path).into_owned() } else { String::new() }
        };
        let lang = portal.language.code.clone();
        let design = &theme.design;
        let logo = |named: &Option<Named>| {
            let asset = named.as_ref().and_then(|named| assets.get(&named.file));
            asset.map(|asset| asset.path.clone()).unwrap_or_default()
        };
        let site_context = SiteContext {
            logo: logo(&design.logo),
            logo_dark: logo(&design.logo_dark),
            title: site.title.clone(),
            council: site.council.clone(),
            review: site.review_word.clone(),
            children_in_care_council: site.children_in_care_council.clone(),
            base_url: address.to_owned(),
            postal_address: site.postal_address.clone(),
            help_lines: site.help_lines.clone(),
            help_page: way_to("get-help-now/"),
            privacy_page: way_to("privacy/"),
        };
        let mut shared = Context::new();
        shared.insert("lang", &lang);
        shared.insert("dir", portal.language.direction());
        shared.insert("csp", &content_security_policy(&site.letterbox));
        shared.insert("site", &site_context);
        shared.insert("assets", assets);
        shared.insert("body", "");
        shared.insert("notices", &notices(portal, strings, false));
        let folder = portal.folder();
        let nav = Nav::new(portal, strings, places);
        let first = portal.site.languages.first().filter(|_| portal.is_translation);
        let original = first.map(|language| language.code.clone()).unwrap_or_default();
        let (editions, places) = (Arc::clone(editions), Arc::clone(places));
        Self { shared, nav, editions, places, folder, lang, original, address: address.to_owned() }
    }

    /// The part of the base address after the host, for the one page that is
    /// shown at any address: the one that says that a page is missing.
    pub(super) fn absolute_root(&self) -> String {
        let rest = self.address.split_once("://").map_or("", |(_, rest)| rest);
        rest.split_once('/').map_or_else(|| "/".to_owned(), |(_, path)| format!("/{path}"))
    }

    /// A page's context.
    pub(super) fn page(&self, head: &Head<'_>, root: &str) -> Context {
        let having = self.editions.having(head.path);
        self.page_among(head, root, &having, self.nav.of(head.path, root))
    }

    /// What a page has in common with those that share its frame.
    pub(super) fn alike(&self, page: &Page, root: String) -> Alike {
        let in_menu = self.nav.holding(&page.path);
        Alike {
            root,
            look: page.look,
            symbol: page.symbol.clone().unwrap_or_default(),
            is_described: !page.description.is_empty(),
            in_menu,
            having: self.editions.having(&page.path),
            is_half_translated: page.half_translated,
        }
    }

    /// The context of all pages that are alike: marks stand for their words.
    pub(super) fn frame(&self, alike: &Alike) -> Context {
        let description = if alike.is_described { Hole::Description.mark() } else { "" };
        let head = Head {
            title: Hole::Title.mark(),
            description,
            path: Hole::Path.mark(),
            kind: PAGE,
            symbol: &alike.symbol,
            look: alike.look,
        };
        let nav = self.nav.with(&alike.root, &alike.in_menu);
        let mut context = self.page_among(&head, &alike.root, &alike.having, nav);
        context.insert_value("body", Value::from(Hole::Body.mark()));
        context
    }

    fn page_among(&self, head: &Head<'_>, root: &str, having: &[bool], nav: Value) -> Context {
        let mut context = self.shared.clone();
        context.insert_value("look", Value::from(head.look));
        context.insert_value("root", Value::from(root));
        context.insert_value("home", Value::from(format!("{root}{}", self.folder)));
        let languages = self.editions.links(&self.lang, head.path, root, having);
        context.insert_value("languages", languages);
        context.insert_value("nav", nav);
        context.insert("page", head);
        context
    }

    pub(super) fn lang(&self) -> &str {
        &self.lang
    }

    /// The language of what nobody has translated; nothing where that is the
    /// pages' own.
    pub(super) fn original(&self) -> &str {
        &self.original
    }

    /// Where a page of this language is, below the site's top.
    pub(super) fn place(&self, path: &str) -> String {
        format!("{}{path}", self.folder)
    }

    /// Where a link to a page leads: to the page in this language, if it is
    /// there.
    pub(super) fn href(&self, path: &str, root: &str) -> String {
        format!("{root}{}", self.places.address(path))
    }
}

/// All that a page's templates get but its words: pages that have the same share
/// a frame.
#[derive(PartialEq, Eq, Hash)]
pub(super) struct Alike {
    /// The way to the site's top.
    pub(super) root: String,
    look: &'static str,
    symbol: String,
    is_described: bool,
    /// The entries of the menu in which the page stands.
    in_menu: Vec<usize>,
    /// Which languages have it.
    having: Vec<bool>,
    pub(super) is_half_translated: bool,
}

/// The kind of a page that is nothing else.
pub(super) const PAGE: &str = "page";

/// What a page says about itself.
#[derive(Serialize)]
pub(super) struct Head<'h> {
    pub(super) title: &'h str,
    pub(super) description: &'h str,
    pub(super) path: &'h str,
    pub(super) kind: &'static str,
    /// A picture beside the heading, by meaning; may be empty.
    pub(super) symbol: &'h str,
    #[serde(skip)]
    pub(super) look: &'static str,
}

/// Whether a list of the site has anything in it.
pub(super) fn has_any(portal: &Portal, path: &str) -> bool {
    match path {
        "forms/" => !portal.forms.is_empty(),
        "people/" => portal.pages.iter().any(|page| page.person.is_some()),
        "expectations/" => !portal.expectations.is_empty(),
        "our-year/" => portal.results.as_ref().is_some_and(|results| !results.years.is_empty()),
        "pledges/" => !portal.pledges.is_empty(),
        "words/" => !portal.words.is_empty(),
        _ => false,
    }
}

/// Nothing but the site's own files, and answers to the letterbox only.
fn content_security_policy(letterbox: &str) -> String {
    let origin = match letterbox.split_once("://") {
        Some((scheme, rest)) => {
            format!("{scheme}://{}", rest.split('/').next().unwrap_or_default())
        }
        None => "'none'".to_owned(),
    };
    format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; \
         media-src 'self' blob:; font-src 'self'; connect-src {origin}; form-action 'none'; \
         base-uri 'none'; require-trusted-types-for 'script'; trusted-types my-review my-review-page"
    )
}
