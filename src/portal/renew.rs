//! One page, or the theme, read again, while the rest of its portal stays as it
//! was read.

use super::files::{self, Found};
use super::{Page, Portal, anchors, page, theme};
use crate::problem::Problem;
use std::fs;
use std::path::Path;

impl Portal {
    /// Takes in a page's file of which only the text changed, and gives the
    /// page's place in [`Portal::pages`].
    ///
    /// Nothing, and the portal as it was, if more may have changed than what
    /// the page itself shows: its front matter is in menus and lists, and links
    /// and translations hang on its headings.
    pub fn renew_page(&mut self, dir: &Path, file: &str) -> Option<usize> {
        let at = self.pages.iter().position(|page| page.source.file == file)?;
        let renewed = renewed(self, &self.pages[at], dir)?;
        let alone = |one: &Portal| one.pages.get(at).is_some_and(|page| stands_alone(page, file));
        if !self.translations.iter().all(alone) {
            return None;
        }
        for translation in &mut self.translations {
            // One that nobody has translated is the original itself.
            let copies = translation.pages.get_mut(at).filter(|page| !page.lang.is_empty());
            if let Some(copy) = copies {
                *copy = Page { lang: std::mem::take(&mut copy.lang), ..renewed.clone() };
            }
        }
        self.pages[at] = renewed;
        Some(at)
    }

    /// Reads the theme again, and gives what is wrong in its files.
    pub fn renew_theme(&mut self, dir: &Path) -> Vec<Problem> {
        let mut problems = Vec::new();
        self.theme = theme::load(dir, &self.site, &mut problems);
        problems
    }
}

/// Whether a translation stays as it is when its original's text changes, but
/// not its headings.
fn stands_alone(page: &Page, original: &str) -> bool {
    let is_copy = !page.lang.is_empty() && page.source.file == original;
    let is_whole = !page.half_translated && !page.written().0.trim().is_empty();
    is_copy || (page.lang.is_empty() && is_whole)
}

/// The page as its file has it now, if nothing but its text changed.
fn renewed(portal: &Portal, old: &Page, dir: &Path) -> Option<Page> {
    let name = old.source.file.clone();
    let path = dir.join(&name);
    let found = Found::new(name, path);
    // A link is followed nowhere else, either.
    fs::symlink_metadata(&found.path).ok().filter(fs::Metadata::is_file)?;
    let source = files::read(&found).ok()?;
    let start = old.written().1;
    if source.text.get(..start)? != old.source.text.get(..start)? {
        return None;
    }
    let mut problems = Vec::new();
    let page = page::read(&portal.site.site, &source, &mut problems);
    let is_fine = problems.is_empty() && page.written().1 == start;
    (is_fine && anchors::of(page.markdown()) == anchors::of(old.markdown())).then_some(page)
}
