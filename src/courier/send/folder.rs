//! Messages as files, for the demonstration.

use super::{Mailer, Outcome};
use crate::courier::error::{CannotRun, Result};
use crate::courier::files;
use lettre::address::Envelope;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Writes each message to a folder as an `.eml` file. The answers are readable
/// there: for a throw-away key and invented people only.
pub struct FolderMailer {
    folder: PathBuf,
    written: Vec<PathBuf>,
}

impl FolderMailer {
    /// Messages go to this folder, which is made if it is not there.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn new(folder: &Path) -> Result<Self> {
        std::fs::create_dir_all(folder).map_err(|error| {
            CannotRun::new(
                format!("{}: the folder cannot be made: {error}", folder.display()),
                "give another place",
            )
        })?;
        Ok(Self { folder: folder.to_owned(), written: Vec::new() })
    }

    /// The files written so far, in order.
    pub fn written(&self) -> &[PathBuf] {
        &self.written
    }
}

impl Mailer for FolderMailer {
    fn ready(&mut self) -> std::result::Result<Option<u64>, String> {
        Ok(None)
    }

    fn send(
        &mut self,
        _envelope: &Envelope,
        message: &[u8],
        at_data: &mut dyn FnMut() -> Result<()>,
    ) -> Result<Outcome> {
        at_data()?;
        let path = self.folder.join(format!("{:03}-{}.eml", self.written.len() + 1, name(message)));
        let written = files::create_private(&path).and_then(|mut file| file.write_all(message));
        Ok(match written {
            Ok(()) => {
                self.written.push(path);
                Outcome::Accepted
            }
            Err(error) => Outcome::RefusedForNow(format!("the file cannot be written: {error}")),
        })
    }
}

/// The start of the Message-ID, which is made of our own alphabet.
fn name(message: &[u8]) -> String {
    let text = String::from_utf8_lossy(message);
    let id = text
        .lines()
        .take_while(|line| !line.is_empty())
        .find_map(|line| line.strip_prefix("Message-ID: <"))
        .unwrap_or("message");
    id.chars().take_while(char::is_ascii_alphanumeric).take(12).collect()
}
