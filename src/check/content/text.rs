//! Sentences and words of a text, for the rules.

use std::ops::Range;

/// What ends in a full stop and ends no sentence.
const ABBREVIATIONS: &[&str] = &["e.g", "i.e", "mr", "mrs", "ms", "dr", "st", "etc", "no", "vs"];

/// Reads a block of text: its sentences, and their words on the way, since each
/// byte is looked at only once.
pub(super) struct Reader<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Reader<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        Self { text, at: 0 }
    }

    /// Where the next sentence is, without the blanks around it. Its words are
    /// shown as they are read.
    #[inline]
    pub(super) fn sentence(&mut self, mut word: impl FnMut(&Word)) -> Option<Range<usize>> {
        while self.at < self.text.len() {
            let from = self.at;
            self.at = end_of_sentence(self.text, from, &mut word);
            let sentence = self.text[from..self.at].trim_start();
            let start = self.at - sentence.len();
            if !sentence.is_empty() {
                return Some(start..start + sentence.trim_end().len());
            }
        }
        None
    }
}

/// The byte after the sentence that starts here.
#[inline]
fn end_of_sentence(text: &str, from: usize, word: &mut impl FnMut(&Word)) -> usize {
    let bytes = text.as_bytes();
    let mut at = from;
    loop {
        let (next, gap) = word_at(text, at);
        let end = next.range.end;
        if at < end {
            word(&next);
        }
        at = match bytes.get(end) {
            None => return end,
            Some(b' ') => end + 1,
            Some(b'\n') => return end + 1,
            Some(b'.' | b'!' | b'?') => match after_stop(text, end) {
                (end, true) => return end,
                (end, false) => end,
            },
            Some(_) => end + gap,
        };
    }
}

/// Where the marks end that begin with a full stop, and whether the sentence ends
/// there.
fn after_stop(text: &str, stop: usize) -> (usize, bool) {
    let (end, can_end) = after_marks(text, stop + 1);
    let is_short = || text.as_bytes()[stop] == b'.' && is_abbreviation(&text[..stop]);
    (end, can_end && (end == text.len() || !is_short()))
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
fn word_at(text: &str, start: usize) -> (Word, usize) {
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
        let mut reader = Reader::of(text);
        std::iter::from_fn(|| reader.sentence(|_| {})).map(|range| &text[range]).collect()
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
    fn a_sentence_shows_the_words_that_are_in_it_and_no_others() {
        let text = "“Don’t!” he said. Dr. Ali’s x.\n… etc... Why?’ No.";
        let mut reader = Reader::of(text);
        let mut shown = Vec::new();
        while let Some(range) = {
            let before = shown.len();
            let sentence = reader.sentence(|word| shown.push(word.range.clone()));
            sentence.inspect(|sentence| {
                let inside: Vec<_> = words(&text[sentence.clone()])
                    .map(|word| word.range.start + sentence.start..word.range.end + sentence.start)
                    .collect();
                assert_eq!(shown[before..], inside, "{}", &text[sentence.clone()]);
            })
        } {
            assert!(!text[range].is_empty());
        }
        assert_eq!(shown.len(), words(text).count());
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
