//! The names by which a link leads to a heading of a page: `#who-comes`.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::collections::BTreeMap;

/// The ids of headings, each only once in a page.
#[derive(Debug, Default)]
pub(crate) struct Anchors(BTreeMap<String, usize>);

impl Anchors {
    /// The id of the next heading, by its words.
    pub(crate) fn make(&mut self, words: &str) -> String {
        let mut anchor = String::with_capacity(words.len());
        for character in words.to_lowercase().chars() {
            if character.is_alphanumeric() {
                anchor.push(character);
            } else if !anchor.is_empty() && !anchor.ends_with('-') {
                anchor.push('-');
            }
        }
        anchor.truncate(anchor.trim_end_matches('-').len());
        let seen = self.0.entry(anchor.clone()).or_default();
        *seen += 1;
        if *seen == 1 { anchor } else { format!("{anchor}-{seen}") }
    }
}

/// The ids of all headings of a text, in their order.
pub(crate) fn of(markdown: &str) -> Vec<String> {
    let mut anchors = Anchors::default();
    let mut found = Vec::new();
    let mut heading: Option<String> = None;
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
        match (event, &mut heading) {
            (Event::Start(Tag::Heading { .. }), _) => heading = Some(String::new()),
            (Event::End(TagEnd::Heading(_)), Some(words)) => {
                found.push(anchors.make(words));
                heading = None;
            }
            (Event::Text(text) | Event::Code(text), Some(words)) => words.push_str(&text),
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    #[test]
    fn headings_are_named_by_their_words_and_once() {
        let text = "## Who comes?\n\ntext\n\n### *My* `IRO`\n\n## Who comes?\n";
        assert_eq!(super::of(text), ["who-comes", "my-iro", "who-comes-2"]);
    }
}
