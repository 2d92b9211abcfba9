//! How hard a text is to read: the Flesch-Kincaid grade, which is
//! 0.39 × words in a sentence + 11.8 × syllables in a word − 15.59.
//!
//! Its limits: it knows nothing of meaning, so that “stoat” is as easy as
//! “boat”; it was made with adults' texts and says little below grade 2; and it
//! needs a text of some length, so a short one is not measured. Syllables are
//! estimated from the letters of English words, and names or borrowed words
//! such as “café” may be one out.

use std::ops::Range;

/// A shorter text is not measured, in words.
const ENOUGH: usize = 50;
/// A shorter sentence is not shown as the hardest one, in words.
const WORTH_SHOWING: usize = 6;

/// What the formula counts.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Counts {
    pub(super) words: usize,
    pub(super) syllables: usize,
}

/// What was read so far.
#[derive(Debug, Default)]
pub(super) struct Reading {
    all: Counts,
    sentences: usize,
    hardest: Option<(f64, Range<usize>)>,
}

impl Reading {
    /// Adds a sentence, and where it stands in its file.
    pub(super) fn add(&mut self, counts: Counts, span: impl FnOnce() -> Range<usize>) {
        if counts.words == 0 {
            return;
        }
        self.all.words += counts.words;
        self.all.syllables += counts.syllables;
        self.sentences += 1;
        let own = grade(counts, 1);
        if counts.words >= WORTH_SHOWING
            && self.hardest.as_ref().is_none_or(|(most, _)| own > *most)
        {
            self.hardest = Some((own, span()));
        }
    }

    /// The grade of a text that is long enough, and its hardest sentence.
    pub(super) fn grade(self) -> Option<(f64, Range<usize>)> {
        let (_, span) = self.hardest?;
        (self.all.words >= ENOUGH).then(|| (grade(self.all, self.sentences), span))
    }
}

#[allow(clippy::cast_precision_loss, reason = "no text has 2^52 words")]
fn grade(counts: Counts, sentences: usize) -> f64 {
    let (words, syllables) = (counts.words as f64, counts.syllables as f64);
    0.39 * words / sentences as f64 + 11.8 * syllables / words - 15.59
}

const VOWELS: [bool; 256] = super::text::table(b"aeiouyAEIOUY");

/// How many syllables an English word has, estimated: groups of vowels, without
/// an `e` at the end that nobody hears. A number counts as one.
pub(super) fn syllables(word: &str) -> usize {
    let bytes = word.as_bytes();
    let mut count = 0_usize;
    let mut before = false;
    for byte in bytes {
        let now = VOWELS[usize::from(*byte)];
        count += usize::from(now && !before);
        before = now;
    }
    count.saturating_sub(usize::from(ends_silently(bytes))).max(1)
}

/// Whether nobody hears the last `e` of a word.
fn ends_silently(bytes: &[u8]) -> bool {
    let ends = |end: &str| {
        bytes.len() > end.len() + 1
            && bytes[bytes.len() - end.len()..].eq_ignore_ascii_case(end.as_bytes())
    };
    let heard_before = |end: usize, sounds: &[u8]| {
        bytes.get(bytes.len() - end - 1).is_some_and(|byte| sounds.contains(&(byte | 0x20)))
    };
    match bytes.last().map(|last| last | 0x20) {
        Some(b'e') if ends("le") => heard_before(2, b"aeiouy"),
        Some(b'e') => ends("e") && !heard_before(1, b"aeiouy"),
        Some(b'd') => ends("ed") && !heard_before(2, b"tdaeiouy"),
        Some(b's') => {
            ends("es") && !heard_before(2, b"sxzcgaeiouy") && !ends("shes") && !ends("ches")
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_of_everyday_words() {
        for (word, count) in [
            ("I", 1),
            ("home", 1),
            ("little", 2),
            ("whole", 1),
            ("wanted", 2),
            ("asked", 1),
            ("pages", 2),
            ("homes", 1),
            ("meeting", 2),
            ("review", 2),
            ("independent", 4),
            ("999", 1),
            ("café", 1),
        ] {
            assert_eq!(syllables(word), count, "{word}");
        }
    }

    #[test]
    fn the_grade_is_that_of_the_formula() {
        // 100 words in 10 sentences, 130 syllables: 3.9 + 15.34 - 15.59.
        let mut reading = Reading::default();
        for at in 0..10 {
            reading.add(Counts { words: 10, syllables: 13 }, || at..at + 1);
        }
        let (grade, _) = reading.grade().expect("enough words");
        assert!((grade - 3.65).abs() < 1e-9, "{grade}");
        assert!(Reading::default().grade().is_none());
    }
}
