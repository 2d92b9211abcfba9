//! A child who rings an invented number reaches nobody: the example's numbers
//! do not go out under another council's name.

use super::recipients::is_example;
use crate::portal::{Page, Portal};
use crate::problem::{Problem, Source};
use memchr::memchr_iter;
use std::sync::Arc;

/// What the numbers that Ofcom keeps for drama start with, as the example
/// writes them.
const INVENTED: &[&str] = &["01632 960", "01632960", "07700 900", "07700900"];
/// What all of those start with, which is seldom in a text.
const FIRST: u8 = b'0';

/// The invented numbers in `site.yaml` and in letters.
pub(super) fn check(portal: &Portal) -> Vec<Problem> {
    let mut problems = in_text(portal, &portal.site.source, (&portal.site.source.text, 0));
    for letter in &portal.letters {
        let text = (&letter.source.text[letter.body.clone()], letter.body.start);
        problems.extend(in_text(portal, &letter.source, text));
    }
    problems
}

/// The invented numbers in a page.
pub(super) fn of_page(portal: &Portal, page: &Page) -> Vec<Problem> {
    in_text(portal, &page.source, page.written())
}

/// The invented numbers in a text that starts at a byte of its file.
fn in_text(portal: &Portal, source: &Arc<Source>, (text, start): (&str, usize)) -> Vec<Problem> {
    if is_example(&portal.site.site) {
        return Vec::new();
    }
    let bytes = text.as_bytes();
    let is_invented =
        |at: &usize| INVENTED.iter().any(|number| bytes[*at..].starts_with(number.as_bytes()));
    let found = memchr_iter(FIRST, bytes).filter(is_invented);
    let problem = |at: usize| {
        let rest = &text[at..];
        let length = rest
            .find(|c: char| !(c.is_ascii_digit() || c == ' '))
            .map_or(rest.len(), |end| rest[..end].trim_end().len());
        Problem::warning(
            "example-number",
            source,
            start + at..start + at + length,
            "this telephone number is invented: nobody answers it",
            "Write your council's own number here, and ring it once to be sure.",
        )
    };
    found.map(problem).collect()
}
