//! Reads a text sentence by sentence, and counts what is in each.

use super::reading::Counts;
use super::text::{after_stop, word_at};
use super::window::Window;
use std::ops::Range;

/// Reads a block of text, sentence by sentence.
pub(super) struct Reader<'t> {
    text: &'t str,
    at: usize,
    /// What stands there.
    window: Window,
}

/// A sentence of a text.
pub(super) struct Sentence {
    /// Where it stands, without the blanks around it.
    pub(super) range: Range<usize>,
    /// What it has.
    pub(super) counts: Counts,
}

impl<'t> Reader<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        Self { text, at: 0, window: Window::default() }
    }

    /// The next sentence. Where its words start is added to `starts`.
    #[inline]
    pub(super) fn sentence(&mut self, mut starts: Option<&mut Vec<usize>>) -> Option<Sentence> {
        let mut counts = Counts::default();
        let mut from = self.at;
        while self.at < self.text.len() {
            let ends = self.read_on(&mut counts, starts.as_deref_mut());
            if ends || self.at == self.text.len() {
                let range = without_blanks(self.text, from..self.at);
                if !range.is_empty() {
                    return Some(Sentence { range, counts });
                }
                from = self.at;
            }
        }
        None
    }

    /// Reads on to the next mark and past it, or as far as the window goes, and says
    /// whether the sentence ends there.
    #[inline]
    fn read_on(&mut self, counts: &mut Counts, starts: Option<&mut Vec<usize>>) -> bool {
        if self.window.is_empty() {
            self.window = Window::of(&self.text.as_bytes()[self.at..]);
        }
        let (length, is_mark) = self.window.before_mark();
        let mark = self.at + length;
        let stop = match self.text.as_bytes().get(mark).filter(|_| is_mark) {
            None => Some((mark, false)),
            Some(b'\n') => Some((mark + 1, true)),
            Some(b'.' | b'!' | b'?') => Some(after_stop(self.text, mark)),
            Some(_) => None,
        };
        let Some((at, ends)) = stop else {
            self.foreign(mark, counts, starts);
            return false;
        };
        self.count(length, counts, starts);
        self.move_to(at);
        ends
    }

    /// Reads on past a mark that may belong to a word, and past this word.
    #[cold]
    fn foreign(&mut self, mark: usize, counts: &mut Counts, mut starts: Option<&mut Vec<usize>>) {
        let bytes = self.text.as_bytes();
        // The word may have begun before the mark.
        let is_other = |byte: &u8| !byte.is_ascii_alphanumeric();
        let before = bytes[self.at..mark].iter().rposition(is_other).map_or(0, |at| at + 1);
        self.count(before, counts, starts.as_deref_mut());
        let (word, gap) = word_at(self.text, self.at + before);
        let Range { start, mut end } = word.range;
        if start == end {
            end += gap;
        } else {
            counts.add(&bytes[start..end], word.vowels);
            if let Some(starts) = starts {
                starts.push(start);
            }
        }
        self.move_to(end);
    }

    /// Counts the words among the next bytes.
    #[inline]
    fn count(&self, bytes: usize, counts: &mut Counts, starts: Option<&mut Vec<usize>>) {
        let (mut words, syllables) = self.window.among(bytes);
        counts.words += words.count_ones() as usize;
        counts.syllables += syllables.count_ones() as usize;
        if let Some(starts) = starts {
            while words != 0 {
                starts.push(self.at + words.trailing_zeros() as usize);
                words &= words - 1;
            }
        }
    }

    #[inline]
    fn move_to(&mut self, at: usize) {
        self.window.skip(at - self.at);
        self.at = at;
    }
}

/// A part of a text without the blanks around it.
#[inline]
fn without_blanks(text: &str, part: Range<usize>) -> Range<usize> {
    let Range { start, end } = part;
    // Nearly always there is one before it at most.
    let start = start + usize::from(text.as_bytes()[start] == b' ');
    let is_plain = |at: usize| text.as_bytes()[at].is_ascii_graphic();
    if start < end && is_plain(start) && is_plain(end - 1) {
        return start..end;
    }
    let sentence = text[start..end].trim_start();
    let start = end - sentence.len();
    start..start + sentence.trim_end().len()
}

#[cfg(test)]
mod tests {
    use super::super::text::words;
    use super::*;

    fn sentences(text: &str) -> Vec<Sentence> {
        let mut reader = Reader::of(text);
        std::iter::from_fn(|| reader.sentence(None)).collect()
    }

    fn split(text: &str) -> Vec<&str> {
        sentences(text).into_iter().map(|sentence| &text[sentence.range]).collect()
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

    /// The sentences of a text, each found and counted by itself, word by word.
    fn one_by_one(text: &str) -> Vec<(Range<usize>, Counts, Vec<usize>)> {
        let (mut all, mut from, mut at) = (Vec::new(), 0, 0);
        while from < text.len() {
            let next = text[at..].find(['.', '!', '?', '\n']).map(|more| at + more);
            let ends = match next.map(|stop| (stop, text.as_bytes()[stop])) {
                None => Some(text.len()),
                Some((stop, b'\n')) => Some(stop + 1),
                Some((stop, _)) => match after_stop(text, stop) {
                    (end, true) => Some(end),
                    (end, false) => {
                        at = end;
                        None
                    }
                },
            };
            let Some(end) = ends else { continue };
            let start = end - text[from..end].trim_start().len();
            let sentence = text[from..end].trim();
            let range = start..start + sentence.len();
            (from, at) = (end, end);
            if sentence.is_empty() {
                continue;
            }
            let (mut counts, mut starts) = (Counts::default(), Vec::new());
            for word in words(sentence) {
                counts.add(&sentence.as_bytes()[word.range.clone()], word.vowels);
                starts.push(range.start + word.range.start);
            }
            all.push((range, counts, starts));
        }
        all
    }

    #[track_caller]
    fn holds(text: &str) {
        let mut reader = Reader::of(text);
        for (range, counts, starts) in one_by_one(text) {
            let mut found = Vec::new();
            let sentence = reader.sentence(Some(&mut found));
            let sentence = sentence.map(|sentence| (sentence.range, sentence.counts));
            assert_eq!(sentence, Some((range, counts)), "{text:?}");
            assert_eq!(found, starts, "{text:?}");
        }
        assert!(reader.sentence(None).is_none(), "{text:?}");
    }

    #[test]
    fn a_text_in_one_look_is_the_same_as_word_by_word() {
        for text in ["", " ", "a", "“Don’t!” he said. Dr. Ali’s x.\n… etc... Why?’ No.", "é", "’"]
        {
            holds(text);
        }
        // A word that ends with the window, or just before or behind it.
        for length in 60..70 {
            for rest in ["", " ", ".", "’", "’s", "é", "e", "e be", ". Be", "\nhe\n"] {
                for letters in ["e", "y", "b", "1"] {
                    holds(&(letters.repeat(length) + rest));
                    holds(&format!("{}the pages are {}{rest}", "a ".repeat(length / 2), letters));
                }
            }
        }
    }

    proptest::proptest! {
        #[test]
        fn whatever_the_text_is(
            letters in "([a-eA-E]{0,3}[aeiouyltdsxzcghLE]{0,5}[ .!?\n'’é\u{a0}1—”)]{0,2}){0,60}",
            any in ".{0,200}",
        ) {
            holds(&letters);
            holds(&any);
        }
    }
}
