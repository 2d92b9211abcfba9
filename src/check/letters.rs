//! Letters link to forms that are there, say to whom they go, and keep names
//! out of what everybody at a screen can see.

use super::content::{Advice, Rules};
use crate::form::{AgeBand, Audience};
use crate::letters::Occasion;
use crate::portal::{LetterFile, Link, Places, Portal};
use crate::problem::{Problem, did_you_mean};
use pulldown_cmark::{Event, Options, Parser, Tag};
use std::collections::BTreeMap;

pub(super) fn check(portal: &Portal) -> Vec<Problem> {
    let mut problems = twice(portal);
    let (rules, places) = (Rules::of(portal), Places::of(portal));
    for letter in &portal.letters {
        links(letter, &mut problems);
        forms(portal, letter, &mut problems);
        names(letter, &mut problems);
        let advice = (letter.language == portal.language.code).then(|| rules.letter(letter));
        text(letter, &places, advice, &mut problems);
    }
    problems
}

fn error(
    letter: &LetterFile,
    rule: &'static str,
    key: &str,
    message: String,
    help: &str,
) -> Problem {
    Problem::error(rule, &letter.source, letter.span(key), message, help)
}

/// Of two letters for the same reader, nobody could say which one goes.
fn twice(portal: &Portal) -> Vec<Problem> {
    let mut seen: BTreeMap<(&str, &str, &str, Option<String>), &LetterFile> = BTreeMap::new();
    let mut problems = Vec::new();
    for letter in &portal.letters {
        let (Some(audience), Some(when)) = (letter.audience, letter.when) else { continue };
        let ages = letter.ages.map(|ages: AgeBand| ages.to_string());
        let key = (audience.name(), when.name(), letter.language.as_str(), ages);
        if let Some(first) = seen.get(&key) {
            problems.push(error(
                letter,
                "same-letter",
                "when",
                format!("{} is for the same reader at the same time", first.source.file),
                "Take one of the two away, or give them `ages` that differ.",
            ));
        } else {
            seen.insert(key, letter);
        }
    }
    problems
}

fn links(letter: &LetterFile, problems: &mut Vec<Problem>) {
    if letter.when.is_some() && letter.when != Some(Occasion::Moved) && !letter.uses("link") {
        problems.push(error(
            letter,
            "letter-without-link",
            "when",
            "this letter has no link to the form".to_owned(),
            "Write `[Open my form]({link})` where the link should be.",
        ));
    }
    if letter.uses("other_link") && letter.other_form.is_none() {
        problems.push(error(
            letter,
            "letter-form",
            "form",
            "this letter has {other_link}, and does not say to which form".to_owned(),
            "Add a line such as `other_form: rate-my-review-did-not`.",
        ));
    }
}

/// The forms that a letter names are there, and for the same people.
fn forms(portal: &Portal, letter: &LetterFile, problems: &mut Vec<Problem>) {
    let by_age = matches!(
        letter.when,
        None | Some(Occasion::Invitation | Occasion::Reminder | Occasion::Moved)
    );
    if !by_age && letter.form.is_none() {
        problems.push(error(
            letter,
            "letter-form",
            "when",
            "this letter does not say which form it links to".to_owned(),
            "Add a line `form:` with the id of the form.",
        ));
    }
    for (key, id) in [("form", &letter.form), ("other_form", &letter.other_form)] {
        let Some(id) = id else { continue };
        let ids = || portal.forms.iter().map(|file| file.form.id.as_str());
        match portal.forms.iter().find(|file| file.form.id == *id) {
            None => {
                let help = match did_you_mean(id, ids()) {
                    Some(meant) => format!("Did you mean `{meant}`?"),
                    None => "Write the id of a form in the folder forms.".to_owned(),
                };
                let message = format!("there is no form “{id}”");
                problems.push(error(letter, "letter-form", key, message, &help));
            }
            Some(file) => {
                let meant = file.form.audience;
                if letter.audience.is_some_and(|who| who != meant && meant != Audience::Everyone) {
                    let message = format!("the form “{id}” is for: {meant}");
                    let help = "Name a form that is for the reader of this letter.";
                    problems.push(error(letter, "letter-form", key, message, help));
                }
            }
        }
    }
}

/// A chosen name must never out a child, and a subject is seen by whoever looks
/// over a shoulder.
fn names(letter: &LetterFile, problems: &mut Vec<Problem>) {
    let private = matches!(letter.audience, Some(Audience::Carer | Audience::Parent));
    if private && letter.uses("name") && letter.unnamed.is_none() {
        problems.push(error(
            letter,
            "letter-unnamed",
            "for",
            "this letter does not say what stands for {name} where no name may be used".to_owned(),
            "Add a line such as `unnamed: the child`.",
        ));
    }
    if letter.audience.is_some_and(|who| who != Audience::Iro) && letter.uses("reference") {
        problems.push(error(
            letter,
            "letter-reference",
            "for",
            "the case system's reference is for IROs only".to_owned(),
            "Take {reference} out of this letter.",
        ));
    }
}

/// What stands in the text can be an e-mail in plain text, too.
fn text(
    letter: &LetterFile,
    places: &Places,
    mut advice: Option<Advice<'_>>,
    problems: &mut Vec<Problem>,
) {
    let start = letter.body.start;
    let written = &letter.source.text[letter.body.clone()];
    for (event, range) in Parser::new_ext(written, Options::empty()).into_offset_iter() {
        let span = start + range.start..start + range.end;
        if let Some(advice) = &mut advice {
            advice.event(&event, span.clone(), places);
        }
        let mut say = |rule, message: &str, help: &str| {
            problems.push(Problem::error(rule, &letter.source, span.clone(), message, help));
        };
        match event {
            Event::Start(Tag::HtmlBlock) => {
                say("raw-html", "HTML cannot be used here", "Write it in Markdown.");
            }
            Event::InlineHtml(html) if !html.starts_with("</") => {
                say("raw-html", "HTML cannot be used here", "Write it in Markdown.");
            }
            Event::Start(Tag::Image { .. }) => say(
                "letter-picture",
                "a letter has no pictures",
                "Take it out: mail programs ask before they show one, and it can tell that the letter was read.",
            ),
            Event::Start(Tag::Link { dest_url, .. }) if !is_placeholder(&dest_url) => {
                match Link::read(&letter.source.file, &dest_url) {
                    Link::Elsewhere => {}
                    Link::Unsafe => say(
                        "unsafe-link",
                        "this link could run a program",
                        "Use an address that starts with https://.",
                    ),
                    Link::Here | Link::Site(..) => say(
                        "broken-link",
                        "a letter is no page of the site, so this link leads nowhere",
                        "Start it with {site}, such as {site}/get-help-now/.",
                    ),
                }
            }
            _ => {}
        }
    }
    problems.extend(advice.map(Advice::finish).unwrap_or_default());
}

fn is_placeholder(target: &str) -> bool {
    matches!(target, "{link}" | "{other_link}") || target.starts_with("{site}")
}
