//! Drawings, recordings and photographs as files. Their names are made here and
//! their types are looked up in their first bytes: a response's own claims
//! about either are never used.

use super::super::opened::Opened;
use crate::form::{Kind, Value};
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

/// Makes files of a response's attachments, in their order.
pub(crate) fn files(opened: &Opened) -> Vec<File> {
    let owners = owners(opened);
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    opened
        .response
        .attachments
        .iter()
        .map(|attachment| {
            let owner = owners.get(attachment.id.as_str());
            let word = owner.map_or("file", |owner| owner.word);
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
            let count = counts.entry(word).or_default();
            *count += 1;
            let secret = if only_my_iro { "only-my-iro-" } else { "" };
            File {
                name: format!("{secret}{word}-{count}.{}", sniffed.1),
                media_type: sniffed.0,
                content,
                only_my_iro,
                note: note.or(owner.is_none().then_some("no answer refers to it")),
                id: attachment.id.clone(),
            }
        })
        .collect()
}

struct Owner {
    word: &'static str,
    only_my_iro: bool,
}

/// Which answer each attachment belongs to. If any answer that names it is for
/// the IRO only, it is.
fn owners(opened: &Opened) -> BTreeMap<&str, Owner> {
    let mut owners: BTreeMap<&str, Owner> = BTreeMap::new();
    for answer in &opened.response.answers {
        let question = opened.form.as_ref().and_then(|form| form.question(&answer.question));
        let word = match question.map(|question| question.kind) {
            Some(Kind::Drawing) => "drawing",
            Some(Kind::Recording) => "recording",
            Some(Kind::Photo) => "photo",
            _ => "file",
        };
        let ids = answer.value.as_array().into_iter().flatten();
        for id in ids.filter_map(serde_json::Value::as_str) {
            let owner = owners.entry(id).or_insert(Owner { word, only_my_iro: false });
            owner.only_my_iro |= answer.only_my_iro;
        }
    }
    owners
}

/// Media type and ending.
type Sniffed = (&'static str, &'static str);

const UNKNOWN: Sniffed = ("application/octet-stream", "bin");

/// The type that the first bytes show. SVG and HTML are not among them: they
/// carry script.
fn sniff(content: &[u8]) -> Sniffed {
    let at =
        |from: usize, magic: &[u8]| content.get(from..).is_some_and(|rest| rest.starts_with(magic));
    if at(0, b"\x89PNG\r\n\x1a\n") {
        ("image/png", "png")
    } else if at(0, b"\xff\xd8\xff") {
        ("image/jpeg", "jpg")
    } else if at(0, b"RIFF") && at(8, b"WEBP") {
        ("image/webp", "webp")
    } else if at(4, b"ftypM4A") {
        ("audio/mp4", "m4a")
    } else if [
        "isom", "iso2", "iso4", "iso5", "iso6", "mp41", "mp42", "avc1", "M4V ", "dash", "qt  ",
    ]
    .iter()
    .any(|brand| at(4, b"ftyp") && at(8, brand.as_bytes()))
    {
        ("video/mp4", "mp4")
    } else if at(0, b"\x1a\x45\xdf\xa3") {
        ("video/webm", "webm")
    } else if at(0, b"OggS") {
        ("audio/ogg", "ogg")
    } else {
        UNKNOWN
    }
}

/// The names of the files that an answer refers to.
pub(crate) fn names(files: &[File], value: &Value) -> Vec<String> {
    let Value::Attachments(ids) = value else {
        return Vec::new();
    };
    ids.iter()
        .map(|id| {
            files
                .iter()
                .find(|file| &file.id == id)
                .map_or_else(|| "(a file that did not arrive)".to_owned(), |file| file.name.clone())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_first_bytes_are_believed() {
        assert_eq!(sniff(b"\x89PNG\r\n\x1a\n...").0, "image/png");
        assert_eq!(sniff(b"\xff\xd8\xff\xe0").0, "image/jpeg");
        assert_eq!(sniff(b"RIFF\0\0\0\0WEBPVP8 ").0, "image/webp");
        assert_eq!(sniff(b"\0\0\0\x1cftypM4A \0").0, "audio/mp4");
        assert_eq!(sniff(b"\0\0\0\x1cftypisom\0").0, "video/mp4");
        assert_eq!(sniff(b"\x1a\x45\xdf\xa3").0, "video/webm");
        assert_eq!(sniff(b"OggS\0").0, "audio/ogg");
        for hostile in [&b"<svg onload=x>"[..], b"<html>", b"MZ", b"", b"RIFF"] {
            assert_eq!(sniff(hostile), UNKNOWN);
        }
    }
}
