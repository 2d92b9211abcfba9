//! The IRO's record of a review: the one response that sets a code. What a child
//! sends is shown beside it, as evidence, and never sets it.

use super::Courier;
use super::clock::{self, spoken};
use super::error::Result;
use super::ledger::{AnswerRow, Record, ResponseRow, Role};
use super::opened::Opened;
use super::report::Code;
use super::route::{CameBy, Route};
use crate::form::{Audience, Form, Kind, Question, Value, check_value};
use jiff::Timestamp;
use jiff::civil::Date;

/// The most lines of evidence in a letter.
const SHOWN: usize = 20;

/// How far back what the child sent is shown, in days.
const SHOWN_DAYS: i32 = 190;

/// What an IRO's form says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Says {
    code: Code,
    completed: Date,
}

/// Keeps the code that an IRO recorded by an IRO's own link.
pub(super) fn keep(
    courier: &mut Courier,
    row: &ResponseRow,
    opened: &Opened,
    route: &Route,
    now: Timestamp,
) -> Result<()> {
    let (Some(says), Some(child)) = (says(opened, route), &route.child) else {
        return Ok(());
    };
    let record = Record {
        child: &child.reference,
        iro: &child.iro,
        completed: says.completed,
        code: says.code,
        response: &row.sha256,
        came: clock::day(row.received_at),
    };
    if !courier.ledger.record(&record, now)? {
        courier.tell(&format!(
            "{}: no code is recorded, for the child has no review near the day that it gives",
            row.receipt
        ));
    }
    Ok(())
}

/// The code and the day, where a response is an IRO's record.
fn says(opened: &Opened, route: &Route) -> Option<Says> {
    let form = opened.form.as_deref()?;
    let by_iro = form.audience == Audience::Iro
        && !route.released
        && route.came_by == CameBy::Invitation(Role::Iro);
    if !by_iro {
        return None;
    }
    let code = answer(opened, form, is_code_question).and_then(|value| match value {
        Value::Options(ids) => ids.first().and_then(|id| Code::from_name(id)),
        _ => None,
    })?;
    let day = answer(opened, form, |question| question.kind == Kind::Date);
    // Without a day it is for the review that was planned, or today's.
    let completed = match day {
        Some(Value::Date(date)) => date,
        _ => route.child.as_ref()?.review_date?,
    };
    Some(Says { code, completed })
}

/// The question whose options are the codes.
fn is_code_question(question: &Question) -> bool {
    question.kind == Kind::ChooseOne
        && Code::ALL.iter().all(|code| question.option(&code.name().to_lowercase()).is_some())
}

fn answer(opened: &Opened, form: &Form, is: impl Fn(&Question) -> bool) -> Option<Value> {
    let question = form.questions().find(|question| is(question))?;
    let answer = opened.response.answers.iter().find(|one| one.question == question.id)?;
    check_value(question, &answer.value).ok()
}

/// What stands in the letter with an IRO's record: the code, and what came from
/// or for the child before.
pub(super) fn evidence(courier: &Courier, opened: &Opened, route: &Route) -> Result<Vec<String>> {
    let (Some(says), Some(child)) = (says(opened, route), &route.child) else {
        return Ok(Vec::new());
    };
    let forms = courier.ledger.known_forms()?;
    let mut came = courier.ledger.answers_of(&child.reference)?;
    came.retain(|row| {
        let days = (says.completed - row.day).get_days();
        (0..=SHOWN_DAYS).contains(&days)
            && forms.get(&row.form).is_some_and(|form| form.to == "iro" && form.audience != "iro")
    });
    came.sort_by_key(|row| std::cmp::Reverse(row.day));
    let mut notes = vec![format!(
        "You recorded {}: {}. It is counted in the annual report.",
        says.code,
        says.code.meaning()
    )];
    let of_child = came.iter().any(|row| matches!(row.role, None | Some(Role::Child)));
    if of_child && matches!(says.code, Code::NO_VIEWS | Code::THERE_WITHOUT_VIEWS) {
        notes.push(
            "A form had come from the child. Is the code right? Only your record sets it: to change it, send the record again.".to_owned(),
        );
    }
    if came.is_empty() {
        notes.push("Nothing had come by this site for this review.".to_owned());
    }
    let title = |row: &AnswerRow| forms.get(&row.form).map_or("", |form| form.title.as_str());
    notes.extend(came.iter().take(SHOWN).map(|row| {
        let by = match row.filled_in_by.as_deref() {
            Some("child") | None => "filled in alone".to_owned(),
            Some(helper) => format!("filled in with help ({helper})"),
        };
        format!(
            "Evidence: “{}” came on {}, {by}.",
            super::letter::one_line(title(row), 120),
            spoken(row.day)
        )
    }));
    Ok(notes)
}
