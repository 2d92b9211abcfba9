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
    for command in [
        "keygen", "deliver", "status", "held", "release", "discard", "open", "invite", "report",
        "purge", "backup",
    ] {
        assert!(reference.contains(&format!("### `my-review-courier {command}")), "{command}");
    }
    assert!(reference.contains("### `my-review-letterbox --inbox FOLDER-OR-URL --listen ADDR"));
}

/// What the programs read from their surroundings is in the manual.
#[test]
fn every_variable_is_explained() {
    let manual: String = files("docs", "md").into_iter().collect();
    let mut seen = 0;
    for source in files("src", "rs") {
        for name in source.split('"').filter(|name| {
            name.starts_with("MY_REVIEW_")
                && name.bytes().all(|byte| byte == b'_' || byte.is_ascii_uppercase())
        }) {
            seen += 1;
            assert!(manual.contains(&format!("`{name}`")), "{name} is not in docs");
        }
    }
    assert!(seen >= 2);
}

/// The texts of all files below a folder that end so.
fn files(folder: &str, ending: &str) -> Vec<String> {
    walkdir::WalkDir::new(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder))
        .into_iter()
        .map(|entry| entry.expect("an entry").into_path())
        .filter(|path| path.extension().is_some_and(|is| is == ending))
        .map(|path| fs::read_to_string(path).expect("text"))
        .collect()
}

/// The manual is a site, too: without a problem, and without a link that leads
/// nowhere.
#[test]
fn the_manual_can_be_built() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
    let out = tempfile::tempdir().expect("a folder");
    let my_review = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_my-review"));
        let output = command.args(arguments).output().expect("my-review starts");
        let said = String::from_utf8_lossy(&output.stdout).into_owned()
            + &String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{said}");
    };
    let (docs_name, site) = (docs.to_str().expect("text"), out.path().join("manual"));
    my_review(&["check", "--strict", docs_name]);
    my_review(&["build", docs_name, "--out", site.to_str().expect("text")]);
    let mut links = 0;
    for entry in fs::read_dir(&docs).expect("docs") {
        let name = entry.expect("an entry").file_name().into_string().expect("text");
        let Some(page) = name.strip_suffix(".md") else { continue };
        let folder = if page == "index" { site.clone() } else { site.join(page) };
        let html = fs::read_to_string(folder.join("index.html")).expect(page);
        let links_of = html.split("<a ").skip(1).filter_map(|rest| rest.split("href=\"").nth(1));
        for href in links_of.filter_map(|rest| rest.split('"').next()) {
            let path = href.split('#').next().unwrap_or_default();
            if path.is_empty() || path.contains(':') {
                continue;
            }
            links += 1;
            let target = folder.join(path);
            let found =
                if target.is_dir() { target.join("index.html").exists() } else { target.exists() };
            assert!(found, "{name}: {href}");
            assert!(Path::new(path).extension().is_none_or(|is| is != "md"), "{name}: {href}");
        }
        assert!(
            name == "index.md" || read("docs/index.md").contains(&format!("({name})")),
            "docs/index.md does not lead to {name}"
        );
    }
    assert!(links > 40);
    let keys = fs::read_to_string(site.join("keys/index.html")).expect("a page");
    assert!(!keys.contains("drill:"), "a note to oneself is on the page");
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
