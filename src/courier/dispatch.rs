//! What has its route is handed over, message by message, and recorded.

use super::ahead::Batch;
use super::errand::Errand;
use super::error::{Result, contained};
use super::ledger::{Delivery, DeliveryState, Hold, Kind, NewDelivery, ResponseRow, State};
use super::letter::Plan;
use super::message_id::message_id;
use super::send::{Mailer, Outcome};
use super::write::{Composed, Written, write};
use super::{Courier, Patience, Report};
use jiff::Timestamp;

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
    let due_by = patience.due_by(now);
    let mut turns = courier.ledger.due(due_by)?.into_iter();
    let mut present = Batch::next(courier, &mut turns, now, report)?;
    while let Some(first) = present.first() {
        if !present.is_written() {
            match mailer.ready() {
                Ok(limit) => present.write(&courier.desk(), limit),
                Err(reason) => {
                    report.not_sent += 1;
                    return not_reached(courier, first, &reason);
                }
            }
        }
        // What is large has the memory to itself.
        let is_alone = present.is_large();
        let mut next = if is_alone {
            Batch::default()
        } else {
            Batch::next(courier, &mut turns, now, report)?
        };
        let (desk, limit) = (courier.desk(), present.limit());
        let goes_on = std::thread::scope(|scope| {
            if !next.is_large() {
                scope.spawn(|| next.write(&desk, limit));
            }
            send_batch(courier, mailer, present, now, report)
        })?;
        if !goes_on {
            break;
        }
        if is_alone {
            next = Batch::next(courier, &mut turns, now, report)?;
        }
        present = next;
    }
    Ok(())
}

/// Sends what was written. False when it is time to stop: somebody asks for it,
/// or there is no way to the server.
fn send_batch(
    courier: &mut Courier,
    mailer: &mut dyn Mailer,
    batch: Batch,
    now: Timestamp,
    report: &mut Report,
) -> Result<bool> {
    for (errand, written) in batch.into_written() {
        if courier.is_stopping() {
            return Ok(false);
        }
        // Held meanwhile, as when its alert could not be sent.
        if courier.ledger.state(&errand.row.sha256)? != Some(State::Sending) {
            continue;
        }
        let sent = written.and_then(|written| send(courier, mailer, &errand, written, report));
        match sent {
            Err(fault) if fault.is_about_one_letter() => {
                let hold = Hold::new("fault", fault.to_string());
                courier.hold_back(&errand.row, &hold, now, report)?;
                report.not_sent += 1;
            }
            Err(fault) => return Err(fault),
            Ok(is_connected) => {
                settle(courier, &errand.row, report)?;
                if !is_connected {
                    // Nothing else would get through either; it all waits.
                    report.not_sent += 1;
                    return Ok(false);
                }
            }
        }
    }
    // How the last one ended does not wait for the next ones to be written.
    courier.ledger.flush()?;
    Ok(true)
}

/// Sends the messages of one kind of one response, in order. False when there
/// is no way to the server.
fn send(
    courier: &mut Courier,
    mailer: &mut dyn Mailer,
    errand: &Errand,
    mut written: Written,
    report: &mut Report,
) -> Result<bool> {
    let desk = courier.desk();
    match mailer.ready() {
        // The server is another one than when the letter was split.
        Ok(limit) if limit != written.limit && written.new_plan.is_some() => {
            written = contained(|| write(&desk, errand, limit))?;
        }
        Ok(_) => {}
        Err(reason) => {
            not_reached(courier, errand, &reason)?;
            return Ok(false);
        }
    }
    let mut messages = errand.messages.clone();
    if let Some(plan) = written.new_plan.take() {
        courier.ledger.gather()?;
        keep_plan(courier, errand, &plan)?;
        messages = courier.ledger.deliveries(&errand.row.sha256, errand.kind)?;
    }
    for message in messages.iter().filter(|message| message.is_pending()) {
        let composed = contained(|| written.message(&desk, errand, message))?;
        let outcome = hand_over(courier, mailer, message, &composed)?;
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

/// Fixes the split into messages, with the Message-ID of each, before the first
/// one goes.
fn keep_plan(courier: &mut Courier, errand: &Errand, plan: &Plan) -> Result<()> {
    let to = &errand.route.recipient;
    let address = to.mailbox.email.to_string();
    let name = to.mailbox.name.clone().unwrap_or_default();
    let domain = courier.config.mail.from.email.domain();
    let about = errand.opened.about();
    let kind = Kind::Response;
    let ids: Vec<(usize, String)> = (2..=plan.parts())
        .map(|part| {
            message_id(&courier.ledger, domain, &about, &address, kind, part).map(|id| (part, id))
        })
        .collect::<Result<_>>()?;
    let new: Vec<_> = ids
        .iter()
        .map(|(part, id)| NewDelivery {
            response: Some(&errand.row.sha256),
            kind,
            part: *part,
            recipient: &to.key,
            address: &address,
            name: &name,
            message_id: id,
            maybe_sent: errand.row.repeat,
        })
        .collect();
    courier.ledger.set_plan(&errand.row.sha256, &plan.to_text(), &new, Timestamp::now())
}

/// Writes down that there was no way to the server.
fn not_reached(courier: &mut Courier, errand: &Errand, reason: &str) -> Result<()> {
    for message in errand.pending() {
        courier.tell(&format!("{} waits: {reason}", errand.row.receipt));
        courier.ledger.put_off(message, reason, Timestamp::now())?;
    }
    Ok(())
}

/// Hands one message over; every step is in the ledger before it is taken.
pub(super) fn hand_over(
    courier: &mut Courier,
    mailer: &mut dyn Mailer,
    message: &Delivery,
    composed: &Composed,
) -> Result<Outcome> {
    let ledger = &mut courier.ledger;
    ledger.step(message, DeliveryState::Attempting, Timestamp::now())?;
    // With how the message before this one ended.
    ledger.flush()?;
    let outcome = mailer.send(&composed.envelope, &composed.bytes, &mut || {
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
