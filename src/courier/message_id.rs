//! Message-IDs, fixed before the first attempt.

use super::error::{CannotRun, Result};
use super::ledger::{Kind, Ledger, Role};
use crate::letters::Occasion;
use data_encoding::BASE32_NOPAD;
use hmac::{Hmac, Mac};
use jiff::civil::Date;
use sha2::Sha256;

/// Makes the Message-IDs of letters about reviews, whose key it read once.
pub(super) struct MessageIds {
    mac: Hmac<Sha256>,
    domain: String,
}

impl MessageIds {
    /// With the ledger's key.
    pub(super) fn new(ledger: &Ledger, domain: &str) -> Result<Self> {
        Ok(Self { mac: keyed(ledger)?, domain: domain.to_owned() })
    }

    /// The Message-ID of one letter about one day of a review.
    pub(super) fn of_letter(
        &self,
        child: &str,
        role: Role,
        occasion: Occasion,
        turn: &str,
        told: Date,
        address: &str,
    ) -> String {
        let mut mac = self.mac.clone();
        mac.update(format!("{child}\n{role}\n{occasion}\n{turn}\n{told}\n{address}").as_bytes());
        finish(mac, &self.domain)
    }
}

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
    let mut mac = keyed(ledger)?;
    mac.update(format!("{about}\n{address}\n{kind}\n{part}").as_bytes());
    Ok(finish(mac, domain))
}

fn keyed(ledger: &Ledger) -> Result<Hmac<Sha256>> {
    let key = ledger
        .meta("message-id-key")?
        .ok_or_else(|| CannotRun::plain("The ledger has lost its key for Message-IDs."))?;
    Hmac::<Sha256>::new_from_slice(&key)
        .map_err(|_| CannotRun::plain("The ledger's key for Message-IDs is damaged."))
}

fn finish(mac: Hmac<Sha256>, domain: &str) -> String {
    let hash = mac.finalize().into_bytes();
    let local = BASE32_NOPAD.encode(&hash[..20]).to_lowercase();
    format!("{local}@{domain}")
}
