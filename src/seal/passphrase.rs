//! Where the passphrase of a locked identity comes from.

use age::secrecy::SecretString;
use std::env;
use std::io::{self, IsTerminal, Read};
use std::path::PathBuf;
use thiserror::Error;
use zeroize::Zeroizing;

/// Names a file that holds the passphrase; `/dev/fd/3` reads it from a file
/// descriptor.
const FILE_VARIABLE: &str = "MY_REVIEW_PASSPHRASE_FILE";

/// The credential that a systemd unit passes with `LoadCredential=`.
const CREDENTIAL: &str = "my-review-passphrase";

/// The longest passphrase, in bytes.
const MAX_LENGTH: u64 = 4096;

/// Why there is no passphrase.
#[derive(Debug, Error)]
pub enum PassphraseError {
    /// Nobody to ask and nowhere to look.
    #[error(
        "there is no terminal to ask on; name a file with the passphrase in MY_REVIEW_PASSPHRASE_FILE, or pass the systemd credential my-review-passphrase"
    )]
    Nowhere,
    /// The named file can't be read.
    #[error("the passphrase file {0} cannot be read: {1}")]
    File(PathBuf, io::Error),
    /// The file is empty, or nothing was typed.
    #[error("the passphrase is empty")]
    Empty,
    /// Typed twice, and not the same.
    #[error("the two passphrases differ; nothing was written")]
    Differ,
    /// The terminal failed.
    #[error("the terminal cannot be read: {0}")]
    Terminal(io::Error),
}

/// The passphrase from the file that the environment names, from systemd's
/// credentials, or typed at a terminal after this question.
///
/// # Errors
/// When there is none to be had.
pub fn find_passphrase(question: &str) -> Result<SecretString, PassphraseError> {
    match from_file()? {
        Some(passphrase) => Ok(passphrase),
        None => ask(question),
    }
}

/// A passphrase for a new key: from a file as in [`find_passphrase`], or typed
/// twice.
///
/// # Errors
/// As [`find_passphrase`], and when the two differ.
pub fn ask_new_passphrase() -> Result<SecretString, PassphraseError> {
    use age::secrecy::ExposeSecret;
    if let Some(passphrase) = from_file()? {
        return Ok(passphrase);
    }
    let once = ask("Passphrase for the new identity: ")?;
    let again = ask("The same passphrase again: ")?;
    if once.expose_secret() == again.expose_secret() {
        Ok(once)
    } else {
        Err(PassphraseError::Differ)
    }
}

fn from_file() -> Result<Option<SecretString>, PassphraseError> {
    if let Some(path) = env::var_os(FILE_VARIABLE) {
        return read(path.into()).map(Some);
    }
    let credential = env::var_os("CREDENTIALS_DIRECTORY")
        .map(|folder| PathBuf::from(folder).join(CREDENTIAL))
        .filter(|path| path.exists());
    credential.map(read).transpose()
}

fn read(path: PathBuf) -> Result<SecretString, PassphraseError> {
    let mut text = Zeroizing::new(String::new());
    std::fs::File::open(&path)
        .and_then(|file| file.take(MAX_LENGTH).read_to_string(&mut text))
        .map_err(|error| PassphraseError::File(path, error))?;
    secret(text.trim_end_matches(['\r', '\n']))
}

fn ask(question: &str) -> Result<SecretString, PassphraseError> {
    if !io::stdin().is_terminal() {
        return Err(PassphraseError::Nowhere);
    }
    let typed =
        Zeroizing::new(rpassword::prompt_password(question).map_err(PassphraseError::Terminal)?);
    secret(&typed)
}

fn secret(text: &str) -> Result<SecretString, PassphraseError> {
    if text.is_empty() {
        return Err(PassphraseError::Empty);
    }
    Ok(SecretString::from(text.to_owned()))
}
