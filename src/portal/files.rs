//! Reads a portal's files: every one there is, in the order of their names, on
//! all cores.

use crate::problem::{Problem, Source};
use memchr::memchr;
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read as _};
use std::path::{MAIN_SEPARATOR, Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use walkdir::WalkDir;

/// The largest text file that is read. A page of this size is a hundred times
/// the longest letter; anything larger is a mistake and would only fill the
/// memory.
const MAX_TEXT: u64 = 2 * 1024 * 1024;

/// So many files are handed over at a time: enough to be worth it, and few enough
/// that no core waits for another's last ones.
const PIECE: usize = 16;

/// What may lie beside pages at the portal's top and is no part of them.
const NO_PAGES: &[&str] = &["site.yaml", "forms", "themes", "public"];

/// What lists and forms end in.
pub(super) const YAML: &[&str] = &["yaml", "yml"];

/// A file that was found.
#[derive(Debug)]
pub(super) struct Found {
    /// Relative to the portal's folder, with `/`.
    pub(super) name: String,
    pub(super) path: PathBuf,
    /// What it says, or why nobody can tell, if it was read already.
    text: Option<Text>,
}

/// What a text file says, or why it cannot be read.
type Text = Result<Arc<Source>, Box<Problem>>;

impl Found {
    /// A file that was not read yet.
    pub(super) fn new(name: String, path: PathBuf) -> Self {
        Self { name, path, text: None }
    }

    /// What it says.
    ///
    /// # Errors
    /// As of [`read`].
    pub(super) fn into_text(mut self) -> Text {
        self.text.take().unwrap_or_else(|| read(&self))
    }

    /// Whether its name ends in one of these, whatever its letters' case.
    pub(super) fn ends_in(&self, endings: &[&str]) -> bool {
        let file = self.name.rsplit_once('/').map_or(self.name.as_str(), |(_, file)| file);
        let own = file.rsplit_once('.').map_or("", |(_, ending)| ending);
        endings.iter().any(|ending| ending.eq_ignore_ascii_case(own))
    }

    fn no_text(&self) -> Arc<Source> {
        Arc::new(Source { file: self.name.clone(), text: String::new() })
    }
}

/// Every file below a folder of the portal, in the order of their names; none if
/// the folder is not there. Those that end in one of `texts` are read.
///
/// One core walks; the others read what it has found so far.
pub(super) fn find(
    dir: &Path,
    folder: &str,
    texts: &[&str],
    problems: &mut Vec<Problem>,
) -> Vec<Found> {
    let pieces = Mutex::new(BTreeMap::new());
    let read_piece = |at: usize, mut piece: Vec<Found>| {
        for file in &mut piece {
            file.text = file.ends_in(texts).then(|| read(file));
        }
        pieces.lock().unwrap_or_else(PoisonError::into_inner).insert(at, piece);
    };
    let read_piece = &read_piece;
    rayon::scope(|scope| {
        let (mut at, mut piece) = (0, Vec::new());
        walk(dir, folder, problems, |file| {
            piece.push(file);
            if piece.len() == PIECE {
                let (now, full) = (at, std::mem::take(&mut piece));
                scope.spawn(move |_| read_piece(now, full));
                at += 1;
            }
        });
        read_piece(at, piece);
    });
    let pieces = pieces.into_inner().unwrap_or_else(PoisonError::into_inner);
    pieces.into_values().flatten().collect()
}

/// Hands over every file below a folder, in the order of their names.
fn walk(dir: &Path, folder: &str, problems: &mut Vec<Problem>, mut found: impl FnMut(Found)) {
    let beside = folder == ".";
    let top = if beside { dir.to_owned() } else { dir.join(folder) };
    if !top.exists() {
        return;
    }
    let visible = |entry: &walkdir::DirEntry| {
        let name = entry.file_name().to_string_lossy();
        let elsewhere = beside && entry.depth() == 1 && NO_PAGES.contains(&&*name);
        entry.depth() == 0 || !(name.starts_with('.') || elsewhere)
    };
    for entry in WalkDir::new(&top).sort_by_file_name().into_iter().filter_entry(visible) {
        match entry {
            Ok(entry) if entry.file_type().is_file() => {
                found(Found::new(relative(dir, entry.path()), entry.into_path()));
            }
            Ok(entry) if entry.file_type().is_symlink() => {
                problems.push(link(&relative(dir, entry.path())));
            }
            Ok(_) => {}
            Err(error) => problems.push(unreadable_folder(dir, folder, &error)),
        }
    }
}

fn relative(dir: &Path, path: &Path) -> String {
    // Nearly always the path is the folder's, with more after it.
    if MAIN_SEPARATOR == '/'
        && let (Some(dir), Some(path)) = (dir.to_str(), path.to_str())
        && let Some(name) = path.strip_prefix(dir).and_then(|rest| rest.strip_prefix('/'))
    {
        return name.to_owned();
    }
    let path = path.strip_prefix(dir).unwrap_or(path);
    let parts = path.components();
    parts.map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

fn link(name: &str) -> Problem {
    let source = Arc::new(Source { file: name.to_owned(), text: String::new() });
    Problem::error(
        "link-in-folder",
        &source,
        0..0,
        "this is a link to another place, and links are not followed",
        "Copy the file itself here: a link could bring in something that was never meant for the public.",
    )
}

fn unreadable_folder(dir: &Path, folder: &str, error: &walkdir::Error) -> Problem {
    let name = error.path().map_or_else(|| folder.to_owned(), |path| relative(dir, path));
    let source = Arc::new(Source { file: name, text: String::new() });
    let why = error.io_error().map_or_else(|| "it cannot be walked".to_owned(), reason);
    Problem::error(
        "unreadable",
        &source,
        0..0,
        format!("this folder cannot be read: {why}"),
        "Ask whoever looks after the computer for the right to read it.",
    )
}

/// What text files say; one that cannot be read is a problem and is left out.
pub(super) fn read_all(files: Vec<Found>, problems: &mut Vec<Problem>) -> Vec<Arc<Source>> {
    let read = files.into_iter().map(Found::into_text);
    read.filter_map(|outcome| outcome.map_err(|problem| problems.push(*problem)).ok()).collect()
}

/// Reads one text file as UTF-8, without its byte-order mark.
///
/// # Errors
/// A problem, when it cannot be read or is not text.
pub(super) fn read(file: &Found) -> Text {
    let trouble = |rule, message: String, help: &str| {
        Box::new(Problem::error(rule, &file.no_text(), 0..0, message, help))
    };
    let unreadable = |error: io::Error| {
        trouble(
            "unreadable",
            format!("this file cannot be read: {}", reason(&error)),
            "Close it in other programs, and see that you may open it.",
        )
    };
    let opened = fs::File::open(&file.path).map_err(unreadable)?;
    let size = opened.metadata().map_err(unreadable)?.len();
    if size > MAX_TEXT {
        return Err(trouble(
            "too-large",
            format!("this file is {} MB large, and text files may have 2 MB", size / 1_000_000),
            "Is it really a text file? Put pictures into files of their own, and split a very long page.",
        ));
    }
    // No more is asked for than there is, or the system would be asked once again
    // for each file, only to say that this was all.
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0));
    opened.take(size).read_to_end(&mut bytes).map_err(unreadable)?;
    let text = String::from_utf8(bytes).map_err(|error| Box::new(not_utf8(file, &error)))?;
    if memchr(0, text.as_bytes()).is_some() {
        return Err(trouble(
            "not-utf-8",
            "this file is not stored as UTF-8 text".to_owned(),
            "If it is text, save it again with the encoding UTF-8 (in the editor's “Save as”; not “Unicode” or UTF-16).",
        ));
    }
    let text = match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    };
    Ok(Arc::new(Source { file: file.name.clone(), text }))
}

fn not_utf8(file: &Found, error: &std::string::FromUtf8Error) -> Problem {
    let at = error.utf8_error().valid_up_to();
    // What can be read is shown, so that the place is found by eye.
    let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
    let source = Arc::new(Source { file: file.name.clone(), text });
    Problem::error(
        "not-utf-8",
        &source,
        at..at + '\u{fffd}'.len_utf8(),
        "a character here is not stored as UTF-8",
        "Save the file again with the encoding UTF-8 (in the editor's “Save as”), then put the character right.",
    )
}

/// Why something of the system's failed, in few words.
pub(crate) fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "it is not there".to_owned(),
        io::ErrorKind::PermissionDenied => "you may not".to_owned(),
        io::ErrorKind::StorageFull => "the disk is full".to_owned(),
        _ => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What [`find`] finds in a folder with these files, each of which says its name.
    fn found(names: &[String]) -> Vec<(String, String)> {
        let folder = tempfile::tempdir().expect("a folder");
        for name in names {
            let file = folder.path().join(name);
            fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
            fs::write(file, name).expect("written");
        }
        let mut problems = Vec::new();
        let files = find(folder.path(), "content", &["md"], &mut problems);
        assert!(problems.is_empty());
        // What was read must not need the disk any more.
        drop(folder);
        let text = |file: Found| {
            let name = file.name.clone();
            (name, file.into_text().map_or_else(|_| "unread".to_owned(), |text| text.text.clone()))
        };
        files.into_iter().map(text).collect()
    }

    #[test]
    fn files_come_in_the_order_of_their_names_whoever_read_them() {
        let many = 5 * PIECE + 1;
        let mut names: Vec<_> = (0..many).map(|at| format!("content/page-{at:04}.md")).collect();
        names.insert(0, "content/a.md".to_owned());
        // A folder stands where its own name does.
        names.extend(["content/page/b.md", "content/page.md", "content/z/y.md"].map(str::to_owned));
        let mut shuffled = names.clone();
        shuffled.reverse();
        names.sort_by(|one, other| Path::new(one).cmp(Path::new(other)));
        let expected: Vec<_> = names.into_iter().map(|name| (name.clone(), name)).collect();
        assert_eq!(found(&shuffled), expected);
    }

    #[test]
    fn only_texts_are_read_on_the_way() {
        let names = ["content/a.md", "content/b.svg"].map(str::to_owned);
        let read = [("content/a.md", "content/a.md"), ("content/b.svg", "unread")];
        assert_eq!(found(&names), read.map(|(name, text)| (name.to_owned(), text.to_owned())));
    }
}
