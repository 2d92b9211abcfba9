//! Instants for the ledger and days for people.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};

/// The law's times in England since 1972, written out, so that the courier also
/// runs where no time zone database is installed.
const LONDON: &str = "GMT0BST,M3.5.0/1,M10.5.0";

/// The hour, in London, at which the daily summary is due.
const SUMMARY_HOUR: i8 = 8;

/// England's time zone.
pub(crate) fn london() -> TimeZone {
    TimeZone::posix(LONDON).unwrap_or(TimeZone::UTC)
}

/// The day in England.
pub(crate) fn day(now: Timestamp) -> Date {
    now.to_zoned(london()).date()
}

/// The latest eight o'clock in the morning that has passed.
pub(crate) fn last_summary_hour(now: Timestamp) -> Timestamp {
    let today = day(now);
    let at = |date: Date| {
        date.at(SUMMARY_HOUR, 0, 0, 0).to_zoned(london()).map_or(now, |zoned| zoned.timestamp())
    };
    if at(today) <= now { at(today) } else { at(today.yesterday().unwrap_or(today)) }
}

/// The latest Monday, eight o'clock in the morning, that has passed.
pub(crate) fn last_survey_hour(now: Timestamp) -> Timestamp {
    let hour = last_summary_hour(now).to_zoned(london());
    let days = i64::from(hour.date().weekday().to_monday_zero_offset());
    hour.checked_sub(days.days()).map_or(now, |monday| monday.timestamp())
}

/// How the ledger writes an instant: to the second, in UTC, so that text sorts
/// as time does.
pub(crate) fn stamp(at: Timestamp) -> String {
    Timestamp::from_second(at.as_second()).unwrap_or(at).to_string()
}

/// Reads what [`stamp`] wrote.
pub(crate) fn parse(text: &str) -> Option<Timestamp> {
    text.parse().ok()
}

/// Later by this many seconds.
pub(crate) fn after(at: Timestamp, seconds: i64) -> Timestamp {
    at.checked_add(SignedDuration::from_secs(seconds)).unwrap_or(at)
}

/// A day as people in England read it.
pub(crate) fn spoken(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().expect("an instant")
    }

    #[test]
    fn the_day_is_englands() {
        assert_eq!(day(at("2026-07-01T23:30:00Z")).to_string(), "2026-07-02");
        assert_eq!(day(at("2026-12-01T23:30:00Z")).to_string(), "2026-12-01");
    }

    #[test]
    fn the_summary_hour_follows_the_clocks() {
        assert_eq!(last_summary_hour(at("2026-07-01T06:59:00Z")), at("2026-06-30T07:00:00Z"));
        assert_eq!(last_summary_hour(at("2026-07-01T07:00:00Z")), at("2026-07-01T07:00:00Z"));
        assert_eq!(last_summary_hour(at("2026-12-01T08:00:01Z")), at("2026-12-01T08:00:00Z"));
    }

    #[test]
    fn a_survey_goes_on_monday() {
        let monday = at("2026-03-30T07:00:00Z");
        // The clocks went forward on the day before.
        for text in ["2026-03-30T07:00:00Z", "2026-04-02T12:00:00Z", "2026-04-06T06:59:59Z"] {
            assert_eq!(last_survey_hour(at(text)), monday, "{text}");
        }
        assert_eq!(last_survey_hour(at("2026-03-30T06:59:59Z")), at("2026-03-23T08:00:00Z"));
    }

    #[test]
    fn stamps_sort_as_time_does() {
        assert_eq!(stamp(at("2026-07-01T06:59:00.123Z")), "2026-07-01T06:59:00Z");
        assert_eq!(spoken("2026-07-01".parse().expect("a day")), "1 July 2026");
    }
}
