//! An inbox that is an object store.

use super::{Entry, InboxError, MAX_SEALED, RESPONSES, ReadError, sha256_hex, too_large_to_hash};
use crate::objects::Objects;
use std::io;
use std::sync::Arc;

/// The sealed files of a store.
#[derive(Clone, Debug)]
pub(super) struct Store(Arc<Objects>);

impl Store {
    pub(super) fn new(objects: Objects) -> Self {
        Self(Arc::new(objects))
    }

    /// Everything directly among the responses.
    pub(super) fn list(&self) -> Result<Vec<Entry>, InboxError> {
        let wrong = |error| InboxError::Store(self.0.url().to_owned(), error);
        let objects = self.0.list(RESPONSES).map_err(wrong)?;
        let entries = objects.into_iter();
        Ok(entries
            .map(|object| Entry { name: object.name, size: object.size, modified: object.modified })
            .collect())
    }

    pub(super) fn hash(&self, name: &str) -> io::Result<String> {
        let key = key(name);
        match self.0.get(&key, MAX_SEALED)? {
            Some(content) => Ok(sha256_hex(&content)),
            None => Ok(too_large_to_hash(name, self.0.size(&key)?.unwrap_or_default())),
        }
    }

    pub(super) fn read(&self, name: &str) -> Result<Vec<u8>, ReadError> {
        self.0.get(&key(name), MAX_SEALED)?.ok_or(ReadError::TooLarge)
    }

    pub(super) fn delete(&self, name: &str) -> io::Result<()> {
        self.0.delete(&key(name))
    }
}

fn key(name: &str) -> String {
    format!("{RESPONSES}/{name}")
}
