//! An inbox that is a folder.

use super::{Entry, InboxError, MAX_SEALED, RESPONSES, ReadError, hex, too_large_to_hash};
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// The folder of the sealed files.
#[derive(Clone, Debug)]
pub(super) struct Folder {
    responses: PathBuf,
}

impl Folder {
    pub(super) fn at(inbox: &Path) -> Self {
        Self { responses: inbox.join(RESPONSES) }
    }

    /// Everything in it that is a file.
    pub(super) fn list(&self) -> Result<Vec<Entry>, InboxError> {
        let wrong = |error| InboxError::Folder(self.responses.clone(), error);
        let folder = match fs::read_dir(&self.responses) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let parent = self.responses.parent().unwrap_or(&self.responses);
                fs::metadata(parent)
                    .map_err(|error| InboxError::Folder(parent.to_owned(), error))?;
                return Ok(Vec::new());
            }
            other => other.map_err(wrong)?,
        };
        let mut entries = Vec::new();
        for entry in folder {
            let entry = entry.map_err(wrong)?;
            let Ok(name) = entry.file_name().into_string() else {
                continue;
            };
            // The entry's own metadata: a symbolic link is not followed.
            let Ok(metadata) = entry.metadata() else {
                continue;
            };
            if metadata.is_file() {
                let modified = metadata.modified().unwrap_or(SystemTime::UNIX_EPOCH);
                entries.push(Entry { name, size: metadata.len(), modified });
            }
        }
        Ok(entries)
    }

    pub(super) fn hash(&self, name: &str) -> io::Result<String> {
        let mut file = File::open(self.path(name))?;
        let mut hash = Sha256::new();
        let size = file.metadata()?.len();
        if size > MAX_SEALED {
            return Ok(too_large_to_hash(name, size));
        }
        io::copy(&mut file, &mut hash)?;
        Ok(hex(&hash.finalize()))
    }

    pub(super) fn read(&self, name: &str) -> Result<Vec<u8>, ReadError> {
        read_bounded(&self.path(name))
    }

    pub(super) fn delete(&self, name: &str) -> io::Result<()> {
        match fs::remove_file(self.path(name)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.responses.join(name)
    }
}

/// Reads a sealed file from anywhere, not more than [`MAX_SEALED`] of it.
///
/// # Errors
/// When it is larger or cannot be read.
pub fn read_bounded(path: &Path) -> Result<Vec<u8>, ReadError> {
    let file = File::open(path)?;
    if file.metadata()?.len() > MAX_SEALED {
        return Err(ReadError::TooLarge);
    }
    // It may have grown since.
    let mut content = Vec::new();
    file.take(MAX_SEALED + 1).read_to_end(&mut content)?;
    if content.len() as u64 > MAX_SEALED {
        return Err(ReadError::TooLarge);
    }
    Ok(content)
}
