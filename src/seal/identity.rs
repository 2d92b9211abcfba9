//! The courier's keys: made, locked with a passphrase, read again.

use age::armor::{ArmoredReader, ArmoredWriter, Format};
use age::secrecy::{ExposeSecret, SecretString};
use age::{Decryptor, Encryptor, Identity, scrypt, x25519};
use std::io::{BufReader, Read, Write};
use thiserror::Error;
use zeroize::Zeroizing;

/// The cost of trying one passphrase, as a power of two; what the `age` command
/// uses.
const WORK_FACTOR: u8 = 18;

/// The costliest identity file that is tried, as a power of two: about a minute
/// on a slow machine.
const MAX_WORK_FACTOR: u8 = 22;

/// The longest identity file, in bytes.
const MAX_FILE: u64 = 1024 * 1024;

/// The keys that open responses; several while keys are rotated.
#[derive(Default)]
pub struct Identities(Vec<Box<dyn Identity + Send + Sync>>);

/// A key that was just made.
pub struct NewIdentity(x25519::Identity);

/// Why an identity file can't be used. Holds no part of it.
#[derive(Debug, Error)]
pub enum IdentityError {
    /// The text is no key.
    #[error("line {0} is not an age identity (they begin with AGE-SECRET-KEY-)")]
    Line(usize),
    /// A kind of key that this version does not know.
    #[error("line {0} is a kind of identity that this version does not open")]
    Kind(usize),
    /// There is no key in it.
    #[error("there is no identity in it")]
    Empty,
    /// The file is locked, and no passphrase came.
    #[error("it is locked, and no passphrase was given: {0}")]
    NoPassphrase(String),
    /// The passphrase is not the one.
    #[error("the passphrase does not open it")]
    WrongPassphrase,
    /// Not readable text.
    #[error("it is damaged, or not an identity file")]
    Damaged,
}

impl Identities {
    /// The number of keys.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is no key at all.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &dyn Identity> {
        self.0.iter().map(|one| &**one as &dyn Identity)
    }

    /// Adds the keys of an identity file, asking for a passphrase if it is
    /// locked with one.
    ///
    /// # Errors
    /// When the file is no identity file, or stays locked.
    pub fn add_file(
        &mut self,
        file: &[u8],
        passphrase: impl FnOnce() -> Result<SecretString, String>,
    ) -> Result<(), IdentityError> {
        let locked = file.starts_with(b"age-encryption.org/")
            || file.trim_ascii_start().starts_with(b"-----BEGIN AGE ENCRYPTED FILE-----");
        if locked {
            let opened = unlock(file, passphrase)?;
            self.add_text(&opened)
        } else {
            self.add_text(file)
        }
    }

    fn add_text(&mut self, text: &[u8]) -> Result<(), IdentityError> {
        let text = std::str::from_utf8(text).map_err(|_| IdentityError::Damaged)?;
        let before = self.0.len();
        for (at, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            match line.parse::<x25519::Identity>() {
                Ok(identity) => self.0.push(Box::new(identity)),
                Err(_) if line.starts_with("AGE-") => return Err(IdentityError::Kind(at + 1)),
                Err(_) => return Err(IdentityError::Line(at + 1)),
            }
        }
        if self.0.len() == before {
            return Err(IdentityError::Empty);
        }
        Ok(())
    }
}

impl From<NewIdentity> for Identities {
    fn from(identity: NewIdentity) -> Self {
        Self(vec![Box::new(identity.0)])
    }
}

impl NewIdentity {
    /// Makes a key.
    pub fn generate() -> Self {
        Self(x25519::Identity::generate())
    }

    /// What senders seal to; goes into `site.yaml`.
    pub fn recipient(&self) -> String {
        self.0.to_public().to_string()
    }

    /// The text of an identity file, as `age-keygen` writes it.
    pub fn file(&self) -> Zeroizing<String> {
        Zeroizing::new(format!(
            "# My Review: opens the responses sealed to this recipient\n# public key: {}\n{}\n",
            self.recipient(),
            self.0.to_string().expose_secret()
        ))
    }
}

/// Locks the text of an identity file with a passphrase, as `age -p -a` does.
///
/// # Errors
/// Only when memory cannot be written.
pub fn lock_identity(text: &str, passphrase: SecretString) -> std::io::Result<Vec<u8>> {
    let mut recipient = scrypt::Recipient::new(passphrase);
    recipient.set_work_factor(WORK_FACTOR);
    let encryptor = Encryptor::with_recipients(std::iter::once(&recipient as _))
        .map_err(std::io::Error::other)?;
    let armor = ArmoredWriter::wrap_output(Vec::new(), Format::AsciiArmor)?;
    let mut writer = encryptor.wrap_output(armor)?;
    writer.write_all(text.as_bytes())?;
    writer.finish()?.finish()
}

fn unlock(
    file: &[u8],
    passphrase: impl FnOnce() -> Result<SecretString, String>,
) -> Result<Zeroizing<Vec<u8>>, IdentityError> {
    let armored = ArmoredReader::new(BufReader::new(file));
    let decryptor = Decryptor::new_buffered(armored).map_err(|_| IdentityError::Damaged)?;
    if !decryptor.is_scrypt() {
        return Err(IdentityError::Damaged);
    }
    let mut identity = scrypt::Identity::new(passphrase().map_err(IdentityError::NoPassphrase)?);
    identity.set_max_work_factor(MAX_WORK_FACTOR);
    let stream = decryptor
        .decrypt(std::iter::once(&identity as _))
        .map_err(|_| IdentityError::WrongPassphrase)?;
    let mut opened = Zeroizing::new(Vec::with_capacity(file.len()));
    stream.take(MAX_FILE).read_to_end(&mut opened).map_err(|_| IdentityError::Damaged)?;
    Ok(opened)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_its_own_file_and_counts_lines() {
        let mut identities = Identities::default();
        let file = NewIdentity::generate().file();
        identities.add_file(file.as_bytes(), || unreachable!()).expect("an identity");
        assert_eq!(identities.len(), 1);
        let error = identities.add_file(b"# note\nAGE-SECRET-KEY-PQ-1AAAA\n", || unreachable!());
        assert!(matches!(error, Err(IdentityError::Kind(2))));
        let error = identities.add_file(b"hello\n", || unreachable!());
        assert!(matches!(error, Err(IdentityError::Line(1))));
        let error = identities.add_file(b"\n", || unreachable!());
        assert!(matches!(error, Err(IdentityError::Empty)));
    }

    #[test]
    fn a_locked_file_opens_with_its_passphrase_only() {
        let text = NewIdentity::generate().file();
        let locked = lock_identity(&text, "correct horse".to_owned().into()).expect("locked");
        assert!(locked.starts_with(b"-----BEGIN AGE ENCRYPTED FILE-----"));
        let mut identities = Identities::default();
        let error = identities.add_file(&locked, || Ok("wrong".to_owned().into()));
        assert!(matches!(error, Err(IdentityError::WrongPassphrase)));
        let error = identities.add_file(&locked, || Err("no terminal".to_owned()));
        assert!(matches!(error, Err(IdentityError::NoPassphrase(_))));
        identities.add_file(&locked, || Ok("correct horse".to_owned().into())).expect("unlocked");
        assert_eq!(identities.len(), 1);
    }
}
