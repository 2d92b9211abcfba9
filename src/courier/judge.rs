//! What is to be done with a response that is new: its route, or why there is
//! none.

use super::Courier;
use super::allocations::Child;
use super::clock::{self, after};
use super::error::{CannotRun, Result};
use super::ledger::{Facts, Hold, Invitation, Kind, NewDelivery, ResponseRow, State};
use super::letter::alerts;
use super::message_id::message_id;
use super::opened::{self, Attempt, BYTES_SIDE_BY_SIDE, Opened, Unsealed};
use super::route::{Destined, Question, Route, route, unknown_form};
use super::{Report, notices, record};
use crate::form::{Destination, Kind as QuestionKind, Token, Value, WhoFilledIn, check_value};
use jiff::Timestamp;
use std::sync::Arc;

/// How long a response waits for its form to come into the catalogue, in
/// seconds.
const WAIT_FOR_FORM: i64 = 24 * 3600;

/// The most responses of one invitation that are delivered.
const MOST_OF_ONE_INVITATION: u32 = 5;

enum Verdict {
    Hold(Hold),
    /// Its form is not known yet.
    Wait,
    /// The same response came before.
    Again,
    Counted,
    Send(Box<Route>),
}

/// Judges everything that is received and has no route yet.
pub(super) fn judge_received(
    courier: &mut Courier,
    now: Timestamp,
    report: &mut Report,
) -> Result<()> {
    let mut rows = courier.ledger.in_state(State::Received)?.into_iter();
    let identities = Arc::clone(&courier.identities);
    let (mut taken, fetched) = opened::fetch_next(&mut rows, &courier.ledger, &courier.inbox);
    let mut unsealed = opened::side_by_side(fetched, &identities);
    while !taken.is_empty() && !courier.is_stopping() {
        // What is large has the memory to itself.
        let sizes = unsealed.iter().flatten().map(|(_, bytes)| bytes);
        let is_alone = sizes.sum::<usize>() >= BYTES_SIDE_BY_SIDE;
        let mut present = taken.into_iter().zip(unsealed);
        if is_alone {
            judge_some(courier, &mut present, now, report)?;
        }
        let (next, fetched) = opened::fetch_next(&mut rows, &courier.ledger, &courier.inbox);
        taken = next;
        // These are judged while the next ones are opened.
        unsealed = std::thread::scope(|scope| {
            let opening = scope.spawn(|| opened::side_by_side(fetched, &identities));
            judge_some(courier, &mut present, now, report)?;
            opening.join().map_err(|_| CannotRun::plain("responses could not be opened"))
        })?;
        courier.ledger.flush_in_time()?;
    }
    courier.ledger.flush()
}

fn judge_some(
    courier: &mut Courier,
    some: &mut impl Iterator<Item = (ResponseRow, Unsealed)>,
    now: Timestamp,
    report: &mut Report,
) -> Result<()> {
    for (row, unsealed) in some {
        // Nobody outside has seen anything of it yet.
        courier.ledger.gather()?;
        let attempt = opened::beside_its_form(unsealed, &courier.ledger);
        judge_one(courier, &row, attempt, now, report)?;
    }
    Ok(())
}

fn judge_one(
    courier: &mut Courier,
    row: &ResponseRow,
    attempt: Attempt,
    now: Timestamp,
    report: &mut Report,
) -> Result<()> {
    let opened = match attempt {
        Ok(Ok(opened)) => opened,
        Ok(Err(hold)) => return courier.hold_back(row, &hold, now, report),
        Err(trouble) if trouble.is_about_one_letter() => {
            let hold = Hold::new("fault", trouble.to_string());
            return courier.hold_back(row, &hold, now, report);
        }
        Err(trouble) => {
            courier.tell(&format!("{}: {trouble}", row.receipt));
            return Ok(());
        }
    };
    match judge(courier, row, &opened, now)? {
        Verdict::Hold(hold) => {
            if has_alert(&opened) {
                notices::alert_is_held(courier, now)?;
            }
            courier.hold_back(row, &hold, now, report)?;
        }
        Verdict::Wait => {}
        Verdict::Again => {
            let why = Some("the same response again");
            courier.ledger.set_state(&row.sha256, State::Discarded, why, now)?;
            report.closed += 1;
        }
        Verdict::Counted => {
            if has_alert(&opened) {
                notices::alert_without_name(courier, now)?;
            }
            courier.ledger.add_to_survey(&row.sha256, now)?;
            report.closed += 1;
        }
        Verdict::Send(route) => {
            record::keep(courier, row, &opened, &route, now)?;
            give_route(courier, row, &opened, &route, now)?;
            courier.at_hand.keep(&row.sha256, Arc::new(opened));
        }
    }
    Ok(())
}

fn judge(
    courier: &mut Courier,
    row: &ResponseRow,
    opened: &Opened,
    now: Timestamp,
) -> Result<Verdict> {
    let response = &opened.response;
    let id = response.id.to_string();
    let content_hash = opened.content_hash.as_str();
    let others = courier.ledger.with_id(&id, &row.sha256)?;
    let same = |other: &ResponseRow| other.content_hash.as_deref() == Some(content_hash);
    if row.released_to.is_none() && others.iter().any(same) {
        return Ok(Verdict::Again);
    }
    let invitation = invitation(courier, opened)?;
    let mut facts = facts(courier, row, opened, invitation.as_ref(), id)?;
    if row.released_to.is_none() && !others.is_empty() {
        // Not counted among the responses of its invitation.
        facts.invitation = None;
        courier.ledger.set_facts(&row.sha256, &facts)?;
        return Ok(Verdict::Hold(Hold::new(
            "other-content",
            "another response with the same id and other answers came before",
        )));
    }
    courier.ledger.set_facts(&row.sha256, &facts)?;
    if row.released_to.is_none() {
        if opened.form.is_none() {
            return Ok(if now > after(row.received_at, WAIT_FOR_FORM) {
                Verdict::Hold(unknown_form())
            } else {
                Verdict::Wait
            });
        }
        if facts.nth > MOST_OF_ONE_INVITATION {
            return Ok(Verdict::Hold(Hold::new(
                "too-many",
                format!("it is response {} by the same link", facts.nth),
            )));
        }
    }
    Ok(match destined(courier, row, opened, invitation.as_ref(), now) {
        Ok(Destined::To(route)) => Verdict::Send(route),
        Ok(Destined::Counted) => Verdict::Counted,
        Err(hold) => Verdict::Hold(hold),
    })
}

/// Where a response goes as of today.
pub(super) fn destined(
    courier: &Courier,
    row: &ResponseRow,
    opened: &Opened,
    invitation: Option<&Invitation>,
    now: Timestamp,
) -> std::result::Result<Destined, Hold> {
    route(&Question {
        response: &opened.response,
        form: opened.form.as_deref(),
        invitation,
        released_to: row.released_to.as_deref(),
        people: &courier.people,
        config: &courier.config,
        today: clock::day(now),
    })
}

/// The invitation of a response's token, if the ledger has it.
pub(super) fn invitation(courier: &Courier, opened: &Opened) -> Result<Option<Invitation>> {
    let token = opened.response.invitation.as_deref().and_then(|typed| Token::parse(typed).ok());
    token.map_or(Ok(None), |token| courier.ledger.invitation(&token))
}

fn facts(
    courier: &Courier,
    row: &ResponseRow,
    opened: &Opened,
    invitation: Option<&Invitation>,
    response_id: String,
) -> Result<Facts> {
    let response = &opened.response;
    let form = opened.form.as_ref();
    let earlier = match invitation {
        Some(invitation) => courier.ledger.came_by(invitation.id, &row.sha256)?,
        None => 0,
    };
    let child = whose(courier, opened, invitation);
    let review = child.and_then(|child| child.review_date);
    let came = clock::day(row.received_at);
    let is_version = response.form_version.len() == 16
        && response.form_version.bytes().all(|byte| byte.is_ascii_hexdigit());
    Ok(Facts {
        response_id,
        content_hash: opened.content_hash.clone(),
        // Taken from the catalogue: what a response says here could be words.
        form: form.map(|form| form.id.clone()),
        form_version: is_version.then(|| response.form_version.clone()),
        ages: form.and_then(|form| form.ages).map(|ages| ages.to_string()),
        language: is_language(&response.language).then(|| response.language.clone()),
        filled_in_by: Some(match (&response.filled_in_by.who, &response.filled_in_by.helper) {
            (WhoFilledIn::Child, _) => "child".to_owned(),
            (WhoFilledIn::Helper, Some(helper)) => helper.role.to_string(),
            (WhoFilledIn::Helper, None) => "other".to_owned(),
        }),
        days_before_review: review.map(|review| (review - came).get_days()),
        invitation: invitation.map(|invitation| invitation.id),
        child: child.map(|child| child.reference.clone()),
        nth: earlier + 1,
        expectations: expectations(opened),
    })
}

/// The child whose response it is, as far as link, or name and birthday, tell.
/// Nobody asks this of a form that is only counted.
fn whose<'c>(
    courier: &'c Courier,
    opened: &Opened,
    invitation: Option<&Invitation>,
) -> Option<&'c Child> {
    if opened.form.as_ref().is_none_or(|form| form.to == Destination::Collect) {
        return None;
    }
    let children = &courier.people.children;
    if opened.response.invitation.is_some() {
        return invitation
            .filter(|invitation| !invitation.revoked && invitation.form == opened.response.form)
            .and_then(|invitation| children.get(&invitation.child));
    }
    let about = opened.response.about.as_ref()?;
    match children.find(&about.name, about.date_of_birth?)[..] {
        [child] => Some(child),
        _ => None,
    }
}

/// Whether this is a short BCP 47 tag and not a sentence.
fn is_language(tag: &str) -> bool {
    tag.len() <= 20
        && tag.split('-').all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
        })
}

fn expectations(opened: &Opened) -> Vec<(String, String, String)> {
    let Some(form) = &opened.form else {
        return Vec::new();
    };
    let mut marks = Vec::new();
    for answer in &opened.response.answers {
        let question = form
            .question(&answer.question)
            .filter(|question| question.kind == QuestionKind::Expectations);
        let value = question.and_then(|question| check_value(question, &answer.value).ok());
        if let Some(Value::Expectations(entries)) = value {
            marks.extend(
                entries.into_iter().map(|(item, mark)| (answer.question.clone(), item, mark)),
            );
        }
    }
    marks
}

/// Whether an answer is one that the duty IRO must see.
pub(super) fn has_alert(opened: &Opened) -> bool {
    opened.form.as_ref().is_some_and(|form| {
        opened.response.answers.iter().any(|answer| {
            form.question(&answer.question).is_some_and(|question| alerts(question, &answer.value))
        })
    })
}

/// Fixes the recipients and their Message-IDs, and gives the response its route.
fn give_route(
    courier: &mut Courier,
    row: &ResponseRow,
    opened: &Opened,
    route: &Route,
    now: Timestamp,
) -> Result<()> {
    let about = opened.about();
    let domain = courier.config.mail.from.email.domain().to_owned();
    let mut wanted =
        vec![(Kind::Response, route.recipient.key.as_str(), &route.recipient.mailbox, row.repeat)];
    if has_alert(opened) {
        wanted.insert(0, (Kind::Alert, "duty", &courier.config.duty, row.repeat));
    }
    let mut ready = Vec::new();
    for (kind, key, mailbox, repeat) in wanted {
        let address = mailbox.email.to_string();
        let id = message_id(&courier.ledger, &domain, &about, &address, kind, 1)?;
        let name = mailbox.name.clone().unwrap_or_default();
        ready.push((kind, key, address, name, id, repeat));
    }
    let new: Vec<_> = ready
        .iter()
        .map(|(kind, key, address, name, id, repeat)| NewDelivery {
            response: Some(&row.sha256),
            kind: *kind,
            part: 1,
            recipient: key,
            address,
            name,
            message_id: id,
            maybe_sent: *repeat,
        })
        .collect();
    courier.ledger.add_deliveries(Some(&row.sha256), &new, now)
}
