//! A few responses at a time, opened and written ahead: while the mail server has
//! the letters of one batch, the next is written on another thread.

use super::errand::{Errand, prepare};
use super::error::{Result, contained};
use super::ledger::{Kind, ResponseRow, State};
use super::opened::{self, BYTES_SIDE_BY_SIDE, Opened, SIDE_BY_SIDE};
use super::write::{Desk, Written, write};
use super::{Courier, Report};
use jiff::Timestamp;
use std::sync::Arc;

/// What one response's turn is about: its SHA-256, and which messages.
pub(super) type Turn = (String, Kind);

/// Responses on their way, in the order of their turns.
#[derive(Default)]
pub(super) struct Batch {
    errands: Vec<Errand>,
    /// As many, once they are written.
    written: Vec<Result<Written>>,
    /// The largest message that the mail server takes, as they were written for.
    limit: Option<u64>,
    bytes: usize,
}

impl Batch {
    /// Opens the next few, and finds the way of each.
    pub(super) fn next(
        courier: &mut Courier,
        turns: &mut impl Iterator<Item = Turn>,
        now: Timestamp,
        report: &mut Report,
    ) -> Result<Self> {
        let mut batch = Self::default();
        // What has been held meanwhile goes nowhere, and the next ones do.
        while batch.errands.is_empty() {
            let (bytes, some) = open_some(courier, turns)?;
            if some.is_empty() {
                break;
            }
            batch.bytes = bytes;
            for (row, kind, found) in some {
                batch.errands.extend(prepare(courier, row, kind, found, now, report)?);
            }
        }
        Ok(batch)
    }

    /// The first one, if there is any.
    pub(super) fn first(&self) -> Option<&Errand> {
        self.errands.first()
    }

    /// Whether the letters are written.
    pub(super) fn is_written(&self) -> bool {
        self.written.len() == self.errands.len()
    }

    /// The largest message that the mail server takes, as they were written for.
    pub(super) fn limit(&self) -> Option<u64> {
        self.limit
    }

    /// Whether it takes so much memory that nothing else is done beside it.
    pub(super) fn is_large(&self) -> bool {
        self.bytes >= BYTES_SIDE_BY_SIDE
    }

    /// Writes the letters.
    pub(super) fn write(&mut self, desk: &Desk, limit: Option<u64>) {
        self.limit = limit;
        self.written =
            self.errands.iter().map(|errand| contained(|| write(desk, errand, limit))).collect();
    }

    /// The errands, each with what was written.
    pub(super) fn into_written(self) -> impl Iterator<Item = (Errand, Result<Written>)> {
        self.errands.into_iter().zip(self.written)
    }
}

/// A turn whose response was looked for and opened.
type Taken = (ResponseRow, Kind, opened::Attempt<Arc<Opened>>);

/// Takes the next few turns, and opens what is not at hand. Beside them, how
/// many sealed bytes that is.
fn open_some(
    courier: &mut Courier,
    turns: &mut impl Iterator<Item = Turn>,
) -> Result<(usize, Vec<Taken>)> {
    let mut taken: Vec<(ResponseRow, Kind, Option<Arc<Opened>>)> = Vec::new();
    let mut fetched = Vec::new();
    let mut bytes = 0;
    while taken.len() < SIDE_BY_SIDE && bytes < BYTES_SIDE_BY_SIDE {
        let Some((sha256, kind)) = turns.next() else { break };
        let Some(row) = courier.ledger.response(&sha256)? else { continue };
        if row.state != State::Sending {
            continue;
        }
        let at_hand = courier.at_hand.take(&sha256);
        bytes += match &at_hand {
            Some(opened) => opened.sealed_bytes,
            None => {
                let sealed = opened::sealed(&sha256, &courier.ledger, &courier.inbox);
                let bytes = opened::length(&sealed);
                fetched.push(sealed);
                bytes
            }
        };
        if let (Kind::Alert, Some(opened)) = (kind, &at_hand) {
            // Its letter comes later in this round.
            courier.at_hand.keep(&sha256, Arc::clone(opened));
        }
        taken.push((row, kind, at_hand));
    }
    let unsealed = opened::side_by_side(fetched, &courier.identities);
    let mut opened = unsealed.into_iter().map(|unsealed| {
        let attempt = opened::beside_its_form(unsealed, &courier.ledger);
        attempt.map(|found| found.map(Arc::new))
    });
    let some = taken.into_iter().filter_map(|(row, kind, at_hand)| {
        let found = at_hand.map(|opened| Ok(Ok(opened))).or_else(|| opened.next())?;
        Some((row, kind, found))
    });
    Ok((bytes, some.collect()))
}
