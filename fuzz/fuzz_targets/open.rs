//! The way into the courier: whatever anybody posted. It may refuse; it may not
//! stop, run for long, or take memory without bound.
//!
//! Ten minutes: see `fuzz/README.md`.
#![no_main]

use libfuzzer_sys::fuzz_target;
use my_review::age_header::{header_length, stanzas_end};
use my_review::seal::{Identities, MAX_OPENED, open};
use std::sync::LazyLock;

/// The keys of the public vectors, so that the corpus, which is made of them,
/// reaches the payload.
const KEYS: &[u8] = include_bytes!("../keys.txt");

static IDENTITIES: LazyLock<Identities> = LazyLock::new(|| {
    let mut identities = Identities::default();
    identities.add_file(KEYS, || Err(String::new())).expect("the keys of the vectors");
    identities
});

fuzz_target!(|file: &[u8]| {
    if let Ok(length) = header_length(file) {
        let _ = stanzas_end(&file[..length]);
    }
    if let Ok(opened) = open(file, &IDENTITIES) {
        assert!(opened.len() <= MAX_OPENED && opened.len() <= file.len());
    }
    // The same bytes as an identity file; a passphrase is never there to give.
    let _ = Identities::default().add_file(file, || Ok(Vec::new()));
});
