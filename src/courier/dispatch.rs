//! Letters for what has its route: written, handed over, recorded.

use super::clock;
use super::config::named_mailbox;
use super::error::{CannotRun, Result};
use super::judge::{about, invitation};
use super::ledger::{Delivery, DeliveryState, Hold, Kind, NewDelivery, ResponseRow, State};
use super::letter::{
    Circumstances, File, Heading, LetterView, MAX_MESSAGE, Plan, Rendered, alert_values, compose,
    files, one_line,
};
use super::message_id::message_id;
use super::opened::{self, Opened};
use super::route::{CameBy, Destined, Question, Recipient, Route, route};
use super::send::{Mailer, Outcome};
use super::{Courier, Patience, Report, notices};
use jiff::Timestamp;
use lettre::message::Mailbox;
use serde::Serialize;

/// One response on its way.
struct Errand {
    row: ResponseRow,
    opened: Opened,
    route: Route,
    messages: Vec<Delivery>,
}

/// A message's words and files.
struct Letter {
    subject: String,
    rendered: Rendered,
    urgent: bool,
}

#[derive(Serialize)]
struct PartView<'p> {
    title: &'p str,
    reference: &'p str,
    part: usize,
    parts: usize,
    repeat: bool,
    files: Vec<&'p str>,
}

#[derive(Serialize)]
struct AlertView {
    child: String,
    iro: String,
    reference: String,
    repeat: bool,
    items: Vec<AlertItem>,
}

#[derive(Serialize)]
struct AlertItem {
    question: String,
    answers: Vec<String>,
}

/// Sends what has its route: alerts first.
pub(super) fn send_responses(
    courier: &mut Courier,
    mailer: &mut dyn Mailer,
    patience: Patience,
    now: Timestamp,
    report: &mut Report,
) -> Result<()> {
    let due_by = (patience == Patience::WaitForTurn).then_some(now);
    for (sha256, kind) in courier.ledger.due(due_by)? {
        if courier.is_stopping() {
            break;
        }
        let Some(row) = courier.ledger.response(&sha256)? else {
            continue;
        };
        // Held meanwhile, as when its alert found it in no state to be sent.
        if row.state != State::Sending {
            continue;
        }
        let Some(errand) = prepare(courier, row, kind, now, report)? else {
            continue;
        };
        let connected = send_messages(courier, mailer, &errand, kind, report)?;
        settle(courier, &errand.row, report)?;
        if !connected {
            // Nothing else would get through either; it all waits.
            report.not_sent += 1;
            break;
        }
    }
    Ok(())
}

/// Opens a response again and finds its way as of today. Once DATA was reached
/// the recipient stays.
fn prepare(
    courier: &mut Courier,
    row: ResponseRow,
    kind: Kind,
    now: Timestamp,
    report: &mut Report,
) -> Result<Option<Errand>> {
    let found = opened::open(&row, &courier.ledger, &courier.inbox, &courier.identities);
    let opened = match found {
        Ok(Ok(opened)) => opened,
        Ok(Err(hold)) => {
            courier.hold_back(&row, &hold, now, report)?;
            return Ok(None);
        }
        Err(trouble) => {
            courier.tell(&format!("{}: {trouble}", row.receipt));
            report.not_sent += 1;
            return Ok(None);
        }
    };
    let invitation = invitation(courier, &opened)?;
    let destined = route(&Question {
        response: &opened.response,
        form: opened.form.as_ref(),
        invitation: invitation.as_ref(),
        released_to: row.released_to.as_deref(),
        people: &courier.people,
        config: &courier.config,
        today: clock::day(now),
    });
    let letters = courier.ledger.deliveries(&row.sha256, Kind::Response)?;
    let fixed = letters.iter().find(|letter| letter.reached_data());
    let route = match (destined, fixed) {
        (Ok(Destined::To(mut route)), Some(fixed)) => {
            route.recipient = recipient(fixed)?;
            *route
        }
        (Ok(Destined::To(route)), None) => *route,
        (_, Some(fixed)) => Route {
            recipient: recipient(fixed)?,
            came_by: CameBy::Release,
            child: None,
            iro: None,
        },
        (Ok(Destined::Counted), None) => {
            let why = Some("counted");
            courier
                .ledger
                .set_state(&row.sha256, State::Delivered, why, now)?;
            return Ok(None);
        }
        (Err(hold), None) => {
            courier.hold_back(&row, &hold, now, report)?;
            if kind == Kind::Alert {
                notices::alert_is_held(courier, now)?;
            }
            return Ok(None);
        }
    };
    if fixed.is_none() {
        readdress(courier, &letters, &route, &opened, now)?;
    }
    let messages = courier.ledger.deliveries(&row.sha256, kind)?;
    Ok(Some(Errand {
        row,
        opened,
        route,
        messages,
    }))
}

/// Today's IRO may be another one than yesterday's.
fn readdress(
    courier: &mut Courier,
    letters: &[Delivery],
    route: &Route,
    opened: &Opened,
    now: Timestamp,
) -> Result<()> {
    let address = route.recipient.mailbox.email.to_string();
    let name = route.recipient.mailbox.name.clone().unwrap_or_default();
    let domain = courier.config.mail.from.email.domain().to_owned();
    for letter in letters.iter().filter(|letter| letter.address != address) {
        let id = message_id(
            &courier.ledger,
            &domain,
            &about(opened),
            &address,
            Kind::Response,
            letter.part,
        )?;
        let key = &route.recipient.key;
        courier
            .ledger
            .readdress(letter, key, &address, &name, &id, now)?;
    }
    Ok(())
}

fn recipient(delivery: &Delivery) -> Result<Recipient> {
    Ok(Recipient {
        key: delivery.recipient.clone(),
        mailbox: mailbox(delivery)?,
    })
}

fn mailbox(delivery: &Delivery) -> Result<Mailbox> {
    let email = delivery.address.parse().map_err(|_| {
        CannotRun::new(
            "The ledger holds an address that is none.",
            "put the last backup of the ledger in its place",
        )
    })?;
    Ok(named_mailbox(&delivery.name, email))
}

/// Sends the messages of one kind of one response, in order. False when there
/// is no way to the server.
fn send_messages(
    courier: &mut Courier,
    mailer: &mut dyn Mailer,
    errand: &Errand,
    kind: Kind,
    report: &mut Report,
) -> Result<bool> {
    let mut messages = errand.messages.clone();
    let mut all_files = Vec::new();
    let mut plan = None;
    if kind == Kind::Response {
        let limit = match mailer.ready() {
            Ok(limit) => limit,
            Err(reason) => {
                for message in messages.iter().filter(|message| message.is_pending()) {
                    not_reached(courier, errand, message, &reason)?;
                }
                return Ok(false);
            }
        };
        all_files = copy_and_files(courier, errand)?;
        plan = Some(fix_plan(courier, errand, &all_files, limit)?);
        messages = courier.ledger.deliveries(&errand.row.sha256, kind)?;
    }
    for message in messages.iter().filter(|message| message.is_pending()) {
        let letter = write_letter(courier, errand, message, &all_files, plan.as_ref())?;
        let attached = plan
            .as_ref()
            .map_or(&[][..], |plan| plan.files(&all_files, message.part));
        let outcome = hand_over(courier, mailer, message, letter, attached)?;
        let receipt = &errand.row.receipt;
        let recipient = &message.recipient;
        match outcome {
            Outcome::Accepted => {}
            Outcome::NoConnection(reason) => {
                courier.tell(&format!("{receipt} waits: {reason}"));
                return Ok(false);
            }
            Outcome::RefusedForNow(reason) | Outcome::Unknown(reason) => {
                report.not_sent += 1;
                courier.tell(&format!("{receipt} to {recipient} waits: {reason}"));
            }
            Outcome::Refused(reason) => {
                report.not_sent += 1;
                courier.tell(&format!("{receipt} to {recipient} was refused: {reason}"));
            }
        }
    }
    Ok(true)
}

fn not_reached(
    courier: &mut Courier,
    errand: &Errand,
    message: &Delivery,
    reason: &str,
) -> Result<()> {
    courier.tell(&format!("{} waits: {reason}", errand.row.receipt));
    let state = if message.maybe_sent {
        DeliveryState::Unknown
    } else {
        DeliveryState::RefusedForNow
    };
    let now = Timestamp::now();
    courier
        .ledger
        .step(message, DeliveryState::Attempting, now)?;
    courier.ledger.ended(message, state, Some(reason), now)
}

/// Hands one message over; every step is in the ledger before it is taken.
fn hand_over(
    courier: &mut Courier,
    mailer: &mut dyn Mailer,
    message: &Delivery,
    letter: Letter,
    attached: &[File],
) -> Result<Outcome> {
    let to = mailbox(message)?;
    let heading = Heading {
        from: &courier.config.mail.from,
        to: &to,
        subject: &letter.subject,
        message_id: &message.message_id,
        date: Timestamp::now(),
        urgent: letter.urgent,
    };
    let (envelope, bytes) = compose(&heading, letter.rendered, attached)?;
    let ledger = &mut courier.ledger;
    ledger.step(message, DeliveryState::Attempting, Timestamp::now())?;
    let outcome = mailer.send(&envelope, &bytes, &mut || {
        ledger.step(message, DeliveryState::AtData, Timestamp::now())
    })?;
    let (state, reason) = match &outcome {
        Outcome::Accepted => (DeliveryState::Accepted, None),
        Outcome::RefusedForNow(reason) | Outcome::NoConnection(reason) => {
            (DeliveryState::RefusedForNow, Some(reason.as_str()))
        }
        Outcome::Refused(reason) => (DeliveryState::Refused, Some(reason.as_str())),
        Outcome::Unknown(reason) => (DeliveryState::Unknown, Some(reason.as_str())),
    };
    courier
        .ledger
        .ended(message, state, reason, Timestamp::now())?;
    Ok(outcome)
}

/// A response is delivered when every recipient's server took every message.
fn settle(courier: &mut Courier, row: &ResponseRow, report: &mut Report) -> Result<()> {
    let (pending, refused) = courier.ledger.open_ends(&row.sha256)?;
    let now = Timestamp::now();
    if pending > 0 {
        return Ok(());
    }
    if refused.is_empty() {
        courier
            .ledger
            .set_state(&row.sha256, State::Delivered, None, now)?;
        report.delivered += 1;
        courier.tell(&format!("{} is delivered", row.receipt));
        return Ok(());
    }
    let reason = format!("the mail was refused for good: {}", refused.join("; "));
    courier.hold_back(row, &Hold::new("refused", reason), now, report)
}

/// The printable copy, if it is wanted, and the child's files.
fn copy_and_files(courier: &Courier, errand: &Errand) -> Result<Vec<File>> {
    let mut all = files(&errand.opened);
    if courier.config.copy {
        let view = view(courier, errand, &all, false, 1).without_only_my_iro();
        let html = courier.templates.one("copy.html", &view)?;
        all.insert(
            0,
            File {
                name: "copy.html".to_owned(),
                media_type: "text/html; charset=utf-8",
                content: html.into_bytes(),
                only_my_iro: false,
                note: None,
                id: String::new(),
            },
        );
    }
    Ok(all)
}

/// The split into messages: as it was fixed before the first one, or new.
fn fix_plan(
    courier: &mut Courier,
    errand: &Errand,
    all_files: &[File],
    limit: Option<u64>,
) -> Result<Plan> {
    let row = &errand.row;
    if let Some(plan) = row.plan.as_deref().and_then(Plan::parse) {
        return Ok(plan);
    }
    let view = view(courier, errand, all_files, false, 1);
    let rendered = courier.templates.both("letter", &view)?;
    // Quoted-printable can treble what is not ASCII.
    let letter = 3 * (rendered.text.len() + rendered.html.len()) as u64;
    let limit = limit.map_or(MAX_MESSAGE, |limit| limit.min(MAX_MESSAGE));
    let plan = Plan::new(letter, all_files, limit);
    let to = &errand.route.recipient;
    let address = to.mailbox.email.to_string();
    let name = to.mailbox.name.clone().unwrap_or_default();
    let domain = courier.config.mail.from.email.domain().to_owned();
    let about = about(&errand.opened);
    let ids: Vec<(usize, String)> = (2..=plan.parts())
        .map(|part| {
            let kind = Kind::Response;
            message_id(&courier.ledger, &domain, &about, &address, kind, part).map(|id| (part, id))
        })
        .collect::<Result<_>>()?;
    let new: Vec<_> = ids
        .iter()
        .map(|(part, id)| NewDelivery {
            response: Some(&row.sha256),
            kind: Kind::Response,
            part: *part,
            recipient: &to.key,
            address: &address,
            name: &name,
            message_id: id,
            maybe_sent: row.repeat,
        })
        .collect();
    let now = Timestamp::now();
    courier
        .ledger
        .set_plan(&row.sha256, &plan.to_text(), &new, now)?;
    Ok(plan)
}

fn view(
    courier: &Courier,
    errand: &Errand,
    all_files: &[File],
    repeat: bool,
    parts: usize,
) -> LetterView {
    let own: Vec<File> = all_files
        .iter()
        .filter(|file| !file.id.is_empty())
        .cloned()
        .collect();
    LetterView::new(
        &errand.opened,
        &errand.route,
        &own,
        Circumstances {
            reference: &errand.row.receipt,
            nth: errand.row.nth,
            received_at: errand.row.received_at,
            repeat,
            parts,
            copy: courier.config.copy,
        },
    )
}

fn write_letter(
    courier: &Courier,
    errand: &Errand,
    message: &Delivery,
    all_files: &[File],
    plan: Option<&Plan>,
) -> Result<Letter> {
    let Some(plan) = plan else {
        return write_alert(courier, errand, message);
    };
    let parts = plan.parts();
    let view = view(courier, errand, all_files, message.maybe_sent, parts);
    let reference = &errand.row.receipt;
    if message.part == 1 {
        let of = if parts > 1 {
            format!(" (1 of {parts})")
        } else {
            String::new()
        };
        return Ok(Letter {
            subject: format!("{} · {reference}{of}", view.title),
            rendered: courier.templates.both("letter", &view)?,
            urgent: false,
        });
    }
    let part = PartView {
        title: &view.title,
        reference,
        part: message.part,
        parts,
        repeat: message.maybe_sent,
        files: plan
            .files(all_files, message.part)
            .iter()
            .map(|file| file.name.as_str())
            .collect(),
    };
    Ok(Letter {
        subject: format!("{} · {reference} ({} of {parts})", view.title, message.part),
        rendered: courier.templates.both("part", &part)?,
        urgent: false,
    })
}

/// That answer, the child's reference and IRO, nothing else.
fn write_alert(courier: &Courier, errand: &Errand, message: &Delivery) -> Result<Letter> {
    let form = errand.opened.form.as_ref();
    let mut items = Vec::new();
    for answer in &errand.opened.response.answers {
        let question = form.and_then(|form| form.question(&answer.question));
        let Some(question) = question else { continue };
        let answers = alert_values(question, &answer.value);
        if !answers.is_empty() {
            items.push(AlertItem {
                question: question.ask.clone(),
                answers,
            });
        }
    }
    let unknown = || "not known".to_owned();
    let child = errand.route.child.as_ref();
    let iro = errand.route.iro.as_ref();
    let reference = errand.row.receipt.clone();
    let view = AlertView {
        child: child.map_or_else(unknown, |child| one_line(&child.reference, 60)),
        iro: iro.map_or_else(unknown, |iro| one_line(&iro.name, 120)),
        reference: reference.clone(),
        repeat: message.maybe_sent,
        items,
    };
    let title = form.map_or_else(String::new, |form| one_line(&form.title, 100));
    Ok(Letter {
        subject: format!("Alert: {title} · {reference}"),
        rendered: courier.templates.both("alert", &view)?,
        urgent: true,
    })
}

/// Sends notices and summaries. They go before the responses: a notice of an
/// alert is urgent.
pub(super) fn send_notices(
    courier: &mut Courier,
    mailer: &mut dyn Mailer,
    patience: Patience,
    now: Timestamp,
    report: &mut Report,
) -> Result<()> {
    let due_by = (patience == Patience::WaitForTurn).then_some(now);
    for message in courier.ledger.due_notices(due_by)? {
        let Some((subject, rendered)) = notices::write(courier, &message)? else {
            // Nothing is held any more.
            let state = DeliveryState::Accepted;
            courier
                .ledger
                .ended(&message, state, Some("not needed"), now)?;
            continue;
        };
        let letter = Letter {
            subject,
            rendered,
            urgent: message.kind == Kind::Notice,
        };
        match hand_over(courier, mailer, &message, letter, &[])? {
            Outcome::Accepted => {}
            Outcome::NoConnection(reason) => {
                courier.tell(&format!("a notice to duty waits: {reason}"));
                report.not_sent += 1;
                return Ok(());
            }
            Outcome::RefusedForNow(reason)
            | Outcome::Unknown(reason)
            | Outcome::Refused(reason) => {
                report.not_sent += 1;
                courier.tell(&format!("a notice to duty was not taken: {reason}"));
            }
        }
    }
    Ok(())
}
