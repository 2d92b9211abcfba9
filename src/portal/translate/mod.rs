//! The portal in its other languages: each is the portal itself, with the
//! translated texts laid over it.
//!
//! A translation changes words only. What is not translated stays as it is and
//! is marked with its language, so that a page can say so and a screen reader
//! can pronounce it.

mod form;
mod lists;
mod page;
mod sorting;

pub use form::Translated;
pub(crate) use form::way;
pub(super) use sorting::{Sorted, sort};

use super::language::{self, Language};
use super::lists::{Item, Pledge};
use super::{FormFile, Page, Portal, Site, SiteFile, name_expectations, slug_path, yaml};
use crate::problem::{Problem, Source};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

/// The files that translate into one language.
#[derive(Debug, Default)]
pub(super) struct Files {
    /// `content/<lang>/**/*.md`.
    pub(super) markdown: Vec<Arc<Source>>,
    /// `content/<lang>/**/*.yaml`.
    pub(super) lists: Vec<Arc<Source>>,
    /// `forms/<lang>/*.yaml`.
    pub(super) forms: Vec<Arc<Source>>,
}

/// Lays the translations into one language over a portal.
pub(super) fn portal(
    original: &Portal,
    language: &Language,
    files: &Files,
    problems: &mut Vec<Problem>,
) -> Portal {
    let site = site(&original.site, language, problems);
    let over = Over { original, language, site: &site, source: &original.language.code };
    let (pages, found) = over.pages(&files.markdown);
    problems.extend(found);
    let (expectations, pledges) = lists::overlay(&over, &files.lists, problems);
    let words = lists::words(&over, &files.lists, problems);
    let (mut forms, found) = over.forms(&files.forms);
    problems.extend(found);
    name_expectations(&mut forms, &expectations, &pledges);
    let promises = pledges.iter().flat_map(|pledge| &pledge.items);
    let left: BTreeSet<_> = expectations
        .iter()
        .chain(promises)
        .filter(|item| !item.lang.is_empty())
        .map(|item| item.id.as_str())
        .collect();
    for file in &mut forms {
        form::mark(file, |id| left.contains(id));
    }
    Portal {
        site,
        language: language.clone(),
        is_translation: true,
        pages,
        letters: Vec::new(),
        expectations,
        pledges,
        words,
        results: original.results.clone(),
        forms,
        copies: original.copies.clone(),
        // A recording speaks the language that it was made in.
        recordings: Vec::new(),
        theme: super::Theme::default(),
        translations: Vec::new(),
    }
}

/// What `site.yaml` says, in another language.
fn site(file: &SiteFile, language: &Language, problems: &mut Vec<Problem>) -> SiteFile {
    let Language { words, .. } = language;
    for line in &words.help_lines {
        if !file.site.help_lines.iter().any(|one| one.phone == line.phone) {
            problems.push(Problem::error(
                "translation-differs",
                &file.source,
                line.span.clone(),
                format!("no help line has the number “{}”", line.phone),
                "Write it as it stands in the list `help_lines` further down: the number says which line these words are for.",
            ));
        }
    }
    let mut file = file.clone();
    file.site = laid_over(&file, language);
    file
}

impl SiteFile {
    /// What it says in one of its languages.
    pub(crate) fn in_language(&self, code: &str) -> Site {
        let language = self.languages.iter().skip(1).find(|language| language.code == code);
        language.map_or_else(|| self.site.clone(), |language| laid_over(self, language))
    }
}

fn laid_over(file: &SiteFile, Language { words, .. }: &Language) -> Site {
    let source = file.languages.first().map_or("en", |language| &language.code);
    let mut site = file.site.clone();
    let lay = |text: &mut String, over: &Option<String>| {
        if let Some(over) = over {
            text.clone_from(over);
        }
    };
    lay(&mut site.title, &words.title);
    lay(&mut site.council, &words.council);
    lay(&mut site.children_in_care_council, &words.children_in_care_council);
    lay(&mut site.review_word, &words.review_word);
    site.help_lines = language::help_lines(&site.help_lines, words, source);
    site
}

/// What is laid over what.
struct Over<'p> {
    original: &'p Portal,
    language: &'p Language,
    /// What the site says in this language.
    site: &'p SiteFile,
    /// The code of the language of the originals.
    source: &'p str,
}

impl Over<'_> {
    /// The name of the file that this one translates: `content/cy/a.md`
    /// translates `content/a.md`.
    fn original_name(&self, file: &str) -> String {
        file.replacen(&format!("/{}/", self.language.code), "/", 1)
    }

    /// The pages: each one's translation, or the page itself.
    fn pages(&self, markdown: &[Arc<Source>]) -> (Vec<Page>, Vec<Problem>) {
        let mut problems = Vec::new();
        let named: Vec<_> = markdown.iter().map(|s| (self.original_name(&s.file), s)).collect();
        for (name, source) in &named {
            if !self.original.pages.iter().any(|page| page.source.file == *name) {
                problems.push(of_nothing(source, name));
            }
        }
        let translated = |page: &Page| {
            let mut problems = Vec::new();
            let source = named.iter().find(|(name, _)| *name == page.source.file);
            let page = match source {
                Some((_, source)) => page::read(self, page, source, &mut problems),
                None => Page { lang: self.source.to_owned(), ..page.clone() },
            };
            (page, problems)
        };
        let (pages, found): (Vec<_>, Vec<_>) =
            self.original.pages.par_iter().map(translated).unzip();
        problems.extend(found.into_iter().flatten());
        (pages, problems)
    }

    /// The forms: each one's translation, or the form itself.
    fn forms(&self, sources: &[Arc<Source>]) -> (Vec<FormFile>, Vec<Problem>) {
        let mut problems = Vec::new();
        let named: Vec<_> = sources
            .iter()
            .map(|source| (slug_path(&self.original_name(&source.file)).to_owned(), source))
            .collect();
        for (name, source) in &named {
            let is_it = |file: &FormFile| slug_path(&file.source.file) == name;
            if !self.original.forms.iter().any(is_it) {
                problems.push(of_nothing(source, &format!("{name}.yaml")));
            }
        }
        let translated = |file: &FormFile| {
            let mut problems = Vec::new();
            let name = slug_path(&file.source.file);
            let source = named.iter().find(|(named, _)| named == name);
            let read = source.and_then(|(_, source)| {
                let node = yaml::parse(source, 0..source.text.len(), &mut problems)?;
                Some(form::read(self, file, source, node, &mut problems))
            });
            (read.unwrap_or_else(|| file.clone()), problems)
        };
        let (forms, found): (Vec<_>, Vec<_>) =
            self.original.forms.par_iter().map(translated).unzip();
        problems.extend(found.into_iter().flatten());
        (forms, problems)
    }
}

fn of_nothing(source: &Arc<Source>, name: &str) -> Problem {
    Problem::warning(
        "unused-file",
        source,
        0..0,
        format!("this translates {name}, which is not there"),
        "Give it the name of the file that it translates, or take it out.",
    )
}

/// A text that the original has and the translation lacks.
fn half(
    source: &Arc<Source>,
    span: Range<usize>,
    what: &str,
    original: &Source,
    at: usize,
) -> Problem {
    Problem::warning(
        "half-translated",
        source,
        span,
        format!("{what} is not translated yet"),
        format!("{} has it. Until it is here too, it is shown as it is there.", line(original, at)),
    )
}

/// Something of the translation that says other than the original.
fn differs(
    source: &Arc<Source>,
    span: Range<usize>,
    message: String,
    original: &Source,
    at: usize,
) -> Problem {
    Problem::error(
        "translation-differs",
        source,
        span,
        message,
        format!(
            "Compare it with {}. A translation changes words only: take the line out, or write what stands there.",
            line(original, at)
        ),
    )
}

/// "forms/x.yaml, line 7".
fn line(source: &Source, at: usize) -> String {
    format!("{}, line {}", source.file, source.line_and_column(at).0)
}
