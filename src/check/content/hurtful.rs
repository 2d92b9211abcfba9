//! Words that hurt or puzzle, as `content/words.yaml` lists them: whole words,
//! whatever their letters' case. In quotation marks they are only spoken of.

use crate::portal::Word;
use std::ops::Range;

/// The list, by the byte that a word's first letter starts with.
pub(super) struct Hurtful<'p> {
    phrases: Vec<Phrase<'p>>,
    by_byte: Vec<Vec<usize>>,
}

struct Phrase<'p> {
    words: Vec<String>,
    say: &'p str,
}

impl<'p> Hurtful<'p> {
    pub(super) fn of(words: &'p [Word]) -> Self {
        let mut phrases: Vec<_> = words
            .iter()
            .flat_map(|word| word.instead_of.iter().map(|phrase| (phrase, word.say.as_str())))
            .map(|(phrase, say)| Phrase {
                words: super::text::words(phrase)
                    .map(|word| phrase[word.range].to_lowercase())
                    .collect(),
                say,
            })
            .filter(|phrase| !phrase.words.is_empty())
            .collect();
        // "LAC review" is found before "LAC".
        phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.words.len()));
        let mut by_byte = vec![Vec::new(); 256];
        for (at, phrase) in phrases.iter().enumerate() {
            let first = phrase.words[0].as_str();
            let upper = first.to_uppercase();
            let mut bytes = [first.as_bytes()[0], upper.as_bytes()[0]];
            bytes.sort_unstable();
            for byte in bytes.iter().take(if bytes[0] == bytes[1] { 1 } else { 2 }) {
                by_byte[usize::from(*byte)].push(at);
            }
        }
        Self { phrases, by_byte }
    }

    /// Whether no word hurts.
    pub(super) fn is_empty(&self) -> bool {
        self.phrases.is_empty()
    }

    pub(super) fn matcher<'m>(&'m self, sentence: &'m str) -> Matcher<'m> {
        Matcher { list: self, sentence, done: 0 }
    }

    fn at(&self, byte: u8) -> &[usize] {
        self.by_byte.get(usize::from(byte)).map_or(&[], Vec::as_slice)
    }
}

/// Reads a sentence word by word.
pub(super) struct Matcher<'m> {
    list: &'m Hurtful<'m>,
    sentence: &'m str,
    /// Where the last find ended: a phrase inside another is said once.
    done: usize,
}

/// A phrase that was found.
pub(super) struct Hit<'m> {
    pub(super) range: Range<usize>,
    say: &'m str,
}

impl<'m> Matcher<'m> {
    /// The phrase that starts with the word that stands here.
    pub(super) fn word(&mut self, start: usize) -> Option<Hit<'m>> {
        let first = self.sentence.as_bytes().get(start)?;
        let phrases = self.list.at(*first);
        if phrases.is_empty() || start < self.done {
            return None;
        }
        let (range, say) = phrases
            .iter()
            .filter_map(|at| self.list.phrases.get(*at))
            .find_map(|phrase| Some((start..self.end_of(phrase, start)?, phrase.say)))?;
        if is_quoted(self.sentence, &range) {
            return None;
        }
        self.done = range.end;
        Some(Hit { range, say })
    }

    /// Where a phrase ends, if it stands here.
    fn end_of(&self, phrase: &Phrase<'_>, start: usize) -> Option<usize> {
        let rest = &self.sentence[start..];
        let mut words = super::text::words(rest);
        let mut end = 0;
        for wanted in &phrase.words {
            let word = words.next()?.range;
            if !is(wanted, &rest[word.clone()]) {
                return None;
            }
            end = word.end;
        }
        Some(start + end)
    }
}

impl Hit<'_> {
    /// The message and the help.
    pub(super) fn says(&self, sentence: &str) -> (String, String) {
        let wrote = &sentence[self.range.clone()];
        (
            format!("“{wrote}” is a word that hurts or puzzles"),
            format!("Say: {}. (The list is content/words.yaml.)", self.say),
        )
    }
}

fn is(small: &str, word: &str) -> bool {
    if word.is_ascii() {
        return small.eq_ignore_ascii_case(word);
    }
    small.chars().eq(word.chars().flat_map(char::to_lowercase))
}

fn is_quoted(sentence: &str, range: &Range<usize>) -> bool {
    sentence[..range.start].ends_with(['“', '"', '‘'])
        && sentence[range.end..].starts_with(['”', '"', '’'])
}
