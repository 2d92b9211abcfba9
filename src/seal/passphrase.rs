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

/// The longest passphrase file, in bytes.
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
    /// The named file is no secret.
    #[error("the passphrase file {0} can be read by everybody on this machine: chmod 600 {0}")]
    OpenToAll(PathBuf),
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

/// The passphrases from the file that the environment names or from systemd's
/// credentials, one a line, or the one typed at a terminal after this question.
/// There are several while keys with different passphrases are rotated.
///
/// # Errors
/// When there is none to be had.
pub fn find_passphrases(question: &str) -> Result<Vec<SecretString>, PassphraseError> {
    match from_file()? {
        Some(passphrases) => Ok(passphrases),
        None => Ok(vec![ask(question)?]),
    }
}

/// A passphrase for a new key: the first of a file as in [`find_passphrases`],
/// or typed twice.
///
/// # Errors
/// As [`find_passphrases`], and when the two differ.
pub fn ask_new_passphrase() -> Result<SecretString, PassphraseError> {
    use age::secrecy::ExposeSecret;
    if let Some(passphrases) = from_file()? {
        return passphrases.into_iter().next().ok_or(PassphraseError::Empty);
    }
    let once = ask("Passphrase for the new identity: ")?;
    let again = ask("The same passphrase again: ")?;
    if once.expose_secret() == again.expose_secret() {
        Ok(once)
    } else {
        Err(PassphraseError::Differ)
    }
}

fn from_file() -> Result<Option<Vec<SecretString>>, PassphraseError> {
    if let Some(path) = env::var_os(FILE_VARIABLE) {
        return read(path.into()).map(Some);
    }
    let credential = env::var_os("CREDENTIALS_DIRECTORY")
        .map(|folder| PathBuf::from(folder).join(CREDENTIAL))
        .filter(|path| path.exists());
    credential.map(read).transpose()
}

fn read(path: PathBuf) -> Result<Vec<SecretString>, PassphraseError> {
    let mut text = Zeroizing::new(String::with_capacity(4096));
    match std::fs::File::open(&path) {
        Ok(file) if open_to_all(&file) => return Err(PassphraseError::OpenToAll(path)),
        Ok(file) => file.take(MAX_LENGTH).read_to_string(&mut text),
        Err(error) => Err(error),
    }
    .map_err(|error| PassphraseError::File(path, error))?;
    let all: Vec<_> = text.lines().filter(|line| !line.is_empty()).map(secret).collect();
    if all.is_empty() { Err(PassphraseError::Empty) } else { all.into_iter().collect() }
}

/// Pipes and the like have no say in who reads them.
#[cfg(unix)]
fn open_to_all(file: &std::fs::File) -> bool {
    use std::os::unix::fs::PermissionsExt;
    file.metadata().is_ok_and(|all| all.is_file() && all.permissions().mode() & 0o004 != 0)
}

/// Elsewhere than on Unix the folder's access list decides.
#[cfg(not(unix))]
fn open_to_all(_file: &std::fs::File) -> bool {
    false
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
