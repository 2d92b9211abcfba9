//! The counting, figure by figure.

use super::{
    Answers, Books, Clock, Code, Counts, Evidence, FinancialYear, Item, Named, OfYear, Period,
    YearOfReviews,
};
use crate::courier::Child;
use crate::courier::error::Result;
use crate::courier::ledger::{AnswerRow, HeldReview, KnownForm, Ledger, Role};
use crate::courier::review_clock::{Standing, latest, warnings};
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A review with the day of the one before it.
pub(super) type Dated<'r> = (&'r HeldReview, &'r Option<Date>);

/// The day of the review before each: as the export said, or else as the ledger
/// knows.
pub(super) fn before_each(reviews: &[HeldReview]) -> Vec<Option<Date>> {
    let mut last: HashMap<&str, Date> = HashMap::new();
    let mut before = Vec::with_capacity(reviews.len());
    for review in reviews {
        let earlier = last.insert(&review.child, review.date);
        before.push(review.previous.or(earlier));
    }
    before
}

pub(super) fn participation(
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
pub(super) fn evidence(
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
    pub(super) fn of(rows: &[&AnswerRow], forms: &BTreeMap<String, KnownForm>) -> Self {
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
pub(super) fn expectations(
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

pub(super) fn by_year(
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
pub(super) fn late(books: &Books<'_>, review: &HeldReview, previous: Option<Date>) -> Option<bool> {
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
pub(super) fn now(books: &Books<'_>) -> Clock {
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
