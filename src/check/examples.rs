//! A child who rings an invented number reaches nobody: the example's numbers
//! do not go out under another council's name.

use super::recipients::is_example;
use crate::portal::Portal;
use crate::problem::Problem;

/// What the numbers that Ofcom keeps for drama start with, as the example
/// writes them.
const INVENTED: &[&str] = &["01632 960", "01632960", "07700 900", "07700900"];

pub(super) fn check(portal: &Portal) -> Vec<Problem> {
    if is_example(&portal.site.site) {
        return Vec::new();
    }
    let pages = portal.pages.iter().map(|page| (page.written(), &page.source));
    let site = &portal.site.source;
    let texts = pages.chain(std::iter::once(((site.text.as_str(), 0), site)));
    let mut problems = Vec::new();
    for ((text, start), source) in texts {
        let found = INVENTED.iter().flat_map(|number| text.match_indices(number));
        problems.extend(found.map(|(at, _)| {
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
        }));
    }
    problems
}
