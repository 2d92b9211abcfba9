//! The short way to a [`Node`]: the parser's events, one after the other.
//!
//! Reading through `serde` costs three times as much, and a portal of ten
//! thousand pages has ten thousand heads to read. But it knows all that YAML can
//! be. So whatever is not plainly texts, lists and keys is left to it: what
//! cannot be read, aliases and tags, a key that stands twice, very long files.
//! Where this gives a node, it is the very same.

use super::{Content, Key, Node};
use granit_parser::{Event, Parser, ScalarStyle, StrInput};
use std::ops::Range;

/// A longer file may come to limits, which the long way minds.
const LONGEST: usize = 64 * 1024;
/// The same of lists within lists.
const DEEPEST: usize = 32;
/// More keys than this are not compared with each other here.
const MOST_KEYS: usize = 64;

/// Reads a text that starts at a byte of its file; none if the long way has to.
pub(super) fn read(text: &str, offset: usize) -> Option<Node> {
    if text.len() > LONGEST {
        return None;
    }
    let mut events = Events { parser: Parser::new_from_str(text), offset };
    let (Event::StreamStart, _) = events.next()? else { return None };
    let (Event::DocumentStart(..), _) = events.next()? else { return None };
    let (event, span) = events.next()?;
    let node = events.node(event, span, 0).filter(|node| node.content != Content::Empty)?;
    let (Event::DocumentEnd, end) = events.next()? else { return None };
    let (Event::StreamEnd, _) = events.next()? else { return None };
    // A line `...` ends a file before its end.
    end.is_empty().then_some(node)
}

struct Events<'t> {
    parser: Parser<'t, StrInput<'t>>,
    offset: usize,
}

impl<'t> Events<'t> {
    /// The next event, and the bytes of the file that it comes from.
    fn next(&mut self) -> Option<(Event<'t>, Range<usize>)> {
        let (event, span) = self.parser.next()?.ok()?;
        let Range { start, end } = span.byte_range()?;
        Some((event, self.offset + start..self.offset + end.max(start)))
    }

    /// The node that starts with this event.
    fn node(&mut self, event: Event<'t>, span: Range<usize>, depth: usize) -> Option<Node> {
        let content = match event {
            Event::Scalar(text, style, 0, None) => scalar(&text, style)?,
            Event::SequenceStart(_, 0, None) if depth < DEEPEST => {
                Content::List(self.list(depth + 1)?)
            }
            Event::MappingStart(_, 0, None) if depth < DEEPEST => {
                Content::Map(self.map(depth + 1)?)
            }
            _ => return None,
        };
        Some(Node { span, content })
    }

    fn list(&mut self, depth: usize) -> Option<Vec<Node>> {
        let mut items = Vec::new();
        loop {
            match self.next()? {
                (Event::SequenceEnd, _) => return Some(items),
                (event, span) => items.push(self.node(event, span, depth)?),
            }
        }
    }

    fn map(&mut self, depth: usize) -> Option<Vec<(Key, Node)>> {
        let mut entries: Vec<(Key, Node)> = Vec::new();
        loop {
            let (name, span) = match self.next()? {
                (Event::MappingEnd, _) => return Some(entries),
                (Event::Scalar(name, style, 0, None), span) if is_name(&name, style) => {
                    (name.into_owned(), span)
                }
                _ => return None,
            };
            if entries.len() == MOST_KEYS || entries.iter().any(|(key, _)| key.name == name) {
                return None;
            }
            let (event, at) = self.next()?;
            entries.push((Key { span, name }, self.node(event, at, depth)?));
        }
    }
}

/// What a scalar is; none if it is a number whose size must be looked at.
fn scalar(text: &str, style: ScalarStyle) -> Option<Content> {
    let is = |word: &str| text.eq_ignore_ascii_case(word);
    if style != ScalarStyle::Plain {
        return Some(Content::Text(text.to_owned()));
    }
    match text.as_bytes().first() {
        None | Some(b'~') if text.len() < 2 => Some(Content::Empty),
        Some(b'n' | b'N') if is("null") => Some(Content::Empty),
        Some(b't' | b'T') if is("true") => Some(Content::Flag(true)),
        Some(b'f' | b'F') if is("false") => Some(Content::Flag(false)),
        Some(b'0'..=b'9' | b'+' | b'-' | b'.') if !is_short_number(text) => None,
        _ => Some(Content::Text(text.to_owned())),
    }
}

/// Whether this is a day, a telephone number or a count, and no `1e999`.
fn is_short_number(text: &str) -> bool {
    text.len() < 64 && !text.bytes().any(|byte| byte.is_ascii_alphabetic())
}

/// Whether a key is a text, and not one that brings in other keys.
fn is_name(text: &str, style: ScalarStyle) -> bool {
    text != "<<" && matches!(scalar(text, style), Some(Content::Text(_)))
}

#[cfg(test)]
mod tests {
    use super::super::long;
    use super::read;
    use crate::problem::Source;
    use std::path::Path;
    use std::sync::Arc;

    /// Reads a text both ways; whether the short one went through.
    fn both(text: &str) -> bool {
        let before = "---\n";
        let source = Source { file: "a.yaml".into(), text: format!("{before}{text}") };
        let source = Arc::new(source);
        let mut problems = Vec::new();
        let long = long(&source, before.len()..source.text.len(), &mut problems);
        let Some(short) = read(text, before.len()) else { return false };
        assert_eq!(Some(short), long, "{text}");
        assert!(problems.is_empty(), "{text}");
        true
    }

    #[test]
    fn both_ways_give_the_same() {
        for text in [
            "title: Page 1\ndescription: The page with number 1\n",
            "a: \"b\\tc\"\nd: 'e f' # note\nnumbers: [08001111, 8-11, 16+, 1_000, -3, 2.50]\n",
            "on: 2026-11-20\nyes: no\nempty:\ntilde: ~\nnone: Null\nflag: TRUE\nother: false\n",
            "folded: >\n  one\n  two\n\nliteral: |\n  three\n   four\nplain: five\n  six\n",
            "- a\n- - b\n  - { c: d, \"e\": [f, { g: h }] }\n-\n- []\n- {}\n",
            "é: ü ö\r\nb: “ß”\r\n\r\n# note\r\nc: d\r\n",
            "inf: inf\nnan: nan\ninfinity: Infinity\n",
            "a: b",
            "words and nothing else\n",
            "5: five\n1.5: x\n",
            "a:\n- b\n- c\nd: ''\n",
        ] {
            assert!(both(text), "{text}");
        }
    }

    #[test]
    fn what_is_not_plain_goes_the_long_way() {
        for text in [
            "a: b\na: c\n",
            "a: &x b\nc: *x\n",
            "a: !!str 5\n",
            "<<: { a: b }\n",
            "~: a\n",
            "true: a\n",
            "? [a]\n: b\n",
            "a: .inf\nb: 1e999\n",
            "a: b: c\n",
            "a: \"b\n",
            "a: b\n---\nc: d\n",
            "a: b\n...\nc: d\n",
            "a: b\n...\n",
            "~\n",
            "a: 16 and over\nb: 0x1F\n",
            &format!("a: {}\n", "9".repeat(400)),
            &"- ".repeat(40),
            &(0..100).fold(String::new(), |text, key| text + &format!("key-{key}: a\n")),
            &"- a long list\n".repeat(10_000),
        ] {
            assert!(!both(text), "{text}");
        }
    }

    /// Every text in a folder, taken apart at what may part YAML from other text.
    fn texts(folder: &Path, found: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                texts(&path, found);
            } else if let Ok(text) = std::fs::read_to_string(&path) {
                found.extend(
                    text.split("\n--- ").map(|part| {
                        part.split_once('\n').map_or(part, |(_, rest)| rest).to_owned()
                    }),
                );
                found.extend(text.split("---\n").map(str::to_owned));
            }
        }
    }

    #[test]
    fn both_ways_give_the_same_for_every_portal_and_every_mistake() {
        let top = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut found = Vec::new();
        for folder in ["tests/mistakes", "content", "forms"] {
            texts(&top.join(folder), &mut found);
        }
        let short = found.iter().filter(|text| both(text)).count();
        assert!(short > 300, "only {short} of {} texts went the short way", found.len());
    }
}
