//! How hard a text is to read: the Flesch-Kincaid grade, which is
//! 0.39 × words in a sentence + 11.8 × syllables in a word − 15.59.
//!
//! Its limits: it knows nothing of meaning, so that “stoat” is as easy as
//! “boat”; it was made with adults' texts and says little below grade 2; and it
//! needs a text of some length, so a short one is not measured. Syllables are
//! estimated from the letters of English words, and names or borrowed words
//! such as “café” may be one out.

use super::window::is_vowel;
use std::ops::Range;

/// A shorter text is not measured, in words.
const ENOUGH: usize = 50;
/// A shorter sentence is not shown as the hardest one, in words.
const WORTH_SHOWING: usize = 6;

/// What the formula counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) words: usize,
    pub(super) syllables: usize,
}

impl Counts {
    /// Adds a word with so many groups of vowels.
    #[inline]
    pub(super) fn add(&mut self, word: &[u8], vowels: usize) {
        self.words += 1;
        self.syllables += syllables(word, vowels);
    }
}

/// What was read so far.
#[derive(Debug, Default)]
pub(super) struct Reading {
    all: Counts,
    sentences: usize,
    hardest: Option<(Counts, Range<usize>)>,
}

impl Reading {
    /// Adds a sentence, and where it stands in its file.
    #[inline]
    pub(super) fn add(&mut self, counts: Counts, span: impl FnOnce() -> Range<usize>) {
        if counts.words == 0 {
            return;
        }
        self.all.words += counts.words;
        self.all.syllables += counts.syllables;
        self.sentences += 1;
        if counts.words >= WORTH_SHOWING
            && self.hardest.as_ref().is_none_or(|(most, _)| is_harder(counts, *most))
        {
            self.hardest = Some((counts, span()));
        }
    }

    /// The grade of a text that is long enough, and its hardest sentence.
    pub(super) fn grade(self) -> Option<(f64, Range<usize>)> {
        let (_, span) = self.hardest?;
        (self.all.words >= ENOUGH).then(|| (grade(self.all, self.sentences), span))
    }
}

/// Whether one sentence has a higher grade than another. It is asked of every
/// sentence, and a product is there sooner than a quotient.
#[inline]
fn is_harder(one: Counts, other: Counts) -> bool {
    // A hundred times what the formula adds up, times the words.
    let hard = |Counts { words, syllables }| (39 * words * words + 1180 * syllables) as u128;
    hard(one) * other.words as u128 > hard(other) * one.words as u128
}

#[allow(clippy::cast_precision_loss, reason = "no text has 2^52 words")]
fn grade(counts: Counts, sentences: usize) -> f64 {
    let (words, syllables) = (counts.words as f64, counts.syllables as f64);
    0.39 * words / sentences as f64 + 11.8 * syllables / words - 15.59
}

/// How many syllables an English word has, estimated: its groups of vowels,
/// without an `e` at the end that nobody hears. A number counts as one.
#[inline]
fn syllables(word: &[u8], vowels: usize) -> usize {
    vowels.saturating_sub(usize::from(ends_silently(word))).max(1)
}

/// Whether nobody hears the last `e` of a word.
#[inline]
pub(super) fn ends_silently(word: &[u8]) -> bool {
    let [.., third, second, last] = *word else { return false };
    let (third, second, last) = (third | 0x20, second | 0x20, last | 0x20);
    let is_long = word.len() > 3;
    match (second, last) {
        (b'l', b'e') if is_long => is_vowel(third),
        (_, b'e') => !is_vowel(second),
        (b'e', b'd') if is_long => !is_vowel(third) && !matches!(third, b't' | b'd'),
        (b'e', b's') if is_long => {
            !is_vowel(third)
                && !matches!(third, b's' | b'x' | b'z' | b'c' | b'g')
                && !ends_in_hush(word)
        }
        _ => false,
    }
}

/// `wishes`, `churches`
fn ends_in_hush(word: &[u8]) -> bool {
    let Some(end) = word.last_chunk::<4>().filter(|_| word.len() > 5) else { return false };
    end.eq_ignore_ascii_case(b"shes") || end.eq_ignore_ascii_case(b"ches")
}

#[cfg(test)]
mod tests {
    use super::super::text::words;
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
            ("wishes", 2),
            ("churches", 2),
            ("ached", 1),
            ("ale", 1),
            ("don’t", 1),
            ("we're", 1),
            ("meeting", 2),
            ("review", 2),
            ("independent", 4),
            ("999", 1),
            ("café", 1),
        ] {
            let vowels = words(word).map(|word| word.vowels).sum();
            assert_eq!(syllables(word.as_bytes(), vowels), count, "{word}");
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

    #[test]
    fn the_harder_sentence_is_the_one_of_a_higher_grade() {
        let all = (1..40)
            .flat_map(|words| (words..3 * words).map(move |syllables| Counts { words, syllables }));
        let all: Vec<_> = all.step_by(7).collect();
        for (one, other) in all.iter().flat_map(|one| all.iter().map(move |other| (*one, *other))) {
            let difference = grade(one, 1) - grade(other, 1);
            if difference.abs() > 1e-9 {
                assert_eq!(is_harder(one, other), difference > 0.0, "{one:?} {other:?}");
            }
            assert!(!is_harder(one, one));
        }
    }
}
