//! The published figures, as the pages show them.

use crate::portal::results::{CODES, Marks, Results, YearOfResults};
use serde::Serialize;

/// One number with its picture: how much of the whole it is.
#[derive(Serialize)]
pub(super) struct Figure {
    /// The participation code in small letters, or another name for its words.
    id: String,
    /// Whether the number is published.
    shown: bool,
    count: u64,
    /// The picture's part, in hundredths of its width.
    width: u64,
}

impl Figure {
    fn new(id: &str, count: Option<u64>, of: Option<u64>) -> Self {
        let of = of.unwrap_or_default().max(count.unwrap_or_default()).max(1);
        Self {
            id: id.to_owned(),
            shown: count.is_some(),
            count: count.unwrap_or_default(),
            width: count.unwrap_or_default() * 100 / of,
        }
    }
}

/// The page "our year".
#[derive(Serialize)]
pub(super) struct OurYear<'r> {
    year: &'r str,
    example: bool,
    /// Reviews; 0 if there is no number.
    reviews: u64,
    codes: Vec<Figure>,
    /// Forms; 0 if there is no number.
    forms: u64,
    who: Vec<Figure>,
    /// The years that have a rate, the latest first.
    years: Vec<YearRow<'r>>,
}

#[derive(Serialize)]
struct YearRow<'r> {
    year: &'r str,
    reviews: Option<u64>,
    /// As `95.4`; empty where it is not published.
    took_part: String,
    width: u64,
}

/// How one expectation is going.
#[derive(Clone, Copy, Serialize)]
pub(super) struct Going<'r> {
    year: &'r str,
    yes: u64,
    total: u64,
    /// Whether `yes` is published.
    shown: bool,
    width: u64,
}

/// How a thing is going, if anything is published about it.
pub(super) fn going<'r>(results: Option<&'r Results>, id: &str) -> Option<Going<'r>> {
    let (year, Marks { yes, total, .. }) = results?.of(id)?;
    let total = (*total)?;
    let yes_of = yes.unwrap_or_default();
    Some(Going {
        year,
        yes: yes_of,
        total,
        shown: yes.is_some(),
        width: yes_of * 100 / total.max(1),
    })
}

/// The latest year, beside the ones before it.
pub(super) fn our_year(results: &Results) -> Option<OurYear<'_>> {
    let latest = results.years.last()?;
    let participation = latest.participation.as_ref();
    let reviews = participation.and_then(|one| one.total);
    let codes = participation.into_iter().flat_map(|one| {
        let figure = |code: &&str| {
            let count = one.codes.get(*code).copied().flatten();
            Figure::new(&code.to_lowercase(), count, reviews)
        };
        CODES.iter().map(figure).collect::<Vec<_>>()
    });
    let forms = latest.forms.as_ref();
    let all = forms.and_then(|one| one.total);
    let who = forms.into_iter().flat_map(|one| {
        [Figure::new("alone", one.alone, all), Figure::new("helped", one.helped, all)]
    });
    Some(OurYear {
        year: &latest.year,
        example: results.example,
        reviews: reviews.unwrap_or_default(),
        codes: codes.collect(),
        forms: all.unwrap_or_default(),
        who: who.collect(),
        years: results.years.iter().rev().filter_map(row).collect(),
    })
}

fn row(year: &YearOfResults) -> Option<YearRow<'_>> {
    let one = year.participation.as_ref()?;
    let rate = one.all_but_pn7;
    Some(YearRow {
        year: &year.year,
        reviews: one.total,
        took_part: rate.map(|rate| format!("{:.1}", rate.percent)).unwrap_or_default(),
        width: rate.map_or(0, |rate| rate.took_part * 100 / rate.of.max(1)),
    })
}
