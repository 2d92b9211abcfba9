//! Puts a site on the disk: whole, or not at all.

use super::assets::Hash;
use super::engine::Engine;
use super::manifest::{MANIFEST_FORMAT, Manifest, ManifestFile};
use super::outputs::{Output, outputs};
use super::render::{Content, Found, OutputFile, render, render_and_look};
use crate::portal::{Portal, reason};
use crate::problem::{self, Problem};
use data_encoding::HEXLOWER;
use rayon::prelude::*;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::PoisonError;
use thiserror::Error;

/// Why there is no new site. The old one, if there was one, is as it was.
#[derive(Debug, Error)]
pub enum WriteError {
    /// Something is wrong in a template, or in the pages' texts.
    #[error("the theme or the pages have problems")]
    Problems(Vec<Problem>),
    /// The folder holds something that no build wrote.
    #[error("{} holds other files, and a build replaces the whole folder: choose another with --out, or empty it first", .0.display())]
    NotOurs(PathBuf),
    /// The disk refused.
    #[error("{} could not be written: {}", .0.display(), reason(.1))]
    Disk(PathBuf, io::Error),
}

/// Renders and writes every file into a folder beside `out`, and only when all
/// of them are there puts that folder in the place of `out`.
///
/// # Errors
/// When a template fails, the disk refuses, or `out` is not a former site.
pub fn write(portal: &Portal, engine: &Engine, out: &Path) -> Result<Manifest, WriteError> {
    let render = |output: &_, memory| render(portal, engine, output, memory);
    write_by(&render, portal, out, &Found::default())
}

/// Does what [`crate::check::pages`] and [`write`] do, and reads each page's
/// text only once for both.
///
/// # Errors
/// As of [`write`]; and when there is an error in the pages' texts, what is wrong
/// in them alone. In both cases there is no new site. Warnings come with the
/// manifest.
pub fn check_and_write(
    portal: &Portal,
    engine: &Engine,
    out: &Path,
) -> Result<(Manifest, Vec<Problem>), WriteError> {
    let found = Found::default();
    let render = |output: &_, memory| render_and_look(portal, engine, output, memory, &found);
    let manifest = write_by(&render, portal, out, &found)?;
    Ok((manifest, found.into_inner().unwrap_or_else(PoisonError::into_inner)))
}

/// How a file of the site is made, in memory that may be used for it.
type Render<'p, 'r> =
    &'r (dyn Fn(&Output<'p>, Vec<u8>) -> Result<OutputFile<'p>, Box<Problem>> + Sync + 'r);

fn write_by<'p>(
    render: Render<'p, '_>,
    portal: &'p Portal,
    out: &Path,
    found: &Found,
) -> Result<Manifest, WriteError> {
    refuse_others(out)?;
    let parent = match out.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let disk = |error| WriteError::Disk(out.to_owned(), error);
    fs::create_dir_all(parent).map_err(disk)?;
    let staging =
        tempfile::Builder::new().prefix(".my-review-").tempdir_in(parent).map_err(disk)?;
    let site = staging.path().join("site");
    let files = write_all(render, portal, &site, found)?;
    let manifest = Manifest { format: MANIFEST_FORMAT.to_owned(), files };
    let json = manifest.json().map_err(|error| disk(error.into()))?;
    put(&site, "manifest.json", &json)?;
    let old = staging.path().join("old");
    if let Err(error) = swap(&site, out, &old) {
        if old.exists() {
            // The old site could not be put back: it must outlive this run.
            let _ = staging.keep();
        }
        return Err(disk(error));
    }
    take_away(&old);
    Ok(manifest)
}

/// Takes a former site away, on all cores. What cannot be removed, the staging folder
/// tries again when it goes.
fn take_away(folder: &Path) {
    let entries: Vec<_> = fs::read_dir(folder).into_iter().flatten().flatten().collect();
    entries.par_iter().for_each(|entry| {
        let path = entry.path();
        if !entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            let _ = fs::remove_file(path);
            return;
        }
        // Most folders hold a page and nothing else: to try that is quicker than to look.
        let _ = fs::remove_file(path.join("index.html"));
        if fs::remove_dir(&path).is_err() {
            take_away(&path);
        }
    });
    let _ = fs::remove_dir(folder);
}

/// What tells a manifest from other files. The files that it names do not matter.
#[derive(Deserialize)]
struct Named {
    format: String,
}

/// A folder may be replaced if it is empty, or if a build made it.
fn refuse_others(out: &Path) -> Result<(), WriteError> {
    let Ok(mut entries) = fs::read_dir(out) else {
        return if out.exists() { Err(WriteError::NotOurs(out.to_owned())) } else { Ok(()) };
    };
    let ours = || {
        let manifest = fs::read(out.join("manifest.json")).ok()?;
        let Named { format } = serde_json::from_slice(&manifest).ok()?;
        Some(format == MANIFEST_FORMAT)
    };
    if entries.next().is_none() || ours() == Some(true) {
        Ok(())
    } else {
        Err(WriteError::NotOurs(out.to_owned()))
    }
}

fn write_all<'p>(
    render: Render<'p, '_>,
    portal: &'p Portal,
    site: &Path,
    found: &Found,
) -> Result<Vec<ManifestFile>, WriteError> {
    let written: Vec<_> = outputs(portal)
        .par_iter()
        // Each core has one piece of memory, into which it puts file after file.
        .map_init(Vec::new, |memory, output| {
            let file = render(output, std::mem::take(memory)).map_err(Failed::Problem)?;
            let written = write_one(site, &file).map_err(Failed::Stop);
            *memory = file.content.into_memory();
            written
        })
        .collect();
    let mut in_texts = found.lock().unwrap_or_else(PoisonError::into_inner);
    if problem::count(&in_texts).0 > 0 {
        return Err(WriteError::Problems(std::mem::take(&mut in_texts)));
    }
    drop(in_texts);
    let mut files = Vec::with_capacity(written.len());
    let mut problems = Vec::new();
    for outcome in written {
        match outcome {
            Ok(file) => files.push(file),
            Err(Failed::Problem(problem)) => problems.push(*problem),
            Err(Failed::Stop(error)) => return Err(error),
        }
    }
    if !problems.is_empty() {
        return Err(WriteError::Problems(problems));
    }
    files.sort();
    Ok(files)
}

enum Failed {
    Problem(Box<Problem>),
    Stop(WriteError),
}

fn write_one(site: &Path, file: &OutputFile<'_>) -> Result<ManifestFile, WriteError> {
    let read;
    let (bytes, known): (&[u8], Option<&Hash>) = match &file.content {
        Content::Bytes(bytes) => (bytes, None),
        Content::Ready(bytes, hash) => (bytes, Some(hash)),
        Content::File(from) => {
            read = fs::read(from).map_err(|error| WriteError::Disk((*from).to_owned(), error))?;
            (&read, None)
        }
    };
    put(site, &file.path, bytes)?;
    Ok(ManifestFile {
        path: file.path.clone(),
        size: bytes.len() as u64,
        sha256: HEXLOWER.encode(&known.map_or_else(|| Sha256::digest(bytes).into(), Hash::clone)),
    })
}

fn put(site: &Path, path: &str, bytes: &[u8]) -> Result<(), WriteError> {
    let path = site.join(path);
    let made = path.parent().map_or(Ok(()), fs::create_dir_all);
    made.and_then(|()| fs::write(&path, bytes)).map_err(|error| WriteError::Disk(path, error))
}

/// Puts the new folder in the old one's place. If the second step fails, the
/// first is taken back.
fn swap(new: &Path, out: &Path, old: &Path) -> io::Result<()> {
    let there = out.exists();
    if there {
        fs::rename(out, old)?;
    }
    fs::rename(new, out).inspect_err(|_| {
        if there {
            let _ = fs::rename(old, out);
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_former_site_goes_with_all_that_is_in_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let old = folder.path().join("old");
        let files = [
            "manifest.json",
            "index.html",
            "page/index.html",
            "forms/a/index.html",
            "forms/a/print/index.html",
            "assets/site.css",
            // A folder of the name that pages have.
            "odd/index.html/index.html",
        ];
        for file in files {
            let file = old.join(file);
            fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
            fs::write(file, "old").expect("written");
        }
        fs::create_dir(old.join("empty")).expect("a folder");
        take_away(&old);
        assert!(!old.exists());
    }
}
