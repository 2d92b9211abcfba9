//! The inbox folder: `responses/` for whole files, `.incoming/` for those on their
//! way in, and the sweep after a crash.

use super::flush::{Flusher, flush_folder};
use super::intake::Intake;
use super::room::Room;
use std::fs::{self, DirBuilder, File, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tempfile::NamedTempFile;

/// The inbox folder.
pub(super) struct Store {
    responses: PathBuf,
    incoming: PathBuf,
    room: Arc<Room>,
    flusher: Flusher,
    /// Says to others that our half-written files are not left over from a crash.
    _alive: Option<File>,
}

impl Store {
    pub(super) fn open(inbox: &Path, most_bytes: u64, most_files: u64) -> io::Result<Self> {
        let responses = inbox.join("responses");
        let incoming = inbox.join(".incoming");
        make_folder(&responses)?;
        make_folder(&incoming)?;
        flush_folder(inbox)?;
        let alive = sweep(&incoming)?;
        let room = Arc::new(Room::count(responses.clone(), most_bytes, most_files)?);
        let flusher = Flusher::start(responses.clone())?;
        let store = Self { responses, incoming, room, flusher, _alive: alive };
        store.probe()?;
        Ok(store)
    }

    pub(super) fn room(&self) -> &Room {
        &self.room
    }

    /// Starts one file.
    pub(super) fn begin(self: &Arc<Self>) -> Intake {
        Intake::new(Arc::clone(self), self.room.hold())
    }

    /// Writes and flushes in both folders, under no name that anyone could see.
    pub(super) fn probe(&self) -> io::Result<()> {
        for folder in [&self.incoming, &self.responses] {
            let mut file = tempfile::tempfile_in(folder)?;
            file.write_all(b"my-review")?;
            file.sync_all()?;
        }
        Ok(())
    }

    /// Where a file with this hash belongs.
    pub(super) fn place(&self, sha256: &[u8; 32]) -> PathBuf {
        let name = data_encoding::HEXLOWER.encode(sha256) + ".age";
        self.responses.join(name)
    }

    /// Returns when every file put in place before is on stable storage. Blocks.
    pub(super) fn flush(&self) -> io::Result<()> {
        self.flusher.flush()
    }

    /// A file under a name of its own, gone when it is dropped.
    pub(super) fn new_file(&self) -> io::Result<NamedTempFile> {
        let mut builder = tempfile::Builder::new();
        builder.prefix("").suffix(".part");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            // The group may read: the courier may run as another user of it.
            builder.permissions(fs::Permissions::from_mode(0o640));
        }
        builder.tempfile_in(&self.incoming)
    }
}

/// Makes a folder that its group may read, and whatever is above it.
fn make_folder(path: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o750);
    builder.create(path)
}

/// Removes what a crash left half-written, unless another letterbox writes there
/// now. The lock is on the folder itself and goes with the process.
fn sweep(incoming: &Path) -> io::Result<Option<File>> {
    let folder = File::open(incoming).ok();
    let others = folder
        .as_ref()
        .is_some_and(|folder| matches!(folder.try_lock(), Err(TryLockError::WouldBlock)));
    if !others {
        for entry in fs::read_dir(incoming)? {
            let path = entry?.path();
            if path.is_file() {
                fs::remove_file(path)?;
            }
        }
    }
    if let Some(folder) = &folder {
        // A file system without locks: then the sweep is right for one letterbox.
        let _ = folder.try_lock_shared();
    }
    Ok(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(inbox: &Path) -> Arc<Store> {
        Arc::new(Store::open(inbox, 1_000_000, 100).expect("a store"))
    }

    #[test]
    fn only_what_no_one_is_writing_is_swept() {
        let inbox = tempfile::tempdir().expect("a folder");
        let left = inbox.path().join(".incoming/left.part");
        make_folder(&inbox.path().join(".incoming")).expect("a folder");
        fs::write(&left, "half").expect("a file");
        let first = open(inbox.path());
        assert!(!left.exists());
        fs::write(&left, "half").expect("a file");
        let second = open(inbox.path());
        assert!(left.exists());
        drop((first, second));
        open(inbox.path());
        assert!(!left.exists());
    }
}
