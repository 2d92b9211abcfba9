//! `report`: the year's figures.

use super::{Ended, Report as Options, ReportFormat, print, tell};
use crate::courier::report::{Books, Report, import, public};
use crate::courier::{
    Allocations, CannotRun, Config, Ledger, Period, Result, clock, files, invitations, system_user,
};
use jiff::Timestamp;
use std::path::Path;

/// Counts, and prints.
pub(super) fn run(config: &Path, options: &Options) -> Result<Ended> {
    let period = period(options)?;
    let config = Config::load(config)?;
    let mut ledger = Ledger::open(&config.ledger, system_user())?;
    let now = Timestamp::now();
    if let Some(file) = &options.import {
        let years = import::load(file)?;
        ledger.import_counts(&years, now)?;
        tell(&format!("The counts of {} years are imported.", years.len()));
    }
    let today = clock::day(now);
    let books = Books {
        children: &Allocations::load(&config.allocations)?,
        days: &invitations::working_days(&config)?,
        ledger: &ledger,
        today,
    };
    let report = Report::of(&books, period, options.by_iro)?;
    if let Some(file) = &options.public {
        return publish(&mut ledger, &report, file, now);
    }
    if options.by_iro {
        tell("By IRO: for the manager only. It is not for a board, and never to be published.");
    }
    print(&match options.format {
        ReportFormat::Text => report.text(),
        ReportFormat::Csv => report.csv()?,
        ReportFormat::Json => report.json()?,
        ReportFormat::Html => report.html(today)?,
    })?;
    Ok(Ended::Well)
}

fn publish(ledger: &mut Ledger, report: &Report, file: &Path, now: Timestamp) -> Result<Ended> {
    let published = public::publish(ledger, report, clock::day(now), now)?;
    files::write_public(file, &published.json, "figures")?;
    let new: Vec<String> = published.new.iter().map(ToString::to_string).collect();
    tell(&match new.as_slice() {
        [] => "No year is new. What was published before is in the file as it was.".to_owned(),
        new => format!("New: {}. What is published of a year stays as it is.", new.join(", ")),
    });
    if published.without_code > 0 {
        tell(&format!(
            "{} reviews of these years have no code, and are not among the figures.",
            published.without_code
        ));
    }
    Ok(Ended::Well)
}

fn period(options: &Options) -> Result<Period> {
    let period = Period { from: options.from, to: options.to };
    match (period.from, period.to) {
        (Some(from), Some(to)) if from > to => Err(CannotRun::new(
            format!("--from {from} is after --to {to}"),
            "give the earlier day with --from; a financial year is --from 2026-04-01 --to 2027-03-31",
        )),
        _ => Ok(period),
    }
}
