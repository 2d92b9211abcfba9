//! A response to a form that is only counted, taken apart: what was ticked and
//! what was written, with nothing that says whose it is.

use super::super::opened::Opened;
use super::answers::{fitting, lines};
use super::media;
use crate::form::{Kind, NOT_SURE, Value};

/// What was written to one question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Written {
    /// The question's id.
    pub(crate) question: String,
    /// The question.
    pub(crate) ask: String,
    /// The words.
    pub(crate) text: String,
}

/// What was written, in the order of the form. Whose words they are and who
/// helped stays behind; what does not fit the form is nothing that its page sent.
pub(crate) fn written(opened: &Opened) -> Vec<Written> {
    let Some(form) = &opened.form else { return Vec::new() };
    let words = media::words(opened);
    let mut fitting = fitting(opened, form, &words, &mut Vec::new());
    let mut written = Vec::new();
    for question in form.questions() {
        let Some((answer, value)) = fitting.remove(question.id.as_str()) else { continue };
        // Nothing is for the IRO alone in a form that no IRO gets.
        if answer.only_my_iro {
            continue;
        }
        let lines = lines(question, &value, &[], &words).into_iter();
        written.extend(lines.filter(|line| line.typed).map(|line| Written {
            question: question.id.clone(),
            ask: super::text::harmless(&question.ask),
            text: if line.label.is_empty() {
                line.text
            } else {
                format!("{}: {}", line.label, line.text)
            },
        }));
    }
    written
}

/// What was ticked: the question's id, and an option's id, a number, `yes`, `no`
/// or `not-sure`. Expectations are counted elsewhere.
pub(crate) fn ticked(opened: &Opened) -> Vec<(String, String)> {
    let Some(form) = &opened.form else { return Vec::new() };
    let fitting = fitting(opened, form, &media::words(opened), &mut Vec::new());
    let mut ticked = Vec::new();
    for question in form.questions() {
        let Some((_, value)) = fitting.get(question.id.as_str()) else { continue };
        let answers = match value {
            Value::NotSure => vec![NOT_SURE.to_owned()],
            Value::YesNo(yes) => vec![if *yes { "yes" } else { "no" }.to_owned()],
            Value::Number(number) => vec![number.to_string()],
            // What is best.
            Value::Options(ids) if question.kind == Kind::Rank => {
                ids.iter().take(1).cloned().collect()
            }
            Value::Options(ids) => ids.clone(),
            Value::Text(_)
            | Value::Date(_)
            | Value::People(_)
            | Value::Words(_)
            | Value::Expectations(_)
            | Value::Attachments(_) => Vec::new(),
        };
        ticked.extend(answers.into_iter().map(|answer| (question.id.clone(), answer)));
    }
    ticked
}
