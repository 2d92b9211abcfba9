//! What templates get, as plain data.

use super::assets::{Assets, LATE};
use super::engine::Engine;
use super::figures::{Going, going};
use super::languages::{Editions, notices};
use super::nav::Nav;
use super::outline::Outline;
use super::render::root;
use super::strings::Strings;
use crate::form::{AgeBand, Audience, Form, Kind, LIMITS, Limits, Question};
use crate::portal::design::Named;
use crate::portal::{
    FormFile, FormGroup, HelpLine, Item, Page, Places, Portal, Results, Theme, way,
};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use tera::{Context, Value};

/// What is the same on every page, turned into the templates' values once.
pub(super) struct Base {
    /// `lang`, `dir`, `csp`, `site` and an empty `body`; copying it for a page
    /// copies pointers only.
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
        shared.insert("body", "");
        shared.insert("notices", &notices(portal, strings, false));
        let folder = portal.folder();
        let way = |page: &Page| root(&format!("{folder}{}", page.path));
        let roots: BTreeSet<_> = portal.pages.iter().map(way).collect();
        let nav = Nav::new(portal, strings, places, roots.iter().map(String::as_str));
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
        let mut context = self.shared.clone();
        context.insert_value("look", Value::from(head.look));
        context.insert_value("root", Value::from(root));
        context.insert_value("home", Value::from(format!("{root}{}", self.folder)));
        context.insert_value("languages", self.editions.links(&self.lang, head.path, root));
        context.insert_value("nav", self.nav.of(head.path, root));
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

#[derive(Serialize)]
pub(super) struct PersonContext<'p> {
    id: &'p str,
    name: &'p str,
    role: &'p str,
    photo: &'p str,
    photo_alt: &'p str,
    href: String,
    summary: &'p str,
    /// The language of the words, if it is not the page's.
    lang: &'p str,
}

pub(super) fn people<'p>(portal: &'p Portal, base: &Base, root: &str) -> Vec<PersonContext<'p>> {
    portal.pages.iter().filter_map(|page| person(page, base, root)).collect()
}

pub(super) fn person<'p>(page: &'p Page, base: &Base, root: &str) -> Option<PersonContext<'p>> {
    let person = page.person.as_ref()?;
    Some(PersonContext {
        id: &person.id,
        name: &person.name,
        role: &person.role,
        photo: &person.photo,
        photo_alt: &person.photo_alt,
        href: base.href(&page.path, root),
        summary: &page.description,
        lang: &page.lang,
    })
}

#[derive(Serialize)]
pub(super) struct ItemContext<'p> {
    id: &'p str,
    text: &'p str,
    why: &'p str,
    anchor: &'p str,
    lang: &'p str,
    /// How it is going, if that is published.
    going: Option<Going<'p>>,
}

pub(super) fn items<'p>(items: &'p [Item], results: Option<&'p Results>) -> Vec<ItemContext<'p>> {
    items
        .iter()
        .map(|item| ItemContext {
            id: &item.id,
            text: &item.text,
            why: &item.why,
            anchor: &item.id,
            lang: &item.lang,
            going: going(results, &item.id),
        })
        .collect()
}

#[derive(Clone, Serialize)]
pub(super) struct FormCard<'p> {
    id: &'p str,
    title: &'p str,
    href: String,
    audience: &'static str,
    ages: String,
    look: &'static str,
    group: &'static str,
    /// The language of the title, if it is not the page's.
    lang: &'p str,
}

/// The forms that a visitor may open from a list, in the order in which they
/// are met; an IRO's own needs an IRO's link.
pub(super) fn form_cards<'p>(portal: &'p Portal, base: &'p Base, root: &str) -> Vec<FormCard<'p>> {
    let open = portal.forms.iter().filter(|file| file.form.audience != Audience::Iro);
    let mut files: Vec<_> = open.collect();
    // Those for the youngest first, and those that name no age last.
    files.sort_by_key(|file| {
        let ages = file.form.ages.map(|ages| (ages.from, ages.to.unwrap_or(u8::MAX)));
        (group_place(file.group), ages.unwrap_or((u8::MAX, u8::MAX)))
    });
    let card = |file: &'p FormFile| FormCard {
        id: &file.form.id,
        title: &file.form.title,
        href: base.href(&format!("forms/{}/", file.form.id), root),
        audience: file.form.audience.name(),
        ages: file.form.ages.map(|ages| ages.to_string().replace('-', "–")).unwrap_or_default(),
        look: look(&file.form),
        group: file.group.name(),
        lang: match &file.translated {
            Some(translated) => translated.lang(&way(&[], "title")),
            None => base.original(),
        },
    };
    files.into_iter().map(card).collect()
}

fn group_place(group: FormGroup) -> Option<usize> {
    FormGroup::NAMES.iter().position(|name| *name == group.name())
}

/// The parts of the list of forms, each with its forms: `{ name, forms }`.
pub(super) fn form_groups<'c, 'p>(cards: &'c [FormCard<'p>]) -> Vec<FormGroupContext<'c, 'p>> {
    let groups = cards.chunk_by(|one, other| one.group == other.group);
    groups.map(|forms| FormGroupContext { name: forms[0].group, forms }).collect()
}

#[derive(Serialize)]
pub(super) struct FormGroupContext<'c, 'p> {
    name: &'static str,
    forms: &'c [FormCard<'p>],
}

/// The forms that children start from the first page: those it names, or, if
/// they are few, all that are for children.
pub(super) fn start<'p>(
    portal: &'p Portal,
    page: &'p Page,
    base: &'p Base,
    root: &str,
) -> Vec<FormCard<'p>> {
    let cards = form_cards(portal, base, root);
    if page.start.is_empty() {
        let children = cards.into_iter().filter(|card| card.audience == "child");
        let children: Vec<_> = children.collect();
        return if children.len() > 4 { Vec::new() } else { children };
    }
    let named = page.start.iter().map(|(id, _)| id);
    named.filter_map(|id| cards.iter().find(|card| card.id == id).cloned()).collect()
}

/// A page that the first page leads to with a tile.
#[derive(Serialize)]
pub(super) struct Tile<'p> {
    href: String,
    title: &'p str,
    text: &'p str,
    symbol: &'p str,
    lang: &'p str,
}

/// The first page's tiles, in the order that the pages ask for.
pub(super) fn tiles<'p>(portal: &'p Portal, base: &Base, root: &str) -> Vec<Tile<'p>> {
    let mut pages: Vec<_> = portal.pages.iter().filter(|page| page.tile.is_some()).collect();
    pages.sort_by_key(|page| (page.tile, &page.path));
    let tile = |page: &'p Page| Tile {
        href: base.href(&page.path, root),
        lang: &page.lang,
        title: &page.title,
        text: &page.description,
        symbol: page.symbol.as_deref().unwrap_or("next"),
    };
    pages.into_iter().map(tile).collect()
}

/// The look that suits a form's readers.
pub(super) fn look(form: &Form) -> &'static str {
    form.ages.map_or("older", AgeBand::look)
}

#[derive(Serialize)]
pub(super) struct FormContext<'p> {
    id: &'p str,
    title: &'p str,
    /// The language of the title, if it is not the page's; likewise below.
    title_lang: &'p str,
    audience: &'static str,
    to: &'static str,
    ages: String,
    look: &'static str,
    version: &'p str,
    intro_html: String,
    /// The kinds it has that are answered with a drawing, recording or photo.
    media: BTreeSet<&'static str>,
    intro_lang: &'p str,
    sections: Vec<SectionContext<'p>>,
}

#[derive(Serialize)]
struct SectionContext<'p> {
    id: &'p str,
    title: &'p str,
    title_lang: &'p str,
    questions: Vec<QuestionContext<'p>>,
}

#[derive(Serialize)]
struct QuestionContext<'p> {
    id: &'p str,
    kind: &'static str,
    ask: &'p str,
    ask_lang: &'p str,
    hint: &'p str,
    hint_lang: &'p str,
    symbol: &'p str,
    /// Where the recording is, as seen from the page; may be empty.
    audio: String,
    required: bool,
    options: Vec<ChoiceContext<'p>>,
    max_length: u32,
    conditional: bool,
}

#[derive(Serialize)]
struct ChoiceContext<'p> {
    id: &'p str,
    label: &'p str,
    lang: &'p str,
    symbol: &'p str,
}

pub(super) fn form<'p>(
    portal: &'p Portal,
    file: &'p FormFile,
    version: &'p str,
    intro_html: String,
    root: &str,
) -> FormContext<'p> {
    let form = &file.form;
    let recording = |one: &Question| {
        let found = portal.recording(file, one)?;
        Some(format!("{root}{}", found.copy.path))
    };
    let lang = |ids: &[&str], key: &str| -> &'p str {
        file.translated.as_deref().map_or("", |translated| translated.lang(&way(ids, key)))
    };
    let sections = form.sections.iter().map(|section| SectionContext {
        id: &section.id,
        title: &section.title,
        title_lang: lang(&[&section.id], "title"),
        questions: section
            .questions
            .iter()
            .map(|one| question(one, recording(one), &lang))
            .collect(),
    });
    FormContext {
        id: &form.id,
        title: &form.title,
        title_lang: lang(&[], "title"),
        audience: form.audience.name(),
        to: form.to.name(),
        ages: form.ages.map(|ages| ages.to_string()).unwrap_or_default(),
        look: look(form),
        version,
        intro_html,
        media: media_kinds(form),
        intro_lang: lang(&[], "intro"),
        sections: sections.collect(),
    }
}

/// The kinds of question that need a script and styles of their own.
fn media_kinds(form: &Form) -> BTreeSet<&'static str> {
    let kinds = form.questions().map(|question| question.kind);
    kinds.filter(|kind| kind.is_attachment()).map(Kind::name).collect()
}

fn question<'p>(
    question: &'p Question,
    audio: Option<String>,
    lang: &dyn Fn(&[&str], &str) -> &'p str,
) -> QuestionContext<'p> {
    let options = question.options.iter().map(|choice| ChoiceContext {
        id: &choice.id,
        label: &choice.label,
        lang: lang(&[&question.id, &choice.id], "label"),
        symbol: choice.symbol.as_deref().unwrap_or_default(),
    });
    QuestionContext {
        id: &question.id,
        kind: question.kind.name(),
        ask: &question.ask,
        ask_lang: lang(&[&question.id], "ask"),
        hint: question.hint.as_deref().unwrap_or_default(),
        hint_lang: lang(&[&question.id], "hint"),
        symbol: question.symbol.as_deref().unwrap_or_default(),
        audio: audio.unwrap_or_default(),
        required: question.required,
        options: options.collect(),
        max_length: question.max_length.unwrap_or(0),
        conditional: question.show_if.is_some(),
    }
}

/// What the form's script reads from the page.
#[derive(Serialize)]
pub(super) struct FormData<'p> {
    id: &'p str,
    version: &'p str,
    language: &'p str,
    look: &'static str,
    audience: &'static str,
    definition: Outline<'p>,
    letterbox: &'p str,
    /// What the script fetches when it is needed.
    late: BTreeMap<&'static str, LateScript<'p>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    limits: Option<Limits>,
    strings: BTreeMap<&'p str, &'p str>,
}

/// A script or a style that comes when it is wanted.
#[derive(Serialize)]
struct LateScript<'p> {
    src: String,
    integrity: &'p str,
}

pub(super) fn form_data<'p>(
    portal: &'p Portal,
    engine: &'p Engine,
    form: &'p Form,
    version: &'p str,
    root: &str,
) -> FormData<'p> {
    let site = &portal.site.site;
    let late = LATE.iter().filter_map(|(name, file)| {
        let asset = engine.assets.get(*file)?;
        let src = format!("{root}{}", asset.path);
        Some((*name, LateScript { src, integrity: &asset.integrity }))
    });
    let has_media = !media_kinds(form).is_empty();
    let strings = engine.strings.for_script().iter();
    let strings = strings.filter(|(id, _)| has_media || !id.starts_with("js-media-"));
    FormData {
        id: &form.id,
        version,
        language: engine.base.lang(),
        look: look(form),
        audience: form.audience.name(),
        definition: Outline::of(form),
        letterbox: &site.letterbox,
        late: late.collect(),
        limits: has_media.then_some(LIMITS),
        strings: strings.map(|(id, text)| (id.as_str(), text.as_str())).collect(),
    }
}
