//! One problem: where it is, what is wrong, and what to do about it.
//!
//! The rules for the words, which every message of the build tool keeps:
//!
//! - The message is one plain sentence without a full stop that says what is
//!   wrong in the officer's words: "this question has no `ask`", not "missing
//!   field". What the officer wrote stands in “these marks”, what the form
//!   language calls something in `these`.
//! - The help says what to do, as one or two sentences, and gives the text to
//!   write where that can be known.
//! - Neither blames anybody, and neither names a library or a type.

mod render;
mod rules;

pub use render::{Format, render};
pub use rules::RULES;

use std::ops::Range;
use std::sync::Arc;

/// A file as it was read.
#[derive(Debug)]
pub struct Source {
    /// Relative to the portal's folder, with `/` between the parts.
    pub file: String,
    /// The text, without a byte-order mark. Empty if it could not be read.
    pub text: String,
}

impl Source {
    /// The line and column of a byte, both from 1, the column in characters.
    pub fn line_and_column(&self, byte: usize) -> (usize, usize) {
        let before = &self.text[..self.boundary(byte)];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
        (line, before[line_start..].chars().count() + 1)
    }

    /// The text of the line that holds this byte, without its line end.
    pub fn line_text(&self, byte: usize) -> &str {
        let byte = self.boundary(byte);
        let start = self.text[..byte].rfind('\n').map_or(0, |at| at + 1);
        let end = self.text[byte..].find('\n').map_or(self.text.len(), |at| byte + at);
        self.text[start..end].trim_end_matches('\r')
    }

    /// The nearest place at or before this byte that does not split a character.
    fn boundary(&self, byte: usize) -> usize {
        let mut byte = byte.min(self.text.len());
        while !self.text.is_char_boundary(byte) {
            byte -= 1;
        }
        byte
    }
}

/// Whether the site can be built with this problem in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// No: a page would be wrong, missing or unsafe.
    Error,
    /// Yes, but a person should look.
    Warning,
}

/// Something wrong in a portal's folder.
#[derive(Clone, Debug)]
pub struct Problem {
    /// How bad it is.
    pub severity: Severity,
    /// The rule's name, which stays the same when the words change.
    pub rule: &'static str,
    /// The file.
    pub source: Arc<Source>,
    /// The bytes of the text that are wrong.
    pub span: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
}

impl Problem {
    /// A problem that stops the build.
    pub fn error(
        rule: &'static str,
        source: &Arc<Source>,
        span: Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        debug_assert!(RULES.iter().any(|(name, _)| *name == rule), "{rule} is not in the manual");
        Self {
            severity: Severity::Error,
            rule,
            source: Arc::clone(source),
            span,
            message: message.into(),
            help: help.into(),
        }
    }

    /// A problem that does not stop the build.
    pub fn warning(
        rule: &'static str,
        source: &Arc<Source>,
        span: Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Self { severity: Severity::Warning, ..Self::error(rule, source, span, message, help) }
    }

    /// Where it starts: line and column, from 1.
    pub fn place(&self) -> (usize, usize) {
        self.source.line_and_column(self.span.start)
    }
}

/// Puts problems into the order of the report: by file, errors before warnings,
/// then from the top of the file.
pub fn sort(problems: &mut [Problem]) {
    problems.sort_by(|one, other| {
        let key = |p: &Problem| (p.severity, p.span.start, p.rule);
        one.source.file.cmp(&other.source.file).then_with(|| key(one).cmp(&key(other)))
    });
}

/// How many errors and how many warnings there are.
pub fn count(problems: &[Problem]) -> (usize, usize) {
    let errors = problems.iter().filter(|problem| problem.severity == Severity::Error).count();
    (errors, problems.len() - errors)
}

/// The name that was probably meant, among those that can be.
pub fn did_you_mean<'n>(wrote: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    names
        .into_iter()
        .map(|name| (strsim::normalized_damerau_levenshtein(&wrote.to_lowercase(), name), name))
        .filter(|(likeness, _)| *likeness >= 0.6)
        .max_by(|one, other| one.0.total_cmp(&other.0))
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_characters_from_one() {
        let source = Source { file: "a".into(), text: "é: 1\r\nb: ü x\n".into() };
        assert_eq!(source.line_and_column(0), (1, 1));
        assert_eq!(source.line_and_column(2), (1, 2));
        let x = source.text.find('x').expect("an x");
        assert_eq!(source.line_and_column(x), (2, 6));
        assert_eq!(source.line_text(x), "b: ü x");
        assert_eq!(source.line_and_column(999), (3, 1), "past the end is the end");
        assert_eq!(source.line_and_column(1), (1, 1), "inside a character is its start");
    }

    #[test]
    fn a_near_miss_is_offered_and_a_far_one_is_not() {
        assert_eq!(did_you_mean("opitons", ["options", "ask"]), Some("options"));
        assert_eq!(did_you_mean("banana", ["options", "ask"]), None);
    }
}
