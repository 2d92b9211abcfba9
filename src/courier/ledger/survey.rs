//! Responses to forms that are only counted: which of them are counted, and
//! which mail brings what was written in them.

use super::deliveries::insert;
use super::responses::{ResponseRow, State, set_state};
use super::reviews::day;
use super::{Ledger, NewDelivery, event};
use crate::courier::clock::{parse, stamp};
use crate::courier::error::Result;
use jiff::Timestamp;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// A response that waits, by its SHA-256, with the two things that it is sorted
/// by.
#[derive(Clone, Debug)]
pub(crate) struct SurveyRow {
    pub(crate) sha256: String,
    pub(crate) form: String,
    /// The language on the screen.
    pub(crate) language: String,
    pub(crate) has_words: bool,
}

/// How often an answer was given.
#[derive(Clone, Debug)]
pub(crate) struct SurveyCount {
    pub(crate) form: String,
    pub(crate) question: String,
    /// An option's id, a number, `yes`.
    pub(crate) answer: String,
    pub(crate) counted_on: Date,
    pub(crate) responses: u64,
}

/// How the surveys stand.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct SurveyStanding {
    /// Responses that wait to be counted, or for the mail with their words.
    pub(crate) waiting: u64,
    /// The oldest mail that should have gone: not taken yet, or refused.
    pub(crate) overdue: Option<Timestamp>,
}

impl Ledger {
    /// Closes a response that is only counted. It waits until others have come.
    pub(crate) fn add_to_survey(&mut self, sha256: &str, now: Timestamp) -> Result<()> {
        let who = self.who.clone();
        let change = self.write()?;
        change
            .prepare_cached(
                "INSERT OR IGNORE INTO survey_response (response, state) VALUES (?1, 'waiting')",
            )?
            .execute([sha256])?;
        set_state(&change, sha256, State::Delivered, Some("counted"), now, &who)?;
        change.commit()?;
        Ok(())
    }

    /// What came before an instant and is not counted yet.
    pub(crate) fn survey_uncounted(&self, before: Timestamp) -> Result<Vec<SurveyRow>> {
        self.survey_rows("s.state = 'waiting'", before)
    }

    /// What came before an instant, is counted, and is in no mail yet.
    pub(crate) fn survey_untold(&self, before: Timestamp) -> Result<Vec<SurveyRow>> {
        self.survey_rows("s.state = 'counted' AND s.digest IS NULL", before)
    }

    fn survey_rows(&self, which: &str, before: Timestamp) -> Result<Vec<SurveyRow>> {
        // In an order that tells nothing.
        let mut query = self.connection.prepare_cached(&format!(
            "SELECT s.response, r.form, coalesce(r.language, ''), s.has_words
             FROM survey_response s JOIN response r ON r.sha256 = s.response
             WHERE {which} AND r.form IS NOT NULL AND r.changed_at < ?1 ORDER BY s.response"
        ))?;
        let rows = query.query_map([stamp(before)], |row| {
            Ok(SurveyRow {
                sha256: row.get(0)?,
                form: row.get(1)?,
                language: row.get(2)?,
                has_words: row.get(3)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Adds up what some responses to a form ticked, and remembers that they are
    /// counted, in one step. `responses` says of each whether words are in it.
    pub(crate) fn count_survey(
        &mut self,
        form: &str,
        ticks: &BTreeMap<(String, String), u64>,
        responses: &[(String, bool)],
        today: Date,
        now: Timestamp,
    ) -> Result<()> {
        let who = self.who.clone();
        let change = self.write()?;
        for ((question, answer), count) in ticks {
            change
                .prepare_cached(
                    "INSERT INTO survey_count (form, question, answer, counted_on, responses)
                     VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (form, question, answer, counted_on)
                     DO UPDATE SET responses = responses + ?5",
                )?
                .execute((form, question, answer, today.to_string(), count))?;
        }
        for (sha256, has_words) in responses {
            change
                .prepare_cached(
                    "UPDATE survey_response SET state = 'counted', has_words = ?2 WHERE response = ?1",
                )?
                .execute((sha256, has_words))?;
        }
        let detail = format!("{form}: {} responses", responses.len());
        event(&change, now, None, "survey counted", Some(&detail), &who)?;
        change.commit()?;
        Ok(())
    }

    /// Fixes which responses one mail is about, with the mail.
    pub(crate) fn add_digest(
        &mut self,
        new: &NewDelivery<'_>,
        responses: &[SurveyRow],
        now: Timestamp,
    ) -> Result<()> {
        let who = self.who.clone();
        let change = self.write()?;
        insert(&change, std::slice::from_ref(new), now, &who)?;
        let digest: i64 =
            change.query_row("SELECT max(id) FROM delivery WHERE kind = 'survey'", [], |row| {
                row.get(0)
            })?;
        for row in responses {
            change
                .prepare_cached("UPDATE survey_response SET digest = ?2 WHERE response = ?1")?
                .execute((&row.sha256, digest))?;
        }
        change.commit()?;
        Ok(())
    }

    /// Nothing is left to do about a response: nobody wrote anything, or its file
    /// is gone, which `why` says then.
    pub(crate) fn survey_done(
        &mut self,
        responses: &[SurveyRow],
        why: Option<&str>,
        now: Timestamp,
    ) -> Result<()> {
        let who = self.who.clone();
        let change = self.write()?;
        for row in responses {
            change
                .prepare_cached("UPDATE survey_response SET state = 'told' WHERE response = ?1")?
                .execute([&row.sha256])?;
            if let Some(why) = why {
                event(&change, now, Some(&row.sha256), "survey left out", Some(why), &who)?;
            }
        }
        change.commit()?;
        Ok(())
    }

    /// Takes note of the mails that were taken. What was in a mail that was
    /// refused for good before an instant is in none again.
    pub(crate) fn settle_surveys(&mut self, before: Timestamp) -> Result<()> {
        let change = self.write()?;
        change
            .prepare_cached(
                "UPDATE survey_response SET state = 'told' WHERE state = 'counted' AND digest IN
                 (SELECT id FROM delivery WHERE kind = 'survey' AND state = 'accepted')",
            )?
            .execute([])?;
        change
            .prepare_cached(
                "UPDATE survey_response SET digest = NULL WHERE state = 'counted' AND digest IN
                 (SELECT id FROM delivery WHERE kind = 'survey' AND state = 'refused' AND made_at < ?1)",
            )?
            .execute([stamp(before)])?;
        change.commit()?;
        Ok(())
    }

    /// The responses that a mail is about, in an order that tells nothing.
    pub(crate) fn in_digest(&self, digest: i64) -> Result<Vec<ResponseRow>> {
        let mut query = self.connection.prepare_cached(
            "SELECT response FROM survey_response WHERE digest = ?1 ORDER BY response",
        )?;
        let names = query.query_map([digest], |row| row.get::<_, String>(0))?;
        let names = names.collect::<rusqlite::Result<Vec<_>>>()?;
        let rows = names.iter().map(|sha256| self.response(sha256));
        Ok(rows.collect::<Result<Vec<_>>>()?.into_iter().flatten().collect())
    }

    /// How many mails about surveys were made since an instant.
    pub(crate) fn digests_since(&self, since: Timestamp) -> Result<usize> {
        Ok(self.connection.query_row(
            "SELECT count(*) FROM delivery WHERE kind = 'survey' AND made_at >= ?1",
            [stamp(since)],
            |row| row.get(0),
        )?)
    }

    /// How the surveys stand.
    pub(crate) fn survey_standing(&self) -> Result<SurveyStanding> {
        let waiting = self.connection.query_row(
            "SELECT count(*) FROM survey_response s WHERE s.state = 'waiting'
             OR (s.state = 'counted' AND (s.digest IS NULL OR s.digest NOT IN
                 (SELECT id FROM delivery WHERE state = 'accepted')))",
            [],
            |row| row.get(0),
        )?;
        let overdue: Option<String> = self.connection.query_row(
            "SELECT min(d.made_at) FROM survey_response s JOIN delivery d ON d.id = s.digest
             WHERE s.state = 'counted' AND d.state <> 'accepted'",
            [],
            |row| row.get(0),
        )?;
        Ok(SurveyStanding { waiting, overdue: overdue.and_then(|at| parse(&at)) })
    }

    /// What was ticked, as it was counted.
    pub(crate) fn survey_counts(&self) -> Result<Vec<SurveyCount>> {
        let mut query = self.connection.prepare(
            "SELECT form, question, answer, counted_on, responses FROM survey_count
             ORDER BY form, question, answer, counted_on",
        )?;
        let rows = query.query_map([], |row| {
            Ok(SurveyCount {
                form: row.get(0)?,
                question: row.get(1)?,
                answer: row.get(2)?,
                counted_on: day(&row.get::<_, String>(3)?)?,
                responses: row.get(4)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}
