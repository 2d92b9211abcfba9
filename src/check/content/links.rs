//! The words of a link say where it leads: many people go from link to link and
//! hear nothing else.

use super::Said;
use memchr::memchr;
use pulldown_cmark::CowStr;
use std::ops::Range;

/// What says nothing without the words around it.
const VAGUE: &[&str] = &[
    "click",
    "click here",
    "click this link",
    "details",
    "find out more",
    "follow this link",
    "go",
    "here",
    "learn more",
    "link",
    "more",
    "more details",
    "more info",
    "more information",
    "page",
    "press here",
    "read more",
    "read this",
    "see here",
    "see more",
    "tap here",
    "this",
    "this link",
    "this page",
];

/// A link whose words are being read.
pub(super) struct OpenLink {
    /// Where it stands.
    pub(super) span: Range<usize>,
    /// Where it leads, if a rule asks: to a heading or a telephone.
    pub(super) target: Option<String>,
    /// Where its words start in the block.
    pub(super) from: usize,
}

impl OpenLink {
    pub(super) fn new(target: &CowStr<'_>, span: Range<usize>, from: usize) -> Self {
        let matters = memchr(b'#', target.as_bytes()).is_some() || target.starts_with("tel:");
        Self { span, target: matters.then(|| target.to_string()), from }
    }

    /// What is wrong with its words.
    pub(super) fn vague(words: &str) -> Option<Said> {
        let bare = words.trim_matches(|c: char| !c.is_alphanumeric());
        if bare.is_empty() {
            let help =
                "Write between the square brackets where it leads: [how to complain](complain.md).";
            return Some(("link-text", "this link has no words".to_owned(), help.to_owned()));
        }
        if !VAGUE.iter().any(|vague| vague.eq_ignore_ascii_case(bare)) {
            return None;
        }
        Some((
            "link-text",
            format!("“{bare}” does not say where the link leads"),
            "Make the words of the link the name of what is there: [how to complain](complain.md). People who listen to the page go from link to link.".to_owned(),
        ))
    }
}
