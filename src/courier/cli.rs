//! The command line of `my-review-courier`. What programs read goes to standard
//! output, all else to standard error.

mod commands;
mod deliver;
mod invite;
mod report;

use super::error::CannotRun;
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use std::ffi::OsString;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// Opens sealed responses and e-mails them to the child's IRO.
///
/// Exit status: 0 done; 1 it ran and found something wrong; 2 it could not run.
#[derive(Parser)]
#[command(name = "my-review-courier", version, max_term_width = 90)]
struct Cli {
    /// The configuration file; paths in it start at its own folder
    #[arg(long, global = true, value_name = "FILE", default_value = "courier.yaml")]
    config: PathBuf,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Make a key, and print the recipient to put into site.yaml
    Keygen(Keygen),
    /// Collect, open, route and send what is in the inbox
    Deliver {
        /// Go on until stopped, looking into the inbox every few seconds
        #[arg(long)]
        watch: bool,
    },
    /// Say how many responses are in each state; exit 1 if any waits too long
    Status {
        /// How to print it
        #[arg(long, value_enum, default_value_t = StatusFormat::Text)]
        format: StatusFormat,
        /// Write it to this file as well, in the OpenMetrics format
        #[arg(long, value_name = "FILE")]
        metrics: Option<PathBuf>,
    },
    /// List what a person must decide
    Held {
        /// How to print it
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Decide that a held response goes to this IRO, with the next delivery
    Release {
        /// The receipt, the SHA-256 of the file, or the response's id
        id: String,
        /// The IRO's id in iros.yaml
        #[arg(long, value_name = "IRO")]
        to: String,
    },
    /// Decide that a held response goes nowhere
    Discard {
        /// The receipt, the SHA-256 of the file, or the response's id
        id: String,
        /// Why; kept in the ledger, so write no names
        #[arg(long, value_name = "TEXT")]
        why: String,
    },
    /// Print one response as JSON; who did so is recorded
    Open {
        /// A sealed file; or a receipt, a SHA-256 or a response's id
        #[arg(value_name = "FILE|ID")]
        what: String,
    },
    /// Send the invitations, reminders and other letters about reviews that are
    /// due today; run it once a day
    Invite(Invite),
    /// The year's figures: how children took part in their reviews, what was sent
    /// in, what was expected and happened, which reviews were late
    Report(Report),
    /// Delete the sealed files that are past their retention, and say which
    Purge,
    /// Write a consistent copy of the ledger
    Backup {
        /// Where to; an earlier backup there is replaced
        file: PathBuf,
    },
}

#[derive(Args)]
struct Keygen {
    /// Where the identity goes; never overwrites
    #[arg(long, value_name = "FILE", default_value = "identity.txt")]
    out: PathBuf,
    /// Leave the identity unlocked, for machines whose disk is protected
    #[arg(long)]
    no_passphrase: bool,
    /// Make an X25519 key (age1…), which older age programs open too; the
    /// post-quantum sort (age1pq1…) needs age 1.3 or later
    #[arg(long)]
    classic: bool,
}

#[derive(Args)]
struct Invite {
    /// Send nothing; make the links for children, carers, parents and IROs, and
    /// print them; with --format html letters to print, each with its link as a
    /// QR code, for those who have no e-mail address
    #[arg(long, conflicts_with = "dry_run")]
    print: bool,
    /// How to print the links, or what would go; html is for --print only
    #[arg(long, value_enum, default_value_t = PrintFormat::Text)]
    format: PrintFormat,
    #[command(flatten)]
    paper: Paper,
    /// Send nothing; say who would get what and why, and who not, by the
    /// references of the case system
    #[arg(long)]
    dry_run: bool,
    /// Take a link back: responses by it are held from now on
    #[arg(long, value_name = "TOKEN", conflicts_with_all = ["print", "dry_run"])]
    revoke: Option<String>,
}

/// Letters on paper.
#[derive(Args)]
struct Paper {
    /// Whom the letters to print are for: a parent or a carer without an address
    /// may be somebody to whom nobody should write
    #[arg(long = "for", value_enum, value_name = "ROLE", default_values = ["child"])]
    readers: Vec<Reader>,
    /// Only this child's letters, by the case system's reference; they need not
    /// be due, and there may be an e-mail address
    #[arg(long, value_name = "REFERENCE")]
    child: Option<String>,
    /// Write the letters to this file, which only this user can read; never
    /// overwrites
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Reader {
    Child,
    Carer,
    Parent,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum PrintFormat {
    Text,
    Json,
    Html,
}

#[derive(Args)]
struct Report {
    /// Leave out what was before this day
    #[arg(long, value_name = "DATE")]
    from: Option<Date>,
    /// Leave out what was after this day
    #[arg(long, value_name = "DATE")]
    to: Option<Date>,
    /// How to print it
    #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
    format: ReportFormat,
    /// By IRO as well: for the manager only
    #[arg(long)]
    by_iro: bool,
    /// First keep the counts of years before this ledger, from the CSV table of
    /// an annual report; years in it replace what was imported for them before
    #[arg(long, value_name = "FILE")]
    import: Option<PathBuf>,
    /// Write what may be published to this file, for the site: years that are
    /// over, without small numbers. A year that was published stays as it is
    #[arg(long, value_name = "FILE", conflicts_with_all = ["from", "to", "format", "by_iro"])]
    public: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ReportFormat {
    Text,
    Csv,
    Json,
    Html,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum StatusFormat {
    Text,
    Json,
    Openmetrics,
}

/// How a command ended that could run.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ended {
    Well,
    FoundSomethingWrong,
}

/// The commands and their arguments, for the manual.
pub fn command() -> clap::Command {
    Cli::command()
}

/// Runs the program.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version are no errors, and clap knows which stream.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    // A panic's own words can quote what was being read.
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string);
        tell(&format!("A fault of the courier at {}.", place.unwrap_or_default()));
    }));
    match run(cli) {
        Ok(Ended::Well) => ExitCode::SUCCESS,
        Ok(Ended::FoundSomethingWrong) => ExitCode::from(1),
        Err(error) => {
            tell(&format!("my-review-courier: {error}"));
            ExitCode::from(2)
        }
    }
}

fn run(cli: Cli) -> Result<Ended, CannotRun> {
    let config = &cli.config;
    match cli.command {
        Command::Keygen(options) => commands::keygen(&options),
        Command::Deliver { watch: false } => deliver::once(config),
        Command::Deliver { watch: true } => deliver::watch(config),
        Command::Status { format, metrics } => commands::status(config, format, metrics.as_deref()),
        Command::Held { format } => commands::held(config, format),
        Command::Release { id, to } => commands::release(config, &id, &to),
        Command::Discard { id, why } => commands::discard(config, &id, &why),
        Command::Open { what } => commands::open(config, &what),
        Command::Invite(options) => invite::run(config, &options),
        Command::Report(options) => report::run(config, &options),
        Command::Purge => commands::purge(config),
        Command::Backup { file } => commands::backup(config, &file),
    }
}

/// A line for people. Standard error may be closed; that is no reason to stop.
fn tell(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}

/// What programs read.
fn print(text: &str) -> Result<(), CannotRun> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{text}")
        .and_then(|()| out.flush())
        .map_err(|error| CannotRun::plain(format!("the output cannot be written: {error}")))
}
