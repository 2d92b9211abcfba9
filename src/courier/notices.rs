//! What the duty IRO is told about held responses: that there is an alert among
//! them, at most once an hour; how many there are, once a day. Never a word of
//! what is in them, and never more mail because there is more junk.

use super::clock::{after, day, last_summary_hour, stamp};
use super::error::Result;
use super::ledger::{Delivery, Kind, NewDelivery};
use super::letter::Rendered;
use super::message_id::message_id;
use super::{Courier, concerns};
use jiff::Timestamp;
use serde::Serialize;
use std::collections::BTreeMap;

/// Between two notices of alerts, in seconds.
const BETWEEN_NOTICES: i64 = 3600;

#[derive(Serialize)]
struct View {
    title: String,
    paragraphs: Vec<String>,
}

/// A response with an alert is held: duty is told at once, unless duty was told
/// within the hour.
pub(super) fn alert_is_held(courier: &mut Courier, now: Timestamp) -> Result<()> {
    let lately = stamp(after(now, -BETWEEN_NOTICES));
    match courier.ledger.latest(Kind::Notice, now)? {
        Some(latest) if latest > lately => Ok(()),
        _ => add(courier, Kind::Notice, now),
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
    mut paragraphs: Vec<String>,
    concerns: Vec<String>,
) -> Result<(String, Rendered)> {
    let title = "Reviews that need a look".to_owned();
    paragraphs.push(REVIEWS.to_owned());
    paragraphs.extend(concerns);
    let view = View { title: title.clone(), paragraphs };
    Ok((title, courier.templates.both("plain", &view)?))
}

/// Subject and text of a notice; nothing if there is nothing to tell any more.
pub(super) fn write(courier: &Courier, message: &Delivery) -> Result<Option<(String, Rendered)>> {
    let held = courier.ledger.held()?;
    let concerns = match message.kind {
        Kind::Summary => concerns::of(courier, day(Timestamp::now()))?,
        _ => Vec::new(),
    };
    if held.is_empty() && concerns.is_empty() {
        return Ok(None);
    }
    let mut paragraphs = Vec::new();
    if message.maybe_sent {
        paragraphs.push("You may have had this already.".to_owned());
    }
    if held.is_empty() {
        return about_reviews(courier, paragraphs, concerns).map(Some);
    }
    let what_to_do = "What to do: ask who runs the courier for `my-review-courier held`, and decide each with `release` or `discard`.";
    let title = if message.kind == Kind::Notice {
        paragraphs.push(
            "A response has come in that could not be matched to one child, and one of its answers is marked as an alert. It is held until a person decides. Nothing of it is in this message.".to_owned(),
        );
        "An alert is in a held response".to_owned()
    } else {
        let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
        for one in &held {
            *reasons.entry(&one.reason).or_default() += 1;
        }
        paragraphs.push(
            "These responses wait for a person's decision. Nothing of what they say is in this message.".to_owned(),
        );
        // Many kinds of reason are no summary.
        let shown = reasons.iter().take(50);
        paragraphs.extend(shown.map(|(reason, count)| format!("{count}: {reason}")));
        format!("Held responses: {}", held.len())
    };
    paragraphs.push(what_to_do.to_owned());
    if !concerns.is_empty() {
        paragraphs.push(REVIEWS.to_owned());
        paragraphs.extend(concerns);
    }
    let view = View { title: title.clone(), paragraphs };
    Ok(Some((title, courier.templates.both("plain", &view)?)))
}
