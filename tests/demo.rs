//! `my-review demo --once`: one sample answer to each form, all the way to the
//! e-mail.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

use std::path::Path;
use std::process::{Command, Output};

fn demo(dir: &Path, temporary: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_my-review"))
        .arg("demo")
        .arg(dir)
        .arg("--once")
        .env("TMPDIR", temporary)
        .output()
        .expect("my-review starts")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The plain text of a message, by a parser that is not the courier's.
fn plain(path: &Path) -> String {
    let raw = std::fs::read(path).expect("a message");
    let mail = mailparse::parse_mail(&raw).expect("MIME");
    let mut found = String::new();
    for part in mail.parts() {
        if part.ctype.mimetype == "text/plain" && found.is_empty() {
            found = part.get_body().expect("text").replace("\r\n", "\n");
        }
    }
    found
}

/// What is attached: name, type and bytes.
fn attached(path: &Path) -> Vec<(String, String, Vec<u8>)> {
    let raw = std::fs::read(path).expect("a message");
    let mail = mailparse::parse_mail(&raw).expect("MIME");
    let parts = mail.parts().filter_map(|part| {
        let name = part.get_content_disposition().params.get("filename")?.clone();
        Some((name, part.ctype.mimetype.clone(), part.get_body_raw().expect("bytes")))
    });
    parts.collect()
}

#[test]
fn the_childs_words_stand_under_the_right_questions() {
    let temporary = tempfile::tempdir().expect("a folder");
    let output = demo(Path::new(env!("CARGO_MANIFEST_DIR")), temporary.path());
    let said = text(&output.stdout);
    assert_eq!(output.status.code(), Some(0), "{said}{}", text(&output.stderr));
    let mails: Vec<&Path> =
        said.lines().map(Path::new).filter(|path| path.extension().is_some()).collect();
    let forms = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/forms")).expect("forms");
    let mailed = forms
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "yaml"))
        .filter(|path| !std::fs::read_to_string(path).expect("a form").contains("\nto: collect\n"));
    assert_eq!(mails.len(), mailed.count(), "{said}");
    let mail = mails
        .into_iter()
        .map(plain)
        .find(|mail| mail.contains("My Review, ages 8 to 11") && mail.contains("proud"))
        .unwrap_or_else(|| panic!("the form's mail is missing: {said}"));
    for (question, answer) in [
        ("What should people call you at your meeting?", "Robin, please"),
        ("What are you proud of right now?", "I like it when we all eat together."),
        ("How do you feel about where you live?", "OK"),
        ("Do you feel safe?", "Yes, I feel safe"),
    ] {
        let (_, after) = mail.split_once(question).unwrap_or_else(|| panic!("{question}: {mail}"));
        assert!(after.trim_start().starts_with(answer), "{question}: {mail}");
    }
    assert!(mail.contains("Should come: Nana Jo"), "{mail}");
}

#[test]
fn only_the_mails_are_left() {
    let temporary = tempfile::tempdir().expect("a folder");
    demo(Path::new(env!("CARGO_MANIFEST_DIR")), temporary.path());
    let left: Vec<_> = std::fs::read_dir(temporary.path())
        .expect("the folder")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    assert_eq!(left.len(), 1, "the key and the ledger are gone: {left:?}");
    assert!(left[0].starts_with("my-review-mail-"), "{left:?}");
}

#[test]
fn a_portal_of_every_kind_of_form_is_delivered() {
    let portal = tempfile::tempdir().expect("a folder");
    let put = |name: &str, words: &str| {
        let path = portal.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, words).expect("written");
    };
    put(
        "site.yaml",
        "title: Ours\ncouncil: Eastlake Council\nbase_url: https://x.example/ours\n\
         letterbox: https://l.example\nrecipients: [age1sd3dutc5h6xtcv32pq6yl2uq9ajx7v5wqalxlu2svekm3qy0wqnsqt8kca]\n",
    );
    put("content/expectations.yaml", "- { id: heard, text: I am heard. }\n");
    let recipient = Command::new(env!("CARGO_BIN_EXE_my-review-courier"))
        .args(["keygen", "--no-passphrase", "--out"])
        .arg(portal.path().join("key.txt"))
        .output()
        .expect("the courier starts");
    let site = std::fs::read_to_string(portal.path().join("site.yaml")).expect("a file");
    let start = site.find("[age1").expect("a recipient");
    put("site.yaml", &format!("{}[{}]\n", &site[..start], text(&recipient.stdout).trim()));
    for (name, audience, to) in [
        ("young", "child", "iro"),
        ("carer", "carer", "iro"),
        ("parent", "parent", "duty"),
        ("record", "iro", "manager"),
        ("advocate", "everyone", "advocacy"),
    ] {
        put(
            &format!("forms/{name}.yaml"),
            &format!(
                "title: {name}\nfor: {audience}\nto: {to}\nsections:\n  - id: all\n    title: All\n    questions:\n\
                 \x20     - {{ id: short, kind: short-text, ask: Short? }}\n\
                 \x20     - {{ id: long, kind: long-text, ask: Long?, max_length: 9 }}\n\
                 \x20     - {{ id: yes, kind: yes-no, ask: Yes? }}\n\
                 \x20     - {{ id: one, kind: choose-one, ask: One?, options: [{{ id: a, label: Ah }}] }}\n\
                 \x20     - {{ id: many, kind: choose-many, ask: Many?, options: [{{ id: a, label: Ah }}, {{ id: b, label: Be }}] }}\n\
                 \x20     - {{ id: scale, kind: scale, ask: Scale?, options: [{{ id: a, label: Ah }}, {{ id: b, label: Be }}] }}\n\
                 \x20     - {{ id: number, kind: number-scale, ask: Number? }}\n\
                 \x20     - {{ id: rank, kind: rank, ask: Rank?, options: [{{ id: a, label: Ah }}, {{ id: b, label: Be }}] }}\n\
                 \x20     - {{ id: date, kind: date, ask: When? }}\n\
                 \x20     - {{ id: people, kind: people, ask: Who? }}\n\
                 \x20     - {{ id: words, kind: words, ask: Words?, options: [{{ id: home, label: home }}] }}\n\
                 \x20     - {{ id: done, kind: expectations, ask: Did it? }}\n\
                 \x20     - {{ id: more, kind: long-text, ask: More?, show_if: {{ question: number, is: 7 }} }}\n\
                 \x20     - {{ id: drawn, kind: drawing, ask: Draw? }}\n\
                 \x20     - {{ id: said, kind: recording, media: voice, ask: Say? }}\n\
                 \x20     - {{ id: filmed, kind: recording, media: video, ask: Film? }}\n\
                 \x20     - {{ id: seen, kind: photo, ask: See? }}\n"
            ),
        );
    }
    let temporary = tempfile::tempdir().expect("a folder");
    let output = demo(portal.path(), temporary.path());
    let said = text(&output.stdout);
    assert_eq!(output.status.code(), Some(0), "{said}{}", text(&output.stderr));
    let files: Vec<&Path> =
        said.lines().map(Path::new).filter(|path| path.extension().is_some()).collect();
    assert_eq!(files.len(), 5, "{said}");
    for file in files {
        let samples = [
            ("drawn-1.png", "image/png", "drawing.png"),
            ("said-1.webm", "audio/webm", "voice.webm"),
            ("filmed-1.webm", "video/webm", "video.webm"),
            ("seen-1.jpg", "image/jpeg", "photo.jpg"),
        ];
        let attached = attached(file);
        for (name, media_type, sample) in samples {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/demo/samples");
            let bytes = std::fs::read(folder.join(sample)).expect("a sample");
            let found = attached.iter().find(|one| one.0 == name).expect("attached");
            assert_eq!(found.1, media_type, "{name}");
            assert!(found.2 == bytes, "{name}: other bytes");
        }
        let mail = plain(file);
        for words in ["Robin, please", "I like it", "7", "Be", "4 December 2026", "I am heard."] {
            assert!(mail.contains(words), "{words}: {mail}");
        }
    }
}
