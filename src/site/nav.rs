//! The menu, made ready once for each depth of the site.
//!
//! A page's links differ from those of the next only in how far it is to the
//! top and in which of them is the page itself. So every entry is made twice
//! for each depth, and a page gets one of the two of each.

use super::context::{LISTS, has_any};
use super::strings::Strings;
use crate::portal::Portal;
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
    current: bool,
}

impl Nav {
    /// The menu of a portal, for pages with these ways to the top.
    pub(super) fn new<'r>(
        portal: &Portal,
        strings: &Strings,
        roots: impl Iterator<Item = &'r str>,
    ) -> Self {
        let menu = menu(portal, strings);
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
        let seen = match self.seen_from.get(root) {
            Some(seen) => seen,
            None => {
                made = self.menu.iter().map(|entry| entry.seen_from(root)).collect();
                &made
            }
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
            let href = format!("{root}{}", self.path);
            Value::from_serializable(&NavContext { title: &self.title, href, current })
        };
        Seen { current: value(true), other: value(false) }
    }
}

/// The officer's pages that want a place, and the lists that have something in
/// them.
fn menu(portal: &Portal, strings: &Strings) -> Vec<MenuEntry> {
    let mut menu: Vec<_> = portal
        .pages
        .iter()
        .filter(|page| page.person.is_none())
        .filter_map(|page| {
            let order = page.nav?;
            Some(MenuEntry { order, title: page.title.clone(), path: page.path.clone() })
        })
        .collect();
    for (path, title, order) in LISTS {
        let written = portal.pages.iter().any(|page| page.path == *path);
        if !written && has_any(portal, path) {
            let title = strings.get(title, &BTreeMap::new()).unwrap_or_default();
            menu.push(MenuEntry { order: *order, title, path: (*path).to_owned() });
        }
    }
    menu.sort_by(|one, other| (one.order, &one.path).cmp(&(other.order, &other.path)));
    menu
}
