//! A whole year of invitations, day by day, against what an oracle in the
//! plainest words expects: every invitation on its day, none twice, none after
//! an answer.

#![allow(clippy::expect_used, reason = "a test that cannot go on has failed")]

#[path = "common/council.rs"]
#[allow(dead_code, reason = "the tests of reports use the rest")]
mod council;
#[path = "common/year.rs"]
#[allow(dead_code, reason = "the tests of reports use the rest")]
mod year;

use council::{Council, Taken};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use year::{Letter, Year, days};

/// The seed of the year; change it, and it must hold all the same.
const SEED: u64 = 20_260_105;

/// A letter before a review, by its envelope.
fn read(taken: &Taken) -> Option<Letter> {
    let (role, what) = taken.subject.split_once(' ')?;
    let role = year::ROLES.into_iter().find(|one| *one == role)?;
    let what = ["invitation", "moved", "reminder"].into_iter().find(|one| *one == what)?;
    let child = taken.to.split('.').next()?.to_uppercase();
    Some((child, role, what))
}

#[derive(Default)]
struct Counts {
    by_subject: BTreeMap<String, usize>,
    ids: BTreeSet<String>,
    /// Letters after a review, by address, subject and day.
    after: Vec<(String, String, Date)>,
}

impl Counts {
    fn add(&mut self, taken: &Taken, today: Date) {
        *self.by_subject.entry(taken.subject.clone()).or_default() += 1;
        assert!(self.ids.insert(taken.message_id.clone()), "{} twice", taken.subject);
        if read(taken).is_none() {
            self.after.push((taken.to.clone(), taken.subject.clone(), today));
        }
    }
}

fn one_day(year: &mut Year, council: &mut Council, today: Date, counts: &mut Counts) {
    year.advance(today);
    let must = year.must_go(today);
    let postbox = council.invite(year, today);
    let mut went = BTreeSet::new();
    for taken in &postbox.0 {
        counts.add(taken, today);
        if let Some(letter) = read(taken) {
            assert!(went.insert(letter.clone()), "{today}: {letter:?} twice");
        }
    }
    let missing: Vec<_> = must.difference(&went).collect();
    assert!(missing.is_empty(), "{today}: not sent: {missing:?}");
    for (child, role, what) in went.difference(&must) {
        assert_eq!(*what, "reminder", "{today}: {child} {role} {what} was not due");
        assert!(year.may_be_reminded(child, role, today), "{today}: {child} {role} reminded");
    }
    let answers = year.answers(today);
    council.take_in(&answers, today);
}

#[test]
fn every_invitation_on_its_day_none_twice_none_after_an_answer() {
    let mut year = Year::new(SEED, 700);
    let mut council = Council::new(&year);
    let mut counts = Counts::default();
    let mut recorded = 0;
    for (number, today) in days().enumerate() {
        one_day(&mut year, &mut council, today, &mut counts);
        if number % 9 == 0 {
            assert!(council.invite(&year, today).0.is_empty(), "{today}: again");
        }
        if number % 50 == 0 {
            council.restart();
        }
        // IROs record what took place up to yesterday.
        while let Some(held) = year.held.get(recorded).cloned() {
            // The year begins with reviews that the first export did not have.
            assert!(council.record(&held, today), "{today}: {held:?}");
            recorded += 1;
        }
    }
    let reviews = year.held.len();
    assert!((1_700..2_100).contains(&reviews), "{reviews} reviews");
    assert!(year.moves > 100 && year.cancelled > 20, "{} {}", year.moves, year.cancelled);
    after_the_reviews(&year, &counts);
    let held: i64 = council
        .ledger()
        .query_row("SELECT count(*) FROM review WHERE state = 'held'", [], |row| row.get(0))
        .expect("a count");
    assert_eq!(usize::try_from(held).expect("few"), reviews, "the ledger has the same reviews");
}

/// The IRO is asked once a review, on the next working day, unless it was
/// recorded by then; each child rates a review at most once, and by what was
/// recorded.
fn after_the_reviews(year: &Year, counts: &Counts) {
    let rates = |subject: &str| counts.by_subject.get(subject).copied().unwrap_or_default();
    let of = |codes: &[&str]| {
        year.held.iter().filter(|held| held.code.is_some_and(|code| codes.contains(&code))).count()
    };
    let took_part = rates("child rate-took-part");
    let did_not = rates("child rate-did-not");
    assert!(took_part > 0 && took_part <= of(&["PN1", "PN2", "PN3", "PN4"]), "{took_part}");
    assert!(did_not > 0 && did_not <= of(&["PN5", "PN6", "PN7"]), "{did_not}");
    let silent = year.held.iter().filter(|held| held.code.is_none()).count();
    assert!(rates("child rate") > 0 && rates("child rate") <= silent);
    let last = days().last().expect("a day");
    for held in year.held.iter().filter(|held| held.code.is_none()) {
        let day = year.next_working(held.date);
        if day > last {
            continue;
        }
        let to = format!("{}@northmoor.example", held.iro);
        let asked =
            |one: &&(String, String, Date)| one.0 == to && one.1 == "iro record" && one.2 == day;
        assert!(counts.after.iter().any(|one| asked(&one)), "{held:?}");
    }
}
