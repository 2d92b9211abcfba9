//! A whole year of `invite`, every morning: 700 children, about 1,900 reviews,
//! everything that can happen to them. Prints how long it takes, the slowest
//! morning, and the most memory that was used.
//!
//! `cargo bench --bench year --no-default-features --features courier`. The
//! ledger is made on a memory disk where there is one, or in the folder that
//! `MY_REVIEW_BENCH_FOLDER` names: there its flushes count.

#![allow(clippy::expect_used, reason = "a bench that cannot go on has failed")]
#![allow(clippy::print_stdout, reason = "figures are what it is for")]

#[path = "../tests/common/council.rs"]
#[allow(dead_code, reason = "the tests use the rest")]
mod council;
#[path = "../tests/common/year.rs"]
#[allow(dead_code, reason = "the tests use the rest")]
mod year;

use council::Council;
use std::process::Command;
use std::time::{Duration, Instant};
use year::{Year, days};

fn main() {
    let mut year = Year::new(20_260_105, 700);
    let mut council = Council::new(&year);
    let mut letters = 0;
    let mut recorded = 0;
    let mut mornings: Vec<Duration> = Vec::new();
    let start = Instant::now();
    for today in days() {
        year.advance(today);
        year.must_go(today);
        let morning = Instant::now();
        let postbox = council.invite(&year, today);
        mornings.push(morning.elapsed());
        letters += postbox.0.len();
        for taken in &postbox.0 {
            std::hint::black_box((&taken.to, &taken.subject, &taken.message_id));
        }
        let answers = year.answers(today);
        council.take_in(&answers, today);
        while let Some(held) = year.held.get(recorded).cloned() {
            council.record(&held, today);
            recorded += 1;
        }
    }
    let all = start.elapsed();
    let inviting: Duration = mornings.iter().sum();
    let slowest = mornings.iter().max().copied().unwrap_or_default();
    println!(
        "{} children, {} reviews, {} moved, {} cancelled, {letters} letters",
        year.kids.len(),
        year.held.len(),
        year.moves,
        year.cancelled
    );
    println!(
        "a year of mornings: {:.2} s (of {:.2} s with the simulation), {:.0} letters/s, slowest morning {:.0} ms",
        inviting.as_secs_f64(),
        all.as_secs_f64(),
        f64::from(u32::try_from(letters).unwrap_or(u32::MAX)) / inviting.as_secs_f64(),
        slowest.as_secs_f64() * 1e3
    );
    if let Some(peak) = peak_memory() {
        println!("most memory: {peak}");
    }
    for format in ["text", "csv", "json", "html"] {
        report(&council, format);
    }
}

/// The report of the year, by the program itself; how much memory it takes is
/// what `/usr/bin/time -v` says of the same command.
fn report(council: &Council, format: &str) {
    let start = Instant::now();
    let ran = Command::new(env!("CARGO_BIN_EXE_my-review-courier"))
        .args(["report", "--format", format])
        .current_dir(council.folder())
        .output()
        .expect("the program");
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    println!(
        "report as {format}: {:.0} ms, {} bytes",
        start.elapsed().as_secs_f64() * 1e3,
        ran.stdout.len()
    );
}

/// The most that the process had in memory, as Linux tells it.
fn peak_memory() -> Option<String> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().to_owned())
}
