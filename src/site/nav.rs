//! The menu, made ready once for each depth of the site.
//!
//! A page's links differ from those of the next only in how far it is to the
//! top and in which of them is the page itself. So every entry is made twice
//! for each depth, and a page gets one of the two of each.

use super::context::{LISTS, has_any};
use super::strings::Strings;
use crate::portal::{Places, Portal};
use serde::Serialize;
use std::collections::BTreeMap;
use tera::Value;

/// The entries, in their order, and the ways to the top that pages have.
pub(super) struct Nav {
    menu: Vec<MenuEntry>,
    seen_from: BTreeMap<String, Vec<Seen>>,
}

struct MenuEntry {
    order: u32,
    title: String,
    path: String,
    /// Where it leads, below the site's top.
    place: String,
    /// The language of the title, if it is not the page's.
    lang: String,
}

/// An entry as the pages of one depth see it.
struct Seen {
    current: Value,
    other: Value,
}

#[derive(Serialize)]
struct NavContext<'m> {
    title: &'m str,
    href: String,
    lang: &'m str,
    current: bool,
}

impl Nav {
    /// The menu of a portal, for pages with these ways to the top.
    pub(super) fn new<'r>(
        portal: &Portal,
        strings: &Strings,
        places: &Places,
        roots: impl Iterator<Item = &'r str>,
    ) -> Self {
        let menu = menu(portal, strings, places);
        let mut seen_from = BTreeMap::new();
        for root in roots {
            if !seen_from.contains_key(root) {
                let seen = menu.iter().map(|entry| entry.seen_from(root)).collect();
                seen_from.insert(root.to_owned(), seen);
            }
        }
        Self { menu, seen_from }
    }

    /// What the template of the page at `path` gets.
    pub(super) fn of(&self, path: &str, root: &str) -> Value {
        let made;
        let seen = if let Some(seen) = self.seen_from.get(root) {
            seen
        } else {
            made = self.menu.iter().map(|entry| entry.seen_from(root)).collect();
            &made
        };
        let entries = self.menu.iter().zip(seen);
        let values =
            entries.map(
                |(entry, seen)| {
                    if entry.holds(path) { seen.current.clone() } else { seen.other.clone() }
                },
            );
        Value::from(values.collect::<Vec<_>>())
    }
}

impl MenuEntry {
    /// Whether a page is this entry's or stands below it.
    fn holds(&self, path: &str) -> bool {
        path == self.path || (!self.path.is_empty() && path.starts_with(&self.path))
    }

    fn seen_from(&self, root: &str) -> Seen {
        let value = |current| {
            let href = format!("{root}{}", self.place);
            let (title, lang) = (self.title.as_str(), self.lang.as_str());
            Value::from_serializable(&NavContext { title, href, lang, current })
        };
        Seen { current: value(true), other: value(false) }
    }
}

/// The officer's pages that want a place, and the lists that have something in
/// them.
fn menu(portal: &Portal, strings: &Strings, places: &Places) -> Vec<MenuEntry> {
    let entry = |order: u32, title: String, path: &str, lang: &str| MenuEntry {
        order,
        title,
        path: path.to_owned(),
        place: places.address(path).into_owned(),
        lang: lang.to_owned(),
    };
    let mut menu: Vec<_> = portal
        .pages
        .iter()
        .filter(|page| page.person.is_none())
        .filter_map(|page| {
            let order = page.nav?;
            // A list has a title in every language.
            let list = LISTS.iter().find(|(path, ..)| *path == page.path);
            Some(match list.filter(|_| !page.lang.is_empty()) {
                Some((path, title, _)) => entry(order, strings.say(title), path, ""),
                None => entry(order, page.title.clone(), &page.path, &page.lang),
            })
        })
        .collect();
    for (path, title, order) in LISTS {
        let written = portal.pages.iter().any(|page| page.path == *path);
        if !written && has_any(portal, path) {
            menu.push(entry(*order, strings.say(title), path, ""));
        }
    }
    menu.sort_by(|one, other| (one.order, &one.path).cmp(&(other.order, &other.path)));
    menu
}
