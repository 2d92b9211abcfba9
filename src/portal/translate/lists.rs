//! `content/<lang>/expectations.yaml`, `content/<lang>/words.yaml` and
//! `content/<lang>/pledges/*.yaml`.

use super::{Item, Over, Pledge, differs, half, of_nothing};
use crate::portal::fields::{Fields, place};
use crate::portal::keys::{self, Thing};
use crate::portal::yaml::{self, Content, Node};
use crate::portal::{Word, form_file, lists, slug_path};
use crate::problem::{Problem, Source};
use std::sync::Arc;

/// The list of words. Which words hurt is another matter in every language, so
/// a translation of it is a list of its own.
pub(super) fn words(
    over: &Over<'_>,
    lists: &[Arc<Source>],
    problems: &mut Vec<Problem>,
) -> Vec<Word> {
    let own = lists.iter().find(|source| is_words(over, source));
    if let Some(source) = own {
        let node = yaml::parse(source, 0..source.text.len(), problems);
        let read = |node| lists::words(&over.site.site, source, &node, problems);
        return node.map(read).unwrap_or_default();
    }
    let words = over.original.words.iter();
    words.map(|word| Word { lang: over.source.to_owned(), ..word.clone() }).collect()
}

fn is_words(over: &Over<'_>, source: &Source) -> bool {
    slug_path(&over.original_name(&source.file)) == "content/words"
}

/// The lists with their translations laid over them.
pub(super) fn overlay(
    over: &Over<'_>,
    lists: &[Arc<Source>],
    problems: &mut Vec<Problem>,
) -> (Vec<Item>, Vec<Pledge>) {
    let original = over.original;
    let mut expectations: Vec<_> =
        original.expectations.iter().map(|item| in_source(over, item)).collect();
    let mut pledges: Vec<_> = original
        .pledges
        .iter()
        .map(|pledge| Pledge {
            lang: over.source.to_owned(),
            items: pledge.items.iter().map(|item| in_source(over, item)).collect(),
            ..pledge.clone()
        })
        .collect();
    for source in lists.iter().filter(|source| !is_words(over, source)) {
        let name = over.original_name(&source.file);
        let Some(node) = yaml::parse(source, 0..source.text.len(), problems) else { continue };
        if slug_path(&name) == "content/expectations" {
            let nodes = match &node.content {
                Content::List(nodes) => nodes.as_slice(),
                _ => &[],
            };
            let whole = Whole { over, source, thing: keys::EXPECTATION };
            whole.items(&mut expectations, nodes, problems);
        } else if let Some(pledge) =
            pledges.iter_mut().find(|one| slug_path(&one.source.file) == slug_path(&name))
        {
            translate(over, pledge, source, &node, problems);
        } else {
            problems.push(of_nothing(source, &name));
        }
    }
    (expectations, pledges)
}

fn in_source(over: &Over<'_>, item: &Item) -> Item {
    Item { lang: over.source.to_owned(), ..item.clone() }
}

fn translate(
    over: &Over<'_>,
    pledge: &mut Pledge,
    source: &Arc<Source>,
    node: &Node,
    problems: &mut Vec<Problem>,
) {
    let original = Arc::clone(&pledge.source);
    let mut fields = Fields::new(source, keys::PLEDGE, node, problems);
    if fields.text("id").is_some_and(|id| id != pledge.id) {
        let message = format!("the pledge's `id` is “{}” in the original", pledge.id);
        let problem = differs(source, fields.span("id"), message, &original, 0);
        fields.problems().push(problem);
    }
    pledge.lang = String::new();
    for (name, text) in [("title", &mut pledge.title), ("by", &mut pledge.by)] {
        match fields.text(name) {
            Some(over_it) => {
                *text = form_file::filled(&over.site.site, &mut fields, name, &over_it);
            }
            None => {
                let what = format!("the `{name}` of this pledge");
                let problem = half(source, fields.span(name), &what, &original, 0);
                fields.problems().push(problem);
            }
        }
    }
    let nodes = fields.items("items");
    let whole = Whole { over, source, thing: keys::PROMISE };
    whole.items(&mut pledge.items, nodes, fields.problems());
}

/// A list of items of one file.
struct Whole<'a> {
    over: &'a Over<'a>,
    source: &'a Arc<Source>,
    thing: &'static Thing,
}

impl Whole<'_> {
    fn items(&self, items: &mut [Item], nodes: &[Node], problems: &mut Vec<Problem>) {
        for node in nodes {
            self.item(items, node, problems);
        }
        let first = nodes.first().map_or(0..0, place);
        for item in items.iter().filter(|item| !item.lang.is_empty()) {
            let what = format!("“{}”", item.id);
            let at = item.span.start;
            problems.push(half(self.source, first.clone(), &what, &item.source, at));
        }
    }

    fn item(&self, items: &mut [Item], node: &Node, problems: &mut Vec<Problem>) {
        let mut fields = Fields::new(self.source, self.thing, node, problems);
        let id = fields.required_text("id", "told-in-time");
        let Some(item) = items.iter_mut().find(|item| item.id == id) else {
            let Some(original) = items.first().filter(|_| !id.is_empty()) else { return };
            let message = format!("the original has no “{id}”");
            let span = fields.span("id");
            let problem = differs(self.source, span, message, &original.source, 0);
            fields.problems().push(problem);
            return;
        };
        let site = &self.over.site.site;
        let Some(text) = fields.text("text") else { return };
        item.lang = String::new();
        item.text = form_file::filled(site, &mut fields, "text", &text);
        match fields.text("why") {
            Some(why) => item.why = form_file::filled(site, &mut fields, "why", &why),
            None if item.why.is_empty() => {}
            None => {
                let span = fields.span("why");
                let what = format!("the `why` of “{id}”");
                let problem = half(self.source, span, &what, &item.source, item.span.start);
                fields.problems().push(problem);
            }
        }
    }
}
