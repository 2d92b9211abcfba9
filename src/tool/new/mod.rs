//! `my-review new`.

mod choose;

use super::{Checked, Outcome, fail, report};
use crate::portal::reason;
use crate::problem::Format;
use crate::starter::{self, Keys};
use choose::{Person, decide};
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
    /// Your colour for links and buttons: # and six digits, in quotation marks.
    /// What goes with it, by night too, is found. One that could not be read is
    /// refused, and the nearest that can is named.
    #[arg(long, value_name = "COLOUR")]
    accent: Option<String>,
    /// Your colour for the band at the top of the first page, the same way.
    #[arg(long, value_name = "COLOUR")]
    hero: Option<String>,
    /// A language beside English, by its short code, such as cy; several with
    /// commas between them, or give it again.
    #[arg(long = "language", value_name = "CODE", value_delimiter = ',')]
    languages: Vec<String>,
}

/// Writes a portal to start from into an empty folder.
pub fn new(dir: &Path, given: NewChoices) -> Outcome {
    if let Some(why) = not_empty(dir) {
        return fail(&why);
    }
    let at_terminal = io::stdin().is_terminal() && io::stderr().is_terminal();
    let (mut types, mut sees) = (io::stdin().lock(), anstream::stderr());
    let person = at_terminal.then_some(Person { types: &mut types, sees: &mut sees });
    let (mut choices, guessed) = match decide(given, person) {
        Ok(decided) => decided,
        Err(why) => return fail(&format!("{why} Nothing was written.")),
    };
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
    say(dir, &guessed, &choices.languages, kept.as_deref());
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

fn say(dir: &Path, guessed: &[&str], languages: &[String], keys: Option<&Path>) {
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
    if !languages.is_empty() {
        let _ = writeln!(
            err,
            "\nWhat nobody has translated yet into {} is shown in English: docs/languages.md says how.",
            languages.join(", ")
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
