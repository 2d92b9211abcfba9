//! What the preview shows: the last site that could be made, and what is wrong
//! with the folder as it is now.

use crate::problem::{self, Format, Problem};
use data_encoding::HEXLOWER;
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::Path;

/// One state of the preview.
#[derive(Clone, Debug, Default)]
pub(super) struct Shown {
    /// The files of the last site that could be made; none yet if it is empty.
    pub(super) site: BTreeMap<String, Vec<u8>>,
    /// A hash of all its files that are not pages.
    others: String,
    /// What is wrong, as text; empty if nothing is.
    pub(super) report: String,
    /// How many errors.
    pub(super) errors: usize,
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
    /// The next state: a new site if there is one, else the old one.
    pub(super) fn next(
        &self,
        site: Option<BTreeMap<String, Vec<u8>>>,
        problems: &[Problem],
    ) -> Self {
        let (site, others) = match site {
            Some(site) => {
                let others = others(&site);
                (site, others)
            }
            None => (self.site.clone(), self.others.clone()),
        };
        let report = if problems.is_empty() {
            String::new()
        } else {
            problem::render(problems, Format::Text, false)
        };
        Self { site, others, report, errors: problem::count(problems).0 }
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

fn others(site: &BTreeMap<String, Vec<u8>>) -> String {
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
