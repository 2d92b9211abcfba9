//! Changes of the ledger, alone or gathered.
//!
//! A flush to stable storage costs more than all the work on a response. What
//! nobody outside has seen the effect of yet may wait for the next flush; what
//! the world is about to see may not.

use super::Ledger;
use crate::courier::error::{CannotRun, Result};
use rusqlite::{Connection, Transaction, TransactionBehavior};
use std::cell::Cell;
use std::ops::Deref;
use std::time::{Duration, Instant};

/// How long changes are gathered before they are flushed.
const LONGEST: Duration = Duration::from_millis(50);

/// One change, all of it or nothing.
pub(super) enum Change<'l> {
    /// On stable storage as soon as it is committed.
    Alone(Transaction<'l>),
    /// On stable storage with all that was gathered, at [`Ledger::flush`]. What
    /// is not committed keeps all of it from being flushed: beside this count
    /// of such changes no savepoint is needed, which would cost as much as the
    /// change.
    Gathered(&'l Connection, &'l Cell<usize>),
}

impl Change<'_> {
    pub(super) fn commit(self) -> rusqlite::Result<()> {
        match self {
            Self::Alone(change) => change.commit(),
            Self::Gathered(_, unfinished) => {
                unfinished.set(unfinished.get() - 1);
                Ok(())
            }
        }
    }
}

impl Deref for Change<'_> {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        match self {
            Self::Alone(change) => change,
            Self::Gathered(change, _) => change,
        }
    }
}

impl Ledger {
    /// Begins a change that nobody else can make at the same time.
    pub(super) fn write(&mut self) -> Result<Change<'_>> {
        Ok(if self.gathering.is_some() {
            self.unfinished.set(self.unfinished.get() + 1);
            Change::Gathered(&self.connection, &self.unfinished)
        } else {
            let whole = TransactionBehavior::Immediate;
            Change::Alone(self.connection.transaction_with_behavior(whole)?)
        })
    }

    /// From here on changes wait for [`Ledger::flush`]. Only for what leaves no
    /// trace outside before then: should the courier stop, it is as if they had
    /// never been made.
    pub(crate) fn gather(&mut self) -> Result<()> {
        if self.gathering.is_none() {
            self.connection.execute_batch("BEGIN IMMEDIATE")?;
            self.gathering = Some(Instant::now());
        }
        Ok(())
    }

    /// Flushes what has been gathered for long: other commands wait meanwhile.
    pub(crate) fn flush_in_time(&mut self) -> Result<()> {
        match self.gathering {
            Some(since) if since.elapsed() > LONGEST => self.flush(),
            _ => Ok(()),
        }
    }

    /// Brings what was gathered to stable storage.
    pub(crate) fn flush(&mut self) -> Result<()> {
        if self.unfinished.get() > 0 {
            self.give_up();
            return Err(CannotRun::plain("A change of the ledger was begun and not finished."));
        }
        if self.gathering.is_some() {
            // Gathered until it is on disk: after a failure it is given up.
            self.connection.execute_batch("COMMIT")?;
            self.gathering = None;
        }
        Ok(())
    }

    /// Gives up what was gathered.
    pub(crate) fn give_up(&mut self) {
        self.unfinished.set(0);
        if self.gathering.take().is_some() {
            // A transaction that failed on its way to the disk may be gone.
            let _ = self.connection.execute_batch("ROLLBACK");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::Timestamp;

    fn events(folder: &std::path::Path) -> usize {
        let other = Connection::open(folder.join("ledger.sqlite3")).expect("a second reader");
        let sql = "SELECT count(*) FROM event WHERE what = 'tested'";
        other.query_row(sql, [], |row| row.get(0)).expect("a count")
    }

    #[test]
    fn what_is_gathered_is_there_for_others_once_it_is_flushed() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut ledger =
            Ledger::open(&folder.path().join("ledger.sqlite3"), "tester").expect("a ledger");
        ledger.gather().expect("begun");
        for _ in 0..3 {
            ledger.note(Timestamp::now(), None, "tested", None).expect("noted");
        }
        assert_eq!(events(folder.path()), 0);
        ledger.flush().expect("flushed");
        assert_eq!(events(folder.path()), 3);
        ledger.note(Timestamp::now(), None, "tested", None).expect("noted");
        assert_eq!(events(folder.path()), 4, "alone again after a flush");
    }

    #[test]
    fn half_a_change_takes_all_that_was_gathered_with_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut ledger =
            Ledger::open(&folder.path().join("ledger.sqlite3"), "tester").expect("a ledger");
        ledger.gather().expect("begun");
        ledger.note(Timestamp::now(), None, "tested", None).expect("noted");
        let half = ledger.write().expect("a change");
        super::super::event(&half, Timestamp::now(), None, "tested", None, "x").expect("noted");
        drop(half);
        ledger.note(Timestamp::now(), None, "tested", None).expect("noted");
        assert!(ledger.flush().is_err());
        assert_eq!(events(folder.path()), 0);
        ledger.note(Timestamp::now(), None, "tested", None).expect("noted");
        assert_eq!(events(folder.path()), 1, "and the next change is as any");
    }

    #[test]
    fn what_is_given_up_was_never_there() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut ledger =
            Ledger::open(&folder.path().join("ledger.sqlite3"), "tester").expect("a ledger");
        ledger.gather().expect("begun");
        ledger.note(Timestamp::now(), None, "tested", None).expect("noted");
        ledger.give_up();
        ledger.note(Timestamp::now(), None, "tested", None).expect("noted");
        assert_eq!(events(folder.path()), 1);
    }
}
