//! Flushes of a folder, grouped: whoever asks while one runs shares the next.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc;

/// Asks for flushes of one folder.
pub(super) struct Flusher(mpsc::Sender<Waiting>);

/// Is told how the flush went.
type Waiting = mpsc::SyncSender<bool>;

impl Flusher {
    /// Starts the thread that flushes. It ends when the flusher is dropped.
    pub(super) fn start(folder: PathBuf) -> io::Result<Self> {
        let (asked, waiting) = mpsc::channel();
        std::thread::Builder::new()
            .name("flush".to_owned())
            .spawn(move || run(&folder, &waiting))?;
        Ok(Self(asked))
    }

    /// Returns when every name that the folder held before the call is on stable
    /// storage. Blocks.
    pub(super) fn flush(&self) -> io::Result<()> {
        let (tell, told) = mpsc::sync_channel(1);
        let gone = || io::Error::other("the folder could not be flushed");
        self.0.send(tell).map_err(|_| gone())?;
        match told.recv() {
            Ok(true) => Ok(()),
            _ => Err(gone()),
        }
    }
}

fn run(folder: &Path, waiting: &mpsc::Receiver<Waiting>) {
    while let Ok(first) = waiting.recv() {
        // All of these have renamed their file already: one flush serves them.
        let group: Vec<Waiting> = std::iter::once(first).chain(waiting.try_iter()).collect();
        let done = flush_folder(folder).is_ok();
        for waiting in group {
            // One who went away needs no answer.
            let _ = waiting.send(done);
        }
    }
}

/// Flushes a folder's list of names. Opened anew each time, so that a folder that
/// was replaced is noticed.
pub(super) fn flush_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) {
        File::open(folder)?.sync_all()
    } else {
        // Elsewhere a folder cannot be opened as a file; its journal must do.
        Ok(())
    }
}
