//! What a case system may export.
//! `cargo +nightly fuzz run allocations`
#![no_main]

use libfuzzer_sys::fuzz_target;
use my_review::courier::Allocations;

fuzz_target!(|text: &[u8]| {
    match Allocations::from_bytes(text) {
        Ok(list) => {
            for child in list.children() {
                assert!(list.get(&child.reference).is_some());
            }
        }
        Err(problems) => {
            assert!(!problems.is_empty());
            assert!(problems.iter().all(|problem| problem.starts_with(':')));
        }
    }
});
