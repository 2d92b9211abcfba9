//! A portal in several languages, from outside: what its pages say, where they
//! lead, and that adding a language is adding files.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const SITE: &str = "title: My Review\ncouncil: Eastlake Council\nbase_url: https://my-review.eastlake.example\nletterbox: https://letterbox.eastlake.example\nrecipients:\n  - age1z3295y049qrv7vl8mx8zmd7vj20cm4lkytln2rndgsscw3ckldjqrt5u69\n  - age102amswg4n6ukdu32n34f90xdmnp903r8gmkkladddz045y4tcdfsz5cjhg\n";

const FORM: &str = "title: My Review\nfor: child\nto: iro\nages: 12-15\nsections:\n  - id: home\n    title: Home\n    questions:\n      - id: home-feel\n        kind: choose-one\n        ask: How is it?\n        options:\n          - { id: good, label: Good }\n          - { id: bad, label: Bad }\n      - { id: home-why, kind: long-text, ask: Why? }\n";

const FORM_AR: &str = "title: مراجعتي\nsections:\n  - id: home\n    title: البيت\n    questions:\n      - id: home-feel\n        ask: كيف الحال؟\n        options:\n          - { id: good, label: جيد }\n          - { id: bad, label: سيئ }\n";

fn portal(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("written");
    }
    folder
}

fn in_three_languages(more: &[(&str, &str)]) -> tempfile::TempDir {
    let site = format!("{SITE}languages: [en, cy, ar]\n");
    let mut files = vec![
        ("site.yaml", site.as_str()),
        ("content/index.md", "---\ntitle: Hello\n---\n[Help](get-help-now.md)\n"),
        ("content/get-help-now.md", "---\ntitle: Get help\nnav: 1\n---\nRing 999.\n"),
        ("content/about.md", "---\ntitle: About\nnav: 2\n---\nWords.\n"),
        (
            "content/ar/get-help-now.md",
            "---\ntitle: مساعدة\n---\n[x](about.md) [y](../../forms/my-review.yaml)\n",
        ),
        ("forms/my-review.yaml", FORM),
        ("forms/ar/my-review.yaml", FORM_AR),
    ];
    files.extend(more);
    portal(&files)
}

fn my_review(command: &str, folder: &Path) -> Output {
    let output = Command::new(env!("CARGO_BIN_EXE_my-review")).arg(command).arg(folder).output();
    output.expect("my-review starts")
}

fn build(folder: &Path) {
    let output = my_review("build", folder);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
}

fn page(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join("public").join(name).join("index.html")).expect("a page")
}

#[test]
fn a_translated_page_has_its_address_its_direction_and_its_links() {
    let folder = in_three_languages(&[]);
    build(folder.path());
    let page_of = |name: &str| page(folder.path(), name);
    let arabic = page_of("ar/get-help-now");
    assert!(arabic.contains("<html lang=\"ar\" dir=\"rtl\">"));
    // What is translated is beside it, what is not is English.
    assert!(arabic.contains("<a href=\"../../about/\">x</a>"), "{arabic}");
    assert!(arabic.contains("<a href=\"../../ar/forms/my-review/\">y</a>"));
    assert!(arabic.contains("href=\"../../about/\" lang=\"en\" dir=\"ltr\">About</a>"));
    for code in ["en", "ar"] {
        assert!(arabic.contains(&format!("hreflang=\"{code}\" href=\"https://")), "{code}");
    }
    // There is no such page in Welsh, so that its own language is what it says.
    assert!(!arabic.contains("hreflang=\"cy\" href=\"https://"));
    assert!(arabic.contains("<a href=\"../../cy/\" hreflang=\"cy\""));
    // Nobody has checked it: said in both languages.
    assert!(arabic.contains("<aside class=\"translation\""));
    let english = page_of("get-help-now");
    assert!(english.contains("<html lang=\"en\" dir=\"ltr\">"));
    assert!(english.contains("<a href=\"../ar/get-help-now/\" hreflang=\"ar\""));
    assert!(!english.contains("class=\"translation\""));
    assert!(!folder.path().join("public/cy/get-help-now").exists());
    assert!(page_of("cy").contains("<html lang=\"cy\" dir=\"ltr\">"));
}

#[test]
fn a_translated_form_is_the_same_form() {
    let folder = in_three_languages(&[]);
    build(folder.path());
    let version = |name: &str| {
        let page = page(folder.path(), name);
        let data = page.split("id=\"form-data\">").nth(1).expect("the data");
        let data = data.split("</script>").next().expect("its end");
        let data: serde_json::Value = serde_json::from_str(data).expect("JSON");
        (data["version"].clone(), data["language"].clone())
    };
    let (english, arabic) = (version("forms/my-review"), version("ar/forms/my-review"));
    assert_eq!(english.0, arabic.0);
    assert_eq!((english.1, arabic.1), ("en".into(), "ar".into()));
    let catalogue = fs::read_to_string(folder.path().join("public/forms.json")).expect("forms");
    assert!(catalogue.contains("How is it?") && !catalogue.contains("كيف"));
    let page = page(folder.path(), "ar/forms/my-review");
    assert!(page.contains("كيف الحال؟"));
    // The question that nobody has translated is English, and marked so.
    assert!(page.contains(" lang=\"en\" dir=\"ltr\">Why?"), "{page}");
    assert!(!folder.path().join("public/cy/forms/my-review").exists());
}

#[test]
fn a_translation_that_somebody_has_checked_says_nothing() {
    let site = format!(
        "{SITE}languages:\n  - en\n  - code: ar\n    checked_by: Somebody\n    checked_on: 2026-11-20\n    title: مراجعتي\n"
    );
    let folder = in_three_languages(&[("site.yaml", &site)]);
    build(folder.path());
    assert!(!page(folder.path(), "ar/get-help-now").contains("class=\"translation\""));
    assert!(page(folder.path(), "ar").contains("مراجعتي"));
    // The form lacks a part, which is still said.
    assert!(page(folder.path(), "ar/forms/my-review").contains("class=\"translation\""));
}

#[test]
fn one_language_has_no_switcher_and_no_folder() {
    let site = format!("{SITE}languages: [en]\n");
    let folder =
        portal(&[("site.yaml", &site), ("content/index.md", "---\ntitle: Hello\n---\nWords.\n")]);
    build(folder.path());
    let home = page(folder.path(), "");
    assert!(!home.contains("hreflang") && !home.contains("class=\"languages\""));
}

/// The files of the manual's example: each is named in a comment above it.
#[test]
fn the_manual_adds_a_language_by_adding_files() {
    let manual = include_str!("../docs/languages.md");
    let site = SITE.to_owned() + "languages: [en]\n";
    let form = include_str!("../forms/my-review-8-11.yaml");
    let expectations = include_str!("../content/expectations.yaml");
    let help = "---\ntitle: Get help now\ndescription: Whom to talk to.\nnav: 10\n---\nRing 999.\n";
    let folder = portal(&[
        ("site.yaml", &site),
        ("content/get-help-now.md", help),
        ("content/expectations.yaml", expectations),
        ("forms/my-review-8-11.yaml", form),
    ]);
    build(folder.path());
    let mut added = 0;
    for part in manual.split("<!-- file: ").skip(1) {
        let name = part.split([' ', '\n']).next().expect("a name");
        let text = part.split("```").nth(1).expect("a block");
        let (_, text) = text.split_once('\n').expect("its first line");
        if name == "site.yaml" {
            fs::write(folder.path().join(name), SITE.to_owned() + text).expect("written");
            continue;
        }
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("written");
        added += 1;
    }
    assert_eq!(added, 4, "files of the example");
    let output = my_review("check", folder.path());
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success() && !said.contains("unused-file"), "{said}");
    build(folder.path());
    let help = page(folder.path(), "pl/get-help-now");
    assert!(help.contains("Potrzebuję pomocy teraz") && help.contains("lang=\"pl\""));
    assert!(help.contains("Przejdź do treści"), "the site's own words");
    assert!(page(folder.path(), "pl/forms/my-review-8-11").contains("Gdzie mieszkam"));
    assert!(page(folder.path(), "pl/expectations").contains("Dowiaduję się"));
    assert!(page(folder.path(), "").contains(">Polski"));
}

#[test]
fn a_letter_speaks_its_own_language_and_what_stands_beside_it_too() {
    let site = format!(
        "{SITE}languages:\n  - en\n  - code: cy\n    council: Cyngor Eastlake\n    review_word: Fy Adolygiad\n    checked_by: Carys Example\n  - ar\n"
    );
    let letter = |words: &str| {
        format!(
            "---\nfor: child\nwhen: invitation\nsubject: \"{{review}} {words}\"\n---\n{words} {{name}}: {{review}}, {{council}}. [{words}]({{link}})\n"
        )
    };
    let folder = in_three_languages(&[
        ("site.yaml", &site),
        ("content/letters/a.md", &letter("Hello")),
        ("content/cy/letters/a.md", &letter("Helo")),
    ]);
    build(folder.path());
    let json = fs::read(folder.path().join("public/letters.json")).expect("letters");
    let all: serde_json::Value = serde_json::from_slice(&json).expect("JSON");
    let of = |language: &str| {
        let letters = all["letters"].as_array().expect("a list");
        letters.iter().find(|one| one["language"] == language).expect("a letter").clone()
    };
    assert_eq!(of("en")["text"], "Hello {name}: review, Eastlake Council. Hello: {link}\n");
    assert_eq!(of("cy")["text"], "Helo {name}: Fy Adolygiad, Cyngor Eastlake. Helo: {link}\n");
    assert_eq!(of("cy")["subject"], "Fy Adolygiad Helo");
    let beside = &all["beside"];
    assert!(beside["en"]["repeat"].as_str().is_some_and(|said| said.starts_with("You may have")));
    for key in ["repeat", "not_translated", "not_checked", "scan"] {
        let said = beside["ar"][key].as_str().expect("words");
        assert!(said.contains('ا'), "{key}: {said}");
    }
    // English is the original, and somebody has read the Welsh.
    for language in ["en", "cy"] {
        assert_eq!(beside[language]["not_checked"], serde_json::Value::Null);
    }
}

#[test]
fn a_form_for_adults_speaks_to_them_as_adults() {
    let carers = FORM.replace("for: child", "for: carer").replace("ages: 12-15\n", "");
    let site = format!("{SITE}languages: [en, cy, ar]\n");
    let words =
        "form-begin = Dechrau\nform-check-text = Dy atebion di.\n    .adult = Eich atebion chi.\n";
    let folder = portal(&[
        ("site.yaml", &site),
        ("content/index.md", "---\ntitle: Hello\n---\n"),
        ("forms/child.yaml", FORM),
        ("forms/carer.yaml", &carers),
        ("forms/cy/child.yaml", "title: Fy adolygiad\n"),
        ("forms/cy/carer.yaml", "title: Gofalwr\n"),
        ("forms/ar/carer.yaml", "title: x\n"),
        ("themes/default/lang/cy/form.ftl", words),
    ]);
    build(folder.path());
    let main = |name: &str| {
        let html = page(folder.path(), name);
        let (_, main) = html.split_once("<main").expect("a main part");
        main.split_once("</main>").expect("its end").0.to_owned()
    };
    let (child, carer) = (main("cy/forms/child"), main("cy/forms/carer"));
    // The council's own words go before the program's, in both forms of address.
    assert!(child.contains("Dy atebion di.") && !child.contains("Eich atebion chi."));
    assert!(carer.contains("Eich atebion chi.") && !carer.contains("Dy atebion di."));
    // In what the program brings, no word that is said to a child is left: on the
    // page, in the words for its script, on paper, and in the scripts that come late.
    let to_a_child =
        [" ti ", " ti.", " ti’", " dy ", "Dy ", " wyt ", "Gelli ", "Cei di", "Dewisa ", "Pwysa "];
    let printed = main("cy/forms/carer/print");
    let late = |script: &str, folder_name: &str| {
        let assets = folder.path().join("public/assets").join(folder_name);
        let files = fs::read_dir(assets).expect("scripts").map(|file| file.expect("a file").path());
        let mut files = files.filter(|path| path.is_file());
        let named = |path: &std::path::PathBuf| {
            path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(script))
        };
        let text = fs::read_to_string(files.find(named).expect("the script")).expect("text");
        let words = text.lines().find(|line| line.starts_with("window.myReviewWords="));
        words.expect("its words").to_owned()
    };
    let scripts = ["rest", "draft", "media"];
    let said = scripts.map(|script| late(script, "cy/adults"));
    for text in [&carer, &printed].into_iter().chain(&said) {
        for word in to_a_child {
            let at =
                text.find(word).map(|at| text[..at].chars().rev().take(60).collect::<String>());
            let near = at.map(|near| near.chars().rev().collect::<String>());
            assert!(near.is_none(), "“{word}” after “{}”", near.unwrap_or_default());
        }
    }
    // The carer's page fetches those, the child's page the ones for children.
    assert!(carer.contains("assets/cy/adults/rest.") && !child.contains("assets/cy/adults/"));
    assert!(child.contains("assets/cy/rest.") && child.contains("Cei di "));
    assert!(late("rest", "cy").contains(" dy "));
    // A language without such words says to adults what it says to everybody.
    assert!(!folder.path().join("public/assets/ar/adults").exists());
    assert!(!folder.path().join("public/assets/en").exists());
    assert!(main("ar/forms/carer").contains("assets/ar/rest."));
}

#[test]
fn what_a_message_has_besides_its_text_is_for_adults() {
    let words = "form-begin = Dechrau\n    .adlut = Dechreuwch\njs-error-name = Enw\n    .adult = { $nobody }\n";
    let folder = in_three_languages(&[("themes/default/lang/cy/form.ftl", words)]);
    let output = my_review("check", folder.path());
    let said = String::from_utf8_lossy(&output.stdout).into_owned()
        + &String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("nothing shows `.adlut`"), "{said}");
    assert!(said.contains("nothing fills `{ $nobody }` in here"), "{said}");
}
