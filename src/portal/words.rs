//! The council's own words, written once in `site.yaml` and filled in wherever
//! a text says `{review}`.

use super::site::Site;

/// What can stand between braces.
pub(crate) const PLACEHOLDERS: &[&str] = &["review", "council", "children_in_care_council"];

/// Fills the placeholders in. Unknown ones stay as they are, and are returned
/// with the byte that they start at.
pub(crate) fn fill<'t>(site: &Site, text: &'t str) -> (String, Vec<(usize, &'t str)>) {
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
