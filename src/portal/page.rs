//! `content/**/*.md`: front matter between two lines of `---`, then Markdown.

use super::fields::{Fields, place};
use super::keys;
use super::site::one_of;
use super::yaml::{self, Content, Node};
use super::{SignedOff, Site, form_file, signed_off, slug, words};
use crate::form::Audience;
use crate::problem::{Problem, Source};
use memchr::memchr;
use std::ops::Range;
use std::sync::Arc;

/// A page of the site that an officer writes in Markdown.
#[derive(Clone, Debug)]
pub struct Page {
    /// Its place in the site: `what-is-a-review/`, or nothing for the home page.
    pub path: String,
    /// The heading and the window's title.
    pub title: String,
    /// A line for search engines and cards; may be empty.
    pub description: String,
    /// Its place in the menu; none keeps it out.
    pub nav: Option<u32>,
    /// A picture beside the heading, by meaning.
    pub symbol: Option<String>,
    /// Where `symbol` stands.
    pub symbol_span: Range<usize>,
    /// Whose look it has: one of [`keys::LOOKS`].
    pub look: &'static str,
    /// Its place among the first page's tiles; none keeps it out.
    pub tile: Option<u32>,
    /// The forms that the first page starts, and where each is named.
    pub start: Vec<(String, Range<usize>)>,
    /// Who reads it.
    pub audience: Audience,
    /// The IRO it introduces, if it is below `content/people/`.
    pub person: Option<Person>,
    /// The Markdown, with the council's words filled in.
    pub body: Body,
    /// The file.
    pub source: Arc<Source>,
    /// Where the title stands.
    pub title_span: Range<usize>,
    /// Where the description stands, or the thing that it would belong to.
    pub description_span: Range<usize>,
    /// The language, if it is another one than that of the portal it is in:
    /// nobody has translated this page yet.
    pub lang: String,
    /// Who agreed to which version of it.
    pub signed_off: Option<SignedOff>,
    /// Whether it is a translation that lacks a part of its original.
    pub half_translated: bool,
}

/// The Markdown of a page.
#[derive(Clone, Debug)]
pub enum Body {
    /// As it stands in the file.
    AsWritten(Range<usize>),
    /// With placeholders filled in; the range is that of the original.
    Filled(Range<usize>, String),
}

impl Page {
    /// The Markdown to render.
    pub fn markdown(&self) -> &str {
        match &self.body {
            Body::AsWritten(range) => &self.source.text[range.clone()],
            Body::Filled(_, text) => text,
        }
    }

    /// The Markdown as the officer wrote it, and where it starts in the file.
    pub fn written(&self) -> (&str, usize) {
        let (Body::AsWritten(range) | Body::Filled(range, _)) = &self.body;
        (&self.source.text[range.clone()], range.start)
    }
}

/// An Independent Reviewing Officer, as the site introduces them.
#[derive(Clone, Debug)]
pub struct Person {
    /// The file's name.
    pub id: String,
    /// The name.
    pub name: String,
    /// What they are called; may be empty.
    pub role: String,
    /// A picture's place in the site; may be empty.
    pub photo: String,
    /// What the picture shows; may be empty.
    pub photo_alt: String,
    /// Where `photo` stands.
    pub photo_span: Range<usize>,
}

/// Reads a page.
pub(super) fn read(site: &Site, source: &Arc<Source>, problems: &mut Vec<Problem>) -> Page {
    let path = path(&source.file);
    let before = problems.len();
    let (front, mut body) = split(source, problems);
    // One that is not closed has been said.
    let unclosed = problems.len() > before;
    let node = front.and_then(|range| yaml::parse(source, range, problems));
    let node = node
        .filter(|_| !unclosed)
        .or_else(|| unclosed.then(|| Node { span: 0..0, content: Content::Map(Vec::new()) }));
    let node = node.unwrap_or(Node { span: 0..0, content: Content::Empty });
    let is_person = path.starts_with("people/") && path != "people/";
    let mut page = if is_person {
        person_page(source, &node, problems)
    } else {
        plain_page(site, source, &node, &mut body, problems)
    };
    page.path = path;
    page.body = fill_body(site, source, body, problems);
    page
}

fn plain_page(
    site: &Site,
    source: &Arc<Source>,
    node: &Node,
    body: &mut Range<usize>,
    problems: &mut Vec<Problem>,
) -> Page {
    if node.content == Content::Empty {
        if body.start == 0
            && let Some((title, rest)) = first_heading(&source.text)
        {
            let (look, audience) = (site.look, site.audience);
            *body = rest..source.text.len();
            let title_text = source.text[title.clone()].to_owned();
            return Page { title: title_text, title_span: title, look, audience, ..empty(source) };
        }
        problems.push(no_front_matter(source, "title: What is a review?"));
        return empty(source);
    }
    let mut fields = Fields::new(source, keys::PAGE, node, problems);
    let title = fields.required_text("title", "What is a review?");
    let description = fields.text("description").unwrap_or_default();
    Page {
        title: form_file::filled(site, &mut fields, "title", &title),
        description: form_file::filled(site, &mut fields, "description", &description),
        nav: fields.number("nav"),
        symbol: fields.text("symbol"),
        symbol_span: fields.span("symbol"),
        look: fields.named("look", keys::LOOKS, one_of(keys::LOOKS)).unwrap_or(site.look),
        audience: fields
            .named("for", Audience::NAMES, Audience::from_name)
            .unwrap_or(site.audience),
        tile: fields.number("tile"),
        start: start(&mut fields),
        signed_off: signed_off::read(&mut fields, source),
        title_span: fields.span("title"),
        description_span: fields.span("description"),
        ..empty(source)
    }
}

/// `# Heading` at the very top: where its words stand, and where the rest starts.
fn first_heading(text: &str) -> Option<(Range<usize>, usize)> {
    let blank = text.len() - text.trim_start().len();
    let line = text[blank..].lines().next()?;
    let words = line.strip_prefix("# ")?.trim();
    let start = blank + line.find(words).filter(|_| !words.is_empty())?;
    Some((start..start + words.len(), blank + line.len()))
}

fn start(fields: &mut Fields<'_, '_>) -> Vec<(String, Range<usize>)> {
    let places: Vec<_> = fields.items("start").iter().map(place).collect();
    fields.texts("start").into_iter().zip(places).collect()
}

fn person_page(source: &Arc<Source>, node: &Node, problems: &mut Vec<Problem>) -> Page {
    let id = slug(&source.file).to_owned();
    if node.content == Content::Empty {
        problems.push(no_front_matter(source, "name: Amina Khan"));
        let person = Person {
            name: id.clone(),
            id,
            role: String::new(),
            photo: String::new(),
            photo_alt: String::new(),
            photo_span: 0..0,
        };
        return Page { person: Some(person), ..empty(source) };
    }
    let mut fields = Fields::new(source, keys::PERSON, node, problems);
    let name = fields.required_text("name", "Amina Khan");
    let photo = fields.text("photo").unwrap_or_default();
    let photo_alt = fields.text("photo_alt").unwrap_or_default();
    if !photo.is_empty() && photo_alt.is_empty() {
        let span = fields.span("photo");
        fields.error(
            "missing-alt-text",
            span,
            "this picture has no words for those who cannot see it",
            "Add a line `photo_alt: …` that says what the picture shows.",
        );
    }
    let person = Person {
        id,
        name: name.clone(),
        role: fields.text("role").unwrap_or_default(),
        photo: photo_place(&source.file, &photo),
        photo_alt,
        photo_span: fields.span("photo"),
    };
    Page {
        title: name,
        description: fields.text("description").unwrap_or_default(),
        title_span: fields.span("name"),
        description_span: fields.span("description"),
        person: Some(person),
        ..empty(source)
    }
}

fn empty(source: &Arc<Source>) -> Page {
    Page {
        path: String::new(),
        title: slug(&source.file).to_owned(),
        description: String::new(),
        nav: None,
        symbol: None,
        symbol_span: 0..0,
        look: "middle",
        tile: None,
        start: Vec::new(),
        audience: Audience::Child,
        person: None,
        body: Body::AsWritten(0..0),
        source: Arc::clone(source),
        title_span: 0..0,
        description_span: 0..0,
        lang: String::new(),
        signed_off: None,
        half_translated: false,
    }
}

fn no_front_matter(source: &Arc<Source>, example: &str) -> Problem {
    Problem::error(
        "front-matter",
        source,
        0..0,
        "this page does not start with its title between two lines of `---`",
        format!("Put three lines at the very top: `---`, then `{example}`, then `---`."),
    )
}

/// A picture is named as seen from the page's own file.
fn photo_place(file: &str, photo: &str) -> String {
    if photo.is_empty() {
        return String::new();
    }
    let file = file.strip_prefix("content/").unwrap_or(file);
    super::join(file, photo)
}

/// Where a content file's page is: `content/a/b.md` at `a/b/`.
fn path(file: &str) -> String {
    let path = file.strip_prefix("content/").unwrap_or(file);
    let path = path.strip_suffix(".md").unwrap_or(path);
    match path {
        "index" => String::new(),
        path => format!("{}/", path.strip_suffix("/index").unwrap_or(path)),
    }
}

/// The ranges of the front matter, if there is any, and of the Markdown.
pub(super) fn split(
    source: &Arc<Source>,
    problems: &mut Vec<Problem>,
) -> (Option<Range<usize>>, Range<usize>) {
    let text = &source.text;
    let mut lines = text.split_inclusive('\n');
    let Some(first) = lines.next().filter(|line| line.trim_end() == "---") else {
        return (None, 0..text.len());
    };
    let start = first.len();
    let mut at = start;
    for line in lines {
        if line.trim_end() == "---" {
            return (Some(start..at), at + line.len()..text.len());
        }
        at += line.len();
    }
    problems.push(Problem::error(
        "front-matter",
        source,
        0..3,
        "the part between the two lines of `---` is never closed",
        "Put a line `---` after the title and before the text of the page.",
    ));
    (Some(start..start), text.len()..text.len())
}

/// The Markdown with the council's words filled in.
pub(super) fn fill_body(
    site: &Site,
    source: &Arc<Source>,
    range: Range<usize>,
    problems: &mut Vec<Problem>,
) -> Body {
    let text = &source.text[range.clone()];
    if memchr(b'{', text.as_bytes()).is_none() {
        return Body::AsWritten(range);
    }
    let (filled, unknown) = words::fill_markdown(site, text);
    for (at, wrote) in unknown {
        let at = range.start + at;
        let (message, help) = form_file::unknown_placeholder(wrote);
        let span = at..at + wrote.len() + 2;
        problems.push(Problem::error("unknown-placeholder", source, span, message, help));
    }
    Body::Filled(range, filled)
}
