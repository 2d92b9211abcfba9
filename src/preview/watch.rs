//! Looks for changes in the folder, and makes the site again after each.
//!
//! The times of the files are looked at a few times a second: that works on
//! every disk, network drive and synchronised folder, and a portal is small.

use super::desk::Desk;
use super::show::Shown;
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
    let mut desk = Desk::open(&dir, port);
    let first = Arc::clone(desk.shown());
    news(&first.report);
    let (sender, receiver) = tokio::sync::watch::channel(first);
    std::thread::Builder::new().name("preview".to_owned()).spawn(move || {
        while !sender.is_closed() {
            std::thread::sleep(ROUND);
            let now = settled(&dir, &seen);
            if now != seen {
                let changed = changed(&dir, &seen, &now);
                seen = now;
                renew(&mut desk, changed.as_deref(), &sender, &news);
            }
        }
    })?;
    Ok(receiver)
}

fn renew(
    desk: &mut Desk,
    changed: Option<&[String]>,
    sender: &Sender<Arc<Shown>>,
    news: &impl Fn(&str),
) {
    desk.renew(changed);
    let next = Arc::clone(desk.shown());
    let last = sender.send_replace(Arc::clone(&next));
    if next.report != last.report {
        news(&next.report);
    }
}

/// The files that are other than they were, relative to the folder and with
/// `/`; none if any came or went.
fn changed(dir: &Path, before: &Snapshot, now: &Snapshot) -> Option<Vec<String>> {
    let same_files = before.len() == now.len() && before.iter().zip(now).all(|(a, b)| a.0 == b.0);
    let others = before.iter().zip(now).filter(|(before, now)| before != now);
    let name = |path: &Path| {
        let parts = path.strip_prefix(dir).ok()?.components();
        let parts: Option<Vec<_>> = parts.map(|part| part.as_os_str().to_str()).collect();
        Some(parts?.join("/"))
    };
    same_files.then(|| others.map(|(_, now)| name(&now.0)).collect())?
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
    // Pages may lie beside site.yaml.
    let beside = WalkDir::new(dir).min_depth(1).max_depth(1).sort_by_file_name();
    let pages = beside.into_iter().filter(|entry| {
        let name = entry.as_ref().map(walkdir::DirEntry::path);
        name.is_ok_and(|path| path.extension().is_some_and(|ending| ending == "md"))
    });
    entries
        .chain(pages)
        .filter_map(Result::ok)
        .filter(|entry| !entry.file_type().is_dir())
        .map(|entry| {
            let metadata = entry.metadata().ok();
            let time = metadata.as_ref().and_then(|metadata| metadata.modified().ok());
            (entry.into_path(), time, metadata.map_or(0, |metadata| metadata.len()))
        })
        .collect()
}
