//! What is new in the inbox.

use super::Courier;
use super::error::Result;
use crate::form::receipt;
use jiff::Timestamp;

/// How many files are written down in one change of the ledger.
const AT_ONCE: usize = 500;

/// Writes down every file that was not there before. A file that cannot be read
/// is tried again next time and keeps nothing else waiting.
pub(super) fn collect(courier: &mut Courier, now: Timestamp) -> Result<()> {
    let mut new = Vec::new();
    for entry in courier.inbox.list()? {
        if courier.ledger.knows_file(&entry)? {
            continue;
        }
        match courier.inbox.hash(&entry.name) {
            Ok(sha256) => {
                let receipt = receipt_of(&sha256);
                new.push((entry, sha256, receipt));
                if new.len() == AT_ONCE {
                    courier.ledger.add_files(&new, now)?;
                    new.clear();
                }
            }
            Err(error) => courier.tell(&format!(
                "a file of the inbox cannot be read, and is tried again next time: {error}"
            )),
        }
    }
    if !new.is_empty() {
        courier.ledger.add_files(&new, now)?;
    }
    Ok(())
}

/// The receipt of a file, from its SHA-256 in hex digits.
pub(super) fn receipt_of(sha256: &str) -> String {
    let mut hash = [0; 32];
    match data_encoding::HEXLOWER.decode(sha256.as_bytes()) {
        Ok(bytes) if bytes.len() == hash.len() => hash.copy_from_slice(&bytes),
        _ => {}
    }
    receipt(&hash)
}
