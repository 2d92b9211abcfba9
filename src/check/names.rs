//! Files whose names become addresses have plain names.

use super::ids::plain;
use crate::portal::{Portal, slug_path};
use crate::problem::{Problem, Source};
use std::sync::Arc;

pub(super) fn check(portal: &Portal) -> Vec<Problem> {
    let letters = portal.letters.iter().map(|letter| &letter.source);
    let pages = portal.pages.iter().map(|page| &page.source).chain(letters);
    let forms = portal.forms.iter().map(|file| &file.source);
    let texts = pages.chain(forms).filter(|source| !is_plain(slug_path(&source.file)));
    let copies = portal.copies.iter().filter(|copy| !is_plain(&copy.path));
    let copies: Vec<_> = copies
        .map(|copy| Arc::new(Source { file: copy.file.clone(), text: String::new() }))
        .collect();
    texts.chain(&copies).map(problem).collect()
}

fn is_plain(path: &str) -> bool {
    path.bytes().all(|byte| {
        byte.is_ascii_lowercase()
            || byte.is_ascii_digit()
            || matches!(byte, b'-' | b'_' | b'/' | b'.')
    })
}

fn problem(source: &Arc<Source>) -> Problem {
    let name = source.file.rsplit('/').next().unwrap_or_default();
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    Problem::error(
        "file-name",
        source,
        0..0,
        format!("the file's name “{name}” would make an address that is hard to type"),
        format!("Rename it to {}.{}", plain(stem), ending.to_lowercase()),
    )
}
