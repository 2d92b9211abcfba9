//! The ledger: what the courier has seen, decided and done.
//!
//! SQLite in WAL mode with `synchronous = FULL`: what was committed before a
//! step that the world can see is still there after the power fails.

mod backup;
mod change;
mod decisions;
mod deliveries;
mod figures;
mod forms;
mod invitations;
mod mailings;
mod participation;
mod responses;
mod restored;
mod reviews;
mod stored;
mod survey;

pub use decisions::Held;
pub(crate) use deliveries::{Delivery, DeliveryState, Kind, NewDelivery};
pub(crate) use figures::{AnswerRow, HeldReview, KnownForm};
pub(crate) use invitations::Invitation;
pub use invitations::Role;
pub(crate) use mailings::{Came, Mailing, MailingState, NewMailing};
pub(crate) use participation::Record;
pub(crate) use responses::{Facts, Hold, ResponseRow, State};
pub(crate) use reviews::{Review, ReviewState, ReviewStep};
pub(crate) use survey::SurveyRow;

use super::clock::stamp;
use super::error::{CannotRun, Result};
use super::files;
use jiff::Timestamp;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OptionalExtension};
use std::cell::Cell;
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// What makes each layout out of the one before; the first makes it out of
/// nothing. Rows are only ever added here: a council may come from any of them.
const LAYOUTS: [&str; 5] = [
    include_str!("schema.sql"),
    include_str!("schema-2.sql"),
    include_str!("schema-3.sql"),
    include_str!("schema-4.sql"),
    include_str!("schema-5.sql"),
];

/// How long a command waits for another one's write.
const PATIENCE: Duration = Duration::from_secs(20);

/// How many statements stay planned: all that a round of deliveries uses.
const STATEMENTS: usize = 64;

/// The ledger, open.
pub struct Ledger {
    connection: Connection,
    path: PathBuf,
    who: String,
    /// Since when changes wait for the next flush.
    gathering: Option<Instant>,
    /// How many of them were begun and not finished.
    unfinished: Cell<usize>,
    forms: forms::Known,
}

/// Held while a courier sends; let go when it is dropped or the program ends in
/// whatever way.
pub(crate) struct SendingLock(#[allow(dead_code, reason = "kept for its lock")] File);

impl Ledger {
    /// Opens the ledger, making it if it is not there. `who` is written beside
    /// everything that is done through it.
    ///
    /// # Errors
    /// When everybody can read it, it is no ledger, or a newer version wrote it.
    pub fn open(path: &Path, who: impl Into<String>) -> Result<Self> {
        files::refuse_if_open_to_all(path, "ledger")?;
        match files::create_private(path) {
            Ok(_) => {}
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
            Err(error) => {
                return Err(CannotRun::new(
                    format!("{}: the ledger cannot be made: {error}", path.display()),
                    "see that the folder exists and that this user may write to it",
                ));
            }
        }
        let connection = Connection::open(path)?;
        connection.busy_timeout(PATIENCE)?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.pragma_update(None, "foreign_keys", true)?;
        // Else a statement is planned anew for each value that a partial index
        // might depend on.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS);
        let mut ledger = Self {
            connection,
            path: path.to_owned(),
            who: who.into(),
            gathering: None,
            unfinished: Cell::default(),
            forms: forms::Known::default(),
        };
        ledger.migrate()?;
        Ok(ledger)
    }

    /// Brings an older layout up to this version's, all of it or nothing.
    fn migrate(&mut self) -> Result<()> {
        let who = self.who.clone();
        let path = self.path.display().to_string();
        let change = self.write()?;
        let version: usize = change.pragma_query_value(None, "user_version", |row| row.get(0))?;
        if version > LAYOUTS.len() {
            return Err(CannotRun::new(
                format!("{path}: a newer version of the courier wrote this ledger"),
                "install that version again",
            ));
        }
        if version == LAYOUTS.len() {
            return Ok(());
        }
        if version == 0 {
            let tables: i64 =
                change.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
            if tables > 0 {
                return Err(CannotRun::new(
                    format!("{path}: this is a database of something else"),
                    "give another name under ledger in courier.yaml",
                ));
            }
        }
        for layout in &LAYOUTS[version..] {
            change.execute_batch(layout)?;
        }
        if version == 0 {
            let mut key = [0u8; 32];
            getrandom::fill(&mut key)
                .map_err(|error| CannotRun::plain(format!("no random bytes: {error}")))?;
            change.execute(
                "INSERT INTO meta (key, value) VALUES ('message-id-key', ?1)",
                [&key[..]],
            )?;
        } else {
            let detail = format!("from layout {version} to {}", LAYOUTS.len());
            event(&change, Timestamp::now(), None, "ledger upgraded", Some(&detail), &who)?;
        }
        change.pragma_update(None, "user_version", LAYOUTS.len())?;
        change.commit()?;
        Ok(())
    }

    /// Makes sure that nobody else sends at the same time.
    ///
    /// # Errors
    /// When another courier does.
    pub(crate) fn lock_for_sending(&self) -> Result<SendingLock> {
        self.lock(".lock", "Another courier is running on this ledger.")
    }

    /// Makes sure that nobody else invites at the same time. Responses may be
    /// delivered meanwhile: they are other messages.
    ///
    /// # Errors
    /// When somebody else does.
    pub(crate) fn lock_for_inviting(&self) -> Result<SendingLock> {
        self.lock(".invite.lock", "Another `invite` is running on this ledger.")
    }

    fn lock(&self, ending: &str, taken: &str) -> Result<SendingLock> {
        let mut path = self.path.clone().into_os_string();
        path.push(ending);
        let path = PathBuf::from(path);
        let cannot = |error: &std::io::Error| {
            CannotRun::new(
                format!("{}: the lock cannot be taken: {error}", path.display()),
                "see that this user may write to the ledger's folder",
            )
        };
        let file = match files::create_private(&path) {
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
                File::options().write(true).open(&path)
            }
            other => other,
        }
        .map_err(|error| cannot(&error))?;
        match file.try_lock() {
            Ok(()) => Ok(SendingLock(file)),
            Err(TryLockError::WouldBlock) => Err(CannotRun::new(
                taken,
                "let it finish, or stop it first; two at once could send twice",
            )),
            Err(TryLockError::Error(error)) => Err(cannot(&error)),
        }
    }

    /// A copy in memory, to try something on.
    pub(crate) fn in_memory(&self) -> Result<Self> {
        let mut connection = Connection::open_in_memory()?;
        rusqlite::backup::Backup::new(&self.connection, &mut connection)?.run_to_completion(
            1000,
            Duration::ZERO,
            None,
        )?;
        Ok(Self {
            connection,
            path: self.path.clone(),
            who: self.who.clone(),
            gathering: None,
            unfinished: Cell::default(),
            forms: forms::Known::default(),
        })
    }

    /// A value of the courier's own.
    pub(crate) fn meta(&self, key: &str) -> Result<Option<Vec<u8>>> {
        Ok(self
            .connection
            .prepare_cached("SELECT value FROM meta WHERE key = ?1")?
            .query_row([key], |row| row.get(0))
            .optional()?)
    }

    /// Writes down something that changed no state, such as that somebody
    /// opened a response.
    pub(crate) fn note(
        &mut self,
        now: Timestamp,
        response: Option<&str>,
        what: &str,
        detail: Option<&str>,
    ) -> Result<()> {
        let who = self.who.clone();
        let change = self.write()?;
        event(&change, now, response, what, detail, &who)?;
        change.commit()?;
        Ok(())
    }
}

/// Adds an event.
fn event(
    change: &Connection,
    now: Timestamp,
    response: Option<&str>,
    what: &str,
    detail: Option<&str>,
    who: &str,
) -> Result<()> {
    change
        .prepare_cached(
            "INSERT INTO event (at, response, what, detail, who) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute((stamp(now), response, what, detail, who))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ledger() -> (tempfile::TempDir, Ledger) {
        let folder = tempfile::tempdir().expect("a folder");
        let ledger = Ledger::open(&folder.path().join("ledger.sqlite3"), "tester").expect("ledger");
        (folder, ledger)
    }

    #[test]
    fn events_can_only_be_added() {
        let (_folder, mut ledger) = ledger();
        ledger.note(Timestamp::now(), None, "tested", None).expect("noted");
        for change in ["UPDATE event SET who = 'x'", "DELETE FROM event"] {
            let error = ledger.connection.execute(change, []).expect_err("refused");
            assert!(error.to_string().contains("events are never"), "{error}");
        }
    }

    #[test]
    fn only_one_courier_sends() {
        let (folder, ledger) = ledger();
        let lock = ledger.lock_for_sending().expect("the lock");
        let other = Ledger::open(&folder.path().join("ledger.sqlite3"), "x").expect("ledger");
        assert!(other.lock_for_sending().is_err());
        drop(lock);
        assert!(other.lock_for_sending().is_ok());
    }

    #[cfg(unix)]
    #[test]
    fn it_is_for_this_user_only() {
        use std::os::unix::fs::PermissionsExt;
        let (folder, ledger) = ledger();
        for entry in std::fs::read_dir(folder.path()).expect("folder") {
            let mode = entry.expect("entry").metadata().expect("metadata");
            assert_eq!(mode.permissions().mode() & 0o077, 0);
        }
        drop(ledger);
        let path = folder.path().join("ledger.sqlite3");
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o644)).expect("mode");
        let error = Ledger::open(&path, "x").err().expect("refused").to_string();
        assert!(error.contains("chmod 600"), "{error}");
    }

    #[test]
    fn a_newer_ledger_is_refused() {
        let (folder, ledger) = ledger();
        ledger.connection.pragma_update(None, "user_version", 99).expect("written");
        drop(ledger);
        let again = Ledger::open(&folder.path().join("ledger.sqlite3"), "x");
        assert!(again.err().expect("refused").to_string().contains("newer"));
    }
}
