//! A letter, filled in for its reader.

use crate::courier::allocations::Child;
use crate::courier::error::{CannotRun, Result};
use crate::courier::ledger::Role;
use crate::courier::letter::{Rendered, Templates, one_line};
use crate::letters::{Beside, Letter, Letters, fill, primary};
use jiff::civil::Date;
use serde::Serialize;

/// What the placeholders of a letter become.
pub(super) struct Words<'w> {
    pub(super) child: &'w Child,
    pub(super) role: Role,
    pub(super) date: Date,
    pub(super) send_by: Date,
    pub(super) link: &'w str,
    pub(super) other_link: Option<&'w str>,
    pub(super) iro: &'w str,
    pub(super) site: &'w str,
}

/// A sentence of ours beside a letter.
#[derive(Serialize)]
pub(super) struct Note {
    language: String,
    direction: &'static str,
    text: String,
}

/// The sentences of ours beside a letter.
#[derive(Serialize)]
pub(super) struct Notes {
    /// The reader may have had it already.
    repeat: Option<Note>,
    /// It is not in the reader's language.
    not_translated: Option<Note>,
    /// Nobody who speaks its language has checked it.
    not_checked: Option<Note>,
    /// Above the link on paper.
    scan: Note,
}

impl Notes {
    /// For a letter about a child. Who looks after them for the council reads
    /// English, and need not be told why a letter is in it.
    pub(super) fn of(
        letters: &Letters,
        letter: &Letter,
        (child, role): (&Child, Role),
        repeat: bool,
    ) -> Self {
        let reader = if role == Role::Carer { "" } else { reader(child, role) };
        let say = |language: &str, text: &str| Note {
            direction: direction(language),
            language: language.to_owned(),
            text: text.to_owned(),
        };
        let own = letters.beside(&letter.language);
        // A list of an earlier version has none of them.
        let said = |of: &dyn Fn(&Beside) -> &str, english: &str| match own {
            Some((language, beside)) => say(language, of(beside)),
            None => say("en", english),
        };
        let other = !reader.is_empty() && primary(reader) != primary(&letter.language);
        let missing = other.then(|| letters.beside(reader)).flatten();
        Self {
            repeat: repeat
                .then(|| said(&|one| &one.repeat, "You may have had this letter already.")),
            not_translated: missing.map(|(language, one)| say(language, &one.not_translated)),
            not_checked: own
                .and_then(|(language, one)| Some(say(language, one.not_checked.as_deref()?))),
            scan: said(
                &|one| &one.scan,
                "Point a phone’s or tablet’s camera at the square. Or type this into a browser:",
            ),
        }
    }
}

/// The language in which somebody is written to. An IRO need not read the
/// child's.
pub(super) fn reader(child: &Child, role: Role) -> &str {
    if role == Role::Iro { "" } else { &child.language }
}

#[derive(Serialize)]
struct View<'v> {
    language: &'v str,
    direction: &'static str,
    subject: &'v str,
    notes: &'v Notes,
    text: String,
    html: String,
}

/// Languages that are written from right to left, by their first part.
const RIGHT_TO_LEFT: &[&str] = &["ar", "ckb", "fa", "he", "ps", "prs", "ug", "ur", "yi"];

/// Which way a language is written.
pub(super) fn direction(language: &str) -> &'static str {
    let primary = language.split('-').next().unwrap_or_default();
    let rtl = RIGHT_TO_LEFT.iter().any(|one| one.eq_ignore_ascii_case(primary));
    if rtl { "rtl" } else { "ltr" }
}

/// The letter as an e-mail's text.
pub(super) fn write(
    letter: &Letter,
    words: &Words<'_>,
    notes: &Notes,
    templates: &Templates,
) -> Result<Rendered> {
    let view = View {
        language: &letter.language,
        direction: direction(&letter.language),
        subject: &letter.subject,
        notes,
        text: plain(letter, words)?,
        html: html(letter, words)?,
    };
    templates.both("review", &view)
}

/// The plain text of a letter.
fn plain(letter: &Letter, words: &Words<'_>) -> Result<String> {
    filled(&letter.text, letter, words, str::to_owned)
}

/// The HTML of a letter's body.
pub(super) fn html(letter: &Letter, words: &Words<'_>) -> Result<String> {
    filled(&letter.html, letter, words, escape)
}

fn filled(
    text: &str,
    letter: &Letter,
    words: &Words<'_>,
    safe: impl Fn(&str) -> String,
) -> Result<String> {
    let mut lacks = None;
    let text = fill(text, |name| {
        let word = words.word(letter, name);
        if word.is_none() {
            lacks = Some(name.to_owned());
        }
        word.map(|word| safe(&word))
    });
    match lacks {
        None => Ok(text),
        Some(name) => Err(CannotRun::letter(format!(
            "its letter has {{{name}}}, and there is nothing to put there"
        ))),
    }
}

impl Words<'_> {
    fn word(&self, letter: &Letter, name: &str) -> Option<String> {
        let word = match name {
            "name" => return self.name(letter),
            "date" => spoken(self.date, &letter.language),
            "send_by" => spoken(self.send_by, &letter.language),
            "link" => self.link.to_owned(),
            "other_link" => return self.other_link.map(str::to_owned),
            "iro" => one_line(self.iro, 120),
            "reference" if self.role == Role::Iro => one_line(&self.child.reference, 60),
            "site" => self.site.trim_end_matches('/').to_owned(),
            _ => return None,
        };
        Some(word)
    }

    /// The name that this reader may hear. A chosen name must never out a child.
    fn name(&self, letter: &Letter) -> Option<String> {
        let name = match self.role {
            Role::Child | Role::Iro => &self.child.name,
            Role::Carer => &self.child.name_for_carer,
            Role::Parent => &self.child.name_for_parent,
        };
        let name = one_line(name, 120);
        if name.is_empty() { letter.unnamed.clone() } else { Some(name) }
    }
}

/// A day as the reader reads it: with the weekday in English, in figures where
/// this program does not know the months' names.
fn spoken(day: Date, language: &str) -> String {
    let english = language.split('-').next().is_some_and(|one| one.eq_ignore_ascii_case("en"));
    day.strftime(if english { "%A %-d %B %Y" } else { "%d/%m/%Y" }).to_string()
}

fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            c => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::courier::Allocations;
    use crate::form::Audience;
    use crate::letters::Occasion;

    fn letter() -> Letter {
        Letter {
            audience: Audience::Carer,
            when: Occasion::Invitation,
            ages: None,
            form: None,
            other_form: None,
            language: "en".to_owned(),
            subject: "About the review".to_owned(),
            unnamed: Some("the child".to_owned()),
            text: "For {name} on {date}, by {send_by}: {link} {reference}\n".to_owned(),
            html: "<p>For {name}: <a href=\"{link}\">form</a></p>".to_owned(),
        }
    }

    fn child(for_carer: &str) -> Child {
        let text = format!(
            "child,name,date_of_birth,iro,name_for_carer\nC1,Chosen Name,2012-01-01,a,{for_carer}\n"
        );
        let children = Allocations::from_bytes(text.as_bytes()).expect("a list");
        children.get("C1").expect("a child").clone()
    }

    fn words(child: &Child, role: Role) -> Words<'_> {
        Words {
            child,
            role,
            date: "2027-03-31".parse().expect("a day"),
            send_by: "2027-03-24".parse().expect("a day"),
            link: "https://a.example/forms/f/#i=T&x",
            other_link: None,
            iro: "Amira",
            site: "https://a.example/",
        }
    }

    #[test]
    fn a_chosen_name_stays_with_child_and_iro() {
        let named = child("<b>{link}</b>");
        let unnamed = child("");
        let mut letter = letter();
        letter.text = letter.text.replace(" {reference}", "");
        let carer = |child: &Child| plain(&letter, &words(child, Role::Carer)).expect("a text");
        assert_eq!(
            carer(&unnamed),
            "For the child on Wednesday 31 March 2027, by Wednesday 24 March 2027: https://a.example/forms/f/#i=T&x\n"
        );
        // What stands in a name is text, and is not filled in again.
        assert!(carer(&named).starts_with("For <b>{link}</b> on"));
        let html = html(&letter, &words(&named, Role::Carer)).expect("HTML");
        assert!(html.contains("&lt;b&gt;{link}&lt;/b&gt;"), "{html}");
        assert!(html.contains("#i=T&amp;x\""), "{html}");
        for role in [Role::Carer, Role::Parent] {
            let text = plain(&letter, &words(&unnamed, role)).expect("a text");
            assert!(!text.contains("Chosen"), "{text}");
        }
        let text = plain(&letter, &words(&unnamed, Role::Child)).expect("a text");
        assert!(text.starts_with("For Chosen Name on"), "{text}");
    }

    #[test]
    fn the_reference_is_for_iros_only() {
        let child = child("");
        assert!(plain(&letter(), &words(&child, Role::Carer)).is_err());
        assert!(plain(&letter(), &words(&child, Role::Iro)).expect("a text").ends_with("C1\n"));
    }

    #[test]
    fn other_languages_get_their_direction_and_figures() {
        assert_eq!(direction("ar"), "rtl");
        assert_eq!(direction("uk"), "ltr");
        assert_eq!(spoken("2027-03-31".parse().expect("a day"), "ar"), "31/03/2027");
    }
}
