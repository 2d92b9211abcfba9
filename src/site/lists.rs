//! What lists and the first page show, as plain data.

use super::context::Base;
use super::figures::{Going, going};
use super::questions::look;
use crate::form::Audience;
use crate::portal::{FormFile, FormGroup, Item, Page, Portal, Results, way};
use serde::Serialize;

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
    symbol: &'p str,
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
        symbol: file.symbol.as_deref().unwrap_or_default(),
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
