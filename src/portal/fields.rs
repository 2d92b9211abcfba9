//! Takes a node apart, key by key, and collects what is wrong on the way.

use super::keys::Thing;
use super::yaml::{Content, Key, Node};
use crate::problem::{Problem, Source, did_you_mean};
use std::ops::Range;
use std::sync::Arc;

/// The keys and values of one thing in a file.
pub(crate) struct Fields<'n, 'p> {
    source: &'n Arc<Source>,
    /// What the thing is, with its article: "a question".
    what: &'static str,
    /// Where to point when a key is missing.
    span: Range<usize>,
    entries: &'n [(Key, Node)],
    known: &'static [&'static str],
    problems: &'p mut Vec<Problem>,
}

impl<'n, 'p> Fields<'n, 'p> {
    /// Checks that the node has keys, and that all of them are known.
    pub(crate) fn new(
        source: &'n Arc<Source>,
        thing: &'static Thing,
        node: &'n Node,
        problems: &'p mut Vec<Problem>,
    ) -> Self {
        let Thing { what, names: known, .. } = thing;
        let entries: &[(Key, Node)] = match &node.content {
            Content::Map(entries) => entries,
            _ => &[],
        };
        let mut fields = Self { source, what, span: place(node), entries, known, problems };
        if !matches!(node.content, Content::Map(_)) {
            let message = format!(
                "{what} needs keys with values, such as `{}: …`",
                known.first().unwrap_or(&"id")
            );
            fields.error(
                "wrong-type",
                node.span.clone(),
                message,
                format!("Write one key a line: {}.", list(known)),
            );
        }
        for (key, _) in entries {
            if !known.contains(&key.name.as_str()) {
                fields.unknown(key);
            }
        }
        fields
    }

    fn unknown(&mut self, key: &Key) {
        let help = match self.meant(key) {
            Some(meant) => format!("Did you mean `{meant}`?"),
            None => format!("Take the line out, or use one of these: {}.", list(self.known)),
        };
        let message = format!("{} has no key `{}`", self.what, key.name);
        self.error("unknown-key", key.span.clone(), message, help);
    }

    /// The key that an unknown one was probably meant to be.
    fn meant(&self, key: &Key) -> Option<&'static str> {
        let free = self.known.iter().copied().filter(|name| self.exactly(name).is_none());
        did_you_mean(&key.name, free)
    }

    /// The value of a key; an empty value is none.
    pub(crate) fn node(&self, name: &str) -> Option<&'n Node> {
        self.entry(name).map(|(_, node)| node).filter(|node| node.content != Content::Empty)
    }

    /// The entry of a key, or the one that was probably meant to be it: the
    /// mistyped name has been said already, and what stands under it is looked
    /// at all the same.
    fn entry(&self, name: &str) -> Option<&'n (Key, Node)> {
        self.exactly(name).or_else(|| {
            let unknown = |(key, _): &&(Key, Node)| !self.known.contains(&key.name.as_str());
            self.entries.iter().filter(unknown).find(|(key, _)| self.meant(key) == Some(name))
        })
    }

    fn exactly(&self, name: &str) -> Option<&'n (Key, Node)> {
        self.entries.iter().find(|(key, _)| key.name == name)
    }

    /// Where a key's value stands, or the key if it has none, or the thing.
    pub(crate) fn span(&self, name: &str) -> Range<usize> {
        match self.entry(name) {
            Some((key, node)) if node.content == Content::Empty => key.span.clone(),
            Some((_, node)) => place(node),
            None => self.span.clone(),
        }
    }

    /// Text that may be absent.
    pub(crate) fn text(&mut self, name: &'static str) -> Option<String> {
        let node = self.node(name)?;
        let text = text_of(node);
        if text.is_none() {
            self.wrong_type(name, node, "text");
        }
        text
    }

    /// Text that must be there; empty if it is not.
    pub(crate) fn required_text(&mut self, name: &'static str, example: &str) -> String {
        if self.node(name).is_none() {
            self.missing(name, example);
        }
        self.text(name).unwrap_or_default()
    }

    /// Says that a key is missing.
    pub(crate) fn missing(&mut self, name: &str, example: &str) {
        if self.entries.is_empty() {
            return;
        }
        let message = format!("{} needs `{name}`", self.what);
        let span = self.span(name);
        self.error(
            "missing-key",
            span,
            message,
            format!("Add a line such as `{name}: {example}`."),
        );
    }

    /// `true` or `false`; false if absent.
    pub(crate) fn flag(&mut self, name: &'static str) -> bool {
        let Some(node) = self.node(name) else {
            return false;
        };
        match node.content {
            Content::Flag(flag) => flag,
            _ => {
                self.wrong_type(name, node, "`true` or `false`");
                false
            }
        }
    }

    /// A whole number that may be absent.
    pub(crate) fn number(&mut self, name: &'static str) -> Option<u32> {
        let node = self.node(name)?;
        let number = text_of(node).and_then(|text| text.parse().ok());
        if number.is_none() {
            self.wrong_type(name, node, "a whole number");
        }
        number
    }

    /// One of a set of names.
    pub(crate) fn named<T>(
        &mut self,
        name: &'static str,
        names: &'static [&'static str],
        read: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let text = self.text(name)?;
        let found = read(&text);
        if found.is_none() {
            let help = match did_you_mean(&text, names.iter().copied()) {
                Some(meant) => format!("Did you mean `{meant}`?"),
                None => format!("It can be {}.", list(names)),
            };
            let span = self.span(name);
            self.error("unknown-value", span, format!("`{name}` cannot be “{text}”"), help);
        }
        found
    }

    /// The items of a list; none if absent.
    pub(crate) fn items(&mut self, name: &'static str) -> &'n [Node] {
        let Some(node) = self.node(name) else {
            return &[];
        };
        if let Content::List(items) = &node.content {
            return items;
        }
        self.wrong_type(name, node, "a list: one item a line, each after a dash and a space");
        &[]
    }

    /// A list of texts.
    pub(crate) fn texts(&mut self, name: &'static str) -> Vec<String> {
        let mut texts = Vec::new();
        for node in self.items(name) {
            match text_of(node) {
                Some(text) => texts.push(text),
                None => self.wrong_type(name, node, "text in each item"),
            }
        }
        texts
    }

    fn wrong_type(&mut self, name: &str, node: &Node, wanted: &str) {
        let help = match node.content {
            Content::Flag(_) => "Put \" around it if it is meant as text.".to_owned(),
            _ => format!("Write {wanted} after `{name}:`."),
        };
        self.error("wrong-type", place(node), format!("`{name}` must be {wanted}"), help);
    }

    /// Adds an error.
    pub(crate) fn error(
        &mut self,
        rule: &'static str,
        span: Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.problems.push(Problem::error(rule, self.source, span, message, help));
    }

    /// For the parts of this thing that are read by functions of their own.
    pub(crate) fn problems(&mut self) -> &mut Vec<Problem> {
        self.problems
    }
}

/// The text of a scalar.
pub(crate) fn text_of(node: &Node) -> Option<String> {
    match &node.content {
        Content::Text(text) => Some(text.clone()),
        _ => None,
    }
}

/// Where to point: a scalar whole; for a list or a map its first key or item,
/// since a caret under ten lines helps nobody.
pub(crate) fn place(node: &Node) -> Range<usize> {
    match &node.content {
        Content::Map(entries) => {
            entries.first().map_or(node.span.clone(), |(key, _)| key.span.clone())
        }
        Content::List(items) => items.first().map_or(node.span.clone(), place),
        _ => node.span.clone(),
    }
}

/// "`a`, `b` or `c`".
pub(crate) fn list(names: &[&str]) -> String {
    let quoted: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => quoted.join(""),
    }
}
