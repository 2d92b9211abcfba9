//! One review with all that is known about it, and a letter that is due.

use super::Due;
use crate::courier::ledger::{Came, Mailing, MailingState, Review};
use crate::courier::message_id::MessageIds;
use crate::courier::{Child, Role};
use crate::letters::Occasion;
use jiff::civil::Date;

/// One review, and all that is known about it.
pub(super) struct Case<'c> {
    pub(super) child: &'c Child,
    pub(super) review: &'c Review,
    /// The letters about it, in the order in which they were made.
    pub(super) sent: &'c [Mailing],
    /// What has come in for the child.
    pub(super) came: &'c [Came],
    /// How the child took part, once it is recorded.
    pub(super) code: Option<&'c str>,
    /// Tells whether a letter went to the address that its reader has today.
    pub(super) message_id: &'c MessageIds,
}

impl Case<'_> {
    pub(super) fn of(&self, role: Role, occasion: Occasion) -> impl Iterator<Item = &Mailing> {
        self.sent.iter().filter(move |one| one.role == role && one.occasion == occasion)
    }

    /// Those that are on record and were not called back.
    pub(super) fn standing(
        &self,
        role: Role,
        occasion: Occasion,
    ) -> impl Iterator<Item = &Mailing> {
        self.of(role, occasion).filter(|one| one.state != MailingState::Withdrawn)
    }

    /// The last letter before the review that this person has.
    pub(super) fn last(&self, role: Role) -> Option<&Mailing> {
        self.sent
            .iter()
            .filter(|one| one.role == role && one.arrived())
            .filter(|one| {
                matches!(one.occasion, Occasion::Invitation | Occasion::Reminder | Occasion::Moved)
            })
            .max_by_key(|one| (one.made_on, one.id))
    }
}

/// A letter that is due for its reasons.
pub(super) fn letter_due(
    case: &Case<'_>,
    (role, occasion): (Role, Occasion),
    turn: String,
    form: &str,
    due: Date,
    why: String,
) -> Due {
    Due {
        child: case.child.reference.clone(),
        role,
        occasion,
        form: form.to_owned(),
        review_date: case.review.date,
        due,
        why,
        turn,
        review: case.review.id,
    }
}
