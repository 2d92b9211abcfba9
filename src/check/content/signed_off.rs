//! Who agreed to some words agreed to these words: when they change, the
//! approval is out of date.

use crate::form::form_version;
use crate::portal::{Page, Portal, SignedOff};
use crate::problem::{Problem, Source};
use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::sync::Arc;

pub(crate) fn check(portal: &Portal) -> Vec<Problem> {
    let forms = portal.forms.iter().filter_map(|file| {
        let signed = file.signed_off.as_ref()?;
        stale(&file.source, signed, &form_version(&file.form).ok()?)
    });
    let expectations = portal.expectations.iter();
    let promises = portal.pledges.iter().flat_map(|pledge| &pledge.items);
    let items = expectations.chain(promises).filter_map(|item| {
        let signed = item.signed_off.as_ref()?;
        stale(&item.source, signed, &version(&[&item.text, &item.why]))
    });
    forms.chain(items).collect()
}

/// The same for a page.
pub(crate) fn of_page(page: &Page) -> Option<Problem> {
    let signed = page.signed_off.as_ref()?;
    stale(&page.source, signed, &version(&[&page.title, page.written().0]))
}

fn stale(source: &Arc<Source>, signed: &SignedOff, now: &str) -> Option<Problem> {
    let message = match &signed.version {
        Some(version) if version == now => return None,
        Some(_) => format!("these words have changed since {} signed them off", signed.by),
        None => "this does not say which version was signed off".to_owned(),
    };
    let help = format!(
        "Show them the words as they are now. When they agree, write the day into `on`, and `version: \"{now}\"`."
    );
    Some(Problem::warning("signed-off", source, signed.span.clone(), message, help))
}

/// The first 16 hexadecimal digits of the SHA-256 of these texts, as a form's
/// version has.
fn version(texts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for text in texts {
        // Line ends are the editor's, not the author's.
        for line in text.trim().lines() {
            hash.update(line.trim_end());
            hash.update("\n");
        }
        hash.update("\0");
    }
    let mut version = String::with_capacity(16);
    for byte in &hash.finalize()[..8] {
        // Writing to a String cannot fail.
        let _ = write!(version, "{byte:02x}");
    }
    version
}
