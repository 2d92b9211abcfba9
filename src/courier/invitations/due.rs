//! What is due on a day, what is not, and what became of it.

use super::super::ledger::Role;
use crate::letters::Occasion;
use jiff::civil::Date;
use serde::Serialize;

/// A letter that is due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Due {
    /// The case system's reference.
    pub child: String,
    /// Who gets it.
    pub role: Role,
    /// What it is about.
    pub occasion: Occasion,
    /// The form that it links to.
    pub form: String,
    /// The day of the review.
    pub review_date: Date,
    /// Since when it is due.
    pub due: Date,
    /// Why it goes.
    pub why: String,
    /// Which of a review's letters of this kind it is, so that none goes twice.
    #[serde(skip)]
    pub(super) turn: String,
    /// The review in the ledger.
    #[serde(skip)]
    pub(super) review: i64,
}

/// A letter that is not due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Skipped {
    /// The case system's reference.
    pub child: String,
    /// Who would get it.
    pub role: Role,
    /// What it would be about.
    pub occasion: Occasion,
    /// Why it does not go.
    pub why: String,
}

/// What is to go today, and what is not.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Planned {
    /// What is due, in the order of the list of children.
    pub due: Vec<Due>,
    /// What is not due, though the child has a review.
    pub not: Vec<Skipped>,
}

/// What one round did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct InviteReport {
    /// Letters that a server took.
    pub sent: usize,
    /// Attempts that did not end so.
    pub not_sent: usize,
    /// Letters that were no longer needed.
    pub withdrawn: usize,
}
