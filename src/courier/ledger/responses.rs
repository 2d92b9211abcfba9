//! The responses and their states.

use super::stored::stored;
use super::{Ledger, event};
use crate::courier::clock::{parse, stamp};
use crate::courier::error::Result;
use crate::inbox::Entry;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row};
use std::collections::BTreeMap;

stored! {
    /// Where a response stands.
    pub(crate) enum State {
        /// Seen; no route yet.
        Received = "received",
        /// A person must decide.
        Held = "held",
        /// It has its route.
        Sending = "sending",
        /// Every recipient's server took it.
        Delivered = "delivered",
        /// A person, or a repeat of the same response, closed it.
        Discarded = "discarded",
        /// Its sealed file is gone, as the retention says.
        Purged = "purged",
    }
}

/// Why a response is held: a code for programs, words for people. Neither holds
/// anything that the response says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Hold {
    /// For counting.
    pub(crate) code: &'static str,
    /// For the person who decides.
    pub(crate) reason: String,
}

impl Hold {
    /// A reason.
    pub(crate) fn new(code: &'static str, reason: impl Into<String>) -> Self {
        let reason = reason.into();
        Self { code, reason }
    }
}

/// A response, as the ledger knows it.
#[derive(Clone, Debug)]
pub(crate) struct ResponseRow {
    pub(crate) sha256: String,
    pub(crate) receipt: String,
    pub(crate) state: State,
    pub(crate) received_at: Timestamp,
    pub(crate) content_hash: Option<String>,
    pub(crate) nth: u32,
    pub(crate) released_to: Option<String>,
    pub(crate) repeat: bool,
    pub(crate) plan: Option<String>,
}

/// What the annual report counts, and nothing else of a response.
#[derive(Clone, Debug, Default)]
pub(crate) struct Facts {
    pub(crate) response_id: String,
    pub(crate) content_hash: String,
    pub(crate) form: Option<String>,
    pub(crate) form_version: Option<String>,
    pub(crate) ages: Option<String>,
    pub(crate) language: Option<String>,
    pub(crate) filled_in_by: Option<String>,
    pub(crate) days_before_review: Option<i32>,
    pub(crate) invitation: Option<i64>,
    /// Whose it is, by the case system's reference.
    pub(crate) child: Option<String>,
    pub(crate) nth: u32,
    /// (question, expectation, mark)
    pub(crate) expectations: Vec<(String, String, String)>,
}

const COLUMNS: &str =
    "sha256, receipt, state, received_at, content_hash, nth, released_to, repeat, plan";

fn read(row: &Row<'_>) -> rusqlite::Result<ResponseRow> {
    let received_at: String = row.get(3)?;
    Ok(ResponseRow {
        sha256: row.get(0)?,
        receipt: row.get(1)?,
        state: row.get(2)?,
        received_at: parse(&received_at).ok_or(rusqlite::Error::InvalidQuery)?,
        content_hash: row.get(4)?,
        nth: row.get(5)?,
        released_to: row.get(6)?,
        repeat: row.get(7)?,
        plan: row.get(8)?,
    })
}

/// Moves a response to a state, with the event.
pub(super) fn set_state(
    change: &Connection,
    sha256: &str,
    state: State,
    why: Option<&str>,
    now: Timestamp,
    who: &str,
) -> Result<()> {
    change
        .prepare_cached("UPDATE response SET state = ?1, changed_at = ?2 WHERE sha256 = ?3")?
        .execute((state.name(), stamp(now), sha256))?;
    event(change, now, Some(sha256), state.name(), why, who)
}

impl Ledger {
    /// Whether this file of the inbox was read before and has not changed.
    pub(crate) fn knows_file(&self, entry: &Entry) -> Result<bool> {
        let known: Option<(u64, String)> = self
            .connection
            .prepare_cached("SELECT size, modified FROM file WHERE name = ?1")?
            .query_row([&entry.name], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        Ok(known
            .is_some_and(|(size, modified)| size == entry.size && modified == modified_text(entry)))
    }

    /// Writes down files of the inbox, with their SHA-256 and receipts. What
    /// came before the ledger was restored from a backup may be a repeat.
    pub(crate) fn add_files(
        &mut self,
        files: &[(Entry, String, String)],
        now: Timestamp,
    ) -> Result<()> {
        let who = self.who.clone();
        let restored = self.restored_at()?;
        let change = self.write()?;
        for (entry, sha256, receipt) in files {
            change
                .prepare_cached("INSERT OR REPLACE INTO file (name, size, modified, sha256) VALUES (?1, ?2, ?3, ?4)")?
                .execute((&entry.name, entry.size, modified_text(entry), sha256))?;
            let received = Timestamp::try_from(entry.modified).unwrap_or(now).min(now);
            let repeat =
                restored.is_some_and(|restored| received.as_second() <= restored.as_second());
            let new = change
                .prepare_cached("INSERT OR IGNORE INTO response (sha256, receipt, state, received_at, changed_at, repeat) VALUES (?1, ?2, 'received', ?3, ?4, ?5)")?
                .execute((sha256, receipt, stamp(received), stamp(now), repeat))?;
            if new > 0 {
                event(&change, now, Some(sha256), "received", None, &who)?;
            }
        }
        change.commit()?;
        Ok(())
    }

    /// The names in the inbox of a response's file.
    pub(crate) fn files_of(&self, sha256: &str) -> Result<Vec<String>> {
        let mut query = self
            .connection
            .prepare_cached("SELECT name FROM file WHERE sha256 = ?1 ORDER BY name")?;
        let names = query.query_map([sha256], |row| row.get(0))?;
        Ok(names.collect::<rusqlite::Result<_>>()?)
    }

    /// Every response in a state, oldest first.
    pub(crate) fn in_state(&self, state: State) -> Result<Vec<ResponseRow>> {
        let mut query = self.connection.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM response WHERE state = ?1 ORDER BY received_at, rowid"
        ))?;
        let rows = query.query_map([state.name()], read)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The response with this file.
    pub(crate) fn response(&self, sha256: &str) -> Result<Option<ResponseRow>> {
        Ok(self
            .connection
            .prepare_cached(&format!("SELECT {COLUMNS} FROM response WHERE sha256 = ?1"))?
            .query_row([sha256], read)
            .optional()?)
    }

    /// Where the response with this file stands.
    pub(crate) fn state(&self, sha256: &str) -> Result<Option<State>> {
        Ok(self
            .connection
            .prepare_cached("SELECT state FROM response WHERE sha256 = ?1")?
            .query_row([sha256], |row| row.get(0))
            .optional()?)
    }

    /// The responses that a person may mean: by receipt, by SHA-256 (at least
    /// eight digits), by the id inside.
    pub(crate) fn named(&self, name: &str) -> Result<Vec<ResponseRow>> {
        let lower = name.trim().to_ascii_lowercase();
        let is_hex = lower.len() >= 8 && lower.bytes().all(|byte| byte.is_ascii_hexdigit());
        let prefix = if is_hex { format!("{lower}*") } else { String::new() };
        let mut query = self.connection.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM response WHERE receipt = ?1 OR response_id = ?2 OR sha256 GLOB ?3 ORDER BY received_at, rowid"
        ))?;
        let rows = query.query_map((name.trim().to_ascii_uppercase(), &lower, prefix), read)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Earlier responses with this id, whatever became of them.
    pub(crate) fn with_id(&self, response_id: &str, but: &str) -> Result<Vec<ResponseRow>> {
        let mut query = self.connection.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM response WHERE response_id = ?1 AND sha256 <> ?2 ORDER BY rowid"
        ))?;
        let rows = query.query_map([response_id, but], read)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// How many responses came by an invitation before this one. Repeats of the
    /// same response are not among them: they carry no invitation here.
    pub(crate) fn came_by(&self, invitation: i64, but: &str) -> Result<u32> {
        Ok(self
            .connection
            .prepare_cached("SELECT count(*) FROM response WHERE invitation = ?1 AND sha256 <> ?2")?
            .query_row((invitation, but), |row| row.get(0))?)
    }

    /// Writes down what the report counts.
    pub(crate) fn set_facts(&mut self, sha256: &str, facts: &Facts) -> Result<()> {
        let change = self.write()?;
        change.prepare_cached("UPDATE response SET response_id = ?2, content_hash = ?3, form = ?4, form_version = ?5, ages = ?6,
             language = ?7, filled_in_by = ?8, days_before_review = ?9, invitation = ?10, nth = ?11, child = ?12 WHERE sha256 = ?1")?.execute((
                sha256,
                &facts.response_id,
                &facts.content_hash,
                &facts.form,
                &facts.form_version,
                &facts.ages,
                &facts.language,
                &facts.filled_in_by,
                facts.days_before_review,
                facts.invitation,
                facts.nth,
                &facts.child,
            ))?;
        for (question, expectation, mark) in &facts.expectations {
            change.prepare_cached("INSERT OR REPLACE INTO expectation (response, question, expectation, mark) VALUES (?1, ?2, ?3, ?4)")?.execute((sha256, question, expectation, mark))?;
        }
        change.commit()?;
        Ok(())
    }

    /// Puts a response aside until a person decides.
    pub(crate) fn hold(&mut self, sha256: &str, hold: &Hold, now: Timestamp) -> Result<()> {
        let who = self.who.clone();
        let change = self.write()?;
        change.execute(
            "UPDATE response SET reason_code = ?2, reason = ?3 WHERE sha256 = ?1",
            (sha256, hold.code, &hold.reason),
        )?;
        set_state(&change, sha256, State::Held, Some(&hold.reason), now, &who)?;
        change.commit()?;
        Ok(())
    }

    /// Moves a response to a state, for this reason.
    pub(crate) fn set_state(
        &mut self,
        sha256: &str,
        state: State,
        why: Option<&str>,
        now: Timestamp,
    ) -> Result<()> {
        let who = self.who.clone();
        let change = self.write()?;
        set_state(&change, sha256, state, why, now, &who)?;
        change.commit()?;
        Ok(())
    }

    /// Takes responses that were held for an unknown form back in, where the
    /// catalogue knows the form now.
    pub(crate) fn look_again_at_unknown_forms(&mut self, now: Timestamp) -> Result<()> {
        let who = self.who.clone();
        let change = self.write()?;
        let again: Vec<String> = change
            .prepare(
                "SELECT sha256 FROM response WHERE state = 'held' AND reason_code = 'unknown-form'
                 AND form_version IN (SELECT version FROM form)",
            )?
            .query_map([], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        for sha256 in &again {
            let why = Some("the catalogue has its form now");
            set_state(&change, sha256, State::Received, why, now, &who)?;
        }
        change.commit()?;
        Ok(())
    }

    /// How many responses are in each state.
    pub(crate) fn counts(&self) -> Result<BTreeMap<String, u64>> {
        let mut query =
            self.connection.prepare("SELECT state, count(*) FROM response GROUP BY state")?;
        let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// When the oldest response in a state came in.
    pub(crate) fn oldest(&self, state: State) -> Result<Option<Timestamp>> {
        let text: Option<String> = self.connection.query_row(
            "SELECT min(received_at) FROM response WHERE state = ?1",
            [state.name()],
            |row| row.get(0),
        )?;
        Ok(text.and_then(|text| parse(&text)))
    }

    /// What is closed since before an instant, and still has its sealed file. A
    /// response to a survey goes as soon as nothing of it waits, and never before.
    pub(crate) fn closed_before(&self, before: Timestamp) -> Result<Vec<ResponseRow>> {
        let mut query = self.connection.prepare(&format!(
            "SELECT {COLUMNS} FROM response WHERE state IN ('delivered', 'discarded')
             AND CASE (SELECT state FROM survey_response WHERE response = sha256)
                 WHEN 'told' THEN 1 WHEN 'waiting' THEN 0 WHEN 'counted' THEN 0
                 ELSE changed_at <= ?1 END
             ORDER BY changed_at"
        ))?;
        let rows = query.query_map([stamp(before)], read)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

/// Text, because SQLite's integers are too short for nanoseconds on some
/// systems.
fn modified_text(entry: &Entry) -> String {
    Timestamp::try_from(entry.modified).map_or_else(|_| String::new(), |at| at.to_string())
}
