//! The plainest YAML, read without a parser.
//!
//! The front matter of nearly every page is a few lines `key: Some words`. The
//! parser takes as long for them as for the page's whole text, so they are read
//! here, and everything that could mean more than its characters is left to the
//! parser. Both give the same node: a test below holds them against each other.

use super::yaml::{Content, Key, Node};
use std::ops::Range;

/// Reads a text that is nothing but plain lines; none if it is anything more.
/// Places are counted from `offset`.
pub(super) fn read(text: &str, offset: usize) -> Option<Node> {
    let mut entries: Vec<(Key, Node)> = Vec::new();
    let mut start = offset;
    for line in text.split_inclusive('\n') {
        let (name, value) = line.strip_suffix('\n').unwrap_or(line).split_once(": ")?;
        if !is_key(name) || !is_words(value) || entries.iter().any(|(key, _)| key.name == name) {
            return None;
        }
        let value_start = start + name.len() + 2;
        let key = Key { span: start..start + name.len(), name: name.to_owned() };
        let node = scalar(value_start..value_start + value.len(), value);
        entries.push((key, node));
        start += line.len();
    }
    let (first, _) = entries.first()?;
    Some(Node { span: first.span.start..first.span.start, content: Content::Map(entries) })
}

fn scalar(span: Range<usize>, text: &str) -> Node {
    Node { span, content: Content::Text(text.to_owned()) }
}

fn is_key(name: &str) -> bool {
    !name.is_empty()
        && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
        && !is_special(name)
}

/// Characters that mean nothing but themselves wherever they stand after a
/// letter or a digit.
fn is_words(value: &str) -> bool {
    let plain = |c: char| c.is_alphanumeric() || " ,.;-'’–?!()/".contains(c);
    value.starts_with(char::is_alphanumeric)
        && !value.ends_with(' ')
        && value.chars().all(plain)
        && !is_special(value)
}

/// Words that YAML takes for something else than text.
fn is_special(word: &str) -> bool {
    let special = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];
    special.iter().any(|special| special.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::portal::yaml;
    use crate::problem::Source;
    use std::sync::Arc;

    fn parsed(text: &str, from: usize) -> (Option<Node>, usize) {
        let source = Arc::new(Source { file: "a.md".into(), text: text.to_owned() });
        let mut problems = Vec::new();
        let node = yaml::parse_all(&source, from..text.len(), &mut problems);
        (node, problems.len())
    }

    #[test]
    fn gives_what_the_parser_gives() {
        let values = [
            "Page 1",
            "What is a review?",
            "20",
            "007",
            "0800 1111",
            "1.50",
            "1e5",
            "2026-11-21",
            "12:30 is not plain",
            "0x1F",
            "0o17",
            "a",
            "é, ü – and ’so’ on",
            "it's (nearly) all; right/wrong - or not!",
            "two  spaces",
            "A-b.c,d",
            "Null and void",
            "nan",
            "inf",
            "Infinity",
            "٣ words",
            "a ---",
            "a ... b",
        ];
        for value in values {
            for end in ["", "\n", "\nnav: 3", "\nnav: 3\ntext: 中文 here\n"] {
                let front = format!("title: {value}{end}");
                let text = format!("---\n{front}");
                let (node, problems) = parsed(&text, 4);
                if let Some(read) = read(&front, 4) {
                    assert_eq!(Some(read), node, "{front}");
                    assert_eq!(problems, 0, "{front}");
                } else {
                    assert!(value.contains(':'), "{front} is plain");
                }
            }
        }
    }

    #[test]
    fn leaves_the_rest_to_the_parser() {
        for text in [
            "",
            "\n",
            "title",
            "title:",
            "title: ",
            "title:  two spaces",
            "title: ends in one ",
            "title: ends in a return\r\n",
            "title: \"quoted\"",
            "title: 'quoted'",
            "title: a # comment",
            "title: a: b",
            "title: yes",
            "title: True",
            "title: ~",
            "title: NULL",
            "title: - a",
            "title: -1",
            "title: {review}",
            "title: [a]",
            "title: &a b",
            "title: *a",
            "title: !a b",
            "title: |",
            "title: a\tb",
            "title: a\u{a0}b",
            "title: a\u{2028}b",
            " title: a",
            "title : a",
            "Title: a",
            "no: a",
            "title: a\ntitle: b",
            "title: a\n  more of it",
            "title: a\n\nnav: 3",
            "# comment\ntitle: a",
            "- title: a",
            "--- title: a",
        ] {
            assert_eq!(read(text, 0), None, "{text:?}");
        }
    }
}
