//! What the preview shows: the last site that could be made, and what is wrong
//! with the folder as it is now.

use crate::problem::{self, Format, Problem};
use axum::body::Bytes;
use data_encoding::HEXLOWER;
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::Path;

/// One state of the preview.
#[derive(Clone, Debug, Default)]
pub(super) struct Shown {
    /// The files of the last site that could be made; none yet if it is empty.
    pub(super) site: BTreeMap<String, Bytes>,
    /// A hash of all its files that are not pages.
    others: String,
    /// What is wrong, as text; empty if nothing is.
    pub(super) report: String,
    /// How many errors.
    pub(super) errors: usize,
}

/// What was made of a change.
pub(super) enum Made {
    /// All of the site.
    Site(BTreeMap<String, Vec<u8>>),
    /// These of its pages; all else is as it was.
    Pages(Vec<(String, Vec<u8>)>),
    /// Nothing: there is a mistake somewhere.
    Nothing,
}

/// What the script in a page is told.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct State {
    /// Changes when anything does.
    #[serde(rename = "state")]
    pub(super) all: String,
    /// Changes when the page itself does, or what it loads.
    pub(super) page: String,
    /// A line that says how things are; empty if all is well.
    pub(super) headline: String,
    /// The problems, as text.
    pub(super) report: String,
    /// Whether the site is an older one than the folder.
    pub(super) stale: bool,
}

impl Shown {
    /// The next state. Without problems, they are those of before.
    pub(super) fn next(&self, made: Made, problems: Option<&[Problem]>) -> Self {
        // Files that stay are shared, not copied.
        let mut site = self.site.clone();
        let mut others = self.others.clone();
        match made {
            Made::Site(made) => {
                others = hash_of_others(&made);
                site = made.into_iter().map(|(name, bytes)| (name, bytes.into())).collect();
            }
            Made::Pages(pages) => {
                site.extend(pages.into_iter().map(|(name, bytes)| (name, bytes.into())));
            }
            Made::Nothing => {}
        }
        let (report, errors) = match problems {
            None => (self.report.clone(), self.errors),
            Some([]) => (String::new(), 0),
            Some(some) => (report(some), problem::count(some).0),
        };
        Self { site, others, report, errors }
    }

    /// The state as one page sees it.
    pub(super) fn state(&self, page: &[u8]) -> State {
        let page = hash([page, self.others.as_bytes()]);
        State {
            all: hash([page.as_bytes(), self.report.as_bytes()]),
            headline: self.headline(),
            report: self.report.clone(),
            stale: self.errors > 0,
            page,
        }
    }

    fn headline(&self) -> String {
        let older = match (self.errors, self.site.is_empty()) {
            (0, _) => {
                return if self.report.is_empty() {
                    String::new()
                } else {
                    "Worth a look".to_owned()
                };
            }
            (_, true) => "The page comes when this is mended.",
            (_, false) => "Below is the page as it was before.",
        };
        let number = if self.errors == 1 {
            "1 mistake".to_owned()
        } else {
            format!("{} mistakes", self.errors)
        };
        format!("{number}. {older}")
    }
}

/// How many problems are shown at most. Nobody who is writing reads more of
/// them, and each is drawn anew after each change.
const MANY: usize = 100;

/// What is wrong, as text: all of it, or the mistakes and what else there is
/// room for.
fn report(problems: &[Problem]) -> String {
    if problems.len() <= MANY {
        return problem::render(problems, Format::Text, false);
    }
    let mut first: Vec<_> = problems.to_vec();
    first.sort_by_key(|problem| problem.severity);
    first.truncate(MANY);
    let report = problem::render(&first, Format::Text, false);
    let all = problems.len();
    format!("{report}These are the first of {all}: `my-review check` names them all.\n")
}

fn hash_of_others(site: &BTreeMap<String, Vec<u8>>) -> String {
    let files = site.iter().filter(|(name, _)| !is_page(name));
    hash(files.flat_map(|(name, bytes)| [name.as_bytes(), bytes]))
}

fn is_page(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|ending| ending == "html")
}

fn hash<'b>(parts: impl IntoIterator<Item = &'b [u8]>) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part.len().to_le_bytes());
        hasher.update(part);
    }
    HEXLOWER.encode(&hasher.finalize()[..12])
}
