//! How long the header of an age file is, found without reading what is in it.
//!
//! The age library takes time that grows with the square of the number of
//! stanzas, and has no bound of its own (measured with 0.12.1: 4,000 stanzas
//! in 216 KB take seconds). Anybody can post such a file, so both the letterbox
//! and the courier ask here first. This module depends on nothing.

use std::fmt;

/// The longest header, in bytes, that is ever handed to the age library. A
/// post-quantum recipient takes about 1.6 KB; a council has two or three.
pub const MAX_HEADER: usize = 16 * 1024;

/// The first line of every binary age file of version 1.
const FIRST_LINE: &[u8] = b"age-encryption.org/v1\n";

/// How the last line of a header begins.
const LAST_LINE: &[u8] = b"--- ";

/// The length of a line of a stanza's body that is not the last.
const FULL_LINE: usize = 64;

/// Why there is no header to speak of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeaderError {
    /// It does not begin like a binary age file, or ends within the header.
    NotAge,
    /// The header is longer than [`MAX_HEADER`].
    TooLong,
}

impl fmt::Display for HeaderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotAge => "it is not an age file",
            Self::TooLong => "its header is longer than 16 KiB",
        })
    }
}

impl std::error::Error for HeaderError {}

/// The length of the header in bytes, with the line that closes it.
///
/// # Errors
/// When the bytes are no age file, or the header does not close within
/// [`MAX_HEADER`] bytes.
pub fn header_length(file: &[u8]) -> Result<usize, HeaderError> {
    if !file.starts_with(FIRST_LINE) {
        return Err(HeaderError::NotAge);
    }
    let window = &file[..file.len().min(MAX_HEADER)];
    let mut start = FIRST_LINE.len();
    while let Some(length) = window[start..].iter().position(|byte| *byte == b'\n') {
        let end = start + length + 1;
        if window[start..end].starts_with(LAST_LINE) {
            return Ok(end);
        }
        start = end;
    }
    Err(if file.len() >= MAX_HEADER { HeaderError::TooLong } else { HeaderError::NotAge })
}

/// Whether every stanza of a header ends with a short line, as the format asks;
/// `header` is as long as [`header_length`] said. The age library lets two
/// older spellings through (its `legacy_age_stanza`), and a file has one
/// spelling only.
pub fn stanzas_end(header: &[u8]) -> bool {
    let mut open = false;
    for line in header.split(|byte| *byte == b'\n') {
        let begins = line.starts_with(b"-> ");
        if open && (begins || line.starts_with(LAST_LINE)) {
            return false;
        }
        open = begins || line.len() == FULL_LINE;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(filling: usize) -> Vec<u8> {
        let mut file = FIRST_LINE.to_vec();
        file.extend(std::iter::repeat_n(b"-> x\n", filling).flatten());
        file.extend_from_slice(b"--- mac\n");
        file
    }

    #[test]
    fn ends_after_the_mac() {
        let mut file = header(2);
        let length = file.len();
        file.extend_from_slice(b"payload\n--- not this one\n");
        assert_eq!(header_length(&file), Ok(length));
    }

    #[test]
    fn the_bound_is_exact() {
        let mut file = FIRST_LINE.to_vec();
        file.resize(MAX_HEADER - 10, b'a');
        file.extend_from_slice(b"\n--- mac2\n");
        assert_eq!(file.len(), MAX_HEADER);
        assert_eq!(header_length(&file), Ok(MAX_HEADER));
        file.insert(FIRST_LINE.len(), b'a');
        assert_eq!(header_length(&file), Err(HeaderError::TooLong));
    }

    #[test]
    fn refuses_what_is_no_age_file() {
        for file in [
            &b""[..],
            b"age-encryption.org/v1",
            b"age-encryption.org/v1\n-> X25519 abc\n",
            b"age-encryption.org/v2\n--- mac\n",
            b"-----BEGIN AGE ENCRYPTED FILE-----\n",
        ] {
            assert_eq!(header_length(file), Err(HeaderError::NotAge));
        }
    }

    #[test]
    fn refuses_a_long_header_at_once() {
        assert_eq!(header_length(&header(4000)), Err(HeaderError::TooLong));
    }
}
