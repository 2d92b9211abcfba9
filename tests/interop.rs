//! What one side seals, the other opens: the browser's code in Node, and an age
//! program where one is named.
//!
//! `MY_REVIEW_ROUND_TRIPS=10000 cargo test --test interop` takes more rounds.
//! `MY_REVIEW_AGE=/path/to/age` names upstream's age, 1.3 or later, which the
//! distributions did not have when this was written; it becomes a third witness.
#![cfg(feature = "courier")]
#![allow(clippy::expect_used, clippy::panic)]

use my_review::seal::{Identities, NewIdentity, open, padded_length, seal};
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};

/// Two keys, as a council has: texts of the identities, and recipients.
fn keys(make: fn() -> NewIdentity) -> (Vec<String>, Vec<String>) {
    (0..2)
        .map(|_| {
            let identity = make();
            (identity.file().to_string(), identity.recipient())
        })
        .unzip()
}

fn only(file: &str) -> Identities {
    let mut identities = Identities::default();
    identities.add_file(file.as_bytes(), || unreachable!()).expect("an identity");
    identities
}

/// The line of an identity file that is the key.
fn secret(file: &str) -> &str {
    file.lines().find(|line| line.starts_with("AGE-SECRET-KEY-")).expect("a key")
}

fn rounds() -> usize {
    std::env::var("MY_REVIEW_ROUND_TRIPS").map_or(25, |text| text.parse().expect("a number"))
}

fn node() -> Command {
    let mut command = Command::new("node");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/age_in_node.mjs");
    command.arg(script).stdin(Stdio::piped()).stdout(Stdio::piped());
    command
}

fn next(from: &mut impl Read) -> Option<Vec<u8>> {
    let mut length = [0; 4];
    from.read_exact(&mut length).ok()?;
    let mut frame = vec![0; u32::from_le_bytes(length) as usize];
    from.read_exact(&mut frame).expect("a whole frame");
    Some(frame)
}

fn browser_to_courier(make: fn() -> NewIdentity, rounds: usize) {
    let (files, recipients) = keys(make);
    let identities = [only(&files[0]), only(&files[1])];
    let mut node =
        node().arg("seal").arg(rounds.to_string()).args(recipients).spawn().expect("node");
    let mut out = node.stdout.take().expect("its output");
    for at in 0..rounds {
        let sealed = next(&mut out).expect("another file");
        let opened = open(&sealed, &identities[at % 2]).expect("opened");
        let value: serde_json::Value = serde_json::from_slice(&opened).expect("JSON");
        assert_eq!(value["at"], at);
        let answer = value["answer"].as_str().expect("an answer");
        assert_eq!(answer, "مرحبا 🐶 ".repeat(at % 97));
        assert_eq!(opened.len() as u64, padded_length(opened.trim_ascii_end().len() as u64));
    }
    assert!(node.wait().expect("ended").success());
}

fn courier_to_age_encryption(make: fn() -> NewIdentity, rounds: usize) {
    let (files, recipients) = keys(make);
    for file in &files {
        let mut node = node().arg("open").arg(secret(file)).spawn().expect("node");
        let mut to = node.stdin.take().expect("its input");
        for at in 0..rounds {
            let sealed = seal(format!("{{\"at\":{at}}}").as_bytes(), &recipients).expect("sealed");
            let length = u32::try_from(sealed.len()).expect("short");
            to.write_all(&length.to_le_bytes()).expect("written");
            to.write_all(&sealed).expect("written");
        }
        drop(to);
        let mut out = node.stdout.take().expect("its output");
        for at in 0..rounds {
            let opened = next(&mut out).expect("another text");
            let value: serde_json::Value = serde_json::from_slice(&opened).expect("JSON");
            assert_eq!(value["at"], at);
        }
        assert!(node.wait().expect("ended").success());
    }
}

#[test]
fn what_the_browser_seals_the_courier_opens() {
    browser_to_courier(NewIdentity::generate, rounds());
    browser_to_courier(NewIdentity::generate_classic, rounds().min(100));
}

#[test]
fn what_the_courier_seals_age_encryption_opens() {
    courier_to_age_encryption(NewIdentity::generate, rounds().min(100));
    courier_to_age_encryption(NewIdentity::generate_classic, rounds().min(100));
}

/// Upstream's program, where somebody has it.
#[test]
fn a_third_witness_where_there_is_one() {
    let Some(age) = std::env::var_os("MY_REVIEW_AGE") else {
        eprintln!("MY_REVIEW_AGE names no age program: no third witness was heard");
        return;
    };
    let folder = tempfile::tempdir().expect("a folder");
    let (files, recipients) = keys(NewIdentity::generate);
    let path = |name: &str| folder.path().join(name);
    let run = |arguments: &[&std::ffi::OsStr]| {
        let output = Command::new(&age).args(arguments).output().expect("age starts");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        output.stdout
    };
    std::fs::write(path("text"), "{\"from\":\"age\"}").expect("written");
    let sealed = run(&[
        "-r".as_ref(),
        recipients[0].as_ref(),
        "-r".as_ref(),
        recipients[1].as_ref(),
        path("text").as_ref(),
    ]);
    for file in &files {
        assert_eq!(&**open(&sealed, &only(file)).expect("opened"), b"{\"from\":\"age\"}");
    }
    std::fs::write(path("ours"), seal(b"{}", &recipients).expect("sealed")).expect("written");
    for file in &files {
        std::fs::write(path("key"), file).expect("written");
        let opened =
            run(&["-d".as_ref(), "-i".as_ref(), path("key").as_ref(), path("ours").as_ref()]);
        assert_eq!(opened.trim_ascii_end(), b"{}");
    }
}
