//! One sealed file, opened; and one sealed.

use super::{Identities, pad};
use crate::age_header::{HeaderError, header_length, stanzas_end};
use crate::hybrid::HybridRecipient;
use age::{DecryptError, Decryptor, Encryptor, Recipient};
use std::io::{Read, Write};
use thiserror::Error;
use zeroize::Zeroizing;

/// The longest plaintext that is taken out of a sealed file, in bytes.
pub const MAX_OPENED: usize = 64 * 1024 * 1024;

/// Why a sealed file can't be opened. Holds no part of what is in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum OpenError {
    /// No age file, or a header past the bound; found without parsing it.
    #[error("{0}")]
    Header(#[from] HeaderError),
    /// It is sealed to other keys.
    #[error("it is sealed to a key that is not among the courier's identities")]
    NotForUs,
    /// It is damaged, cut short, or followed by something else.
    #[error("it is damaged or cut short")]
    Damaged,
    /// It holds more than [`MAX_OPENED`].
    #[error("what is in it is larger than the courier takes")]
    TooLarge,
}

/// Why nothing was sealed.
#[derive(Debug, Error)]
pub enum SealError {
    /// A text among the recipients is not one.
    #[error("“{0}” is not an age recipient (they begin with age1)")]
    Recipient(String),
    /// The age library refused.
    #[error("it could not be sealed: {0}")]
    Age(String),
}

/// Opens a binary age file. Nothing is handed out before the end of the stream
/// was read and found whole.
///
/// # Errors
/// When the header is too long or not one, when none of the identities fits,
/// or when the stream is damaged, cut short, or too long.
pub fn open(file: &[u8], identities: &Identities) -> Result<Zeroizing<Vec<u8>>, OpenError> {
    let header = header_length(file)?;
    if !stanzas_end(&file[..header]) {
        return Err(OpenError::Damaged);
    }
    let decryptor = Decryptor::new_buffered(file).map_err(|_| OpenError::Damaged)?;
    // A passphrase is no recipient: its work factor would be the sender's.
    if decryptor.is_scrypt() {
        return Err(OpenError::NotForUs);
    }
    let stream = decryptor.decrypt(identities.iter()).map_err(|error| match error {
        DecryptError::NoMatchingKeys => OpenError::NotForUs,
        _ => OpenError::Damaged,
    })?;
    // Allocated once at its largest, so that no copy stays behind in a buffer
    // that grew.
    let mut opened = Zeroizing::new(Vec::with_capacity(file.len()));
    stream.take(MAX_OPENED as u64 + 1).read_to_end(&mut opened).map_err(|_| OpenError::Damaged)?;
    if opened.len() > MAX_OPENED {
        return Err(OpenError::TooLarge);
    }
    Ok(opened)
}

/// Pads a JSON text and seals it to these recipients (`age1pq1…`, or `age1…`;
/// never both).
///
/// # Errors
/// When there is no recipient, one of them is not one, or they are mixed.
pub fn seal(text: &[u8], recipients: &[String]) -> Result<Vec<u8>, SealError> {
    let recipients =
        recipients.iter().map(|text| recipient(text)).collect::<Result<Vec<_>, _>>()?;
    let mut padded = Zeroizing::new(Vec::with_capacity(text.len() * 2));
    padded.extend_from_slice(text);
    pad(&mut padded);
    let encryptor = Encryptor::with_recipients(recipients.iter().map(|one| &**one))
        .map_err(|error| SealError::Age(error.to_string()))?;
    let mut sealed = Vec::new();
    encryptor
        .wrap_output(&mut sealed)
        .and_then(|mut writer| {
            writer.write_all(&padded)?;
            writer.finish()
        })
        .map_err(|error| SealError::Age(error.to_string()))?;
    Ok(sealed)
}

fn recipient(text: &str) -> Result<Box<dyn Recipient>, SealError> {
    if let Ok(recipient) = text.parse::<HybridRecipient>() {
        return Ok(Box::new(recipient));
    }
    match text.parse::<age::x25519::Recipient>() {
        Ok(recipient) => Ok(Box::new(recipient)),
        Err(_) => Err(SealError::Recipient(text.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::super::NewIdentity;
    use super::*;
    use std::time::{Duration, Instant};

    fn keys() -> (Identities, String) {
        let identity = NewIdentity::generate();
        let recipient = identity.recipient();
        (identity.into(), recipient)
    }

    #[test]
    fn opens_what_was_sealed_to_it_and_nothing_else() {
        let (ours, recipient) = keys();
        let (theirs, _) = keys();
        let sealed = seal(b"{\"a\":1}", &[recipient]).expect("sealed");
        let opened = open(&sealed, &ours).expect("opened");
        assert!(opened.starts_with(b"{\"a\":1} "));
        assert_eq!(opened.len(), 4096);
        assert_eq!(open(&sealed, &theirs), Err(OpenError::NotForUs));
    }

    #[test]
    fn one_classic_recipient_among_hybrid_ones_is_refused() {
        let (_, hybrid) = keys();
        let classic = NewIdentity::generate_classic();
        let mixed = seal(b"{}", &[hybrid, classic.recipient()]);
        assert!(matches!(mixed, Err(SealError::Age(_))));
        let sealed = seal(b"{}", &[classic.recipient()]).expect("sealed");
        assert!(open(&sealed, &classic.into()).is_ok());
    }

    #[test]
    fn three_hybrid_stanzas_stay_within_the_header_s_bound() {
        let keys: Vec<_> = (0..3).map(|_| NewIdentity::generate()).collect();
        let recipients: Vec<_> = keys.iter().map(NewIdentity::recipient).collect();
        let sealed = seal(b"{}", &recipients).expect("sealed");
        assert!(header_length(&sealed).expect("a header") < 6 * 1024);
        for key in keys {
            assert!(open(&sealed, &key.into()).is_ok());
        }
    }

    #[test]
    fn believes_nothing_before_the_end() {
        let (ours, recipient) = keys();
        let sealed = seal(&vec![b'x'; 200_000], &[recipient]).expect("sealed");
        let header = header_length(&sealed).expect("a header");
        for length in [sealed.len() - 1, sealed.len() - 70_000, header + 20, header] {
            assert_eq!(open(&sealed[..length], &ours), Err(OpenError::Damaged));
        }
        let mut longer = sealed.clone();
        longer.push(0);
        assert_eq!(open(&longer, &ours), Err(OpenError::Damaged));
    }

    /// The library needs seconds for this header; the bound is ours.
    #[test]
    fn a_header_of_4_000_stanzas_costs_nothing() {
        let (ours, recipient) = keys();
        let mut file = b"age-encryption.org/v1\n".to_vec();
        for _ in 0..4000 {
            file.extend_from_slice(b"-> X25519 TEiF0ypqr+bpvcqXNyCVJpL7OuwPdVwPL7KQEbFDOCc\n\n");
        }
        file.extend_from_slice(&seal(b"{}", &[recipient]).expect("sealed")[22..]);
        let start = Instant::now();
        assert_eq!(open(&file, &ours), Err(OpenError::Header(HeaderError::TooLong)));
        assert!(start.elapsed() < Duration::from_millis(50));
    }

    #[test]
    fn a_passphrase_is_no_recipient() {
        let (ours, _) = keys();
        let mut recipient = age::scrypt::Recipient::new("x".to_owned().into());
        recipient.set_work_factor(2);
        let sealed = age::encrypt(&recipient, b"{}").expect("sealed");
        assert_eq!(open(&sealed, &ours), Err(OpenError::NotForUs));
    }
}
