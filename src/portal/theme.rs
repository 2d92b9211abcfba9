//! A theme: the default one, which every copy of the program carries, and above
//! it the files of the portal's own `themes/NAME/`.

use super::SiteFile;
use super::files::{self, Found};
use crate::problem::{Problem, Source, did_you_mean};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// The default theme's files, as (name within the theme, text).
const DEFAULT: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/theme.rs"));

/// The files of a theme, by their name within it: `templates/page.html`.
#[derive(Clone, Debug, Default)]
pub struct Theme {
    /// The text files: templates, components, styles, symbols, words.
    pub files: BTreeMap<String, Arc<Source>>,
    /// Whether any file differs from the default theme's.
    pub is_own: bool,
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
    let folder = format!("themes/{name}");
    let plain = name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    if !plain || (name != "default" && !dir.join(&folder).is_dir()) {
        problems.push(no_theme(dir, site, name));
        return theme;
    }
    let mut found = files::find(dir, &folder, problems);
    found.retain(|file| matches!(file.ending().as_str(), "html" | "css" | "svg" | "ftl"));
    for source in read(&found, problems) {
        let file = source.file[folder.len() + 1..].to_owned();
        let same = theme.files.get(&file).is_some_and(|default| default.text == source.text);
        theme.is_own |= !same;
        theme.files.insert(file, source);
    }
    theme
}

fn read(found: &[Found], problems: &mut Vec<Problem>) -> Vec<Arc<Source>> {
    files::read_all(found, problems)
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
