//! Letters for the courier: the officer's Markdown as plain text and as HTML,
//! with `{name}` and the like still in both.

use super::engine::Engine;
use super::numbers;
use crate::letters::{Beside, Letter, Letters, PLACEHOLDERS};
use crate::portal::{Language, LetterFile, Portal};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd, html};
use std::fmt::Write as _;

/// Every letter that says to whom it goes and when, and what stands beside it.
pub(super) fn letters(portal: &Portal, engine: &Engine) -> Letters {
    let mut letters = Letters::new(portal.letters.iter().filter_map(letter).collect());
    let portals = std::iter::once(portal).chain(&portal.translations);
    let engines = std::iter::once(engine).chain(&engine.translations);
    letters.beside = portals.zip(engines).map(beside).collect();
    letters
}

fn beside((portal, engine): (&Portal, &Engine)) -> (String, Beside) {
    let say = |id| engine.strings.say(id);
    let checked = !portal.is_translation || portal.language.checked_by.is_some();
    let beside = Beside {
        repeat: say("letter-repeat"),
        not_translated: say("letter-not-translated"),
        not_checked: (!checked).then(|| say("letter-not-checked")),
        scan: say("letter-scan"),
    };
    (portal.language.code.clone(), beside)
}

fn letter(file: &LetterFile) -> Option<Letter> {
    let language = Language { code: file.language.clone(), ..Language::default() };
    let rtl = language.direction() == "rtl";
    Some(Letter {
        audience: file.audience?,
        when: file.when?,
        ages: file.ages,
        form: file.form.clone(),
        other_form: file.other_form.clone(),
        language: file.language.clone(),
        subject: file.subject.clone(),
        unnamed: file.unnamed.clone(),
        text: to_text(&file.markdown, rtl),
        html: to_html(&file.markdown, rtl),
    })
}

/// Raw HTML becomes text: `check` reports it, and what is built all the same
/// must be harmless.
fn events(markdown: &str, rtl: bool) -> impl Iterator<Item = Event<'_>> {
    Parser::new_ext(markdown, Options::empty()).map(move |event| match event {
        Event::Html(raw) | Event::InlineHtml(raw) => Event::Text(raw),
        Event::Text(text) if rtl => Event::Text(numbers::isolated(&text).into()),
        other => other,
    })
}

fn to_html(markdown: &str, rtl: bool) -> String {
    let mut out = String::new();
    html::push_html(&mut out, events(markdown, rtl));
    // The renderer writes braces in an address as browsers do.
    for (name, _) in PLACEHOLDERS {
        out = out.replace(&format!("%7B{name}%7D"), &format!("{{{name}}}"));
    }
    out
}

/// One empty line between paragraphs; a link is its words and its address.
fn to_text(markdown: &str, rtl: bool) -> String {
    let mut out = String::new();
    let mut lists: Vec<Option<u64>> = Vec::new();
    let mut link: Option<(String, usize)> = None;
    for event in events(markdown, rtl) {
        match event {
            Event::Text(text) | Event::Code(text) => out.push_str(&text),
            Event::SoftBreak => out.push(' '),
            Event::HardBreak => out.push('\n'),
            Event::Rule => out.push_str("\n----\n"),
            Event::Start(Tag::Paragraph | Tag::Heading { .. }) if lists.is_empty() => gap(&mut out),
            Event::Start(Tag::List(start)) => {
                if lists.is_empty() {
                    gap(&mut out);
                }
                lists.push(start);
            }
            Event::End(TagEnd::List(_)) => {
                lists.pop();
            }
            Event::Start(Tag::Item) => {
                if !out.is_empty() && !out.ends_with('\n') {
                    out.push('\n');
                }
                match lists.last_mut() {
                    Some(Some(number)) => {
                        let _ = write!(out, "{number}. ");
                        *number += 1;
                    }
                    _ => out.push_str("- "),
                }
            }
            Event::Start(Tag::Link { dest_url, .. }) => {
                link = Some((dest_url.into_string(), out.len()));
            }
            Event::End(TagEnd::Link) => {
                if let Some((target, start)) = link.take()
                    && out.get(start..) != Some(target.as_str())
                {
                    let target = target.strip_prefix("tel:").unwrap_or(&target);
                    let target = target.strip_prefix("mailto:").unwrap_or(target);
                    if out.get(start..).is_some_and(|words| !words.contains(target)) {
                        out.push_str(": ");
                        out.push_str(target);
                    }
                }
            }
            _ => {}
        }
    }
    out.push('\n');
    out
}

fn gap(out: &mut String) {
    let trimmed = out.trim_end().len();
    out.truncate(trimmed);
    if !out.is_empty() {
        out.push_str("\n\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LETTER: &str = "Hello {name},\n\nyour *meeting* is on\n**{date}**.\n\n- one\n- two [My form]({link})\n\n1. a\n2. b\n\n## Help\n\n[Childline](tel:08001111): 0800 1111. [Help]({site}/get-help-now/) <https://a.example>\n";

    #[test]
    fn plain_text_has_everything_that_the_html_has() {
        assert_eq!(
            to_text(LETTER, false),
            "Hello {name},\n\nyour meeting is on {date}.\n\n- one\n- two My form: {link}\n\n1. a\n2. b\n\nHelp\n\nChildline: 08001111: 0800 1111. Help: {site}/get-help-now/ https://a.example\n"
        );
    }

    #[test]
    fn placeholders_survive_in_addresses() {
        let html = to_html(LETTER, false);
        assert!(html.contains("<a href=\"{link}\">My form</a>"), "{html}");
        assert!(html.contains("<a href=\"{site}/get-help-now/\">Help</a>"), "{html}");
        assert!(to_html("a <b>{name}</b>", false).contains("&lt;b&gt;{name}"));
    }
}
