//! What officers write in Markdown is text, links that lead somewhere, and
//! pictures that everybody gets something from.

use super::content::{Advice, Rules};
use crate::form::Kind;
use crate::portal::{Followed, FormFile, Link, Page, Places, Portal, is_comment};
use crate::problem::{Problem, Source};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use rayon::prelude::*;
use std::ops::Range;
use std::sync::Arc;

/// What is wrong in the texts, with what else is said of each of the portal's own
/// pages.
pub(super) fn check(portal: &Portal, beside: fn(&Portal, &Page) -> Vec<Problem>) -> Vec<Problem> {
    let mut problems = pages_and(portal, beside);
    problems.extend(intros(portal));
    problems
}

/// What is wrong in the pages' texts.
pub fn pages(portal: &Portal) -> Vec<Problem> {
    pages_and(portal, |_, _| Vec::new())
}

fn pages_and(portal: &Portal, beside: fn(&Portal, &Page) -> Vec<Problem>) -> Vec<Problem> {
    let in_one = |portal: &Portal| -> Vec<_> {
        let places = Places::of(portal);
        let rules = Rules::of(portal);
        let look = |page| {
            if portal.is_translation {
                return look_at_page(page, &places, None);
            }
            let mut problems = beside(portal, page);
            problems.extend(look_at_page(page, &places, Some(rules.page(page))));
            problems
        };
        // What a translation lacks is the original's.
        let pages = portal.pages.par_iter().filter(|page| page.lang.is_empty());
        pages.flat_map_iter(look).collect()
    };
    in_all(portal).flat_map(in_one).collect()
}

/// What is wrong in the text of one of the portal's own pages.
pub(super) fn page(portal: &Portal, places: &Places, page: &Page) -> Vec<Problem> {
    let rules = Rules::of(portal);
    look_at_page(page, places, Some(rules.page(page)))
}

/// What is wrong in the forms' introductions.
pub(super) fn intros(portal: &Portal) -> Vec<Problem> {
    let in_one = |portal: &Portal| -> Vec<_> {
        if portal.forms.is_empty() {
            return Vec::new();
        }
        let places = Places::of(portal);
        let rules = Rules::of(portal);
        let own = |file: &&FormFile| file.translated.is_some() == portal.is_translation;
        let intros = portal.forms.par_iter().filter(own).flat_map_iter(|file| {
            let text = file.form.intro.as_deref().unwrap_or_default();
            // A text in YAML is folded and unescaped: the whole is pointed at.
            let span = file.span("intro");
            let mut advice = (!portal.is_translation).then(|| rules.form(file));
            let mut problems =
                look(text, &file.source, &places, &|_| span.clone(), advice.as_mut());
            problems.extend(advice.map(|advice| questions(file, advice)).unwrap_or_default());
            problems
        });
        intros.collect()
    };
    in_all(portal).flat_map(in_one).collect()
}

/// The portal in each of its languages.
fn in_all(portal: &Portal) -> impl Iterator<Item = &Portal> {
    std::iter::once(portal).chain(&portal.translations)
}

/// The advice on the words of a form's questions, after that on its intro.
fn questions(file: &FormFile, mut advice: Advice<'_>) -> Vec<Problem> {
    advice.line(&file.form.title, file.span("title"));
    for (s, section) in file.form.sections.iter().enumerate() {
        advice.line(&section.title, file.section_span(s, "title"));
        for (q, question) in section.questions.iter().enumerate() {
            advice.plain(&question.ask, file.question_span(s, q, "ask"));
            if let Some(hint) = &question.hint {
                advice.plain(hint, file.question_span(s, q, "hint"));
            }
            // Expectations are looked at in their own list; of words that a child
            // has another word for, some hurt.
            if !matches!(question.kind, Kind::Expectations | Kind::Words) {
                for (at, choice) in question.options.iter().enumerate() {
                    advice.line(&choice.label, file.label_span((s, q), at));
                }
            }
        }
    }
    advice.finish()
}

/// What is wrong in a page's text, without advice on its words.
pub(crate) fn of_page(page: &Page, places: &Places) -> Vec<Problem> {
    look_at_page(page, places, None)
}

fn look_at_page(page: &Page, places: &Places, mut advice: Option<Advice<'_>>) -> Vec<Problem> {
    let (written, start) = page.written();
    let span = |range: Range<usize>| start + range.start..start + range.end;
    if let Some(advice) = &mut advice {
        advice.line(&page.title, page.title_span.clone());
        advice.line(&page.description, page.description_span.clone());
    }
    let mut problems = look(written, &page.source, places, &span, advice.as_mut());
    problems.extend(advice.map(Advice::finish).unwrap_or_default());
    problems
}

fn look(
    text: &str,
    source: &Arc<Source>,
    places: &Places,
    span: &dyn Fn(Range<usize>) -> Range<usize>,
    mut advice: Option<&mut Advice<'_>>,
) -> Vec<Problem> {
    let mut look = Look::new(source, places);
    for (event, range) in Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter() {
        let span = span(range);
        if let Some(advice) = &mut advice {
            advice.event(&event, span.clone(), places);
        }
        look.event(&event, span);
    }
    look.problems
}

/// Looks at a text while somebody else reads it: an event at a time, with the
/// bytes of the file that it comes from.
pub(crate) struct Look<'p> {
    source: &'p Arc<Source>,
    places: &'p Places,
    /// What was wrong so far.
    pub(crate) problems: Vec<Problem>,
    /// The last heading's level; the page's title is the first.
    level: usize,
    /// The picture being read, and whether it has any words.
    picture: Option<(Range<usize>, bool)>,
    /// The block of HTML being read.
    block: String,
}

impl<'p> Look<'p> {
    pub(crate) fn new(source: &'p Arc<Source>, places: &'p Places) -> Self {
        Self { source, places, problems: Vec::new(), level: 1, picture: None, block: String::new() }
    }

    fn error(
        &mut self,
        rule: &'static str,
        span: Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.problems.push(Problem::error(rule, self.source, span, message, help));
    }

    fn warning(
        &mut self,
        rule: &'static str,
        span: Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.problems.push(Problem::warning(rule, self.source, span, message, help));
    }

    /// Looks at the next event. Where a link or a picture of it leads is given
    /// back, for whoever needs it too.
    #[inline]
    pub(crate) fn event(&mut self, event: &Event<'_>, span: Range<usize>) -> Option<Followed<'p>> {
        match event {
            // Nearly all are one of these, of which there is nothing to say.
            Event::Text(_) if self.picture.is_none() => None,
            Event::End(tag) if !matches!(tag, TagEnd::HtmlBlock | TagEnd::Image) => None,
            _ => self.closely(event, span),
        }
    }

    fn closely(&mut self, event: &Event<'_>, span: Range<usize>) -> Option<Followed<'p>> {
        match event {
            // A block is said once, whatever its lines; a closing tag goes with
            // its opening one.
            Event::Start(Tag::HtmlBlock) => self.block.clear(),
            Event::Html(line) => self.block.push_str(line),
            Event::End(TagEnd::HtmlBlock) if !is_comment(&self.block) => self.html(span),
            Event::InlineHtml(html) if !html.starts_with("</") && !is_comment(html) => {
                self.html(span);
            }
            Event::Start(Tag::Heading { level, .. }) => self.heading(*level, span),
            Event::Start(Tag::Link { dest_url, .. }) => return Some(self.link(dest_url, span)),
            Event::Start(Tag::Image { dest_url, .. }) => {
                self.picture = Some((span.clone(), false));
                return Some(self.link(dest_url, span));
            }
            Event::Text(text) | Event::Code(text) => {
                if let Some((_, words)) = &mut self.picture {
                    *words |= !text.trim().is_empty();
                }
            }
            Event::End(TagEnd::Image) => {
                if let Some((span, false)) = self.picture.take() {
                    self.error(
                        "missing-alt-text",
                        span,
                        "this picture has no words for those who cannot see it",
                        "Write what it shows between the square brackets: ![A girl and her IRO laughing](picture.webp).",
                    );
                }
            }
            _ => {}
        }
        None
    }

    fn html(&mut self, span: Range<usize>) {
        self.error(
            "raw-html",
            span,
            "HTML cannot be used here",
            "Write it in Markdown. To show a < itself, write \\< instead.",
        );
    }

    fn heading(&mut self, level: HeadingLevel, span: Range<usize>) {
        let level = level as usize;
        let expected = self.level + 1;
        // The page can be read all the same, and what is urgent in it must not wait.
        if level == 1 {
            self.warning(
                "heading-order",
                span,
                "a page has one main heading, and that is its title",
                "Use ## for the headings in the text.",
            );
        } else if level > expected {
            let (has, wants) = ("#".repeat(level), "#".repeat(expected));
            self.warning(
                "heading-order",
                span,
                format!("this heading skips a step: it has {has} where {wants} comes next"),
                format!(
                    "Write {wants}. People who listen to the page find their way by the headings."
                ),
            );
        }
        self.level = level;
    }

    fn link(&mut self, target: &str, span: Range<usize>) -> Followed<'p> {
        let followed = self.places.follow(&self.source.file, target);
        match &followed.link {
            Link::Unsafe if is_own_disk(target) => self.error(
                "unsafe-link",
                span,
                "this link leads to a file on your own computer, which nobody else can open",
                "Copy the file into the folder content, beside this page, and link to its name.",
            ),
            Link::Unsafe => self.error(
                "unsafe-link",
                span,
                "this link could run a program",
                "Link to a page, or to an address that starts with https://, mailto: or tel:.",
            ),
            Link::Site(path, _) if followed.place.is_none() => self.missing(path, target, span),
            Link::Elsewhere | Link::Here | Link::Site(..) => {}
        }
        followed
    }

    fn missing(&mut self, path: &str, target: &str, span: Range<usize>) {
        if self.picture.is_some() {
            let help = "Put the picture beside this file, and write its name as it is, with small and capital letters.";
            self.error("missing-file", span, format!("there is no picture {target}"), help);
            return;
        }
        let help = match self.places.near(path) {
            _ if target.starts_with("www.") => format!("Did you mean https://{target}?"),
            Some("") | None => "Name the page's file, such as get-help-now.md, or start with https:// for another site.".to_owned(),
            Some(near) => format!("Did you mean {near}?"),
        };
        self.error("broken-link", span, format!("this link leads nowhere: {target}"), help);
    }
}

/// `C:\…` and `file:…`
fn is_own_disk(target: &str) -> bool {
    let mut characters = target.chars();
    let drive = characters.next().is_some_and(|c| c.is_ascii_alphabetic())
        && characters.next() == Some(':')
        && characters.next().is_some_and(|c| matches!(c, '\\' | '/'));
    drive || target.to_ascii_lowercase().starts_with("file:")
}
