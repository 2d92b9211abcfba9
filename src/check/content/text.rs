//! Sentences and words of a text, for the rules.

use memchr::{memchr, memchr3};
use std::ops::Range;

/// What ends in a full stop and ends no sentence.
const ABBREVIATIONS: &[&str] = &["e.g", "i.e", "mr", "mrs", "ms", "dr", "st", "etc", "no", "vs"];

/// Where the sentences of a block of text are, without the blanks around them.
pub(super) fn sentences(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let has_lines = memchr(b'\n', text.as_bytes()).is_some();
    let mut from = 0;
    std::iter::from_fn(move || {
        while from < text.len() {
            let end = from + end_of_sentence(&text[from..], has_lines);
            let sentence = text[from..end].trim_start();
            let start = end - sentence.len();
            from = end;
            if !sentence.is_empty() {
                return Some(start..start + sentence.trim_end().len());
            }
        }
        None
    })
}

/// The byte after the first sentence.
fn end_of_sentence(text: &str, has_lines: bool) -> usize {
    // All that can end one, and all that follows it, is found by its bytes.
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(stop) = stop(bytes, at, has_lines) {
        at = stop + 1;
        if bytes[stop] == b'\n' {
            return at;
        }
        let (end, can_end) = after_marks(text, at);
        at = end;
        let is_short = || bytes[stop] == b'.' && is_abbreviation(&text[..stop]);
        if can_end && (at == text.len() || !is_short()) {
            return at;
        }
    }
    text.len()
}

/// Where the marks end that follow a full stop, and whether a sentence can end
/// there.
fn after_marks(text: &str, at: usize) -> (usize, bool) {
    // So ends nearly every sentence.
    if let [b' ', next, ..] = text.as_bytes()[at..]
        && next.is_ascii_uppercase()
    {
        return (at, true);
    }
    let after = text[at..].trim_start_matches(['.', '!', '?', '”', '’', '"', '\'', ')', '…']);
    let goes_on = || after.trim_start().starts_with(char::is_lowercase);
    let can_end = after.is_empty() || (after.starts_with(char::is_whitespace) && !goes_on());
    (text.len() - after.len(), can_end)
}

/// The next byte that may end a sentence.
fn stop(bytes: &[u8], from: usize, has_lines: bool) -> Option<usize> {
    let rest = &bytes[from..];
    let mark = memchr3(b'.', b'!', b'?', rest);
    let line = has_lines.then(|| memchr(b'\n', &rest[..mark.unwrap_or(rest.len())])).flatten();
    line.or(mark).map(|length| from + length)
}

fn is_abbreviation(before: &str) -> bool {
    // The longest has three letters: most words are seen to be longer at once.
    let last = before.as_bytes().last_chunk::<4>();
    if last.is_some_and(|last| last.iter().all(u8::is_ascii_alphanumeric)) {
        return false;
    }
    let word = before.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default();
    ABBREVIATIONS.iter().any(|one| one.eq_ignore_ascii_case(word))
}

/// A word of a text.
pub(super) struct Word {
    /// Where it stands.
    pub(super) range: Range<usize>,
    /// How many groups of vowels it has: what comes nearest to its syllables,
    /// and is counted on the way, since each byte is looked at only once.
    pub(super) vowels: usize,
}

/// The words of a text: letters and digits, with the apostrophes inside them.
#[inline]
pub(super) fn words(text: &str) -> impl Iterator<Item = Word> + '_ {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < bytes.len() {
            let start = at;
            let (mut end, mut vowels) = after_letters(bytes, start);
            let mut gap = 1;
            if bytes.get(end).is_some_and(|next| *next == b'\'' || !next.is_ascii()) {
                (end, vowels, gap) = rest_of_word(text, start..end, vowels);
            }
            at = end + gap;
            if start < end {
                return Some(Word { range: start..end, vowels });
            }
        }
        None
    })
}

/// What a byte of a word is: no letter or digit, a letter or digit, a vowel. A
/// byte of ASCII needs no decoding, and nearly every byte of an English text is
/// one.
const KINDS: [u8; 256] = kinds();
const NONE: u8 = 0;
const LETTER: u8 = 1;
const VOWEL: u8 = 2;

const fn kinds() -> [u8; 256] {
    let mut kinds = [NONE; 256];
    let mut byte = 0_u8;
    while byte.is_ascii() {
        let at = byte as usize;
        if byte.is_ascii_alphanumeric() {
            kinds[at] = if is_vowel(byte) { VOWEL } else { LETTER };
        }
        byte += 1;
    }
    kinds
}

/// Whether a letter stands for a sound that a syllable is made of.
pub(super) const fn is_vowel(byte: u8) -> bool {
    matches!(byte | 0x20, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}

/// Where the letters and digits of ASCII end that stand here, and how many groups
/// of vowels are among them.
#[inline]
fn after_letters(bytes: &[u8], mut at: usize) -> (usize, usize) {
    let (mut vowels, mut before) = (0, LETTER);
    while let Some(byte) = bytes.get(at) {
        let kind = KINDS[usize::from(*byte)];
        if kind == NONE {
            break;
        }
        vowels += usize::from(kind > before);
        before = kind;
        at += 1;
    }
    (at, vowels)
}

/// Where a word ends that goes on with more than ASCII or an apostrophe, how many
/// groups of vowels there are in all of it, and how long the character after it
/// is. No word may have begun yet, and none may begin here.
#[cold]
fn rest_of_word(text: &str, word: Range<usize>, mut vowels: usize) -> (usize, usize, usize) {
    let Range { start, mut end } = word;
    let mut at = end;
    loop {
        let (stop, more) = after_letters(text.as_bytes(), at);
        let letters = match foreign(text, stop) {
            Some((true, length)) => stop + length,
            _ => stop,
        };
        if letters > at {
            vowels += more;
            (at, end) = (letters, letters);
            continue;
        }
        let rest = text[at..].trim_start_matches(['’', '\'']);
        if text.len() - rest.len() == at || start == end {
            let gap = text[end..].chars().next().map_or(1, char::len_utf8);
            return (end, vowels, gap);
        }
        at = text.len() - rest.len();
    }
}

/// Whether the character here is a letter or digit, and its length in bytes, if
/// it is not ASCII.
#[cold]
fn foreign(text: &str, at: usize) -> Option<(bool, usize)> {
    let character = text[at..].chars().next().filter(|character| !character.is_ascii())?;
    Some((character.is_alphanumeric(), character.len_utf8()))
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
        let found: Vec<_> = words(text).map(|word| &text[word.range]).collect();
        assert_eq!(found, ["Don’t", "say", "looked", "after", "0800", "1111"]);
        let text = "—naïve Ünal's café’’s ’tis it’ 'é' x’ É";
        let found: Vec<_> = words(text).map(|word| &text[word.range]).collect();
        assert_eq!(found, ["naïve", "Ünal's", "café’’s", "tis", "it", "é", "x", "É"]);
    }
}
