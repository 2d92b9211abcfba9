//! The menu, made ready once for each depth of the site.
//!
//! A page's links differ from those of the next only in how far it is to the
//! top and in which of them the page stands. So there are few menus, and pages
//! that have the same one share it.

use super::context::{LISTS, has_any};
use super::strings::Strings;
use crate::portal::{Places, Portal};
use serde::Serialize;
use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};
use tera::Value;

/// The entries, in their order, and the menus that were made of them.
pub(super) struct Nav {
    menu: Vec<MenuEntry>,
    made: RwLock<HashMap<Seen, Value>>,
}

/// What decides how a menu looks: the way to the top, and the entries in which
/// the page stands.
type Seen = (String, Vec<usize>);

struct MenuEntry {
    order: u32,
    title: String,
    path: String,
    /// Where it leads, below the site's top.
    place: String,
    /// The language of the title, if it is not the page's.
    lang: String,
}

#[derive(Serialize)]
struct NavContext<'m> {
    title: &'m str,
    href: String,
    lang: &'m str,
    current: bool,
}

impl Nav {
    /// The menu of a portal.
    pub(super) fn new(portal: &Portal, strings: &Strings, places: &Places) -> Self {
        Self { menu: menu(portal, strings, places), made: RwLock::default() }
    }

    /// What the template of the page at `path` gets.
    pub(super) fn of(&self, path: &str, root: &str) -> Value {
        self.with(root, &self.holding(path))
    }

    /// The entries in which the page at `path` stands.
    pub(super) fn holding(&self, path: &str) -> Vec<usize> {
        let entries = self.menu.iter().enumerate();
        entries.filter(|(_, entry)| entry.holds(path)).map(|(at, _)| at).collect()
    }

    /// The menu of the pages that stand in these entries.
    pub(super) fn with(&self, root: &str, current: &[usize]) -> Value {
        let seen = (root.to_owned(), current.to_owned());
        let made = self.made.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(menu) = made.get(&seen) {
            return menu.clone();
        }
        drop(made);
        let mut made = self.made.write().unwrap_or_else(PoisonError::into_inner);
        // Another core may have made it meanwhile: all pages share one.
        made.entry(seen).or_insert_with_key(|(root, current)| self.menu(root, current)).clone()
    }

    fn menu(&self, root: &str, current: &[usize]) -> Value {
        let entries = self.menu.iter().enumerate();
        let links = entries.map(|(at, entry)| entry.seen_from(root, current.contains(&at)));
        Value::from(links.collect::<Vec<_>>())
    }
}

impl MenuEntry {
    /// Whether a page is this entry's or stands below it.
    fn holds(&self, path: &str) -> bool {
        path == self.path || (!self.path.is_empty() && path.starts_with(&self.path))
    }

    fn seen_from(&self, root: &str, current: bool) -> Value {
        let href = format!("{root}{}", self.place);
        let (title, lang) = (self.title.as_str(), self.lang.as_str());
        Value::from_serializable(&NavContext { title, href, lang, current })
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
