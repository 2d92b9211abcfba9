//! Financial years, April to March, and the days that a report is about.

use jiff::civil::{Date, date};
use serde::{Serialize, Serializer};

/// A financial year, by the calendar year in which it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct FinancialYear(pub(crate) i16);

impl FinancialYear {
    /// The one that a day is in.
    pub(crate) fn of(day: Date) -> Self {
        Self(day.year() - i16::from(day.month() < 4))
    }

    /// 1 April.
    pub(crate) fn first(self) -> Date {
        date(self.0, 4, 1)
    }

    /// 31 March.
    pub(crate) fn last(self) -> Date {
        date(self.0 + 1, 3, 31)
    }

    /// Reads `2016/17` or `2016-17`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (first, second) = text.trim().split_once(['/', '-'])?;
        let first: i16 = first.parse().ok().filter(|year| (1900..=2200).contains(year))?;
        let second: i16 = second.parse().ok()?;
        (second == (first + 1) % 100 || second == first + 1).then_some(Self(first))
    }
}

/// `2016/17`.
impl std::fmt::Display for FinancialYear {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{:02}", self.0, (self.0 + 1).rem_euclid(100))
    }
}

impl Serialize for FinancialYear {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// The days that a report is about; both ends count, and either may be open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Period {
    /// The first day.
    pub from: Option<Date>,
    /// The last day.
    pub to: Option<Date>,
}

impl Period {
    pub(crate) fn holds(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }

    /// Whether all of a year is in it: counts without days are of whole years.
    pub(crate) fn holds_year(&self, year: FinancialYear) -> bool {
        self.holds(year.first()) && self.holds(year.last())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_begin_in_april() {
        assert_eq!(FinancialYear::of(date(2017, 3, 31)).to_string(), "2016/17");
        assert_eq!(FinancialYear::of(date(2017, 4, 1)).to_string(), "2017/18");
        assert_eq!(FinancialYear::of(date(1999, 4, 1)).to_string(), "1999/00");
        for text in ["2016/17", "2016-17", " 2016/2017 ", "1999/00"] {
            assert!(FinancialYear::parse(text).is_some(), "{text}");
        }
        for text in ["2016", "2016/18", "16/17", "2016/16", "x/y", ""] {
            assert!(FinancialYear::parse(text).is_none(), "{text}");
        }
    }

    #[test]
    fn a_period_has_both_its_ends() {
        let period = Period { from: Some(date(2016, 4, 1)), to: Some(date(2017, 3, 31)) };
        assert!(period.holds_year(FinancialYear(2016)) && !period.holds_year(FinancialYear(2017)));
        assert!(period.holds(date(2017, 3, 31)) && !period.holds(date(2017, 4, 1)));
        assert!(Period::default().holds_year(FinancialYear(1999)));
    }
}
