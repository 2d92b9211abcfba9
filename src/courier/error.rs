//! Why the courier could not do what it was asked: exit status 2.
//!
//! Every message names the place, says what is wrong there, and what to do.
//! None holds a name, a date of birth, a child's address, a token or an answer.

use std::fmt;

/// The courier could not run.
#[derive(Debug)]
pub struct CannotRun {
    problem: String,
    help: Option<String>,
    about_one_letter: bool,
}

/// What the courier's functions give.
pub type Result<T> = std::result::Result<T, CannotRun>;

impl CannotRun {
    /// What is wrong and where, and what to do about it.
    pub fn new(problem: impl Into<String>, help: impl Into<String>) -> Self {
        Self { problem: problem.into(), help: Some(help.into()), about_one_letter: false }
    }

    /// What is wrong, when the sentence itself says what to do.
    pub fn plain(problem: impl Into<String>) -> Self {
        Self { problem: problem.into(), help: None, about_one_letter: false }
    }

    /// What is wrong with one letter: a reason to hold its response, and none
    /// to keep the next one waiting.
    pub(crate) fn letter(problem: impl Into<String>) -> Self {
        Self { problem: problem.into(), help: None, about_one_letter: true }
    }

    /// Whether it concerns one response only.
    pub(crate) fn is_about_one_letter(&self) -> bool {
        self.about_one_letter
    }
}

/// Runs what handles one response's content, and takes a panic in it for what
/// it is: a reason to hold that response.
pub(crate) fn contained<T>(work: impl FnOnce() -> Result<T>) -> Result<T> {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(work)).unwrap_or_else(|_| {
        Err(CannotRun::letter(
            "the courier has a fault that this response brings out; please report it without the response",
        ))
    })
}

impl fmt::Display for CannotRun {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.problem)?;
        match &self.help {
            Some(help) => write!(f, "\n  What to do: {help}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for CannotRun {}

impl From<rusqlite::Error> for CannotRun {
    fn from(error: rusqlite::Error) -> Self {
        Self::new(
            format!("The ledger cannot be used: {error}"),
            "see that the ledger's folder exists, has room, and belongs to this user; if the file is damaged, put the last backup in its place",
        )
    }
}

impl From<crate::inbox::InboxError> for CannotRun {
    fn from(error: crate::inbox::InboxError) -> Self {
        Self::new(
            format!("courier.yaml, inbox: {error}"),
            "give the folder that the letterbox writes to",
        )
    }
}
