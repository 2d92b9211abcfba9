//! Styles and scripts, each under a name that changes with its content, so that
//! a browser may keep it for ever, and with the hash that the page demands of it
//! (W3C Subresource Integrity).

use crate::portal::Theme;
use data_encoding::{BASE64, HEXLOWER};
use serde::Serialize;
use sha2::{Digest, Sha256, Sha384};
use std::collections::BTreeMap;

/// The scripts that `build.rs` bundled from `browser/`.
pub(super) const SCRIPTS: &[(&str, &[u8])] = &[
    ("form.js", include_bytes!(concat!(env!("OUT_DIR"), "/browser/form.js"))),
    ("seal.js", include_bytes!(concat!(env!("OUT_DIR"), "/browser/seal.js"))),
];

/// Those that a form fetches only when it needs them.
pub(super) const LATE: &[&str] = &["seal"];

/// A style or a script.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Asset {
    /// Its place in the site.
    pub(crate) path: String,
    /// For the `integrity` attribute.
    pub(crate) integrity: String,
    #[serde(skip)]
    pub(crate) bytes: Vec<u8>,
}

/// All of them, by their plain names: `site.css`.
pub(crate) type Assets = BTreeMap<String, Asset>;

/// The theme's styles and the program's scripts.
pub(super) fn collect(theme: &Theme) -> Assets {
    let styles =
        theme.below("css/", ".css").map(|(stem, source)| (stem, "css", source.text.as_bytes()));
    let scripts = SCRIPTS.iter().filter_map(|(name, bytes)| {
        name.rsplit_once('.').map(|(stem, ending)| (stem, ending, *bytes))
    });
    styles
        .chain(scripts)
        .map(|(stem, ending, bytes)| (format!("{stem}.{ending}"), asset(stem, ending, bytes)))
        .collect()
}

fn asset(stem: &str, ending: &str, bytes: &[u8]) -> Asset {
    let hash = HEXLOWER.encode(&Sha256::digest(bytes)[..4]);
    Asset {
        path: format!("assets/{stem}.{hash}.{ending}"),
        integrity: format!("sha384-{}", BASE64.encode(&Sha384::digest(bytes))),
        bytes: bytes.to_vec(),
    }
}
