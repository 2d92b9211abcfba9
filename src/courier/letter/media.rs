//! Drawings, recordings and photographs as files. Their names are made here, of
//! the question's id, and their types are looked up in their bytes: a response's
//! own claims about either are never used.

use super::super::opened::Opened;
use super::sniff::{UNKNOWN, sniff};
use crate::form::{LIMITS, Value};
use data_encoding::BASE64;
use std::collections::BTreeMap;

/// A file to attach.
#[derive(Clone, Debug)]
pub(crate) struct File {
    /// Made of our own words.
    pub(crate) name: String,
    /// One of a short list.
    pub(crate) media_type: &'static str,
    pub(crate) content: Vec<u8>,
    /// Whether the child wants only the IRO to see it.
    pub(crate) only_my_iro: bool,
    /// What the IRO must know about it.
    pub(crate) note: Option<&'static str>,
    /// Its id in the response.
    pub(crate) id: String,
}

/// Makes files of a response's attachments, in their order. Words that an answer
/// names are no file: see [`words`].
pub(crate) fn files(opened: &Opened) -> Vec<File> {
    let owners = owners(opened);
    let words = words(opened);
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let attachments = opened.response.attachments.iter();
    attachments
        .filter(|attachment| !words.contains_key(attachment.id.as_str()))
        .map(|attachment| {
            let owner = owners.get(attachment.id.as_str());
            let stem = owner.map_or("file", |owner| owner.stem);
            let only_my_iro = owner.is_some_and(|owner| owner.only_my_iro);
            let (content, sniffed, note) = match BASE64.decode(attachment.bytes.as_bytes()) {
                Ok(content) => {
                    let sniffed = sniff(&content);
                    let note = (sniffed == UNKNOWN).then_some(
                        "it is not a kind of picture or recording that the courier knows; open it with care",
                    );
                    (content, sniffed, note)
                }
                Err(_) => (
                    attachment.bytes.clone().into_bytes(),
                    UNKNOWN,
                    Some("it arrived damaged; this is what arrived"),
                ),
            };
            let count = counts.entry(stem).or_default();
            *count += 1;
            let secret = if only_my_iro { "only-my-iro-" } else { "" };
            File {
                name: format!("{secret}{stem}-{count}.{}", sniffed.1),
                media_type: sniffed.0,
                content,
                only_my_iro,
                note: note.or(owner.is_none().then_some("no answer refers to it")),
                id: attachment.id.clone(),
            }
        })
        .collect()
}

/// What was written beside a picture, or in its place, by the attachment's id.
/// It is shown among the answers, as any words are: never as a file that could
/// be something else.
pub(crate) fn words(opened: &Opened) -> BTreeMap<&str, String> {
    let owners = owners(opened);
    let attachments = opened.response.attachments.iter();
    attachments
        .filter(|attachment| attachment.media_type == "text/plain")
        .filter(|attachment| owners.contains_key(attachment.id.as_str()))
        .filter_map(|attachment| {
            let bytes = BASE64.decode(attachment.bytes.as_bytes()).ok()?;
            let text = String::from_utf8(bytes).ok()?;
            let fits = text.chars().count() as u64 <= LIMITS.words;
            let printable =
                !text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t'));
            (fits && printable).then_some((attachment.id.as_str(), text))
        })
        .collect()
}

struct Owner<'o> {
    /// What its files are called.
    stem: &'o str,
    only_my_iro: bool,
}

/// Which answer each attachment belongs to. If any answer that names it is for
/// the IRO only, it is.
fn owners(opened: &Opened) -> BTreeMap<&str, Owner<'_>> {
    let mut owners: BTreeMap<&str, Owner<'_>> = BTreeMap::new();
    for answer in &opened.response.answers {
        let question = opened.form.as_ref().and_then(|form| form.question(&answer.question));
        let stem = question.filter(|question| question.kind.is_attachment()).map(|question| {
            // The courier's own copy of the form has ids of this shape only.
            let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
            if question.id.chars().all(plain) { question.id.as_str() } else { question.kind.name() }
        });
        let ids = answer.value.as_array().into_iter().flatten();
        for id in ids.filter_map(serde_json::Value::as_str) {
            let owner = owners
                .entry(id)
                .or_insert(Owner { stem: stem.unwrap_or("file"), only_my_iro: false });
            owner.only_my_iro |= answer.only_my_iro;
        }
    }
    owners
}

/// The names of the files that an answer refers to.
pub(crate) fn names(files: &[File], words: &BTreeMap<&str, String>, value: &Value) -> Vec<String> {
    let Value::Attachments(ids) = value else {
        return Vec::new();
    };
    ids.iter()
        .filter(|id| !words.contains_key(id.as_str()))
        .map(|id| {
            files
                .iter()
                .find(|file| &file.id == id)
                .map_or_else(|| "(a file that did not arrive)".to_owned(), |file| file.name.clone())
        })
        .collect()
}
