//! `my-review new`: a portal that works, and keys that open its answers.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use walkdir::WalkDir;

fn my_review(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_my-review"))
        .args(arguments)
        .output()
        .expect("my-review starts")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The pages of a built site, each by its place in it.
fn pages(site: &Path) -> Vec<PathBuf> {
    let files = WalkDir::new(site).sort_by_file_name().into_iter();
    let files = files.map(|entry| entry.expect("an entry").into_path());
    let html = files.filter(|path| path.extension().is_some_and(|ending| ending == "html"));
    html.map(|path| path.strip_prefix(site).expect("below it").to_owned()).collect()
}

const TWO: &[&str] = &[
    "--recipient",
    "age1z3295y049qrv7vl8mx8zmd7vj20cm4lkytln2rndgsscw3ckldjqrt5u69",
    "--recipient",
    "age102amswg4n6ukdu32n34f90xdmnp903r8gmkkladddz045y4tcdfsz5cjhg",
];

#[test]
fn it_passes_check_builds_and_says_what_to_do_next() {
    let folder = tempfile::tempdir().expect("a folder");
    let dir = folder.path().join("our portal");
    let dir = dir.to_str().expect("text");
    let output = my_review(
        &[&["new", dir, "--council", "Fen: \"Vale\" Council", "--review-word", "big meeting"], TWO]
            .concat(),
    );
    assert!(output.status.success(), "{}", said(&output));
    let lines: Vec<_> = said(&output).lines().map(str::to_owned).collect();
    let next: Vec<_> = lines[lines.len() - 3..].iter().map(|line| line.trim()).collect();
    assert_eq!(
        next,
        [
            format!("my-review preview {dir}"),
            format!("my-review check {dir}"),
            format!("my-review build {dir}")
        ]
    );
    let check = my_review(&["check", dir, "--format", "json"]);
    assert!(check.status.success());
    let report: serde_json::Value = serde_json::from_slice(&check.stdout).expect("JSON");
    assert_eq!(report["errors"], 0);
    for problem in report["problems"].as_array().expect("problems") {
        assert_eq!(problem["rule"], "example-number", "{problem}");
    }
    assert!(my_review(&["build", dir]).status.success());
    let home = fs::read_to_string(Path::new(dir).join("public/index.html")).expect("a page");
    assert!(home.contains("big meeting"));
    // The same portal, page by page, under the new name and in one language.
    let northmoor = folder.path().join("northmoor");
    let example = env!("CARGO_MANIFEST_DIR");
    let built = my_review(&["build", example, "--out", northmoor.to_str().expect("text")]);
    assert!(built.status.success(), "{}", said(&built));
    let ours = pages(&Path::new(dir).join("public"));
    let mut theirs = pages(&northmoor);
    theirs.retain(|page| !page.starts_with("cy") && !page.starts_with("ar"));
    // The example's invented figures are not handed on, nor the page of them.
    theirs.retain(|page| !page.starts_with("our-year"));
    assert_eq!(ours, theirs);
    assert!(ours.len() > 40, "{ours:?}");
    for page in ours {
        let html = fs::read_to_string(Path::new(dir).join("public").join(&page)).expect("a page");
        for word in ["northmoor", "loud &amp; clear", "loud & clear", "moor house"] {
            assert!(!html.to_lowercase().contains(word), "{} says {word}", page.display());
        }
    }
    for entry in WalkDir::new(folder.path()) {
        let name = entry.expect("an entry").file_name().to_string_lossy().into_owned();
        assert!(!name.contains("keys"), "keys that nobody asked for: {name}");
    }
}

#[test]
fn without_a_recipient_it_makes_keys_that_open_and_are_kept_apart() {
    let folder = tempfile::tempdir().expect("a folder");
    let dir = folder.path().join("portal");
    let output = my_review(&["new", dir.to_str().expect("text")]);
    assert!(output.status.success(), "{}", said(&output));
    assert!(my_review(&["check", dir.to_str().expect("text")]).status.success());
    let site = fs::read_to_string(dir.join("site.yaml")).expect("a file");
    for name in ["key-in-use.txt", "key-for-the-safe.txt"] {
        let path = folder.path().join("portal-keys").join(name);
        let text = fs::read_to_string(&path).expect("a key");
        let recipient = text
            .lines()
            .find_map(|line| line.strip_prefix("# public key: "))
            .expect("its recipient");
        assert!(site.contains(recipient));
        let mut identities = my_review::seal::Identities::default();
        identities.add_file(text.as_bytes(), || Err("no".to_owned())).expect("an identity file");
        let sealed = my_review::seal::seal(b"{}", &[recipient.to_owned()]).expect("sealed");
        assert!(!sealed.is_empty());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::metadata(&path).expect("a file").permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
    }
    for entry in WalkDir::new(&dir) {
        let entry = entry.expect("an entry");
        let text = fs::read(entry.path()).unwrap_or_default();
        assert!(
            !String::from_utf8_lossy(&text).contains("AGE-SECRET-KEY-1"),
            "{}",
            entry.path().display()
        );
    }
}

#[test]
fn nothing_is_written_where_something_is_or_when_something_given_is_wrong() {
    let folder = tempfile::tempdir().expect("a folder");
    let dir = folder.path().join("portal");
    let text = dir.to_str().expect("text");
    for (wrong, says) in [
        (["--base-url", "my-review.example"], "`base_url` must be an address"),
        (["--letterbox", "http://post.example"], "`letterbox` must be an address"),
        (["--recipient", "age1nonsense"], "this key is not whole"),
        (["--recipient", "AGE-SECRET-KEY-1QQ"], "secret key"),
        (["--accent", "blue"], "“blue” is not a colour"),
        (["--accent", "#8fb8ff"], "contrast"),
        (["--hero", "#000000"], "`hero`"),
        (["--language", "xx"], "xx"),
    ] {
        let output = my_review(&[&["new", text], &wrong[..]].concat());
        assert_eq!(output.status.code(), Some(2), "{wrong:?}");
        assert!(said(&output).contains(says), "{}", said(&output));
        assert!(!dir.exists(), "{wrong:?} left something");
    }
    fs::create_dir(&dir).expect("a folder");
    fs::write(dir.join("mine.txt"), "mine").expect("written");
    let output = my_review(&["new", text]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("is not empty"), "{}", said(&output));
    assert_eq!(fs::read_dir(&dir).expect("a folder").count(), 1);
}

#[test]
fn its_colours_and_languages_are_the_councils() {
    let folder = tempfile::tempdir().expect("a folder");
    let dir = folder.path().join("portal");
    let text = dir.to_str().expect("text");
    // The colour that it names instead is one that it takes.
    let refused = my_review(&["new", text, "--accent", "#c9a0dc"]);
    let said_no = said(&refused);
    let passes = said_no.split("Give --accent '").nth(1).and_then(|rest| rest.split('\'').next());
    let accent = passes.unwrap_or_else(|| panic!("no colour that passes: {said_no}"));
    let given = ["new", text, "--accent", accent, "--hero", "#ffd65c", "--language", "cy,pl"];
    let output = my_review(&[&given, TWO].concat());
    assert!(output.status.success(), "{}", said(&output));
    assert!(said(&output).contains("translated yet into cy, pl"), "{}", said(&output));
    let check = my_review(&["check", text, "--format", "json"]);
    assert!(check.status.success(), "{}", String::from_utf8_lossy(&check.stdout));
    assert!(my_review(&["build", text]).status.success());
    let public = dir.join("public");
    let styles = WalkDir::new(&public).into_iter().filter_map(Result::ok).filter(|entry| {
        entry.path().extension().is_some_and(|ending| ending == "css")
            && fs::read_to_string(entry.path()).expect("styles").contains(accent)
    });
    assert!(styles.count() > 0, "{accent} is in no style sheet");
    for home in ["index.html", "cy/index.html", "cy/what-is-a-review/index.html", "pl/index.html"] {
        assert!(public.join(home).is_file(), "{home}");
    }
    let theme = fs::read_to_string(dir.join("themes/council/theme.yaml")).expect("a theme");
    assert!(theme.contains("colours_dark:\n  accent: "), "{theme}");
}
