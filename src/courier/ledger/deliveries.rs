//! One row a message and recipient; each step is committed before the world can
//! see it.

use super::responses::{State, set_state};
use super::stored::stored;
use super::{Ledger, event};
use crate::courier::clock::{after, stamp};
use crate::courier::error::Result;
use jiff::Timestamp;
use rusqlite::{Connection, Row};

/// Waits between attempts, in seconds: soon at first, then once an hour.
const BACK_OFF: [i64; 6] = [15, 60, 180, 600, 1800, 3600];

/// The longest of them. What is due even later was written down while the clock
/// was wrong.
const LONGEST_WAIT: i64 = BACK_OFF[BACK_OFF.len() - 1];

stored! {
    /// How far a message came.
    pub(crate) enum DeliveryState {
        /// Its recipient and Message-ID are fixed.
        Composed = "composed",
        /// The server is being talked to.
        Attempting = "attempting",
        /// The server may have the message from here on.
        AtData = "at-data",
        /// The server answered 250 to the final dot.
        Accepted = "accepted",
        /// The server, or the way to it, was not ready.
        RefusedForNow = "refused-for-now",
        /// The server will not have it.
        Refused = "refused",
        /// It stopped between DATA and the answer.
        Unknown = "unknown",
    }
}

stored! {
    /// What a message is for.
    pub(crate) enum Kind {
        /// The letter to the IRO.
        Response = "response",
        /// An answer that the duty IRO must see at once.
        Alert = "alert",
        /// That such an answer is in a held response.
        Notice = "notice",
        /// That such an answer was given in a form that is only counted, and
        /// that nobody can tell by whom.
        Unnamed = "unnamed",
        /// What is held, once a day.
        Summary = "summary",
        /// What was written in a form that is only counted.
        Survey = "survey",
    }
}

/// One message to one recipient.
#[derive(Clone, Debug)]
pub(crate) struct Delivery {
    pub(crate) id: i64,
    pub(crate) response: Option<String>,
    pub(crate) kind: Kind,
    /// From 1.
    pub(crate) part: usize,
    /// An IRO's id, or the name of a role in courier.yaml.
    pub(crate) recipient: String,
    pub(crate) address: String,
    pub(crate) name: String,
    pub(crate) message_id: String,
    pub(crate) state: DeliveryState,
    /// Whether the recipient may have had it already.
    pub(crate) maybe_sent: bool,
}

/// What is needed to make a row.
pub(crate) struct NewDelivery<'d> {
    pub(crate) response: Option<&'d str>,
    pub(crate) kind: Kind,
    pub(crate) part: usize,
    pub(crate) recipient: &'d str,
    pub(crate) address: &'d str,
    pub(crate) name: &'d str,
    pub(crate) message_id: &'d str,
    pub(crate) maybe_sent: bool,
}

const COLUMNS: &str =
    "id, response, kind, part, recipient, address, name, message_id, state, maybe_sent";

const PENDING: &str = "state NOT IN ('accepted', 'refused')";

fn read(row: &Row<'_>) -> rusqlite::Result<Delivery> {
    Ok(Delivery {
        id: row.get(0)?,
        response: row.get(1)?,
        kind: row.get(2)?,
        part: row.get(3)?,
        recipient: row.get(4)?,
        address: row.get(5)?,
        name: row.get(6)?,
        message_id: row.get(7)?,
        state: row.get(8)?,
        maybe_sent: row.get(9)?,
    })
}

impl Delivery {
    /// Whether the recipient can no longer be changed.
    pub(crate) fn reached_data(&self) -> bool {
        self.maybe_sent
            || matches!(
                self.state,
                DeliveryState::AtData | DeliveryState::Accepted | DeliveryState::Unknown
            )
    }

    /// Whether there is something left to do.
    pub(crate) fn is_pending(&self) -> bool {
        !matches!(self.state, DeliveryState::Accepted | DeliveryState::Refused)
    }
}

impl Ledger {
    /// What a courier left half done when it was stopped: what was at DATA may
    /// have arrived, what was before has not.
    pub(crate) fn recover(&mut self, now: Timestamp) -> Result<()> {
        let who = self.who.clone();
        let change = self.write()?;
        let left: Vec<Delivery> = change
            .prepare(&format!(
                "SELECT {COLUMNS} FROM delivery WHERE state IN ('attempting', 'at-data')"
            ))?
            .query_map([], read)?
            .collect::<rusqlite::Result<_>>()?;
        for delivery in left {
            let maybe = delivery.state == DeliveryState::AtData;
            let state = if maybe { DeliveryState::Unknown } else { DeliveryState::RefusedForNow };
            change.execute(
                "UPDATE delivery SET state = ?1, maybe_sent = maybe_sent OR ?2, next_attempt_at = ?3 WHERE id = ?4",
                (state.name(), maybe, stamp(now), delivery.id),
            )?;
            let detail = format!("{}: the courier was stopped", describe(&delivery));
            event(&change, now, delivery.response.as_deref(), state.name(), Some(&detail), &who)?;
        }
        change.commit()?;
        Ok(())
    }

    /// Adds messages, and gives a response its route, in one step.
    pub(crate) fn add_deliveries(
        &mut self,
        route: Option<&str>,
        new: &[NewDelivery<'_>],
        now: Timestamp,
    ) -> Result<()> {
        let who = self.who.clone();
        let change = self.write()?;
        insert(&change, new, now, &who)?;
        if let Some(sha256) = route {
            set_state(&change, sha256, State::Sending, None, now, &who)?;
        }
        change.commit()?;
        Ok(())
    }

    /// Fixes the split of a response into messages, with the messages beyond
    /// the first, in one step.
    pub(crate) fn set_plan(
        &mut self,
        sha256: &str,
        plan: &str,
        new: &[NewDelivery<'_>],
        now: Timestamp,
    ) -> Result<()> {
        let who = self.who.clone();
        let change = self.write()?;
        change
            .prepare_cached("UPDATE response SET plan = ?2 WHERE sha256 = ?1")?
            .execute([sha256, plan])?;
        insert(&change, new, now, &who)?;
        change.commit()?;
        Ok(())
    }

    /// Gives the messages of a response that nobody has seen yet another
    /// recipient.
    pub(crate) fn readdress(
        &mut self,
        delivery: &Delivery,
        recipient: &str,
        address: &str,
        name: &str,
        message_id: &str,
        now: Timestamp,
    ) -> Result<()> {
        let who = self.who.clone();
        let change = self.write()?;
        change.execute(
            "UPDATE delivery SET recipient = ?2, address = ?3, name = ?4, message_id = ?5 WHERE id = ?1",
            (delivery.id, recipient, address, name, message_id),
        )?;
        let detail = format!("{}: now {recipient}", describe(delivery));
        event(&change, now, delivery.response.as_deref(), "readdressed", Some(&detail), &who)?;
        change.commit()?;
        Ok(())
    }

    /// The messages of a response, in order.
    pub(crate) fn deliveries(&self, sha256: &str, kind: Kind) -> Result<Vec<Delivery>> {
        let mut query = self.connection.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM delivery WHERE response = ?1 AND kind = ?2 ORDER BY part"
        ))?;
        let rows = query.query_map([sha256, kind.name()], read)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The responses, by kind of message, that have something to send: alerts
    /// first, then in the order in which they came. With `due_by`, only what
    /// has waited out its back-off.
    pub(crate) fn due(&self, due_by: Option<Timestamp>) -> Result<Vec<(String, Kind)>> {
        let mut query = self.connection.prepare(&format!(
            "SELECT d.response, d.kind FROM delivery d JOIN response r ON r.sha256 = d.response
             WHERE d.{PENDING} AND r.state = 'sending'
             AND (d.next_attempt_at <= ?1 OR d.next_attempt_at > ?2)
             GROUP BY d.response, d.kind ORDER BY d.kind = 'alert' DESC, r.received_at, r.rowid"
        ))?;
        let rows = query.query_map(window(due_by), |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Notices and summaries that have something to send.
    pub(crate) fn due_notices(&self, due_by: Option<Timestamp>) -> Result<Vec<Delivery>> {
        self.due_without_response("kind <> 'survey'", due_by)
    }

    /// What was written in surveys and has not gone yet.
    pub(crate) fn due_digests(&self, due_by: Option<Timestamp>) -> Result<Vec<Delivery>> {
        self.due_without_response("kind = 'survey'", due_by)
    }

    fn due_without_response(
        &self,
        which: &str,
        due_by: Option<Timestamp>,
    ) -> Result<Vec<Delivery>> {
        let mut query = self.connection.prepare(&format!(
            "SELECT {COLUMNS} FROM delivery WHERE response IS NULL AND {which} AND {PENDING}
             AND (next_attempt_at <= ?1 OR next_attempt_at > ?2) ORDER BY id"
        ))?;
        let rows = query.query_map(window(due_by), read)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// When the latest message of a kind was made. What was made later than now
    /// was made while the clock was wrong, and tells nothing.
    pub(crate) fn latest(&self, kind: Kind, now: Timestamp) -> Result<Option<String>> {
        Ok(self.connection.query_row(
            "SELECT max(made_at) FROM delivery WHERE kind = ?1 AND made_at <= ?2",
            [kind.name(), &stamp(now)],
            |row| row.get(0),
        )?)
    }

    /// Commits a step of a message, before the step is taken.
    pub(crate) fn step(
        &mut self,
        delivery: &Delivery,
        state: DeliveryState,
        now: Timestamp,
    ) -> Result<()> {
        let who = self.who.clone();
        let change = self.write()?;
        change
            .prepare_cached("UPDATE delivery SET state = ?1, attempts = attempts + (?1 = 'attempting') WHERE id = ?2")?
            .execute((state.name(), delivery.id))?;
        let detail = describe(delivery);
        event(&change, now, delivery.response.as_deref(), state.name(), Some(&detail), &who)?;
        change.commit()?;
        Ok(())
    }

    /// Writes down how an attempt ended, and when the next one is due.
    pub(crate) fn ended(
        &mut self,
        delivery: &Delivery,
        state: DeliveryState,
        reason: Option<&str>,
        now: Timestamp,
    ) -> Result<()> {
        let who = self.who.clone();
        let change = self.write()?;
        let attempts: usize = change
            .prepare_cached("SELECT attempts FROM delivery WHERE id = ?1")?
            .query_row([delivery.id], |row| row.get(0))?;
        let wait = BACK_OFF[attempts.saturating_sub(1).min(BACK_OFF.len() - 1)];
        change
            .prepare_cached(
                "UPDATE delivery SET state = ?1, reason = ?2, next_attempt_at = ?3,
                 maybe_sent = CASE ?1 WHEN 'accepted' THEN 0 WHEN 'unknown' THEN 1 ELSE maybe_sent END
                 WHERE id = ?4",
            )?
            .execute((state.name(), reason, stamp(after(now, wait)), delivery.id))?;
        let mut detail = describe(delivery);
        if let Some(reason) = reason {
            detail = format!("{detail}: {reason}");
        }
        event(&change, now, delivery.response.as_deref(), state.name(), Some(&detail), &who)?;
        change.commit()?;
        Ok(())
    }

    /// Writes down an attempt that did not reach the server. What may have been
    /// taken before may have been taken still.
    pub(crate) fn put_off(
        &mut self,
        delivery: &Delivery,
        reason: &str,
        now: Timestamp,
    ) -> Result<()> {
        let state =
            if delivery.maybe_sent { DeliveryState::Unknown } else { DeliveryState::RefusedForNow };
        self.step(delivery, DeliveryState::Attempting, now)?;
        self.ended(delivery, state, Some(reason), now)
    }

    /// Pending and refused messages of a response.
    pub(crate) fn open_ends(&self, sha256: &str) -> Result<(usize, Vec<String>)> {
        let pending = self
            .connection
            .prepare_cached(&format!(
                "SELECT count(*) FROM delivery WHERE response = ?1 AND {PENDING}"
            ))?
            .query_row([sha256], |row| row.get(0))?;
        let mut query = self.connection.prepare_cached(
            "SELECT DISTINCT recipient || ': ' || coalesce(reason, 'refused') FROM delivery
             WHERE response = ?1 AND state = 'refused' ORDER BY part",
        )?;
        let refused = query.query_map([sha256], |row| row.get(0))?;
        Ok((pending, refused.collect::<rusqlite::Result<_>>()?))
    }
}

/// Due is what is due by the first of these, or later than the second.
fn window(due_by: Option<Timestamp>) -> [String; 2] {
    match due_by {
        Some(now) => [stamp(now), stamp(after(now, LONGEST_WAIT))],
        None => ["9999".to_owned(), "9999".to_owned()],
    }
}

pub(super) fn insert(
    change: &Connection,
    new: &[NewDelivery<'_>],
    now: Timestamp,
    who: &str,
) -> Result<()> {
    for one in new {
        let added = change
            .prepare_cached("INSERT OR IGNORE INTO delivery (response, kind, part, recipient, address, name, message_id, state, maybe_sent, made_at, next_attempt_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 'composed', ?8, ?9, ?9)")?
            .execute((one.response, one.kind.name(), one.part, one.recipient, one.address, one.name, one.message_id, one.maybe_sent, stamp(now)))?;
        if added > 0 {
            let detail = format!("{} {} to {}", one.kind, one.part, one.recipient);
            event(change, now, one.response, "composed", Some(&detail), who)?;
        }
    }
    Ok(())
}

fn describe(delivery: &Delivery) -> String {
    format!("{} {} to {}", delivery.kind, delivery.part, delivery.recipient)
}
