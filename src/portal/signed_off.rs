//! `signed_off: { by, on, version }`: who agreed to which words, such as the
//! Children in Care Council to a form.

use super::fields::{Fields, place};
use super::keys;
use crate::problem::{Problem, Source};
use std::ops::Range;
use std::sync::Arc;

/// An approval of one version of some words.
#[derive(Clone, Debug)]
pub struct SignedOff {
    /// Who agreed.
    pub by: String,
    /// The day, as `YYYY-MM-DD`.
    pub on: String,
    /// The version that they read; nothing if it has not been written yet.
    pub version: Option<String>,
    /// Where the version stands, or the whole.
    pub span: Range<usize>,
}

/// Reads the approval of a thing that may have one.
pub(super) fn read(fields: &mut Fields<'_, '_>, source: &Arc<Source>) -> Option<SignedOff> {
    let node = fields.node("signed_off")?;
    let mut inner = Fields::new(source, keys::SIGNED_OFF, node, fields.problems());
    let signed = SignedOff {
        by: inner.required_text("by", "our Children in Care Council"),
        on: inner.required_text("on", "2026-11-20"),
        version: inner.text("version"),
        span: if inner.node("version").is_some() { inner.span("version") } else { place(node) },
    };
    let span = inner.span("on");
    if !signed.on.is_empty() && signed.on.parse::<jiff::civil::Date>().is_err() {
        fields.problems().push(Problem::error(
            "unknown-value",
            source,
            span,
            format!("`on` cannot be “{}”", signed.on),
            "Write the day as year, month and day with hyphens, such as 2026-11-20.",
        ));
    }
    Some(signed)
}
