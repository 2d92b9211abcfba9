//! A new portal, made from the example one.
//!
//! What a council has to decide is asked or taken as given; what is Northmoor's
//! alone becomes the new council's, or is marked as invented.

mod keys;

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

/// What stands in the example about Northmoor, and what a new portal says.
const RETOLD: &[(&str, &str)] = &[
    ("You are in care in Northmoor.", "You are in care with {council}."),
    ("Northmoor’s out-of-hours team", "{council}’s out-of-hours team"),
    ("*My Review, the IRO team, Moor House, Northmoor*", "*The IRO team, {council}*"),
    ("by: Every IRO in Northmoor", "by: Every IRO at {council}"),
    (
        "# What Loud & Clear expects of every review.",
        "# What your Children in Care Council expects of every review: ask them, and\n# write it here in their words.",
    ),
];

const INVENTED: &str = "---\n# This person is invented. Write a page for each of your own IROs like this one,\n# then delete this file and its picture.\n";

/// Tells editors with a YAML plug-in which schema explains which file.
const EDITOR: &str = r#"{
  "yaml.schemas": {
    "./schema/form.json": ["forms/*.yaml"],
    "./schema/site.json": ["site.yaml"]
  }
}
"#;

/// Every file of the new portal, by name.
///
/// # Errors
/// Only when a schema cannot be written as JSON.
pub fn files(choices: &Choices) -> Result<Vec<(String, Vec<u8>)>, serde_json::Error> {
    let mut files: Vec<(String, Vec<u8>)> = EXAMPLE
        .iter()
        .map(|(name, bytes)| {
            let bytes = match std::str::from_utf8(bytes) {
                Ok(text) if *name == "site.yaml" => site(text, choices).into_bytes(),
                Ok(text) => retell(name, text).into_bytes(),
                Err(_) => bytes.to_vec(),
            };
            ((*name).to_owned(), bytes)
        })
        .collect();
    for (name, of) in [("form", SchemaOf::Form), ("site", SchemaOf::Site)] {
        let mut text = serde_json::to_string_pretty(&schema(of))?;
        text.push('\n');
        files.push((format!("schema/{name}.json"), text.into_bytes()));
    }
    files.push((".vscode/settings.json".to_owned(), EDITOR.as_bytes().to_vec()));
    files.push((".gitignore".to_owned(), b"/public/\n".to_vec()));
    Ok(files)
}

fn retell(name: &str, text: &str) -> String {
    let mut told = text.to_owned();
    for (northmoors, anyones) in RETOLD {
        told = told.replace(northmoors, anyones);
    }
    if name.starts_with("content/people/") && text.starts_with("---\n") {
        told = told.replacen("---\n", INVENTED, 1);
    }
    told
}

/// The new `site.yaml`; the help lines are national and stay.
fn site(example: &str, choices: &Choices) -> String {
    let lines = example.find("# The national lines").map_or("", |at| &example[at..]);
    let recipients: Vec<_> =
        choices.recipients.iter().map(|one| format!("  - {}\n", quoted(one))).collect();
    format!(
        "# Your portal. Everything that your council decides once is decided here.\n\
         title: {title}\n\
         council: {council}\n\
         children_in_care_council: {cicc}\n\
         \n\
         # What you call the meeting. Pages and forms write {{review}} for it, so that it\n\
         # reads well as “your {{review}} meeting”.\n\
         review_word: {review}\n\
         \n\
         # Where the site will be.\n\
         base_url: {base_url}\n\
         languages: [en]\n\
         theme: default\n\
         \n\
         # Answers are sealed for these keys before they leave the child's device.\n\
         # Anyone may know them; the secret halves open the answers, and belong on the\n\
         # council's own machine and in a safe, never in this folder.\n\
         recipients:\n{recipients}\
         letterbox: {letterbox}\n\
         \n{lines}",
        title = quoted(&choices.title),
        council = quoted(&choices.council),
        cicc = quoted(&choices.children_in_care_council),
        review = quoted(&choices.review_word),
        base_url = quoted(&choices.base_url),
        recipients = recipients.concat(),
        letterbox = quoted(&choices.letterbox),
    )
}

/// A JSON string is a YAML string, whatever is in it.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

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
        };
        let files = files(&choices).expect("files");
        assert!(files.len() > 15);
        for (name, bytes) in &files {
            let text = String::from_utf8_lossy(bytes).to_lowercase();
            for word in ["northmoor", "loud & clear", "moor house", "age1qx9", "age1v4w"] {
                assert!(!text.contains(word), "{name} says {word}");
            }
        }
        for (from, _) in RETOLD {
            assert!(
                EXAMPLE.iter().any(|(_, bytes)| String::from_utf8_lossy(bytes).contains(from)),
                "the example no longer says “{from}”"
            );
        }
    }

    #[test]
    fn an_address_is_made_of_plain_letters() {
        assert_eq!(address("my-review", "Fen & Vale"), "https://my-review.fen-vale.example");
        assert_eq!(address("x", "ÖÖ"), "https://x.council.example");
    }
}
