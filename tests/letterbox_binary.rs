//! The letterbox cannot read what it stores: the code for that is not in it.
//!
//! Looked for in two places, the list of its packages and the program itself. Each
//! search is tried first where it must find something, for a search that finds
//! nothing anywhere proves nothing.
#![cfg(feature = "letterbox")]
#![allow(clippy::expect_used, clippy::panic)]

#[cfg(feature = "courier")]
use std::path::{Path, PathBuf};
use std::process::Command;

/// Packages that open age files, or do the arithmetic for it.
const PACKAGES: [&str; 9] = [
    "age",
    "age-core",
    "chacha20poly1305",
    "curve25519-dalek",
    "hkdf",
    "hpke",
    "ml-kem",
    "scrypt",
    "x25519-dalek",
];

fn cargo(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(arguments)
        .args(["--locked", "--offline", "--no-default-features"])
        .output()
        .expect("cargo runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    String::from_utf8(output.stdout).expect("text")
}

/// Those of [`PACKAGES`] that the package needs with a feature.
fn needed(feature: &str) -> Vec<&'static str> {
    let tree =
        cargo(&["tree", "--edges=normal", "--prefix=none", "--format={p}", "--features", feature]);
    let names = |name: &&str| tree.lines().any(|line| line.split(' ').next() == Some(*name));
    PACKAGES.into_iter().filter(names).collect()
}

#[test]
fn the_letterbox_needs_no_package_that_opens_a_response() {
    assert_eq!(needed("courier"), PACKAGES);
    assert_eq!(needed("letterbox"), [""; 0]);
    assert_eq!(needed("letterbox,object-store"), [""; 0]);
}

/// Strings that such code leaves in a program: the label under which age derives a
/// key, the start of a secret key, and the names of source files in panics.
#[cfg(feature = "courier")]
const TRACES: [&str; 3] = ["age-encryption.org/v1/X25519", "AGE-SECRET-KEY-", "chacha20poly1305"];

#[cfg(feature = "courier")]
fn traces(program: &Path) -> Vec<&'static str> {
    let program = std::fs::read(program).expect("a program");
    let holds = |trace: &&str| {
        let trace = trace.as_bytes();
        program.windows(trace.len()).any(|window| window == trace)
    };
    TRACES.into_iter().filter(holds).collect()
}

/// Builds the letterbox as it is released: with its own feature only, in a folder of
/// its own so that the features of this build are not mixed in.
#[cfg(feature = "courier")]
fn letterbox_alone() -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/letterbox-only");
    let target = folder.to_str().expect("text");
    cargo(&[
        "build",
        "--features",
        "letterbox",
        "--bin",
        "my-review-letterbox",
        "--target-dir",
        target,
    ]);
    folder.join("debug/my-review-letterbox")
}

/// This test is itself a program that opens age files, and so must show the traces.
#[cfg(feature = "courier")]
#[test]
fn the_letterbox_has_no_trace_of_code_that_opens_a_response() {
    let identity = age::x25519::Identity::generate();
    let sealed = age::encrypt(&identity.to_public(), b"sealed").expect("sealed");
    let opened = age::decrypt(&identity, &sealed).expect("opened");
    assert_eq!(opened, b"sealed");
    let secret = age::secrecy::ExposeSecret::expose_secret(&identity.to_string()).to_owned();
    assert!(secret.parse::<age::x25519::Identity>().is_ok());

    let me = std::env::current_exe().expect("this program");
    assert_eq!(traces(&me), TRACES);
    assert_eq!(traces(&letterbox_alone()), [""; 0]);
}
