//! `my-review verify`.

use super::{Outcome, fail};
use crate::portal::reason;
use crate::site::{MANIFEST_FORMAT, Manifest};
use crate::verify::{Differs, verify as compare};
use std::fs;
use std::io::{IsTerminal, Write};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Fetches a deployed site and names on stdout every file that differs from the
/// build's.
pub fn verify(url: &str, manifest: &Path) -> Outcome {
    let built = match read(manifest) {
        Ok(built) => built,
        Err(why) => return fail(&why),
    };
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return fail(&format!("nothing can be fetched: {error}")),
    };
    let all = built.files.len();
    let done = AtomicUsize::new(0);
    let terminal = std::io::stderr().is_terminal();
    let progress = || {
        let done = done.fetch_add(1, Ordering::Relaxed) + 1;
        if terminal {
            let end = if done == all { "\r\u{1b}[K" } else { "" };
            let _ = write!(anstream::stderr(), "\r{done} of {all} files{end}");
        }
    };
    match runtime.block_on(compare(url, &built, progress)) {
        Ok(differing) => say(url, all, &differing),
        Err(error) => fail(&error.to_string()),
    }
}

fn say(url: &str, all: usize, differing: &[Differs]) -> Outcome {
    let mut out = anstream::stdout().lock();
    for Differs { path, how } in differing {
        if writeln!(out, "{path} {how}").is_err() {
            return fail("the report could not be written");
        }
    }
    let summary = match differing.len() {
        0 => format!("All {all} files at {url} are as they were built."),
        n => format!("{n} of {all} files at {url} are not as they were built."),
    };
    let _ = writeln!(anstream::stderr(), "{summary}");
    if differing.is_empty() { Outcome::Done } else { Outcome::Found }
}

fn read(path: &Path) -> Result<Manifest, String> {
    let shown = path.display();
    let bytes = fs::read(path).map_err(|error| {
        format!("the manifest {shown} cannot be read: {}. Build the portal first, or name the build's manifest with --manifest", reason(&error))
    })?;
    let manifest: Manifest = serde_json::from_slice(&bytes)
        .map_err(|error| format!("{shown} is not a manifest of a build: {error}"))?;
    if manifest.format != MANIFEST_FORMAT {
        return Err(format!("{shown} is a manifest of another version of this program"));
    }
    Ok(manifest)
}
