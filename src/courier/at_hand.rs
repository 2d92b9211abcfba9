//! Opened responses on their way from the judging to the sending, so that none
//! is opened twice in one round. In memory, bounded, and empty between rounds.

use super::opened::Opened;
use std::collections::HashMap;
use std::sync::Arc;

/// How much is kept, in sealed bytes: two thousand forms without pictures. What
/// does not fit is opened again when its turn comes, so that ten thousand
/// waiting responses take no more memory than a hundred.
const MOST: usize = 8 * 1024 * 1024;

#[derive(Default)]
pub(super) struct AtHand {
    opened: HashMap<String, Arc<Opened>>,
    bytes: usize,
}

impl AtHand {
    /// Keeps a response, if there is room.
    pub(super) fn keep(&mut self, sha256: &str, opened: Arc<Opened>) {
        let bytes = opened.sealed_bytes;
        if self.bytes + bytes <= MOST && self.opened.insert(sha256.to_owned(), opened).is_none() {
            self.bytes += bytes;
        }
    }

    /// Gives a response out.
    pub(super) fn take(&mut self, sha256: &str) -> Option<Arc<Opened>> {
        let opened = self.opened.remove(sha256)?;
        self.bytes -= opened.sealed_bytes;
        Some(opened)
    }

    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }
}
