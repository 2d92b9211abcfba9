//! Pages that are alike but for their words share what is around these.
//!
//! To fill templates takes most of a page's time, and the pages of the default
//! theme differ in their title, description, address and text alone. So the
//! templates are filled once with a mark where each of these goes, and page
//! after page is put together from the pieces between the marks.
//!
//! A portal's own template may ask what is in those words (`{% if page.title == …
//! %}`). Where any that a page goes through is not the default theme's, each page
//! is filled by itself.

use super::context::Alike;
use super::engine::Engine;
use crate::portal::Theme;
use crate::problem::Problem;
use memchr::memchr_iter;
use rustc_hash::FxHashMap;
use std::sync::{Arc, PoisonError, RwLock};
use tera::{Context, escape_html};

/// The template that such pages have.
pub(super) const TEMPLATE: &str = "page.html";

/// Where the default theme's templates ask for a page by its place.
const ASKED_FOR: &[&str] = &["get-help-now/", "you-said-we-did/"];

/// What is put into a frame. Its mark is a character that no text has: Unicode
/// keeps these for what a program does inside.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Hole {
    Title,
    Description,
    /// Where the page is, below its language's folder.
    Path,
    Body,
}

impl Hole {
    const ALL: [Self; 4] = [Self::Title, Self::Description, Self::Path, Self::Body];

    /// What stands for it while the templates are filled.
    pub(super) const fn mark(self) -> &'static str {
        match self {
            Self::Title => "\u{fdd0}",
            Self::Description => "\u{fdd1}",
            Self::Path => "\u{fdd2}",
            Self::Body => "\u{fdd3}",
        }
    }

    /// The one whose mark stands at the beginning of these bytes.
    fn at(bytes: &[u8]) -> Option<Self> {
        Self::ALL.into_iter().find(|hole| bytes.starts_with(hole.mark().as_bytes()))
    }
}

/// The words of one page.
pub(super) struct Words<'w> {
    pub(super) title: &'w str,
    pub(super) description: &'w str,
    pub(super) path: &'w str,
    /// HTML, unlike the others.
    pub(super) body: &'w str,
}

/// The frames that were made, for the pages of one language.
#[derive(Default)]
pub(super) struct Frames {
    /// Whether all templates of such a page are the default theme's.
    fit: bool,
    made: RwLock<FxHashMap<Alike, Arc<Frame>>>,
}

/// A page without its words.
struct Frame {
    /// What stands before each hole.
    pieces: Vec<(Vec<u8>, Hole)>,
    end: Vec<u8>,
}

impl Frames {
    pub(super) fn of(theme: &Theme) -> Self {
        let is_passed = |name: &String| {
            name.starts_with("components/")
                || ["templates/page.html", "templates/base.html"].contains(&name.as_str())
        };
        Self { fit: !theme.own_files.iter().any(is_passed), made: RwLock::default() }
    }

    /// Whether the page at this place may share its frame.
    pub(super) fn fit(&self, path: &str) -> bool {
        self.fit && !ASKED_FOR.contains(&path)
    }

    /// Puts a page together, in this memory. `context` is what its frame is filled
    /// with, if that was not done yet.
    ///
    /// # Errors
    /// What is wrong in a template.
    pub(super) fn fill(
        &self,
        engine: &Engine,
        alike: Alike,
        context: impl FnOnce(&Alike) -> Context,
        words: &Words<'_>,
        memory: Vec<u8>,
    ) -> Result<Vec<u8>, Problem> {
        let made = self.made.read().unwrap_or_else(PoisonError::into_inner);
        let known = made.get(&alike).map(Arc::clone);
        drop(made);
        let frame = match known {
            Some(frame) => frame,
            None => {
                let html = engine.fill(TEMPLATE, &context(&alike), Vec::new())?;
                let frame = Arc::new(Frame::cut(&html));
                let mut made = self.made.write().unwrap_or_else(PoisonError::into_inner);
                made.insert(alike, Arc::clone(&frame));
                frame
            }
        };
        Ok(frame.fill(words, memory))
    }
}

impl Frame {
    /// Cuts a page at its marks.
    fn cut(html: &[u8]) -> Self {
        let mut pieces = Vec::new();
        let mut from = 0;
        // All marks begin with this byte.
        for at in memchr_iter(b'\xef', html) {
            if let Some(hole) = Hole::at(&html[at..]) {
                pieces.push((html[from..at].to_vec(), hole));
                from = at + hole.mark().len();
            }
        }
        Self { pieces, end: html[from..].to_vec() }
    }

    fn fill(&self, words: &Words<'_>, memory: Vec<u8>) -> Vec<u8> {
        let mut html = memory;
        html.clear();
        html.reserve(words.body.len() + 8 * 1024);
        for (piece, hole) in &self.pieces {
            html.extend_from_slice(piece);
            let text = match hole {
                Hole::Title => words.title,
                Hole::Description => words.description,
                Hole::Path => words.path,
                Hole::Body => {
                    html.extend_from_slice(words.body.as_bytes());
                    continue;
                }
            };
            // As the templates do; memory takes whatever it is given.
            let _ = escape_html(text, &mut html);
        }
        html.extend_from_slice(&self.end);
        html
    }
}

#[cfg(test)]
mod tests {
    use crate::portal::{self, Portal};
    use crate::site::{Engine, Output, outputs, render};
    use std::fs;
    use std::path::Path;

    /// Every page of a portal as it is, and without shared frames.
    fn both_ways(portal: &Portal) -> Vec<(String, Vec<u8>, Vec<u8>)> {
        let sharing = Engine::new(portal).expect("a theme");
        let alone = Engine::new(portal).expect("a theme").without_frames();
        let is_page = |output: &&Output<'_>| match output {
            Output::Translation(_, output) => matches!(**output, Output::Page(_)),
            output => matches!(output, Output::Page(_)),
        };
        let outputs = outputs(portal);
        let pages = outputs.iter().filter(is_page);
        pages
            .map(|output| {
                let (path, shared) = render::bytes(portal, &sharing, output).expect("a page");
                let (_, alone) = render::bytes(portal, &alone, output).expect("a page");
                (path, shared, alone)
            })
            .collect()
    }

    fn assert_same(portal: &Portal) -> usize {
        let pages = both_ways(portal);
        for (path, shared, alone) in &pages {
            assert!(
                shared == alone,
                "{path}:\n{}\n{}",
                String::from_utf8_lossy(shared),
                String::from_utf8_lossy(alone)
            );
        }
        pages.len()
    }

    #[test]
    fn the_example_s_pages_are_the_same_with_shared_frames_in_every_language() {
        let (portal, _) = portal::load(Path::new(env!("CARGO_MANIFEST_DIR")));
        assert!(assert_same(&portal) > 40);
    }

    /// A portal in two languages with odd words, and pages that differ in all that
    /// makes a frame.
    fn odd(folder: &Path) {
        fs::create_dir_all(folder.join("content/deep/cy")).expect("folders");
        fs::create_dir_all(folder.join("content/cy")).expect("folders");
        let site = "title: My & Review\ncouncil: Eastlake Council\nbase_url: https://a.example/b/\nletterbox: https://b.example\nlanguages: [en, cy]\n";
        fs::write(folder.join("site.yaml"), site).expect("written");
        for (name, front, text) in [
            ("a", "title: \"<b> & \\\"c\\\" 'd' \u{fdd0}\u{fdd3}\"", "One \u{fdd1} & <two>."),
            ("b", "title: B\ndescription: \"It's <i>\"", "## B\n\n[a](a.md)"),
            ("c", "title: C\nlook: little\nsymbol: star", ""),
            ("d", "title: D\nnav: 3\nlook: older", "Text.\n\nMore.\n\n- and a list"),
            ("deep/e", "title: E\ndescription: deep", "Text."),
            ("it's & so", "title: F", "Text."),
            ("you-said-we-did", "title: G", "- You said a.\n- We did b."),
            ("get-help-now", "title: H", "Text."),
            ("cy/a", "title: Un", "Dau."),
            ("cy/d", "title: Pedwar", "Testun."),
        ] {
            let path = folder.join(format!("content/{name}.md"));
            fs::write(path, format!("---\n{front}\n---\n\n{text}\n")).expect("written");
        }
    }

    #[test]
    fn whatever_is_in_the_words_both_ways_give_the_same() {
        let folder = tempfile::tempdir().expect("a folder");
        odd(folder.path());
        let (portal, _) = portal::load(folder.path());
        assert_eq!(portal.translations.len(), 1);
        assert_eq!(assert_same(&portal), 10);
    }

    #[test]
    fn a_template_of_the_portal_s_own_may_ask_what_is_in_the_words() {
        let folder = tempfile::tempdir().expect("a folder");
        odd(folder.path());
        let templates = folder.path().join("themes/default/templates");
        fs::create_dir_all(&templates).expect("a folder");
        let own = "{% extends \"base.html\" %}{% block main %}{% if page.title == \"C\" %}sea{% else %}land{% endif %}{% endblock main %}";
        fs::write(templates.join("page.html"), own).expect("written");
        let (portal, _) = portal::load(folder.path());
        let pages = both_ways(&portal);
        let says = |path: &str, word: &[u8]| {
            let page = pages.iter().find(|(name, ..)| name == path).expect("the page");
            memchr::memmem::find(&page.1, word).is_some()
        };
        assert!(says("c/index.html", b"sea") && says("b/index.html", b"land"));
    }
}
