//! A form as its script needs it: without the words that stand on the page
//! anyway, where the script reads them (`browser/src/outline.ts`). A long form
//! would otherwise be sent twice.

use crate::form::{Condition, Form, Kind, Media, Question, Section};
use serde::Serialize;

/// A form without its words.
#[derive(Serialize)]
pub(super) struct Outline<'f> {
    id: &'f str,
    #[serde(rename = "for")]
    audience: &'static str,
    to: &'static str,
    sections: Vec<SectionOutline<'f>>,
}

#[derive(Serialize)]
struct SectionOutline<'f> {
    id: &'f str,
    questions: Vec<QuestionOutline<'f>>,
}

#[derive(Serialize)]
struct QuestionOutline<'f> {
    id: &'f str,
    kind: &'static str,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    required: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    options: Vec<OptionOutline<'f>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    max_length: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    media: Option<Media>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    alert: &'f [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    show_if: Option<&'f Condition>,
}

#[derive(Serialize)]
struct OptionOutline<'f> {
    id: &'f str,
    label: &'f str,
}

impl<'f> Outline<'f> {
    pub(super) fn of(form: &'f Form) -> Self {
        Self {
            id: &form.id,
            audience: form.audience.name(),
            to: form.to.name(),
            sections: form.sections.iter().map(section).collect(),
        }
    }
}

fn section(section: &Section) -> SectionOutline<'_> {
    SectionOutline { id: &section.id, questions: section.questions.iter().map(question).collect() }
}

fn question(question: &Question) -> QuestionOutline<'_> {
    // "My word for “home”" holds the term, but is not the term: only here the page
    // does not show the options as they are.
    let apart = question.kind == Kind::Words;
    QuestionOutline {
        id: &question.id,
        kind: question.kind.name(),
        required: question.required,
        options: question
            .options
            .iter()
            .filter(|_| apart)
            .map(|choice| OptionOutline { id: &choice.id, label: &choice.label })
            .collect(),
        max_length: question.max_length,
        media: question.media,
        alert: &question.alert,
        show_if: question.show_if.as_ref(),
    }
}
