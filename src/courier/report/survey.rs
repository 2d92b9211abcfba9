//! What was ticked in forms that are only counted.

use super::{Named, Period};
use crate::courier::error::Result;
use crate::courier::ledger::{AnswerRow, KnownForm, Ledger};
use crate::form::{Destination, Kind, NOT_SURE, Question};
use serde::Serialize;
use std::collections::BTreeMap;

/// The answers to one form.
#[derive(Debug, Serialize)]
pub(crate) struct Survey {
    pub(crate) id: String,
    pub(crate) title: String,
    /// Responses that came in the period.
    pub(crate) responses: u64,
    pub(crate) questions: Vec<Asked>,
}

/// The answers to one question.
#[derive(Debug, Serialize)]
pub(crate) struct Asked {
    pub(crate) id: String,
    pub(crate) ask: String,
    /// In the order of the form.
    pub(crate) answers: Vec<Named>,
}

/// The surveys that anybody answered in a period. Ticks count on the day on
/// which they were counted.
pub(super) fn of(
    ledger: &Ledger,
    period: Period,
    rows: &[&AnswerRow],
    forms: &BTreeMap<String, KnownForm>,
) -> Result<Vec<Survey>> {
    let mut ticks: BTreeMap<(String, String), BTreeMap<String, u64>> = BTreeMap::new();
    for count in ledger.survey_counts()? {
        if period.holds(count.counted_on) {
            let answers = ticks.entry((count.form, count.question)).or_default();
            *answers.entry(count.answer).or_default() += count.responses;
        }
    }
    let collected = forms.iter().filter(|(_, form)| form.to == Destination::Collect.name());
    let mut surveys = Vec::new();
    for (id, form) in collected {
        let responses = rows.iter().filter(|row| row.form == *id).count() as u64;
        let mut asked = |question: &Question| {
            let counts = ticks.remove(&(id.clone(), question.id.clone()))?;
            let answers = answers(question, counts);
            Some(Asked { id: question.id.clone(), ask: question.ask.clone(), answers })
        };
        let questions: Vec<_> = form.questions.iter().filter_map(&mut asked).collect();
        if responses > 0 || !questions.is_empty() {
            surveys.push(Survey {
                id: id.clone(),
                title: form.title.clone(),
                responses,
                questions,
            });
        }
    }
    Ok(surveys)
}

/// Every answer that could be given, with how often it was; then those that an
/// earlier version of the form had.
fn answers(question: &Question, mut counts: BTreeMap<String, u64>) -> Vec<Named> {
    let first = if question.kind == Kind::Rank { "First: " } else { "" };
    let mut known: Vec<(String, String)> = match question.kind {
        Kind::YesNo => vec![("yes".into(), "Yes".into()), ("no".into(), "No".into())],
        Kind::NumberScale => (0..=10).map(|n| (n.to_string(), n.to_string())).collect(),
        _ => {
            let options = question.options.iter();
            options.map(|one| (one.id.clone(), format!("{first}{}", one.label))).collect()
        }
    };
    if counts.contains_key(NOT_SURE) {
        known.push((NOT_SURE.to_owned(), "I'm not sure".to_owned()));
    }
    let gone: Vec<String> =
        counts.keys().filter(|id| known.iter().all(|(known, _)| known != *id)).cloned().collect();
    known.extend(gone.into_iter().map(|id| (id.clone(), id)));
    known
        .into_iter()
        .map(|(id, name)| Named { count: counts.remove(&id).unwrap_or_default(), id, name })
        .collect()
}
