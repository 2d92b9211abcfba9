//! `invite`: sends what is due, says what would go, prints links.

use super::{Ended, Invite, Paper, PrintFormat, Reader, commands, print, tell};
use crate::courier::invitations::{Wanted, letters_if_any};
use crate::courier::{
    Allocations, CannotRun, Config, Inviter, Ledger, Planned, Result, Role, SmtpMailer, Timeouts,
    files, invite, load_catalogue, system_user,
};
use crate::form::Token;
use jiff::Timestamp;
use std::io::Write;
use std::path::Path;

/// Does what the options ask for.
pub(super) fn run(config: &Path, options: &Invite) -> Result<Ended> {
    match &options.revoke {
        Some(token) => revoke(config, token),
        None if options.print && options.format == PrintFormat::Html => {
            paper(config, &options.paper)
        }
        None if options.format == PrintFormat::Html => Err(CannotRun::new(
            "--format html is for letters on paper".to_owned(),
            "add --print, or take --format html away",
        )),
        None if options.paper.only_on_paper() => Err(CannotRun::new(
            "--child and --out are for letters on paper".to_owned(),
            "add --print --format html, or take them away",
        )),
        None if options.dry_run => dry_run(config, options.format),
        None if options.print => links(config, options.format),
        None => send(config),
    }
}

/// Sends what is due today.
fn send(config: &Path) -> Result<Ended> {
    let config = Config::load(config)?;
    let mut mailer = SmtpMailer::new(&config.mail, Timeouts::default())?;
    let mut inviter = Inviter::open(config, Box::new(tell))?;
    let report = inviter.run(&mut mailer, Timestamp::now())?;
    tell(&format!(
        "{} letters sent, {} not sent, {} no longer needed",
        report.sent, report.not_sent, report.withdrawn
    ));
    Ok(if report.not_sent == 0 { Ended::Well } else { Ended::FoundSomethingWrong })
}

/// Says who would get what and why, and who not, by references.
fn dry_run(config: &Path, format: PrintFormat) -> Result<Ended> {
    let config = Config::load(config)?;
    let mut inviter = Inviter::rehearsal(config, Box::new(tell))?;
    let planned = inviter.plan(Timestamp::now())?;
    if format == PrintFormat::Json {
        print(&commands::json(&planned)?)?;
    } else {
        text(&planned)?;
    }
    Ok(Ended::Well)
}

fn text(planned: &Planned) -> Result<()> {
    for one in &planned.due {
        print(&format!(
            "send  {}  {}  {}  {}  {}",
            one.child, one.role, one.occasion, one.form, one.why
        ))?;
    }
    for one in &planned.not {
        print(&format!("not   {}  {}  {}  {}", one.child, one.role, one.occasion, one.why))?;
    }
    tell(&format!("{} letters are due. Nothing was sent.", planned.due.len()));
    Ok(())
}

/// Makes the links and prints them.
fn links(config: &Path, format: PrintFormat) -> Result<Ended> {
    let config = Config::load(config)?;
    let children = Allocations::load(&config.allocations)?;
    let catalogue = load_catalogue(&config.forms)?;
    let letters = letters_if_any(&config.letters)?;
    let mut ledger = Ledger::open(&config.ledger, system_user())?;
    let invited = invite(&mut ledger, &children, &catalogue, &letters, &config.site, &mut tell)?;
    if format == PrintFormat::Json {
        print(&commands::json(&invited)?)?;
    } else {
        for one in &invited {
            print(&format!("{}  {}  {}  {}", one.child, one.role, one.form, one.url))?;
        }
    }
    Ok(Ended::Well)
}

/// Writes the letters to print, and nothing else beside them.
fn paper(config: &Path, options: &Paper) -> Result<Ended> {
    let config = Config::load(config)?;
    let mut inviter = Inviter::open(config, Box::new(tell))?;
    let wanted = Wanted {
        roles: options.readers.iter().map(|reader| Role::from(*reader)).collect(),
        child: options.child.clone(),
    };
    let letters = inviter.on_paper(&wanted, Timestamp::now())?;
    for one in &letters.not {
        tell(&format!("not   {}  {}  {}", one.child, one.role, one.why));
    }
    match &options.out {
        _ if letters.count == 0 => tell("No letter is to be printed; nothing was written."),
        None => print(letters.html.trim_end())?,
        Some(path) => {
            write_private(path, &letters.html)?;
            tell(&format!(
                "Letters to print: {}. They have names and links in them: delete the file once they are printed.",
                letters.count
            ));
        }
    }
    Ok(Ended::Well)
}

fn write_private(path: &Path, html: &str) -> Result<()> {
    let written = files::create_private(path)
        .and_then(|mut file| file.write_all(html.as_bytes()).and_then(|()| file.sync_all()));
    written.map_err(|error| {
        CannotRun::new(
            format!("{}: the letters cannot be written: {error}", path.display()),
            "name a new file in a folder of your own; an earlier one is never replaced",
        )
    })
}

impl Paper {
    /// Whether something was asked for that means nothing elsewhere.
    fn only_on_paper(&self) -> bool {
        self.child.is_some() || self.out.is_some()
    }
}

impl From<Reader> for Role {
    fn from(reader: Reader) -> Self {
        match reader {
            Reader::Child => Self::Child,
            Reader::Carer => Self::Carer,
            Reader::Parent => Self::Parent,
        }
    }
}

/// Takes a link back.
fn revoke(config: &Path, token: &str) -> Result<Ended> {
    let token = Token::parse(token).map_err(|error| {
        CannotRun::new(
            format!("What follows --revoke is no token: {error}."),
            "copy it from the end of the link, after #i=",
        )
    })?;
    let config = Config::load(config)?;
    let mut ledger = Ledger::open(&config.ledger, system_user())?;
    if ledger.revoke(&token, Timestamp::now())? {
        tell("The link is taken back: responses by it are held from now on.");
        Ok(Ended::Well)
    } else {
        tell("The ledger has no such token in force.");
        Ok(Ended::FoundSomethingWrong)
    }
}
