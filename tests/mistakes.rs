//! Mistakes that editors make, each with the exact words of `check`.
//!
//! A file of `tests/mistakes` says in its first line what somebody did, then
//! has the files that they saved, each after a line `--- NAME`, and after a
//! line `=== check says` what the program answers. After a name may stand how
//! the file is saved: `crlf`, `bom`, `latin-1`, `utf-16`, `size=BYTES`, or
//! `link=PLACE`. A portal that is in order is below.
//!
//! `MISTAKES=overwrite cargo test --test mistakes` writes what is said now;
//! read the difference before it is committed.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const SITE: &str = "title: My Review\ncouncil: Eastlake Council\nbase_url: https://my-review.eastlake.example\nletterbox: https://letterbox.eastlake.example\nrecipients:\n  - age1z3295y049qrv7vl8mx8zmd7vj20cm4lkytln2rndgsscw3ckldjqrt5u69\n  - age102amswg4n6ukdu32n34f90xdmnp903r8gmkkladddz045y4tcdfsz5cjhg\n";
const SAYS: &str = "\n=== check says\n";

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mistakes");
    let mut files: Vec<_> = fs::read_dir(folder)
        .expect("the mistakes")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    files.sort();
    files
}

/// Saves one file as its heading says.
fn save(dir: &Path, heading: &str, text: &str) {
    let (name, how) = heading.split_once(" as ").unwrap_or((heading, ""));
    let path = dir.join(name);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    if let Some(place) = how.strip_prefix("link=") {
        #[cfg(unix)]
        std::os::unix::fs::symlink(place, path).expect("a link");
        #[cfg(not(unix))]
        let _ = place;
        return;
    }
    if let Some(size) = how.strip_prefix("size=") {
        let file = fs::File::create(path).expect("a file");
        file.set_len(size.parse().expect("a size")).expect("that size");
        return;
    }
    let bytes = match how {
        "" => text.as_bytes().to_vec(),
        "crlf" => text.replace('\n', "\r\n").into_bytes(),
        "bom" => format!("\u{feff}{text}").into_bytes(),
        "latin-1" => text.chars().map(|c| u8::try_from(u32::from(c)).expect("Latin-1")).collect(),
        "utf-16" => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        _ => panic!("nobody saves a file as {how}"),
    };
    fs::write(path, bytes).expect("written");
}

/// What `check` says about the files of one mistake.
fn check(mistake: &str) -> String {
    let dir = tempfile::tempdir().expect("a folder");
    fs::write(dir.path().join("site.yaml"), SITE).expect("written");
    for part in mistake.split("\n--- ").skip(1) {
        let (heading, text) = part.split_once('\n').unwrap_or((part, ""));
        save(dir.path(), heading, &format!("{text}\n"));
    }
    let output = Command::new(env!("CARGO_BIN_EXE_my-review"))
        .arg("check")
        .arg(dir.path())
        .output()
        .expect("my-review starts");
    let said = String::from_utf8(output.stdout).expect("UTF-8");
    let found = said.contains("error[");
    assert_eq!(output.status.code(), Some(i32::from(found)), "{mistake}\n{said}");
    assert!(output.stderr.is_empty(), "{mistake}");
    said
}

#[test]
fn each_mistake_is_named_in_these_words() {
    let overwrite = std::env::var_os("MISTAKES").is_some_and(|what| what == "overwrite");
    let mut wrong = Vec::new();
    for path in files() {
        let text = fs::read_to_string(&path).expect("a mistake");
        let (mistake, says) = text.split_once(SAYS).unwrap_or((text.trim_end(), ""));
        if cfg!(not(unix)) && mistake.contains(" as link=") {
            continue;
        }
        let said = check(mistake);
        if overwrite {
            fs::write(&path, format!("{mistake}{SAYS}{said}")).expect("written");
        } else if said != says {
            wrong.push(format!("{}\n--- expected\n{says}--- said\n{said}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn there_are_at_least_sixty() {
    let errors = files()
        .iter()
        .filter(|path| {
            let text = fs::read_to_string(path).expect("a mistake");
            text.contains("\nerror[") || text.contains("\nwarning[")
        })
        .count();
    assert!(errors >= 60, "{errors}");
}
