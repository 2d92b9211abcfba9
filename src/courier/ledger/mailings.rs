//! Letters about reviews: one row a letter and person; each step is committed
//! before the world can see it.

use super::invitations::Role;
use super::reviews::day;
use super::stored::stored;
use super::{Ledger, event};
use crate::courier::clock::stamp;
use crate::courier::error::Result;
use crate::letters::Occasion;
use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::Row;
use std::collections::HashMap;

stored! {
    /// How far a letter came.
    pub(crate) enum MailingState {
        /// It is to go.
        Composed = "composed",
        /// The server may have it from here on.
        AtData = "at-data",
        /// The server answered 250 to the final dot.
        Accepted = "accepted",
        /// The server, or the way to it, was not ready.
        RefusedForNow = "refused-for-now",
        /// The server will not have it.
        Refused = "refused",
        /// It stopped between DATA and the answer.
        Unknown = "unknown",
        /// It is no longer needed.
        Withdrawn = "withdrawn",
    }
}

/// One letter to one person.
#[derive(Clone, Debug)]
pub(crate) struct Mailing {
    pub(crate) id: i64,
    pub(crate) review: i64,
    pub(crate) role: Role,
    pub(crate) occasion: Occasion,
    pub(crate) turn: String,
    pub(crate) form: String,
    /// The day of the review that it names.
    pub(crate) told: Date,
    /// The day on which it was first to go.
    pub(crate) made_on: Date,
    pub(crate) message_id: String,
    pub(crate) state: MailingState,
    /// Whether the reader may have had it already.
    pub(crate) maybe_sent: bool,
}

impl Mailing {
    /// Whether the reader has it, as far as anybody can know.
    pub(crate) fn arrived(&self) -> bool {
        matches!(self.state, MailingState::Accepted | MailingState::Unknown | MailingState::AtData)
    }

    /// Whether there is something left to do.
    pub(crate) fn is_pending(&self) -> bool {
        !matches!(
            self.state,
            MailingState::Accepted | MailingState::Refused | MailingState::Withdrawn
        )
    }
}

/// What is needed to make a row.
#[derive(Clone, Debug)]
pub(crate) struct NewMailing {
    pub(crate) review: i64,
    pub(crate) role: Role,
    pub(crate) occasion: Occasion,
    pub(crate) turn: String,
    pub(crate) form: String,
    pub(crate) told: Date,
    pub(crate) message_id: String,
    pub(crate) maybe_sent: bool,
}

/// What has come in for a child by a form.
#[derive(Clone, Debug)]
pub(crate) struct Came {
    pub(crate) form: String,
    /// Whose link it came by; none by the public page.
    pub(crate) role: Option<Role>,
    pub(crate) at: Timestamp,
    /// Before the review, as it was planned on that day.
    pub(crate) days_before: Option<i64>,
}

const COLUMNS: &str =
    "id, review, role, occasion, turn, form, told, made_on, message_id, state, maybe_sent";

fn read(row: &Row<'_>) -> rusqlite::Result<Mailing> {
    let occasion: String = row.get(3)?;
    Ok(Mailing {
        id: row.get(0)?,
        review: row.get(1)?,
        role: row.get(2)?,
        occasion: Occasion::from_name(&occasion).ok_or(rusqlite::Error::InvalidQuery)?,
        turn: row.get(4)?,
        form: row.get(5)?,
        told: day(&row.get::<_, String>(6)?)?,
        made_on: day(&row.get::<_, String>(7)?)?,
        message_id: row.get(8)?,
        state: row.get(9)?,
        maybe_sent: row.get(10)?,
    })
}

impl Ledger {
    /// The letters about these reviews and later ones, by review, in the order
    /// in which they were made.
    pub(crate) fn mailings(&self, from_review: i64) -> Result<HashMap<i64, Vec<Mailing>>> {
        let mut query = self.connection.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM mailing WHERE review >= ?1 ORDER BY id"
        ))?;
        let mut by_review: HashMap<i64, Vec<Mailing>> = HashMap::new();
        for mailing in query.query_map([from_review], read)? {
            let mailing = mailing?;
            by_review.entry(mailing.review).or_default().push(mailing);
        }
        Ok(by_review)
    }

    /// Makes letters that are to go. One that was withdrawn, or refused at
    /// another address, is taken up again.
    pub(crate) fn compose_mailings(
        &mut self,
        new: &[NewMailing],
        today: Date,
        now: Timestamp,
    ) -> Result<()> {
        let who = self.who.clone();
        let change = self.write()?;
        for one in new {
            change
                .prepare_cached(
                    "INSERT INTO mailing (review, role, occasion, turn, form, told, made_on, message_id, state, maybe_sent, changed_at)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 'composed', ?9, ?10)
                     ON CONFLICT (review, role, occasion, turn) DO UPDATE SET form = ?5, told = ?6, made_on = ?7,
                         message_id = ?8, state = 'composed', reason = NULL, changed_at = ?10
                     WHERE state = 'withdrawn' OR (state = 'refused' AND message_id <> ?8)",
                )?
                .execute((
                    one.review,
                    one.role.name(),
                    one.occasion.name(),
                    &one.turn,
                    &one.form,
                    one.told.to_string(),
                    today.to_string(),
                    &one.message_id,
                    one.maybe_sent,
                    stamp(now),
                ))?;
        }
        if !new.is_empty() {
            let detail = format!("{} letters about reviews", new.len());
            event(&change, now, None, "composed", Some(&detail), &who)?;
        }
        change.commit()?;
        Ok(())
    }

    /// What a sender left half done when it was stopped: what was at DATA may
    /// have arrived.
    pub(crate) fn recover_mailings(&mut self, now: Timestamp) -> Result<()> {
        let change = self.write()?;
        change.execute(
            "UPDATE mailing SET state = 'unknown', maybe_sent = 1, changed_at = ?1 WHERE state = 'at-data'",
            [stamp(now)],
        )?;
        change.commit()?;
        Ok(())
    }

    /// Fixes what a letter says and to whom, before the world may have it.
    pub(crate) fn mailing_at_data(
        &mut self,
        mailing: &Mailing,
        told: Date,
        message_id: &str,
        now: Timestamp,
    ) -> Result<()> {
        let change = self.write()?;
        change
            .prepare_cached(
                "UPDATE mailing SET state = 'at-data', told = ?2, message_id = ?3, changed_at = ?4 WHERE id = ?1",
            )?
            .execute((mailing.id, told.to_string(), message_id, stamp(now)))?;
        change.commit()?;
        Ok(())
    }

    /// Writes down how an attempt ended.
    pub(crate) fn mailing_ended(
        &mut self,
        mailing: &Mailing,
        state: MailingState,
        reason: Option<&str>,
        now: Timestamp,
    ) -> Result<()> {
        let who = self.who.clone();
        let change = self.write()?;
        change
            .prepare_cached(
                "UPDATE mailing SET state = ?2, reason = ?3, attempts = attempts + 1, changed_at = ?4,
                 maybe_sent = CASE ?2 WHEN 'accepted' THEN 0 WHEN 'unknown' THEN 1 ELSE maybe_sent END
                 WHERE id = ?1",
            )?
            .execute((mailing.id, state.name(), reason, stamp(now)))?;
        let mut detail = format!(
            "letter {} about review {}: {} to {}",
            mailing.id, mailing.review, mailing.occasion, mailing.role
        );
        if let Some(reason) = reason {
            detail = format!("{detail}: {reason}");
        }
        event(&change, now, None, state.name(), Some(&detail), &who)?;
        change.commit()?;
        Ok(())
    }

    /// Letters about reviews to come that no server would take: (child, role).
    pub(crate) fn refused_mailings(&self, today: Date) -> Result<Vec<(String, Role)>> {
        let mut query = self.connection.prepare_cached(
            "SELECT DISTINCT r.child, m.role FROM mailing m JOIN review r ON r.id = m.review
             WHERE m.state = 'refused' AND r.state = 'planned' AND r.date >= ?1 ORDER BY r.child, m.role",
        )?;
        let rows = query.query_map([today.to_string()], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// What has come in since a moment, by child.
    pub(crate) fn came_since(&self, since: Timestamp) -> Result<HashMap<String, Vec<Came>>> {
        let mut query = self.connection.prepare_cached(
            "SELECT r.child, r.form, i.role, r.received_at, r.days_before_review FROM response r
             LEFT JOIN invitation i ON i.id = r.invitation
             WHERE r.child IS NOT NULL AND r.form IS NOT NULL AND r.received_at >= ?1
             AND r.state <> 'discarded'",
        )?;
        let mut by_child: HashMap<String, Vec<Came>> = HashMap::new();
        let rows = query.query_map([stamp(since)], |row| {
            let at: String = row.get(3)?;
            let at = at.parse().map_err(|_| rusqlite::Error::InvalidQuery)?;
            Ok((
                row.get::<_, String>(0)?,
                Came { form: row.get(1)?, role: row.get(2)?, at, days_before: row.get(4)? },
            ))
        })?;
        for row in rows {
            let (child, came) = row?;
            by_child.entry(child).or_default().push(came);
        }
        Ok(by_child)
    }
}
