//! `content/<lang>/**/*.md`.

use super::{Over, differs, half};
use crate::portal::fields::Fields;
use crate::portal::keys::{self, Thing};
use crate::portal::yaml::{self, Content, Node};
use crate::portal::{Page, Person, form_file, join, page};
use crate::problem::{Problem, Source};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag};
use std::sync::Arc;

/// Reads a page's translation.
pub(super) fn read(
    over: &Over<'_>,
    original: &Page,
    source: &Arc<Source>,
    problems: &mut Vec<Problem>,
) -> Page {
    let (front, body) = page::split(source, problems);
    let node = front.and_then(|range| yaml::parse(source, range, problems));
    let nothing = Node { span: 0..0, content: Content::Map(Vec::new()) };
    let node = node.filter(|node| node.content != Content::Empty).unwrap_or(nothing);
    let thing: &'static Thing = if original.person.is_some() { keys::PERSON } else { keys::PAGE };
    let mut reader = Reader {
        over,
        original,
        source,
        fields: Fields::new(source, thing, &node, problems),
        half: false,
    };
    let person = original.person.as_ref().map(|person| reader.person(person));
    let title = match &person {
        Some(person) => person.name.clone(),
        None => reader.text("title", &original.title),
    };
    let description = reader.text("description", &original.description);
    if person.is_none() {
        let nav = original.nav.map(|nav| nav.to_string());
        reader.repeats("nav", nav.as_deref().unwrap_or_default());
        reader.repeats("symbol", original.symbol.as_deref().unwrap_or_default());
    }
    let (title_span, half_front) = (reader.fields.span("title"), reader.half);
    let mut page = Page {
        title,
        description,
        person,
        title_span,
        body: page::fill_body(&over.site.site, source, body, problems),
        source: Arc::clone(source),
        signed_off: None,
        ..original.clone()
    };
    let parts = compare(original, &page);
    page.half_translated = half_front || parts.is_some();
    problems.extend(parts);
    page
}

struct Reader<'a, 'n, 'p> {
    over: &'a Over<'a>,
    original: &'a Page,
    source: &'n Arc<Source>,
    fields: Fields<'n, 'p>,
    /// Whether a text is missing.
    half: bool,
}

impl Reader<'_, '_, '_> {
    /// A text of the translation; the original's, if it is missing.
    fn text(&mut self, name: &'static str, original: &str) -> String {
        if let Some(text) = self.fields.text(name) {
            return form_file::filled(&self.over.site.site, &mut self.fields, name, &text);
        }
        if !original.is_empty() {
            self.half = true;
            let at = self.original.title_span.start;
            let span = self.fields.span(name);
            let what = format!("the `{name}` of this page");
            let problem = half(self.source, span, &what, &self.original.source, at);
            self.fields.problems().push(problem);
        }
        original.to_owned()
    }

    /// A key that is not text may be repeated, as it is.
    fn repeats(&mut self, name: &'static str, original: &str) {
        let Some(wrote) = self.fields.text(name).filter(|wrote| wrote != original) else {
            return;
        };
        let message = if original.is_empty() {
            format!("the original has no `{name}`")
        } else {
            format!("`{name}` is “{wrote}” here and “{original}” in the original")
        };
        let span = self.fields.span(name);
        let at = self.original.title_span.start;
        let problem = differs(self.source, span, message, &self.original.source, at);
        self.fields.problems().push(problem);
    }

    /// People keep their names, unless those are written otherwise.
    fn person(&mut self, original: &Person) -> Person {
        let photo = self.fields.text("photo");
        if let Some(photo) = photo {
            let file = self.over.original_name(&self.source.file);
            let place = join(file.strip_prefix("content/").unwrap_or(&file), &photo);
            if place != original.photo {
                let span = self.fields.span("photo");
                let message = format!("`photo` is “{photo}” here and another one in the original");
                let at = self.original.title_span.start;
                let problem = differs(self.source, span, message, &self.original.source, at);
                self.fields.problems().push(problem);
            }
        }
        Person {
            name: self.fields.text("name").unwrap_or_else(|| original.name.clone()),
            role: self.text("role", &original.role),
            photo_alt: self.text("photo_alt", &original.photo_alt),
            ..original.clone()
        }
    }
}

/// A page whose headings are fewer or others is not the whole page yet.
fn compare(original: &Page, page: &Page) -> Option<Problem> {
    let (wants, has) = (headings(original), headings(page));
    let (written, start) = page.written();
    if written.trim().is_empty() && !original.written().0.trim().is_empty() {
        let at = original.written().1;
        return Some(half(&page.source, 0..0, "the text of this page", &original.source, at));
    }
    if has.len() >= wants.len() {
        return None;
    }
    // The first heading that has no counterpart.
    let at = wants.iter().zip(&has).take_while(|((one, _), (other, _))| one == other).count();
    let missing = wants.get(at).map_or(0, |(_, at)| *at) + original.written().1;
    let here = has.get(at).map_or(start, |(_, at)| start + at);
    let what = format!(
        "a part of this page, which has {} headings where the original has {},",
        has.len(),
        wants.len()
    );
    Some(half(&page.source, here..here, &what, &original.source, missing))
}

/// The levels of the headings, and where each stands in the Markdown.
fn headings(page: &Page) -> Vec<(HeadingLevel, usize)> {
    Parser::new_ext(page.written().0, Options::ENABLE_TABLES)
        .into_offset_iter()
        .filter_map(|(event, range)| match event {
            Event::Start(Tag::Heading { level, .. }) => Some((level, range.start)),
            _ => None,
        })
        .collect()
}
