//! What anybody may see of the figures: whole financial years that are over,
//! without small numbers, each as it was first published.
//!
//! Figures are of a year and of nothing else: from two overlapping times, or
//! from the same year before and after a late record, one child could be told.
//! A rate is published where its parts are, so that it says nothing more.

use super::codes::{Code, Counts, Rate};
use super::suppress::{self, SMALL};
use super::{FinancialYear, OfYear, Report, YearOfReviews};
use crate::courier::error::{CannotRun, Result};
use crate::courier::ledger::Ledger;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use serde_json::{Map, Value as Json, json};

/// What is published, and what its reader should be told.
pub(crate) struct Published {
    /// The file for the site.
    pub(crate) json: String,
    /// The years that are published for the first time.
    pub(crate) new: Vec<FinancialYear>,
    /// Reviews of these years that have no code yet.
    pub(crate) without_code: u64,
}

#[derive(Serialize)]
struct Year<'y> {
    year: FinancialYear,
    participation: Option<Json>,
    forms: Option<Json>,
    expectations: Vec<Marks<'y>>,
}

#[derive(Serialize)]
struct Marks<'y> {
    id: &'y str,
    yes: Option<u64>,
    no: Option<u64>,
    not_sure: Option<u64>,
    total: Option<u64>,
}

/// Makes the file; what is new in it stays as it is from now on.
pub(crate) fn publish(
    ledger: &mut Ledger,
    report: &Report,
    today: Date,
    now: Timestamp,
) -> Result<Published> {
    let before = ledger.published()?;
    let mut new = Vec::new();
    let mut names = Vec::new();
    let mut without_code = 0;
    for year in years(report, today) {
        if before.contains_key(&year.0) {
            continue;
        }
        let reviews = report.participation.iter().find(|one| one.year == year);
        without_code += reviews.map_or(0, |one| one.not_recorded);
        let figures = one_year(year, reviews, report.by_year.get(&year));
        new.push((year.0, serde_json::to_string(&figures).map_err(|error| cannot(&error))?));
        names.push(year);
    }
    ledger.publish(&new, now)?;
    let figures = ledger.published()?;
    let years: Vec<Json> = figures
        .values()
        .map(|text| serde_json::from_str(text).map_err(|error| cannot(&error)))
        .collect::<Result<_>>()?;
    let all = json!({ "format": "my-review/results/1", "smallest": SMALL, "years": years });
    let mut json = serde_json::to_string_pretty(&all).map_err(|error| cannot(&error))?;
    json.push('\n');
    Ok(Published { json, new: names, without_code })
}

fn cannot(error: &serde_json::Error) -> CannotRun {
    CannotRun::plain(format!("the figures cannot be written: {error}"))
}

/// The years that are over and of which there is anything.
fn years(report: &Report, today: Date) -> Vec<FinancialYear> {
    let mut years: Vec<_> = report
        .participation
        .iter()
        .map(|one| one.year)
        .chain(report.by_year.keys().copied())
        .filter(|year| year.last() < today)
        .collect();
    years.sort_unstable();
    years.dedup();
    years
}

fn one_year<'y>(
    year: FinancialYear,
    reviews: Option<&YearOfReviews>,
    of_year: Option<&'y OfYear>,
) -> Year<'y> {
    let expectations = of_year.into_iter().flat_map(|of_year| of_year.marks.values());
    Year {
        year,
        participation: reviews.filter(|one| one.recorded > 0).map(|one| participation(&one.codes)),
        forms: of_year.map(|of_year| {
            let safe = suppress::row(&[of_year.alone, of_year.helped]);
            json!({ "alone": safe.cells[0], "helped": safe.cells[1], "total": safe.total })
        }),
        expectations: expectations
            .map(|item| {
                let safe = suppress::row(&[item.yes, item.no, item.not_sure]);
                Marks {
                    id: &item.id,
                    yes: safe.cells[0],
                    no: safe.cells[1],
                    not_sure: safe.cells[2],
                    total: safe.total,
                }
            })
            .collect(),
    }
}

fn participation(counts: &Counts) -> Json {
    let all: Vec<u64> = counts.iter().map(|(_, reviews)| reviews).collect();
    let safe = suppress::row(&all);
    let codes: Map<String, Json> = Code::ALL
        .into_iter()
        .zip(&safe.cells)
        .map(|(code, reviews)| (code.name().to_owned(), json!(reviews)))
        .collect();
    let shown = |needed: &[Code], rate: Rate| {
        let is_shown = |code: &Code| {
            Code::ALL.iter().zip(&safe.cells).any(|(one, cell)| one == code && cell.is_some())
        };
        (safe.total.is_some() && needed.iter().all(is_shown)).then_some(rate)
    };
    json!({
        "codes": codes,
        "total": safe.total,
        "all_but_pn7": shown(&[Code::UNDER_4, Code::NO_VIEWS], counts.all_but_pn7()),
        "all_but_pn4_and_pn7": shown(
            &[Code::UNDER_4, Code::THERE_WITHOUT_VIEWS, Code::NO_VIEWS],
            counts.all_but_pn4_and_pn7(),
        ),
    })
}
