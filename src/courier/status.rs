//! How things stand.

use super::clock::after;
use super::error::Result;
use super::ledger::{Ledger, State};
use crate::inbox::Inbox;
use jiff::Timestamp;
use serde::Serialize;

/// Counts of now.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Status {
    /// In the inbox, without a route so far.
    pub received: u64,
    /// Waiting for a person's decision.
    pub held: u64,
    /// On their way.
    pub sending: u64,
    /// Taken by every recipient's server.
    pub delivered: u64,
    /// Closed without mail.
    pub discarded: u64,
    /// Their sealed files are deleted.
    pub purged: u64,
    /// How long the oldest one that is neither held nor closed has waited.
    pub oldest_waiting_seconds: Option<i64>,
    /// Responses to surveys that wait until five have come.
    #[serde(skip_serializing_if = "is_none")]
    pub in_surveys: u64,
    /// Whether something that has its route waits for too long.
    #[serde(skip)]
    pub alarm: bool,
}

/// Counts by state. Files that no courier has collected yet count as received.
///
/// # Errors
/// When the ledger or the inbox cannot be read.
pub fn status(
    ledger: &Ledger,
    inbox: &Inbox,
    alarm_after_minutes: u32,
    now: Timestamp,
) -> Result<Status> {
    let counts = ledger.counts()?;
    let count = |state: State| counts.get(state.name()).copied().unwrap_or_default();
    let mut uncollected = 0;
    let mut oldest_file: Option<Timestamp> = None;
    for entry in inbox.list()? {
        if !ledger.knows_file(&entry)? {
            uncollected += 1;
            let at = Timestamp::try_from(entry.modified).unwrap_or(now);
            oldest_file = Some(oldest_file.map_or(at, |oldest| oldest.min(at)));
        }
    }
    let sending = ledger.oldest(State::Sending)?;
    let surveys = ledger.survey_standing()?;
    let oldest =
        [sending, ledger.oldest(State::Received)?, oldest_file].into_iter().flatten().min();
    let too_old = after(now, -60 * i64::from(alarm_after_minutes));
    Ok(Status {
        received: count(State::Received) + uncollected,
        held: count(State::Held),
        sending: count(State::Sending),
        delivered: count(State::Delivered),
        discarded: count(State::Discarded),
        purged: count(State::Purged),
        oldest_waiting_seconds: oldest.map(|oldest| (now.as_second() - oldest.as_second()).max(0)),
        in_surveys: surveys.waiting,
        alarm: [sending, surveys.overdue].into_iter().flatten().any(|since| since < too_old),
    })
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "as serde calls it")]
fn is_none(count: &u64) -> bool {
    *count == 0
}
