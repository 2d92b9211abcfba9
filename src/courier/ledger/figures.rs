//! What the reports count, row by row. No words and no names are in it.

use super::Ledger;
use super::invitations::Role;
use super::reviews::day;
use crate::courier::clock;
use crate::courier::error::Result;
use crate::courier::report::Code;
use crate::form::Question;
use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::Row;
use std::collections::BTreeMap;

/// A review that took place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct HeldReview {
    /// The case system's reference.
    pub(crate) child: String,
    /// The IRO's id.
    pub(crate) iro: String,
    pub(crate) date: Date,
    /// The day of the one before it, where that is known.
    pub(crate) previous: Option<Date>,
    /// As the IRO recorded it.
    pub(crate) code: Option<Code>,
}

/// A form that was sent in, and neither held nor thrown away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct AnswerRow {
    pub(crate) sha256: String,
    /// The day on which it came, in England.
    pub(crate) day: Date,
    pub(crate) form: String,
    pub(crate) ages: Option<String>,
    pub(crate) language: Option<String>,
    pub(crate) filled_in_by: Option<String>,
    pub(crate) days_before: Option<i32>,
    /// Whose link it came by; none by the public page.
    pub(crate) role: Option<Role>,
    /// The case system's reference.
    pub(crate) child: Option<String>,
}

/// What the ledger knows of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct KnownForm {
    pub(crate) title: String,
    /// `child`, `carer` and so on.
    pub(crate) audience: String,
    /// `iro`, `collect` and so on.
    pub(crate) to: String,
    /// What its questions about expectations and promises call them, by id.
    pub(crate) items: BTreeMap<String, String>,
    /// In the order of the form.
    pub(crate) questions: Vec<Question>,
}

/// Responses that count: on their way, delivered, or purged after they were
/// delivered. What was discarded is purged too, and never counts.
const ANSWERS: &str = "SELECT r.sha256, r.received_at, r.form, r.ages, r.language,
        r.filled_in_by, r.days_before_review, i.role, r.child
    FROM response r LEFT JOIN invitation i ON i.id = r.invitation
    WHERE r.form IS NOT NULL
      AND (r.state IN ('sending', 'delivered') OR (r.state = 'purged' AND NOT EXISTS
          (SELECT 1 FROM event e WHERE e.response = r.sha256 AND e.what = 'discarded')))";

fn answer(row: &Row<'_>) -> rusqlite::Result<AnswerRow> {
    let at: String = row.get(1)?;
    let at: Timestamp = at.parse().map_err(|_| rusqlite::Error::InvalidQuery)?;
    Ok(AnswerRow {
        sha256: row.get(0)?,
        day: clock::day(at),
        form: row.get(2)?,
        ages: row.get(3)?,
        language: row.get(4)?,
        filled_in_by: row.get(5)?,
        days_before: row.get(6)?,
        role: row.get(7)?,
        child: row.get(8)?,
    })
}

impl Ledger {
    /// The reviews that took place, by what an export or an IRO's record says.
    pub(crate) fn held_reviews(&self) -> Result<Vec<HeldReview>> {
        let mut query = self.connection.prepare(
            "SELECT r.child, r.iro, r.date, r.previous, p.code FROM review r
             LEFT JOIN participation p ON p.review = r.id
             WHERE r.state = 'held' OR p.code IS NOT NULL ORDER BY r.date, r.id",
        )?;
        let rows = query.query_map([], |row| {
            let previous: Option<String> = row.get(3)?;
            let code: Option<String> = row.get(4)?;
            Ok(HeldReview {
                child: row.get(0)?,
                iro: row.get(1)?,
                date: day(&row.get::<_, String>(2)?)?,
                previous: previous.map(|text| day(&text)).transpose()?,
                code: code
                    .map(|name| Code::from_name(&name).ok_or(rusqlite::Error::InvalidQuery))
                    .transpose()?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Every response that counts, in no order that tells anything.
    pub(crate) fn answers(&self) -> Result<Vec<AnswerRow>> {
        let mut query = self.connection.prepare(&format!("{ANSWERS} ORDER BY r.sha256"))?;
        let rows = query.query_map([], answer)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Those of one child.
    pub(crate) fn answers_of(&self, child: &str) -> Result<Vec<AnswerRow>> {
        let mut query = self
            .connection
            .prepare_cached(&format!("{ANSWERS} AND r.child = ?1 ORDER BY r.sha256"))?;
        let rows = query.query_map([child], answer)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Yes, no or not sure for each expectation, by response.
    pub(crate) fn marks(&self) -> Result<BTreeMap<String, Vec<(String, String)>>> {
        let mut query = self.connection.prepare(
            "SELECT response, expectation, mark FROM expectation ORDER BY response, expectation",
        )?;
        let rows = query
            .query_map([], |row| Ok((row.get::<_, String>(0)?, (row.get(1)?, row.get(2)?))))?;
        let mut marks: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
        for row in rows {
            let (response, mark) = row?;
            marks.entry(response).or_default().push(mark);
        }
        Ok(marks)
    }

    /// The forms by id, each as it was seen last.
    pub(crate) fn known_forms(&self) -> Result<BTreeMap<String, KnownForm>> {
        let mut query = self
            .connection
            .prepare("SELECT id, definition FROM form ORDER BY first_seen, rowid")?;
        let rows =
            query.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?;
        let mut forms: BTreeMap<String, KnownForm> = BTreeMap::new();
        for row in rows {
            let (id, definition) = row?;
            let Ok(form) = serde_json::from_str::<crate::form::Form>(&definition) else {
                continue;
            };
            let asked = form
                .questions()
                .filter(|question| question.kind == crate::form::Kind::Expectations)
                .flat_map(|question| &question.options);
            let items = asked.map(|choice| (choice.id.clone(), choice.label.clone())).collect();
            forms.insert(
                id,
                KnownForm {
                    title: form.title.clone(),
                    audience: form.audience.name().to_owned(),
                    to: form.to.name().to_owned(),
                    items,
                    questions: form.questions().cloned().collect(),
                },
            );
        }
        Ok(forms)
    }
}
