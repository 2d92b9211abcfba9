//! `my-review completions` and `my-review man`.

use super::{Arguments, Outcome, fail};
use crate::portal::reason;
use clap::CommandFactory;
use std::io::{self, Write};
use std::path::Path;

/// Writes the completions for a shell to stdout.
pub fn completions(shell: clap_complete::Shell) -> Outcome {
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "my-review", &mut text);
    match io::stdout().lock().write_all(&text) {
        Ok(()) => Outcome::Done,
        Err(error) => fail(&format!("the completions could not be written: {error}")),
    }
}

/// Writes a man page for each command into a folder.
pub fn man(dir: &Path) -> Outcome {
    let made = std::fs::create_dir_all(dir)
        .and_then(|()| clap_mangen::generate_to(Arguments::command().name("my-review"), dir));
    match made {
        Ok(()) => Outcome::Done,
        Err(error) => fail(&format!("{} could not be written: {}", dir.display(), reason(&error))),
    }
}
