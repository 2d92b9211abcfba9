//! What stands below `content/`: pages, letters, lists, pictures, and what
//! translates them.

use super::files::{self, Found, YAML};
use super::lists::{self, Item, Pledge, Word};
use super::page::{self, Page};
use super::translate::{self, Sorted};
use super::{Copy, LetterFile, Results, Site, SiteFile, letter, results, slug_path, yaml};
use crate::problem::{Problem, Source};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// The kinds of file that a page may show or play.
const MEDIA: &[&str] =
    &["svg", "png", "jpg", "jpeg", "webp", "gif", "mp3", "m4a", "ogg", "mp4", "webm", "pdf"];

/// What texts end in, letters' among them.
const TEXTS: &[&str] = &["md", "yaml", "yml"];

/// The files that translate, by the code of their language.
pub(super) type Translations = BTreeMap<String, translate::Files>;

/// What was found below `content/`.
pub(super) struct Contents {
    markdown: Vec<Arc<Source>>,
    letters: Vec<(String, Arc<Source>)>,
    lists: Vec<Arc<Source>>,
    /// Pictures and recordings.
    pub(super) copies: Vec<Copy>,
    /// What translates, forms not yet among it.
    pub(super) translations: Translations,
}

impl Contents {
    pub(super) fn find(dir: &Path, site: &SiteFile, problems: &mut Vec<Problem>) -> Self {
        let mut letters = Vec::new();
        let mut others = Vec::new();
        for file in files::find(dir, site.site.content, TEXTS, problems) {
            match letter::language_of(&site.site, &file.name) {
                Some(language) => letters.extend(
                    file.into_text()
                        .map(|source| (language, source))
                        .map_err(|problem| problems.push(*problem)),
                ),
                None => others.push(file),
            }
        }
        let Sorted { originals, translations } =
            translate::sort(others, "content", &site.languages, problems);
        let mut copies = Vec::new();
        let mut read = |files, problems: &mut Vec<Problem>| {
            let (markdown, lists) = texts(files, &mut copies, problems);
            (files::read_all(markdown, problems), files::read_all(lists, problems))
        };
        let (markdown, lists) = read(originals, problems);
        let mut translated = Translations::new();
        for (language, files) in translations {
            let (markdown, lists) = read(files, problems);
            let files = translate::Files { markdown, lists, forms: Vec::new() };
            translated.insert(language, files);
        }
        Self { markdown, letters, lists, copies, translations: translated }
    }

    pub(super) fn pages(&self, site: &Site) -> (Vec<Page>, Vec<Problem>) {
        let read = |source: &Arc<Source>| {
            let mut problems = Vec::new();
            (page::read(site, source, &mut problems), problems)
        };
        let (mut pages, mut problems) = (Vec::new(), Vec::new());
        self.markdown.par_iter().map(read).unzip_into_vecs(&mut pages, &mut problems);
        (pages, problems.concat())
    }

    /// Each in its language's words for the council and its meetings.
    pub(super) fn letters(&self, site: &SiteFile, problems: &mut Vec<Problem>) -> Vec<LetterFile> {
        let read = |(language, source): &(String, Arc<Source>)| {
            let site = site.in_language(language);
            letter::read(&site, language.clone(), source, problems)
        };
        self.letters.iter().map(read).collect()
    }

    pub(super) fn expectations(&mut self, site: &Site, problems: &mut Vec<Problem>) -> Vec<Item> {
        let Some(source) = self.take("content/expectations") else {
            return Vec::new();
        };
        yaml::parse(&source, 0..source.text.len(), problems)
            .map(|node| lists::expectations(site, &source, &node, problems))
            .unwrap_or_default()
    }

    pub(super) fn words(&mut self, site: &Site, problems: &mut Vec<Problem>) -> Vec<Word> {
        let Some(source) = self.take("content/words") else {
            return Vec::new();
        };
        yaml::parse(&source, 0..source.text.len(), problems)
            .map(|node| lists::words(site, &source, &node, problems))
            .unwrap_or_default()
    }

    pub(super) fn results(&mut self, problems: &mut Vec<Problem>) -> Option<Results> {
        let source = self.take("content/results")?;
        results::read(&source, problems)
    }

    /// The list of this name, which nothing else then reads.
    fn take(&mut self, name: &str) -> Option<Arc<Source>> {
        let at = self.lists.iter().position(|source| slug_path(&source.file) == name)?;
        Some(self.lists.remove(at))
    }

    pub(super) fn pledges(&self, site: &Site, problems: &mut Vec<Problem>) -> Vec<Pledge> {
        let mut pledges = Vec::new();
        for source in &self.lists {
            if !source.file.starts_with("content/pledges/") {
                problems.push(Problem::warning(
                    "unused-file",
                    source,
                    0..0,
                    "nothing reads this file",
                    "Expectations stand in content/expectations.yaml, words in content/words.yaml, and pledges in content/pledges.",
                ));
            } else if let Some(node) = yaml::parse(source, 0..source.text.len(), problems) {
                pledges.push(lists::pledge(site, source, &node, problems));
            }
        }
        pledges
    }
}

/// Takes the texts of `content` apart; what else may be there is copied.
fn texts(
    files: Vec<Found>,
    copies: &mut Vec<Copy>,
    problems: &mut Vec<Problem>,
) -> (Vec<Found>, Vec<Found>) {
    let mut markdown = Vec::new();
    let mut lists = Vec::new();
    for file in files {
        if file.ends_in(&["md"]) {
            markdown.push(file);
        } else if file.ends_in(YAML) || (file.ends_in(&["json"]) && results::is_results(&file)) {
            lists.push(file);
        } else if file.ends_in(MEDIA) {
            copies.push(copy(file, "content/"));
        } else {
            problems.push(unused(&file));
        }
    }
    (markdown, lists)
}

fn copy(file: Found, strip: &str) -> Copy {
    let path = file.name.strip_prefix(strip).unwrap_or(&file.name).to_owned();
    let size = std::fs::metadata(&file.path).map_or(0, |metadata| metadata.len());
    Copy { path, file: file.name, from: file.path, size }
}

/// A file that nothing reads.
pub(super) fn unused(file: &Found) -> Problem {
    let source = Arc::new(Source { file: file.name.clone(), text: String::new() });
    Problem::warning(
        "unused-file",
        &source,
        0..0,
        "nothing reads a file of this kind",
        "Move it out of the portal's folder, or save it as Markdown (.md), YAML (.yaml) or a picture (.svg, .png, .jpg, .webp).",
    )
}
