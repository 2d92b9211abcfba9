//! `invite`: sends what is due, says what would go, prints links.

use super::{Ended, Format, Invite, commands, print, tell};
use crate::courier::invitations::letters_if_any;
use crate::courier::{
    Allocations, CannotRun, Config, Inviter, Ledger, Planned, Result, SmtpMailer, Timeouts, invite,
    load_catalogue, system_user,
};
use crate::form::Token;
use jiff::Timestamp;
use std::path::Path;

/// Does what the options ask for.
pub(super) fn run(config: &Path, options: &Invite) -> Result<Ended> {
    match &options.revoke {
        Some(token) => revoke(config, token),
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
fn dry_run(config: &Path, format: Format) -> Result<Ended> {
    let config = Config::load(config)?;
    let mut inviter = Inviter::rehearsal(config, Box::new(tell))?;
    let planned = inviter.plan(Timestamp::now())?;
    match format {
        Format::Json => print(&commands::json(&planned)?)?,
        Format::Text => text(&planned)?,
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
fn links(config: &Path, format: Format) -> Result<Ended> {
    let config = Config::load(config)?;
    let children = Allocations::load(&config.allocations)?;
    let catalogue = load_catalogue(&config.forms)?;
    let letters = letters_if_any(&config.letters)?;
    let mut ledger = Ledger::open(&config.ledger, system_user())?;
    let invited = invite(&mut ledger, &children, &catalogue, &letters, &config.site, &mut tell)?;
    if format == Format::Json {
        print(&commands::json(&invited)?)?;
    } else {
        for one in &invited {
            print(&format!("{}  {}  {}  {}", one.child, one.role, one.form, one.url))?;
        }
    }
    Ok(Ended::Well)
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
