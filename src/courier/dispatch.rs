//! What has its route is handed over, message by message, and recorded.

use super::clock;
use super::config::named_mailbox;
use super::error::{CannotRun, Result, contained};
use super::judge::invitation;
use super::ledger::{Delivery, DeliveryState, Hold, Kind, ResponseRow, State};
use super::letter::{File, Heading, compose};
use super::message_id::message_id;
use super::opened::{self, Opened};
use super::route::{CameBy, Destined, Question, Recipient, Route, route};
use super::send::{Mailer, Outcome};
use super::write::{Fixed, Letter, fix_plan, gather_material, write_alert, write_letter};
use super::{Courier, Patience, Report, notices, sealed};
use jiff::Timestamp;
use lettre::message::Mailbox;

/// One response on its way.
pub(super) struct Errand {
    pub(super) row: ResponseRow,
    pub(super) opened: Opened,
    pub(super) route: Route,
    messages: Vec<Delivery>,
}

/// Sends what has its route: alerts first.
pub(super) fn send_responses(
    courier: &mut Courier,
    mailer: &mut dyn Mailer,
    patience: Patience,
    now: Timestamp,
    report: &mut Report,
) -> Result<()> {
    // What a courier that was stopped had sent, and not closed.
    for row in courier.ledger.in_state(State::Sending)? {
        settle(courier, &row, report)?;
    }
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
        let connected = match send_messages(courier, mailer, &errand, kind, report) {
            Err(fault) if fault.is_about_one_letter() => {
                let hold = Hold::new("fault", fault.to_string());
                courier.hold_back(&errand.row, &hold, now, report)?;
                report.not_sent += 1;
                continue;
            }
            other => other?,
        };
        settle(courier, &errand.row, report)?;
        if kind == Kind::Alert {
            // Its letter comes later in this round.
            courier.at_hand.keep(&errand.row.sha256, errand.opened);
        }
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
    let found = match courier.at_hand.take(&row.sha256) {
        Some(opened) => Ok(Ok(opened)),
        None => opened::open(&row, &courier.ledger, &courier.inbox, &courier.identities),
    };
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
        form: opened.form.as_deref(),
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
            came_by: CameBy::Unmatched,
            released: false,
            child: None,
            iro: None,
        },
        (Ok(Destined::Counted), None) => {
            let why = Some("counted");
            courier.ledger.set_state(&row.sha256, State::Delivered, why, now)?;
            return Ok(None);
        }
        (Err(hold), None) => {
            if kind == Kind::Alert {
                notices::alert_is_held(courier, now)?;
            }
            courier.hold_back(&row, &hold, now, report)?;
            return Ok(None);
        }
    };
    if fixed.is_none() {
        readdress(courier, &letters, &route, &opened, now)?;
    }
    let messages = courier.ledger.deliveries(&row.sha256, kind)?;
    Ok(Some(Errand { row, opened, route, messages }))
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
            &opened.about(),
            &address,
            Kind::Response,
            letter.part,
        )?;
        let key = &route.recipient.key;
        courier.ledger.readdress(letter, key, &address, &name, &id, now)?;
    }
    Ok(())
}

fn recipient(delivery: &Delivery) -> Result<Recipient> {
    Ok(Recipient { key: delivery.recipient.clone(), mailbox: mailbox(delivery)? })
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
    let mut letter = None;
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
        let material = contained(|| gather_material(courier, errand))?;
        courier.ledger.gather()?;
        let fixed = contained(|| fix_plan(courier, errand, &material, limit))?;
        letter = Some((material, fixed));
        messages = courier.ledger.deliveries(&errand.row.sha256, kind)?;
    }
    for message in messages.iter().filter(|message| message.is_pending()) {
        let outcome = match &mut letter {
            Some((material, Fixed { plan, draft })) => {
                let draft = draft.take();
                let words =
                    contained(|| write_letter(courier, errand, message, material, plan, draft))?;
                let attached = plan.files(&material.files, message.part);
                hand_over(courier, mailer, message, words, attached)?
            }
            None => {
                let words = contained(|| write_alert(courier, errand, message))?;
                hand_over(courier, mailer, message, words, &[])?
            }
        };
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
    let state =
        if message.maybe_sent { DeliveryState::Unknown } else { DeliveryState::RefusedForNow };
    let now = Timestamp::now();
    courier.ledger.step(message, DeliveryState::Attempting, now)?;
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
    let (envelope, bytes) = contained(|| {
        let open = compose(&heading, letter.rendered, attached)?;
        let Some(key) = sealed::key_for(courier, message) else {
            return Ok(open);
        };
        let (note, file) = sealed::seal_message(courier, message, &letter.subject, &open.1, key)?;
        compose(&heading, note, &[file])
    })?;
    let ledger = &mut courier.ledger;
    ledger.step(message, DeliveryState::Attempting, Timestamp::now())?;
    // With how the message before this one ended.
    ledger.flush()?;
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
    if outcome == Outcome::Accepted {
        // It goes to the disk with the next step that the world can see. Should
        // the courier stop before, the message counts as perhaps sent, as it
        // would have a moment earlier.
        courier.ledger.gather()?;
    }
    courier.ledger.ended(message, state, reason, Timestamp::now())?;
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
        courier.ledger.set_state(&row.sha256, State::Delivered, None, now)?;
        report.delivered += 1;
        courier.tell(&format!("{} is delivered", row.receipt));
        return Ok(());
    }
    let reason = format!("the mail was refused for good: {}", refused.join("; "));
    courier.hold_back(row, &Hold::new("refused", reason), now, report)
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
            courier.ledger.ended(&message, state, Some("not needed"), now)?;
            continue;
        };
        let letter = Letter { subject, rendered, urgent: message.kind == Kind::Notice };
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
