//! A help line has the number that `site.yaml` gives: one wrong digit, and a
//! child reaches nobody.

use super::Said;
use super::links::OpenLink;
use crate::portal::HelpLine;
use std::ops::Range;

/// A number with fewer digits is one to remember, such as 999.
const LONG: usize = 7;
/// What free numbers start with. Nobody but a help line has one that is nearly
/// a help line's; numbers of one council's offices are always alike.
const FREE: &[&str] = &["0800", "0808", "116"];

/// The numbers of `site.yaml`.
pub(super) struct HelpLines<'p> {
    numbers: Vec<(String, &'p str, &'p HelpLine)>,
}

impl<'p> HelpLines<'p> {
    pub(super) fn of(lines: &'p [HelpLine]) -> Self {
        let numbers = lines.iter().flat_map(|line| {
            let written = [line.phone.as_str(), line.text.as_str()];
            written.into_iter().map(move |number| (digits(number), number, line))
        });
        Self { numbers: numbers.filter(|(digits, ..)| digits.len() >= LONG).collect() }
    }

    /// Whether `site.yaml` names no numbers.
    pub(super) fn is_empty(&self) -> bool {
        self.numbers.is_empty()
    }

    /// The numbers in a sentence that are not what they seem to be.
    pub(super) fn look(&self, sentence: &str) -> Vec<(Range<usize>, String, String)> {
        let mut found = Vec::new();
        if !sentence.bytes().any(|byte| byte.is_ascii_digit()) {
            return found;
        }
        for range in numbers(sentence) {
            let wrote = &sentence[range.clone()];
            let plain = digits(wrote);
            if self.numbers.iter().any(|(number, ..)| *number == plain) {
                continue;
            }
            let Some((number, line)) = self.near(&plain).or_else(|| self.named(sentence, &plain))
            else {
                continue;
            };
            let name = &line.name;
            found.push((
                range.clone(),
                format!("{wrote} is not the number of {name}"),
                format!("Write {number}, as site.yaml does. If that one is wrong, mend it there."),
            ));
        }
        found
    }

    /// The free number that this one nearly is.
    fn near(&self, plain: &str) -> Option<(&'p str, &'p HelpLine)> {
        let is_free = |number: &str| FREE.iter().any(|start| number.starts_with(start));
        let near = self
            .numbers
            .iter()
            .find(|(number, ..)| is_free(number) && strsim::osa_distance(number, plain) == 1);
        near.map(|(_, number, line)| (*number, *line))
    }

    /// The help line that the sentence names, if its own number is not there.
    fn named(&self, sentence: &str, plain: &str) -> Option<(&'p str, &'p HelpLine)> {
        let all: Vec<_> = numbers(sentence).map(|range| digits(&sentence[range])).collect();
        let named = |(_, _, line): &&(String, &str, &HelpLine)| {
            let own = [digits(&line.phone), digits(&line.text)];
            // Two lines of one place may share its exchange, not its name.
            !line.name.is_empty()
                && is_named(sentence, &line.name)
                && !all.iter().any(|number| own.contains(number))
        };
        let found = self.numbers.iter().find(named);
        // Short numbers are never taken for long ones.
        found.filter(|_| plain.len() >= LONG).map(|(_, number, line)| (*number, *line))
    }

    /// What is wrong with a link that rings.
    pub(super) fn rings_another(link: &OpenLink, words: &str) -> Option<Said> {
        let rings = digits(link.target.as_deref()?.strip_prefix("tel:")?);
        let shown = digits(&words[numbers(words).next()?]);
        (shown != rings).then(|| {
            (
                "help-line-number",
                "this link rings another number than it shows".to_owned(),
                format!("Write the same number in both: tel:{shown}."),
            )
        })
    }
}

fn is_named(sentence: &str, name: &str) -> bool {
    sentence.match_indices(name).any(|(at, _)| {
        !sentence[..at].ends_with(char::is_alphanumeric)
            && !sentence[at + name.len()..].starts_with(char::is_alphanumeric)
    })
}

/// A number's digits, as dialled in the country.
fn digits(written: &str) -> String {
    let digits: String = written.chars().filter(char::is_ascii_digit).collect();
    let abroad = written.trim_start().starts_with('+');
    match digits.strip_prefix("44") {
        Some(rest) if abroad => format!("0{rest}"),
        _ => digits,
    }
}

/// Where telephone numbers stand: digits, with blanks, hyphens and brackets
/// among them, that start as one in the United Kingdom does.
fn numbers(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let start = from + text[from..].find(|c: char| c.is_ascii_digit() || c == '+')?;
            let rest = &text[start..];
            let inside =
                |c: char| c.is_ascii_digit() || matches!(c, ' ' | '\u{a0}' | '-' | '(' | ')' | '+');
            let run = &rest[..rest.find(|c| !inside(c)).unwrap_or(rest.len())];
            let end = run.rfind(|c: char| c.is_ascii_digit()).map_or(1, |at| at + 1);
            from = start + end;
            let found = &run[..end];
            let many = found.bytes().filter(u8::is_ascii_digit).count();
            let in_word = text[..start].ends_with(char::is_alphanumeric);
            if many >= LONG
                && !in_word
                && ["0", "+", "116"].iter().any(|one| found.starts_with(one))
            {
                return Some(start..start + end);
            }
        }
    })
}
