//! The opaque token of an invitation link, and the receipt of a stored file:
//! both short enough to be read aloud.

use data_encoding::Encoding;
use data_encoding_macro::new_encoding;
use std::fmt;
use thiserror::Error;

/// Douglas Crockford's base 32: no I, L, O or U, read without regard to case
/// and hyphens.
const CROCKFORD: Encoding = new_encoding! {
    symbols: "0123456789ABCDEFGHJKMNPQRSTVWXYZ",
    translate_from: "abcdefghjkmnpqrstvwxyzoOiIlL",
    translate_to: "ABCDEFGHJKMNPQRSTVWXYZ001111",
    ignore: "- ",
};

/// 80 random bits, written as four groups of four characters.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Token([u8; 10]);

/// The text is not a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("a token is 16 letters and digits, in groups of 4")]
pub struct TokenError;

impl Token {
    /// Makes a token.
    ///
    /// # Errors
    /// When the system gives no random bytes.
    pub fn random() -> Result<Self, getrandom::Error> {
        let mut bytes = [0; 10];
        getrandom::fill(&mut bytes)?;
        Ok(Self(bytes))
    }

    /// Reads a token without regard to case, hyphens, spaces, O for 0, or I and
    /// L for 1.
    ///
    /// # Errors
    /// When what is left is not 16 characters of the alphabet.
    pub fn parse(text: &str) -> Result<Self, TokenError> {
        let bytes = CROCKFORD.decode(text.as_bytes()).map_err(|_| TokenError)?;
        bytes.try_into().map(Self).map_err(|_| TokenError)
    }
}

impl fmt::Display for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&grouped(&self.0))
    }
}

/// Shows no token, so that none ends in a log by way of a debug print.
impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

/// The receipt of a stored file: the first 40 bits of its SHA-256.
pub fn receipt(sha256: &[u8; 32]) -> String {
    grouped(&sha256[..5])
}

/// In groups of four, so that the eye keeps its place.
fn grouped(bytes: &[u8]) -> String {
    let mut text = CROCKFORD.encode(bytes);
    for at in (4..text.len()).step_by(4).rev() {
        text.insert(at, '-');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_people_write() {
        let token = Token::parse("4T9X-K2MD-7QHP-W3NC").expect("a token");
        for text in ["4t9xk2md7qhpw3nc", "4T9X K2MD 7QHP W3NC", "4t9x-K2md-7qhp-w3nc"] {
            assert_eq!(Token::parse(text), Ok(token.clone()), "{text}");
        }
        assert_eq!(token.to_string(), "4T9X-K2MD-7QHP-W3NC");
        assert_eq!(Token::parse("oil0-1234-5678-9ABC"), Token::parse("0110-1234-5678-9ABC"));
    }

    #[test]
    fn refuses_what_is_no_token() {
        for text in
            ["", "4T9X", "4T9X-K2MD-7QHP-W3NCC", "4T9X-K2MD-7QHP-W3NU", "4T9X-K2MD-7QHP-é3NC"]
        {
            assert_eq!(Token::parse(text), Err(TokenError), "{text}");
        }
    }

    #[test]
    fn two_tokens_differ_and_are_never_shown_by_debug() {
        let (one, other) = (Token::random().expect("bytes"), Token::random().expect("bytes"));
        assert_ne!(one, other);
        assert_eq!(Token::parse(&one.to_string()), Ok(one.clone()));
        assert_eq!(format!("{one:?}"), "Token(…)");
    }

    #[test]
    fn the_receipt_is_the_first_forty_bits() {
        let mut hash = [0; 32];
        hash[..5].copy_from_slice(&[0xff, 0x00, 0xff, 0x00, 0x1f]);
        assert_eq!(receipt(&hash), "ZW0F-Y00Z");
    }
}
