//! Reading the courier's own files, and refusing those that everybody can read.

use super::error::{CannotRun, Result};
use std::fs;
use std::io::{Read, Write as _};
use std::path::Path;
use zeroize::Zeroizing;

/// The largest configuration or list that is read, in bytes.
const MAX_FILE: u64 = 64 * 1024 * 1024;

/// Reads a file that belongs to the configuration; `what` names it in messages.
pub(crate) fn read(path: &Path, what: &str) -> Result<Zeroizing<Vec<u8>>> {
    let mut content = Zeroizing::new(Vec::new());
    fs::File::open(path).and_then(|file| file.take(MAX_FILE).read_to_end(&mut content)).map_err(
        |error| {
            CannotRun::new(
                format!("{}: the {what} cannot be read: {error}", path.display()),
                "see that courier.yaml names the right file and that this user may read it",
            )
        },
    )?;
    Ok(content)
}

/// Reads a file as [`read`] does, unless everybody on the machine can read it.
pub(crate) fn read_private(path: &Path, what: &str) -> Result<Zeroizing<Vec<u8>>> {
    refuse_if_open_to_all(path, what)?;
    read(path, what)
}

/// Refuses a file that everybody on the machine can read. One that is not there
/// is refused by nobody.
#[cfg(unix)]
pub(crate) fn refuse_if_open_to_all(path: &Path, what: &str) -> Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let Ok(metadata) = fs::metadata(path) else {
        return Ok(());
    };
    if metadata.permissions().mode() & 0o004 == 0 {
        return Ok(());
    }
    Err(CannotRun::new(
        format!("{}: everybody on this machine can read the {what}", path.display()),
        format!("chmod 600 {}", path.display()),
    ))
}

/// Elsewhere than on Unix the folder's access list decides.
#[cfg(not(unix))]
pub(crate) fn refuse_if_open_to_all(_path: &Path, _what: &str) -> Result<()> {
    Ok(())
}

/// Writes a file that every user may read; whoever reads it sees the old one or
/// the new one, whole.
pub(crate) fn write_public(path: &Path, text: &str, what: &str) -> Result<()> {
    let cannot = |error: std::io::Error| {
        CannotRun::new(
            format!("{}: the {what} cannot be written: {error}", path.display()),
            "see that the folder exists and may be written to",
        )
    };
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o644));
    }
    let mut file = builder.tempfile_in(folder).map_err(cannot)?;
    file.write_all(text.as_bytes()).map_err(cannot)?;
    file.persist(path).map_err(|error| cannot(error.error))?;
    Ok(())
}

/// Creates a file that only this user can read; never overwrites.
pub(crate) fn create_private(path: &Path) -> std::io::Result<fs::File> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options.open(path)
}
