//! The durable write: a file is in `responses/` whole and flushed, or not at all.
//!
//! It is written under a name of its own, and put on the shelf under its hash,
//! without replacing anything.

use super::room::{Full, Hold};
use super::store::Store;
use sha2::{Digest, Sha256};
use std::io::{self, Write};
use std::sync::Arc;
use tempfile::NamedTempFile;

/// A body up to this many bytes stays in memory until it is whole, so that slow
/// senders of ordinary answers hold no file and no place.
pub(super) const IN_MEMORY: usize = 64 * 1024;

/// Why nothing was stored.
#[derive(Debug)]
pub(super) enum NotStored {
    Full,
    Failed(io::Error),
}

/// The hash of a file that is on stable storage, and whether it was there before.
pub(super) struct Stored {
    pub(super) sha256: [u8; 32],
    pub(super) already: bool,
}

impl From<Full> for NotStored {
    fn from(_: Full) -> Self {
        Self::Full
    }
}

impl From<io::Error> for NotStored {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full,
            _ => Self::Failed(error),
        }
    }
}

/// One file on its way in. Dropped before [`Intake::finish`], nothing stays.
pub(super) struct Intake {
    store: Arc<Store>,
    held: Vec<u8>,
    file: Option<NamedTempFile>,
    hash: Sha256,
    length: u64,
    /// None once the inbox was full: then the rest is only hashed, because bytes
    /// that are here already are still welcome.
    hold: Option<Hold>,
}

impl Intake {
    pub(super) fn new(store: Arc<Store>, hold: Hold) -> Self {
        Self {
            store,
            held: Vec::new(),
            file: None,
            hash: Sha256::new(),
            length: 0,
            hold: Some(hold),
        }
    }

    /// Takes a piece into memory.
    pub(super) fn push(&mut self, piece: &[u8]) {
        self.held.extend_from_slice(piece);
        self.length += piece.len() as u64;
    }

    /// The first bytes of the file, as long as none were written out.
    pub(super) fn start(&self) -> &[u8] {
        &self.held
    }

    /// How many bytes came so far.
    pub(super) fn length(&self) -> u64 {
        self.length
    }

    /// Whether memory should be emptied to disk.
    pub(super) fn is_heavy(&self) -> bool {
        self.held.len() >= IN_MEMORY
    }

    /// Writes out what is in memory. Blocks.
    pub(super) fn spill(mut self) -> Result<Self, NotStored> {
        self.hash.update(&self.held);
        if let Err(error) = self.write_out() {
            self.file = None;
            self.hold = None;
            if let NotStored::Failed(_) = error {
                return Err(error);
            }
        }
        self.held.clear();
        Ok(self)
    }

    fn write_out(&mut self) -> Result<(), NotStored> {
        let Some(hold) = &mut self.hold else {
            return Err(NotStored::Full);
        };
        hold.grow(self.held.len() as u64)?;
        let file = match &mut self.file {
            Some(file) => file,
            None => self.file.insert(self.store.new_file()?),
        };
        file.write_all(&self.held)?;
        Ok(())
    }

    /// Puts the file in place; returns when it is on stable storage. Blocks.
    pub(super) fn finish(mut self) -> Result<Stored, NotStored> {
        self.hash.update(&self.held);
        let sha256: [u8; 32] = self.hash.finalize_reset().into();
        let name = data_encoding::HEXLOWER.encode(&sha256) + ".age";
        let mut already = self.store.shelf().holds(&name, self.length)?;
        if !already {
            self.write_out()?;
            already = !self.put(&name)?;
        }
        // Also when it was here: another request may have renamed it a moment ago.
        // Should this fail, the file stays and the sender is told that nothing is
        // sure: taking it back could take it from one who was told that it is.
        self.store.shelf().flush()?;
        Ok(Stored { sha256, already })
    }

    /// Puts it on the shelf; false when another request was faster with the same
    /// bytes.
    fn put(&mut self, name: &str) -> Result<bool, NotStored> {
        let (Some(file), Some(hold)) = (self.file.take(), self.hold.take()) else {
            return Err(NotStored::Full);
        };
        self.store.shelf().put(file, name, self.length, hold)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::path::Path;

    fn names(folder: &Path) -> usize {
        fs::read_dir(folder).expect("a folder").count()
    }

    #[test]
    fn a_large_file_passes_through_staging_and_leaves_nothing_there() {
        let inbox = tempfile::tempdir().expect("a folder");
        let store = Store::open(&inbox.path().into(), 1_000_000, 100).expect("a store");
        let store = Arc::new(store);
        let incoming = inbox.path().join(".incoming");
        let bytes: Vec<u8> = (0..200_000_u32).map(|n| n.to_le_bytes()[0]).collect();
        let mut intake = store.begin();
        for piece in bytes.chunks(70_000) {
            intake.push(piece);
            intake = intake.spill().expect("written");
        }
        assert_eq!(names(&incoming), 1);
        let stored = intake.finish().expect("stored");
        assert!(!stored.already);
        assert_eq!(names(&incoming), 0);
        let name = data_encoding::HEXLOWER.encode(&stored.sha256) + ".age";
        let path = inbox.path().join("responses").join(name);
        assert_eq!(fs::read(&path).expect("a file"), bytes);

        // A damaged copy is put right.
        fs::write(&path, "half").expect("damaged");
        let mut intake = store.begin();
        intake.push(&bytes);
        assert!(!intake.finish().expect("stored").already);
        assert_eq!(fs::read(&path).expect("a file"), bytes);
    }
}
