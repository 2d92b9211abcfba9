//! Where a link in a page leads.

use super::{FormFile, Portal, join};
use memchr::memchr;
use rustc_hash::FxHashSet;
use std::borrow::Cow;

/// A link, understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Link {
    /// To another site, a telephone or a mailbox.
    Elsewhere,
    /// To a place on the same page.
    Here,
    /// To a page or file of this site; the second part is `#…` or nothing.
    Site(String, String),
    /// With a scheme that could run a program, or that a child should not meet.
    Unsafe,
}

/// A link of a page, followed to its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Followed<'p> {
    /// The link itself.
    pub link: Link,
    /// The place on the site that it means; none if there is no such place, or if
    /// it leads elsewhere.
    pub place: Option<&'p str>,
}

/// What links may start with, besides paths.
const SCHEMES: &[&str] = &["https", "http", "mailto", "tel", "sms"];

impl Link {
    /// Reads a link as seen from a file below `content/`, or from the form's
    /// own folder.
    pub fn read(file: &str, target: &str) -> Self {
        // Browsers look past controls and spaces when they look for a scheme.
        let bare = visible(target);
        if bare.starts_with('#') {
            return Self::Here;
        }
        if bare.starts_with("//") {
            return Self::Elsewhere;
        }
        if let Some(at) = memchr(b':', bare.as_bytes())
            && let scheme = &bare[..at]
            && !scheme.contains(['/', '?', '#'])
        {
            let known = SCHEMES.iter().any(|known| known.eq_ignore_ascii_case(scheme));
            return if known { Self::Elsewhere } else { Self::Unsafe };
        }
        let path = memchr(b'#', target.as_bytes()).unwrap_or(target.len());
        let (path, fragment) = target.split_at(path);
        let file = file.strip_prefix("content/").unwrap_or(file);
        Self::Site(page_path(join(file, path)), fragment.to_owned())
    }
}

/// A link's characters without those that browsers look past. Nearly every link
/// has none of them.
fn visible(target: &str) -> Cow<'_, str> {
    if target.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Cow::Borrowed(target);
    }
    target.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect()
}

/// A link to a page's file means the page.
fn page_path(mut path: String) -> String {
    let ending = [".md", ".yaml", ".yml"].into_iter().find(|ending| path.ends_with(ending));
    let is_file = ending.is_some();
    if !is_file && path != "index.html" && !path.ends_with("/index.html") {
        return path;
    }
    path.truncate(path.len() - ending.unwrap_or(".html").len());
    if path == "index" {
        return String::new();
    }
    if path.ends_with("/index") {
        path.truncate(path.len() - "index".len());
    } else {
        path.push('/');
    }
    path
}

/// Everything on the site that a link can lead to, as seen from the pages of
/// one language.
#[derive(Clone, Debug)]
pub struct Places {
    all: FxHashSet<String>,
    /// The language's folder, and which places are below it; none for the first
    /// language, whose pages are at the top.
    below: Option<(String, FxHashSet<String>)>,
}

/// Pages that the site makes itself, in every language.
const MADE: [&str; 6] = ["", "forms/", "people/", "expectations/", "pledges/", "words/"];

impl Places {
    /// The places of a portal, or of its translation.
    pub fn of(portal: &Portal) -> Self {
        // A form and its booklets.
        let pages_of = |file: &FormFile| {
            ["", "print/", "large-print/"].map(|page| format!("forms/{}/{page}", file.form.id))
        };
        let pages = portal.pages.iter().map(|page| page.path.clone());
        let forms = portal.forms.iter().flat_map(pages_of);
        let copies = portal.copies.iter().map(|copy| copy.path.clone());
        // Made where there are figures to show.
        let years = portal.results.iter().filter(|results| !results.years.is_empty());
        let our_year = years.map(|_| "our-year/".to_owned());
        let made = MADE.into_iter().map(str::to_owned).chain(our_year);
        let all = made.clone().chain(pages).chain(forms).chain(copies);
        let all: FxHashSet<_> = all.collect();
        let below = portal.is_translation.then(|| {
            let folder = format!("{}/", portal.language.code);
            let pages = portal.pages.iter().filter(|page| page.lang.is_empty());
            let forms = portal.forms.iter().filter(|file| file.translated.is_some());
            let copies = all.iter().filter_map(|path| path.strip_prefix(&folder));
            let own = made.chain(copies.map(str::to_owned));
            let own =
                own.chain(pages.map(|page| page.path.clone())).chain(forms.flat_map(pages_of));
            let own = own.collect();
            (folder, own)
        });
        Self { all, below }
    }

    /// Whether the site makes this page itself, with names of its own in it.
    pub(crate) fn is_made(path: &str) -> bool {
        MADE.contains(&path)
    }

    /// The place that a path means: a page is also found without its last `/`.
    pub fn find(&self, path: &str) -> Option<&str> {
        let exact = self.all.get(path);
        exact.or_else(|| self.all.get(format!("{path}/").as_str())).map(String::as_str)
    }

    /// Whether a place is there in this language.
    pub fn has(&self, path: &str) -> bool {
        self.below.as_ref().map_or(&self.all, |(_, own)| own).contains(path)
    }

    /// The way from the site's top: below the language's folder if the place is
    /// there in it, else to the first language's.
    pub fn address<'a>(&self, path: &'a str) -> Cow<'a, str> {
        match &self.below {
            Some((folder, own)) if own.contains(path) => Cow::Owned(format!("{folder}{path}")),
            _ => Cow::Borrowed(path),
        }
    }

    /// Understands a link of a page's file. One in a translation leads where the
    /// same link in its original does.
    pub fn link(&self, file: &str, target: &str) -> Link {
        match &self.below {
            Some((folder, _)) => Link::read(&file.replacen(&format!("/{folder}"), "/", 1), target),
            None => Link::read(file, target),
        }
    }

    /// Understands a link of a page's file, as [`Places::link`] does, and finds the
    /// place that it means.
    pub fn follow(&self, file: &str, target: &str) -> Followed<'_> {
        let link = self.link(file, target);
        let place = match &link {
            Link::Site(path, _) => self.find(path),
            Link::Elsewhere | Link::Here | Link::Unsafe => None,
        };
        Followed { link, place }
    }

    /// The place that was probably meant.
    pub fn near(&self, path: &str) -> Option<&str> {
        // In a fixed order, so that of two that are equally near it is always
        // the same one.
        let mut places: Vec<_> = self.all.iter().map(String::as_str).collect();
        places.sort_unstable();
        crate::problem::did_you_mean(path, places)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_where_a_link_leads() {
        let site = |path: &str, fragment: &str| Link::Site(path.into(), fragment.into());
        for (file, target, link) in [
            ("content/index.md", "what-is-a-review.md", site("what-is-a-review/", "")),
            ("content/a/b.md", "../c.md#d", site("c/", "#d")),
            ("content/a/b.md", "/get-help-now/", site("get-help-now/", "")),
            ("content/index.md", "../forms/my-review.yaml", site("forms/my-review/", "")),
            ("content/people/index.md", "../index.md", site("", "")),
            ("content/index.md", "#top", Link::Here),
            ("content/index.md", "https://example.org/a:b", Link::Elsewhere),
            ("content/index.md", "tel:08001111", Link::Elsewhere),
            ("content/index.md", "javascript:alert(1)", Link::Unsafe),
            ("content/index.md", "java\nscript:alert(1)", Link::Unsafe),
            ("content/index.md", "data:text/html,x", Link::Unsafe),
            ("content/index.md", "a/b:c", site("a/b:c", "")),
            ("content/index.md", "index.html", site("", "")),
            ("content/a/b.md", "index.html", site("a/", "")),
            ("content/a/b.md", "index.md", site("a/", "")),
            ("content/a/b.md", "./../../d/./e/", site("d/e/", "")),
            ("content/a/b.md", "..", site("", "")),
            ("content/a/b.md", "c.html", site("a/c.html", "")),
        ] {
            assert_eq!(Link::read(file, target), link, "{file} {target}");
        }
    }
}
