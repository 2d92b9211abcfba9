//! The council's own words, written once in `site.yaml` and filled in wherever
//! a text says `{review}`.

use super::site::Site;
use memchr::memchr;
use pulldown_cmark::{Event, Options, Parser, Tag};

/// What can stand between braces.
pub(crate) const PLACEHOLDERS: &[&str] = &["review", "council", "children_in_care_council"];

/// Fills the placeholders in. Unknown ones stay as they are, and are returned
/// with the byte that they start at.
pub(crate) fn fill<'t>(site: &Site, text: &'t str) -> (String, Vec<(usize, &'t str)>) {
    if memchr(b'{', text.as_bytes()).is_none() {
        return (text.to_owned(), Vec::new());
    }
    let mut filled = String::with_capacity(text.len());
    let mut unknown = Vec::new();
    let mut rest = text;
    while let Some((before, name, after)) = next(rest) {
        filled.push_str(before);
        match word(site, name) {
            Some(word) => filled.push_str(word),
            None => {
                unknown.push((text.len() - rest.len() + before.len(), name));
                filled.push('{');
                filled.push_str(name);
                filled.push('}');
            }
        }
        rest = after;
    }
    filled.push_str(rest);
    (filled, unknown)
}

/// Fills the placeholders in, and leaves code as it is: what stands between
/// backticks shows how something is written.
pub(crate) fn fill_markdown<'t>(site: &Site, text: &'t str) -> (String, Vec<(usize, &'t str)>) {
    if !text.contains(['`', '~']) {
        return fill(site, text);
    }
    let mut filled = String::with_capacity(text.len());
    let mut unknown = Vec::new();
    let mut part = |from: usize, to: usize, filled: &mut String| {
        let (words, found) = fill(site, &text[from..to]);
        filled.push_str(&words);
        unknown.extend(found.into_iter().map(|(at, name)| (from + at, name)));
    };
    let mut done = 0;
    for (event, range) in Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter() {
        if matches!(event, Event::Code(_) | Event::Start(Tag::CodeBlock(_))) && range.start >= done
        {
            part(done, range.start, &mut filled);
            filled.push_str(&text[range.clone()]);
            done = range.end;
        }
    }
    part(done, text.len(), &mut filled);
    (filled, unknown)
}

/// The first `{name}`: what stands before it, the name, what stands after it.
fn next(text: &str) -> Option<(&str, &str, &str)> {
    let mut from = 0;
    while let Some(open) = text[from..].find('{').map(|at| from + at) {
        let inside = &text[open + 1..];
        let end =
            inside.find(|c: char| !(c.is_ascii_lowercase() || c == '_')).unwrap_or(inside.len());
        if end > 0 && inside[end..].starts_with('}') {
            return Some((&text[..open], &inside[..end], &inside[end + 1..]));
        }
        from = open + 1;
    }
    None
}

fn word<'s>(site: &'s Site, name: &str) -> Option<&'s str> {
    match name {
        "review" => Some(&site.review_word),
        "council" => Some(&site.council),
        "children_in_care_council" => Some(&site.children_in_care_council),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_stays_as_it_is_written() {
        let site = Site { review_word: "My Review".into(), ..Site::default() };
        let text = "{review}, `{review}`: {x}\n\n```\n{y}\n```\n{review}\n";
        let (text, unknown) = fill_markdown(&site, text);
        assert_eq!(text, "My Review, `{review}`: {x}\n\n```\n{y}\n```\nMy Review\n");
        assert_eq!(unknown, [(22, "x")]);
    }

    #[test]
    fn fills_what_it_knows_and_names_the_rest() {
        let site = Site {
            review_word: "My Review".into(),
            council: "Northmoor".into(),
            ..Site::default()
        };
        let (text, unknown) = fill(&site, "{review} at {council}: {reveiw} {} {A} {x y}");
        assert_eq!(text, "My Review at Northmoor: {reveiw} {} {A} {x y}");
        assert_eq!(unknown, [(23, "reveiw")]);
    }
}
