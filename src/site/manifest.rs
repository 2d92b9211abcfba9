//! `manifest.json`: what the build wrote, so that a deployed site can be held
//! against it.

use rayon::prelude::*;
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

/// So many files are written as JSON at a time.
const PIECE: usize = 256;

impl Manifest {
    /// What stands in `manifest.json`. All cores write it: each a piece of the list
    /// as a manifest of its own, whose beginning and end, which all have in common,
    /// are then taken off.
    pub(super) fn json(&self) -> serde_json::Result<Vec<u8>> {
        let piece = |files: &[ManifestFile]| {
            #[derive(Serialize)]
            struct Piece<'p> {
                format: &'p str,
                files: &'p [ManifestFile],
            }
            serde_json::to_vec_pretty(&Piece { format: &self.format, files })
        };
        let mut json = piece(&[])?;
        json.truncate(json.len() - EMPTY.len());
        let start = json.len();
        let pieces: Vec<_> = self.files.par_chunks(PIECE).map(piece).collect();
        for piece in pieces {
            if json.len() > start {
                json.push(b',');
            }
            let piece = piece?;
            json.extend_from_slice(&piece[start..piece.len() - FULL.len()]);
        }
        json.extend_from_slice((if json.len() > start { FULL } else { EMPTY }).as_bytes());
        Ok(json)
    }
}

/// What ends a manifest that names no file.
const EMPTY: &str = "]\n}";

/// What ends one that does.
const FULL: &str = "\n  ]\n}";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_many_cores_wrote_is_what_one_would_have_written() {
        for count in [0, 1, PIECE, PIECE + 1, 3 * PIECE - 1] {
            let file = |at| ManifestFile {
                path: format!("page-\"{at}\"/index.html"),
                size: at as u64,
                sha256: format!("{at:064x}"),
            };
            let files = (0..count).map(file).collect();
            let manifest = Manifest { format: MANIFEST_FORMAT.to_owned(), files };
            let one = serde_json::to_vec_pretty(&manifest).expect("JSON");
            assert_eq!(manifest.json().expect("JSON"), one, "{count}");
        }
    }
}
