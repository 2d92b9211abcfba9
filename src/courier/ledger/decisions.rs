//! What is held, and what a person decides about it.

use super::Ledger;
use super::responses::{State, set_state};
use crate::courier::clock::stamp;
use crate::courier::error::Result;
use jiff::Timestamp;
use rusqlite::Connection;
use serde::Serialize;

/// A held response, for the person who decides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Held {
    /// The name to decide by: the receipt of its file.
    pub id: String,
    /// The SHA-256 of its file.
    pub sha256: String,
    /// The id inside, if it could be opened.
    pub response: Option<String>,
    /// The form, if it is known.
    pub form: Option<String>,
    /// When it came in.
    pub received_at: String,
    /// When it became held.
    pub held_at: String,
    /// Why, in plain words.
    pub reason: String,
}

fn is_held(ledger: &Connection, sha256: &str) -> Result<bool> {
    let sql = "SELECT state = 'held' FROM response WHERE sha256 = ?1";
    Ok(ledger.query_row(sql, [sha256], |row| row.get(0))?)
}

impl Ledger {
    /// A person's decision: send it to this IRO. False if it is not held.
    pub(crate) fn release(&mut self, sha256: &str, iro: &str, now: Timestamp) -> Result<bool> {
        let who = self.who.clone();
        let change = self.write()?;
        let held = is_held(&change, sha256)?;
        if held {
            // The whole letter goes to the IRO who was chosen. Whether anybody
            // had a part of it already is said in it.
            change.execute(
                "UPDATE response SET released_to = ?2, plan = NULL, repeat = repeat OR EXISTS (
                     SELECT 1 FROM delivery WHERE response = ?1 AND kind = 'response'
                     AND (state IN ('accepted', 'unknown') OR maybe_sent))
                 WHERE sha256 = ?1",
                [sha256, iro],
            )?;
            change.execute(
                "DELETE FROM delivery WHERE response = ?1 AND kind = 'response'",
                [sha256],
            )?;
            change.execute(
                "UPDATE delivery SET state = 'composed', next_attempt_at = ?2 WHERE response = ?1 AND state = 'refused'",
                (sha256, stamp(now)),
            )?;
            let why = format!("released to {iro}");
            set_state(&change, sha256, State::Received, Some(&why), now, &who)?;
        }
        change.commit()?;
        Ok(held)
    }

    /// A person's decision: this one goes nowhere. False if it is not held.
    pub(crate) fn discard(&mut self, sha256: &str, why: &str, now: Timestamp) -> Result<bool> {
        let who = self.who.clone();
        let change = self.write()?;
        let held = is_held(&change, sha256)?;
        if held {
            set_state(&change, sha256, State::Discarded, Some(why), now, &who)?;
        }
        change.commit()?;
        Ok(held)
    }

    /// Every held response, oldest first.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn held(&self) -> Result<Vec<Held>> {
        let mut query = self.connection.prepare(
            "SELECT receipt, sha256, response_id, form, received_at, changed_at, reason
             FROM response WHERE state = 'held' ORDER BY received_at, rowid",
        )?;
        let rows = query.query_map([], |row| {
            Ok(Held {
                id: row.get(0)?,
                sha256: row.get(1)?,
                response: row.get(2)?,
                form: row.get(3)?,
                received_at: row.get(4)?,
                held_at: row.get(5)?,
                reason: row.get::<_, Option<String>>(6)?.unwrap_or_default(),
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}
