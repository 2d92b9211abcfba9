//! The year's figures: how children took part, what was sent in, what was
//! expected and happened, which reviews were late.
//!
//! 1. `Report::of` counts what the ledger has; `import` brings the years before;
//! 2. `tables` lays it out once; `text`, `csv` and `html` write that down;
//! 3. `public` is what of it anybody may see.
//!
//! Counts only: no name, no reference and no word of an answer is in a report.

mod charts;
mod codes;
mod csv_out;
mod html;
pub(crate) mod import;
mod period;
pub(crate) mod public;
mod suppress;
mod tables;
mod text;

pub(crate) use codes::{Code, Counts, Rate};
pub(crate) use period::FinancialYear;
pub use period::Period;

use super::error::Result;
use super::ledger::{AnswerRow, HeldReview, KnownForm, Ledger, Role};
use super::review_clock::{Standing, latest, warnings};
use super::{Allocations, Child, WorkingDays};
use jiff::ToSpan;
use jiff::civil::Date;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet, HashMap};

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

/// A review with the day of the one before it.
type Dated<'r> = (&'r HeldReview, &'r Option<Date>);

/// The day of the review before each: as the export said, or else as the ledger
/// knows.
fn before_each(reviews: &[HeldReview]) -> Vec<Option<Date>> {
    let mut last: HashMap<&str, Date> = HashMap::new();
    let mut before = Vec::with_capacity(reviews.len());
    for review in reviews {
        let earlier = last.insert(&review.child, review.date);
        before.push(review.previous.or(earlier));
    }
    before
}

fn participation(
    ledger: &Ledger,
    period: Period,
    reviews: &[Dated<'_>],
) -> Result<Vec<YearOfReviews>> {
    let mut years: BTreeMap<FinancialYear, (Counts, u64, u64)> = BTreeMap::new();
    for (review, _) in reviews {
        let (codes, not_recorded, _) = years.entry(FinancialYear::of(review.date)).or_default();
        match review.code {
            Some(code) => codes.add(code, 1),
            None => *not_recorded += 1,
        }
    }
    for (year, counts) in ledger.earlier_counts()? {
        let year = FinancialYear(year);
        if period.holds_year(year) {
            let (codes, _, imported) = years.entry(year).or_default();
            codes.add_all(&counts);
            *imported += counts.total();
        }
    }
    let year = |(year, (codes, not_recorded, imported)): (_, (Counts, _, _))| YearOfReviews {
        year,
        recorded: codes.total(),
        aged_4_and_over: codes.aged_4_and_over(),
        all_but_pn7: codes.all_but_pn7(),
        all_but_pn4_and_pn7: codes.all_but_pn4_and_pn7(),
        codes,
        not_recorded,
        imported,
    };
    Ok(years.into_iter().map(year).collect())
}

/// Whether a response is what a child sent before a review.
fn is_childs(row: &AnswerRow, forms: &BTreeMap<String, KnownForm>) -> bool {
    let by_child = matches!(row.role, None | Some(Role::Child));
    by_child && forms.get(&row.form).is_none_or(|form| form.audience == "child" && form.to == "iro")
}

/// A filled-in form is evidence of taking part. It never sets the code.
fn evidence(
    reviews: &[Dated<'_>],
    answers: &[AnswerRow],
    forms: &BTreeMap<String, KnownForm>,
) -> Vec<Evidence> {
    let mut sent: HashMap<&str, Vec<Date>> = HashMap::new();
    for row in answers.iter().filter(|row| is_childs(row, forms)) {
        if let Some(child) = &row.child {
            sent.entry(child).or_default().push(row.day);
        }
    }
    let has_form = |(review, previous): &&Dated<'_>| {
        let since = previous.or_else(|| review.date.checked_sub(6.months()).ok());
        sent.get(review.child.as_str()).is_some_and(|days| {
            days.iter().any(|day| *day <= review.date && since.is_none_or(|since| *day > since))
        })
    };
    let of = |code: Option<Code>| {
        let these: Vec<_> = reviews.iter().filter(|(review, _)| review.code == code).collect();
        Evidence {
            code: code.map_or("not recorded", Code::name),
            reviews: these.len() as u64,
            with_a_form: these.iter().filter(|one| has_form(one)).count() as u64,
        }
    };
    Code::ALL.into_iter().map(Some).chain([None]).map(of).collect()
}

impl Answers {
    fn of(rows: &[&AnswerRow], forms: &BTreeMap<String, KnownForm>) -> Self {
        let children: BTreeSet<&str> = rows.iter().filter_map(|row| row.child.as_deref()).collect();
        let title =
            |id: &str| forms.get(id).map_or_else(|| id.to_owned(), |form| form.title.clone());
        let same = |id: &str| id.to_owned();
        Self {
            total: rows.len() as u64,
            children: children.len() as u64,
            by_form: count(rows.iter().map(|row| row.form.as_str()), title),
            by_ages: count(rows.iter().map(|row| row.ages.as_deref().unwrap_or("any")), same),
            by_language: count(rows.iter().map(|row| row.language.as_deref().unwrap_or("?")), same),
            by_who_filled_in: count(
                rows.iter().map(|row| row.filled_in_by.as_deref().unwrap_or("?")),
                |id| if id == "child" { "alone".to_owned() } else { format!("with help: {id}") },
            ),
            by_days_before: days_before(rows),
        }
    }
}

/// How often each stands there, the most frequent first.
fn count<'r>(ids: impl Iterator<Item = &'r str>, name: impl Fn(&str) -> String) -> Vec<Named> {
    let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
    for id in ids {
        *counts.entry(id).or_default() += 1;
    }
    let named = |(id, count): (&str, u64)| Named { id: id.to_owned(), name: name(id), count };
    let mut named: Vec<_> = counts.into_iter().map(named).collect();
    named.sort_by_key(|one| std::cmp::Reverse(one.count));
    named
}

/// Spans of days before the review, from the first to the one before the next.
const SPANS: [(i32, &str); 6] = [
    (i32::MIN, "after the review"),
    (0, "0 to 2 days"),
    (3, "3 to 6 days"),
    (7, "7 to 13 days"),
    (14, "14 to 20 days"),
    (21, "21 days or more"),
];

fn days_before(rows: &[&AnswerRow]) -> Vec<Named> {
    let mut counts = [0_u64; SPANS.len()];
    for days in rows.iter().filter_map(|row| row.days_before) {
        if let Some(at) = SPANS.iter().rposition(|(from, _)| *from <= days) {
            counts[at] += 1;
        }
    }
    let named = |((_, name), count): (&(i32, &str), u64)| Named {
        id: name.replace(' ', "-"),
        name: (*name).to_owned(),
        count,
    };
    SPANS.iter().zip(counts).map(named).collect()
}

/// The answers to what was expected, by item.
fn expectations(
    rows: &[&AnswerRow],
    marks: &BTreeMap<String, Vec<(String, String)>>,
    forms: &BTreeMap<String, KnownForm>,
) -> Vec<Item> {
    let mut items = BTreeMap::new();
    for row in rows {
        add_marks(&mut items, row, marks, forms);
    }
    items.into_values().collect()
}

fn add_marks(
    items: &mut BTreeMap<String, Item>,
    row: &AnswerRow,
    marks: &BTreeMap<String, Vec<(String, String)>>,
    forms: &BTreeMap<String, KnownForm>,
) {
    for (id, mark) in marks.get(&row.sha256).into_iter().flatten() {
        let item = items.entry(id.clone()).or_insert_with(|| Item {
            id: id.clone(),
            name: forms
                .values()
                .find_map(|form| form.items.get(id))
                .map_or_else(|| id.clone(), Clone::clone),
            ..Item::default()
        });
        match mark.as_str() {
            "yes" => item.yes += 1,
            "no" => item.no += 1,
            _ => item.not_sure += 1,
        }
    }
}

fn by_year(
    rows: &[&AnswerRow],
    marks: &BTreeMap<String, Vec<(String, String)>>,
    forms: &BTreeMap<String, KnownForm>,
) -> BTreeMap<FinancialYear, OfYear> {
    let mut years: BTreeMap<FinancialYear, OfYear> = BTreeMap::new();
    for row in rows {
        let year = years.entry(FinancialYear::of(row.day)).or_default();
        if row.filled_in_by.as_deref() == Some("child") {
            year.alone += 1;
        } else {
            year.helped += 1;
        }
        add_marks(&mut year.marks, row, marks, forms);
    }
    years
}

/// Whether a review that took place was later than the law allows; nothing
/// where no day is known to count from.
fn late(books: &Books<'_>, review: &HeldReview, previous: Option<Date>) -> Option<bool> {
    let came = books.children.get(&review.child).and_then(|child| child.came_into_care);
    if previous.is_none() {
        // Without the one before, only a first review can be told.
        let first_by = came?.checked_add(6.months()).ok()?;
        (review.date <= first_by).then_some(())?;
    }
    let child = Child { last_review: previous, came_into_care: came, ..Child::default() };
    latest(&child, books.days).map(|latest| review.date > latest)
}

/// How the children's next reviews stand.
fn now(books: &Books<'_>) -> Clock {
    let mut clock = Clock::default();
    for warning in warnings(books.children, books.days, books.today) {
        match warning.standing {
            Standing::Beyond { .. } => clock.planned_too_late += 1,
            Standing::Missing { .. } => clock.not_planned += 1,
            Standing::NotRecorded { .. } => clock.past_and_not_recorded += 1,
            Standing::Unknown | Standing::InTime { .. } => {}
        }
    }
    clock
}
