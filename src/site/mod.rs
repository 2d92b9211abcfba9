//! A [`Portal`] becomes a site.
//!
//! [`render`] is pure: it turns the portal into output files, one after the
//! other and on all cores, and touches no disk. [`write`] is the only part that
//! does.

mod assets;
mod context;
mod engine;
mod manifest;
mod markdown;
mod render;
mod strings;
mod write;

pub use engine::Engine;
pub use manifest::{MANIFEST_FORMAT, Manifest, ManifestFile};
pub use render::{Content, Output, OutputFile, outputs};
pub use write::{WriteError, write};

use crate::portal::Portal;
use crate::problem::Problem;
use rayon::prelude::*;

/// Renders everything without writing it, for the problems that only show
/// then.
pub fn rehearse(portal: &Portal, engine: &Engine) -> Vec<Problem> {
    let outputs = outputs(portal);
    outputs
        .par_iter()
        .filter_map(|output| render::render(portal, engine, output).err())
        .collect()
}
