//! YAML as a tree that remembers where everything stood.
//!
//! A typed `Deserialize` stops at the first unknown key or wrong type; an
//! officer wants to hear of all of them in one run. So a file is read once into
//! [`Node`]s, and [`super::fields::Fields`] takes it apart, collecting problems.

mod quick;

use crate::problem::{Problem, Source};
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::{DuplicateKeyPolicy, Error, Location, Spanned};
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// A value and where it stood.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Node {
    /// The bytes of the file's text.
    pub(crate) span: Range<usize>,
    /// What it is.
    pub(crate) content: Content,
}

/// What a node is. Scalars keep the characters of the file: `08001111` must
/// never become a number.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Content {
    /// Nothing after the colon.
    Empty,
    /// Text, a number or a date, as written.
    Text(String),
    /// `true` or `false`.
    Flag(bool),
    /// A list.
    List(Vec<Node>),
    /// Keys and values, in the order of the file.
    Map(Vec<(Key, Node)>),
}

/// A key and where it stood.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Key {
    pub(crate) span: Range<usize>,
    pub(crate) name: String,
}

/// One step of the way to a node.
#[derive(Clone, Copy)]
pub(crate) enum Step<'s> {
    /// The value of a key.
    Key(&'s str),
    /// An item of a list, from 0.
    Item(usize),
}

impl Node {
    /// The node at the end of the way, or the last one there is on it.
    pub(crate) fn at(&self, way: &[Step<'_>]) -> &Node {
        let mut node = self;
        for step in way {
            let next = match (step, &node.content) {
                (Step::Key(name), Content::Map(entries)) => {
                    entries.iter().find(|(key, _)| key.name == *name).map(|(_, value)| value)
                }
                (Step::Item(index), Content::List(items)) => items.get(*index),
                _ => None,
            };
            let Some(next) = next else { break };
            node = next;
        }
        node
    }

    /// Whether a key is there, with something after it that is no list.
    pub(crate) fn has_but_no_list(&self, name: &str) -> bool {
        let Content::Map(entries) = &self.content else { return false };
        entries.iter().any(|(key, value)| {
            key.name == name && !matches!(value.content, Content::List(_) | Content::Empty)
        })
    }

    /// Whether this is that very node: what a way leads to that is not there.
    pub(crate) fn is_same_as(&self, other: &Node) -> bool {
        std::ptr::eq(self, other)
    }

    /// Where this text stands, as a value in here.
    pub(crate) fn find_text(&self, wanted: &str) -> Option<Range<usize>> {
        match &self.content {
            Content::Text(text) => (text == wanted).then(|| self.span.clone()),
            Content::List(items) => items.iter().find_map(|item| item.find_text(wanted)),
            Content::Map(entries) => entries.iter().find_map(|(_, value)| value.find_text(wanted)),
            Content::Empty | Content::Flag(_) => None,
        }
    }
}

/// Reads the part of a file's text that starts at `offset` as YAML.
///
/// A syntax error is added to the problems, and there is no node; after a key
/// that stands twice the reading goes on with the first.
pub(crate) fn parse(
    source: &Arc<Source>,
    range: Range<usize>,
    problems: &mut Vec<Problem>,
) -> Option<Node> {
    let text = &source.text[range.clone()];
    if text.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#')) {
        return Some(Node { span: range.start..range.start, content: Content::Empty });
    }
    quick::read(text, range.start).or_else(|| long(source, range, problems))
}

/// The way through `serde`, which knows all of YAML and says what is wrong.
fn long(source: &Arc<Source>, range: Range<usize>, problems: &mut Vec<Problem>) -> Option<Node> {
    let text = &source.text[range.clone()];
    let mut raw = read(text, DuplicateKeyPolicy::Error);
    if let Err(error @ Error::DuplicateMappingKey { .. }) = &raw {
        problems.push(super::syntax::problem(source, &range, error));
        raw = read(text, DuplicateKeyPolicy::FirstWins);
    }
    match raw {
        Ok(raw) => Some(Reader { source, offset: range.start }.node(raw)),
        Err(error) => {
            problems.push(super::syntax::problem(source, &range, &error));
            None
        }
    }
}

fn read(text: &str, duplicate_keys: DuplicateKeyPolicy) -> Result<Spanned<Raw>, Error> {
    let options = serde_yaml::options! {
        strict_booleans: true,
        with_snippet: false,
        // An alias can make a small file huge, and no officer needs one.
        alias_limits: serde_yaml::alias_limits! { max_total_replayed_events: 0 },
        duplicate_keys: duplicate_keys,
    };
    serde_yaml::from_str_with_options(text, options)
}

/// What the parser hands over, before the places are made ours.
enum Raw {
    Empty,
    Flag(bool),
    /// A number: its characters are taken from the file.
    Number(String),
    Text(String),
    List(Vec<Spanned<Raw>>),
    Map(Vec<(Spanned<String>, Spanned<Raw>)>),
}

struct Reader<'s> {
    source: &'s Source,
    offset: usize,
}

impl Reader<'_> {
    fn node(&self, raw: Spanned<Raw>) -> Node {
        let span = self.span(&raw.referenced);
        let content = match raw.value {
            Raw::Empty => Content::Empty,
            Raw::Flag(flag) => Content::Flag(flag),
            Raw::Text(text) => Content::Text(text),
            Raw::Number(number) => {
                let written = self.source.text.get(span.clone()).map(str::trim);
                Content::Text(written.filter(|text| !text.is_empty()).map_or(number, str::to_owned))
            }
            Raw::List(items) => {
                Content::List(items.into_iter().map(|item| self.node(item)).collect())
            }
            Raw::Map(entries) => Content::Map(
                entries
                    .into_iter()
                    .map(|(key, value)| {
                        let span = self.span(&key.referenced);
                        (Key { span, name: key.value }, self.node(value))
                    })
                    .collect(),
            ),
        };
        Node { span, content }
    }

    fn span(&self, location: &Location) -> Range<usize> {
        super::syntax::bytes(self.source, self.offset, location)
    }
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("text, a list, or keys with values")
    }

    fn visit_unit<E>(self) -> Result<Raw, E> {
        Ok(Raw::Empty)
    }

    fn visit_none<E>(self) -> Result<Raw, E> {
        Ok(Raw::Empty)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Raw, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Raw, E> {
        Ok(Raw::Flag(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Raw, E> {
        Ok(Raw::Number(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Raw, E> {
        Ok(Raw::Number(value.to_string()))
    }

    fn visit_i128<E>(self, value: i128) -> Result<Raw, E> {
        Ok(Raw::Number(value.to_string()))
    }

    fn visit_u128<E>(self, value: u128) -> Result<Raw, E> {
        Ok(Raw::Number(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Raw, E> {
        Ok(Raw::Number(value.to_string()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Raw, E> {
        Ok(Raw::Text(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Raw, E> {
        Ok(Raw::Text(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Raw, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Raw::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Raw, A::Error> {
        let mut map = Vec::new();
        while let Some(key) = entries.next_key()? {
            map.push((key, entries.next_value()?));
        }
        Ok(Raw::Map(map))
    }
}
