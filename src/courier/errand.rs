//! One response on its way: opened again, and routed as of today.

use super::config::named_mailbox;
use super::error::{CannotRun, Result, contained};
use super::judge::{destined, invitation};
use super::ledger::{Delivery, Hold, Kind, ResponseRow};
use super::message_id::message_id;
use super::opened::{Attempt, Opened};
use super::route::{CameBy, Destined, Recipient, Route};
use super::{Courier, Report, notices, record};
use jiff::Timestamp;
use lettre::message::Mailbox;
use std::sync::Arc;

/// One response on its way, and all that its letters are made of.
pub(super) struct Errand {
    pub(super) row: ResponseRow,
    /// Which of its messages are to go.
    pub(super) kind: Kind,
    pub(super) opened: Arc<Opened>,
    pub(super) route: Route,
    /// What stands in the letter with an IRO's record.
    pub(super) evidence: Vec<String>,
    /// As the ledger had them when this was prepared.
    pub(super) messages: Vec<Delivery>,
}

impl Errand {
    /// The messages that are still to go.
    pub(super) fn pending(&self) -> impl Iterator<Item = &Delivery> {
        self.messages.iter().filter(|message| message.is_pending())
    }
}

/// Finds a response's way as of today. Once DATA was reached the recipient
/// stays. Nothing if there is nothing to send, which is on record then.
pub(super) fn prepare(
    courier: &mut Courier,
    row: ResponseRow,
    kind: Kind,
    found: Attempt<Arc<Opened>>,
    now: Timestamp,
    report: &mut Report,
) -> Result<Option<Errand>> {
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
    let destined = destined(courier, &row, &opened, invitation.as_ref(), now);
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
            courier.ledger.add_to_survey(&row.sha256, now)?;
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
    let moved = fixed.is_none() && readdress(courier, &letters, &route, &opened, now)?;
    let messages = if moved || kind != Kind::Response {
        courier.ledger.deliveries(&row.sha256, kind)?
    } else {
        letters
    };
    let evidence = match contained(|| record::evidence(courier, &opened, &route)) {
        Err(fault) if fault.is_about_one_letter() => {
            let hold = Hold::new("fault", fault.to_string());
            courier.hold_back(&row, &hold, now, report)?;
            report.not_sent += 1;
            return Ok(None);
        }
        other => other?,
    };
    Ok(Some(Errand { row, kind, opened, route, evidence, messages }))
}

/// Today's IRO may be another one than yesterday's. Whether it is.
fn readdress(
    courier: &mut Courier,
    letters: &[Delivery],
    route: &Route,
    opened: &Opened,
    now: Timestamp,
) -> Result<bool> {
    let address = route.recipient.mailbox.email.to_string();
    let name = route.recipient.mailbox.name.clone().unwrap_or_default();
    let mut moved = false;
    for letter in letters.iter().filter(|letter| letter.address != address) {
        let id = message_id(
            &courier.ledger,
            courier.config.mail.from.email.domain(),
            &opened.about(),
            &address,
            Kind::Response,
            letter.part,
        )?;
        let key = &route.recipient.key;
        courier.ledger.readdress(letter, key, &address, &name, &id, now)?;
        moved = true;
    }
    Ok(moved)
}

fn recipient(delivery: &Delivery) -> Result<Recipient> {
    Ok(Recipient { key: delivery.recipient.clone(), mailbox: mailbox(delivery)? })
}

/// Who a message goes to.
pub(super) fn mailbox(delivery: &Delivery) -> Result<Mailbox> {
    let email = delivery.address.parse().map_err(|_| {
        CannotRun::new(
            "The ledger holds an address that is none.",
            "put the last backup of the ledger in its place",
        )
    })?;
    Ok(named_mailbox(&delivery.name, email))
}
