//! The year's figures: how children took part, what was sent in, what was
//! expected and happened, which reviews were late.
//!
//! 1. `Report::of` counts what the ledger has (`count`, `survey`); `import` brings
//!    the years before;
//! 2. `tables` lays it out once; `text`, `csv` and `html` write that down;
//! 3. `public` is what of it anybody may see.
//!
//! Counts only: no name, no reference and no word of an answer is in a report.

mod charts;
mod codes;
mod count;
mod csv_out;
mod html;
pub(crate) mod import;
mod period;
pub(crate) mod public;
mod suppress;
mod survey;
mod tables;
mod text;

pub(crate) use codes::{Code, Counts, Rate};
pub(crate) use period::FinancialYear;
pub use period::Period;
pub(crate) use suppress::SMALL;

use super::error::Result;
use super::ledger::{Ledger, Role};
use super::{Allocations, WorkingDays};
use count::{before_each, by_year, evidence, expectations, late, now, participation};
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeMap;
use survey::Survey;

/// What the rates mean; it stands in every report.
pub(crate) const RULE: &str = "Children under 4 (PN0) are left out of the rates. Services differ on whether PN4 (there, and gave no views) counts as taking part, so both rates are given: all but PN7, and all but PN4 and PN7. Both are of the reviews that have a code.";

/// The figures.
#[derive(Debug, Serialize)]
pub(crate) struct Report {
    format: &'static str,
    pub(crate) period: Period,
    rule: &'static str,
    pub(crate) participation: Vec<YearOfReviews>,
    pub(crate) evidence: Vec<Evidence>,
    pub(crate) answers: Answers,
    pub(crate) expectations: Vec<Item>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) surveys: Vec<Survey>,
    pub(crate) clock: Clock,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) by_iro: Option<Vec<OfIro>>,
    /// Answers and expectations by year, for what is published.
    #[serde(skip)]
    pub(crate) by_year: BTreeMap<FinancialYear, OfYear>,
}

/// One year's reviews.
#[derive(Debug, Serialize)]
pub(crate) struct YearOfReviews {
    pub(crate) year: FinancialYear,
    pub(crate) codes: Counts,
    pub(crate) recorded: u64,
    pub(crate) not_recorded: u64,
    pub(crate) aged_4_and_over: u64,
    pub(crate) all_but_pn7: Rate,
    pub(crate) all_but_pn4_and_pn7: Rate,
    /// How many of them were counted before the ledger.
    pub(crate) imported: u64,
}

/// What the child sent, beside what the IRO recorded.
#[derive(Debug, Serialize)]
pub(crate) struct Evidence {
    pub(crate) code: &'static str,
    pub(crate) reviews: u64,
    /// Reviews before which a form of the child's came.
    pub(crate) with_a_form: u64,
}

/// What was sent in, without the IROs' records.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Answers {
    pub(crate) total: u64,
    /// Children of whom it is known whose answers they are.
    pub(crate) children: u64,
    pub(crate) by_form: Vec<Named>,
    pub(crate) by_ages: Vec<Named>,
    pub(crate) by_language: Vec<Named>,
    pub(crate) by_who_filled_in: Vec<Named>,
    pub(crate) by_days_before: Vec<Named>,
}

/// A count under a name.
#[derive(Debug, Serialize)]
pub(crate) struct Named {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) count: u64,
}

/// Whether one thing that was expected, or promised, happened.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct Item {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) yes: u64,
    pub(crate) no: u64,
    pub(crate) not_sure: u64,
}

/// Reviews against the law's clock.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Clock {
    pub(crate) held_in_time: u64,
    pub(crate) held_late: u64,
    /// Took place, and nothing is known to count from.
    pub(crate) held_not_counted: u64,
    /// As the list of children is now.
    pub(crate) planned_too_late: u64,
    pub(crate) not_planned: u64,
    pub(crate) past_and_not_recorded: u64,
}

/// The figures of one IRO, for the manager.
#[derive(Debug, Default, Serialize)]
pub(crate) struct OfIro {
    pub(crate) iro: String,
    pub(crate) codes: Counts,
    pub(crate) not_recorded: u64,
    pub(crate) held_late: u64,
    /// Forms that came for children of theirs.
    pub(crate) answers: u64,
}

/// What of one year may be published.
#[derive(Debug, Default)]
pub(crate) struct OfYear {
    pub(crate) alone: u64,
    pub(crate) helped: u64,
    pub(crate) marks: BTreeMap<String, Item>,
}

/// What the counting rests on.
pub(crate) struct Books<'b> {
    pub(crate) ledger: &'b Ledger,
    pub(crate) children: &'b Allocations,
    pub(crate) days: &'b WorkingDays,
    pub(crate) today: Date,
}

impl Report {
    /// Counts what the ledger has of a period.
    pub(crate) fn of(books: &Books<'_>, period: Period, by_iro: bool) -> Result<Self> {
        let reviews = books.ledger.held_reviews()?;
        let forms = books.ledger.known_forms()?;
        let mut answers = books.ledger.answers()?;
        // An IRO's record is no answer of a child, carer or parent.
        answers.retain(|row| {
            row.role != Some(Role::Iro)
                && forms.get(&row.form).is_none_or(|form| form.audience != "iro")
        });
        let before = before_each(&reviews);
        let in_period: Vec<_> =
            reviews.iter().zip(&before).filter(|(review, _)| period.holds(review.date)).collect();
        let counted: Vec<_> = answers.iter().filter(|row| period.holds(row.day)).collect();
        let marks = books.ledger.marks()?;
        let mut clock = now(books);
        let mut of_iros: BTreeMap<&str, OfIro> = BTreeMap::new();
        for (review, previous) in &in_period {
            let one = of_iros.entry(&review.iro).or_default();
            match review.code {
                Some(code) => one.codes.add(code, 1),
                None => one.not_recorded += 1,
            }
            match late(books, review, **previous) {
                Some(true) => {
                    clock.held_late += 1;
                    one.held_late += 1;
                }
                Some(false) => clock.held_in_time += 1,
                None => clock.held_not_counted += 1,
            }
        }
        if by_iro {
            let children = counted.iter().filter_map(|row| row.child.as_deref());
            for child in children.filter_map(|child| books.children.get(child)) {
                of_iros.entry(&child.iro).or_default().answers += 1;
            }
        }
        let name = |(iro, mut one): (&str, OfIro)| {
            iro.clone_into(&mut one.iro);
            one
        };
        Ok(Self {
            format: "my-review/report/1",
            period,
            rule: RULE,
            participation: participation(books.ledger, period, &in_period)?,
            evidence: evidence(&in_period, &answers, &forms),
            answers: Answers::of(&counted, &forms),
            expectations: expectations(&counted, &marks, &forms),
            surveys: survey::of(books.ledger, period, &counted, &forms)?,
            clock,
            by_iro: by_iro.then(|| of_iros.into_iter().map(name).collect()),
            by_year: by_year(&counted, &marks, &forms),
        })
    }

    /// As JSON, for programs.
    pub(crate) fn json(&self) -> Result<String> {
        serde_json::to_string_pretty(self).map_err(|error| {
            super::CannotRun::plain(format!("the report cannot be written: {error}"))
        })
    }

    /// As text.
    pub(crate) fn text(&self) -> String {
        text::write(&tables::tables(self))
    }

    /// As CSV: one row a figure.
    pub(crate) fn csv(&self) -> Result<String> {
        csv_out::write(&tables::tables(self))
    }

    /// As one page.
    pub(crate) fn html(&self, today: Date) -> Result<String> {
        html::write(self, &tables::tables(self), today)
    }
}
