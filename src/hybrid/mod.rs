//! Post-quantum keys for age: `age1pq1…` and `AGE-SECRET-KEY-PQ-1…`.
//!
//! The stanza `mlkem768x25519` of the age format (<https://c2sp.org/age>) wraps
//! the file key with HPKE (RFC 9180) in base mode: the key encapsulation
//! combines ML-KEM-768 (FIPS 203) and X25519 (RFC 7748), so that whoever wants
//! the key must break both; then HKDF-SHA256 and ChaCha20-Poly1305.
//!
//! The age crate (0.12.1) has no such recipient, but a joint for it, which is
//! what stands here. Nothing in this module is a primitive of our own: it puts
//! together maintained crates, and every line of the format is held down by
//! C2SP's public vectors (`tests/age_vectors.rs`).

mod kem;
mod text;

use age::secrecy::ExposeSecret;
use age::{DecryptError, EncryptError};
use age_core::format::{FILE_KEY_BYTES, FileKey, Stanza};
use data_encoding::BASE64_NOPAD;
use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::{Deserializable, HpkeError, OpModeR, OpModeS, Serializable};
use kem::{EncappedKey, MlKem768X25519, PrivateKey, PublicKey};
use rand_core::OsRng;
use std::collections::HashSet;
use thiserror::Error;
use zeroize::Zeroizing;

/// The first argument of the stanza.
const TAG: &str = "mlkem768x25519";

/// HPKE's `info`.
const INFO: &[u8] = b"age-encryption.org/mlkem768x25519";

/// The wrapped file key with the tag of its encryption, in bytes.
const BODY: usize = FILE_KEY_BYTES + 16;

/// Keeps post-quantum recipients from being mixed with others: one of those
/// would be enough to undo what the rest protects.
const LABEL: &str = "postquantum";

/// A key that opens what is sealed to its [`HybridRecipient`].
#[derive(Clone)]
pub struct HybridIdentity(PrivateKey);

/// What is sealed to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HybridRecipient(PublicKey);

/// Why a text is no hybrid key. Holds no part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum HybridError {
    /// Another beginning, or in capitals where small letters belong.
    #[error("it does not begin like one")]
    Beginning,
    /// A letter is wrong, missing or too many.
    #[error("its checksum is wrong, so it was not copied whole")]
    Checksum,
    /// Whole, and too long or too short.
    #[error("it has the wrong length")]
    Length,
    /// A key that no honest program makes.
    #[error("it is no valid key")]
    Invalid,
}

impl HybridIdentity {
    /// Makes a key from the system's randomness.
    pub fn generate() -> Self {
        Self(PrivateKey::generate(&mut OsRng))
    }

    /// The recipient that belongs to it.
    pub fn recipient(&self) -> HybridRecipient {
        HybridRecipient(self.0.public().clone())
    }

    /// The text of the key: `AGE-SECRET-KEY-PQ-1…`.
    pub fn secret_text(&self) -> Zeroizing<String> {
        text::identity(self.0.seed())
    }
}

impl std::str::FromStr for HybridIdentity {
    type Err = HybridError;

    fn from_str(text: &str) -> Result<Self, HybridError> {
        let seed = text::parse_identity(text)?;
        PrivateKey::from_bytes(seed.as_slice()).map(Self).map_err(|_| HybridError::Length)
    }
}

impl std::str::FromStr for HybridRecipient {
    type Err = HybridError;

    fn from_str(text: &str) -> Result<Self, HybridError> {
        PublicKey::from_bytes(&text::parse_recipient(text)?).map(Self).map_err(
            |error| match error {
                HpkeError::IncorrectInputLength(..) => HybridError::Length,
                _ => HybridError::Invalid,
            },
        )
    }
}

impl std::fmt::Display for HybridRecipient {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        text::write_recipient(f, &self.0.to_bytes())
    }
}

impl age::Identity for HybridIdentity {
    /// A stanza of this type that is not built as the format says spoils the
    /// whole header; one that this key does not open belongs to another key.
    fn unwrap_stanza(&self, stanza: &Stanza) -> Option<Result<FileKey, DecryptError>> {
        if stanza.tag != TAG {
            return None;
        }
        let Some(enc) = encapsulated(stanza) else {
            return Some(Err(DecryptError::InvalidHeader));
        };
        let opened = hpke::single_shot_open::<ChaCha20Poly1305, HkdfSha256, MlKem768X25519>(
            &OpModeR::Base,
            &self.0,
            &enc,
            INFO,
            &stanza.body,
            &[],
        );
        match opened.map(Zeroizing::new) {
            Ok(key) if key.len() == FILE_KEY_BYTES => {
                Some(Ok(FileKey::init_with_mut(|file_key| file_key.copy_from_slice(&key))))
            }
            Err(HpkeError::OpenError) => None,
            _ => Some(Err(DecryptError::InvalidHeader)),
        }
    }
}

/// The encapsulated key of a stanza that is built as the format says.
fn encapsulated(stanza: &Stanza) -> Option<EncappedKey> {
    let [enc] = &stanza.args[..] else {
        return None;
    };
    // The length of the body is looked at before it is opened, so that one body
    // cannot open under many keys.
    if stanza.body.len() != BODY {
        return None;
    }
    let enc = BASE64_NOPAD.decode(enc.as_bytes()).ok()?;
    EncappedKey::from_bytes(&enc).ok()
}

impl age::Recipient for HybridRecipient {
    fn wrap_file_key(
        &self,
        file_key: &FileKey,
    ) -> Result<(Vec<Stanza>, HashSet<String>), EncryptError> {
        let (enc, body) =
            hpke::single_shot_seal::<ChaCha20Poly1305, HkdfSha256, MlKem768X25519, _>(
                &OpModeS::Base,
                &self.0,
                INFO,
                file_key.expose_secret(),
                &[],
                &mut OsRng,
            )
            .map_err(|error| EncryptError::Io(std::io::Error::other(error.to_string())))?;
        let stanza =
            Stanza { tag: TAG.to_owned(), args: vec![BASE64_NOPAD.encode(&enc.to_bytes())], body };
        Ok((vec![stanza], HashSet::from([LABEL.to_owned()])))
    }
}

#[cfg(test)]
mod tests;
