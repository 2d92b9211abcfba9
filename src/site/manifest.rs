//! `manifest.json`: what the build wrote, so that a deployed site can be held
//! against it.

use serde::{Deserialize, Serialize};

/// The only format this version writes.
pub const MANIFEST_FORMAT: &str = "my-review/manifest/1";

/// Every file of a site but the manifest itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// [`MANIFEST_FORMAT`].
    pub format: String,
    /// By path.
    pub files: Vec<ManifestFile>,
}

/// One file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ManifestFile {
    /// Relative to the site's top, with `/`.
    pub path: String,
    /// In bytes.
    pub size: u64,
    /// In lower-case hex digits.
    pub sha256: String,
}
