//! Answers beside their questions. Question texts and labels come from the
//! courier's own copy of the form, never from the response.

use super::super::opened::Opened;
use super::media::{self, File};
use super::text::{harmless, indented, one_line};
use crate::courier::clock::spoken;
use crate::form::{
    Answer, Audience, Form, Kind, NOT_SURE, Question, Section, Value, WhoseWords, check_value,
    shown_questions,
};
use serde::Serialize;
use serde_json::Value as Json;
use std::collections::{BTreeMap, BTreeSet};

/// One answer, as the letter shows it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Item {
    pub(crate) question: String,
    pub(crate) lines: Vec<Line>,
    /// Whose words it is in.
    pub(crate) words: &'static str,
    pub(crate) only_my_iro: bool,
    pub(crate) alert: bool,
    /// Why it does not fit the form.
    pub(crate) note: Option<&'static str>,
}

/// One line of an answer.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Line {
    /// Ours; may be empty.
    pub(crate) label: String,
    /// The answer.
    pub(crate) text: String,
    /// Whether somebody typed it.
    pub(crate) typed: bool,
    /// As the plain text shows it.
    pub(crate) plain: String,
}

/// The answers under a heading.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct SectionView {
    pub(crate) title: String,
    pub(crate) items: Vec<Item>,
}

/// All answers, sorted.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sorted {
    pub(crate) alerts: Vec<Item>,
    /// What is to be settled before the meeting.
    pub(crate) wishes: Vec<SectionView>,
    pub(crate) only_my_iro: Vec<SectionView>,
    pub(crate) sections: Vec<SectionView>,
    pub(crate) misfits: Vec<Item>,
}

/// Sorts a response's answers. None is lost: what does not fit the form comes
/// under a heading of its own.
pub(crate) fn sort(opened: &Opened, files: &[File]) -> Sorted {
    let mut sorted = Sorted::default();
    let words = media::words(opened);
    let Some(form) = &opened.form else {
        let why = "the courier does not know this form";
        let answers = opened.response.answers.iter();
        sorted.add_misfits(answers.map(|answer| misfit(answer, None, &words, why)).collect());
        return sorted;
    };
    let mut misfits = Vec::new();
    let mut fitting = fitting(opened, form, &words, &mut misfits);
    for section in &form.sections {
        let mut open = SectionView::new(&section.title);
        let mut only = SectionView::new(&section.title);
        for question in &section.questions {
            let Some((answer, value)) = fitting.remove(question.id.as_str()) else {
                continue;
            };
            let item = item(form, question, answer, lines(question, &value, files, &words));
            if item.alert {
                sorted.alerts.push(item.clone());
            }
            let place = if item.only_my_iro { &mut only } else { &mut open };
            place.items.push(item);
        }
        let is_wish = form.audience != Audience::Iro && is_about_the_meeting(section);
        let place = if is_wish { &mut sorted.wishes } else { &mut sorted.sections };
        place.extend(open.unless_empty());
        sorted.only_my_iro.extend(only.unless_empty());
    }
    sorted.add_misfits(misfits);
    sorted
}

impl Sorted {
    fn add_misfits(&mut self, misfits: Vec<Item>) {
        let mut only = SectionView::new("Answers that don't fit this form");
        for item in misfits {
            if item.alert {
                self.alerts.push(item.clone());
            }
            let place = if item.only_my_iro { &mut only.items } else { &mut self.misfits };
            place.push(item);
        }
        self.only_my_iro.extend(only.unless_empty());
    }
}

impl SectionView {
    fn new(title: &str) -> Self {
        Self { title: one_line(title, 200), items: Vec::new() }
    }

    fn unless_empty(self) -> Option<Self> {
        (!self.items.is_empty()).then_some(self)
    }
}

/// Whether a section holds wishes for the meeting, which the IRO has to settle
/// before it: it asks who should come, or is called so. What an IRO records
/// about a meeting is none.
fn is_about_the_meeting(section: &Section) -> bool {
    section.id == "meeting"
        || section.id.ends_with("-meeting")
        || section.questions.iter().any(|question| question.kind == Kind::People)
}

/// The answers that fit, by question; the others become misfits.
pub(super) fn fitting<'o>(
    opened: &'o Opened,
    form: &'o Form,
    words: &BTreeMap<&str, String>,
    misfits: &mut Vec<Item>,
) -> BTreeMap<&'o str, (&'o Answer, Value)> {
    let answers = &opened.response.answers;
    let mut values: BTreeMap<String, Json> = BTreeMap::new();
    for answer in answers {
        values.entry(answer.question.clone()).or_insert_with(|| answer.value.clone());
    }
    let shown: BTreeSet<&str> = shown_questions(form, &values);
    let mut fitting: BTreeMap<&str, (&Answer, Value)> = BTreeMap::new();
    for answer in answers {
        let Some(question) = form.question(&answer.question) else {
            misfits.push(misfit(answer, None, words, "the form has no such question"));
            continue;
        };
        let why = match check_value(question, &answer.value) {
            Err(_) => "the answer is not one that the question can have",
            Ok(_) if !shown.contains(question.id.as_str()) => {
                "the form does not ask this after the other answers"
            }
            Ok(_) if fitting.contains_key(question.id.as_str()) => {
                "there is another answer to the same question"
            }
            Ok(value) => {
                fitting.insert(&question.id, (answer, value));
                continue;
            }
        };
        misfits.push(misfit(answer, Some(question), words, why));
    }
    fitting
}

fn misfit(
    answer: &Answer,
    question: Option<&Question>,
    words: &BTreeMap<&str, String>,
    why: &'static str,
) -> Item {
    let ids = answer.value.as_array().into_iter().flatten().filter_map(Json::as_str);
    let written = ids.filter_map(|id| words.get(id));
    let text = match &answer.value {
        Json::String(text) => text.clone(),
        other => serde_json::to_string_pretty(other).unwrap_or_default(),
    };
    Item {
        question: question.map_or_else(
            || format!("“{}”", one_line(&answer.question, 100)),
            |question| harmless(&question.ask),
        ),
        lines: std::iter::once(&text)
            .chain(written)
            .map(|text| Line::typed(String::new(), text))
            .collect(),
        words: whose(answer.words, None),
        only_my_iro: answer.only_my_iro,
        alert: question.is_some_and(|question| alerts(question, &answer.value)),
        note: Some(why),
    }
}

fn item(form: &Form, question: &Question, answer: &Answer, lines: Vec<Line>) -> Item {
    Item {
        question: harmless(&question.ask),
        lines,
        words: whose(answer.words, Some(form.audience)),
        only_my_iro: answer.only_my_iro,
        alert: alerts(question, &answer.value),
        note: None,
    }
}

/// Whether an answer is one that the duty IRO must see. A value that does not
/// fit, or a question that is hidden, makes no difference to a child in danger.
pub(crate) fn alerts(question: &Question, value: &Json) -> bool {
    !alert_values(question, value).is_empty()
}

/// The alerting parts of an answer, as the duty IRO reads them.
pub(crate) fn alert_values(question: &Question, value: &Json) -> Vec<String> {
    let spoken = |text: &str| match question.kind {
        Kind::YesNo => yes_or_no(text).to_owned(),
        _ => label(question, text),
    };
    let alerting = |text: &str| question.alert.iter().any(|value| value == text);
    match value {
        Json::String(text) if alerting(text) => vec![spoken(text)],
        Json::Number(number) if alerting(&number.to_string()) => vec![number.to_string()],
        Json::Array(items) => items
            .iter()
            .filter_map(Json::as_str)
            .filter(|text| alerting(text))
            .map(spoken)
            .collect(),
        Json::Object(entries) => entries
            .iter()
            .filter_map(|(id, mark)| Some((id, mark.as_str()?)))
            .filter(|(_, mark)| alerting(mark))
            .map(|(id, mark)| format!("{}: {}", yes_or_no(mark), label(question, id)))
            .collect(),
        _ => Vec::new(),
    }
}

fn label(question: &Question, id: &str) -> String {
    match question.option(id) {
        Some(choice) => harmless(&choice.label),
        None if id == NOT_SURE => "I'm not sure".to_owned(),
        None => one_line(id, 100),
    }
}

fn yes_or_no(mark: &str) -> &'static str {
    match mark {
        "yes" => "Yes",
        "no" => "No",
        NOT_SURE => "Not sure",
        _ => "(something else)",
    }
}

impl Line {
    fn ours(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { label: String::new(), plain: indented(&text), text, typed: false }
    }

    fn typed(label: String, text: &str) -> Self {
        let text = harmless(text);
        let plain =
            if label.is_empty() { indented(&text) } else { indented(&format!("{label}: {text}")) };
        Self { label, text, typed: true, plain }
    }
}

pub(super) fn lines(
    question: &Question,
    value: &Value,
    files: &[File],
    words: &BTreeMap<&str, String>,
) -> Vec<Line> {
    match value {
        Value::NotSure => vec![Line::ours("I'm not sure")],
        Value::Text(text) => vec![Line::typed(String::new(), text)],
        Value::YesNo(yes) => vec![Line::ours(if *yes { "Yes" } else { "No" })],
        Value::Options(ids) if question.kind == Kind::Rank => ids
            .iter()
            .enumerate()
            .map(|(at, id)| Line::ours(format!("{}. {}", at + 1, label(question, id))))
            .collect(),
        Value::Options(ids) => ids.iter().map(|id| Line::ours(label(question, id))).collect(),
        Value::Number(number) => vec![Line::ours(format!("{number} (0 is lowest, 10 highest)"))],
        Value::Date(date) => vec![Line::ours(spoken(*date))],
        Value::People(people) => people
            .iter()
            .map(|person| {
                let label = if person.wanted { "Should come" } else { "Should not come" };
                let who = if person.role.trim().is_empty() {
                    person.name.clone()
                } else {
                    format!("{} ({})", person.name, person.role)
                };
                Line::typed(label.to_owned(), &who)
            })
            .collect(),
        Value::Words(words) => question
            .options
            .iter()
            .filter_map(|choice| Some((choice, words.get(&choice.id)?)))
            .map(|(choice, word)| Line::typed(harmless(&choice.label), word))
            .collect(),
        Value::Expectations(marks) => question
            .options
            .iter()
            .filter_map(|choice| Some((choice, marks.get(&choice.id)?)))
            .map(|(choice, mark)| {
                // The mark first: the sentence has a full stop of its own.
                Line::ours(format!("{}: {}", yes_or_no(mark), harmless(&choice.label)))
            })
            .collect(),
        Value::Attachments(ids) => {
            let written = ids.iter().filter_map(|id| words.get(id.as_str()));
            let attached = media::names(files, words, value).into_iter();
            written
                .map(|text| Line::typed(String::new(), text))
                .chain(attached.map(|name| Line::ours(format!("attached as {name}"))))
                .collect()
        }
    }
}

fn whose(words: WhoseWords, audience: Option<Audience>) -> &'static str {
    let child = matches!(audience, None | Some(Audience::Child | Audience::Everyone));
    match (words, child) {
        (WhoseWords::Own, _) if audience == Some(Audience::Iro) => "The IRO's words",
        (WhoseWords::Own, true) => "The child's own words",
        (WhoseWords::Own, false) => "Their own words",
        (WhoseWords::WrittenForMe, true) => "The child said it, someone else wrote it",
        (WhoseWords::WrittenForMe, false) => "They said it, someone else wrote it",
        (WhoseWords::Helper, _) => "The helper's view",
    }
}
