//! The commands of `my-review` and their arguments.

use super::{
    NewChoices, Outcome, build, check, completions, demo, gallery, man, new, preview, print_schema,
    verify,
};
use crate::portal::schema::SchemaOf;
use crate::problem::Format;
use clap::{Parser, Subcommand};
use std::path::PathBuf;

/// Turns a folder of forms, expectations and pledges into a site where children
/// in care answer before their review.
#[derive(Parser)]
#[command(version, arg_required_else_help = true)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Writes a portal to start from.
    ///
    /// It has the pages and the form of an invented council, with your
    /// council's name and words in them. What is not given is asked for on a
    /// terminal, and has a default elsewhere. Without a recipient, two keys are
    /// made, in a folder beside DIR.
    New {
        /// The folder, which must be empty or not there yet.
        dir: PathBuf,
        #[command(flatten)]
        choices: Box<NewChoices>,
    },
    /// Lists every problem in a portal, each with its place and what to do.
    ///
    /// Exit status: 0 if there is none, 1 if there are errors (with --strict:
    /// or warnings), 2 if the folder cannot be read.
    Check {
        /// The portal's folder.
        #[arg(default_value = ".")]
        dir: PathBuf,
        /// Warnings count as found, too.
        #[arg(long)]
        strict: bool,
        /// How the problems are written out: with the line and a caret, as
        /// sentences for a screen reader, or for another program.
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Checks a portal and writes its site.
    ///
    /// If something is wrong, the earlier site stays as it is. The same input
    /// gives the same bytes.
    Build {
        /// The portal's folder.
        #[arg(default_value = ".")]
        dir: PathBuf,
        /// Where the site goes, instead of the folder `public` in DIR. What an
        /// earlier build left there is replaced whole.
        #[arg(long)]
        out: Option<PathBuf>,
    },
    /// Serves a portal while you write it.
    ///
    /// Save a file, and the page in the browser changes; make a mistake, and it
    /// is shown in the page until it is mended. Nothing is written to the disk,
    /// and nothing can be sent from it.
    Preview {
        /// The portal's folder.
        #[arg(default_value = ".")]
        dir: PathBuf,
        /// The port, instead of 8383 or, if that is taken, any that is free; 0
        /// takes any that is free.
        #[arg(long)]
        port: Option<u16>,
        /// Lets other devices in the same network look, too, such as a phone.
        #[arg(long)]
        host: bool,
    },
    /// Plays the whole journey on this computer, with a key that is thrown away.
    ///
    /// Serves the site, a letterbox and a courier, and a page with invitation
    /// links and the e-mails that IROs would have got. Only this computer can
    /// reach it.
    Demo {
        /// The portal's folder.
        #[arg(default_value = ".")]
        dir: PathBuf,
        /// The port of the site, instead of 8484; 0 takes any that is free.
        #[arg(long)]
        port: Option<u16>,
        /// Sends one sample answer to each form, delivers them, prints where
        /// the e-mails are, and ends.
        #[arg(long, conflicts_with = "port")]
        once: bool,
    },
    /// Writes pages with every component of the theme, for its designer.
    ///
    /// One page for each look, with each component's examples; open them in a
    /// browser. They are not part of the site.
    Gallery {
        /// The portal's folder.
        #[arg(default_value = ".")]
        dir: PathBuf,
        /// The folder that they go to.
        #[arg(long)]
        out: PathBuf,
    },
    /// Compares a deployed site with the build that it came from.
    ///
    /// Fetches every file that the build's manifest names, and lists those that
    /// differ or are missing. Files that are there beside them are not found.
    /// Exit status: 0 if all are the same, 1 if any differs, 2 if nothing
    /// answers at that address or the manifest cannot be read.
    Verify {
        /// Where the site is: https://…
        url: String,
        /// The build's manifest.
        #[arg(long, value_name = "FILE", default_value = "public/manifest.json")]
        manifest: PathBuf,
    },
    /// Prints a JSON Schema, with which an editor completes and explains keys.
    Schema {
        /// Which file it is for.
        #[arg(value_enum)]
        of: SchemaOf,
    },
    /// Prints what makes a shell complete this program's commands.
    Completions {
        /// The shell.
        #[arg(value_enum)]
        shell: clap_complete::Shell,
    },
    /// Writes this program's man pages, one a command.
    Man {
        /// The folder that they go to.
        dir: PathBuf,
    },
}

impl Arguments {
    /// Does what they say.
    pub fn run(self) -> Outcome {
        match self.command {
            Command::New { dir, choices } => new(&dir, *choices),
            Command::Check { dir, strict, format } => check(&dir, strict, format),
            Command::Build { dir, out } => build(&dir, out.as_deref()),
            Command::Preview { dir, port, host } => preview(&dir, port, host),
            Command::Demo { dir, port, once } => demo(&dir, port, once),
            Command::Gallery { dir, out } => gallery(&dir, &out),
            Command::Verify { url, manifest } => verify(&url, &manifest),
            Command::Schema { of } => print_schema(of),
            Command::Completions { shell } => completions(shell),
            Command::Man { dir } => man(&dir),
        }
    }
}
