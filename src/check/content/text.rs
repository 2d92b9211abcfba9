//! Sentences and words of a text, for the rules.

use memchr::{memchr, memchr3};
use std::ops::Range;

/// What ends in a full stop and ends no sentence.
const ABBREVIATIONS: &[&str] = &["e.g", "i.e", "mr", "mrs", "ms", "dr", "st", "etc", "no", "vs"];

/// Where the sentences of a block of text are, without the blanks around them.
pub(super) fn sentences(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut from = 0;
    std::iter::from_fn(move || {
        while from < text.len() {
            let end = from + end_of_sentence(&text[from..]);
            let sentence = &text[from..end];
            let start = from + (sentence.len() - sentence.trim_start().len());
            let found = start..start + sentence.trim().len();
            from = end;
            if !found.is_empty() {
                return Some(found);
            }
        }
        None
    })
}

/// The byte after the first sentence.
fn end_of_sentence(text: &str) -> usize {
    // All that can end one, and all that follows it, is found by its bytes.
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(stop) = stop(bytes, at) {
        at = stop + 1;
        if bytes[stop] == b'\n' {
            return at;
        }
        let after = text[at..].trim_start_matches(['.', '!', '?', '”', '’', '"', '\'', ')', '…']);
        at = text.len() - after.len();
        let goes_on = || after.trim_start().starts_with(char::is_lowercase);
        if after.is_empty()
            || after.starts_with(char::is_whitespace)
                && !goes_on()
                && !(bytes[stop] == b'.' && is_abbreviation(&text[..stop]))
        {
            return at;
        }
    }
    text.len()
}

/// The next byte that may end a sentence.
fn stop(bytes: &[u8], from: usize) -> Option<usize> {
    let rest = &bytes[from..];
    let mark = memchr3(b'.', b'!', b'?', rest);
    let line = memchr(b'\n', &rest[..mark.unwrap_or(rest.len())]);
    line.or(mark).map(|length| from + length)
}

fn is_abbreviation(before: &str) -> bool {
    let word = before.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default();
    ABBREVIATIONS.iter().any(|one| one.eq_ignore_ascii_case(word))
}

/// The words of a text: letters and digits, with the apostrophes inside them.
pub(super) fn words(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = after_gap(text, from);
        let mut end = start;
        from = start;
        loop {
            let stop = after_letters(text, from);
            if stop == from {
                break;
            }
            end = stop;
            from = after_apostrophes(text, stop);
        }
        (start < end).then_some(start..end)
    })
}

/// The ASCII letters and digits: a byte of these needs no decoding, and nearly
/// every byte of an English text is one.
const LETTERS: [bool; 256] =
    table(b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

/// Which bytes are among these.
pub(super) const fn table(bytes: &[u8]) -> [bool; 256] {
    let mut table = [false; 256];
    let mut at = 0;
    while at < bytes.len() {
        table[bytes[at] as usize] = true;
        at += 1;
    }
    table
}

/// Where the letters and digits end that stand here.
fn after_letters(text: &str, mut at: usize) -> usize {
    let bytes = text.as_bytes();
    loop {
        while bytes.get(at).is_some_and(|byte| LETTERS[usize::from(*byte)]) {
            at += 1;
        }
        match other(text, at) {
            Some(character) if character.is_alphanumeric() => at += character.len_utf8(),
            _ => return at,
        }
    }
}

/// Where the next letter or digit stands, or the text ends.
fn after_gap(text: &str, mut at: usize) -> usize {
    while let Some(byte) = text.as_bytes().get(at) {
        match other(text, at) {
            Some(character) if character.is_alphanumeric() => break,
            Some(character) => at += character.len_utf8(),
            None if LETTERS[usize::from(*byte)] => break,
            None => at += 1,
        }
    }
    at
}

fn after_apostrophes(text: &str, at: usize) -> usize {
    match text.as_bytes().get(at) {
        None | Some(b' ') => at,
        Some(_) => text.len() - text[at..].trim_start_matches(['’', '\'']).len(),
    }
}

/// The character that stands here, if it is not ASCII.
fn other(text: &str, at: usize) -> Option<char> {
    if text.as_bytes().get(at)?.is_ascii() { None } else { text[at..].chars().next() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        sentences(text).map(|range| &text[range]).collect()
    }

    #[test]
    fn a_text_is_split_where_a_reader_pauses() {
        assert_eq!(
            split("Ring us. “Who?” Anyone! At 3 p.m. on Mondays, e.g. Dr. Ali… yes.\nNew line"),
            [
                "Ring us.",
                "“Who?”",
                "Anyone!",
                "At 3 p.m. on Mondays, e.g. Dr. Ali… yes.",
                "New line"
            ]
        );
        assert_eq!(split("Version 1.5 (new.) is out"), ["Version 1.5 (new.) is out"]);
        assert!(split("  \n ").is_empty());
    }

    #[test]
    fn words_keep_their_apostrophes() {
        let text = "Don’t say ‘looked-after’: 0800 1111.";
        let found: Vec<_> = words(text).map(|range| &text[range]).collect();
        assert_eq!(found, ["Don’t", "say", "looked", "after", "0800", "1111"]);
    }
}
