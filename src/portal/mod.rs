//! A folder becomes a [`Portal`], and everything that could not be understood
//! on the way becomes problems.

pub(crate) mod anchors;
pub mod design;
mod fields;
mod files;
mod form_file;
mod group;
pub mod keys;
mod language;
mod letter;
mod links;
mod lists;
mod page;
mod recordings;
mod renew;
pub mod results;
pub mod schema;
mod signed_off;
mod site;
mod syntax;
mod theme;
mod translate;
mod words;
mod yaml;

pub(crate) use anchors::Anchors;
pub(crate) use files::reason;
pub use form_file::FormFile;
pub use group::FormGroup;
pub use language::{HelpLineWords, Language, SiteWords};
pub use letter::LetterFile;
pub use links::{Link, Places};
pub use lists::{Item, Pledge, Word};
pub use page::{Body, Page, Person};
pub use recordings::Recording;
pub(crate) use recordings::recording_name;
pub use results::Results;
pub use signed_off::SignedOff;
pub use site::{HelpLine, Site, SiteFile, SiteSpans};
pub use theme::Theme;
pub(crate) use theme::design_with;
pub use translate::Translated;
pub(crate) use translate::way;
pub(crate) use yaml::Step;

use crate::form::Kind;
use crate::problem::{Problem, Source};
use files::Found;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use translate::Sorted;

/// Everything that a site is made from.
#[derive(Debug)]
pub struct Portal {
    /// `site.yaml`.
    pub site: SiteFile,
    /// The language that its texts are in.
    pub language: Language,
    /// Whether it is one of another portal's translations.
    pub is_translation: bool,
    /// The pages, in the order of their files; those of people among them.
    pub pages: Vec<Page>,
    /// `content/letters/*.md`, in the order of their files.
    pub letters: Vec<LetterFile>,
    /// `content/expectations.yaml`.
    pub expectations: Vec<Item>,
    /// `content/pledges/*.yaml`.
    pub pledges: Vec<Pledge>,
    /// `content/words.yaml`.
    pub words: Vec<Word>,
    /// `content/results.json`, if it is there.
    pub results: Option<Results>,
    /// `forms/*.yaml`, in the order of their files.
    pub forms: Vec<FormFile>,
    /// Pictures and recordings that are copied as they are.
    pub copies: Vec<Copy>,
    /// Recordings of questions, in the order of their names.
    pub recordings: Vec<Recording>,
    /// Templates, styles, symbols and the interface's words.
    pub theme: Theme,
    /// The same in each further language, in the order of `site.yaml`. A
    /// translation has no theme, no letters and no translations of its own.
    pub translations: Vec<Portal>,
}

/// A file that goes into the site as it is.
#[derive(Clone, Debug)]
pub struct Copy {
    /// Its place in the site.
    pub path: String,
    /// Where it is now.
    pub from: PathBuf,
    /// How large it is, in bytes.
    pub size: u64,
}

impl Portal {
    /// Where its pages are: nothing for the site's top, or `cy/`.
    pub fn folder(&self) -> String {
        if self.is_translation { format!("{}/", self.language.code) } else { String::new() }
    }
}

/// The kinds of file that a page may show or play.
const MEDIA: &[&str] =
    &["svg", "png", "jpg", "jpeg", "webp", "gif", "mp3", "m4a", "ogg", "mp4", "webm", "pdf"];

/// Reads a portal's folder.
///
/// The portal is as whole as the files allow, so that the rules of
/// [`crate::check`] can look at all of it; only when no problem is an error may
/// it be rendered.
pub fn load(dir: &Path) -> (Portal, Vec<Problem>) {
    let mut problems = Vec::new();
    let site = load_site(dir, &mut problems);
    let theme = theme::load(dir, &site, &mut problems);
    let mut content = Contents::find(dir, &site, &mut problems);
    let (pages, page_problems) = content.pages(&site.site);
    problems.extend(page_problems);
    let letters = content.letters(&site.site, &mut problems);
    let expectations = content.expectations(&site.site, &mut problems);
    let words = content.words(&site.site, &mut problems);
    let results = content.results(&mut problems);
    let pledges = content.pledges(&site.site, &mut problems);
    let mut translations = content.translations;
    let (mut forms, recordings) = load_forms(dir, &site, &mut translations, &mut problems);
    name_expectations(&mut forms, &expectations, &pledges);
    let mut portal = Portal {
        language: site.languages.first().cloned().unwrap_or_default(),
        is_translation: false,
        site,
        pages,
        letters,
        expectations,
        pledges,
        words,
        results,
        forms,
        recordings,
        copies: content.copies,
        theme,
        translations: Vec::new(),
    };
    portal.translations = translate(&portal, &translations, &mut problems);
    (portal, problems)
}

/// The files that translate, by the code of their language.
type Translations = BTreeMap<String, translate::Files>;

/// The portal in each of its further languages.
fn translate(
    portal: &Portal,
    translations: &Translations,
    problems: &mut Vec<Problem>,
) -> Vec<Portal> {
    let none = translate::Files::default();
    let languages = portal.site.languages.iter().skip(1);
    languages
        .map(|language| {
            let files = translations.get(&language.code).unwrap_or(&none);
            translate::portal(portal, language, files, problems)
        })
        .collect()
}

fn load_site(dir: &Path, problems: &mut Vec<Problem>) -> SiteFile {
    let file = Found { name: "site.yaml".to_owned(), path: dir.join("site.yaml") };
    let nothing = Arc::new(Source { file: file.name.clone(), text: String::new() });
    if !file.path.exists() {
        problems.push(Problem::error(
            "no-site",
            &nothing,
            0..0,
            "there is no file site.yaml in this folder",
            "Is this the portal's folder? It holds site.yaml, content, forms and perhaps themes.",
        ));
        return site::none(&nothing);
    }
    match files::read(&file) {
        Err(problem) => {
            problems.push(*problem);
            site::none(&nothing)
        }
        Ok(source) => match yaml::parse(&source, 0..source.text.len(), problems) {
            Some(node) => site::read(&source, &node, problems),
            None => site::none(&source),
        },
    }
}

/// What was found below `content/`.
struct Contents {
    markdown: Vec<Arc<Source>>,
    letters: Vec<(String, Arc<Source>)>,
    lists: Vec<Arc<Source>>,
    copies: Vec<Copy>,
    translations: Translations,
}

impl Contents {
    fn find(dir: &Path, site: &SiteFile, problems: &mut Vec<Problem>) -> Self {
        let mut letters = Vec::new();
        let mut found = files::find(dir, "content", problems);
        found.retain(|file| match letter::language_of(&site.site, &file.name) {
            Some(language) => {
                letters.extend(
                    files::read(file)
                        .map(|source| (language, source))
                        .map_err(|problem| problems.push(*problem)),
                );
                false
            }
            None => true,
        });
        let Sorted { originals, translations } =
            translate::sort(found, "content", &site.languages, problems);
        let mut copies = Vec::new();
        let mut read = |files, problems: &mut Vec<Problem>| {
            let (markdown, lists) = texts(files, &mut copies, problems);
            (files::read_all(&markdown, problems), files::read_all(&lists, problems))
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

    fn pages(&self, site: &Site) -> (Vec<Page>, Vec<Problem>) {
        let read: Vec<_> = self
            .markdown
            .par_iter()
            .map(|source| {
                let mut problems = Vec::new();
                (page::read(site, source, &mut problems), problems)
            })
            .collect();
        let (pages, problems): (Vec<_>, Vec<_>) = read.into_iter().unzip();
        (pages, problems.concat())
    }

    fn letters(&self, site: &Site, problems: &mut Vec<Problem>) -> Vec<LetterFile> {
        let read = |(language, source): &(String, Arc<Source>)| {
            letter::read(site, language.clone(), source, problems)
        };
        self.letters.iter().map(read).collect()
    }

    fn expectations(&mut self, site: &Site, problems: &mut Vec<Problem>) -> Vec<Item> {
        let Some(source) = self.take("content/expectations") else {
            return Vec::new();
        };
        yaml::parse(&source, 0..source.text.len(), problems)
            .map(|node| lists::expectations(site, &source, &node, problems))
            .unwrap_or_default()
    }

    fn words(&mut self, site: &Site, problems: &mut Vec<Problem>) -> Vec<Word> {
        let Some(source) = self.take("content/words") else {
            return Vec::new();
        };
        yaml::parse(&source, 0..source.text.len(), problems)
            .map(|node| lists::words(site, &source, &node, problems))
            .unwrap_or_default()
    }

    fn results(&mut self, problems: &mut Vec<Problem>) -> Option<Results> {
        let source = self.take("content/results")?;
        results::read(&source, problems)
    }

    /// The list of this name, which nothing else then reads.
    fn take(&mut self, name: &str) -> Option<Arc<Source>> {
        let at = self.lists.iter().position(|source| slug_path(&source.file) == name)?;
        Some(self.lists.remove(at))
    }

    fn pledges(&self, site: &Site, problems: &mut Vec<Problem>) -> Vec<Pledge> {
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
        match file.ending().as_str() {
            "md" => markdown.push(file),
            "yaml" | "yml" => lists.push(file),
            "json" if results::is_results(&file) => lists.push(file),
            ending if MEDIA.contains(&ending) => copies.push(copy(file, "content/")),
            _ => problems.push(unused(&file)),
        }
    }
    (markdown, lists)
}

/// The forms, and the recordings of their questions.
fn load_forms(
    dir: &Path,
    site: &SiteFile,
    translations: &mut Translations,
    problems: &mut Vec<Problem>,
) -> (Vec<FormFile>, Vec<Recording>) {
    let found = files::find(dir, "forms", problems);
    let sorted = translate::sort(found, "forms", &site.languages, problems);
    for (language, files) in sorted.translations {
        translations.entry(language).or_default().forms = read_forms(files, problems);
    }
    let (recorded, originals): (Vec<_>, Vec<_>) = sorted
        .originals
        .into_iter()
        .partition(|file| recordings::ENDINGS.contains(&file.ending().as_str()));
    let recordings =
        recorded.into_iter().filter_map(|file| recordings::read(file, problems)).collect();
    let sources = read_forms(originals, problems);
    let read: Vec<_> = sources
        .par_iter()
        .map(|source| {
            let mut problems = Vec::new();
            let node = yaml::parse(source, 0..source.text.len(), &mut problems);
            (node.map(|node| form_file::read(&site.site, source, node, &mut problems)), problems)
        })
        .collect();
    let mut forms = Vec::new();
    for (form, found) in read {
        forms.extend(form);
        problems.extend(found);
    }
    (forms, recordings)
}

/// A question of kind `expectations` names the expectations and promises by id,
/// or none for all expectations; their words become those of its options.
fn name_expectations(forms: &mut [FormFile], expectations: &[Item], pledges: &[Pledge]) {
    let promises = pledges.iter().flat_map(|pledge| &pledge.items);
    let known: Vec<_> = expectations.iter().chain(promises).collect();
    let questions = forms
        .iter_mut()
        .flat_map(|file| &mut file.form.sections)
        .flat_map(|section| &mut section.questions)
        .filter(|question| question.kind == Kind::Expectations);
    for question in questions {
        if question.options.is_empty() {
            question.options = expectations
                .iter()
                .map(|item| crate::form::Choice {
                    id: item.id.clone(),
                    label: item.text.clone(),
                    symbol: None,
                })
                .collect();
        }
        for choice in question.options.iter_mut().filter(|choice| choice.label.is_empty()) {
            if let Some(item) = known.iter().find(|item| item.id == choice.id) {
                choice.label.clone_from(&item.text);
            }
        }
    }
}

fn read_forms(mut files: Vec<Found>, problems: &mut Vec<Problem>) -> Vec<Arc<Source>> {
    files.retain(|file| {
        let is_form = matches!(file.ending().as_str(), "yaml" | "yml");
        if !is_form {
            problems.push(unused(file));
        }
        is_form
    });
    files::read_all(&files, problems)
}

fn copy(file: Found, strip: &str) -> Copy {
    let path = file.name.strip_prefix(strip).unwrap_or(&file.name).to_owned();
    let size = std::fs::metadata(&file.path).map_or(0, |metadata| metadata.len());
    Copy { path, from: file.path, size }
}

fn unused(file: &Found) -> Problem {
    let source = Arc::new(Source { file: file.name.clone(), text: String::new() });
    Problem::warning(
        "unused-file",
        &source,
        0..0,
        "nothing reads a file of this kind",
        "Move it out of the portal's folder, or save it as Markdown (.md), YAML (.yaml) or a picture (.svg, .png, .jpg, .webp).",
    )
}

/// A file's name without its folder and ending.
pub(crate) fn slug(file: &str) -> &str {
    let path = slug_path(file);
    path.rsplit('/').next().unwrap_or(path)
}

/// A file's name with its folder and without its ending.
pub(crate) fn slug_path(file: &str) -> &str {
    file.rsplit_once('.').map_or(file, |(path, _)| path)
}

/// Where a link leads, as seen from a file: `a/b.md` and `../c.svg` give
/// `c.svg`. A link that starts with `/` is seen from the top.
pub(crate) fn join(file: &str, link: &str) -> String {
    let mut path = String::with_capacity(file.len() + link.len());
    if !link.starts_with('/') {
        path.push_str(file.rsplit_once('/').map_or("", |(folder, _)| folder));
    }
    for part in link.split('/') {
        match part {
            "" | "." => {}
            ".." => path.truncate(path.rfind('/').unwrap_or(0)),
            part => {
                if !path.is_empty() {
                    path.push('/');
                }
                path.push_str(part);
            }
        }
    }
    if link.ends_with('/') && !path.is_empty() {
        path.push('/');
    }
    path
}
