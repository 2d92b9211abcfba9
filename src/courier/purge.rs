//! Sealed files that are past their retention.

use super::clock::after;
use super::error::Result;
use super::ledger::{Ledger, State};
use crate::inbox::Inbox;
use jiff::Timestamp;

/// Deletes the sealed files of what was delivered or discarded this many days
/// ago, and gives their receipts. What is held or on its way is never touched.
/// The ledger remembers ids and hashes, so that nothing comes back as new.
pub(super) fn purge(
    ledger: &mut Ledger,
    inbox: &Inbox,
    days: u32,
    now: Timestamp,
    tell: &mut dyn FnMut(&str),
) -> Result<Vec<String>> {
    let before = after(now, -24 * 3600 * i64::from(days));
    let mut purged = Vec::new();
    for row in ledger.closed_before(before)? {
        let mut gone = true;
        for name in ledger.files_of(&row.sha256)? {
            if let Err(error) = inbox.delete(&name) {
                gone = false;
                tell(&format!("{}: its file stays: {error}", row.receipt));
            }
        }
        if gone {
            ledger.set_state(&row.sha256, State::Purged, None, now)?;
            purged.push(row.receipt);
        }
    }
    Ok(purged)
}
