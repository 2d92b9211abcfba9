//! The commands that do one thing and end.

use super::{Ended, Format, Keygen, StatusFormat, print, tell};
use crate::courier::ledger::{ResponseRow, State};
use crate::courier::status as standing;
use crate::courier::{
    CannotRun, Config, Iros, Ledger, Result, clock, files, load_identities, opened, openmetrics,
    purge as retention, system_user,
};
use crate::inbox::{Inbox, read_bounded, sha256_hex};
use crate::seal::{self, NewIdentity, ask_new_passphrase, lock_identity};
use jiff::Timestamp;
use serde::Serialize;
use std::io::Write;
use std::path::Path;
use zeroize::Zeroizing;

/// Makes a key.
pub(super) fn keygen(options: &Keygen) -> Result<Ended> {
    let out = &options.out;
    let exists = || {
        CannotRun::new(
            format!("{}: there is a file already", out.display()),
            "give another name with --out; a key is never overwritten, for what was sealed to it could never be opened again",
        )
    };
    if out.exists() {
        return Err(exists());
    }
    let identity =
        if options.classic { NewIdentity::generate_classic() } else { NewIdentity::generate() };
    let text = identity.file();
    let content = if options.no_passphrase {
        Zeroizing::new(text.as_bytes().to_vec())
    } else {
        let passphrase = ask_new_passphrase().map_err(|error| {
            CannotRun::new(
                format!("No identity was made: {error}."),
                "run it in a terminal, or use --no-passphrase where the disk is protected in another way",
            )
        })?;
        lock_identity(&text, passphrase)
            .map(Zeroizing::new)
            .map_err(|error| CannotRun::plain(format!("it cannot be locked: {error}")))?
    };
    let written = files::create_private(out).and_then(|mut file| {
        file.write_all(&content)?;
        file.sync_all()
    });
    match written {
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => return Err(exists()),
        Err(error) => {
            return Err(CannotRun::new(
                format!("{}: the identity cannot be written: {error}", out.display()),
                "see that the folder exists and may be written to",
            ));
        }
        Ok(()) => {}
    }
    print(&identity.recipient())?;
    tell(&format!(
        "The identity is in {}. Keep a copy of it in a safe place: without it nothing can be opened. Put the line above into site.yaml, under recipients.",
        out.display()
    ));
    Ok(Ended::Well)
}

/// Says how things stand.
pub(super) fn status(
    config: &Path,
    format: StatusFormat,
    metrics_file: Option<&Path>,
) -> Result<Ended> {
    let config = Config::load(config)?;
    let inbox = Inbox::at(&config.inbox, &config.base)?;
    let ledger = Ledger::open(&config.ledger, system_user())?;
    let now = Timestamp::now();
    let status = standing(&ledger, &inbox, config.alarm_after_minutes, now)?;
    if let Some(file) = metrics_file {
        files::write_public(file, &openmetrics(&status, now), "metrics")?;
    }
    if format == StatusFormat::Json {
        print(&json(&status)?)?;
    } else if format == StatusFormat::Openmetrics {
        print(openmetrics(&status, now).trim_end())?;
    } else {
        let oldest = status
            .oldest_waiting_seconds
            .map_or_else(|| "nothing waits".to_owned(), |s| format!("{} minutes", s / 60));
        print(&format!(
            "received   {}\nheld       {}\nsending    {}\ndelivered  {}\ndiscarded  {}\npurged     {}\noldest waiting: {oldest}",
            status.received,
            status.held,
            status.sending,
            status.delivered,
            status.discarded,
            status.purged,
        ))?;
        if status.in_surveys > 0 {
            print(&format!(
                "in surveys: {} wait until five have answered in one language; on Mondays they are counted, and their words go to the manager{}",
                status.in_surveys,
                if config.manager.is_none() { " (courier.yaml names none)" } else { "" },
            ))?;
        }
    }
    if status.alarm {
        tell(&format!(
            "A response that has its route, or the mail of a survey, has waited for more than {} minutes. What to do: run `my-review-courier deliver` and read what it says.",
            config.alarm_after_minutes
        ));
        return Ok(Ended::FoundSomethingWrong);
    }
    Ok(Ended::Well)
}

/// Lists what a person must decide.
pub(super) fn held(config: &Path, format: Format) -> Result<Ended> {
    let config = Config::load(config)?;
    let held = Ledger::open(&config.ledger, system_user())?.held()?;
    if format == Format::Json {
        print(&json(&held)?)?;
    } else if held.is_empty() {
        tell("Nothing is held.");
    } else {
        for one in &held {
            let form = one.form.as_deref().unwrap_or("-");
            print(&format!("{}  {}  {form}  {}", one.id, one.received_at, one.reason))?;
        }
        tell("Decide each with `release ID --to IRO` or `discard ID --why TEXT`.");
    }
    Ok(Ended::Well)
}

/// Decides that a held response goes to an IRO.
pub(super) fn release(config: &Path, id: &str, to: &str) -> Result<Ended> {
    let config = Config::load(config)?;
    let iros = Iros::load(&config.iros)?;
    let now = Timestamp::now();
    let iro = iros.get(to).ok_or_else(|| {
        CannotRun::new(
            format!("{}: there is no IRO “{to}”", config.iros.display()),
            "give the id, not the name",
        )
    })?;
    let mut ledger = Ledger::open(&config.ledger, system_user())?;
    let row = one_held(&ledger, id)?;
    if !ledger.release(&row.sha256, to, now)? {
        return Err(not_held(id));
    }
    tell(&format!("{} goes to {to} with the next delivery.", row.receipt));
    if iro.is_away(clock::day(now)) {
        tell(&format!("Note that {to} is away today; it goes there all the same."));
    }
    Ok(Ended::Well)
}

/// Decides that a held response goes nowhere.
pub(super) fn discard(config: &Path, id: &str, why: &str) -> Result<Ended> {
    if why.trim().is_empty() {
        return Err(CannotRun::new("--why is empty.", "say why, without names"));
    }
    let config = Config::load(config)?;
    let mut ledger = Ledger::open(&config.ledger, system_user())?;
    let row = one_held(&ledger, id)?;
    if !ledger.discard(&row.sha256, why.trim(), Timestamp::now())? {
        return Err(not_held(id));
    }
    tell(&format!("{} is discarded.", row.receipt));
    Ok(Ended::Well)
}

/// Prints one response.
pub(super) fn open(config: &Path, what: &str) -> Result<Ended> {
    let config = Config::load(config)?;
    let mut ledger = Ledger::open(&config.ledger, system_user())?;
    let sealed = if Path::new(what).is_file() {
        read_bounded(Path::new(what))
            .map_err(|error| CannotRun::new(format!("{what}: {error}"), "give a sealed file"))?
    } else {
        let inbox = Inbox::at(&config.inbox, &config.base)?;
        let row = one_of(ledger.named(what)?, what)?;
        opened::sealed(&row.sha256, &ledger, &inbox)?
            .map_err(|hold| CannotRun::plain(format!("{}: {}", row.receipt, hold.reason)))?
    };
    let identities = load_identities(&config)?;
    let text = match seal::open(&sealed, &identities) {
        Ok(text) => text,
        Err(error) => {
            tell(&format!("It cannot be opened: {error}."));
            return Ok(Ended::FoundSomethingWrong);
        }
    };
    // On record before it is shown.
    let now = Timestamp::now();
    ledger.note(now, Some(&sha256_hex(&sealed)), "opened by a person", None)?;
    let is_json = serde_json::from_slice::<serde::de::IgnoredAny>(&text).is_ok();
    match std::str::from_utf8(&text) {
        Ok(text) if is_json => {
            print(&for_terminals(text.trim_end()))?;
            Ok(Ended::Well)
        }
        _ => {
            tell("It could be opened, but what is in it is not JSON, so it is no response.");
            Ok(Ended::FoundSomethingWrong)
        }
    }
}

/// Deletes what is past its retention.
pub(super) fn purge(config: &Path) -> Result<Ended> {
    let config = Config::load(config)?;
    let inbox = Inbox::at(&config.inbox, &config.base)?;
    let mut ledger = Ledger::open(&config.ledger, system_user())?;
    let mut stayed = false;
    let purged = retention::purge(
        &mut ledger,
        &inbox,
        config.retention_days,
        Timestamp::now(),
        &mut |line| {
            stayed = true;
            tell(line);
        },
    )?;
    for receipt in &purged {
        print(receipt)?;
    }
    tell(&format!(
        "{} sealed files older than {} days after delivery are deleted.",
        purged.len(),
        config.retention_days
    ));
    Ok(if stayed { Ended::FoundSomethingWrong } else { Ended::Well })
}

/// Copies the ledger.
pub(super) fn backup(config: &Path, to: &Path) -> Result<Ended> {
    let config = Config::load(config)?;
    Ledger::open(&config.ledger, system_user())?.backup(to)?;
    tell(&format!("The ledger is copied to {}.", to.display()));
    Ok(Ended::Well)
}

pub(super) fn json(value: &impl Serialize) -> Result<String> {
    serde_json::to_string_pretty(value)
        .map_err(|error| CannotRun::plain(format!("the output cannot be written: {error}")))
}

fn not_held(id: &str) -> CannotRun {
    CannotRun::new(format!("{id} is not held."), "run `my-review-courier held` to see what is")
}

/// The one held response that a person means.
fn one_held(ledger: &Ledger, id: &str) -> Result<ResponseRow> {
    let all = ledger.named(id)?;
    if all.is_empty() {
        return one_of(all, id);
    }
    let held: Vec<_> = all.into_iter().filter(|row| row.state == State::Held).collect();
    if held.is_empty() {
        return Err(not_held(id));
    }
    one_of(held, id)
}

fn one_of(mut rows: Vec<ResponseRow>, id: &str) -> Result<ResponseRow> {
    match (rows.pop(), rows.is_empty()) {
        (Some(row), true) => Ok(row),
        (None, _) => Err(CannotRun::new(
            format!("{id} is neither a file nor a response that the ledger knows."),
            "give a receipt as `my-review-courier held` prints it, or a sealed file",
        )),
        (Some(_), false) => Err(CannotRun::new(
            format!("{id} means more than one response."),
            "give the receipt, or more of the SHA-256",
        )),
    }
}

/// JSON text that cannot act on a terminal: control characters and those that
/// turn the line around stand as escapes, which mean the same.
fn for_terminals(text: &str) -> String {
    use std::fmt::Write as _;
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        let acts = (c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        if acts {
            // Writing to a String cannot fail.
            let _ = write!(safe, "\\u{:04x}", u32::from(c));
        } else {
            safe.push(c);
        }
    }
    safe
}
