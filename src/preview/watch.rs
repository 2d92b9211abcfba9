//! Looks for changes in the folder, and makes the site again after each.
//!
//! The times of the files are looked at a few times a second: that works on
//! every disk, network drive and synchronised folder, and a portal is small.

use super::show::Shown;
use crate::problem::{Problem, Source};
use crate::site::{self, Engine};
use crate::tool::Checked;
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};
use tokio::sync::watch::{Receiver, Sender};
use walkdir::WalkDir;

/// How often the files are looked at.
const ROUND: Duration = Duration::from_millis(150);

/// The parts of a portal.
const PARTS: &[&str] = &["site.yaml", "content", "forms", "themes"];

/// The files, each with its time and size.
type Snapshot = Vec<(PathBuf, Option<SystemTime>, u64)>;

/// Makes the first site, and starts the thread that makes the next ones.
///
/// # Errors
/// When no thread can be started.
pub(super) fn start(
    dir: &Path,
    port: u16,
    news: impl Fn(&str) + Send + 'static,
) -> io::Result<Receiver<Arc<Shown>>> {
    let dir = dir.to_owned();
    let mut seen = snapshot(&dir);
    let first = Arc::new(make(&dir, port, &Shown::default()));
    news(&first.report);
    let (sender, receiver) = tokio::sync::watch::channel(first);
    std::thread::Builder::new().name("preview".to_owned()).spawn(move || {
        while !sender.is_closed() {
            std::thread::sleep(ROUND);
            let now = settled(&dir, &seen);
            if now != seen {
                seen = now;
                renew(&dir, port, &sender, &news);
            }
        }
    })?;
    Ok(receiver)
}

fn renew(dir: &Path, port: u16, sender: &Sender<Arc<Shown>>, news: &impl Fn(&str)) {
    let last = Arc::clone(&sender.borrow());
    let next = make(dir, port, &last);
    if next.report != last.report {
        news(&next.report);
    }
    sender.send_replace(Arc::new(next));
}

/// The files as they are now, once nobody is in the middle of saving them.
fn settled(dir: &Path, seen: &Snapshot) -> Snapshot {
    let mut now = snapshot(dir);
    // Not for ever: a program that keeps writing must not stop the preview.
    for _ in 0..20 {
        if now == *seen {
            break;
        }
        std::thread::sleep(ROUND / 2);
        let again = snapshot(dir);
        if again == now {
            break;
        }
        now = again;
    }
    now
}

fn snapshot(dir: &Path) -> Snapshot {
    let entries = PARTS.iter().flat_map(|part| WalkDir::new(dir.join(part)).sort_by_file_name());
    entries
        .filter_map(Result::ok)
        .filter(|entry| !entry.file_type().is_dir())
        .map(|entry| {
            let metadata = entry.metadata().ok();
            let time = metadata.as_ref().and_then(|metadata| metadata.modified().ok());
            (entry.into_path(), time, metadata.map_or(0, |metadata| metadata.len()))
        })
        .collect()
}

/// Makes the site in a thread of its own: whatever goes wrong there, the
/// preview goes on.
fn make(dir: &Path, port: u16, last: &Shown) -> Shown {
    let folder = dir.to_owned();
    let made = std::thread::spawn(move || try_to_make(&folder, port)).join();
    let (site, problems) = made.unwrap_or_else(|_| (None, vec![fault()]));
    last.next(site, &problems)
}

fn try_to_make(dir: &Path, port: u16) -> (Option<BTreeMap<String, Vec<u8>>>, Vec<Problem>) {
    let mut checked = Checked::load(dir);
    if checked.errors() > 0 {
        return (None, checked.problems);
    }
    // The page for addresses that are not there finds its styles from here.
    checked.portal.site.site.base_url = format!("http://127.0.0.1:{port}/");
    let portal = &checked.portal;
    match Engine::new(portal).and_then(|engine| site::in_memory(portal, &engine)) {
        Ok(site) => (Some(site), checked.problems),
        Err(found) => {
            checked.problems.extend(found);
            crate::problem::sort(&mut checked.problems);
            (None, checked.problems)
        }
    }
}

fn fault() -> Problem {
    let nothing = Arc::new(Source { file: "site.yaml".to_owned(), text: String::new() });
    Problem::error(
        "fault",
        &nothing,
        0..0,
        "the program stopped over something in this folder",
        "This is a fault of the program: please report it. Taking the last change back may help.",
    )
}
