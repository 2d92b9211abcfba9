//! A copy of the ledger that is whole, made while the courier runs.

use super::Ledger;
use crate::courier::error::{CannotRun, Result};
use std::io::Read;
use std::path::Path;

/// How every SQLite file begins.
const SQLITE: &[u8; 16] = b"SQLite format 3\0";

impl Ledger {
    /// Copies the ledger to a file, which only this user can read. An earlier
    /// backup is replaced once the new one is whole; any other file is left
    /// alone.
    ///
    /// # Errors
    /// When the place is taken by something else, or cannot be written.
    pub fn backup(&self, to: &Path) -> Result<()> {
        if to.exists() && !is_sqlite(to) {
            return Err(CannotRun::new(
                format!("{}: there is a file that is no backup", to.display()),
                "give another name",
            ));
        }
        let cannot = |error: std::io::Error| {
            CannotRun::new(
                format!("{}: the backup cannot be written: {error}", to.display()),
                "see that the folder exists, has room, and may be written to",
            )
        };
        let folder = match to.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        // Made for this user only by the crate itself.
        let copy = tempfile::NamedTempFile::new_in(folder).map_err(cannot)?;
        {
            let mut target = rusqlite::Connection::open(copy.path())?;
            let backup = rusqlite::backup::Backup::new(&self.connection, &mut target)?;
            backup.run_to_completion(1000, std::time::Duration::ZERO, None)?;
            drop(backup);
            super::restored::mark(&target, jiff::Timestamp::now())?;
            // A copy is one file: no journal beside it.
            target.pragma_update(None, "journal_mode", "DELETE")?;
        }
        copy.as_file().sync_all().map_err(cannot)?;
        copy.persist(to).map_err(|error| cannot(error.error))?;
        Ok(())
    }
}

fn is_sqlite(path: &Path) -> bool {
    let mut start = [0; 16];
    std::fs::File::open(path)
        .and_then(|mut file| file.read_exact(&mut start))
        .is_ok_and(|()| &start == SQLITE)
}
