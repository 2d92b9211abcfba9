//! Each child's reviews, as one export after the other tells them.

use super::change::Change;
use super::stored::stored;
use super::{Ledger, event};
use crate::courier::clock::stamp;
use crate::courier::error::Result;
use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::Row;
use std::collections::HashMap;

stored! {
    /// Where a review stands.
    pub(crate) enum ReviewState {
        /// It is to take place, or nobody has said that it did.
        Planned = "planned",
        /// It took place.
        Held = "held",
        /// Its date was taken away.
        Cancelled = "cancelled",
    }
}

/// One review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Review {
    pub(crate) id: i64,
    /// The case system's reference.
    pub(crate) child: String,
    /// The id of the IRO as of the last export.
    pub(crate) iro: String,
    /// Its day.
    pub(crate) date: Date,
    pub(crate) state: ReviewState,
    /// The day of the one before it.
    pub(crate) previous: Option<Date>,
    /// The day on which it was first in an export.
    pub(crate) first_seen: Date,
}

/// What an export changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ReviewStep {
    /// A review that was not there before.
    Open { child: String, iro: String, date: Date, previous: Option<Date> },
    /// It is on another day; one that was cancelled is planned again.
    Move { id: i64, date: Date },
    /// Another IRO has it.
    Give { id: i64, iro: String },
    /// It took place.
    Close { id: i64, held_on: Date },
    /// Its date was taken away.
    Cancel { id: i64 },
}

const COLUMNS: &str = "id, child, iro, date, state, previous, first_seen";

fn read(row: &Row<'_>) -> rusqlite::Result<Review> {
    let previous: Option<String> = row.get(5)?;
    Ok(Review {
        id: row.get(0)?,
        child: row.get(1)?,
        iro: row.get(2)?,
        date: day(&row.get::<_, String>(3)?)?,
        state: row.get(4)?,
        previous: previous.map(|text| day(&text)).transpose()?,
        first_seen: day(&row.get::<_, String>(6)?)?,
    })
}

/// A day as the ledger writes it.
pub(super) fn day(text: &str) -> rusqlite::Result<Date> {
    text.parse().map_err(|_| rusqlite::Error::InvalidQuery)
}

impl Ledger {
    /// Every review that is planned or cancelled, and those that took place
    /// since a day, in the order in which they were first seen.
    pub(crate) fn reviews(&self, held_since: Date) -> Result<Vec<Review>> {
        let mut query = self.connection.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM review WHERE state <> 'held' OR date >= ?1 ORDER BY id"
        ))?;
        let rows = query.query_map([held_since.to_string()], read)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Writes down what an export changes, all of it or nothing.
    pub(crate) fn follow(
        &mut self,
        steps: &[ReviewStep],
        today: Date,
        now: Timestamp,
    ) -> Result<()> {
        if steps.is_empty() {
            return Ok(());
        }
        let who = self.who.clone();
        let change = self.write()?;
        for step in steps {
            follow_one(&change, step, today, now, &who)?;
        }
        change.commit()?;
        Ok(())
    }

    /// How the children took part, by review, where it is recorded.
    pub(crate) fn codes(&self) -> Result<HashMap<i64, String>> {
        let mut query = self.connection.prepare_cached("SELECT review, code FROM participation")?;
        let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

fn follow_one(
    change: &Change<'_>,
    step: &ReviewStep,
    today: Date,
    now: Timestamp,
    who: &str,
) -> Result<()> {
    let at = stamp(now);
    let (what, detail) = match step {
        ReviewStep::Open { child, iro, date, previous } => {
            change
                .prepare_cached(
                    "INSERT INTO review (child, iro, date, state, previous, first_seen, changed_at)
                     VALUES (?1, ?2, ?3, 'planned', ?4, ?5, ?6)",
                )?
                .execute((
                    child,
                    iro,
                    date.to_string(),
                    previous.map(|day| day.to_string()),
                    today.to_string(),
                    at,
                ))?;
            ("review planned", format!("review {} on {date}", change.last_insert_rowid()))
        }
        ReviewStep::Move { id, date } => {
            change
                .prepare_cached(
                    "UPDATE review SET date = ?2, state = 'planned', changed_at = ?3 WHERE id = ?1",
                )?
                .execute((id, date.to_string(), at))?;
            ("review moved", format!("review {id} to {date}"))
        }
        ReviewStep::Give { id, iro } => {
            change
                .prepare_cached("UPDATE review SET iro = ?2, changed_at = ?3 WHERE id = ?1")?
                .execute((id, iro, at))?;
            ("review given", format!("review {id} to {iro}"))
        }
        ReviewStep::Close { id, held_on } => {
            change
                .prepare_cached(
                    "UPDATE review SET date = ?2, state = 'held', changed_at = ?3 WHERE id = ?1",
                )?
                .execute((id, held_on.to_string(), at))?;
            ("review held", format!("review {id} on {held_on}"))
        }
        ReviewStep::Cancel { id } => {
            change
                .prepare_cached(
                    "UPDATE review SET state = 'cancelled', changed_at = ?2 WHERE id = ?1",
                )?
                .execute((id, at))?;
            ("review cancelled", format!("review {id}"))
        }
    };
    event(change, now, None, what, Some(&detail), who)
}
