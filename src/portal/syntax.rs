//! What the YAML parser stops at, in an officer's words.
//!
//! The parser says where it could go no further, which is often a line after
//! the mistake; so the lines before are looked at for what editors get wrong.

use crate::problem::{Problem, Source};
use serde_yaml::{Error, Location};
use std::ops::Range;
use std::sync::Arc;

/// The bytes of the file that a place of the parser's names, when the parser
/// was given the text from `offset` on.
pub(super) fn bytes(source: &Source, offset: usize, location: &Location) -> Range<usize> {
    let span = location.span();
    let place = |number: Option<u64>| number.and_then(|number| usize::try_from(number).ok());
    let end = source.text.len();
    let start = place(span.byte_offset()).map_or(end, |at| (offset + at).min(end));
    let length = place(span.byte_len()).unwrap_or(0);
    start..(start + length).min(end)
}

/// The problem for the parser's error.
pub(super) fn problem(source: &Arc<Source>, range: &Range<usize>, error: &Error) -> Problem {
    let at = error
        .location()
        .map_or(range.start..range.start, |location| bytes(source, range.start, &location));
    if let Error::DuplicateMappingKey { key, .. } = error {
        let key = key.as_deref().unwrap_or("this key");
        return Problem::error(
            "duplicate-key",
            source,
            at,
            format!("`{key}` stands here a second time"),
            "Keep one of the two lines and take the other out.",
        );
    }
    let said = error.without_snippet().render().to_lowercase();
    let (at, message, help) = likely(source, range, at.start).unwrap_or_else(|| as_said(&said, at));
    Problem::error("yaml-syntax", source, at, message, help)
}

type Explained = (Range<usize>, &'static str, &'static str);

/// A mistake that can be seen in the lines up to the place where the parser
/// stopped.
fn likely(source: &Source, range: &Range<usize>, stopped: usize) -> Option<Explained> {
    let lines = lines(source, range, stopped);
    lines
        .iter()
        .find_map(tab)
        .or_else(|| lines.iter().find_map(open_quote))
        .or_else(|| lines.iter().rev().take(3).find_map(second_colon))
}

/// A line and the byte it starts at.
struct Line<'s> {
    start: usize,
    text: &'s str,
}

impl Line<'_> {
    fn part(&self, part: &str) -> Range<usize> {
        let at = self.text.find(part).unwrap_or(0);
        self.start + at..self.start + at + part.len()
    }

    /// What stands after the first `: `, or after the dash.
    fn value(&self) -> &str {
        let after_key = self.text.split_once(": ").map(|(_, value)| value);
        let after_dash = || self.text.trim_start().strip_prefix("- ");
        after_key.or_else(after_dash).unwrap_or("").trim()
    }
}

/// The lines up to the one where the parser stopped, and that one.
fn lines<'s>(source: &'s Source, range: &Range<usize>, stopped: usize) -> Vec<Line<'s>> {
    let mut lines = Vec::new();
    let mut start = range.start;
    for text in source.text[range.clone()].split_inclusive('\n') {
        if start > stopped {
            break;
        }
        lines.push(Line { start, text: text.trim_end() });
        start += text.len();
    }
    lines
}

fn tab(line: &Line<'_>) -> Option<Explained> {
    let indent = line.text.len() - line.text.trim_start().len();
    let at = line.text[..indent].find('\t')?;
    Some((
        line.start + at..line.start + indent,
        "a tab stands where only spaces may",
        "Replace each tab at the start of a line with two spaces.",
    ))
}

fn open_quote(line: &Line<'_>) -> Option<Explained> {
    let value = line.value();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    if value.matches(quote).count() > 1 {
        return None;
    }
    Some((
        line.part(value),
        "a quotation mark is opened here and not closed",
        "Close it at the end of the text. If the text has the same mark in it, use the other sort around the whole.",
    ))
}

fn second_colon(line: &Line<'_>) -> Option<Explained> {
    let value = line.value();
    let quoted = value.starts_with(['"', '\'', '|', '>', '{', '[']);
    if quoted || !(value.contains(": ") || value.ends_with(':')) {
        return None;
    }
    Some((
        line.part(value),
        "there is a second colon in this line",
        "Put \" before and after the text that follows the first colon, so that the second is read as text.",
    ))
}

/// What the parser's own words come to.
fn as_said(said: &str, at: Range<usize>) -> Explained {
    let any = |words: &[&str]| words.iter().any(|word| said.contains(word));
    let (message, help) = if any(&["alias", "anchor"]) {
        (
            "`&` and `*` shortcuts (anchors and aliases) cannot be used here",
            "Write the text out, or put \" around text that starts with * or &.",
        )
    } else if any(&["multiple", "document"]) {
        (
            "a line `---` splits this file in two",
            "Take the line out, or put the second part into a file of its own.",
        )
    } else if any(&["indent", "block", "simple key", "expected"]) {
        (
            "this line does not fit under the lines above it",
            "Lines that belong together start in the same column, two spaces for each step in, and have a colon and a space after their key.",
        )
    } else {
        (
            "the file cannot be read from here on",
            "Compare this line with the same place in a file that works: look for a missing colon, a missing space after a colon or dash, or a bracket that is not closed.",
        )
    };
    (at, message, help)
}
