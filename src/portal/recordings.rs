//! Recordings of questions being read, beside the forms.

use super::files::Found;
use super::{Copy, FormFile, Portal, join};
use crate::form::Question;
use crate::problem::{Problem, Source};
use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// The kinds of recording that browsers play. MP3 and M4A play everywhere.
pub(super) const ENDINGS: &[&str] = &["mp3", "m4a", "ogg", "wav"];

/// A recording in the portal's folder.
#[derive(Clone, Debug)]
pub struct Recording {
    /// Its name in the portal: `forms/audio/home-feel.mp3`.
    pub name: String,
    /// Where it goes: under a name that changes with its content, so that a
    /// browser may keep it for ever.
    pub copy: Copy,
}

/// Names a recording by its content; one that cannot be read is a problem.
pub(super) fn read(file: Found, problems: &mut Vec<Problem>) -> Option<Recording> {
    let bytes = match std::fs::read(&file.path) {
        Ok(bytes) => bytes,
        Err(error) => {
            let source = Arc::new(Source { file: file.name, text: String::new() });
            let message = format!("this file cannot be read: {}", super::reason(&error));
            let help = "Close it in other programs, and see that you may open it.";
            problems.push(Problem::error("unreadable", &source, 0..0, message, help));
            return None;
        }
    };
    let hash = HEXLOWER.encode(&Sha256::digest(&bytes)[..4]);
    let (stem, ending) = file.name.rsplit_once('.').unwrap_or((&file.name, ""));
    let path = format!("{stem}.{hash}.{}", ending.to_ascii_lowercase());
    let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    Some(Recording {
        name: file.name.clone(),
        copy: Copy { path, file: file.name, from: file.path, size },
    })
}

impl Portal {
    /// The recording of a question; none if it has none, or if it is not there.
    pub fn recording(&self, file: &FormFile, question: &Question) -> Option<&Recording> {
        let name = recording_name(file, question)?;
        self.recordings.iter().find(|recording| recording.name == name)
    }
}

/// The name in the portal that a question gives its recording, which it writes
/// as seen from its form's file.
pub(crate) fn recording_name(file: &FormFile, question: &Question) -> Option<String> {
    Some(join(&file.source.file, question.audio.as_deref()?))
}
