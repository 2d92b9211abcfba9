//! A [`Portal`] becomes a site.
//!
//! [`render`] is pure: it turns the portal into output files, one after the
//! other and on all cores, and touches no disk. [`write`] is the only part that
//! does.

mod assets;
mod context;
mod engine;
mod faults;
mod figures;
mod forms;
mod frames;
mod gallery;
mod languages;
mod letters;
mod lists;
mod manifest;
mod markdown;
mod nav;
mod numbers;
mod once;
mod outline;
mod outputs;
mod questions;
mod ready;
mod render;
pub(crate) mod strings;
mod style;
mod symbols;
mod write;

pub use engine::Engine;
pub use gallery::{Component, components, gallery};
pub use manifest::{MANIFEST_FORMAT, Manifest, ManifestFile};
pub use outputs::{Output, Print, outputs};
pub use ready::Ready;
pub use render::{Content, OutputFile};
pub use write::{WriteError, check_and_write, write};

use crate::portal::{Page, Portal};
use crate::problem::Problem;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Renders everything without writing it, for the problems that only show
/// then.
pub fn rehearse(portal: &Portal, engine: &Engine) -> Vec<Problem> {
    let outputs = outputs(portal);
    outputs
        .par_iter()
        .map_init(Vec::new, |memory, output| rehearsed(portal, engine, output, memory))
        .flatten()
        .collect()
}

/// What is wrong in a file's template, after which its memory is free again.
fn rehearsed(
    portal: &Portal,
    engine: &Engine,
    output: &Output<'_>,
    memory: &mut Vec<u8>,
) -> Option<Problem> {
    match render::render(portal, engine, output, std::mem::take(memory)) {
        Ok(file) => {
            *memory = file.content.into_memory();
            None
        }
        Err(problem) => Some(*problem),
    }
}

/// Renders the site into memory: its files' bytes, by path.
///
/// # Errors
/// The problems of templates; or the file that could not be copied, as the
/// problem of that file.
pub fn in_memory(
    portal: &Portal,
    engine: &Engine,
) -> Result<BTreeMap<String, Vec<u8>>, Vec<Problem>> {
    let outputs = outputs(portal);
    let rendered: Vec<_> =
        outputs.par_iter().map(|output| render::bytes(portal, engine, output)).collect();
    let mut files = BTreeMap::new();
    let mut problems = Vec::new();
    for outcome in rendered {
        match outcome {
            Ok((path, bytes)) => {
                files.insert(path, bytes);
            }
            Err(problem) => problems.push(*problem),
        }
    }
    if problems.is_empty() { Ok(files) } else { Err(problems) }
}

/// Renders again, into memory, what shows the text of a page of the portal, in
/// any of its languages: the files' bytes, by path.
///
/// # Errors
/// As of [`in_memory`].
pub fn again(
    portal: &Portal,
    engine: &Engine,
    page: &Page,
) -> Result<Vec<(String, Vec<u8>)>, Vec<Problem>> {
    let outputs = outputs(portal);
    let shows = outputs.iter().filter(|output| {
        output.page().is_some_and(|shown| Arc::ptr_eq(&shown.source, &page.source))
    });
    let rendered = shows.map(|output| render::bytes(portal, engine, output));
    rendered.collect::<Result<_, _>>().map_err(|problem| vec![*problem])
}
