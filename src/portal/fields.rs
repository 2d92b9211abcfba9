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
    /// Whether any key is not among those.
    has_unknown: bool,
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
        let is_unknown = |(key, _): &&(Key, Node)| !known.contains(&key.name.as_str());
        let has_unknown = entries.iter().any(|entry| is_unknown(&entry));
        let span = place(node);
        let mut fields = Self { source, what, span, entries, known, has_unknown, problems };
        if !matches!(node.content, Content::Map(_)) {
            let message = format!(
                "{what} needs keys with values, such as `{}: …`",
                thing.keys.iter().find(|key| key.required).map_or("question", |key| key.name)
            );
            fields.error("wrong-type", node.span.clone(), message, instead(thing, node));
        }
        for (key, node) in entries.iter().filter(is_unknown) {
            fields.unknown(key, node);
        }
        fields
    }

    fn unknown(&mut self, key: &Key, node: &Node) {
        let after = self.source.text.get(key.span.end..).unwrap_or_default();
        if node.content == Content::Empty && after.trim_start().starts_with(['}', ',']) {
            let message = "the comma before this ends the text, so this is read as a key";
            let help = "Put \" before and after the whole text that has the comma in it.";
            self.error("unknown-key", key.span.clone(), message, help);
            return;
        }
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
        let exactly = self.exactly(name);
        if exactly.is_some() || !self.has_unknown {
            return exactly;
        }
        let unknown = |(key, _): &&(Key, Node)| !self.known.contains(&key.name.as_str());
        self.entries.iter().filter(unknown).find(|(key, _)| self.meant(key) == Some(name))
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
        let span = self.span(name);
        let line = self.source.line_text(span.start);
        if self.exactly(name).is_some()
            && let Some((_, note)) = line.split_once(" #")
        {
            let message = format!("`{name}` has no value: what follows # is a note to yourself");
            let help = format!("If it is meant as text, write `{name}: \"#{note}\"`.");
            self.error("missing-key", span, message, help);
            return;
        }
        let help = match example {
            "" => format!(
                "Add `{name}:` and, below it, one item or more, each after a dash and a space."
            ),
            example => format!("Add a line such as `{name}: {example}`."),
        };
        self.error("missing-key", span, format!("{} needs `{name}`", self.what), help);
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
            let bare = text.trim_matches(['“', '”', '„', '‘', '’']);
            let help = match did_you_mean(&text, names.iter().copied()) {
                _ if bare != text && names.contains(&bare) => {
                    format!("Write `{name}: {bare}`. Curly quotation marks are part of the text.")
                }
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
        let help = match &node.content {
            Content::Text(text) if !text.contains('\n') => format!(
                "Write `{name}: [{text}]`, or one item a line below `{name}:`, each after a dash and a space."
            ),
            _ => format!("Write one item a line below `{name}:`, each after a dash and a space."),
        };
        self.error("wrong-type", place(node), format!("`{name}` must be a list"), help);
        &[]
    }

    /// A list of texts.
    pub(crate) fn texts(&mut self, name: &'static str) -> Vec<String> {
        let mut texts = Vec::new();
        for node in self.items(name) {
            match text_of(node) {
                Some(text) => texts.push(text),
                None => {
                    let message = format!("each item of `{name}` must be text");
                    let help = "Put \" around it.";
                    self.error("wrong-type", place(node), message, help);
                }
            }
        }
        texts
    }

    fn wrong_type(&mut self, name: &str, node: &Node, wanted: &str) {
        let help = match node.content {
            Content::Flag(_) => "Put \" around it if it is meant as text.".to_owned(),
            Content::List(_) if name == "is" || name == "is_not" => {
                "To name several answers, write `is_any_of` instead.".to_owned()
            }
            _ if wanted == "a whole number" => {
                format!("Write digits only after `{name}:`, such as 2000.")
            }
            _ if matches!(text_of(node).as_deref(), Some("yes" | "Yes" | "on")) => {
                format!("Write `{name}: true`.")
            }
            _ if matches!(text_of(node).as_deref(), Some("no" | "No" | "off")) => {
                format!("Write `{name}: false`, or take the line out.")
            }
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

/// What to write where keys are missing altogether.
fn instead(thing: &Thing, node: &Node) -> String {
    let text = text_of(node).filter(|text| text.len() < 60).unwrap_or_default();
    match thing.what {
        "an option" if !text.is_empty() => {
            let id: String = text.to_lowercase().split_whitespace().collect::<Vec<_>>().join("-");
            let id: String =
                id.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
            let id = if id.is_empty() { "my-id".to_owned() } else { id };
            format!("Write `- {{ id: {id}, label: \"{text}\" }}`.")
        }
        "a `show_if`" => {
            "Write the id of an earlier question and a test, such as `{ question: home-feel, is: sad }`.".to_owned()
        }
        _ => format!("Write one key a line: {}.", list(thing.names)),
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
