//! The vectors that the browser runs too: what is shown, and what is an answer.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

use my_review::form::{Form, Question, ValueError, check_value, shown_questions};
use serde::Deserialize;
use serde_json::Value as Json;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Deserialize)]
struct Visible {
    name: String,
    form: Form,
    answers: BTreeMap<String, Json>,
    shown: BTreeSet<String>,
}

#[derive(Deserialize)]
struct Checked {
    name: String,
    question: Question,
    value: Json,
    valid: bool,
    #[serde(default)]
    error: Option<String>,
}

fn vectors<T: for<'de> Deserialize<'de>>(text: &str) -> Vec<T> {
    let vectors: Vec<T> = serde_json::from_str(text).expect("vectors");
    assert!(vectors.len() > 20, "only {} vectors", vectors.len());
    vectors
}

#[test]
fn the_same_questions_are_shown() {
    for vector in vectors::<Visible>(include_str!("vectors/conditions.json")) {
        let shown: BTreeSet<String> =
            shown_questions(&vector.form, &vector.answers).into_iter().map(str::to_owned).collect();
        assert_eq!(shown, vector.shown, "{}", vector.name);
    }
}

#[test]
fn the_same_values_are_answers() {
    for vector in vectors::<Checked>(include_str!("vectors/values.json")) {
        let outcome = check_value(&vector.question, &vector.value);
        assert_eq!(outcome.is_ok(), vector.valid, "{}: {outcome:?}", vector.name);
        if let (Err(error), Some(expected)) = (outcome, vector.error) {
            assert_eq!(name(error), expected, "{}", vector.name);
        }
    }
}

fn name(error: ValueError) -> &'static str {
    match error {
        ValueError::Shape => "shape",
        ValueError::Empty => "empty",
        ValueError::TooLong => "too-long",
        ValueError::UnknownOption => "unknown-option",
        ValueError::Order => "order",
        ValueError::Range => "range",
    }
}
