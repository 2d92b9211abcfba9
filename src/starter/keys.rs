//! The keys of a portal that was made without any.
//!
//! A made-up recipient would lose every answer, so `new` makes real keys. Their
//! secret halves go beside the portal's folder and not into it: that folder is
//! sent by e-mail, kept in version control and published.

use crate::seal::NewIdentity;
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Two keys: one to use, one for the safe.
pub struct Keys([(NewIdentity, &'static str, &'static str); 2]);

impl Keys {
    /// Makes both.
    pub fn make() -> Self {
        Self([
            (
                NewIdentity::generate(),
                "key-in-use.txt",
                "Put this file onto the council's own machine, where my-review-courier runs\n# (name it in courier.yaml under `identities`), then delete it here.",
            ),
            (
                NewIdentity::generate(),
                "key-for-the-safe.txt",
                "Print this file or put it onto a memory stick, lock it into a safe, then\n# delete it here. It opens the answers if the other key is ever lost.",
            ),
        ])
    }

    /// What answers are sealed to.
    pub fn recipients(&self) -> Vec<String> {
        self.0.iter().map(|(identity, ..)| identity.recipient()).collect()
    }
}

/// Writes both keys into a new folder beside the portal's, which only its owner
/// may open, and names the folder.
///
/// # Errors
/// When the folder is there already, or the disk refuses.
pub fn write(keys: &Keys, portal: &Path) -> io::Result<PathBuf> {
    let portal = fs::canonicalize(portal)?;
    let name = portal.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let folder = portal.with_file_name(format!("{name}-keys"));
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(&folder)?;
    for (identity, name, what_to_do) in &keys.0 {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(folder.join(name))?;
        let warning = format!(
            "# SECRET. Whoever has this file can read what children wrote.\n# {what_to_do}\n"
        );
        file.write_all(warning.as_bytes())?;
        file.write_all(identity.file().as_bytes())?;
        file.sync_all()?;
    }
    Ok(folder)
}
