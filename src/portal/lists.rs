//! `content/expectations.yaml` and `content/pledges/*.yaml`.

use super::fields::{Fields, place};
use super::form_file::filled;
use super::keys::{self, Thing};
use super::yaml::{Content, Node};
use super::{Site, slug};
use crate::problem::{Problem, Source};
use serde::Serialize;
use std::ops::Range;
use std::sync::Arc;

/// One thing that children expect of a review, or that somebody promises.
#[derive(Clone, Debug, Serialize)]
pub struct Item {
    /// Unique among all expectations and promises.
    pub id: String,
    /// The words.
    pub text: String,
    /// Why it matters; may be empty.
    pub why: String,
    /// The file.
    #[serde(skip)]
    pub source: Arc<Source>,
    /// Where its id stands.
    #[serde(skip)]
    pub span: Range<usize>,
}

/// What somebody promises.
#[derive(Clone, Debug, Serialize)]
pub struct Pledge {
    /// The file's name, unless it says otherwise.
    pub id: String,
    /// Who promises.
    pub by: String,
    /// The heading.
    pub title: String,
    /// The promises.
    pub items: Vec<Item>,
}

/// Reads the list of expectations.
pub(super) fn expectations(
    site: &Site,
    source: &Arc<Source>,
    node: &Node,
    problems: &mut Vec<Problem>,
) -> Vec<Item> {
    match &node.content {
        Content::List(nodes) => {
            let item = |node| item(site, source, keys::EXPECTATION, node, problems);
            nodes.iter().map(item).collect()
        }
        Content::Empty => Vec::new(),
        _ => {
            problems.push(Problem::error(
                "wrong-type",
                source,
                place(node),
                "the expectations must be a list",
                "Start each one with a dash: `- id: told-in-time`, and below it `text: …`.",
            ));
            Vec::new()
        }
    }
}

/// Reads one pledge.
pub(super) fn pledge(
    site: &Site,
    source: &Arc<Source>,
    node: &Node,
    problems: &mut Vec<Problem>,
) -> Pledge {
    let mut fields = Fields::new(source, keys::PLEDGE, node, problems);
    let by = fields.required_text("by", "Every IRO in {council}");
    let title = fields.required_text("title", "What we promise you");
    let nodes = fields.items("items");
    if nodes.is_empty() {
        fields.missing("items", "");
    }
    Pledge {
        id: fields.text("id").unwrap_or_else(|| slug(&source.file).to_owned()),
        by: filled(site, &mut fields, "by", &by),
        title: filled(site, &mut fields, "title", &title),
        items: nodes
            .iter()
            .map(|node| item(site, source, keys::PROMISE, node, fields.problems()))
            .collect(),
    }
}

fn item(
    site: &Site,
    source: &Arc<Source>,
    thing: &'static Thing,
    node: &Node,
    problems: &mut Vec<Problem>,
) -> Item {
    let mut fields = Fields::new(source, thing, node, problems);
    let text = fields.required_text("text", "I am told in good time.");
    let why = fields.text("why").unwrap_or_default();
    Item {
        id: fields.required_text("id", "told-in-time"),
        text: filled(site, &mut fields, "text", &text),
        why: filled(site, &mut fields, "why", &why),
        source: Arc::clone(source),
        span: fields.span("id"),
    }
}
