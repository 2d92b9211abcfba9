//! Which values answer which kind of question.
//!
//! The browser has the same rule (`browser/src/values.ts`); both sides run
//! `tests/vectors/values.json`.

use super::{Kind, NOT_SURE, Question};
use serde_json::Value as Json;
use std::collections::{BTreeMap, BTreeSet};
use thiserror::Error;

/// An answer that fits its question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// "I'm not sure".
    NotSure,
    /// Words, with LF line ends.
    Text(String),
    /// Yes (true) or no.
    YesNo(bool),
    /// The chosen options' ids: one, several in form order, or ranked.
    Options(Vec<String>),
    /// 0 to 10.
    Number(u8),
    /// A day.
    Date(jiff::civil::Date),
    /// Who should come, who should not.
    People(Vec<Person>),
    /// The child's word for each term.
    Words(BTreeMap<String, String>),
    /// `yes`, `no` or `not-sure` for each expectation.
    Expectations(BTreeMap<String, String>),
    /// The ids of attachments.
    Attachments(Vec<String>),
}

/// Someone who should come to the review, or should not.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// The name, as the child wrote it.
    pub name: String,
    /// Who that is to the child; may be empty.
    pub role: String,
    /// Whether the child wants them there.
    pub wanted: bool,
}

/// Why a value does not answer a question. Holds no part of the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ValueError {
    /// It has another shape than the kind asks for.
    #[error("the answer has another shape than the question asks for")]
    Shape,
    /// There is nothing in it.
    #[error("the answer is empty")]
    Empty,
    /// It is longer than the question's `max_length`.
    #[error("the answer is longer than the question allows")]
    TooLong,
    /// It names an option that the question does not have.
    #[error("the answer names an option that the question does not have")]
    UnknownOption,
    /// It names an option twice, or options out of order.
    #[error("the answer names an option twice or out of order")]
    Order,
    /// The number or date is out of range.
    #[error("the answer is out of range")]
    Range,
}

/// Reads a value of the response against its question.
///
/// # Errors
/// When the value is not one that the question can have.
pub fn check_value(question: &Question, value: &Json) -> Result<Value, ValueError> {
    if value.as_str() == Some(NOT_SURE) {
        return Ok(Value::NotSure);
    }
    match question.kind {
        Kind::ShortText | Kind::LongText => text(question, value),
        Kind::YesNo => yes_no(value),
        Kind::ChooseOne | Kind::Scale => one_option(question, value),
        Kind::ChooseMany => chosen(question, value),
        Kind::Rank => ranked(question, value),
        Kind::NumberScale => number(value),
        Kind::Date => date(value),
        Kind::People => people(value),
        Kind::Words => words(question, value),
        Kind::Expectations => expectations(question, value),
        Kind::Drawing | Kind::Recording | Kind::Photo => attachments(value),
    }
}

fn text(question: &Question, value: &Json) -> Result<Value, ValueError> {
    let text = value.as_str().ok_or(ValueError::Shape)?;
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    if text.trim().is_empty() {
        return Err(ValueError::Empty);
    }
    let longest = question.max_length.map_or(usize::MAX, |n| n as usize);
    if text.chars().count() > longest {
        return Err(ValueError::TooLong);
    }
    Ok(Value::Text(text))
}

fn yes_no(value: &Json) -> Result<Value, ValueError> {
    match value.as_str().ok_or(ValueError::Shape)? {
        "yes" => Ok(Value::YesNo(true)),
        "no" => Ok(Value::YesNo(false)),
        _ => Err(ValueError::UnknownOption),
    }
}

fn one_option(question: &Question, value: &Json) -> Result<Value, ValueError> {
    let id = value.as_str().ok_or(ValueError::Shape)?;
    question.option(id).ok_or(ValueError::UnknownOption)?;
    Ok(Value::Options(vec![id.to_owned()]))
}

fn chosen(question: &Question, value: &Json) -> Result<Value, ValueError> {
    let ids = options(question, value)?;
    let places: Vec<_> =
        ids.iter().map(|id| question.options.iter().position(|choice| &choice.id == id)).collect();
    if places.is_sorted() { Ok(Value::Options(ids)) } else { Err(ValueError::Order) }
}

fn ranked(question: &Question, value: &Json) -> Result<Value, ValueError> {
    options(question, value).map(Value::Options)
}

/// Distinct ids of the question's options.
fn options(question: &Question, value: &Json) -> Result<Vec<String>, ValueError> {
    let ids = texts(value)?;
    if ids.iter().any(|id| question.option(id).is_none()) {
        return Err(ValueError::UnknownOption);
    }
    distinct(ids)
}

fn texts(value: &Json) -> Result<Vec<String>, ValueError> {
    let items = value.as_array().ok_or(ValueError::Shape)?;
    if items.is_empty() {
        return Err(ValueError::Empty);
    }
    items.iter().map(|item| item.as_str().map(str::to_owned).ok_or(ValueError::Shape)).collect()
}

fn distinct(ids: Vec<String>) -> Result<Vec<String>, ValueError> {
    let unique: BTreeSet<_> = ids.iter().collect();
    if unique.len() == ids.len() { Ok(ids) } else { Err(ValueError::Order) }
}

fn number(value: &Json) -> Result<Value, ValueError> {
    let number = value.as_i64().ok_or(ValueError::Shape)?;
    match u8::try_from(number) {
        Ok(number @ 0..=10) => Ok(Value::Number(number)),
        _ => Err(ValueError::Range),
    }
}

fn date(value: &Json) -> Result<Value, ValueError> {
    let text = value.as_str().ok_or(ValueError::Shape)?;
    // ISO 8601 knows more spellings than the response does.
    let spelled = text.len() == 10
        && text.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    if !spelled {
        return Err(ValueError::Shape);
    }
    text.parse().map(Value::Date).map_err(|_| ValueError::Range)
}

fn people(value: &Json) -> Result<Value, ValueError> {
    let items = value.as_array().ok_or(ValueError::Shape)?;
    if items.is_empty() {
        return Err(ValueError::Empty);
    }
    items
        .iter()
        .map(|item| {
            // A list would be taken for a person's parts in order.
            let object = item.is_object().then(|| item.clone()).ok_or(ValueError::Shape)?;
            let person: Person = serde_json::from_value(object).map_err(|_| ValueError::Shape)?;
            if person.name.trim().is_empty() { Err(ValueError::Empty) } else { Ok(person) }
        })
        .collect::<Result<_, _>>()
        .map(Value::People)
}

fn words(question: &Question, value: &Json) -> Result<Value, ValueError> {
    let words = entries(question, value)?;
    if words.values().any(|word| word.trim().is_empty()) {
        return Err(ValueError::Empty);
    }
    Ok(Value::Words(words))
}

fn expectations(question: &Question, value: &Json) -> Result<Value, ValueError> {
    let marks = entries(question, value)?;
    let known = |mark: &String| matches!(mark.as_str(), "yes" | "no" | NOT_SURE);
    if marks.values().all(known) {
        Ok(Value::Expectations(marks))
    } else {
        Err(ValueError::UnknownOption)
    }
}

/// An object from option ids to text.
fn entries(question: &Question, value: &Json) -> Result<BTreeMap<String, String>, ValueError> {
    let entries = value.as_object().ok_or(ValueError::Shape)?;
    if entries.is_empty() {
        return Err(ValueError::Empty);
    }
    entries
        .iter()
        .map(|(id, value)| {
            question.option(id).ok_or(ValueError::UnknownOption)?;
            let value = value.as_str().ok_or(ValueError::Shape)?;
            Ok((id.clone(), value.to_owned()))
        })
        .collect()
}

fn attachments(value: &Json) -> Result<Value, ValueError> {
    distinct(texts(value)?).map(Value::Attachments)
}
