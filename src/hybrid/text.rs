//! Keys as people copy them: Bech32 (BIP 173) without its bound on the length.

use super::HybridError;
use super::kem::SEED;
use age_core::primitives::{bech32_decode, bech32_encode, bech32_encode_to_fmt};
use bech32::Hrp;
use std::fmt;
use zeroize::Zeroizing;

const IDENTITY: Hrp = Hrp::parse_unchecked("age-secret-key-pq-");
const IDENTITY_START: &str = "AGE-SECRET-KEY-PQ-1";
const RECIPIENT: Hrp = Hrp::parse_unchecked("age1pq");
const RECIPIENT_START: &str = "age1pq1";

pub(super) fn identity(seed: &[u8; SEED]) -> Zeroizing<String> {
    let mut text = Zeroizing::new(bech32_encode(IDENTITY, seed));
    text.make_ascii_uppercase();
    text
}

pub(super) fn parse_identity(text: &str) -> Result<Zeroizing<[u8; SEED]>, HybridError> {
    let bytes = Zeroizing::new(parse(text, IDENTITY_START, IDENTITY)?);
    let seed = <[u8; SEED]>::try_from(bytes.as_slice()).map_err(|_| HybridError::Length)?;
    Ok(Zeroizing::new(seed))
}

pub(super) fn write_recipient(f: &mut fmt::Formatter<'_>, key: &[u8]) -> fmt::Result {
    bech32_encode_to_fmt(f, RECIPIENT, key)
}

pub(super) fn parse_recipient(text: &str) -> Result<Vec<u8>, HybridError> {
    parse(text, RECIPIENT_START, RECIPIENT)
}

/// Bech32 allows both cases; the browser's library takes only the one that age
/// prints, and so does this.
fn parse(text: &str, start: &str, hrp: Hrp) -> Result<Vec<u8>, HybridError> {
    if !text.starts_with(start) {
        return Err(HybridError::Beginning);
    }
    bech32_decode(
        text,
        |_| HybridError::Checksum,
        |found| (found == hrp).then_some(()).ok_or(HybridError::Beginning),
        |_, bytes| {
            // At its full size from the start: a buffer that grows leaves
            // copies behind.
            let mut all = Vec::with_capacity(text.len());
            all.extend(bytes);
            Ok(all)
        },
    )
}
