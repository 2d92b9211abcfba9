//! What a new portal is made with: given on the command line, asked for on a
//! terminal, or a default.

use super::NewChoices;
use crate::starter::{self, Choices, Colours, Refused, Wanted};
use std::io::{BufRead, Write};

/// Somebody at a terminal.
pub(super) struct Person<'t> {
    /// What they type.
    pub(super) types: &'t mut dyn BufRead,
    /// What they see.
    pub(super) sees: &'t mut dyn Write,
}

impl Person<'_> {
    /// What they write; nothing if they leave it to us.
    fn answer(&mut self, question: &str, default: &str) -> Option<String> {
        let _ = write!(self.sees, "{question} [{default}]: ");
        let _ = self.sees.flush();
        let mut line = String::new();
        self.types.read_line(&mut line).ok()?;
        let line = line.trim();
        (!line.is_empty()).then(|| line.to_owned())
    }

    fn say(&mut self, line: &str) {
        let _ = writeln!(self.sees, "{line}");
    }
}

/// What is used, and which of it nobody chose.
///
/// # Errors
/// Why a colour that was given cannot be used, and which can.
pub(super) fn decide(
    given: NewChoices,
    mut person: Option<Person<'_>>,
) -> Result<(Choices, Vec<&'static str>), String> {
    let mut guessed = Vec::new();
    let mut choose =
        |name: &'static str, given: Option<String>, question: &str, default: String| {
            let answer = given.or_else(|| person.as_mut()?.answer(question, &default));
            answer.unwrap_or_else(|| {
                guessed.push(name);
                default
            })
        };
    let council =
        choose("council", given.council, "The council's whole name", "Our Council".to_owned());
    let title = choose("title", given.title, "The portal's name", "My Review".to_owned());
    let review_word = choose(
        "review_word",
        given.review_word,
        "What you call the meeting, as in “your … meeting”",
        "My Review".to_owned(),
    );
    let children_in_care_council = choose(
        "children_in_care_council",
        given.children_in_care_council,
        "What your Children in Care Council calls itself",
        "Children in Care Council".to_owned(),
    );
    let base_url = choose(
        "base_url",
        given.base_url,
        "Where the site will be",
        starter::address("my-review", &council),
    );
    let letterbox = choose(
        "letterbox",
        given.letterbox,
        "Where sealed answers will be sent",
        starter::address("letterbox", &council),
    );
    let mut colours = Colours::default();
    for (wanted, flag, given, question) in [
        (Wanted::Accent, "--accent", given.accent, "Your colour for links and buttons"),
        (Wanted::Hero, "--hero", given.hero, "Your colour for the band at the top"),
    ] {
        colours = match (given, person.as_mut()) {
            (Some(colour), _) => {
                colours.with(wanted, &colour).map_err(|why| refusal(flag, &colour, &why))?
            }
            (None, Some(person)) => ask_colour(person, colours, wanted, question),
            (None, None) => colours,
        };
    }
    let mut languages = given.languages;
    let mut recipients = given.recipients;
    if let Some(person) = person.as_mut() {
        if languages.is_empty() {
            let question = "Other languages than English, by their short codes, such as cy, pl";
            let answer = person.answer(question, "none").unwrap_or_default();
            let codes = answer.split([',', ' ']).filter(|code| !code.is_empty());
            languages.extend(codes.map(str::to_owned));
        }
        if recipients.is_empty() {
            let question = "A public key (age1…) that answers are sealed to";
            recipients.extend(person.answer(question, "two new keys are made"));
        }
    }
    let choices = Choices {
        title,
        council,
        review_word,
        children_in_care_council,
        base_url,
        letterbox,
        recipients,
        colours,
        languages,
    };
    Ok((choices, guessed))
}

/// Asks until the colour can be used. After one that cannot, Enter takes the
/// nearest that can, or the built-in one if no shade of it does.
fn ask_colour(
    person: &mut Person<'_>,
    colours: Colours,
    wanted: Wanted,
    question: &str,
) -> Colours {
    let mut default: Option<String> = None;
    loop {
        let shown = default.as_deref().unwrap_or("the built-in one");
        let Some(written) = person.answer(question, shown).or_else(|| default.clone()) else {
            return colours;
        };
        match colours.with(wanted, &written) {
            Ok(colours) => return colours,
            Err(refused) => {
                person.say(&sentence(&refused));
                default = refused.passes;
            }
        }
    }
}

fn sentence(refused: &Refused) -> String {
    match &refused.passes {
        Some(passes) => format!("{}. {passes} can be read everywhere.", refused.why),
        None => format!("{}.", refused.why),
    }
}

fn refusal(flag: &str, colour: &str, refused: &Refused) -> String {
    let again = match &refused.passes {
        Some(passes) => format!(" Give {flag} '{passes}' instead."),
        None => String::new(),
    };
    format!("{flag} {colour}: {}{again}", sentence(refused))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(typed: &str) -> (Choices, Vec<&'static str>, String) {
        let mut lines = typed.as_bytes();
        let mut sees = Vec::new();
        let person = Person { types: &mut lines, sees: &mut sees };
        let (choices, guessed) = decide(NewChoices::default(), Some(person)).expect("choices");
        (choices, guessed, String::from_utf8(sees).expect("text"))
    }

    #[test]
    fn a_colour_that_cannot_be_read_is_told_at_once_and_enter_takes_the_one_that_can() {
        let (choices, guessed, seen) =
            asked("Fen Council\n\n\n\n\n\n#8fb8ff\n\nblue\n#ffd65c\ncy, pl\nage1x\n");
        assert!(seen.contains("`accent` on `paper` has a contrast of"), "{seen}");
        let passes = Colours::default().with(Wanted::Accent, "#8fb8ff").expect_err("pale").passes;
        let passes = passes.expect("a darker one");
        assert!(seen.contains(&format!("{passes} can be read everywhere.")), "{seen}");
        assert!(seen.contains("“blue” is not a colour"), "{seen}");
        let both = Colours::default().with(Wanted::Accent, &passes).expect("accent");
        assert_eq!(choices.colours, both.with(Wanted::Hero, "#ffd65c").expect("hero"));
        assert_eq!(choices.languages, ["cy", "pl"]);
        assert_eq!(choices.recipients, ["age1x"]);
        assert_eq!(choices.council, "Fen Council");
        assert!(!guessed.contains(&"council") && guessed.contains(&"title"), "{guessed:?}");
    }

    #[test]
    fn somebody_who_presses_enter_only_or_leaves_gets_the_defaults() {
        for typed in ["\n\n\n\n\n\n\n\n\n\n", ""] {
            let (choices, guessed, seen) = asked(typed);
            assert!(choices.colours.is_empty() && choices.languages.is_empty());
            assert_eq!(guessed.len(), 6);
            assert_eq!(seen.matches("]: ").count(), 10, "{seen}");
        }
    }
}
