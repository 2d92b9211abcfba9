//! The courier's keys: made, locked with a passphrase, read again.

use crate::age_header::header_length;
use crate::hybrid::HybridIdentity;
use age::armor::{ArmoredReader, ArmoredWriter, Format};
use age::secrecy::{ExposeSecret, SecretString};
use age::{DecryptError, Decryptor, Encryptor, Identity, scrypt, x25519};
use std::io::{BufReader, Read, Write};
use thiserror::Error;
use zeroize::Zeroizing;

/// The cost of trying one passphrase, as a power of two; what the `age` command
/// uses.
const WORK_FACTOR: u8 = 18;

/// The costliest identity file that is tried, as a power of two: about a minute
/// on a slow machine. The library's own bound is measured when it runs, and a
/// busy machine would then refuse its own key.
const MAX_WORK_FACTOR: u8 = 22;

/// The longest identity file, in bytes.
const MAX_FILE: u64 = 1024 * 1024;

/// The keys that open responses; several while keys are rotated.
#[derive(Default)]
pub struct Identities(Vec<Box<dyn Identity + Send + Sync>>);

/// A key that was just made.
pub struct NewIdentity(Kind);

enum Kind {
    /// Post-quantum, `age1pq1…`.
    Hybrid(Box<HybridIdentity>),
    /// X25519, `age1…`.
    Classic(x25519::Identity),
}

/// Why an identity file can't be used. Holds no part of it.
#[derive(Debug, Error)]
pub enum IdentityError {
    /// The text is no key.
    #[error("line {0} is not an age identity (they begin with AGE-SECRET-KEY-)")]
    Line(usize),
    /// A kind of key that this version does not know.
    #[error("line {0} is a kind of identity that this version does not open")]
    Kind(usize),
    /// A key that was not copied whole.
    #[error("line {0} is an age identity with a letter wrong or missing; copy it again, whole")]
    Copied(usize),
    /// There is no key in it.
    #[error("there is no identity in it")]
    Empty,
    /// The file is locked, and no passphrase came.
    #[error("it is locked, and no passphrase was given: {0}")]
    NoPassphrase(String),
    /// The passphrase is not the one.
    #[error("the passphrase does not open it")]
    WrongPassphrase,
    /// Whoever locked it asked for more work than is reasonable.
    #[error(
        "a passphrase guards it with a work factor of {0}, and more than 22 is not tried; lock it again with `age -p`"
    )]
    TooMuchWork(u8),
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
        if file.starts_with(b"age-encryption.org/") {
            return self.add_text(&unlock(file, passphrase)?);
        }
        // White space may stand before the armour, and the library does not
        // skip it.
        let armored = file.trim_ascii_start();
        if armored.starts_with(b"-----BEGIN AGE ENCRYPTED FILE-----") {
            return self.add_text(&unlock(armored, passphrase)?);
        }
        self.add_text(file)
    }

    fn add_text(&mut self, text: &[u8]) -> Result<(), IdentityError> {
        let text = std::str::from_utf8(text).map_err(|_| IdentityError::Damaged)?;
        let before = self.0.len();
        for (at, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            self.0.push(key(line, at + 1)?);
        }
        if self.0.len() == before {
            return Err(IdentityError::Empty);
        }
        Ok(())
    }
}

/// The key on a line of an identity file.
fn key(line: &str, number: usize) -> Result<Box<dyn Identity + Send + Sync>, IdentityError> {
    if let Ok(identity) = line.parse::<HybridIdentity>() {
        return Ok(Box::new(identity));
    }
    match line.parse::<x25519::Identity>() {
        Ok(identity) => Ok(Box::new(identity)),
        Err(_) if line.starts_with("AGE-SECRET-KEY-") => Err(IdentityError::Copied(number)),
        Err(_) if line.starts_with("AGE-") => Err(IdentityError::Kind(number)),
        Err(_) => Err(IdentityError::Line(number)),
    }
}

impl From<NewIdentity> for Identities {
    fn from(identity: NewIdentity) -> Self {
        Self(match identity.0 {
            Kind::Hybrid(identity) => vec![identity],
            Kind::Classic(identity) => vec![Box::new(identity)],
        })
    }
}

impl NewIdentity {
    /// Makes a post-quantum key.
    pub fn generate() -> Self {
        Self(Kind::Hybrid(Box::new(HybridIdentity::generate())))
    }

    /// Makes an X25519 key, for programs that know no other.
    pub fn generate_classic() -> Self {
        Self(Kind::Classic(x25519::Identity::generate()))
    }

    /// What senders seal to; goes into `site.yaml`.
    pub fn recipient(&self) -> String {
        match &self.0 {
            Kind::Hybrid(identity) => identity.recipient().to_string(),
            Kind::Classic(identity) => identity.to_public().to_string(),
        }
    }

    /// The text of an identity file, as `age-keygen` writes it.
    pub fn file(&self) -> Zeroizing<String> {
        let recipient = self.recipient();
        // At its full size from the start: a buffer that grows leaves copies.
        let mut file = Zeroizing::new(String::with_capacity(recipient.len() + 256));
        file.push_str("# My Review: opens the responses sealed to this recipient\n");
        file.push_str("# public key: ");
        file.push_str(&recipient);
        file.push('\n');
        match &self.0 {
            Kind::Hybrid(identity) => file.push_str(&identity.secret_text()),
            Kind::Classic(identity) => file.push_str(identity.to_string().expose_secret()),
        }
        file.push('\n');
        file
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
    // Without its armour first, so that the header can be bounded before the
    // library parses it.
    let mut sealed = Vec::new();
    ArmoredReader::new(BufReader::new(file))
        .take(MAX_FILE)
        .read_to_end(&mut sealed)
        .map_err(|_| IdentityError::Damaged)?;
    header_length(&sealed).map_err(|_| IdentityError::Damaged)?;
    let decryptor = Decryptor::new_buffered(&sealed[..]).map_err(|_| IdentityError::Damaged)?;
    if !decryptor.is_scrypt() {
        return Err(IdentityError::Damaged);
    }
    let mut identity = scrypt::Identity::new(passphrase().map_err(IdentityError::NoPassphrase)?);
    identity.set_max_work_factor(MAX_WORK_FACTOR);
    let stream =
        decryptor.decrypt(std::iter::once(&identity as _)).map_err(|error| match error {
            DecryptError::ExcessiveWork { required, .. } => IdentityError::TooMuchWork(required),
            DecryptError::InvalidHeader | DecryptError::InvalidMac => IdentityError::Damaged,
            _ => IdentityError::WrongPassphrase,
        })?;
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
        for made in [NewIdentity::generate(), NewIdentity::generate_classic()] {
            identities.add_file(made.file().as_bytes(), || unreachable!()).expect("an identity");
        }
        assert_eq!(identities.len(), 2);
        let error = identities.add_file(b"# note\nAGE-PLUGIN-YUBIKEY-1AAAA\n", || unreachable!());
        assert!(matches!(error, Err(IdentityError::Kind(2))));
        let error = identities.add_file(b"AGE-SECRET-KEY-PQ-1AAAA\n", || unreachable!());
        assert!(matches!(error, Err(IdentityError::Copied(1))));
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
        let indented = [b"\n \n", &locked[..]].concat();
        identities.add_file(&indented, || Ok("correct horse".to_owned().into())).expect("unlocked");
        assert_eq!(identities.len(), 1);
    }

    /// Such a file would keep the machine busy for years.
    #[test]
    fn too_much_work_is_refused_at_once() {
        let mut locked = Vec::new();
        let mut recipient = scrypt::Recipient::new("x".to_owned().into());
        recipient.set_work_factor(2);
        let encryptor = Encryptor::with_recipients(std::iter::once(&recipient as _)).expect("one");
        let mut writer = encryptor.wrap_output(&mut locked).expect("a header");
        writer.write_all(NewIdentity::generate().file().as_bytes()).expect("written");
        writer.finish().expect("finished");
        let at = locked.windows(3).position(|three| three == b" 2\n").expect("the factor");
        locked.splice(at..at + 3, *b" 50\n");
        let start = std::time::Instant::now();
        let error = Identities::default().add_file(&locked, || Ok("x".to_owned().into()));
        assert!(matches!(error, Err(IdentityError::TooMuchWork(50))));
        assert!(start.elapsed() < std::time::Duration::from_millis(100));
    }

    #[test]
    fn a_header_without_end_is_refused_at_once() {
        let mut locked = b"age-encryption.org/v1\n".to_vec();
        locked.extend(std::iter::repeat_n(b"-> a\n\n", 30_000).flatten());
        locked.extend_from_slice(b"--- AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n");
        let start = std::time::Instant::now();
        let error = Identities::default().add_file(&locked, || Ok("x".to_owned().into()));
        assert!(matches!(error, Err(IdentityError::Damaged)));
        assert!(start.elapsed() < std::time::Duration::from_millis(100));
    }
}
