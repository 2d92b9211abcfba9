//! Which files of a folder are originals, and which translate others.

use crate::portal::files::Found;
use crate::portal::language::Language;
use crate::problem::{Problem, Source};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

/// The files of `content` or `forms`.
#[derive(Default)]
pub(in crate::portal) struct Sorted {
    /// Those of the site's first language.
    pub(in crate::portal) originals: Vec<Found>,
    /// The others, by the code of their language.
    pub(in crate::portal) translations: BTreeMap<String, Vec<Found>>,
}

/// Takes the translations out: a folder named as one of the site's further
/// languages holds nothing else. A folder that looks like a translation into a
/// language that the site has not is said, and left out.
pub(in crate::portal) fn sort(
    found: Vec<Found>,
    folder: &str,
    languages: &[Language],
    problems: &mut Vec<Problem>,
) -> Sorted {
    // Only a folder that looks like a language asks for the names.
    let is_folder = |file: &Found| split(&file.name, folder).is_some_and(|(code, _)| is_code(code));
    let asked = found.iter().any(is_folder);
    let names: HashSet<String> =
        found.iter().filter(|_| asked).map(|file| file.name.clone()).collect();
    let mut sorted = Sorted::default();
    let mut forgotten = BTreeSet::new();
    for file in found {
        let Some((code, rest)) = split(&file.name, folder) else {
            sorted.originals.push(file);
            continue;
        };
        if languages.iter().skip(1).any(|language| language.code == code) {
            sorted.translations.entry(code.to_owned()).or_default().push(file);
        } else if is_code(code) && names.contains(&format!("{folder}/{rest}")) {
            if forgotten.insert(code.to_owned()) {
                problems.push(not_listed(&file, folder, code));
            }
        } else {
            sorted.originals.push(file);
        }
    }
    sorted
}

/// `content/cy/a/b.md` is `cy` and `a/b.md`.
fn split<'n>(name: &'n str, folder: &str) -> Option<(&'n str, &'n str)> {
    name.strip_prefix(folder)?.strip_prefix('/')?.split_once('/')
}

fn is_code(code: &str) -> bool {
    code.len() <= 3 && Language { code: code.to_owned(), ..Language::default() }.is_known()
}

fn not_listed(file: &Found, folder: &str, code: &str) -> Problem {
    let source = Arc::new(Source { file: file.name.clone(), text: String::new() });
    Problem::error(
        "language-not-listed",
        &source,
        0..0,
        format!("{folder}/{code} looks like a translation, and the site has no language “{code}”"),
        format!("Add {code} to `languages` in site.yaml, or give the folder another name."),
    )
}
