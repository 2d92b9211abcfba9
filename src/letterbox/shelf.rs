//! Where whole files are kept: a folder or an object store. Either way a file is
//! there whole and safe, or not at all.

use super::config::Inbox;
use super::flush::{Flusher, flush_folder};
use super::intake::NotStored;
use super::room::Hold;
#[cfg(feature = "object-store")]
use crate::objects::Objects;
use std::fs::{self, DirBuilder};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// The part of the inbox that the courier reads.
const RESPONSES: &str = "responses";

/// Where whole files are kept.
pub(super) enum Shelf {
    Folder(FolderShelf),
    #[cfg(feature = "object-store")]
    Objects(Objects),
}

/// A folder, flushed in groups.
pub(super) struct FolderShelf {
    responses: PathBuf,
    flusher: Flusher,
}

impl Shelf {
    pub(super) fn open(inbox: &Inbox) -> io::Result<Self> {
        match inbox {
            Inbox::Folder(folder) => Self::folder(folder),
            #[cfg(feature = "object-store")]
            Inbox::Objects(url) => match Objects::at(url) {
                Some(objects) => objects.map(Self::Objects).map_err(io::Error::other),
                None => Err(io::Error::other("no such object store")),
            },
        }
    }

    pub(super) fn folder(inbox: &Path) -> io::Result<Self> {
        let responses = inbox.join(RESPONSES);
        make_folder(&responses)?;
        flush_folder(inbox)?;
        let flusher = Flusher::start(responses.clone())?;
        Ok(Self::Folder(FolderShelf { responses, flusher }))
    }

    /// Whether these bytes are here: the name is their hash, the length a check.
    pub(super) fn holds(&self, name: &str, length: u64) -> io::Result<bool> {
        match self {
            Self::Folder(folder) => has_length(&folder.responses.join(name), length),
            #[cfg(feature = "object-store")]
            Self::Objects(objects) => Ok(objects.size(&key(name))? == Some(length)),
        }
    }

    /// Puts a file in place; false when another request was faster with the same
    /// bytes. A damaged copy is put right.
    pub(super) fn put(
        &self,
        file: NamedTempFile,
        name: &str,
        length: u64,
        hold: Hold,
    ) -> Result<bool, NotStored> {
        match self {
            Self::Folder(folder) => folder.put(file, name, length, hold),
            #[cfg(feature = "object-store")]
            Self::Objects(objects) => {
                let path = || file.path().to_owned();
                let created = objects.put_new(&key(name), path())?;
                let damaged = !created && !self.holds(name, length)?;
                if damaged {
                    objects.replace(&key(name), path())?;
                }
                hold.settled(created);
                Ok(created || damaged)
            }
        }
    }

    /// Returns when every file put in place before is on stable storage. Blocks.
    pub(super) fn flush(&self) -> io::Result<()> {
        match self {
            Self::Folder(folder) => folder.flusher.flush(),
            // A store acknowledges only what is safe.
            #[cfg(feature = "object-store")]
            Self::Objects(_) => Ok(()),
        }
    }

    /// How many bytes and files there are.
    pub(super) fn count(&self) -> io::Result<(u64, u64)> {
        let mut sum = (0, 0);
        match self {
            Self::Folder(folder) => {
                for entry in fs::read_dir(&folder.responses)? {
                    // One that the courier deletes meanwhile is not there to be counted.
                    if let Ok(meta) = entry?.metadata() {
                        sum = (sum.0 + meta.len(), sum.1 + 1);
                    }
                }
            }
            #[cfg(feature = "object-store")]
            Self::Objects(objects) => {
                for object in objects.list(RESPONSES)? {
                    sum = (sum.0 + object.size, sum.1 + 1);
                }
            }
        }
        Ok(sum)
    }

    /// Finds out whether it can be written, leaving nothing that the courier sees.
    pub(super) fn probe(&self) -> io::Result<()> {
        match self {
            Self::Folder(folder) => write_and_forget(&folder.responses),
            #[cfg(feature = "object-store")]
            Self::Objects(objects) => {
                let empty = NamedTempFile::new()?;
                objects.replace("healthz", empty.path().to_owned())
            }
        }
    }
}

impl FolderShelf {
    fn put(
        &self,
        file: NamedTempFile,
        name: &str,
        length: u64,
        hold: Hold,
    ) -> Result<bool, NotStored> {
        let path = self.responses.join(name);
        file.as_file().sync_all()?;
        let mut new = true;
        hold.settle(|| match file.persist_noclobber(&path) {
            Ok(_) => Ok(true),
            Err(lost) if lost.error.kind() == io::ErrorKind::AlreadyExists => {
                new = !has_length(&path, length)?;
                if new {
                    // Damaged: these are the bytes that belong under this name.
                    lost.file.persist(&path).map_err(|error| error.error)?;
                }
                Ok(false)
            }
            Err(lost) => Err(NotStored::from(lost.error)),
        })?;
        Ok(new)
    }
}

fn has_length(path: &Path, length: u64) -> io::Result<bool> {
    match fs::symlink_metadata(path) {
        Ok(meta) => Ok(meta.is_file() && meta.len() == length),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

#[cfg(feature = "object-store")]
fn key(name: &str) -> String {
    format!("{RESPONSES}/{name}")
}

/// Writes and flushes in a folder, under no name that anyone could see.
pub(super) fn write_and_forget(folder: &Path) -> io::Result<()> {
    let mut file = tempfile::tempfile_in(folder)?;
    file.write_all(b"my-review")?;
    file.sync_all()
}

/// Makes a folder that its group may read, and whatever is above it.
pub(super) fn make_folder(path: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o750);
    builder.create(path)
}
