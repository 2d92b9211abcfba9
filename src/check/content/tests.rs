//! Each rule of this folder hits what it is for, and lets the rest be.

#![allow(clippy::format_collect, reason = "a form of a few questions, written once")]

use crate::check::check;
use crate::portal::load;
use std::fs;

const SITE: &str = "title: My Review\ncouncil: Eastlake Council\nbase_url: https://a.example\nletterbox: https://b.example\nhelp_lines:\n  - { name: Emergency, phone: \"999\" }\n  - { name: Childline, phone: 0800 1111 }\n  - { name: Rights Officer, phone: 01632 960 118, text: 07700 900 118 }\n";

const RULES: &[&str] = &[
    "broken-anchor",
    "expectation-not-asked",
    "form-without-private",
    "form-without-skip",
    "help-line-number",
    "link-text",
    "long-sentence",
    "reading-level",
    "signed-off",
    "word-that-hurts",
];

/// The rule, the words pointed at and the message of each warning of these rules.
fn found(files: &[(&str, &str)]) -> Vec<(&'static str, String, String)> {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("site.yaml"), SITE).expect("written");
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("written");
    }
    let (portal, unread) = load(folder.path());
    assert!(
        unread.iter().all(|problem| !files
            .iter()
            .any(|(file, _)| *file == problem.source.file && *file != "site.yaml")),
        "{unread:?}"
    );
    let mut problems = check(&portal);
    crate::problem::sort(&mut problems);
    problems.retain(|problem| RULES.contains(&problem.rule));
    let says = |problem: crate::problem::Problem| {
        let at = problem.source.text.get(problem.span.clone()).unwrap_or_default().to_owned();
        (problem.rule, at, problem.message)
    };
    problems.into_iter().map(says).collect()
}

/// The rules and the words pointed at, in a page with this text.
fn page(text: &str) -> Vec<(&'static str, String)> {
    styled("middle", text)
}

fn styled(look: &str, text: &str) -> Vec<(&'static str, String)> {
    let words = "- instead_of: [contact, LAC, LAC review]\n  say: family time\n";
    let text = format!("---\ntitle: A\nlook: {look}\n---\n\n{text}\n");
    let found = found(&[("content/a.md", &text), ("content/words.yaml", words)]);
    found.into_iter().map(|(rule, at, _)| (rule, at)).collect()
}

fn rules(found: Vec<(&'static str, String)>) -> Vec<&'static str> {
    found.into_iter().map(|(rule, _)| rule).collect()
}

const HARD: &str = "Independent professionals systematically evaluate individual circumstances. ";
const EASY: &str = "We met on a day in May. You can ask to see me. ";

#[test]
fn a_hard_text_is_named_by_its_hardest_sentence() {
    let hard = format!("{}{HARD}{}", EASY.repeat(3), HARD.repeat(5));
    assert_eq!(page(&hard), [("reading-level", HARD.trim().to_owned())]);
    assert!(page(&EASY.repeat(10)).is_empty());
    assert_eq!(rules(styled("older", &hard)), ["reading-level"]);
    // Too short to be measured; and for adults.
    assert!(page(HARD).is_empty());
    assert!(styled("older\nfor: everyone", &hard).is_empty());
}

#[test]
fn a_form_is_measured_for_its_youngest_readers() {
    let form = |who: &str, ages: &str| {
        let ask = "You can tell us about every family member and any difficulty";
        let questions: String = (0..8)
            .map(|at| format!("      - {{ id: q{at}, kind: long-text, ask: {ask} }}\n"))
            .collect();
        let text = format!(
            "title: F\nfor: {who}\nto: iro\nages: {ages}\nsections:\n  - id: a\n    title: A\n    questions:\n{questions}"
        );
        rules(
            found(&[("forms/f.yaml", &text)]).into_iter().map(|(rule, at, _)| (rule, at)).collect(),
        )
    };
    assert_eq!(form("child", "8-17"), ["reading-level"]);
    assert!(form("carer", "8-17").is_empty());
    assert!(form("child", "18+").len() <= 1);
}

#[test]
fn other_languages_are_not_measured() {
    let site = SITE.replace("base_url", "languages: [de]\nbase_url");
    let text = format!("---\ntitle: A\n---\n\n{}\n", HARD.repeat(8));
    assert!(found(&[("site.yaml", &site), ("content/a.md", &text)]).is_empty());
}

#[test]
fn long_sentences_are_those_of_more_words_than_the_readers_take() {
    let long = |count: usize| vec!["go"; count].join(" ");
    assert!(page(&format!("{}.", long(25))).is_empty());
    assert_eq!(
        page(&format!("Yes. Go {}.", long(25))),
        [("long-sentence", format!("Go {}.", long(25)))]
    );
    assert_eq!(rules(styled("little", &long(21))), ["long-sentence"]);
    assert!(styled("older", &long(28)).is_empty());
    assert_eq!(rules(styled("older", &long(29))), ["long-sentence"]);
    assert!(styled("older\nfor: carer", &long(60)).is_empty());
    // An item is a sentence, and a line of it is pointed at.
    let items = format!("- {}\n- {}\n", long(20), long(20));
    assert!(page(&items).is_empty());
    let wrapped = format!("{}\n{}", long(20), long(20));
    assert_eq!(page(&wrapped), [("long-sentence", long(20))]);
}

#[test]
fn words_that_hurt_are_whole_words_in_any_case() {
    let hit = |words: &str| vec![("word-that-hurts", words.to_owned())];
    assert_eq!(page("You have **Contact** twice."), hit("Contact"));
    assert_eq!(page("Your LAC\nreview is soon."), hit("LAC"));
    assert_eq!(page("Your lac-review is soon."), hit("lac-review"));
    for fine in
        ["Contacts", "We say “contact” no more.", "`contact`", "    contact", "black", "LACE"]
    {
        assert!(page(fine).is_empty(), "{fine}");
    }
    let files = [
        ("content/words.md", "---\ntitle: Words\n---\n\nNot contact.\n"),
        ("content/words.yaml", "- instead_of: [contact]\n  say: family time\n"),
    ];
    assert!(found(&files).is_empty());
}

#[test]
fn words_that_hurt_are_found_in_forms_and_lists_too() {
    let form = "title: F\nfor: carer\nto: iro\nsections:\n  - id: a\n    title: A\n    questions:\n      - { id: q, kind: long-text, ask: How is contact? }\n      - { id: e, kind: expectations, ask: Did these happen? }\n";
    let files = [
        ("forms/f.yaml", form),
        ("content/words.yaml", "- instead_of: [contact]\n  say: family time\n"),
        ("content/expectations.yaml", "- id: a\n  text: We plan contact.\n"),
    ];
    let at: Vec<_> = found(&files).into_iter().map(|(rule, at, _)| (rule, at)).collect();
    assert_eq!(
        at,
        [("word-that-hurts", "contact".to_owned()), ("word-that-hurts", "contact".to_owned())]
    );
}

#[test]
fn links_say_where_they_lead() {
    assert_eq!(page("[Click here](a.md)"), [("link-text", "[Click here](a.md)".to_owned())]);
    assert_eq!(rules(page("Read [**here**.](a.md) and [](a.md)")), ["link-text", "link-text"]);
    assert!(page("[Click here to see my page](a.md), [Here we are](a.md)").is_empty());
}

#[test]
fn links_to_headings_find_them() {
    let headings = "\n\n## Who comes?\n\n## Who comes?\n";
    let with = |link: &str| page(&format!("[the people]({link}){headings}"));
    for fine in ["#who-comes", "a.md#who-comes-2", "a.md", "/a/#who-comes", "#"] {
        assert!(with(fine).is_empty(), "{fine}");
    }
    assert_eq!(with("#who-come"), [("broken-anchor", "[the people](#who-come)".to_owned())]);
    assert_eq!(rules(with("a.md#who-comes-3")), ["broken-anchor"]);
}

#[test]
fn help_lines_have_their_numbers() {
    let hit = |number: &str| vec![("help-line-number", number.to_owned())];
    assert_eq!(page("Ring 0800 1112 now."), hit("0800 1112"));
    assert_eq!(page("Ring 0800 111 now, or +44 800 1111."), hit("0800 111"));
    assert_eq!(page("The Rights Officer is on 01632 960 119."), hit("01632 960 119"));
    assert_eq!(rules(page("[0800 1111](tel:08001117)")), ["help-line-number"]);
    for fine in [
        "Childline: 0800 1111.",
        "The Rights Officer is on 01632 960118, or text 07700 900 118.",
        "Ring the office on 01632 960 119.",
        "The Rights Officer (01632 960 118) or the office (01632 960 119).",
        "Born on 20-11-2026, 12 000 000 people, room 0800.",
        "[0800 1111](tel:08001111), [+44 800 1111](tel:08001111)",
    ] {
        assert!(page(fine).is_empty(), "{fine}");
    }
}

/// A child's form of these questions.
fn form(questions: &[&str]) -> Vec<(&'static str, String)> {
    let list: String = questions
        .iter()
        .enumerate()
        .map(|(at, rest)| format!("      - {{ id: q{at}, ask: How?, {rest} }}\n"))
        .collect();
    let text = format!(
        "title: F\nfor: child\nto: iro\nsections:\n  - id: a\n    title: A\n    questions:\n{list}"
    );
    found(&[("forms/f.yaml", &text)]).into_iter().map(|(rule, at, _)| (rule, at)).collect()
}

#[test]
fn a_long_form_has_room_for_words_to_the_iro_alone() {
    let feel = "kind: yes-no";
    assert_eq!(form(&[feel; 5]), [("form-without-private", "F".to_owned())]);
    assert!(form(&[feel; 4]).is_empty());
    assert!(form(&[feel, feel, feel, feel, "kind: long-text"]).is_empty());
    let hidden = "kind: long-text, show_if: { question: q0, is: \"yes\" }";
    assert_eq!(rules(form(&[feel, feel, feel, feel, hidden])), ["form-without-private"]);
}

#[test]
fn most_questions_can_be_skipped() {
    let must = "kind: yes-no, required: true";
    assert_eq!(form(&[must, must, "kind: yes-no"]), [("form-without-skip", "true".to_owned())]);
    assert!(form(&[must, must, "kind: yes-no", "kind: date"]).is_empty());
    assert!(form(&[must]).is_empty());
}

#[test]
fn every_expectation_is_asked_about() {
    let expectations =
        ("content/expectations.yaml", "- { id: a, text: A }\n- { id: b, text: B }\n");
    let form = |options: &str| {
        format!(
            "title: F\nfor: carer\nto: iro\nsections:\n  - id: a\n    title: A\n    questions:\n      - {{ id: q, kind: expectations, ask: Did it?{options} }}\n"
        )
    };
    let some = form(", options: [a]");
    let found_in_some = found(&[expectations, ("forms/f.yaml", &some)]);
    assert_eq!(found_in_some.len(), 1);
    assert_eq!((found_in_some[0].0, found_in_some[0].1.as_str()), ("expectation-not-asked", "b"));
    assert!(found(&[expectations, ("forms/f.yaml", &form(""))]).is_empty());
    assert!(found(&[expectations]).is_empty());
}

#[test]
fn an_approval_is_of_one_version() {
    let page = |version: &str, text: &str| {
        let text = format!(
            "---\ntitle: A\nsigned_off: {{ by: Us, on: 2026-11-20{version} }}\n---\n\n{text}\n"
        );
        found(&[("content/a.md", &text)])
    };
    let unsaid = page("", "Hello.");
    assert_eq!(unsaid[0].0, "signed-off");
    let version = {
        let text = "---\ntitle: A\nsigned_off: { by: Us, on: 2026-11-20 }\n---\n\nHello.\n";
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir(folder.path().join("content")).expect("a folder");
        fs::write(folder.path().join("site.yaml"), SITE).expect("written");
        fs::write(folder.path().join("content/a.md"), text).expect("written");
        let problems = check(&load(folder.path()).0);
        let said = problems.iter().find(|problem| problem.rule == "signed-off").expect("said");
        said.help.split('"').nth(1).expect("a version").to_owned()
    };
    let with = format!(", version: \"{version}\"");
    assert!(page(&with, "Hello.").is_empty());
    // Blanks at the end of a line are nobody's words.
    assert!(page(&with, "Hello.  ").is_empty());
    let changed = page(&with, "Hello!");
    assert_eq!(changed[0].1.trim_matches('"'), version);
    assert_eq!(changed[0].2, "these words have changed since Us signed them off");
}

#[test]
fn words_that_hurt_are_found_in_titles_and_options() {
    let words = ("content/words.yaml", "- instead_of: [contact]\n  say: family time\n");
    let form = "title: My contact\nfor: carer\nto: iro\nsections:\n  - id: a\n    title: About contact\n    questions:\n      - { id: q, kind: choose-one, ask: Which?, options: [{ id: a, label: More contact }, { id: b, label: Less }] }\n      - { id: w, kind: words, ask: Your words?, options: [{ id: c, label: contact }] }\n";
    let page = "---\ntitle: Contact\ndescription: All about contact\n---\n";
    let all = found(&[words, ("forms/f.yaml", form), ("content/a.md", page)]);
    let hits = |file: &str| {
        all.iter().filter(|(rule, at, _)| *rule == "word-that-hurts" && at == file).count()
    };
    assert_eq!(hits("Contact"), 1, "{all:?}");
    assert_eq!(hits("contact"), 4, "{all:?}");
}
