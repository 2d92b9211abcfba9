//! The session of `docs/officers.md`: an officer makes five mistakes and mends
//! each from its message alone.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

mod previewing;

use previewing::Preview;
use std::fs;
use std::path::Path;
use std::process::Command;

const SITE: &str = include_str!("cmd/bare.in/site.yaml");

fn manual() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/officers.md");
    fs::read_to_string(path).expect("the manual")
}

/// What `check` says, and whether it found nothing.
fn check(dir: &Path) -> (String, bool) {
    let output = Command::new(env!("CARGO_BIN_EXE_my-review"))
        .args(["check", "--strict"])
        .arg(dir)
        .output()
        .expect("my-review starts");
    (String::from_utf8(output.stdout).expect("UTF-8"), output.status.success())
}

/// The block of YAML in the manual that starts with this line.
fn block(manual: &str, first: &str) -> String {
    let start = manual.find(&format!("```yaml\n{first}")).expect("the form") + "```yaml\n".len();
    let length = manual[start..].find("```").expect("its end");
    manual[start..start + length].to_owned()
}

#[test]
fn five_mistakes_are_mended_from_the_messages_alone() {
    let manual = manual();
    let dir = tempfile::tempdir().expect("a folder");
    fs::create_dir(dir.path().join("forms")).expect("a folder");
    fs::write(dir.path().join("site.yaml"), SITE).expect("written");
    let mut form = block(&manual, "title: Moving school: what I think");
    let file = dir.path().join("forms/before-school-move.yaml");
    // What the message says, and what the officer does about it: every word that
    // is written in comes from the message before.
    let session: &[&[(&str, &str, &str)]] = &[
        &[(
            "Put \" before and after the text",
            "Moving school: what I think",
            "\"Moving school: what I think\"",
        )],
        &[("Write `kind: long-text`.", "kind:long-text", "kind: long-text")],
        &[
            ("Did you mean `child`?", "for: children", "for: child"),
            ("Did you mean `options`?", "opitons:", "options:"),
            ("Did you mean `sad`?", "is: sda", "is: sad"),
            (
                "Add `options:` and below it one line for each, such as `- { id: good, label: Good }`.",
                "new school?\n",
                "new school?\n        options:\n          - { id: good, label: Good }\n",
            ),
        ],
    ];
    fs::write(&file, &form).expect("written");
    // The preview runs all the while, and shows the same at the foot of the page.
    let preview = Preview::start(dir.path());
    let page = "/forms/before-school-move/";
    for (round, mistakes) in session.iter().enumerate() {
        fs::write(&file, &form).expect("written");
        for (says, ..) in *mistakes {
            let says = says.replace('"', "&quot;");
            preview.until(page, &says, |shown| shown.contains(&says));
        }
        let (said, is_fine) = check(dir.path());
        assert!(!is_fine);
        let expected = mistakes.len();
        let found = said.matches("error[").count();
        assert_eq!(found, expected, "round {round}: {said}");
        if round == 0 {
            let shown = said.split("\n\n").next().unwrap_or_default();
            assert!(manual.contains(shown), "the manual shows another message than:\n{shown}");
        }
        for (says, wrote, mended) in *mistakes {
            assert!(said.contains(says), "round {round}: {said}");
            assert!(form.contains(wrote), "{wrote}");
            form = form.replace(wrote, mended);
        }
    }
    fs::write(&file, &form).expect("written");
    let (said, is_fine) = check(dir.path());
    assert!(is_fine, "{said}");
    let shown = preview.until(page, "the form", |shown| shown.contains("new school?"));
    assert!(shown.contains("Moving school: what I think"), "{shown}");
    assert!(shown.contains("aria-label=\"Preview: problems\" hidden>"), "{shown}");
}

#[test]
fn the_examples_of_the_manual_are_right() {
    let manual = manual();
    let dir = tempfile::tempdir().expect("a folder");
    fs::create_dir_all(dir.path().join("forms")).expect("a folder");
    fs::create_dir_all(dir.path().join("content/people")).expect("a folder");
    fs::write(dir.path().join("site.yaml"), SITE).expect("written");
    let form = block(&manual, "title: Moving school\n");
    fs::write(dir.path().join("forms/moving-school.yaml"), form).expect("written");
    let start = manual.find("```markdown\n").expect("the page") + "```markdown\n".len();
    let length = manual[start..].find("```").expect("its end");
    fs::write(dir.path().join("content/about.md"), &manual[start..start + length])
        .expect("written");
    let (said, is_fine) = check(dir.path());
    assert!(is_fine, "{said}");
}
