//! Message-IDs, fixed before the first attempt.

use super::error::{CannotRun, Result};
use super::ledger::{Kind, Ledger};
use data_encoding::BASE32_NOPAD;
use hmac::{Hmac, Mac};
use sha2::Sha256;

/// A Message-ID without its angle brackets: a keyed hash of what the message is
/// about, its recipient and its part, so that the same message always has the
/// same one and nobody can tell anything from it.
///
/// `about` is the response's id with the hash of its content: two responses of
/// the same id are two messages.
pub(super) fn message_id(
    ledger: &Ledger,
    domain: &str,
    about: &str,
    address: &str,
    kind: Kind,
    part: usize,
) -> Result<String> {
    let key = ledger
        .meta("message-id-key")?
        .ok_or_else(|| CannotRun::plain("The ledger has lost its key for Message-IDs."))?;
    let mut mac = Hmac::<Sha256>::new_from_slice(&key)
        .map_err(|_| CannotRun::plain("The ledger's key for Message-IDs is damaged."))?;
    mac.update(format!("{about}\n{address}\n{kind}\n{part}").as_bytes());
    let hash = mac.finalize().into_bytes();
    let local = BASE32_NOPAD.encode(&hash[..20]).to_lowercase();
    Ok(format!("{local}@{domain}"))
}
