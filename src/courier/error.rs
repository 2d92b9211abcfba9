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
}

/// What the courier's functions give.
pub type Result<T> = std::result::Result<T, CannotRun>;

impl CannotRun {
    /// What is wrong and where, and what to do about it.
    pub fn new(problem: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            problem: problem.into(),
            help: Some(help.into()),
        }
    }

    /// What is wrong, when the sentence itself says what to do.
    pub fn plain(problem: impl Into<String>) -> Self {
        Self {
            problem: problem.into(),
            help: None,
        }
    }
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
