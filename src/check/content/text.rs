//! Sentences and words of a text, for the rules.

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
    while let Some(found) = bytes[at..].iter().position(|b| matches!(b, b'.' | b'!' | b'?' | b'\n'))
    {
        let stop = at + found;
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

fn is_abbreviation(before: &str) -> bool {
    let word = before.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default();
    ABBREVIATIONS.iter().any(|one| one.eq_ignore_ascii_case(word))
}

/// The words of a text: letters and digits, with the apostrophes inside them.
pub(super) fn words(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + text[from..].find(char::is_alphanumeric)?;
        let end = text[start..]
            .find(|c: char| !(c.is_alphanumeric() || matches!(c, '’' | '\'')))
            .map_or(text.len(), |length| start + length);
        from = end;
        let word = text[start..end].trim_end_matches(['’', '\'']);
        Some(start..start + word.len())
    })
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
