//! Working days in England, as the Care Planning, Placement and Case Review
//! (England) Regulations 2010 mean them: neither a Saturday or Sunday nor a bank
//! holiday. The bank holidays are data; the file has the shape of the one that
//! gov.uk publishes, so a council can put a newer one beside its configuration.

use super::error::{CannotRun, Result};
use super::files;
use jiff::civil::{Date, Weekday};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::path::Path;

/// The days that this version knows.
const ENGLAND: &str = include_str!("england.json");

/// The days on which offices are closed.
#[derive(Clone, Debug)]
pub struct WorkingDays {
    holidays: BTreeSet<Date>,
}

#[derive(Deserialize)]
struct File {
    #[serde(rename = "england-and-wales")]
    division: Division,
}

#[derive(Deserialize)]
struct Division {
    events: Vec<Event>,
}

#[derive(Deserialize)]
struct Event {
    date: Date,
}

impl WorkingDays {
    /// With the bank holidays that this version knows.
    ///
    /// # Errors
    /// Never, for the list is built in; a test reads it.
    pub fn built_in() -> Result<Self> {
        Self::read(ENGLAND.as_bytes())
            .map_err(|error| CannotRun::plain(format!("the built-in bank holidays: {error}")))
    }

    /// With the bank holidays of a file as gov.uk publishes it, beside those
    /// that this version knows.
    ///
    /// # Errors
    /// When the file cannot be read, or is another one.
    pub fn load(path: &Path) -> Result<Self> {
        let content = files::read(path, "list of bank holidays")?;
        let theirs = Self::read(&content).map_err(|error| {
            CannotRun::new(
                format!("{}: it is not a list of bank holidays: {error}", path.display()),
                "save https://www.gov.uk/bank-holidays.json under this name, or take the key bank_holidays out",
            )
        })?;
        let mut all = Self::built_in()?;
        all.holidays.extend(theirs.holidays);
        Ok(all)
    }

    fn read(content: &[u8]) -> serde_json::Result<Self> {
        let file: File = serde_json::from_slice(content)?;
        Ok(Self { holidays: file.division.events.iter().map(|event| event.date).collect() })
    }

    /// The last year whose bank holidays are known.
    pub fn known_to(&self) -> i16 {
        self.holidays.last().map_or(0, |day| day.year())
    }

    /// Whether offices are open.
    pub fn is_working_day(&self, day: Date) -> bool {
        !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
            && !self.holidays.contains(&day)
    }

    /// The working day that is so many working days before a day. The day
    /// itself is not counted; none before it is the latest working day up to
    /// and with it.
    pub fn before(&self, day: Date, count: u32) -> Date {
        self.count(day, count, Date::yesterday)
    }

    /// The working day that is so many working days after a day, not counting
    /// the day itself; none after it is the first one from it on.
    pub fn after(&self, day: Date, count: u32) -> Date {
        self.count(day, count, Date::tomorrow)
    }

    fn count(
        &self,
        mut day: Date,
        mut left: u32,
        step: impl Fn(Date) -> std::result::Result<Date, jiff::Error>,
    ) -> Date {
        loop {
            if left == 0 && self.is_working_day(day) {
                return day;
            }
            let Ok(next) = step(day) else {
                return day;
            };
            day = next;
            if left > 0 && self.is_working_day(day) {
                left -= 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().expect("a day")
    }

    fn england() -> WorkingDays {
        WorkingDays::built_in().expect("the built-in list")
    }

    #[test]
    fn the_list_is_whole() {
        let england = england();
        assert_eq!(england.known_to(), 2027);
        for year in 2019..=2027 {
            let days: Vec<_> = england.holidays.iter().filter(|day| day.year() == year).collect();
            // Eight a year, and those of 2022 and 2023 that were given besides.
            let extra = match year {
                2022 => 2,
                2023 => 1,
                _ => 0,
            };
            assert_eq!(days.len(), 8 + extra, "{year}");
            assert!(
                days.iter()
                    .all(|day| { !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) })
            );
        }
    }

    #[test]
    fn counts_over_weekends_and_bank_holidays() {
        let england = england();
        // Christmas 2026: Friday 25 and Monday 28 December, then New Year's Day.
        for (from, count, before) in [
            ("2027-01-04", 1, "2026-12-31"),
            ("2027-01-04", 2, "2026-12-30"),
            ("2027-01-04", 4, "2026-12-24"),
            // Easter 2027: Friday 26 and Monday 29 March.
            ("2027-03-30", 1, "2027-03-25"),
            ("2026-12-01", 15, "2026-11-10"),
            // A review on a Saturday.
            ("2026-12-05", 1, "2026-12-04"),
            ("2026-12-05", 0, "2026-12-04"),
            ("2026-12-04", 0, "2026-12-04"),
        ] {
            assert_eq!(england.before(day(from), count), day(before), "{from} {count}");
        }
        for (from, count, after) in [
            ("2026-12-24", 1, "2026-12-29"),
            ("2026-12-24", 4, "2027-01-04"),
            ("2026-12-26", 0, "2026-12-29"),
            ("2024-02-28", 1, "2024-02-29"),
            ("2024-02-29", 1, "2024-03-01"),
            // The first review after a child came into care on Good Friday.
            ("2026-04-03", 20, "2026-05-05"),
        ] {
            assert_eq!(england.after(day(from), count), day(after), "{from} {count}");
        }
    }

    #[test]
    fn a_newer_list_of_the_governments_is_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("bank-holidays.json");
        let theirs = r#"{"england-and-wales":{"division":"england-and-wales","events":[
            {"title":"New Year’s Day","date":"2028-01-03","notes":"Substitute day","bunting":true}]},
            "scotland":{"division":"scotland","events":[]}}"#;
        std::fs::write(&path, theirs).expect("written");
        let days = WorkingDays::load(&path).expect("a list");
        assert_eq!(days.known_to(), 2028);
        assert!(!days.is_working_day(day("2028-01-03")));
        assert!(!days.is_working_day(day("2027-12-28")));
        std::fs::write(&path, "{}").expect("written");
        let error = WorkingDays::load(&path).expect_err("refused").to_string();
        assert!(error.contains("gov.uk"), "{error}");
    }
}
