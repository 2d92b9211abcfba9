//! The mistakes that can be seen in the line where the parser stopped, or in
//! those above it.

use super::Explained;
use crate::problem::Source;
use std::ops::Range;

/// A line and the byte it starts at.
pub(super) struct Line<'s> {
    start: usize,
    text: &'s str,
}

impl<'s> Line<'s> {
    fn part(&self, part: &str) -> Range<usize> {
        let at = self.text.find(part).unwrap_or(0);
        self.start + at..self.start + at + part.len()
    }

    /// Without its indent and its dashes.
    fn bare(&self) -> &'s str {
        let mut text = self.text.trim_start();
        while let Some(rest) = text.strip_prefix("- ") {
            text = rest.trim_start();
        }
        text
    }

    /// What stands after the first colon, or after the dash.
    fn value(&self) -> &'s str {
        let bare = self.bare();
        if bare.starts_with(['{', '[', '"', '\'']) {
            return bare;
        }
        let dashed = self.text.trim_start().starts_with("- ");
        let alone = if dashed { bare } else { "" };
        bare.split_once(": ").map_or(alone, |(_, value)| value.trim())
    }

    /// The key, if the line has one.
    fn key(&self) -> Option<&'s str> {
        let (key, _) = self.bare().split_once(':')?;
        is_key(key).then_some(key)
    }
}

fn is_key(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
}

/// The lines up to the one where the parser stopped, and that one.
pub(super) fn lines<'s>(source: &'s Source, range: &Range<usize>, stopped: usize) -> Vec<Line<'s>> {
    let mut lines = Vec::new();
    let mut start = range.start;
    for text in source.text[range.clone()].split_inclusive('\n') {
        if start > stopped {
            break;
        }
        lines.push(Line { start, text: text.trim_end_matches(['\r', '\n', ' ']) });
        start += text.len();
    }
    lines
}

/// The most likely of the mistakes that can be seen.
pub(super) fn likely(lines: &[Line<'_>], stopped: usize, said: &str) -> Option<Explained> {
    if said.contains("replay") {
        return None;
    }
    if said.contains("multiple") {
        return second_part(lines);
    }
    let last = lines.last()?;
    let near: Vec<_> =
        lines.iter().rev().filter(|line| !line.text.trim().is_empty()).take(2).collect();
    let near_by =
        |look: fn(&Line<'_>) -> Option<Explained>| near.iter().find_map(|line| look(line));
    let anywhere = |look: fn(&Line<'_>) -> Option<Explained>| lines.iter().find_map(look);
    anywhere(tab)
        .or_else(|| anywhere(conflict))
        .or_else(|| near_by(hidden_space))
        .or_else(|| near_by(long_dash))
        .or_else(|| near_by(tight_dash))
        .or_else(|| control(last, stopped))
        .or_else(|| trailing(last, stopped, said))
        .or_else(|| anywhere(open_quote))
        .or_else(|| brackets(last, stopped, said))
        .or_else(|| special_start(last))
        .or_else(|| second_colon(last))
        .or_else(|| near_by(tight_colon))
        .or_else(|| near_by(no_colon))
        .or_else(|| misplaced(last, said))
}

fn explained(at: Range<usize>, message: &str, help: impl Into<String>) -> Explained {
    (at, message.to_owned(), help.into())
}

fn tab(line: &Line<'_>) -> Option<Explained> {
    let indent = line.text.len() - line.text.trim_start().len();
    let at = line.text[..indent].find('\t')?;
    Some(explained(
        line.start + at..line.start + indent,
        "a tab stands where only spaces may",
        "Replace each tab at the start of a line with two spaces.",
    ))
}

fn conflict(line: &Line<'_>) -> Option<Explained> {
    let left = ["<<<<<<<", "=======", ">>>>>>>"].iter().any(|mark| line.text.starts_with(mark));
    left.then(|| {
        explained(
            line.start..line.start + line.text.len(),
            "version control left two versions of this part here",
            "Keep the lines of one version, and take out the other and the lines that start with <<<<<<<, ======= and >>>>>>>.",
        )
    })
}

/// A space that was copied from a web page or a letter, where YAML needs a
/// plain one.
fn hidden_space(line: &Line<'_>) -> Option<Explained> {
    let odd = |c: char| c.is_whitespace() && !c.is_ascii();
    let indent = line.text.len() - line.text.trim_start().len();
    let in_indent = line.text[..indent].find(odd);
    let after_mark = || {
        let at = line.text.find([':', '-']).map(|at| at + 1)?;
        line.text[at..].starts_with(odd).then_some(at)
    };
    let at = in_indent.or_else(after_mark)?;
    let length = line.text[at..].chars().take_while(|c| odd(*c)).map(char::len_utf8).sum::<usize>();
    Some(explained(
        line.start + at..line.start + at + length,
        "what looks like a space here is another character",
        "It came with text copied from a web page or a letter. Delete it, and press the space bar.",
    ))
}

fn long_dash(line: &Line<'_>) -> Option<Explained> {
    let bare = line.text.trim_start();
    let dash = bare.chars().next().filter(|c| matches!(c, '–' | '—' | '•' | '·'))?;
    let at = line.start + line.text.len() - bare.len();
    Some(explained(
        at..at + dash.len_utf8(),
        &format!("“{dash}” stands where a plain dash must"),
        "Type - instead, and a space after it.",
    ))
}

fn tight_dash(line: &Line<'_>) -> Option<Explained> {
    let bare = line.text.trim_start();
    let rest = bare.strip_prefix('-')?;
    (rest.starts_with(|c: char| c.is_ascii_alphabetic()) && rest.contains(':')).then(|| {
        let at = line.start + line.text.len() - bare.len();
        explained(at..at + 1, "there is no space after this dash", format!("Write `- {rest}`."))
    })
}

fn control(line: &Line<'_>, stopped: usize) -> Option<Explained> {
    let found = line.text.get(stopped.checked_sub(line.start)?..)?;
    let found = found.char_indices().find(|(_, c)| c.is_control() && *c != '\t');
    let (at, character) = found?;
    Some(explained(
        stopped + at..stopped + at + character.len_utf8(),
        "a character that cannot be seen stands here",
        "Delete it: put the cursor behind it and press Backspace, or type that part of the line again.",
    ))
}

/// Text after the closing quotation mark.
fn trailing(line: &Line<'_>, stopped: usize, said: &str) -> Option<Explained> {
    said.contains("trailing content after").then(|| {
        let end = (line.start + line.text.len()).max(stopped);
        explained(
            stopped..end,
            "the text goes on after its closing quotation mark",
            "Take the outer marks away, or use the other sort around the whole: ' around text with \" in it, \" around text with ' in it.",
        )
    })
}

fn open_quote(line: &Line<'_>) -> Option<Explained> {
    let value = line.value();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    if value.matches(quote).count() > 1 {
        return None;
    }
    Some(explained(
        line.part(value),
        "a quotation mark is opened here and not closed",
        "Close it at the end of the text. If the text has the same mark in it, use the other sort around the whole.",
    ))
}

fn brackets(line: &Line<'_>, stopped: usize, said: &str) -> Option<Explained> {
    if said.contains("unclosed bracket") {
        return Some(explained(
            stopped..stopped + 1,
            "this bracket is opened and not closed",
            "Close { with } and [ with ] at the end of the line.",
        ));
    }
    (said.contains("flow mapping") || said.contains("flow sequence")).then(|| {
        let value = line.value();
        explained(
            line.part(value),
            "a text between the brackets has a colon, a comma or a bracket of its own",
            "Put \" before and after that text.",
        )
    })
}

/// What cannot start a text without quotation marks.
fn special_start(line: &Line<'_>) -> Option<Explained> {
    let value = line.value();
    let first = value.chars().next()?;
    let special = matches!(first, '%' | '@' | '`' | '*' | '&' | '!');
    let bracket = matches!(first, '[' | '{') && !value.ends_with([']', '}']);
    (special || bracket).then(|| {
        explained(
            line.part(value),
            &format!("a text cannot start with {first}"),
            "Put \" before and after the text.",
        )
    })
}

fn second_colon(line: &Line<'_>) -> Option<Explained> {
    let value = line.value();
    let quoted = value.starts_with(['"', '\'', '|', '>', '{', '[']);
    if quoted || !(value.contains(": ") || value.ends_with(':')) {
        return None;
    }
    let help = if value.starts_with(['“', '”', '‘', '’', '„']) {
        "Curly quotation marks are part of the text. Put straight ones (\") before and after the text that follows the first colon."
    } else {
        "Put \" before and after the text that follows the first colon, so that the second is read as text."
    };
    Some(explained(line.part(value), "there is a second colon in this line", help))
}

fn tight_colon(line: &Line<'_>) -> Option<Explained> {
    let key = line.key()?;
    let rest = &line.bare()[key.len() + 1..];
    let tight = rest.starts_with(|c: char| !c.is_whitespace() && c != ':' && c != '/');
    tight.then(|| {
        let at = line.part(line.bare()).start + key.len();
        explained(
            at..at + 1,
            "there is no space after this colon",
            format!("Write `{key}: {rest}`."),
        )
    })
}

/// The last line of `---`, below other lines.
fn second_part(lines: &[Line<'_>]) -> Option<Explained> {
    let line = lines.iter().rev().find(|line| line.text.starts_with("---"))?;
    Some(explained(
        line.start..line.start + line.text.len(),
        "a line `---` splits this file in two",
        "Take the line out, or put the second part into a file of its own.",
    ))
}

/// A line with nothing wrong in it, in the wrong column.
fn misplaced(line: &Line<'_>, said: &str) -> Option<Explained> {
    let column = ["mapping values", "indent", "indicator", "expected key", "simple key"];
    let bare = line.text.trim_start();
    (!bare.is_empty() && column.iter().any(|word| said.contains(word))).then(|| {
        explained(
            line.part(bare),
            "this line does not fit under the lines above it",
            "Lines that belong together start in the same column, and what belongs to them starts two spaces further in.",
        )
    })
}

/// A line that starts with the name of a key, but has no colon after it.
fn no_colon(line: &Line<'_>) -> Option<Explained> {
    let bare = line.bare();
    let (first, rest) = bare.split_once(' ')?;
    let known = super::super::keys::THINGS.iter().any(|thing| thing.names.contains(&first));
    (known && !bare.contains(':')).then(|| {
        explained(
            line.part(first),
            &format!("there is no colon after `{first}`"),
            format!("Write `{first}: {rest}`."),
        )
    })
}
