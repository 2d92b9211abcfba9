//! What stands in each of the files that a portal becomes. Pure: no disk.

use super::assets::{Asset, Hash};
use super::context::{Alike, Head, PAGE};
use super::engine::Engine;
use super::figures;
use super::forms::internal;
use super::frames::{self, Words};
use super::languages;
use super::letters;
use super::lists::{self, FormCard};
use super::markdown::{self, Place};
use super::outputs::Output;
use crate::check::markdown::{Look, of_page};
use crate::portal::{Body, Page, Portal, reason};
use crate::problem::{Problem, Source};
use std::cell::Cell;
use std::ops::Range;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

/// A file of the site, not yet on the disk.
pub struct OutputFile<'p> {
    /// Its place in the site, with `/` between the parts.
    pub path: String,
    /// What it holds.
    pub content: Content<'p>,
}

/// What a file of the site holds.
pub enum Content<'p> {
    /// These bytes.
    Bytes(Vec<u8>),
    /// These bytes, which were made ready before, and their SHA-256.
    Ready(Arc<[u8]>, Hash),
    /// The bytes of this file.
    File(&'p Path),
}

impl Content<'_> {
    /// The memory that it was in, for the next file.
    pub(super) fn into_memory(self) -> Vec<u8> {
        if let Self::Bytes(bytes) = self { bytes } else { Vec::new() }
    }
}

/// Makes one file of the site, in this memory if it is a page.
///
/// # Errors
/// What is wrong in a template that it needs.
pub(super) fn render<'p>(
    portal: &'p Portal,
    engine: &Engine,
    output: &Output<'p>,
    memory: Vec<u8>,
) -> Result<OutputFile<'p>, Box<Problem>> {
    make(portal, engine, output, (memory, None))
}

/// Makes one file of the site, and looks on the way for what is wrong in the
/// text of a page.
///
/// # Errors
/// What is wrong in a template that it needs.
pub(super) fn render_and_look<'p>(
    portal: &'p Portal,
    engine: &Engine,
    output: &Output<'p>,
    memory: Vec<u8>,
    found: &Found,
) -> Result<OutputFile<'p>, Box<Problem>> {
    make(portal, engine, output, (memory, Some(found)))
}

/// What was wrong in the texts of pages, from all cores.
pub(super) type Found = Mutex<Vec<Problem>>;

fn make<'p>(
    portal: &'p Portal,
    engine: &Engine,
    output: &Output<'p>,
    (memory, found): (Vec<u8>, Option<&Found>),
) -> Result<OutputFile<'p>, Box<Problem>> {
    let engine = match output {
        Output::Form(file) | Output::Booklet(file, _) => engine.to(file.form.audience),
        _ => engine,
    };
    let make = Make { portal, engine, found, memory: Cell::new(memory) };
    match output {
        Output::Page(page) => make.page(page),
        Output::List(path, title, page) => make.list(path, title, *page),
        Output::Form(file) => make.form(file),
        Output::Booklet(file, print) => make.booklet(file, *print),
        Output::NotFound => make.not_found(),
        Output::Catalogue => make.catalogue(),
        Output::Letters => make.letters(),
        Output::Asset(_, name) => Ok(asset(engine.assets.get(name))),
        Output::Copy(copy) => {
            Ok(OutputFile { path: copy.path.clone(), content: Content::File(&copy.from) })
        }
        Output::Translation(at, output) => {
            match (portal.translations.get(*at), engine.translations.get(*at)) {
                (Some(portal), Some(engine)) => {
                    self::make(portal, engine, output, (make.memory.take(), found))
                }
                _ => Err(Box::new(other_portal(&portal.site.source))),
            }
        }
        Output::ForAdults(output) => match &engine.adults {
            Some(engine) => self::make(portal, engine, output, (make.memory.take(), found)),
            None => Err(Box::new(other_portal(&portal.site.source))),
        },
    }
}

/// Makes one file of the site and reads what it copies.
pub(super) fn bytes(
    portal: &Portal,
    engine: &Engine,
    output: &Output<'_>,
) -> Result<(String, Vec<u8>), Box<Problem>> {
    let file = render(portal, engine, output, Vec::new())?;
    let bytes = match file.content {
        Content::Bytes(bytes) => bytes,
        Content::Ready(bytes, _) => bytes.to_vec(),
        Content::File(from) => {
            std::fs::read(from).map_err(|error| Box::new(unreadable(from, &error)))?
        }
    };
    Ok((file.path, bytes))
}

fn unreadable(from: &Path, error: &std::io::Error) -> Problem {
    let source = Arc::new(Source { file: from.display().to_string(), text: String::new() });
    let message = format!("this file cannot be read: {}", reason(error));
    let help = "See that it is there and that you may open it.";
    Problem::error("unreadable", &source, 0..0, message, help)
}

fn asset<'p>(asset: Option<&Asset>) -> OutputFile<'p> {
    let Some(asset) = asset else {
        return OutputFile { path: String::new(), content: Content::Bytes(Vec::new()) };
    };
    let content = Content::Ready(Arc::clone(&asset.bytes), asset.hash);
    OutputFile { path: asset.path.clone(), content }
}

/// The relative way from a page to the site's top.
pub(super) fn root(path: &str) -> String {
    match path.matches('/').count() {
        0 => "./".to_owned(),
        depth => "../".repeat(depth),
    }
}

pub(super) struct Make<'p, 'e> {
    pub(super) portal: &'p Portal,
    pub(super) engine: &'e Engine,
    /// Where to put what is wrong in a page's text; none if it was looked at
    /// before.
    found: Option<&'e Found>,
    /// Where a page is to be put: the memory of the page before.
    memory: Cell<Vec<u8>>,
}

impl<'p> Make<'p, '_> {
    /// The way to the site's top from a page of this language.
    pub(super) fn root(&self, path: &str) -> String {
        root(&self.engine.base.place(path))
    }

    /// What a page that lacks a part of its original says.
    pub(super) fn say_half(&self, context: &mut tera::Context) {
        let notices = languages::notices(self.portal, &self.engine.strings, true);
        context.insert("notices", &notices);
    }

    fn place<'f>(&'f self, file: &'f str, root: &'f str) -> Place<'f> {
        Place { file, root, places: &self.engine.places, rtl: self.engine.strings.rtl }
    }

    pub(super) fn markdown(&self, text: &str, file: &str, root: &str) -> String {
        markdown::render(text, &self.place(file, root))
    }

    fn body(&self, page: &Page, root: &str) -> String {
        let file = &page.source.file;
        let places = &self.engine.places;
        let Some(found) = self.found.filter(|_| page.lang.is_empty()) else {
            // The text of an original in a translation: it says so itself, and
            // has been looked at.
            let html = self.markdown(page.markdown(), file, root);
            let attributes = languages::attributes(&page.lang);
            return if attributes.is_empty() || html.is_empty() {
                html
            } else {
                format!("<div{attributes}>{html}</div>")
            };
        };
        let (html, problems) = match page.body {
            Body::AsWritten(Range { start, .. }) => {
                let mut look = Look::new(&page.source, places);
                let place = self.place(file, root);
                let html = markdown::render_and_look(page.markdown(), &place, |event, range| {
                    look.event(event, start + range.start..start + range.end)
                });
                (html, look.problems)
            }
            // What the officer wrote and what is shown are two texts.
            Body::Filled(..) => (self.markdown(page.markdown(), file, root), of_page(page, places)),
        };
        if !problems.is_empty() {
            found.lock().unwrap_or_else(PoisonError::into_inner).extend(problems);
        }
        html
    }

    pub(super) fn html(
        &self,
        template: &str,
        path: &str,
        context: &tera::Context,
    ) -> Result<OutputFile<'p>, Box<Problem>> {
        let html = self.engine.fill(template, context, self.memory.take())?;
        Ok(self.at(path, html))
    }

    fn at(&self, path: &str, html: Vec<u8>) -> OutputFile<'p> {
        let path = format!("{}index.html", self.engine.base.place(path));
        OutputFile { path, content: Content::Bytes(html) }
    }

    fn page(&self, page: &'p Page) -> Result<OutputFile<'p>, Box<Problem>> {
        let (kind, template) = match (&page.person, page.path.as_str()) {
            (Some(_), _) => ("person", "person.html"),
            (None, "") => ("home", "home.html"),
            (None, _) => (PAGE, frames::TEMPLATE),
        };
        let root = self.root(&page.path);
        if kind == PAGE && self.engine.frames.fit(&page.path) {
            return self.framed(page, root);
        }
        let head = Head {
            title: &page.title,
            description: &page.description,
            path: &page.path,
            kind,
            symbol: page.symbol.as_deref().unwrap_or_default(),
            look: page.look,
        };
        let mut context = self.engine.base.page(&head, &root);
        context.insert_value("body", tera::Value::from(self.body(page, &root)));
        if page.path == "you-said-we-did/" {
            self.lists(&mut context, &root);
        }
        if kind == "home" {
            self.lists(&mut context, &root);
            context.insert("start", &lists::start(self.portal, page, &self.engine.base, &root));
        }
        if page.half_translated {
            self.say_half(&mut context);
        }
        if let Some(person) = lists::person(page, &self.engine.base, &root) {
            context.insert("person", &person);
        }
        self.html(template, &page.path, &context)
    }

    /// A page that shares its frame with others.
    fn framed(&self, page: &Page, root: String) -> Result<OutputFile<'p>, Box<Problem>> {
        let Engine { base, frames, .. } = self.engine;
        let body = self.body(page, &root);
        let words = Words {
            title: &page.title,
            description: &page.description,
            path: &page.path,
            body: &body,
        };
        let context = |alike: &Alike| {
            let mut context = base.frame(alike);
            if alike.is_half_translated {
                self.say_half(&mut context);
            }
            context
        };
        let alike = base.alike(page, root);
        let html = frames.fill(self.engine, alike, context, &words, self.memory.take())?;
        Ok(self.at(&page.path, html))
    }

    /// What lists and the home page show.
    fn lists(&self, context: &mut tera::Context, root: &str) {
        let cards = lists::form_cards(self.portal, &self.engine.base, root);
        context.insert("form_groups", &lists::form_groups(&cards));
        context.insert("forms", &cards);
        context.insert("start", &Vec::<FormCard<'_>>::new());
        context.insert("tiles", &lists::tiles(self.portal, &self.engine.base, root));
        context.insert("people", &lists::people(self.portal, &self.engine.base, root));
        let results = self.portal.results.as_ref();
        context.insert("expectations", &lists::items(&self.portal.expectations, results));
        context.insert("example", &results.is_some_and(|results| results.example));
        context.insert("our_year", &results.and_then(figures::our_year));
        context.insert("pledges", &self.portal.pledges);
        context.insert("words", &self.portal.words);
    }

    fn list(
        &self,
        path: &'static str,
        title: &str,
        page: Option<&Page>,
    ) -> Result<OutputFile<'p>, Box<Problem>> {
        let kind = if path.is_empty() { "home" } else { path.trim_end_matches('/') };
        let root = self.root(path);
        let own = page.filter(|page| page.lang.is_empty());
        let title = match own {
            Some(page) => page.title.clone(),
            None if path.is_empty() => self.portal.site.site.title.clone(),
            None => self.engine.strings.say(title),
        };
        let description = own.map_or("", |page| &page.description);
        let head = Head {
            title: &title,
            description,
            path,
            kind,
            symbol: page.and_then(|page| page.symbol.as_deref()).unwrap_or_default(),
            look: page.map_or("middle", |page| page.look),
        };
        let mut context = self.engine.base.page(&head, &root);
        self.lists(&mut context, &root);
        if let Some(page) = page {
            context.insert_value("body", tera::Value::from(self.body(page, &root)));
            if page.half_translated || !page.lang.is_empty() {
                self.say_half(&mut context);
            }
        }
        self.html(&format!("{kind}.html"), path, &context)
    }

    fn not_found(&self) -> Result<OutputFile<'p>, Box<Problem>> {
        let root = self.engine.base.absolute_root();
        let title = self.engine.strings.say("not-found-title");
        let head = Head {
            title: &title,
            description: "",
            path: "404.html",
            kind: "404",
            symbol: "",
            look: "middle",
        };
        let context = self.engine.base.page(&head, &root);
        let html = self.engine.fill("404.html", &context, self.memory.take())?;
        Ok(OutputFile { path: "404.html".to_owned(), content: Content::Bytes(html) })
    }

    fn letters(&self) -> Result<OutputFile<'p>, Box<Problem>> {
        let json = serde_json::to_vec_pretty(&letters::letters(self.portal, self.engine))
            .map_err(|error| Box::new(internal(&error)))?;
        Ok(OutputFile { path: "letters.json".to_owned(), content: Content::Bytes(json) })
    }
}

/// The templates were made ready for another portal than the one to render.
fn other_portal(source: &Arc<Source>) -> Problem {
    Problem::error(
        "fault",
        source,
        0..0,
        "a translation was not made ready",
        "This is a fault of the program: please report it.",
    )
}
