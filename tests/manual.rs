//! The manual says what the program does.
//!
//! `MANUAL=overwrite cargo test --test manual` writes the reference again.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

use my_review::form::Kind;
use my_review::portal::keys::THINGS;
use my_review::problem::RULES;
use std::fs;
use std::path::Path;
use std::process::Command;

fn read(file: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).expect("a file")
}

#[test]
fn the_reference_is_what_the_program_uses() {
    let now = my_review::tool::reference();
    if std::env::var_os("MANUAL").is_some_and(|what| what == "overwrite") {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/reference.md");
        fs::write(path, &now).expect("written");
    }
    assert!(read("docs/reference.md") == now, "docs/reference.md is not up to date");
}

#[test]
fn nothing_is_left_out() {
    let reference = read("docs/reference.md");
    let keys = THINGS.iter().flat_map(|thing| thing.names.iter());
    let rules = RULES.iter().map(|(name, _)| name);
    for name in keys.chain(Kind::NAMES).chain(rules) {
        assert!(reference.contains(&format!("| `{name}` |")), "{name}");
    }
    for command in
        ["new", "check", "build", "preview", "demo", "verify", "schema", "completions", "man"]
    {
        assert!(reference.contains(&format!("### `my-review {command}")), "{command}");
    }
}

/// Every rule that an editor can break is in the corpus of mistakes.
#[test]
fn each_rule_has_a_mistake_that_shows_it() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mistakes");
    let texts: String = fs::read_dir(folder)
        .expect("the mistakes")
        .map(|entry| fs::read_to_string(entry.expect("an entry").path()).expect("a mistake"))
        .collect();
    // What is no mistake in a file, or cannot be made on every machine.
    let elsewhere = ["catalogue", "fault", "no-site", "unreadable"];
    for (rule, _) in RULES.iter().filter(|(rule, _)| !elsewhere.contains(rule)) {
        assert!(texts.contains(&format!("[{rule}]: ")), "no mistake shows {rule}");
    }
}

#[test]
fn a_shell_can_complete_it_and_man_can_show_it() {
    let my_review = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_my-review")).args(arguments).output();
        let output = output.expect("my-review starts");
        assert!(output.status.success());
        String::from_utf8(output.stdout).expect("text")
    };
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(my_review(&["completions", shell]).contains("preview"), "{shell}");
    }
    let dir = tempfile::tempdir().expect("a folder");
    my_review(&["man", dir.path().to_str().expect("text")]);
    for page in ["my-review.1", "my-review-check.1", "my-review-new.1"] {
        let text = fs::read_to_string(dir.path().join(page)).expect("a page");
        assert!(text.contains(".TH"), "{page}");
    }
}
