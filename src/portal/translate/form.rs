//! `forms/<lang>/*.yaml`: the words of the form of the same name, by the ids of
//! its sections, questions and options.

use super::{Over, differs, half, line};
use crate::form::{Form, Kind};
use crate::portal::fields::{Fields, place, text_of};
use crate::portal::keys::{self, TRANSLATED, Thing};
use crate::portal::yaml::{Content, Node, Step};
use crate::portal::{FormFile, form_file};
use crate::problem::{Problem, Source};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What a translated form keeps of its original.
#[derive(Clone, Debug)]
pub struct Translated {
    /// The original, whose version the translation has.
    pub original: Form,
    /// The language of the original.
    pub source: String,
    /// The texts that are still the original's, each by its [`way`].
    pub left: BTreeSet<String>,
}

impl Translated {
    /// The language of a text, if it is not that of the page.
    pub(crate) fn lang(&self, way: &str) -> &str {
        if self.left.contains(way) { &self.source } else { "" }
    }
}

/// The lists of things with ids, and what each thing is.
const NESTED: &[(&str, &Thing)] =
    &[("sections", keys::SECTION), ("questions", keys::QUESTION), ("options", keys::OPTION)];

/// What names a text of a form: the ids on the way to it and its key. Ids of
/// questions are unique in a form.
pub(crate) fn way(ids: &[&str], key: &str) -> String {
    ids.iter().fold(String::new(), |way, id| way + id + "/") + key
}

/// Reads a form's translation.
pub(super) fn read(
    over: &Over<'_>,
    original: &FormFile,
    source: &Arc<Source>,
    node: Node,
    problems: &mut Vec<Problem>,
) -> FormFile {
    let mut reader = Reader { over, original, source, texts: BTreeMap::new(), problems };
    reader.thing("the form", keys::FORM, (&original.node, &node), &mut Vec::new());
    let texts = reader.texts;
    let mut form = original.form.clone();
    let left = lay(&mut form, texts);
    let translated =
        Translated { original: original.form.clone(), source: over.source.to_owned(), left };
    FormFile {
        form,
        group: original.group,
        symbol: original.symbol.clone(),
        source: Arc::clone(source),
        node,
        signed_off: None,
        translated: Some(Box::new(translated)),
    }
}

/// Marks the expectations that a form asks about in the original's language.
pub(super) fn mark(file: &mut FormFile, is_left: impl Fn(&str) -> bool) {
    let Some(translated) = &mut file.translated else { return };
    for question in file.form.questions().filter(|one| one.kind == Kind::Expectations) {
        let left = question.options.iter().filter(|choice| is_left(&choice.id));
        translated.left.extend(left.map(|choice| way(&[&question.id, &choice.id], "label")));
    }
}

/// Whether an item says more than its id.
fn has_words(item: &Node) -> bool {
    match &item.content {
        Content::Map(entries) => entries.iter().any(|(key, _)| key.name != "id"),
        _ => false,
    }
}

struct Reader<'a, 'p> {
    over: &'a Over<'a>,
    original: &'a FormFile,
    source: &'a Arc<Source>,
    texts: BTreeMap<String, String>,
    problems: &'p mut Vec<Problem>,
}

impl Reader<'_, '_> {
    /// Compares one thing of the translation with the original's.
    fn thing(
        &mut self,
        what: &str,
        thing: &'static Thing,
        (original, node): (&Node, &Node),
        ids: &mut Vec<String>,
    ) {
        let mut fields = Fields::new(self.source, thing, node, self.problems);
        let (Content::Map(wants), Content::Map(has)) = (&original.content, &node.content) else {
            return;
        };
        let way_of = |key: &str| way(&ids.iter().map(String::as_str).collect::<Vec<_>>(), key);
        for name in thing.names.iter().copied().filter(|name| TRANSLATED.contains(name)) {
            let wanted = wants.iter().find(|(key, _)| key.name == name);
            match (fields.text(name), wanted) {
                // A recording may be there in one language only.
                (Some(text), wanted) if wanted.is_some() || name == "audio" => {
                    let site = &self.over.site.site;
                    let text = form_file::filled(site, &mut fields, name, &text);
                    self.texts.insert(way_of(name), text);
                }
                (Some(_), _) => {
                    let message = format!("{what} has no `{name}` in the original");
                    let file = &self.original.source;
                    let at = place(original).start;
                    let problem = differs(self.source, fields.span(name), message, file, at);
                    fields.problems().push(problem);
                }
                (None, Some((key, value))) if value.content != Content::Empty => {
                    if name == "audio" {
                        continue;
                    }
                    let missing = format!("the `{name}` of {what}");
                    let file = &self.original.source;
                    let span = fields.span("id");
                    let problem = half(self.source, span, &missing, file, key.span.start);
                    fields.problems().push(problem);
                }
                (None, _) => {}
            }
        }
        for (key, value) in has {
            let name = key.name.as_str();
            if TRANSLATED.contains(&name) || !thing.names.contains(&name) {
                continue;
            }
            let wanted = wants.iter().find(|(key, _)| key.name == name).map(|(_, node)| node);
            match NESTED.iter().find(|(nested, _)| *nested == name) {
                Some((_, nested)) => self.items(what, nested, (original, wanted, value), ids),
                None if wanted.is_some_and(|wanted| same(wanted, value)) => {}
                // The id of a form is its file's name, unless it says otherwise.
                None if name == "id" && text_of(value).as_deref() == Some(&self.own_id(ids)) => {}
                None => {
                    let at = place(wanted.unwrap_or(original)).start;
                    let message = format!("`{name}` of {what} differs from the original");
                    let file = &self.original.source;
                    self.problems.push(differs(self.source, place(value), message, file, at));
                }
            }
        }
        for (name, _) in NESTED {
            let there = |entries: &[(crate::portal::yaml::Key, Node)]| {
                entries
                    .iter()
                    .any(|(key, node)| key.name == *name && node.content != Content::Empty)
            };
            if there(wants) && !there(has) {
                let wanted = original.at(&[Step::Key(name)]);
                let Content::List(items) = &wanted.content else { continue };
                // Options that are ids only have no words to translate.
                if items.iter().any(has_words) {
                    let missing = format!("`{name}` of {what}");
                    let at = place(wanted).start;
                    let file = &self.original.source;
                    self.problems.push(half(self.source, place(node), &missing, file, at));
                }
            }
        }
    }

    fn own_id(&self, ids: &[String]) -> String {
        ids.last().cloned().unwrap_or_else(|| self.original.form.id.clone())
    }

    /// Compares the items of a list, which find each other by their ids.
    fn items(
        &mut self,
        what: &str,
        thing: &'static Thing,
        (parent, wanted, list): (&Node, Option<&Node>, &Node),
        ids: &mut Vec<String>,
    ) {
        let of = |node: Option<&Node>| -> Vec<Node> {
            match node.map(|node| &node.content) {
                Some(Content::List(items)) => items.clone(),
                _ => Vec::new(),
            }
        };
        let (wants, has) = (of(wanted), of(Some(list)));
        let bare = thing.what.split_once(' ').map_or(thing.what, |(_, bare)| bare);
        let mut seen = BTreeSet::new();
        for node in &has {
            let Some(id) = id_of(node) else {
                let mut fields = Fields::new(self.source, thing, node, self.problems);
                fields.missing("id", "home");
                continue;
            };
            if !seen.insert(id.clone()) {
                let at = place(node);
                let message = format!("the {bare} “{id}” is here twice");
                let help = "Keep one of the two.";
                self.problems.push(Problem::error("duplicate-id", self.source, at, message, help));
                continue;
            }
            let Some(original) = wants.iter().find(|one| id_of(one).as_ref() == Some(&id)) else {
                self.extra(what, bare, &id, node, wanted.unwrap_or(parent));
                continue;
            };
            let what = format!("the {bare} “{id}”");
            // A question's id alone says which one it is.
            let keep = std::mem::take(ids);
            if bare == "option" {
                ids.clone_from(&keep);
            }
            ids.push(id);
            self.thing(&what, thing, (original, node), ids);
            *ids = keep;
        }
        for original in &wants {
            if let Some(id) = id_of(original).filter(|id| !seen.contains(id)) {
                let what = format!("the {bare} “{id}”");
                let file = &self.original.source;
                let at = place(original).start;
                self.problems.push(half(self.source, place(list), &what, file, at));
            }
        }
    }

    /// Something that the original has not.
    fn extra(&mut self, what: &str, bare: &str, id: &str, node: &Node, near: &Node) {
        let file = &self.original.source;
        let help = format!(
            "{what} is at {}. Add the {bare} there first, or take it out here.",
            line(file, place(near).start)
        );
        let mut help = help;
        if let Some(first) = help.get_mut(0..1) {
            first.make_ascii_uppercase();
        }
        self.problems.push(Problem::error(
            "translation-differs",
            self.source,
            place(node),
            format!("the original has no {bare} “{id}”"),
            help,
        ));
    }
}

fn id_of(node: &Node) -> Option<String> {
    match &node.content {
        Content::Text(id) => Some(id.clone()),
        _ => text_of(node.at(&[Step::Key("id")])),
    }
}

/// Whether two nodes say the same, wherever they stand.
fn same(one: &Node, other: &Node) -> bool {
    match (&one.content, &other.content) {
        (Content::List(one), Content::List(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Content::Map(one), Content::Map(other)) => {
            let has = |(key, node): &(crate::portal::yaml::Key, Node)| {
                other.iter().any(|(name, value)| name.name == key.name && same(node, value))
            };
            one.len() == other.len() && one.iter().all(has)
        }
        (one, other) => one == other,
    }
}

/// Puts the texts into the form, and says which of its own are left.
fn lay(form: &mut Form, mut texts: BTreeMap<String, String>) -> BTreeSet<String> {
    let mut left = BTreeSet::new();
    let mut put = |text: &mut String, way: String| match texts.remove(&way) {
        Some(over) => *text = over,
        None if text.is_empty() => {}
        None => {
            left.insert(way);
        }
    };
    put(&mut form.title, way(&[], "title"));
    if let Some(intro) = &mut form.intro {
        put(intro, way(&[], "intro"));
    }
    for section in &mut form.sections {
        put(&mut section.title, way(&[&section.id], "title"));
        for question in &mut section.questions {
            let id = question.id.clone();
            put(&mut question.ask, way(&[&id], "ask"));
            if let Some(hint) = &mut question.hint {
                put(hint, way(&[&id], "hint"));
            }
            for choice in &mut question.options {
                if question.kind == Kind::Expectations {
                    // Its words come from the list of expectations, in this
                    // language if they are there in it.
                    choice.label.clear();
                } else {
                    put(&mut choice.label, way(&[&id, &choice.id], "label"));
                }
            }
        }
    }
    // A recording speaks one language: another's is none.
    for section in &mut form.sections {
        for question in &mut section.questions {
            question.audio = texts.remove(&way(&[&question.id], "audio"));
        }
    }
    left
}
