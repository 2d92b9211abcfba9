//! When a question is shown.
//!
//! The browser has the same rule (`browser/src/conditions.ts`); both sides run
//! `tests/vectors/conditions.json`.

use super::{Form, Kind, Question};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use std::collections::{BTreeMap, BTreeSet};

/// A `show_if`: one test of one earlier question, or several combined.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Condition {
    /// Every one must hold.
    All {
        /// The conditions.
        all: Vec<Condition>,
    },
    /// One must hold.
    Any {
        /// The conditions.
        any: Vec<Condition>,
    },
    /// A test of one question.
    Question {
        /// The id of an earlier question.
        question: String,
        /// What its answer must be like.
        #[serde(flatten)]
        test: Test,
    },
}

impl Condition {
    /// The ids of the questions that it looks at.
    pub fn questions(&self) -> Vec<&str> {
        match self {
            Self::All { all: several } | Self::Any { any: several } => {
                several.iter().flat_map(Self::questions).collect()
            }
            Self::Question { question, .. } => vec![question],
        }
    }
}

/// A test of one answer. Numbers of a `number-scale` are written as text here
/// and compared as they would be printed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Test {
    /// The answer is this; on a `choose-many`, this is among the chosen.
    Is(String),
    /// The answer is not this. True of a question without an answer.
    IsNot(String),
    /// The answer is one of these.
    IsAnyOf(Vec<String>),
    /// There is an answer ("I'm not sure" is one), or there is none.
    Answered(bool),
}

/// The ids of the questions that are shown, given these answers.
///
/// An answer to a question that is itself hidden counts as no answer, so a
/// chain of conditions closes from the top. Answers that are empty (an empty
/// text, list or object) are no answers.
pub fn shown_questions<'f>(form: &'f Form, answers: &BTreeMap<String, Json>) -> BTreeSet<&'f str> {
    let mut shown = BTreeSet::new();
    let mut seen: BTreeMap<&str, &Question> = BTreeMap::new();
    for question in form.questions() {
        let holds = question
            .show_if
            .as_ref()
            .is_none_or(|condition| holds(condition, &seen, &shown, answers));
        if holds {
            shown.insert(question.id.as_str());
        }
        seen.insert(&question.id, question);
    }
    shown
}

fn holds(
    condition: &Condition,
    seen: &BTreeMap<&str, &Question>,
    shown: &BTreeSet<&str>,
    answers: &BTreeMap<String, Json>,
) -> bool {
    match condition {
        Condition::All { all } => all.iter().all(|c| holds(c, seen, shown, answers)),
        Condition::Any { any } => any.iter().any(|c| holds(c, seen, shown, answers)),
        Condition::Question { question, test } => {
            let answer = answers
                .get(question)
                .filter(|_| shown.contains(question.as_str()))
                .filter(|value| !is_empty(value));
            let kind = seen.get(question.as_str()).map(|question| question.kind);
            passes(test, kind, answer)
        }
    }
}

fn passes(test: &Test, kind: Option<Kind>, answer: Option<&Json>) -> bool {
    let is = |wanted: &str| answer.is_some_and(|value| matches_text(value, kind, wanted));
    match test {
        Test::Is(wanted) => is(wanted),
        Test::IsNot(wanted) => !is(wanted),
        Test::IsAnyOf(wanted) => wanted.iter().any(|wanted| is(wanted)),
        Test::Answered(expected) => answer.is_some() == *expected,
    }
}

fn matches_text(value: &Json, kind: Option<Kind>, wanted: &str) -> bool {
    match value {
        Json::String(text) => text == wanted,
        Json::Number(number) => number.to_string() == wanted,
        Json::Array(items) if kind == Some(Kind::ChooseMany) => {
            items.iter().any(|item| item.as_str() == Some(wanted))
        }
        _ => false,
    }
}

fn is_empty(value: &Json) -> bool {
    match value {
        Json::Null => true,
        Json::String(text) => text.trim().is_empty(),
        Json::Array(items) => items.is_empty(),
        Json::Object(entries) => entries.is_empty(),
        Json::Bool(_) | Json::Number(_) => false,
    }
}
