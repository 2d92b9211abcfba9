//! A folder becomes a [`Portal`], and everything that could not be understood
//! on the way becomes problems.

pub(crate) mod anchors;
mod contents;
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
mod memory;
mod page;
mod recordings;
mod renew;
pub mod results;
pub mod says;
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
pub use links::{Followed, Link, Places};
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
use contents::{Contents, Translations, unused};
use files::Found;
use memchr::memchr;
use rayon::prelude::*;
use std::path::{Path, PathBuf};
use std::sync::Arc;

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
    /// Its name in the portal's folder.
    pub file: String,
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

/// Reads a portal's folder.
///
/// The portal is as whole as the files allow, so that the rules of
/// [`crate::check`] can look at all of it; only when no problem is an error may
/// it be rendered.
pub fn load(dir: &Path) -> (Portal, Vec<Problem>) {
    let (portal, problems, ()) = load_beside(dir, |_, _| ());
    (portal, problems)
}

/// Does what [`load`] does, and what needs no more than `site.yaml` and the theme
/// beside it, as soon as these two are read.
pub fn load_beside<T: Send>(
    dir: &Path,
    beside: impl FnOnce(&SiteFile, &Theme) -> T + Send,
) -> (Portal, Vec<Problem>, T) {
    memory::in_large_pieces();
    let mut problems = Vec::new();
    let site = load_site(dir, &mut problems);
    let mut in_theme = Vec::new();
    let ((theme, done), (mut portal, in_texts)) = rayon::join(
        || {
            let theme = theme::load(dir, &site, &mut in_theme);
            let done = beside(&site, &theme);
            (theme, done)
        },
        || load_texts(dir, site.clone()),
    );
    portal.theme = theme;
    problems.extend(in_theme);
    problems.extend(in_texts);
    (portal, problems, done)
}

/// The portal without a theme.
fn load_texts(dir: &Path, site: SiteFile) -> (Portal, Vec<Problem>) {
    let mut problems = Vec::new();
    let mut content = Contents::find(dir, &site, &mut problems);
    let (pages, page_problems) = content.pages(&site.site);
    problems.extend(page_problems);
    let letters = content.letters(&site, &mut problems);
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
        theme: Theme::default(),
        translations: Vec::new(),
    };
    portal.translations = translate(&portal, &translations, &mut problems);
    (portal, problems)
}

/// The portal in each of its further languages.
fn translate(
    portal: &Portal,
    translations: &Translations,
    problems: &mut Vec<Problem>,
) -> Vec<Portal> {
    let none = translate::Files::default();
    let further = portal.site.languages.get(1..).unwrap_or_default();
    let read = |language: &Language| {
        let files = translations.get(&language.code).unwrap_or(&none);
        let mut problems = Vec::new();
        (translate::portal(portal, language, files, &mut problems), problems)
    };
    let (portals, found): (Vec<_>, Vec<_>) = further.par_iter().map(read).unzip();
    problems.extend(found.into_iter().flatten());
    portals
}

fn load_site(dir: &Path, problems: &mut Vec<Problem>) -> SiteFile {
    let file = Found::new("site.yaml".to_owned(), dir.join("site.yaml"));
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
            Some(node) => site::read(&source, &node, dir.join("forms").exists(), problems),
            None => site::none(&source),
        },
    }
}

/// The forms, and the recordings of their questions.
fn load_forms(
    dir: &Path,
    site: &SiteFile,
    translations: &mut Translations,
    problems: &mut Vec<Problem>,
) -> (Vec<FormFile>, Vec<Recording>) {
    let found = files::find(dir, "forms", files::YAML, problems);
    let sorted = translate::sort(found, "forms", &site.languages, problems);
    for (language, files) in sorted.translations {
        translations.entry(language).or_default().forms = read_forms(files, problems);
    }
    let (recorded, originals): (Vec<_>, Vec<_>) =
        sorted.originals.into_iter().partition(|file| file.ends_in(recordings::ENDINGS));
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
        let is_form = file.ends_in(files::YAML);
        if !is_form {
            problems.push(unused(file));
        }
        is_form
    });
    files::read_all(files, problems)
}

/// Whether a piece of HTML is a note to oneself and nothing else: it is no
/// mistake, and does not go into the page.
pub(crate) fn is_comment(html: &str) -> bool {
    let inside = html.trim().strip_prefix("<!--").and_then(|rest| rest.strip_suffix("-->"));
    inside.is_some_and(|note| !note.contains("-->"))
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
    // Nearly every link is to what stands in the same folder.
    let has_parts = matches!(link, "" | "." | "..") || memchr(b'/', link.as_bytes()).is_some();
    if !has_parts {
        if !path.is_empty() {
            path.push('/');
        }
        path.push_str(link);
        return path;
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
