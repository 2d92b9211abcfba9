//! Tells an age file from junk by its header alone, as early as possible.
//!
//! The header is the text before the sealed payload (<https://age-encryption.org/v1>):
//! a version line, stanzas, and a line that starts with `--- `. Its length is
//! bounded, because the courier's parser takes quadratic time over it.

use crate::age_header::{HeaderError, header_length};

const VERSION: &[u8] = b"age-encryption.org/v1\n";
const ARMOUR: &[u8] = b"-----BEGIN AGE";

/// What the first bytes of a body tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Not enough to tell.
    Unsure,
    /// The header is whole, and something follows it.
    Age,
    /// Starts with something else.
    Other,
    /// age's text form.
    Armoured,
    /// The header is longer than is ever handed to the courier's parser.
    TooLong,
}

/// Judges the first bytes of a body.
pub(super) fn judge(start: &[u8]) -> Verdict {
    let seen = start.len().min(VERSION.len());
    if start[..seen] != VERSION[..seen] {
        let seen = start.len().min(ARMOUR.len());
        return if start[..seen] != ARMOUR[..seen] {
            Verdict::Other
        } else if seen == ARMOUR.len() {
            Verdict::Armoured
        } else {
            Verdict::Unsure
        };
    }
    match header_length(start) {
        Ok(end) if start.len() > end => Verdict::Age,
        Err(HeaderError::TooLong) => Verdict::TooLong,
        // The rest may still come.
        _ => Verdict::Unsure,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::age_header::MAX_HEADER as MOST;

    /// A file whose header has `length` bytes.
    fn file(length: usize, payload: &[u8]) -> Vec<u8> {
        let mut bytes = b"age-encryption.org/v1\n-> X25519 abc\n".to_vec();
        let last = b"\n--- bWFj\n";
        bytes.resize(length - last.len(), b'A');
        bytes.extend_from_slice(last);
        bytes.extend_from_slice(payload);
        bytes
    }

    #[test]
    fn a_whole_header_with_something_after_it_is_age() {
        assert_eq!(judge(&file(100, b"x")), Verdict::Age);
        assert_eq!(judge(&file(100, b"")), Verdict::Unsure);
        let small = file(100, b"x");
        for length in 0..100 {
            assert_eq!(judge(&small[..length]), Verdict::Unsure, "{length}");
        }
    }

    #[test]
    fn the_bound_is_exact() {
        assert_eq!(judge(&file(MOST, b"x")), Verdict::Age);
        assert_eq!(judge(&file(MOST + 1, b"x")), Verdict::TooLong);
        assert_eq!(judge(&file(MOST + 1, b"x")[..MOST]), Verdict::TooLong);
        assert_eq!(judge(&file(MOST + 1, b"x")[..MOST - 1]), Verdict::Unsure);
    }

    #[test]
    fn junk_shows_in_its_first_bytes() {
        assert_eq!(judge(b"{"), Verdict::Other);
        assert_eq!(judge(b"age-encryption.org/v2\n"), Verdict::Other);
        assert_eq!(judge(b"age-encryption.org/v1\r\n"), Verdict::Other);
        assert_eq!(judge(b"-----BEGIN AGE ENCRYPTED FILE-----"), Verdict::Armoured);
        assert_eq!(judge(b"-----BEGIN CERT"), Verdict::Other);
    }
}
