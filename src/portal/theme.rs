//! A theme: the default one, which every copy of the program carries, and above
//! it the files of the portal's own `themes/NAME/`.

use super::design::{self, Design};
use super::files;
use super::{SiteFile, yaml};
use crate::problem::{Problem, Source, did_you_mean};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

/// The default theme's files, as (name within the theme, text).
const DEFAULT: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/theme.rs"));

/// What the texts of a theme end in, but for [`DESIGN`].
const TEXTS: &[&str] = &["html", "css", "svg", "ftl"];

/// The files of a theme, by their name within it: `templates/page.html`.
#[derive(Clone, Debug, Default)]
pub struct Theme {
    /// The text files: templates, components, styles, symbols, words.
    pub files: BTreeMap<String, Arc<Source>>,
    /// Colours, logo and fonts.
    pub design: Design,
    /// The logo's and the fonts' bytes, by the names that `theme.yaml` gives.
    pub media: BTreeMap<String, Arc<[u8]>>,
    /// The portal's own words, which are laid over those of `files` message by
    /// message.
    pub own_words: BTreeMap<String, Arc<Source>>,
    /// Whether any file differs from the default theme's.
    pub is_own: bool,
    /// The names of those of `files` that the default theme has not, or has with
    /// another text.
    pub own_files: BTreeSet<String>,
}

impl Theme {
    /// The files below a folder of the theme that have this ending, by the part
    /// of their name between the two.
    pub fn below<'t>(
        &'t self,
        folder: &'t str,
        ending: &'t str,
    ) -> impl Iterator<Item = (&'t str, &'t Arc<Source>)> {
        self.files.iter().filter_map(move |(name, source)| {
            let name = name.strip_prefix(folder)?.strip_suffix(ending)?;
            Some((name, source))
        })
    }
}

/// The default theme, with the portal's own files above it.
pub(super) fn load(dir: &Path, site: &SiteFile, problems: &mut Vec<Problem>) -> Theme {
    let name = &site.site.theme;
    let mut theme = Theme::default();
    for (file, text) in DEFAULT {
        let source = Source { file: format!("themes/default/{file}"), text: (*text).to_owned() };
        theme.files.insert((*file).to_owned(), Arc::new(source));
    }
    let default = theme.files.remove(DESIGN);
    if let Some(source) = &default {
        theme.design = design(source, false, problems);
    }
    let folder = format!("themes/{name}");
    let plain = name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    if !plain || (name != "default" && !dir.join(&folder).is_dir()) {
        problems.push(no_theme(dir, site, name));
        return theme;
    }
    let mut found = files::find(dir, &folder, TEXTS, problems);
    found.retain(|file| {
        let is_design = file.name.strip_prefix(&folder) == Some("/theme.yaml");
        is_design || file.ends_in(TEXTS)
    });
    for source in files::read_all(found, problems) {
        let file = source.file[folder.len() + 1..].to_owned();
        if file == DESIGN {
            if default.as_ref().is_none_or(|default| default.text != source.text) {
                theme.is_own = true;
                theme.design.lay_over(design(&source, true, problems));
            }
            continue;
        }
        let same = theme.files.get(&file).is_some_and(|default| default.text == source.text);
        theme.is_own |= !same;
        if same {
            continue;
        }
        if file.strip_suffix(".ftl").is_some() {
            theme.own_words.insert(file, source);
        } else {
            theme.own_files.insert(file.clone());
            theme.files.insert(file, source);
        }
    }
    theme.media = media(dir, &folder, &theme.design, problems);
    theme
}

/// Where a theme says its colours, logo and fonts.
const DESIGN: &str = "theme.yaml";

fn design(source: &Arc<Source>, is_own: bool, problems: &mut Vec<Problem>) -> Design {
    yaml::parse(source, 0..source.text.len(), problems)
        .map(|node| design::read(source, &node, is_own, problems))
        .unwrap_or_default()
}

/// The default theme's choices with those of this `theme.yaml` above them.
pub(crate) fn design_with(own: &str, problems: &mut Vec<Problem>) -> Design {
    let source = |text: &str| Arc::new(Source { file: DESIGN.to_owned(), text: text.to_owned() });
    let default = DEFAULT.iter().find(|(name, _)| *name == DESIGN);
    let mut all =
        default.map(|(_, text)| design(&source(text), false, problems)).unwrap_or_default();
    all.lay_over(design(&source(own), true, problems));
    all
}

/// Reads the logo and the fonts.
fn media(
    dir: &Path,
    folder: &str,
    design: &Design,
    problems: &mut Vec<Problem>,
) -> BTreeMap<String, Arc<[u8]>> {
    let mut media = BTreeMap::new();
    for named in design.files() {
        let path = named.file.as_str();
        let plain = |part: &str| !matches!(part, "" | "." | "..") && !part.contains('\\');
        let read = if path.split('/').all(plain) {
            let file = dir.join(folder).join(path);
            // A link could bring in what was never meant for the public.
            let is_file = std::fs::symlink_metadata(&file).is_ok_and(|meta| meta.is_file());
            if is_file { std::fs::read(file).ok() } else { None }
        } else {
            None
        };
        match read {
            Some(bytes) => {
                media.insert(named.file.clone(), Arc::from(bytes));
            }
            None => problems.push(Problem::error(
                "theme-file",
                &named.place.source,
                named.place.span.clone(),
                format!("there is no file “{path}” in {folder}"),
                "Copy it there, and write its name as it stands below the theme's folder, such as fonts/our-font.woff2.",
            )),
        }
    }
    media
}

fn no_theme(dir: &Path, site: &SiteFile, name: &str) -> Problem {
    let entries = std::fs::read_dir(dir.join("themes")).into_iter().flatten().flatten();
    let mut names: Vec<_> =
        entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.push("default".to_owned());
    let help = match did_you_mean(name, names.iter().map(String::as_str)) {
        Some(meant) => format!("Did you mean `{meant}`?"),
        None => "Write `default`, or make a folder with that name in `themes`.".to_owned(),
    };
    let span = site.spans.theme.clone();
    Problem::error("no-theme", &site.source, span, format!("there is no theme “{name}”"), help)
}
