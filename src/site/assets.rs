//! Styles and scripts, each under a name that changes with its content, so that
//! a browser may keep it for ever, and with the hash that the page demands of it
//! (W3C Subresource Integrity).

use super::style;
use crate::portal::Theme;
use data_encoding::{BASE64, HEXLOWER};
use rayon::prelude::*;
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The scripts that `build.rs` bundled from `browser/`.
pub(super) const SCRIPTS: &[(&str, &[u8])] = &[
    ("page.js", include_bytes!(concat!(env!("OUT_DIR"), "/browser/page.js"))),
    ("tools.js", include_bytes!(concat!(env!("OUT_DIR"), "/browser/tools.js"))),
    ("form.js", include_bytes!(concat!(env!("OUT_DIR"), "/browser/form.js"))),
    ("rest.js", include_bytes!(concat!(env!("OUT_DIR"), "/browser/rest.js"))),
    ("seal.js", include_bytes!(concat!(env!("OUT_DIR"), "/browser/seal.js"))),
    ("media.js", include_bytes!(concat!(env!("OUT_DIR"), "/browser/media.js"))),
    ("draft.js", include_bytes!(concat!(env!("OUT_DIR"), "/browser/draft.js"))),
    ("tidy.js", include_bytes!(concat!(env!("OUT_DIR"), "/browser/tidy.js"))),
];

/// What a form fetches after its first screens, or only when it needs it, as
/// (what its script calls it, the file).
pub(super) const LATE: &[(&str, &str)] = &[
    ("rest", "rest.js"),
    ("rest-style", "rest.css"),
    ("seal", "seal.js"),
    ("media", "media.js"),
    ("media-style", "media.css"),
    ("draft", "draft.js"),
    ("draft-style", "draft.css"),
];

/// A style, a script, a logo or a font.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Asset {
    /// Its place in the site.
    pub(crate) path: String,
    /// For the `integrity` attribute.
    pub(crate) integrity: String,
    #[serde(skip)]
    pub(crate) bytes: Arc<[u8]>,
    #[serde(skip)]
    pub(crate) hash: Hash,
}

/// A SHA-256.
pub(crate) type Hash = [u8; 32];

/// All of them, by their plain names: `site.css`, `fonts/our-font.woff2`.
pub(crate) type Assets = BTreeMap<String, Asset>;

/// The theme's styles and the program's scripts. A late script brings the words
/// that only it needs, and what everything is sealed to, so that they do not
/// come with every page.
pub(super) fn collect(theme: &Theme, brings: &Bringing<'_>) -> Assets {
    let scripts = SCRIPTS.par_iter().map(|(name, bytes)| {
        let bytes = bringing(name, bytes, brings);
        ((*name).to_owned(), asset(name, bytes))
    });
    let media = theme.media.par_iter();
    let media = media.map(|(name, bytes)| (name.clone(), asset(name, Arc::clone(bytes))));
    let styles = style_names(theme).collect::<Vec<_>>().into_par_iter().map(|name| {
        let made = asset(&name, style::sheet(theme, &name).into_bytes());
        (name, made)
    });
    // Where two have one name, the later stays.
    let assets: Vec<_> = scripts.chain(media).chain(styles).collect();
    assets.into_iter().collect()
}

/// The scripts that bring words of their own, which another language has in
/// scripts of its own.
pub(super) const SPEAKING: &[&str] = &["rest.js", "media.js", "draft.js"];

/// What a script is given, by the names of the page's variables.
pub(super) type Brings = BTreeMap<&'static str, serde_json::Value>;

/// What each script is given, by its name without its ending.
pub(super) type Bringing<'b> = dyn Fn(&str) -> Brings + Sync + 'b;

/// The assets of a site for one of its further languages: those of the first,
/// but for the scripts that speak.
pub(super) fn translated(assets: &Assets, code: &str, brings: &Bringing<'_>) -> Assets {
    let mut assets = assets.clone();
    for (name, bytes) in SCRIPTS.iter().filter(|(name, _)| SPEAKING.contains(name)) {
        let made = asset(name, bringing(name, bytes, brings));
        let path = made.path.replacen("assets/", &format!("assets/{code}/"), 1);
        assets.insert((*name).to_owned(), Asset { path, ..made });
    }
    assets
}

/// A script, after what it is given.
fn bringing(name: &str, bytes: &[u8], brings: &Bringing<'_>) -> Vec<u8> {
    let mut script = Vec::with_capacity(bytes.len() + 4096);
    for (variable, value) in brings(name.trim_end_matches(".js")) {
        script.extend_from_slice(format!("window.{variable}={value};\n").as_bytes());
    }
    script.extend_from_slice(bytes);
    script
}

/// The names of the theme's styles. What a council adds to them in
/// `css/own.css` becomes the end of the first.
pub(super) fn style_names(theme: &Theme) -> impl Iterator<Item = String> {
    let stems = theme.below("css/", ".css").map(|(stem, _)| stem);
    stems.filter(|stem| *stem != style::OWN).map(|stem| format!("{stem}.css"))
}

fn asset(name: &str, bytes: impl Into<Arc<[u8]>>) -> Asset {
    let bytes = bytes.into();
    let hash: Hash = Sha256::digest(&bytes).into();
    Asset {
        path: format!("assets/{}", hashed_name(name, &hash)),
        integrity: format!("sha256-{}", BASE64.encode(&hash)),
        bytes,
        hash,
    }
}

/// A name that changes with the content.
pub(super) fn file_name(name: &str, bytes: &[u8]) -> String {
    hashed_name(name, &Sha256::digest(bytes))
}

fn hashed_name(name: &str, hash: &[u8]) -> String {
    let (path, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let stem = path.rsplit('/').next().unwrap_or(path);
    let hash = HEXLOWER.encode(&hash[..4]);
    format!("{stem}.{hash}.{ending}")
}
