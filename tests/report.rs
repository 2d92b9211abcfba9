//! The report of the simulated year: its totals are those of the generator, for
//! more than one seed.

#![allow(clippy::expect_used, reason = "a test that cannot go on has failed")]

#[path = "common/council.rs"]
#[allow(dead_code, reason = "the tests of invitations use the rest")]
mod council;
#[path = "common/year.rs"]
#[allow(dead_code, reason = "the tests of invitations use the rest")]
mod year;

use council::Council;
use jiff::civil::{Date, date};
use serde_json::Value;
use std::collections::BTreeMap;
use std::process::Command;
use year::{Year, days};

/// What the generator did, counted in the plainest way.
#[derive(Default)]
struct Counted {
    answers: u64,
    days_before: BTreeMap<&'static str, u64>,
}

fn simulate(seed: u64, children: usize) -> (Year, Council, Counted) {
    let mut year = Year::new(seed, children);
    let mut council = Council::new(&year);
    let mut counted = Counted::default();
    let mut recorded = 0;
    for today in days() {
        year.advance(today);
        year.must_go(today);
        council.invite(&year, today);
        let answers = year.answers(today);
        council.take_in(&answers, today);
        for answer in &answers {
            counted.answers += 1;
            let span = match answer.days_before {
                ..0 => "after-the-review",
                0..3 => "0-to-2-days",
                3..7 => "3-to-6-days",
                7..14 => "7-to-13-days",
                14..21 => "14-to-20-days",
                _ => "21-days-or-more",
            };
            *counted.days_before.entry(span).or_default() += 1;
        }
        while let Some(held) = year.held.get(recorded).cloned() {
            assert!(council.record(&held, today));
            recorded += 1;
        }
    }
    (year, council, counted)
}

fn report(council: &Council, more: &[&str]) -> Value {
    let ran = Command::new(env!("CARGO_BIN_EXE_my-review-courier"))
        .args(["report", "--format", "json"])
        .args(more)
        .current_dir(council.folder())
        .output()
        .expect("the program");
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    serde_json::from_slice(&ran.stdout).expect("JSON")
}

/// Reviews of the days from `first` to `last`, by code and by "none".
fn reviews(year: &Year, first: Date, last: Date) -> BTreeMap<&'static str, u64> {
    let mut codes = BTreeMap::new();
    for held in year.held.iter().filter(|held| (first..=last).contains(&held.date)) {
        *codes.entry(held.code.unwrap_or("none")).or_default() += 1;
    }
    codes
}

fn same_year(found: &Value, year: &Year, first: Date, last: Date) {
    let expected = reviews(year, first, last);
    let of = |code: &str| expected.get(code).copied().unwrap_or_default();
    for code in ["PN0", "PN1", "PN2", "PN3", "PN4", "PN5", "PN6", "PN7"] {
        assert_eq!(found["codes"][code], of(code), "{code} from {first}");
    }
    assert_eq!(found["not_recorded"], of("none"), "from {first}");
    let aged: u64 = expected.values().sum::<u64>() - of("none") - of("PN0");
    assert_eq!(found["aged_4_and_over"], aged);
    assert_eq!(found["all_but_pn7"]["took_part"], aged - of("PN7"));
    assert_eq!(found["all_but_pn4_and_pn7"]["took_part"], aged - of("PN7") - of("PN4"));
}

fn same(seed: u64, children: usize) {
    let (year, council, counted) = simulate(seed, children);
    let whole = report(&council, &["--by-iro"]);
    let (first, march, april, last) =
        (date(2026, 1, 1), date(2026, 3, 31), date(2026, 4, 1), date(2027, 3, 31));
    assert_eq!(whole["participation"][0]["year"], "2025/26");
    same_year(&whole["participation"][0], &year, first, march);
    same_year(&whole["participation"][1], &year, april, last);
    // A period cuts them.
    let spring = report(&council, &["--from", "2026-04-01", "--to", "2026-06-30"]);
    same_year(&spring["participation"][0], &year, april, date(2026, 6, 30));
    assert_eq!(whole["answers"]["total"], counted.answers);
    for span in whole["answers"]["by_days_before"].as_array().expect("spans") {
        let id = span["id"].as_str().expect("an id");
        let expected = counted.days_before.get(id).copied().unwrap_or_default();
        assert_eq!(span["count"], expected, "{id}");
    }
    // What the children had sent, beside what was recorded.
    for one in whole["evidence"].as_array().expect("codes") {
        let code = one["code"].as_str().filter(|code| *code != "not recorded");
        let these: Vec<_> = year.held.iter().filter(|held| held.code == code).collect();
        assert_eq!(one["reviews"], these.len());
        let with = these.iter().filter(|held| held.answered.contains("child")).count();
        assert_eq!(one["with_a_form"], with, "{code:?}");
    }
    for iro in whole["by_iro"].as_array().expect("IROs") {
        let these = year.held.iter().filter(|held| iro["iro"] == held.iro);
        let coded = these.clone().filter(|held| held.code.is_some()).count();
        let sum: u64 =
            iro["codes"].as_object().expect("codes").values().filter_map(Value::as_u64).sum();
        assert_eq!(sum, coded as u64);
        assert_eq!(iro["not_recorded"], these.count() - coded);
    }
    let clock = &whole["clock"];
    let held: u64 = ["held_in_time", "held_late", "held_not_counted"]
        .iter()
        .filter_map(|key| clock[key].as_u64())
        .sum();
    assert_eq!(held, year.held.len() as u64);
}

#[test]
fn the_reports_totals_are_the_generators() {
    same(20_260_105, 700);
    same(7, 90);
}
