//! The inbox: a shelf for whole files, a place for those on their way in, and the
//! sweep after a crash.

use super::config::Inbox;
use super::intake::Intake;
use super::room::Room;
use super::shelf::{Shelf, make_folder, write_and_forget};
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tempfile::NamedTempFile;

/// The inbox.
pub(super) struct Store {
    shelf: Arc<Shelf>,
    incoming: PathBuf,
    room: Arc<Room>,
    /// Says to others that our half-written files are not left over from a crash.
    _alive: Option<File>,
}

impl Store {
    pub(super) fn open(inbox: &Inbox, most_bytes: u64, most_files: u64) -> io::Result<Self> {
        let shelf = Arc::new(Shelf::open(inbox)?);
        let (incoming, alive) = match inbox {
            Inbox::Folder(folder) => {
                // Beside the shelf: a file is put in place by giving it another name.
                let incoming = folder.join(".incoming");
                make_folder(&incoming)?;
                let alive = sweep(&incoming)?;
                (incoming, alive)
            }
            #[cfg(feature = "object-store")]
            Inbox::Objects(_) => (std::env::temp_dir(), None),
        };
        let room = Arc::new(Room::count(Arc::clone(&shelf), most_bytes, most_files)?);
        let store = Self { shelf, incoming, room, _alive: alive };
        store.probe()?;
        Ok(store)
    }

    pub(super) fn room(&self) -> &Room {
        &self.room
    }

    pub(super) fn shelf(&self) -> &Shelf {
        &self.shelf
    }

    /// Starts one file.
    pub(super) fn begin(self: &Arc<Self>) -> Intake {
        Intake::new(Arc::clone(self), self.room.hold())
    }

    /// Finds out whether it can be written.
    pub(super) fn probe(&self) -> io::Result<()> {
        write_and_forget(&self.incoming)?;
        self.shelf.probe()
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
        Arc::new(Store::open(&inbox.into(), 1_000_000, 100).expect("a store"))
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
