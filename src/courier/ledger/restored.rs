//! A backup that became the ledger: what was sent after it was made is not in
//! it, and would go again without a word.

use super::{Ledger, event};
use crate::courier::clock::{parse, stamp};
use crate::courier::error::Result;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension};

/// Stands in a backup, and never in a ledger that is in use.
const BACKED_UP: &str = "backed-up-at";

/// Since when a ledger is in use that was a backup.
const RESTORED: &str = "restored-at";

/// Marks a copy as a backup.
pub(super) fn mark(copy: &Connection, now: Timestamp) -> rusqlite::Result<()> {
    copy.execute(
        "INSERT OR REPLACE INTO meta (key, value) VALUES (?1, ?2)",
        (BACKED_UP, stamp(now).as_bytes()),
    )?;
    Ok(())
}

impl Ledger {
    /// Takes note that this ledger was a backup, if it was. Whatever it does
    /// not know to be delivered may have been, since; the letters say so.
    pub(crate) fn notice_if_restored(&mut self, now: Timestamp) -> Result<Option<String>> {
        let who = self.who.clone();
        let change = self.write()?;
        let of: Option<Vec<u8>> = change
            .query_row("SELECT value FROM meta WHERE key = ?1", [BACKED_UP], |row| row.get(0))
            .optional()?;
        let Some(of) = of else {
            return Ok(None);
        };
        let of = String::from_utf8_lossy(&of).into_owned();
        change.execute("DELETE FROM meta WHERE key = ?1", [BACKED_UP])?;
        change.execute(
            "INSERT OR REPLACE INTO meta (key, value) VALUES (?1, ?2)",
            (RESTORED, stamp(now).as_bytes()),
        )?;
        change.execute(
            "UPDATE delivery SET maybe_sent = 1 WHERE state NOT IN ('accepted', 'refused')",
            [],
        )?;
        change.execute(
            "UPDATE mailing SET maybe_sent = 1 WHERE state NOT IN ('accepted', 'refused', 'withdrawn')",
            [],
        )?;
        change.execute(
            "UPDATE response SET repeat = 1 WHERE state IN ('received', 'held', 'sending')",
            [],
        )?;
        event(&change, now, None, "restored from a backup", Some(&of), &who)?;
        change.commit()?;
        Ok(Some(of))
    }

    /// Up to when a file may have been delivered by a ledger that is no more.
    pub(crate) fn restored_at(&self) -> Result<Option<Timestamp>> {
        let at = self.meta(RESTORED)?;
        Ok(at.and_then(|at| parse(&String::from_utf8_lossy(&at))))
    }
}
