//! Styles and scripts, each under a name that changes with its content, so that
//! a browser may keep it for ever, and with the hash that the page demands of it
//! (W3C Subresource Integrity).

use super::style;
use crate::portal::Theme;
use data_encoding::{BASE64, HEXLOWER};
use serde::Serialize;
use sha2::{Digest, Sha256, Sha384};
use std::collections::BTreeMap;

/// The scripts that `build.rs` bundled from `browser/`.
pub(super) const SCRIPTS: &[(&str, &[u8])] = &[
    ("page.js", include_bytes!(concat!(env!("OUT_DIR"), "/browser/page.js"))),
    ("tools.js", include_bytes!(concat!(env!("OUT_DIR"), "/browser/tools.js"))),
    ("form.js", include_bytes!(concat!(env!("OUT_DIR"), "/browser/form.js"))),
    ("seal.js", include_bytes!(concat!(env!("OUT_DIR"), "/browser/seal.js"))),
    ("media.js", include_bytes!(concat!(env!("OUT_DIR"), "/browser/media.js"))),
    ("draft.js", include_bytes!(concat!(env!("OUT_DIR"), "/browser/draft.js"))),
    ("tidy.js", include_bytes!(concat!(env!("OUT_DIR"), "/browser/tidy.js"))),
];

/// What a form fetches only when it needs it, as (what its script calls it, the
/// file).
pub(super) const LATE: &[(&str, &str)] = &[
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
    pub(crate) bytes: Vec<u8>,
}

/// All of them, by their plain names: `site.css`, `fonts/our-font.woff2`.
pub(crate) type Assets = BTreeMap<String, Asset>;

/// The theme's styles and the program's scripts. A late script brings the words
/// that only it needs, so that they do not come with every page.
pub(super) fn collect(theme: &Theme, words: impl Fn(&str) -> BTreeMap<String, String>) -> Assets {
    let mut assets = Assets::new();
    let mut add = |name: &str, bytes: &[u8]| {
        assets.insert(name.to_owned(), asset(name, bytes));
    };
    for (name, bytes) in SCRIPTS {
        add(name, &speaking(name, bytes, &words));
    }
    for (name, bytes) in &theme.media {
        add(name, bytes);
    }
    for name in style_names(theme) {
        add(&name, style::sheet(theme, &name).as_bytes());
    }
    assets
}

/// The scripts that bring words of their own, which another language has in
/// scripts of its own.
pub(super) const SPEAKING: &[&str] = &["media.js"];

/// The assets of a site for one of its further languages: those of the first,
/// but for the scripts that speak.
pub(super) fn translated(
    assets: &Assets,
    code: &str,
    words: impl Fn(&str) -> BTreeMap<String, String>,
) -> Assets {
    let mut assets = assets.clone();
    for (name, bytes) in SCRIPTS.iter().filter(|(name, _)| SPEAKING.contains(name)) {
        let made = asset(name, &speaking(name, bytes, &words));
        let path = made.path.replacen("assets/", &format!("assets/{code}/"), 1);
        assets.insert((*name).to_owned(), Asset { path, ..made });
    }
    assets
}

/// A script, after its words if it has any.
fn speaking(name: &str, bytes: &[u8], words: impl Fn(&str) -> BTreeMap<String, String>) -> Vec<u8> {
    let words = words(name.trim_end_matches(".js"));
    if words.is_empty() {
        return bytes.to_vec();
    }
    let words = format!("window.myReviewWords={};\n", serde_json::json!(words));
    [words.as_bytes(), bytes].concat()
}

/// The names of the theme's styles. What a council adds to them in
/// `css/own.css` becomes the end of the first.
pub(super) fn style_names(theme: &Theme) -> impl Iterator<Item = String> {
    let stems = theme.below("css/", ".css").map(|(stem, _)| stem);
    stems.filter(|stem| *stem != style::OWN).map(|stem| format!("{stem}.css"))
}

fn asset(name: &str, bytes: &[u8]) -> Asset {
    Asset {
        path: format!("assets/{}", file_name(name, bytes)),
        integrity: format!("sha384-{}", BASE64.encode(&Sha384::digest(bytes))),
        bytes: bytes.to_vec(),
    }
}

/// A name that changes with the content.
pub(super) fn file_name(name: &str, bytes: &[u8]) -> String {
    let (path, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let stem = path.rsplit('/').next().unwrap_or(path);
    let hash = HEXLOWER.encode(&Sha256::digest(bytes)[..4]);
    format!("{stem}.{hash}.{ending}")
}
