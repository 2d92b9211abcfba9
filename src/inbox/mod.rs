//! Where the letterbox leaves what it received: a folder or an object store.
//! Everything that the courier asks of it is here: list, hash, read, delete.

mod folder;
#[cfg(feature = "object-store")]
mod store;

pub use folder::read_bounded;

use folder::Folder;
use sha2::{Digest, Sha256};
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;
#[cfg(feature = "object-store")]
use store::Store;
use thiserror::Error;

/// The folder of the inbox that holds the sealed responses.
const RESPONSES: &str = "responses";

/// The largest sealed file that is read, in bytes.
pub const MAX_SEALED: u64 = 64 * 1024 * 1024;

/// The inbox.
#[derive(Clone, Debug)]
pub struct Inbox(Place);

#[derive(Clone, Debug)]
enum Place {
    Folder(Folder),
    #[cfg(feature = "object-store")]
    Store(Store),
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
    /// A URL that leads to no inbox.
    #[error("{0} is no inbox that this program reads: give a folder{STORES}")]
    NoInbox(String),
    /// An object store that cannot be used.
    #[cfg(feature = "object-store")]
    #[error(transparent)]
    NoStore(#[from] crate::objects::NoStore),
    /// The folder is missing or can't be listed.
    #[error("the inbox {0} cannot be read: {1}")]
    Folder(PathBuf, io::Error),
    /// The object store can't be listed.
    #[cfg(feature = "object-store")]
    #[error("the inbox {0} cannot be read: {1}")]
    Store(String, io::Error),
}

/// What else an inbox may be, in this build.
#[cfg(feature = "object-store")]
const STORES: &str = ", or a URL that begins with s3://, az:// or gs://";
#[cfg(not(feature = "object-store"))]
const STORES: &str = "; this build has no object stores in it";

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
    /// The inbox at a place: a folder's path, and relative paths start at `base`,
    /// or the URL of an object store.
    ///
    /// # Errors
    /// When the place is a URL of something else, or its store cannot be used.
    pub fn at(place: &str, base: &Path) -> Result<Self, InboxError> {
        #[cfg(feature = "object-store")]
        if let Some(objects) = crate::objects::Objects::at(place) {
            return Ok(Self(Place::Store(Store::new(objects?))));
        }
        match place.strip_prefix("file://").unwrap_or(place) {
            url if url.contains("://") => Err(InboxError::NoInbox(url.to_owned())),
            path => Ok(Self(Place::Folder(Folder::at(&base.join(path))))),
        }
    }

    /// The sealed files, oldest first.
    ///
    /// An inbox whose `responses` folder is not there yet is empty; one whose
    /// own folder is missing is a mistake in the configuration.
    ///
    /// # Errors
    /// When the place cannot be listed.
    pub fn list(&self) -> Result<Vec<Entry>, InboxError> {
        let mut entries = match &self.0 {
            Place::Folder(folder) => folder.list()?,
            #[cfg(feature = "object-store")]
            Place::Store(store) => store.list()?,
        };
        entries.retain(|entry| has_age_ending(&entry.name) && !entry.name.starts_with('.'));
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
        match &self.0 {
            Place::Folder(folder) => folder.hash(name),
            #[cfg(feature = "object-store")]
            Place::Store(store) => store.hash(name),
        }
    }

    /// The content of a file.
    ///
    /// # Errors
    /// When the file is larger than [`MAX_SEALED`] or cannot be read.
    pub fn read(&self, name: &str) -> Result<Vec<u8>, ReadError> {
        match &self.0 {
            Place::Folder(folder) => folder.read(name),
            #[cfg(feature = "object-store")]
            Place::Store(store) => store.read(name),
        }
    }

    /// Deletes a file; one that is not there is as good as deleted.
    ///
    /// # Errors
    /// When it stays.
    pub fn delete(&self, name: &str) -> io::Result<()> {
        match &self.0 {
            Place::Folder(folder) => folder.delete(name),
            #[cfg(feature = "object-store")]
            Place::Store(store) => store.delete(name),
        }
    }
}

/// The SHA-256 of bytes, as 64 hex digits.
pub fn sha256_hex(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Lower-case hex digits.
fn hex(bytes: &[u8]) -> String {
    data_encoding::HEXLOWER.encode(bytes)
}

/// Stands for the hash of a file that is too large to be read.
fn too_large_to_hash(name: &str, size: u64) -> String {
    sha256_hex(format!("too large: {size} {name}").as_bytes())
}

fn has_age_ending(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|end| end == "age")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs::{self, File};

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
    fn other_urls_are_no_inbox() {
        for place in ["ftp://bucket/prefix", "https://a.example/inbox"] {
            let error = Inbox::at(place, Path::new(".")).expect_err("refused");
            assert!(error.to_string().contains("give a folder"), "{error}");
        }
    }
}
