//! How much the inbox holds, and how much more it may.
//!
//! The courier deletes files behind our back when their time is over, so the count
//! is never trusted to refuse: before a 507, they are counted again.

use super::shelf::Shelf;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// A count older than this is made anew. Not more often: writes wait meanwhile, a
/// quarter of a second for 100,000 files.
const OLD: Duration = Duration::from_mins(10);

/// The inbox has no more room.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Full;

/// The count of what is kept, and its limits.
pub(super) struct Room {
    shelf: Arc<Shelf>,
    most_bytes: u64,
    most_files: u64,
    count: Mutex<Count>,
}

struct Count {
    bytes: u64,
    files: u64,
    /// Bytes of files still on their way in.
    held: u64,
    counted: Instant,
    took: Duration,
}

/// Room set aside for one file on its way in; given back when dropped.
pub(super) struct Hold {
    room: Arc<Room>,
    bytes: u64,
}

impl Room {
    pub(super) fn count(shelf: Arc<Shelf>, most_bytes: u64, most_files: u64) -> io::Result<Self> {
        let start = Instant::now();
        let (bytes, files) = shelf.count()?;
        let count =
            Mutex::new(Count { bytes, files, held: 0, counted: start, took: start.elapsed() });
        Ok(Self { shelf, most_bytes, most_files, count })
    }

    /// Starts a file; nothing is set aside yet.
    pub(super) fn hold(self: &Arc<Self>) -> Hold {
        Hold { room: Arc::clone(self), bytes: 0 }
    }

    /// Whether not even an empty file has room.
    pub(super) fn is_full(&self) -> bool {
        self.fit(&mut self.lock(), 1).is_err()
    }

    /// Counts again when the last count is old, so that it follows what
    /// others put there and take away.
    pub(super) fn recount(&self) {
        let mut count = self.lock();
        if count.counted.elapsed() >= OLD {
            self.scan_into(&mut count);
        }
    }

    fn lock(&self) -> MutexGuard<'_, Count> {
        self.count.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether `more` bytes in one more file fit; counts again before it
    /// says no.
    fn fit(&self, count: &mut Count, more: u64) -> Result<(), Full> {
        let fits = |count: &Count| {
            let bytes = count.bytes.saturating_add(count.held).saturating_add(more);
            bytes <= self.most_bytes && count.files < self.most_files
        };
        if fits(count) {
            return Ok(());
        }
        // At most a twentieth of the time is spent counting, however large the
        // folder and however many are refused.
        if count.counted.elapsed() >= count.took * 20 {
            let known = self.scan_into(count);
            if !known {
                // The write will fail as well, with a better answer than "full".
                return Ok(());
            }
        }
        if fits(count) { Ok(()) } else { Err(Full) }
    }

    /// Counts; false when that cannot be done.
    fn scan_into(&self, count: &mut Count) -> bool {
        let start = Instant::now();
        let Ok((bytes, files)) = self.shelf.count() else {
            return false;
        };
        (count.bytes, count.files) = (bytes, files);
        count.took = start.elapsed();
        count.counted = Instant::now();
        true
    }
}

impl Hold {
    /// Sets more aside.
    pub(super) fn grow(&mut self, more: u64) -> Result<(), Full> {
        let mut count = self.room.lock();
        self.room.fit(&mut count, more)?;
        count.held += more;
        self.bytes += more;
        Ok(())
    }

    /// Puts the file in place by `put` and counts it, while nobody else counts.
    /// `put` says whether the folder has one more file.
    pub(super) fn settle<E: From<Full>>(
        self,
        put: impl FnOnce() -> Result<bool, E>,
    ) -> Result<(), E> {
        let room = Arc::clone(&self.room);
        let mut count = room.lock();
        room.fit(&mut count, 0)?;
        if put()? {
            count.files += 1;
            count.bytes += self.bytes;
        }
        drop(count);
        Ok(())
    }
}

impl Hold {
    /// Counts a file that is in place already: an object store takes its time, and
    /// the others must not wait for it.
    #[cfg(feature = "object-store")]
    pub(super) fn settled(self, is_new: bool) {
        if is_new {
            let mut count = self.room.lock();
            count.files += 1;
            count.bytes += self.bytes;
        }
    }
}

impl Drop for Hold {
    fn drop(&mut self) {
        let mut count = self.room.lock();
        count.held = count.held.saturating_sub(self.bytes);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn what_others_delete_makes_room() {
        let folder = tempfile::tempdir().expect("a folder");
        let shelf = Arc::new(Shelf::folder(folder.path()).expect("a folder"));
        let room = Room::count(shelf, 10, 2).expect("a count");
        let room = Arc::new(room);
        let put = |name: &str| {
            let mut hold = room.hold();
            hold.grow(5)?;
            hold.settle(|| {
                fs::write(folder.path().join("responses").join(name), "12345").expect("a file");
                Ok::<bool, Full>(true)
            })
        };
        assert_eq!(put("a"), Ok(()));
        let mut waiting = room.hold();
        waiting.grow(5).expect("room for five");
        assert_eq!(put("b"), Err(Full));
        drop(waiting);
        assert_eq!(put("b"), Ok(()));
        assert!(room.is_full());
        fs::remove_file(folder.path().join("responses/a")).expect("deleted");
        std::thread::sleep(Duration::from_millis(50));
        assert_eq!(put("c"), Ok(()));
    }
}
