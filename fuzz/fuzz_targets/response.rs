//! What anybody can seal to the council's public key.
//! `cargo +nightly fuzz run response`
#![no_main]

use libfuzzer_sys::fuzz_target;
use my_review::form::Response;

fuzz_target!(|text: &[u8]| {
    let Ok(response) = Response::from_bytes(text) else { return };
    // What was read can be written, and is read as the same.
    let Ok(again) = serde_json::to_vec(&response) else { panic!("it cannot be written") };
    let Ok(again) = Response::from_bytes(&again) else { panic!("it cannot be read again") };
    assert_eq!(again, response);
});
