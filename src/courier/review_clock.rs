//! By when the law wants a child's next review: the Care Planning, Placement and
//! Case Review (England) Regulations 2010, regulation 33. The first within 20
//! working days of coming into care, the second within three months of the
//! first, each later one within six months of the one before.

use super::allocations::{Allocations, Child};
use super::clock::spoken;
use super::working_days::WorkingDays;
use jiff::ToSpan;
use jiff::civil::Date;

/// Working days from coming into care to the first review.
const FIRST: u32 = 20;

/// A last review this many months after coming into care, or sooner, is taken
/// for the first one, which may have been late.
const FIRST_AT_MOST: i64 = 2;

/// How a child's next review stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is planned for a day that the law allows.
    InTime {
        /// The last day that it allows.
        latest: Date,
    },
    /// It is planned, and too late.
    Beyond {
        /// The last day that the law allows.
        latest: Date,
        /// The day that is planned.
        date: Date,
    },
    /// No day is planned.
    Missing {
        /// The last day that the law allows.
        latest: Date,
    },
    /// The day is past, and the list says neither that it took place nor when
    /// it will.
    NotRecorded {
        /// The day that was planned.
        date: Date,
        /// The last day that the law allows.
        latest: Date,
    },
    /// Neither the day of coming into care nor that of a review is known.
    Unknown,
}

/// A child whose next review somebody must look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// The case system's reference.
    pub child: String,
    /// The allocated IRO's id.
    pub iro: String,
    /// What is wrong.
    pub standing: Standing,
}

/// After how many working days a review whose day is past should be recorded.
const RECORDED_WITHIN: u32 = 10;

/// The last day that the law allows for the next review; none where the list
/// gives neither of the days that it is counted from.
pub fn latest(child: &Child, days: &WorkingDays) -> Option<Date> {
    let came = child.came_into_care;
    // A review before the child came back into care is another story's.
    let last = child.last_review.filter(|last| came.is_none_or(|came| came <= *last));
    let Some(last) = last else {
        return came.map(|came| days.after(came, FIRST));
    };
    let was_first = came.is_some_and(|came| {
        came.checked_add(FIRST_AT_MOST.months()).is_ok_and(|until| last <= until)
    });
    // Months end on the same day of the month, or on its last day.
    last.checked_add(if was_first { 3.months() } else { 6.months() }).ok()
}

/// How a child's next review stands on a day.
pub fn standing(child: &Child, days: &WorkingDays, today: Date) -> Standing {
    // A review that is said to have taken place is not the next one.
    let planned =
        child.review_date.filter(|date| child.last_review.is_none_or(|last| last < *date));
    match (latest(child, days), planned) {
        (None, _) => Standing::Unknown,
        (Some(latest), None) => Standing::Missing { latest },
        (Some(latest), Some(date)) if days.after(date, RECORDED_WITHIN) < today => {
            Standing::NotRecorded { date, latest }
        }
        (Some(latest), Some(date)) if date > latest => Standing::Beyond { latest, date },
        (Some(latest), Some(_)) => Standing::InTime { latest },
    }
}

/// Every child whose next review is not in time, in the order of the list.
pub fn warnings(children: &Allocations, days: &WorkingDays, today: Date) -> Vec<Warning> {
    children
        .children()
        .iter()
        .map(|child| Warning {
            child: child.reference.clone(),
            iro: child.iro.clone(),
            standing: standing(child, days, today),
        })
        .filter(|warning| !matches!(warning.standing, Standing::InTime { .. }))
        .collect()
}

/// In words, without a name.
impl std::fmt::Display for Warning {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { child, iro, standing } = self;
        write!(f, "{child} ({iro}): ")?;
        match standing {
            Standing::InTime { latest } => {
                write!(f, "in time; the law allows up to {}", spoken(*latest))
            }
            Standing::Beyond { latest, date } => {
                let (date, latest) = (spoken(*date), spoken(*latest));
                write!(f, "planned for {date}, too late: the law allows up to {latest}")
            }
            Standing::Missing { latest } => {
                write!(f, "no review is planned; the law allows up to {}", spoken(*latest))
            }
            Standing::NotRecorded { date, latest } => write!(
                f,
                "planned for {}, which is past, and not in last_review; the law allows up to {}",
                spoken(*date),
                spoken(*latest)
            ),
            Standing::Unknown => {
                write!(
                    f,
                    "came_into_care and last_review are both empty, so no date can be counted"
                )
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn child(came: &str, last: &str, review: &str) -> Child {
        let text = format!(
            "child,name,date_of_birth,iro,came_into_care,last_review,review_date\nC1,A,2012-01-01,amira,{came},{last},{review}\n"
        );
        let children = Allocations::from_bytes(text.as_bytes()).expect("a list");
        children.get("C1").expect("a child").clone()
    }

    fn day(text: &str) -> Date {
        text.parse().expect("a day")
    }

    #[test]
    fn counts_as_the_regulations_do() {
        let days = WorkingDays::built_in().expect("days");
        for (came, last, expected) in [
            // 20 working days, over the two bank holidays of May and over Easter.
            ("2026-05-01", "", Some("2026-06-02")),
            ("2026-03-20", "", Some("2026-04-21")),
            // Over Christmas.
            ("2026-12-11", "", Some("2027-01-13")),
            // The second: three months after the first, at a month's end.
            ("2025-11-03", "2025-11-30", Some("2026-02-28")),
            ("2023-11-03", "2023-11-30", Some("2024-02-29")),
            // The first was late, and is still the first.
            ("2026-01-05", "2026-03-05", Some("2026-06-05")),
            ("2026-01-05", "2026-03-06", Some("2026-09-06")),
            // Later ones: six months.
            ("2020-01-05", "2026-08-31", Some("2027-02-28")),
            ("", "2024-08-29", Some("2025-02-28")),
            ("", "2023-08-31", Some("2024-02-29")),
            // A second time in care: it begins anew.
            ("2026-01-05", "2025-12-01", Some("2026-02-02")),
            ("", "", None),
        ] {
            let child = child(came, last, "");
            assert_eq!(latest(&child, &days), expected.map(day), "{came} {last}");
        }
    }

    #[test]
    fn says_what_is_wrong() {
        let days = WorkingDays::built_in().expect("days");
        let today = day("2026-06-15");
        let latest = day("2026-09-02");
        for (last, review, expected) in [
            ("2026-03-02", "2026-09-02", Standing::InTime { latest }),
            ("2026-03-02", "2026-09-03", Standing::Beyond { latest, date: day("2026-09-03") }),
            ("2026-03-02", "", Standing::Missing { latest }),
            ("2026-03-02", "2026-03-02", Standing::Missing { latest }),
            ("2026-03-02", "2026-06-01", Standing::InTime { latest }),
            ("2026-03-02", "2026-05-29", Standing::NotRecorded { date: day("2026-05-29"), latest }),
            ("", "2026-07-01", Standing::Unknown),
        ] {
            let child = child("", last, review);
            assert_eq!(standing(&child, &days, today), expected, "{last} {review}");
        }
    }
}
