//! Words of a text, and where its sentences end.

use super::window::is_vowel;
use std::ops::Range;

/// What ends in a full stop and ends no sentence.
const ABBREVIATIONS: &[&str] = &["e.g", "i.e", "mr", "mrs", "ms", "dr", "st", "etc", "no", "vs"];

/// Where the marks end that begin with a full stop, and whether the sentence ends
/// there.
#[inline]
pub(super) fn after_stop(text: &str, stop: usize) -> (usize, bool) {
    // So ends nearly every sentence.
    let (end, can_end) = match text.as_bytes()[stop + 1..] {
        [b' ', next, ..] if next.is_ascii_uppercase() => (stop + 1, true),
        _ => after_marks(text, stop + 1),
    };
    let is_short = || text.as_bytes()[stop] == b'.' && is_abbreviation(&text[..stop]);
    (end, can_end && (end == text.len() || !is_short()))
}

/// Where the marks end that follow a full stop, and whether a sentence can end
/// there.
fn after_marks(text: &str, at: usize) -> (usize, bool) {
    let after = text[at..].trim_start_matches(['.', '!', '?', '”', '’', '"', '\'', ')', '…']);
    let goes_on = || after.trim_start().starts_with(char::is_lowercase);
    let can_end = after.is_empty() || (after.starts_with(char::is_whitespace) && !goes_on());
    (text.len() - after.len(), can_end)
}

#[inline]
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
pub(super) fn words(text: &str) -> impl Iterator<Item = Word> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < text.len() {
            let (word, gap) = word_at(text, at);
            at = word.range.end + gap;
            if !word.range.is_empty() {
                return Some(word);
            }
        }
        None
    })
}

/// The word that starts here, empty if none does, and how long the character after
/// it is.
#[inline]
pub(super) fn word_at(text: &str, start: usize) -> (Word, usize) {
    let bytes = text.as_bytes();
    let (mut end, mut vowels) = after_letters(bytes, start);
    let mut gap = 1;
    if bytes.get(end).is_some_and(|next| *next == b'\'' || !next.is_ascii()) {
        (end, vowels, gap) = rest_of_word(text, start..end, vowels);
    }
    (Word { range: start..end, vowels }, gap)
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
