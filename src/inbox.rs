//! Where the letterbox leaves what it received: a folder now, an object store
//! later. Everything that the courier asks of it is here: list, hash, read,
//! delete.

use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::SystemTime;
use thiserror::Error;

/// The folder of the inbox that holds the sealed responses.
const RESPONSES: &str = "responses";

/// The largest sealed file that is read, in bytes.
pub const MAX_SEALED: u64 = 64 * 1024 * 1024;

/// The inbox.
#[derive(Clone, Debug)]
pub struct Inbox {
    responses: PathBuf,
}

/// One sealed file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its name in the inbox; means nothing, for the content decides.
    pub name: String,
    /// In bytes.
    pub size: u64,
    /// When it was last written.
    pub modified: SystemTime,
}

/// Why the inbox can't be used.
#[derive(Debug, Error)]
pub enum InboxError {
    /// An object store.
    #[error(
        "an inbox at {0}… is not in this version, which reads a folder: let the object store's own tool copy its responses/ into a folder, and name that"
    )]
    ObjectStore(&'static str),
    /// The folder is missing or can't be listed.
    #[error("the inbox {0} cannot be read: {1}")]
    Folder(PathBuf, io::Error),
}

/// Why one file can't be read.
#[derive(Debug, Error)]
pub enum ReadError {
    /// It is larger than [`MAX_SEALED`].
    #[error("the file is larger than the courier takes")]
    TooLarge,
    /// It is not there, or not readable.
    #[error("the file cannot be read: {0}")]
    Io(#[from] io::Error),
}

impl Inbox {
    /// The inbox at a place, which is a folder's path; relative paths start at
    /// `base`.
    ///
    /// # Errors
    /// When the place is an object store.
    pub fn at(place: &str, base: &Path) -> Result<Self, InboxError> {
        for scheme in ["s3://", "az://", "gs://"] {
            if place.starts_with(scheme) {
                return Err(InboxError::ObjectStore(scheme));
            }
        }
        Ok(Self { responses: base.join(place).join(RESPONSES) })
    }

    /// The sealed files, oldest first.
    ///
    /// An inbox whose `responses` folder is not there yet is empty; one whose
    /// own folder is missing is a mistake in the configuration.
    ///
    /// # Errors
    /// When the folder cannot be listed.
    pub fn list(&self) -> Result<Vec<Entry>, InboxError> {
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
            if metadata.is_file() && has_age_ending(&name) && !name.starts_with('.') {
                let modified = metadata.modified().unwrap_or(SystemTime::UNIX_EPOCH);
                let size = metadata.len();
                entries.push(Entry { name, size, modified });
            }
        }
        entries.sort_by(|one, other| (one.modified, &one.name).cmp(&(other.modified, &other.name)));
        Ok(entries)
    }

    /// The SHA-256 of a file, as 64 hex digits.
    ///
    /// A file past [`MAX_SEALED`] is never read, so that gigabytes cost nothing:
    /// the hash of its name and size stands for it, which is enough to hold it
    /// and to let a person discard it.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn hash(&self, name: &str) -> io::Result<String> {
        let mut file = File::open(self.path(name))?;
        let mut hash = Sha256::new();
        let size = file.metadata()?.len();
        if size > MAX_SEALED {
            return Ok(sha256_hex(format!("too large: {size} {name}").as_bytes()));
        }
        io::copy(&mut file, &mut hash)?;
        Ok(hex(&hash.finalize()))
    }

    /// The content of a file.
    ///
    /// # Errors
    /// When the file is larger than [`MAX_SEALED`] or cannot be read.
    pub fn read(&self, name: &str) -> Result<Vec<u8>, ReadError> {
        read_bounded(&self.path(name))
    }

    /// Deletes a file; one that is not there is as good as deleted.
    ///
    /// # Errors
    /// When it stays.
    pub fn delete(&self, name: &str) -> io::Result<()> {
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
/// As [`Inbox::read`].
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

/// The SHA-256 of bytes, as 64 hex digits.
pub fn sha256_hex(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Lower-case hex digits.
fn hex(bytes: &[u8]) -> String {
    data_encoding::HEXLOWER.encode(bytes)
}

fn has_age_ending(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|end| end == "age")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_only_sealed_files_of_its_own_folder() {
        let folder = tempfile::tempdir().expect("a folder");
        let inbox = Inbox::at("inbox", folder.path()).expect("an inbox");
        assert!(matches!(inbox.list(), Err(InboxError::Folder(..))));
        let responses = folder.path().join("inbox/responses");
        fs::create_dir(folder.path().join("inbox")).expect("inbox");
        assert_eq!(inbox.list().expect("empty"), []);
        fs::create_dir_all(responses.join("deeper.age")).expect("folders");
        for name in ["a.age", ".hidden.age", "b.tmp", "c.AGE"] {
            fs::write(responses.join(name), name).expect("written");
        }
        fs::write(folder.path().join("inbox/outside.age"), "").expect("written");
        let names: Vec<_> = inbox.list().expect("listed");
        assert_eq!(names.len(), 1);
        assert_eq!(names[0].name, "a.age");
        assert_eq!(inbox.hash("a.age").expect("hash"), sha256_hex(b"a.age"));
        inbox.delete("a.age").expect("deleted");
        inbox.delete("a.age").expect("deleted twice");
    }

    #[test]
    fn gigabytes_are_refused_unread() {
        let folder = tempfile::tempdir().expect("a folder");
        let inbox = Inbox::at("inbox", folder.path()).expect("an inbox");
        fs::create_dir_all(folder.path().join("inbox/responses")).expect("folders");
        let path = folder.path().join("inbox/responses/huge.age");
        // It takes no room on the disk: nothing is written into it.
        File::create(&path).expect("a file").set_len(8 << 30).expect("8 GiB");
        let start = std::time::Instant::now();
        assert!(matches!(inbox.read("huge.age"), Err(ReadError::TooLarge)));
        assert_eq!(inbox.hash("huge.age").expect("a stand-in").len(), 64);
        assert!(start.elapsed() < std::time::Duration::from_millis(100));
    }

    #[test]
    fn an_object_store_is_for_later() {
        for place in ["s3://bucket/prefix", "az://container"] {
            let error = Inbox::at(place, Path::new(".")).expect_err("refused");
            assert!(error.to_string().contains("not in this version"), "{error}");
        }
    }
}
