//! Portals made for the measuring: the same bytes every time.

use crate::Outcome;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

const WORDS: usize = 400;
const QUESTIONS: usize = 20;
/// The first is the one that forms are written in.
pub(crate) const LANGUAGES: [&str; 5] = ["en", "cy", "ar", "pl", "so"];

const STOCK: &[&str] = &[
    "your", "review", "is", "a", "meeting", "about", "you", "and", "what", "happens", "next",
    "people", "listen", "when", "you", "say", "how", "things", "are", "at", "home", "school",
    "with", "friends", "it", "is", "all", "right", "to", "ask", "for", "change",
];

/// A portal of so many pages of 400 words.
pub(crate) fn pages(portal: &Path, pages: usize) -> Outcome<()> {
    let content = portal.join("content");
    fs::create_dir_all(&content)?;
    site(portal, &LANGUAGES[..1])?;
    for page in 0..pages {
        fs::write(portal.join(page_file(page)), markdown(page, pages))?;
    }
    Ok(())
}

/// The name of a page's file within its portal.
pub(crate) fn page_file(page: usize) -> String {
    format!("content/page-{page:05}.md")
}

/// A portal of so many forms of 20 questions, in every language.
pub(crate) fn forms(portal: &Path, forms: usize) -> Outcome<()> {
    site(portal, &LANGUAGES)?;
    for (at, language) in LANGUAGES.iter().enumerate() {
        let folder = if at == 0 { "forms".to_owned() } else { format!("forms/{language}") };
        let folder = portal.join(folder);
        fs::create_dir_all(&folder)?;
        for form in 0..forms {
            fs::write(folder.join(format!("form-{form:03}.yaml")), yaml(form, at))?;
        }
    }
    Ok(())
}

fn site(portal: &Path, languages: &[&str]) -> Outcome<()> {
    fs::create_dir_all(portal)?;
    let recipients =
        ["one", "two"].map(|_| age::x25519::Identity::generate().to_public().to_string());
    let site = format!(
        "title: Bench\ncouncil: Bench Council\nbase_url: https://bench.example\nletterbox: https://letterbox.example\nlanguages: [{}]\nrecipients: [{}]\n",
        languages.join(", "),
        recipients.join(", ")
    );
    Ok(fs::write(portal.join("site.yaml"), site)?)
}

fn word(from: usize, at: usize) -> &'static str {
    STOCK[(from * 7 + at * 3) % STOCK.len()]
}

fn words(from: usize, count: usize) -> String {
    (0..count).map(|at| word(from, at)).collect::<Vec<_>>().join(" ")
}

/// The same page with a sentence more at its end.
pub(crate) fn longer(page: usize, pages: usize, by: usize) -> String {
    format!("{}\n{}.\n", markdown(page, pages), words(by, 9))
}

/// A page with headings, lists and links, as officers write.
fn markdown(page: usize, pages: usize) -> String {
    let mut text =
        format!("---\ntitle: Page {page}\ndescription: The page with number {page}\n---\n");
    for at in 0..WORDS {
        match at % 80 {
            0 => {
                let _ = write!(text, "\n\n## Part {}\n\n", at / 80 + 1);
            }
            40 => {
                let next = (page + at) % pages;
                let _ = write!(
                    text,
                    "\n\n- **one** of [many pages](page-{next:05}.md)\n- *another*\n\n"
                );
            }
            _ => {}
        }
        // Sentences as long as people write them.
        let word = word(page, at);
        let (first, rest) = word.split_at(usize::from(at % 12 == 0));
        let _ = write!(text, "{}{rest}", first.to_uppercase());
        text.push_str(if at % 12 == 11 { ". " } else { " " });
    }
    text.push('\n');
    text
}

/// A form with questions of several kinds, some of which wait for an answer; or
/// its words alone, in another language.
fn yaml(form: usize, language: usize) -> String {
    let is_original = language == 0;
    let mut text = String::new();
    if is_original {
        let _ = write!(text, "id: form-{form:03}\nfor: child\nto: iro\nages: 8-11\n");
    }
    let intro = words(form + language, 30);
    let _ = write!(text, "title: Form {form}\nintro: {intro}\nsections:\n");
    for question in 0..QUESTIONS {
        if question % 5 == 0 {
            let section = question / 5 + 1;
            let _ =
                write!(text, "  - id: part-{section}\n    title: Part {section}\n    questions:\n");
        }
        let ask = words(form + question + language, 9);
        let _ = write!(text, "      - id: question-{question}\n        ask: {ask}\n");
        let (kind, rest) = match question % 4 {
            0 => ("yes-no", ""),
            1 => (
                "choose-one",
                "        options:\n          - { id: good, label: Good }\n          - { id: not-sure-yet, label: It depends }\n          - { id: bad, label: Bad }\n",
            ),
            2 => ("long-text", "        hint: You can write as much as you like\n"),
            _ => (
                "scale",
                "        options:\n          - { id: low, label: Not at all }\n          - { id: middle, label: Sometimes }\n          - { id: high, label: Always }\n",
            ),
        };
        if is_original {
            let _ = writeln!(text, "        kind: {kind}");
        }
        text.push_str(rest);
        if is_original && question % 4 == 2 {
            let earlier = question - 2;
            let _ =
                writeln!(text, "        show_if: {{ question: question-{earlier}, is: \"yes\" }}");
        }
    }
    text
}
