//! What the YAML parser stops at, in an officer's words.
//!
//! The parser says where it could go no further, which is often a line after
//! the mistake; so the lines before are looked at for what editors get wrong.

mod mistakes;

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
    let start = place(span.byte_offset())
        .map(|at| offset + at)
        .or_else(|| by_line(&source.text[offset..], location).map(|at| offset + at));
    let start = start.unwrap_or(end).min(end);
    let length = place(span.byte_len()).unwrap_or(0);
    start..(start + length).min(end)
}

/// The place by its line and column: the scanner's own errors know no bytes.
fn by_line(text: &str, location: &Location) -> Option<usize> {
    let line = usize::try_from(location.line()).ok()?.checked_sub(1)?;
    let column = usize::try_from(location.column()).ok()?.checked_sub(1)?;
    let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
    let rest = text.get(start..)?;
    let line = rest.split('\n').next().unwrap_or_default();
    Some(start + line.char_indices().nth(column).map_or(line.len(), |(at, _)| at))
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
    let lines = mistakes::lines(source, range, at.start);
    let (at, message, help) =
        mistakes::likely(&lines, at.start, &said).unwrap_or_else(|| as_said(&said, at));
    Problem::error("yaml-syntax", source, at, message, help)
}

/// Where, what, and what to do.
type Explained = (Range<usize>, String, String);

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
    (at, message.to_owned(), help.to_owned())
}
