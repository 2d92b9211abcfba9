//! `my-review new`.

use super::{Checked, Outcome, fail, report};
use crate::portal::reason;
use crate::problem::Format;
use crate::starter::{self, Choices, Keys};
use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

/// What was given on the command line; what is missing is asked for on a
/// terminal, and filled in with a default elsewhere.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct NewChoices {
    /// The portal's name [default: My Review].
    #[arg(long)]
    title: Option<String>,
    /// The council's whole name.
    #[arg(long)]
    council: Option<String>,
    /// What the council calls the meeting: “your … meeting” [default: My Review].
    #[arg(long)]
    review_word: Option<String>,
    /// What the council's Children in Care Council calls itself.
    #[arg(long)]
    children_in_care_council: Option<String>,
    /// Where the site will be: https://…
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// Where sealed answers will be sent: https://…
    #[arg(long, value_name = "URL")]
    letterbox: Option<String>,
    /// A public key (age1…) that answers are sealed to; give it twice for two
    /// keys. Without any, two keys are made.
    #[arg(long = "recipient", value_name = "KEY")]
    recipients: Vec<String>,
}

/// Writes a portal to start from into an empty folder.
pub fn new(dir: &Path, given: NewChoices) -> Outcome {
    if let Some(why) = not_empty(dir) {
        return fail(&why);
    }
    let (mut choices, guessed) = decide(given);
    let keys = choices.recipients.is_empty().then(Keys::make);
    if let Some(keys) = &keys {
        choices.recipients = keys.recipients();
    }
    let files = match starter::files(&choices) {
        Ok(files) => files,
        Err(error) => return fail(&format!("the portal could not be made: {error}")),
    };
    match rehearse(&files) {
        Ok(None) => {}
        Ok(Some(outcome)) => return outcome,
        Err(error) => return fail(&format!("a trial could not be written: {}", reason(&error))),
    }
    // The keys first: a portal whose secret keys are nowhere loses every answer.
    let kept = fs::create_dir_all(dir)
        .and_then(|()| keys.map(|keys| starter::write_keys(&keys, dir)).transpose());
    let kept = match kept {
        Ok(kept) => kept,
        Err(error) => {
            return fail(&format!(
                "the keys could not be written into a folder beside {}: {}. Name another folder, or give --recipient",
                dir.display(),
                reason(&error)
            ));
        }
    };
    if let Err((path, error)) = write(dir, &files) {
        return fail(&format!("{} could not be written: {}", path.display(), reason(&error)));
    }
    say(dir, &guessed, kept.as_deref());
    Outcome::Done
}

/// Why a portal cannot go here, or nothing.
fn not_empty(dir: &Path) -> Option<String> {
    match fs::read_dir(dir) {
        Ok(mut entries) => entries.next().is_some().then(|| {
            format!(
                "the folder {} is not empty: name a new folder, and it will be made",
                dir.display()
            )
        }),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => Some(format!("{} cannot be used: {}", dir.display(), reason(&error))),
    }
}

/// What is used, and which of it nobody chose.
fn decide(given: NewChoices) -> (Choices, Vec<&'static str>) {
    let ask = io::stdin().is_terminal() && io::stderr().is_terminal();
    let mut guessed = Vec::new();
    let mut choose = |name: &'static str,
                      given: Option<String>,
                      question: &str,
                      default: String| {
        given.or_else(|| if ask { answer(question, &default) } else { None }).unwrap_or_else(|| {
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
    let mut recipients = given.recipients;
    if recipients.is_empty() && ask {
        let question = "A public key (age1…) that answers are sealed to";
        recipients.extend(answer(question, "two new keys are made"));
    }
    let choices = Choices {
        title,
        council,
        review_word,
        children_in_care_council,
        base_url,
        letterbox,
        recipients,
    };
    (choices, guessed)
}

/// What somebody at the terminal writes; nothing if they leave it to us.
fn answer(question: &str, default: &str) -> Option<String> {
    let mut err = anstream::stderr().lock();
    let _ = write!(err, "{question} [{default}]: ");
    let _ = err.flush();
    let mut line = String::new();
    io::stdin().read_line(&mut line).ok()?;
    let line = line.trim();
    (!line.is_empty()).then(|| line.to_owned())
}

/// Tries the portal out elsewhere, so that what was given is held to the same
/// rules as what is written by hand.
fn rehearse(files: &[(String, Vec<u8>)]) -> io::Result<Option<Outcome>> {
    let trial = tempfile::Builder::new().prefix("my-review-new-").tempdir()?;
    write(trial.path(), files).map_err(|(_, error)| error)?;
    let mut checked = Checked::load(trial.path());
    if checked.errors() == 0 {
        return Ok(None);
    }
    checked.problems.retain(|problem| problem.severity == crate::problem::Severity::Error);
    report(&checked.problems, Format::Plain, false)?;
    let _ = writeln!(
        anstream::stderr(),
        "Nothing was written. The lines above show what was given in its place in site.yaml: give it again, put right."
    );
    Ok(Some(Outcome::Failed))
}

fn write(dir: &Path, files: &[(String, Vec<u8>)]) -> Result<(), (PathBuf, io::Error)> {
    for (name, bytes) in files {
        let path = dir.join(name);
        let parent = path.parent().unwrap_or(dir);
        let written = fs::create_dir_all(parent).and_then(|()| fs::write(&path, bytes));
        written.map_err(|error| (path, error))?;
    }
    Ok(())
}

fn say(dir: &Path, guessed: &[&str], keys: Option<&Path>) {
    let mut err = anstream::stderr().lock();
    let shown = dir.display();
    let _ = writeln!(err, "Your portal is in {shown}.");
    if !guessed.is_empty() {
        let _ = writeln!(
            err,
            "\nNobody chose these, so they are only placeholders: {}.\nPut them right in {}.",
            guessed.join(", "),
            dir.join("site.yaml").display()
        );
    }
    if let Some(keys) = keys {
        let folder = keys.file_name().unwrap_or_default().to_string_lossy();
        let _ = writeln!(
            err,
            "\nTwo keys were made, in the folder {folder} beside it. Whoever has them can read what\nchildren wrote, and without them nobody can: each file says where it belongs."
        );
    }
    let _ = writeln!(
        err,
        "\nThe IROs and telephone numbers in it are invented; `check` points at the numbers.\n\nWhat to do next:\n    my-review preview {shown}\n    my-review check {shown}\n    my-review build {shown}"
    );
}
