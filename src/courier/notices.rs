//! What the duty IRO is told about responses that go to nobody by themselves: that
//! there is an alert in one that is held, or in one that is only counted, each at
//! most once an hour; how many are held, once a day. Never a word of what is in
//! them, and never more mail because there is more junk.

use super::clock::{after, day, last_summary_hour, stamp};
use super::dispatch::hand_over;
use super::error::{Result, contained};
use super::ledger::{Delivery, DeliveryState, Kind, NewDelivery};
use super::letter::{Block, Plain, Rendered};
use super::message_id::message_id;
use super::send::{Mailer, Outcome};
use super::write::{Letter, compose_letter};
use super::{Courier, Patience, Report, concerns};
use jiff::Timestamp;
use std::collections::BTreeMap;

/// Between two notices of alerts, in seconds.
const BETWEEN_NOTICES: i64 = 3600;

/// A response with an alert is held: duty is told at once, unless duty was told
/// within the hour.
pub(super) fn alert_is_held(courier: &mut Courier, now: Timestamp) -> Result<()> {
    once_an_hour(courier, Kind::Notice, now)
}

/// There is an alert in a form that is only counted: duty is told at once, unless
/// duty was told within the hour.
pub(super) fn alert_without_name(courier: &mut Courier, now: Timestamp) -> Result<()> {
    once_an_hour(courier, Kind::Unnamed, now)
}

fn once_an_hour(courier: &mut Courier, kind: Kind, now: Timestamp) -> Result<()> {
    let lately = stamp(after(now, -BETWEEN_NOTICES));
    match courier.ledger.latest(kind, now)? {
        Some(latest) if latest > lately => Ok(()),
        _ => add(courier, kind, now),
    }
}

/// The daily summary, after eight in the morning, of what was held by then.
pub(super) fn plan(courier: &mut Courier, now: Timestamp) -> Result<()> {
    let hour = stamp(last_summary_hour(now));
    let held = courier.ledger.held()?;
    let told = courier.ledger.latest(Kind::Summary, now)?;
    if told.is_some_and(|told| told >= hour) {
        return Ok(());
    }
    let today = day(now);
    let on_duty = courier.days.is_working_day(today);
    let is_held = held.iter().any(|one| one.held_at < hour);
    if is_held || (on_duty && !concerns::of(courier, today)?.is_empty()) {
        add(courier, Kind::Summary, now)?;
    }
    Ok(())
}

fn add(courier: &mut Courier, kind: Kind, now: Timestamp) -> Result<()> {
    let duty = &courier.config.duty;
    let address = duty.email.to_string();
    let name = duty.name.clone().unwrap_or_default();
    let domain = courier.config.mail.from.email.domain();
    let id = message_id(&courier.ledger, domain, &stamp(now), &address, kind, 1)?;
    let new = NewDelivery {
        response: None,
        kind,
        part: 1,
        recipient: "duty",
        address: &address,
        name: &name,
        message_id: &id,
        maybe_sent: false,
    };
    courier.ledger.add_deliveries(None, &[new], now)
}

/// Stands before what is wrong with reviews.
const REVIEWS: &str = "These reviews need a look, by the references of the case system. The days are those of regulation 33 of the Care Planning, Placement and Case Review (England) Regulations 2010. What to do: put the date or the address right in the case system; the next export takes it from this list.";

/// A summary with nothing held in it.
fn about_reviews(
    courier: &Courier,
    mut blocks: Vec<Block>,
    concerns: Vec<String>,
) -> Result<(String, Rendered)> {
    let title = "Reviews that need a look".to_owned();
    blocks.push(Block::list(REVIEWS, concerns));
    let view = Plain { title: title.clone(), blocks };
    Ok((title, courier.templates.both("plain", &view)?))
}

/// That somebody gave an alerting answer in a form that is only counted.
fn without_name(courier: &Courier, mut blocks: Vec<Block>) -> Result<(String, Rendered)> {
    let title = "An alert in a form without names".to_owned();
    blocks.push(Block::said(
        "Somebody has sent a form that is only counted, and one of its answers is marked as an alert. The form asks for no name, so nobody can tell who it was, and nothing of what was said is in this message. The page showed them at once where to get help.",
    ));
    blocks.push(Block::said(
        "What to do: think of the children who were asked to fill the form in these days, and let those who look after them ask how they are. More than one such answer within the hour makes one message only.",
    ));
    let view = Plain { title: title.clone(), blocks };
    Ok((title, courier.templates.both("plain", &view)?))
}

/// Subject and text of a notice; nothing if there is nothing to tell any more.
pub(super) fn write(courier: &Courier, message: &Delivery) -> Result<Option<(String, Rendered)>> {
    let mut blocks = Vec::new();
    if message.maybe_sent {
        blocks.push(Block::said("You may have had this already."));
    }
    if message.kind == Kind::Unnamed {
        return without_name(courier, blocks).map(Some);
    }
    let held = courier.ledger.held()?;
    let concerns = match message.kind {
        Kind::Summary => concerns::of(courier, day(Timestamp::now()))?,
        _ => Vec::new(),
    };
    if held.is_empty() && concerns.is_empty() {
        return Ok(None);
    }
    if held.is_empty() {
        return about_reviews(courier, blocks, concerns).map(Some);
    }
    let title = if message.kind == Kind::Notice {
        blocks.push(Block::said(
            "A response has come in that could not be matched to one child, and one of its answers is marked as an alert. It is held until a person decides. Nothing of it is in this message.",
        ));
        "An alert is in a held response".to_owned()
    } else {
        let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
        for one in &held {
            *reasons.entry(&one.reason).or_default() += 1;
        }
        // Many kinds of reason are no summary.
        let shown = reasons.iter().take(50);
        blocks.push(Block::list(
            "These responses wait for a person's decision. Nothing of what they say is in this message.",
            shown.map(|(reason, count)| format!("{count}: {reason}")).collect(),
        ));
        format!("Held responses: {}", held.len())
    };
    blocks.push(Block::command(
        "What to do: ask who runs the courier to show you what is held. Decide of each whether an IRO gets it (release) or nobody (discard).",
        "my-review-courier held",
    ));
    if !concerns.is_empty() {
        blocks.push(Block::list(REVIEWS, concerns));
    }
    let view = Plain { title: title.clone(), blocks };
    Ok(Some((title, courier.templates.both("plain", &view)?)))
}

/// Sends notices and summaries. They go before the responses: a notice of an
/// alert is urgent.
pub(super) fn send(
    courier: &mut Courier,
    mailer: &mut dyn Mailer,
    patience: Patience,
    now: Timestamp,
    report: &mut Report,
) -> Result<()> {
    let due_by = patience.due_by(now);
    for message in courier.ledger.due_notices(due_by)? {
        let written = write(courier, &message)?;
        if !send_one(courier, mailer, &message, written, report)? {
            break;
        }
    }
    Ok(())
}

/// Sends a message that is about no single response, if there still is something
/// to tell. False when there is no way to the server.
pub(super) fn send_one(
    courier: &mut Courier,
    mailer: &mut dyn Mailer,
    message: &Delivery,
    written: Option<(String, Rendered)>,
    report: &mut Report,
) -> Result<bool> {
    let Some((subject, rendered)) = written else {
        let state = DeliveryState::Accepted;
        courier.ledger.ended(message, state, Some("not needed"), Timestamp::now())?;
        return Ok(true);
    };
    let letter =
        Letter { subject, rendered, urgent: matches!(message.kind, Kind::Notice | Kind::Unnamed) };
    let what = format!("the {} for {}", message.kind, message.recipient);
    let composed = contained(|| compose_letter(&courier.desk(), message, &letter, &[]))?;
    match hand_over(courier, mailer, message, &composed)? {
        Outcome::Accepted => {}
        Outcome::NoConnection(reason) => {
            courier.tell(&format!("{what} waits: {reason}"));
            report.not_sent += 1;
            return Ok(false);
        }
        Outcome::RefusedForNow(reason) | Outcome::Unknown(reason) | Outcome::Refused(reason) => {
            report.not_sent += 1;
            courier.tell(&format!("{what} was not taken: {reason}"));
        }
    }
    Ok(true)
}
