//! A new portal, made from the example one.
//!
//! The pages and forms name no council but by its placeholder, so they are
//! handed out as they are. What a council has to decide is asked or taken as
//! given; what was invented for Northmoor is marked so.

mod colours;
mod keys;
mod languages;

pub use colours::{Colours, Refused, Wanted};
pub use keys::{Keys, write as write_keys};

use crate::portal::schema::{SchemaOf, schema};

/// The example portal's files, as (name, bytes).
const EXAMPLE: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/starter.rs"));

/// What a council decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choices {
    /// The portal's name.
    pub title: String,
    /// The council's name.
    pub council: String,
    /// Its word for "review".
    pub review_word: String,
    /// What its Children in Care Council calls itself.
    pub children_in_care_council: String,
    /// Where the site will be.
    pub base_url: String,
    /// Where sealed answers go.
    pub letterbox: String,
    /// What answers are sealed to.
    pub recipients: Vec<String>,
    /// Its colours.
    pub colours: Colours,
    /// The codes of the languages beside English.
    pub languages: Vec<String>,
}

/// An address under `.example`, which nobody can own, until the real one is
/// known.
pub fn address(host: &str, council: &str) -> String {
    let mut name = String::new();
    for character in council.to_lowercase().chars() {
        if character.is_ascii_alphanumeric() {
            name.push(character);
        } else if !name.is_empty() && !name.ends_with('-') && name.len() < 50 {
            name.push('-');
        }
    }
    let name = name.trim_matches('-');
    let name = if name.is_empty() { "council" } else { name };
    format!("https://{host}.{}.example", &name[..name.len().min(60)])
}

/// What a new council has to look at, by the start of the files' names. It
/// stands at the top of each file, where nobody but the officer sees it.
const NOTES: &[(&str, &str)] = &[
    (
        "content/people/",
        "# This person is invented. Write a page for each of your own IROs like this one,\n# then delete this file and its picture.\n",
    ),
    (
        "content/pledges/",
        "# These promises are invented. Ask those who are to keep them, then write theirs.\n",
    ),
    (
        "content/expectations.yaml",
        "# This list is invented. Ask your own Children in Care Council for theirs.\n",
    ),
    (
        "content/words.yaml",
        "# This list is invented. Ask your own Children in Care Council for theirs.\n",
    ),
    (
        "content/you-said-we-did.md",
        "# Everything here is invented. Write what children told you, and what you did.\n",
    ),
    (
        "content/accessibility.md",
        "# The law asks for this page. Have every sentence checked for your own site,\n# above all what was tested, the telephone numbers and the date.\n",
    ),
    (
        "content/privacy",
        "# Show this page to your data protection officer before you publish it.\n",
    ),
    ("content/complain.md", "# Compare this page with your own complaints procedure.\n"),
    ("content/advocates.md", "# Compare this page with what your own advocacy service promises.\n"),
];

/// Tells editors with a YAML plug-in which schema explains which file.
const EDITOR: &str = r#"{
  "yaml.schemas": {
    "./schema/form.json": ["forms/*.yaml"],
    "./schema/site.json": ["site.yaml"]
  }
}
"#;

/// The example's figures, which are nobody else's.
const FIGURES: &str = "content/results.json";

/// Every file of the new portal, by name.
///
/// # Errors
/// Only when a schema cannot be written as JSON.
pub fn files(choices: &Choices) -> Result<Vec<(String, Vec<u8>)>, serde_json::Error> {
    let mut files: Vec<(String, Vec<u8>)> = EXAMPLE
        .iter()
        .filter(|(name, _)| *name != FIGURES)
        .filter(|(name, _)| !languages::is_left_out(name, own_languages(), &choices.languages))
        .map(|(name, bytes)| {
            let bytes = match std::str::from_utf8(bytes) {
                Ok(text) if *name == "site.yaml" => site(text, choices).into_bytes(),
                Ok(text) => noted(name, &unsigned(text)).into_bytes(),
                Err(_) => bytes.to_vec(),
            };
            ((*name).to_owned(), bytes)
        })
        .collect();
    if let Some(theme) = choices.colours.theme() {
        files.push((format!("themes/{}/theme.yaml", colours::THEME), theme.into_bytes()));
    }
    for (name, of) in [("form", SchemaOf::Form), ("site", SchemaOf::Site)] {
        let mut text = serde_json::to_string_pretty(&schema(of))?;
        text.push('\n');
        files.push((format!("schema/{name}.json"), text.into_bytes()));
    }
    files.push((".vscode/settings.json".to_owned(), EDITOR.as_bytes().to_vec()));
    files.push((".gitignore".to_owned(), b"/public/\n".to_vec()));
    Ok(files)
}

fn noted(name: &str, text: &str) -> String {
    let Some((_, note)) = NOTES.iter().find(|(start, _)| name.starts_with(start)) else {
        return text.to_owned();
    };
    match text.strip_prefix("---\n") {
        Some(rest) => format!("---\n{note}{rest}"),
        None if name.rsplit('.').next() == Some("yaml") => format!("{note}{text}"),
        None => text.to_owned(),
    }
}

/// What a portal says of itself that must not be said of another.
const NOT_HANDED_ON: &[&str] = &["signed_off"];

/// A file without what its people signed off: another council's young people
/// have agreed to nothing yet.
fn unsigned(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    // How far in the key stands whose lines are being left out.
    let mut leaving: Option<usize> = None;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_start();
        let indent = line.len() - bare.len();
        if leaving.is_some_and(|key| indent > key && !bare.is_empty()) {
            continue;
        }
        let is_key = NOT_HANDED_ON
            .iter()
            .any(|key| bare.strip_prefix(key).is_some_and(|rest| rest.starts_with(':')));
        leaving = is_key.then_some(indent);
        if !is_key {
            kept.push_str(line);
        }
    }
    kept
}

/// The new `site.yaml`: the example's, key by key, with the council's choices.
/// What is not for a council to choose now, such as the national help lines,
/// stays as it is.
fn site(example: &str, choices: &Choices) -> String {
    let recipients: Vec<_> =
        choices.recipients.iter().map(|one| format!("\n  - {}", quoted(one))).collect();
    let mut site =
        "# Your portal. Everything that your council decides once is decided here.\n".to_owned();
    for block in blocks(example) {
        let written = match block.key {
            "title" => format!("title: {}\n", quoted(&choices.title)),
            "council" => format!("council: {}\n", quoted(&choices.council)),
            "children_in_care_council" => {
                format!("children_in_care_council: {}\n", quoted(&choices.children_in_care_council))
            }
            "review_word" => format!(
                "\n# What you call the meeting. Pages and forms write {{review}} for it, so that it\n\
                 # reads well as “your {{review}} meeting”.\nreview_word: {}\n",
                quoted(&choices.review_word)
            ),
            "base_url" => {
                format!("\n# Where the site will be.\nbase_url: {}\n", quoted(&choices.base_url))
            }
            "recipients" => format!(
                "\n# Answers are sealed for these keys before they leave the child's device.\n\
                 # Anyone may know them; the secret halves open the answers, and belong on the\n\
                 # council's own machine and in a safe, never in this folder.\n\
                 recipients:{}\n",
                recipients.concat()
            ),
            "languages" => languages::list(block.text, &choices.languages),
            "theme" if !choices.colours.is_empty() => {
                format!("theme: {}\n", colours::THEME)
            }
            "letterbox" => format!("letterbox: {}\n", quoted(&choices.letterbox)),
            "postal_address" => format!(
                "\n# Where booklets that were filled in on paper can be sent: add street and town.\n\
                 postal_address:\n  - The Independent Reviewing Officers\n  - {}\n",
                quoted(&choices.council)
            ),
            key if NOT_HANDED_ON.contains(&key) => continue,
            _ => block.text.to_owned(),
        };
        site.push_str(&written);
    }
    site
}

/// The example's own list of languages, as it stands there.
fn own_languages() -> &'static str {
    let site = EXAMPLE.iter().find(|(name, _)| *name == "site.yaml");
    let text = site.and_then(|(_, bytes)| std::str::from_utf8(bytes).ok()).unwrap_or_default();
    let found = blocks(text).into_iter().find(|block| block.key == "languages");
    found.map_or("", |block| block.text)
}

/// A key of the top level, with the comment before it and all that is below it.
struct Block<'t> {
    key: &'t str,
    text: &'t str,
}

fn blocks(yaml: &str) -> Vec<Block<'_>> {
    let mut blocks: Vec<Block<'_>> = Vec::new();
    let (mut start, mut at) = (0, 0);
    let mut key = "";
    // Where the comment before the next key began, if one has.
    let mut comment = None;
    for line in yaml.split_inclusive('\n') {
        let own = line.starts_with(|c: char| c.is_ascii_lowercase());
        if own {
            let begin = comment.take().unwrap_or(at);
            if !key.is_empty() {
                blocks.push(Block { key, text: &yaml[start..begin] });
            }
            key = line.split(':').next().unwrap_or_default();
            start = begin;
        } else if line.starts_with('#') || line.trim().is_empty() {
            comment = comment.or(Some(at));
        } else {
            comment = None;
        }
        at += line.len();
    }
    if !key.is_empty() {
        blocks.push(Block { key, text: &yaml[start..] });
    }
    blocks
}

/// A JSON string is a YAML string, whatever is in it.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn approvals_are_not_handed_on() {
        let text = "- id: a\n  signed_off: { by: Us, on: 2026-11-20 }\n  why: b\n- id: c\n  signed_off:\n    by: Us\n    on: 2026-11-20\n- id: d\n";
        assert_eq!(unsigned(text), "- id: a\n  why: b\n- id: c\n- id: d\n");
    }

    #[test]
    fn nothing_of_northmoor_is_left() {
        let choices = Choices {
            title: "Our “say”: \\ #1".into(),
            council: "Fen & Vale: \"the\" Council".into(),
            review_word: "Child in Care Review".into(),
            children_in_care_council: "Voices".into(),
            base_url: "https://a.example".into(),
            letterbox: "https://b.example".into(),
            recipients: vec!["age1x".into()],
            colours: Colours::default(),
            languages: vec!["cy".into()],
        };
        let files = files(&choices).expect("files");
        assert!(files.len() > 15);
        for (name, bytes) in &files {
            let text = String::from_utf8_lossy(bytes).to_lowercase();
            for word in ["northmoor", "loud & clear", "moor house", "age1qx9", "age1v4w"] {
                assert!(!text.contains(word), "{name} says {word}");
            }
        }
        for (start, note) in NOTES {
            let marked = files.iter().filter(|(name, bytes)| {
                name.starts_with(start) && String::from_utf8_lossy(bytes).contains(note)
            });
            assert!(marked.count() > 0, "nothing is marked below {start}");
        }
    }

    #[test]
    fn a_key_keeps_its_comment_and_what_is_below_it() {
        let yaml = "# Top.\ntitle: A\n\n# About b.\nb:\n  - c # d\n# e\n  - f\ng: h\n";
        let read: Vec<_> = blocks(yaml).iter().map(|block| (block.key, block.text)).collect();
        assert_eq!(
            read,
            [
                ("title", "# Top.\ntitle: A\n"),
                ("b", "\n# About b.\nb:\n  - c # d\n# e\n  - f\n"),
                ("g", "g: h\n"),
            ]
        );
    }

    #[test]
    fn an_address_is_made_of_plain_letters() {
        assert_eq!(address("my-review", "Fen & Vale"), "https://my-review.fen-vale.example");
        assert_eq!(address("x", "ÖÖ"), "https://x.council.example");
    }
}
