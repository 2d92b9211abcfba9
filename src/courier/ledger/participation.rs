//! How children took part, and what a council counted before it had a ledger.

use super::reviews::day;
use super::{Ledger, event};
use crate::courier::clock::stamp;
use crate::courier::error::Result;
use crate::courier::report::{Code, Counts};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use std::collections::BTreeMap;

/// A record is for the review nearest to the day that it names, up to this many
/// days away: a review in two parts has two days.
const NEAR: i64 = 28;

/// A record of a review that is older than this, in days, is a mistyped day.
const OLDEST: i64 = 400;

/// What an IRO recorded about one review.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Record<'r> {
    /// The case system's reference.
    pub(crate) child: &'r str,
    /// The IRO's id.
    pub(crate) iro: &'r str,
    /// The day on which the review was completed, as the IRO gives it.
    pub(crate) completed: Date,
    pub(crate) code: Code,
    /// The response that says so.
    pub(crate) response: &'r str,
    /// The day on which it came.
    pub(crate) came: Date,
}

impl Ledger {
    /// Sets the code of a review; a later record of the same review replaces an
    /// earlier one. False if no review can be meant.
    pub(crate) fn record(&mut self, record: &Record<'_>, now: Timestamp) -> Result<bool> {
        let Some(review) = self.review_of(record)? else {
            self.note(now, Some(record.response), "participation not recorded", None)?;
            return Ok(false);
        };
        let who = self.who.clone();
        let change = self.write()?;
        let review = match review {
            Meant::Known(id) => id,
            Meant::New => {
                change
                    .prepare_cached(
                        "INSERT INTO review (child, iro, date, state, first_seen, changed_at)
                         VALUES (?1, ?2, ?3, 'held', ?4, ?5)",
                    )?
                    .execute((
                        record.child,
                        record.iro,
                        record.completed.to_string(),
                        record.came.to_string(),
                        stamp(now),
                    ))?;
                change.last_insert_rowid()
            }
        };
        change
            .prepare_cached(
                "INSERT INTO participation (review, code, response, recorded_at) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (review) DO UPDATE SET code = ?2, response = ?3, recorded_at = ?4",
            )?
            .execute((review, record.code.name(), record.response, stamp(now)))?;
        let detail = format!("review {review}: {}", record.code);
        event(&change, now, Some(record.response), "participation recorded", Some(&detail), &who)?;
        change.commit()?;
        Ok(true)
    }

    fn review_of(&self, record: &Record<'_>) -> Result<Option<Meant>> {
        let mut query = self.connection.prepare_cached(
            "SELECT id, date FROM review WHERE child = ?1 AND state <> 'cancelled' AND date <= ?2",
        )?;
        let rows = query.query_map((record.child, record.came.to_string()), |row| {
            Ok((row.get::<_, i64>(0)?, day(&row.get::<_, String>(1)?)?))
        })?;
        let mut nearest: Option<(i32, i64)> = None;
        for row in rows {
            let (id, date) = row?;
            let away = (date - record.completed).get_days().abs();
            if i64::from(away) <= NEAR && nearest.is_none_or(|(least, _)| away < least) {
                nearest = Some((away, id));
            }
        }
        let oldest = record.came.checked_sub(OLDEST.days()).unwrap_or(record.came);
        let possible = record.completed <= record.came && record.completed >= oldest;
        Ok(match nearest {
            Some((_, id)) => Some(Meant::Known(id)),
            None if possible => Some(Meant::New),
            None => None,
        })
    }

    /// Keeps counts from before the ledger. The years among them replace what
    /// was imported for these years earlier.
    pub(crate) fn import_counts(
        &mut self,
        years: &BTreeMap<i16, Counts>,
        now: Timestamp,
    ) -> Result<()> {
        let who = self.who.clone();
        let change = self.write()?;
        for (year, counts) in years {
            for (code, reviews) in counts.iter() {
                change
                    .prepare_cached(
                        "INSERT OR REPLACE INTO earlier_count (year, code, reviews, imported_at)
                         VALUES (?1, ?2, ?3, ?4)",
                    )?
                    .execute((year, code.name(), reviews, stamp(now)))?;
            }
        }
        let named: Vec<String> = years.keys().map(ToString::to_string).collect();
        let detail = format!("years that begin in {}", named.join(", "));
        event(&change, now, None, "counts imported", Some(&detail), &who)?;
        change.commit()?;
        Ok(())
    }

    /// The counts from before the ledger, by the year in which a financial year
    /// begins.
    pub(crate) fn earlier_counts(&self) -> Result<BTreeMap<i16, Counts>> {
        let mut query = self.connection.prepare("SELECT year, code, reviews FROM earlier_count")?;
        let rows = query.query_map([], |row| {
            Ok((row.get::<_, i16>(0)?, row.get::<_, String>(1)?, row.get::<_, u64>(2)?))
        })?;
        let mut years: BTreeMap<i16, Counts> = BTreeMap::new();
        for row in rows {
            let (year, code, reviews) = row?;
            let code = Code::from_name(&code).ok_or(rusqlite::Error::InvalidQuery)?;
            years.entry(year).or_default().add(code, reviews);
        }
        Ok(years)
    }

    /// What was published of each year, as JSON.
    pub(crate) fn published(&self) -> Result<BTreeMap<i16, String>> {
        let mut query = self.connection.prepare("SELECT year, figures FROM published")?;
        let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Keeps what is published of years that were not published before.
    pub(crate) fn publish(&mut self, years: &[(i16, String)], now: Timestamp) -> Result<()> {
        let who = self.who.clone();
        let change = self.write()?;
        for (year, figures) in years {
            change
                .prepare_cached(
                    "INSERT OR IGNORE INTO published (year, figures, published_at) VALUES (?1, ?2, ?3)",
                )?
                .execute((year, figures, stamp(now)))?;
            let detail = format!("the year that begins in {year}");
            event(&change, now, None, "published", Some(&detail), &who)?;
        }
        change.commit()?;
        Ok(())
    }
}

/// Which review a record means.
enum Meant {
    Known(i64),
    /// The ledger has not heard of it.
    New,
}
