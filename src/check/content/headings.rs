//! A link to a heading finds it.

use super::Said;
use super::links::OpenLink;
use crate::portal::{Link, Page, Places, Portal, anchors};
use crate::problem::{Source, did_you_mean};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// The headings of pages, read only where a link leads to one.
pub(super) struct Headings<'p> {
    portal: &'p Portal,
    pages: OnceLock<HashMap<&'p str, &'p Page>>,
    read: Mutex<HashMap<&'p str, Arc<Vec<String>>>>,
}

impl<'p> Headings<'p> {
    pub(super) fn of(portal: &'p Portal) -> Self {
        Self { portal, pages: OnceLock::new(), read: Mutex::default() }
    }

    /// What is wrong with a link to a heading.
    pub(super) fn look(&self, source: &Source, link: &OpenLink, places: &Places) -> Option<Said> {
        let target = link.target.as_deref()?;
        let (path, name) = match places.link(&source.file, target) {
            Link::Here => (self.own(source)?, target.trim_start_matches('#')),
            Link::Site(path, fragment) => {
                let path = places.find(&path)?.to_owned();
                (path, target.get(target.len() - fragment.len()..)?.trim_start_matches('#'))
            }
            Link::Elsewhere | Link::Unsafe => return None,
        };
        // A template may give names of its own to what it makes.
        if name.is_empty() || name.contains('%') || Places::is_made(&path) {
            return None;
        }
        let headings = self.headings(&path)?;
        if headings.iter().any(|heading| heading == name) {
            return None;
        }
        let help = match did_you_mean(name, headings.iter().map(String::as_str)) {
            Some(meant) => format!("Did you mean #{meant}?"),
            None if headings.is_empty() => {
                "That page has no headings: take the # and what follows it out.".to_owned()
            }
            None => {
                let all: Vec<_> = headings.iter().map(|heading| format!("#{heading}")).collect();
                format!("The headings there are {}.", all.join(", "))
            }
        };
        Some(("broken-anchor", format!("no heading there is called #{name}"), help))
    }

    fn pages(&self) -> &HashMap<&'p str, &'p Page> {
        let by_path = |page: &'p Page| (page.path.as_str(), page);
        self.pages.get_or_init(|| self.portal.pages.iter().map(by_path).collect())
    }

    /// The page that a file is, if it is one.
    fn own(&self, source: &Source) -> Option<String> {
        let is_it = |page: &&&Page| page.source.file == source.file;
        self.pages().values().find(is_it).map(|page| page.path.clone())
    }

    fn headings(&self, path: &str) -> Option<Arc<Vec<String>>> {
        let page = *self.pages().get(path)?;
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        let headings =
            read.entry(&page.path).or_insert_with(|| Arc::new(anchors::of(page.markdown())));
        Some(Arc::clone(headings))
    }
}
