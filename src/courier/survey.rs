//! Surveys: forms that are only counted, and never mailed one by one.
//!
//! 1. `count`: once five responses wait, what was ticked in them is added up;
//! 2. `gather`: once five in one language are counted, what was written in them
//!    becomes one mail to the manager;
//! 3. `write`: that mail, each question's answers in an order of their own that
//!    chance makes.
//!
//! Both begin on Mondays at eight, with what came before: no figure and no mail
//! comes with the answer that made the five full. What was written stays sealed
//! in the inbox until the mail is made, and is never on the disk. So nobody can
//! tell by a time, an order or a language who it was; a language in which fewer
//! than five have answered waits for more.

use super::clock::{day, last_survey_hour};
use super::error::{CannotRun, Result, contained};
use super::ledger::{Delivery, Kind, NewDelivery, ResponseRow, SurveyRow};
use super::letter::{Rendered, language_not_english, one_line, plain_lines, ticked, written};
use super::message_id::message_id;
use super::notices::send_one;
use super::opened::{self, Opened};
use super::send::Mailer;
use super::{Courier, Patience, Report, SMALL};
use crate::letters::primary;
use jiff::Timestamp;
use serde::Serialize;
use std::collections::BTreeMap;

/// The most responses in one mail, or counted in one step.
const MOST: usize = 250;

/// The most mails a week: anybody can post to a public form, in languages of
/// their own making.
const MAILS_A_WEEK: usize = 10;

/// The longest text, in characters.
const LONGEST: usize = 10_000;

/// What the texts of one mail weigh at most, in bytes.
const ALL_TEXTS: usize = 1024 * 1024;

/// Counts, and plans the mails. They go after the children's letters.
pub(super) fn plan(courier: &mut Courier, now: Timestamp) -> Result<()> {
    let monday = last_survey_hour(now);
    courier.ledger.settle_surveys(monday)?;
    count(courier, monday, now)?;
    gather(courier, monday, now)
}

fn count(courier: &mut Courier, monday: Timestamp, now: Timestamp) -> Result<()> {
    let mut forms: BTreeMap<String, Vec<SurveyRow>> = BTreeMap::new();
    for row in courier.ledger.survey_uncounted(monday)? {
        forms.entry(row.form.clone()).or_default().push(row);
    }
    for (form, rows) in &forms {
        for some in shares(rows) {
            count_some(courier, form, some, now)?;
        }
    }
    Ok(())
}

/// As few shares as may be, of about the same size; none where it would be of
/// fewer than five.
fn shares(rows: &[SurveyRow]) -> impl Iterator<Item = &[SurveyRow]> {
    let size = rows.len().div_ceil(rows.len().div_ceil(MOST).max(1)).max(1);
    rows.chunks(size).filter(|some| some.len() as u64 >= SMALL)
}

fn count_some(courier: &mut Courier, form: &str, rows: &[SurveyRow], now: Timestamp) -> Result<()> {
    let mut ticks: BTreeMap<(String, String), u64> = BTreeMap::new();
    let mut counted = Vec::new();
    let responses: Vec<ResponseRow> = rows
        .iter()
        .map(|row| courier.ledger.response(&row.sha256))
        .collect::<Result<Vec<_>>>()?
        .into_iter()
        .flatten()
        .collect();
    let read = each_opened(courier, responses, |row, opened| {
        for tick in ticked(opened) {
            *ticks.entry(tick).or_default() += 1;
        }
        counted.push((row.sha256.clone(), !written(opened).is_empty()));
    });
    let lost = match read {
        Ok(lost) => lost,
        // The inbox's share is away: it may come back.
        Err(trouble) => {
            courier.tell(&format!("a survey is not counted yet: {trouble}"));
            return Ok(());
        }
    };
    for (sha256, why) in lost {
        let row = rows.iter().find(|row| row.sha256 == sha256);
        courier.ledger.survey_done(row.map_or(&[], std::slice::from_ref), Some(&why), now)?;
    }
    if (counted.len() as u64) < SMALL {
        return Ok(());
    }
    courier.ledger.count_survey(form, &ticks, &counted, day(now), now)?;
    courier.tell(&format!("{} responses to {form} are counted", counted.len()));
    Ok(())
}

/// Opens responses, a few at a time, and gives those that nobody can open any
/// more, with the reason.
fn each_opened(
    courier: &Courier,
    rows: Vec<ResponseRow>,
    mut each: impl FnMut(&ResponseRow, &Opened),
) -> Result<Vec<(String, String)>> {
    let mut rows = rows.into_iter();
    let mut lost = Vec::new();
    loop {
        let Courier { ledger, inbox, identities, .. } = courier;
        let (taken, fetched) = opened::fetch_next(&mut rows, ledger, inbox);
        if taken.is_empty() {
            return Ok(lost);
        }
        let unsealed = opened::side_by_side(fetched, identities);
        for (row, unsealed) in taken.into_iter().zip(unsealed) {
            match opened::beside_its_form(unsealed, ledger) {
                Ok(Ok(opened)) => each(&row, &opened),
                Ok(Err(hold)) => lost.push((row.sha256, hold.reason)),
                Err(fault) if fault.is_about_one_letter() => {
                    lost.push((row.sha256, fault.to_string()));
                }
                Err(trouble) => return Err(trouble),
            }
        }
    }
}

fn gather(courier: &mut Courier, monday: Timestamp, now: Timestamp) -> Result<()> {
    if courier.config.manager.is_none() {
        return Ok(());
    }
    let mut groups: BTreeMap<(String, String), Vec<SurveyRow>> = BTreeMap::new();
    for row in courier.ledger.survey_untold(monday)? {
        groups.entry((row.form.clone(), primary(&row.language))).or_default().push(row);
    }
    let mut groups: Vec<_> = groups.into_values().collect();
    // The largest first, where there are too many.
    groups.sort_by_key(|rows| std::cmp::Reverse(rows.len()));
    let mut left = MAILS_A_WEEK.saturating_sub(courier.ledger.digests_since(monday)?);
    for some in groups.iter().flat_map(|rows| shares(rows)) {
        if !some.iter().any(|row| row.has_words) {
            courier.ledger.survey_done(some, None, now)?;
        } else if left > 0 {
            left -= 1;
            add_mail(courier, some, now)?;
        }
    }
    Ok(())
}

/// Fixes which responses a mail is about, before it is written.
fn add_mail(courier: &mut Courier, rows: &[SurveyRow], now: Timestamp) -> Result<()> {
    let Some(manager) = &courier.config.manager else { return Ok(()) };
    let address = manager.email.to_string();
    let name = manager.name.clone().unwrap_or_default();
    let about: Vec<&str> = rows.iter().map(|row| row.sha256.as_str()).collect();
    let domain = courier.config.mail.from.email.domain();
    let id = message_id(&courier.ledger, domain, &about.join(" "), &address, Kind::Survey, 1)?;
    // What came before a backup took the ledger's place may have been told.
    let restored = courier.ledger.restored_at()?;
    let mut maybe_sent = false;
    for row in rows {
        let response = courier.ledger.response(&row.sha256)?;
        maybe_sent |= response
            .zip(restored)
            .is_some_and(|(response, restored)| response.received_at <= restored);
    }
    let new = NewDelivery {
        response: None,
        kind: Kind::Survey,
        part: 1,
        recipient: "manager",
        address: &address,
        name: &name,
        message_id: &id,
        maybe_sent,
    };
    courier.ledger.add_digest(&new, rows, now)
}

/// Sends the mails that are due.
pub(super) fn send(
    courier: &mut Courier,
    mailer: &mut dyn Mailer,
    patience: Patience,
    now: Timestamp,
    report: &mut Report,
) -> Result<()> {
    let due_by = patience.due_by(now);
    for message in courier.ledger.due_digests(due_by)? {
        let written = match contained(|| write(courier, &message)) {
            Err(fault) if fault.is_about_one_letter() => {
                courier.tell(&format!("what was written in a survey waits: {fault}"));
                report.not_sent += 1;
                courier.ledger.put_off(&message, "it cannot be put together", now)?;
                continue;
            }
            other => other?,
        };
        if !send_one(courier, mailer, &message, written, report)? {
            break;
        }
    }
    Ok(())
}

#[derive(Serialize)]
struct View {
    title: String,
    repeat: bool,
    responses: usize,
    language: Option<String>,
    questions: Vec<QuestionView>,
}

#[derive(Serialize)]
struct QuestionView {
    ask: String,
    texts: Vec<TextView>,
}

#[derive(Serialize)]
struct TextView {
    text: String,
    /// As the plain text shows it.
    plain: String,
}

/// Subject and text of a mail; nothing if no words are left to tell.
fn write(courier: &Courier, message: &Delivery) -> Result<Option<(String, Rendered)>> {
    let rows = courier.ledger.in_digest(message.id)?;
    let responses = rows.len();
    let mut title = String::new();
    let mut language = None;
    let mut questions: Vec<(String, String, Vec<String>)> = Vec::new();
    let mut in_form: Vec<String> = Vec::new();
    each_opened(courier, rows, |_, opened| {
        if let Some(form) = &opened.form {
            title = one_line(&form.title, 100);
            in_form = form.questions().map(|question| question.id.clone()).collect();
        }
        language = language_not_english(&primary(&opened.response.language));
        for one in written(opened) {
            match questions.iter_mut().find(|(id, _, _)| *id == one.question) {
                Some((_, _, texts)) => texts.push(one.text),
                None => questions.push((one.question, one.ask, vec![one.text])),
            }
        }
    })
    // Another try finds the inbox, perhaps; the letters of children go on.
    .map_err(|trouble| CannotRun::letter(trouble.to_string()))?;
    if questions.is_empty() {
        return Ok(None);
    }
    // Not in the order in which they were answered: one of the files was first.
    questions.sort_by_key(|(id, _, _)| {
        (in_form.iter().position(|one| one == id).unwrap_or(usize::MAX), id.clone())
    });
    let longest = longest(&questions.iter().flat_map(|(_, _, texts)| texts));
    let mut view = View {
        title: format!("{title} · what was written"),
        repeat: message.maybe_sent,
        responses,
        language,
        questions: Vec::new(),
    };
    for (_, ask, texts) in questions {
        let texts = shuffled(texts)?.into_iter().map(|text| {
            let text = cut(text, longest);
            TextView { plain: plain_lines(&text), text }
        });
        view.questions.push(QuestionView { ask, texts: texts.collect() });
    }
    let rendered = contained(|| courier.templates.both("survey", &view))?;
    Ok(Some((view.title, rendered)))
}

/// How long a text may be, in characters, so that the mail is one that servers
/// take whatever somebody posts.
fn longest<'t>(texts: &(impl Iterator<Item = &'t String> + Clone)) -> usize {
    let mut longest = LONGEST;
    // A character is of four bytes at most.
    let weight =
        |longest: usize| -> usize { texts.clone().map(|text| text.len().min(4 * longest)).sum() };
    while longest > 1 && weight(longest) > ALL_TEXTS {
        longest /= 2;
    }
    longest
}

fn cut(text: String, longest: usize) -> String {
    match text.char_indices().nth(longest) {
        Some((at, _)) => format!("{}… [cut here: it is too long for a mail]", &text[..at]),
        None => text,
    }
}

/// In an order that chance makes, from the system's own random source.
fn shuffled(texts: Vec<String>) -> Result<Vec<String>> {
    let mut drawn = Vec::with_capacity(texts.len());
    for text in texts {
        let mut lot = [0_u8; 16];
        getrandom::fill(&mut lot)
            .map_err(|error| CannotRun::letter(format!("no random bytes: {error}")))?;
        drawn.push((lot, text));
    }
    drawn.sort_by_key(|(lot, _)| *lot);
    Ok(drawn.into_iter().map(|(_, text)| text).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn rows(count: usize) -> Vec<SurveyRow> {
        let row = |at: usize| SurveyRow {
            sha256: at.to_string(),
            form: "survey".to_owned(),
            language: "en".to_owned(),
            has_words: true,
        };
        (0..count).map(row).collect()
    }

    #[test]
    fn nobody_stands_with_fewer_than_four_others() {
        for count in 0..=1200 {
            let rows = rows(count);
            let sizes: Vec<usize> = shares(&rows).map(<[SurveyRow]>::len).collect();
            assert!(sizes.iter().all(|size| (5..=MOST).contains(size)), "{count}: {sizes:?}");
            let all = if count < 5 { 0 } else { count };
            assert_eq!(sizes.iter().sum::<usize>(), all, "{count}: {sizes:?}");
        }
    }

    #[test]
    fn every_order_comes_about_equally_often() {
        let texts = || ["a", "b", "c"].map(str::to_owned).to_vec();
        let mut orders: BTreeMap<Vec<String>, u32> = BTreeMap::new();
        for _ in 0..6000 {
            *orders.entry(shuffled(texts()).expect("random bytes")).or_default() += 1;
        }
        // 1,000 of each are to be expected, give or take 29.
        assert_eq!(orders.len(), 6);
        assert!(orders.values().all(|count| (800..1200).contains(count)), "{orders:?}");
        let same: BTreeSet<String> = shuffled(texts()).expect("bytes").into_iter().collect();
        assert_eq!(same, texts().into_iter().collect());
    }

    #[test]
    fn a_mail_stays_one_that_servers_take() {
        let flood = vec!["x".repeat(LONGEST); 300];
        let each = longest(&flood.iter());
        assert!(each < LONGEST && each * flood.len() <= ALL_TEXTS, "{each}");
        assert_eq!(longest(&[String::from("short")].iter()), LONGEST);
        assert_eq!(cut("äöü".to_owned(), 3), "äöü");
        assert!(cut("äöü".to_owned(), 2).starts_with("äö… [cut"));
    }
}
