//! Ids are plain, and none stands twice where it must name one thing.

use crate::portal::{FormFile, Portal, Step};
use crate::problem::{Problem, Source};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

pub(super) fn check(portal: &Portal) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut forms = Ids::new("form");
    for file in &portal.forms {
        // A form without an id of its own has its file's name, which the rule
        // for names looks at.
        let named = !file.node.at(&[Step::Key("id")]).is_same_as(&file.node);
        if named || is_plain(&file.form.id) {
            forms.add(&file.form.id, &file.source, file.span("id"), &mut problems);
        }
        form(file, &mut problems);
    }
    let mut items = Ids::new("expectation or promise");
    let promises = portal.pledges.iter().flat_map(|pledge| &pledge.items);
    for item in portal.expectations.iter().chain(promises) {
        items.add(&item.id, &item.source, item.span.clone(), &mut problems);
    }
    problems
}

fn form(file: &FormFile, problems: &mut Vec<Problem>) {
    let mut sections = Ids::new("section");
    let mut questions = Ids::new("question");
    for (s, section) in file.form.sections.iter().enumerate() {
        sections.add(&section.id, &file.source, file.section_span(s, "id"), problems);
        for (q, question) in section.questions.iter().enumerate() {
            let span = file.question_span(s, q, "id");
            questions.add(&question.id, &file.source, span, problems);
            let mut options = Ids::new("option");
            for (o, choice) in question.options.iter().enumerate() {
                let span = file.item_span((s, q), "options", o);
                options.add(&choice.id, &file.source, span, problems);
            }
        }
    }
}

/// The ids of one kind that must differ from each other.
struct Ids {
    what: &'static str,
    seen: BTreeMap<String, (String, usize)>,
}

impl Ids {
    fn new(what: &'static str) -> Self {
        Self { what, seen: BTreeMap::new() }
    }

    fn add(
        &mut self,
        id: &str,
        source: &Arc<Source>,
        span: Range<usize>,
        problems: &mut Vec<Problem>,
    ) {
        if id.is_empty() {
            return; // Said already: the key is missing.
        }
        if !is_plain(id) {
            problems.push(Problem::error(
                "id-shape",
                source,
                span.clone(),
                format!("“{id}” cannot be an id"),
                format!("Use small letters, digits and hyphens only, such as `{}`.", plain(id)),
            ));
        }
        let (line, _) = source.line_and_column(span.start);
        if let Some((file, first)) = self.seen.get(id) {
            let place = if *file == source.file {
                format!("on line {first}")
            } else {
                format!("in {file}, line {first}")
            };
            problems.push(Problem::error(
                "duplicate-id",
                source,
                span,
                format!("the {} `{id}` is there already, {place}", self.what),
                "Give one of the two another id. If answers have come in under this id, leave the older one as it is.",
            ));
        } else {
            self.seen.insert(id.to_owned(), (source.file.clone(), line));
        }
    }
}

fn is_plain(id: &str) -> bool {
    id.len() <= 64
        && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        && id.starts_with(|c: char| c.is_ascii_alphanumeric())
}

/// What the id would be in plain characters.
pub(super) fn plain(id: &str) -> String {
    let mut plain = String::new();
    for character in id.to_lowercase().chars().take(64) {
        if character.is_ascii_alphanumeric() {
            plain.push(character);
        } else if !plain.is_empty() && !plain.ends_with('-') {
            plain.push('-');
        }
    }
    let plain = plain.trim_end_matches('-');
    if plain.is_empty() { "my-id".to_owned() } else { plain.to_owned() }
}
