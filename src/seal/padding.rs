//! Padding, so that the length of a sealed file tells little about the answers.
//!
//! The browser has the same rule (`browser/src/padding.ts`); both sides run
//! `tests/vectors/padding.json`.

/// Small responses are padded to a multiple of this, in bytes.
const BLOCK: u64 = 4096;

/// From here on the Padmé rule takes over, in bytes.
const PADME_FROM: u64 = 65_536;

/// The length to which a plaintext is padded, in bytes: the next multiple of
/// 4,096 up to 65,536, above that by the Padmé rule (Nikitin and others,
/// "Reducing Metadata Leakage from Encrypted Files and Communication with
/// PURBs", 2019), which adds at most 12 per cent and lets out
/// O(log log length) bits. Nothing becomes one block: an empty file would tell
/// that it is empty.
pub fn padded_length(length: u64) -> u64 {
    if length <= PADME_FROM {
        return length.max(1).div_ceil(BLOCK) * BLOCK;
    }
    let exponent = length.ilog2();
    let bits_kept = exponent.ilog2() + 1;
    let mask = (1u64 << (exponent - bits_kept)) - 1;
    length.saturating_add(mask) & !mask
}

/// Pads a JSON text with spaces at its end.
pub fn pad(text: &mut Vec<u8>) {
    let length = padded_length(text.len() as u64);
    text.resize(usize::try_from(length).unwrap_or(text.len()), b' ');
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Deserialize)]
    struct Vector {
        length: u64,
        padded: u64,
    }

    #[test]
    fn agrees_with_the_shared_vectors() {
        let vectors: Vec<Vector> =
            serde_json::from_str(include_str!("../../tests/vectors/padding.json"))
                .expect("the vectors");
        for Vector { length, padded } in vectors {
            assert_eq!(padded_length(length), padded, "{length}");
        }
    }

    #[test]
    fn a_response_with_all_its_attachments_fits_the_letterbox() {
        use crate::age_header::MAX_HEADER;
        use crate::form::LIMITS;
        const LETTERBOX: u64 = 25 * 1024 * 1024;
        // As `limits.rs` promises.
        const WORDS: u64 = 1_800_000;
        // STREAM of age: a nonce, then a tag of 16 bytes for each 64 KiB.
        let sealed = |plain: u64| MAX_HEADER as u64 + 16 + plain + 16 * plain.div_ceil(65_536);
        let base64 = LIMITS.total.div_ceil(3) * 4;
        assert!(sealed(padded_length(base64 + WORDS)) <= LETTERBOX);
        // No room is given away: much more would not fit.
        assert!(sealed(padded_length(base64 + WORDS + 1_500_000)) > LETTERBOX);
    }

    #[test]
    fn padding_keeps_the_json_readable() {
        let mut text = b"{}".to_vec();
        pad(&mut text);
        assert_eq!(text.len(), 4096);
        assert!(serde_json::from_slice::<serde_json::Value>(&text).is_ok());
    }

    #[test]
    fn never_shortens_and_never_doubles() {
        for length in (0..2_000_000).step_by(997) {
            let padded = padded_length(length);
            assert!(padded >= length);
            assert!(length <= PADME_FROM || padded - length <= length * 12 / 100);
        }
    }
}
