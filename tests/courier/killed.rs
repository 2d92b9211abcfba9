//! The courier is stopped where it hurts: killed at every step of a
//! conversation, out of room on the disk, with a ledger that cannot be written,
//! started twice, with a clock that jumped.

#![cfg(unix)]

use super::office::{Office, Ran, SECRET};
use super::survey;
use serde_json::json;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const REPEAT: &str = "You may have had this already";

fn with_one_response() -> Office {
    let office = Office::new();
    let token = office.token("C-1", "child");
    office.post(&office.response(Some(&token)));
    office
}

fn start(office: &Office, arguments: &[&str]) -> Child {
    office
        .command(arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program")
}

/// Waits so long for something to become true.
fn soon(what: &str, mut is_true: impl FnMut() -> bool) {
    let began = Instant::now();
    while !is_true() {
        assert!(began.elapsed() < Duration::from_secs(30), "{what}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn killed_at_every_step_and_started_again() {
    for (stage, may_have_it) in [
        ("connect", false),
        ("banner", false),
        ("EHLO", false),
        ("MAIL", false),
        ("RCPT", false),
        ("DATA", true),
        ("content", true),
        ("dot", true),
        ("after", true),
    ] {
        let office = with_one_response();
        office.sink.kill_at(stage);
        let mut courier = start(&office, &["deliver"]);
        office.sink.victim_is(courier.id());
        let ended = courier.wait().expect("its end");
        // At the last stage the answer may have come in time.
        assert!(!ended.success() || stage == "after", "{stage}: it was killed");
        office.ends(0, &["deliver"]);
        let status = office.status();
        assert_eq!((&status["delivered"], &status["sending"]), (&json!(1), &json!(0)), "{stage}");
        let mail = office.sink.messages();
        let last = mail.last().expect("it arrived");
        assert!(last.accepted && mail.len() <= 2, "{stage}");
        if may_have_it && stage != "after" {
            assert!(last.text().contains(REPEAT), "{stage}");
        }
        if !may_have_it {
            assert_eq!(mail.len(), 1, "{stage}");
            assert!(!last.text().contains(REPEAT), "{stage}");
        }
        if let [first, second] = &mail[..] {
            assert_eq!(first.header("Message-ID"), second.header("Message-ID"), "{stage}");
            assert!(second.text().contains(REPEAT), "{stage}");
        }
        office.ends(0, &["deliver"]);
        assert_eq!(office.sink.messages().len(), mail.len(), "{stage}: that was all");
    }
}

/// What was written in a survey is in one mail, taken once as far as anybody can
/// know, wherever the courier is stopped.
#[test]
fn killed_at_every_step_of_a_surveys_mail() {
    for (stage, may_have_it) in
        [("connect", false), ("MAIL", false), ("DATA", true), ("dot", true), ("after", true)]
    {
        let office = Office::new();
        for at in 0..5 {
            office.post(&survey::response(&office, "en", &[("first", &format!("wish {at}"))]));
        }
        office.ends(0, &["deliver"]);
        survey::monday_comes(&office);
        office.sink.kill_at(stage);
        let mut courier = start(&office, &["deliver"]);
        office.sink.victim_is(courier.id());
        let ended = courier.wait().expect("its end");
        assert!(!ended.success() || stage == "after", "{stage}: it was killed");
        office.ends(0, &["deliver"]);
        let mail = office.sink.messages();
        let last = mail.last().expect("it arrived");
        assert!(last.accepted && mail.len() <= 1 + usize::from(may_have_it), "{stage}");
        let repeat = last.text().contains("You may have had some of this already");
        // At the last stage the answer may have come in time.
        assert!(repeat == may_have_it || stage == "after", "{stage}");
        for at in 0..5 {
            assert!(last.text().contains(&format!("wish {at}")), "{stage}");
        }
        if let [first, second] = &mail[..] {
            assert_eq!(first.header("Message-ID"), second.header("Message-ID"), "{stage}");
        }
        office.ends(0, &["deliver"]);
        assert_eq!(office.sink.messages().len(), mail.len(), "{stage}: that was all");
        assert_eq!(office.status()["in_surveys"], json!(null), "{stage}");
    }
}

/// Without room the courier stops before the step that it cannot write down.
#[test]
fn a_full_disk_loses_nothing_and_sends_nothing_unrecorded() {
    let mut stopped = 0;
    // In units of 512 or 1024 bytes, as the shell likes it; the ledger itself
    // is between the two.
    for limit in [1, 20, 60, 90, 110, 130, 150, 180, 220, 300, 400] {
        let office = with_one_response();
        let program = office.command(&[]).get_program().to_owned();
        let output = Command::new("sh")
            .arg("-c")
            .arg(format!("trap '' XFSZ; ulimit -f {limit}; exec \"$0\" deliver"))
            .arg(program)
            .current_dir(office.folder.path())
            .output()
            .expect("a shell");
        let ran = Ran::from(&output);
        assert!([0, 1, 2].contains(&ran.status), "{limit}: {}", ran.err);
        assert!(!ran.err.contains("panicked"), "{limit}: {}", ran.err);
        stopped += usize::from(ran.status != 0);
        office.ends(0, &["deliver"]);
        assert_eq!(office.status()["delivered"], 1, "{limit}: {}", ran.err);
        let mail = office.sink.messages();
        assert!((1..=2).contains(&mail.len()), "{limit}: {}", mail.len());
        if let [first, second] = &mail[..] {
            assert_eq!(first.header("Message-ID"), second.header("Message-ID"));
            assert!(second.text().contains(REPEAT), "{limit}");
        }
        assert!(!office.leaks(SECRET), "{limit}");
    }
    assert!(stopped > 2, "some of these were too little");
}

/// Marks the ledger's file as one that SQLite may only read: unlike a mode of
/// the file system, this also holds for the system's superuser.
fn set_write_version(office: &Office, version: u8) {
    let path = office.path("ledger.sqlite3");
    let mut content = std::fs::read(&path).expect("the ledger");
    content[18] = version;
    std::fs::write(&path, content).expect("written");
}

#[test]
fn a_ledger_that_cannot_be_written_stops_the_courier_before_it_sends() {
    let office = with_one_response();
    set_write_version(&office, 9);
    let ran = office.ends(2, &["deliver"]);
    assert!(ran.err.contains("ledger") && ran.err.contains("What to do"), "{}", ran.err);
    assert!(office.sink.messages().is_empty());
    assert_eq!(office.sink.connections(), 0);
    set_write_version(&office, 2);
    office.ends(0, &["deliver"]);
    assert_eq!(office.sink.messages().len(), 1);
}

#[test]
fn couriers_that_are_started_at_once_send_once() {
    let office = with_one_response();
    let token = office.token("C-2", "child");
    for _ in 0..4 {
        office.post(&office.response(Some(&token)));
    }
    let mut couriers: Vec<Child> = (0..4).map(|_| start(&office, &["deliver"])).collect();
    let ended: Vec<Option<i32>> =
        couriers.iter_mut().map(|one| one.wait().expect("its end").code()).collect();
    assert!(ended.contains(&Some(0)), "{ended:?}");
    assert!(ended.iter().all(|code| matches!(code, Some(0 | 2))), "{ended:?}");
    office.ends(0, &["deliver"]);
    assert_eq!(office.sink.messages().len(), 5);
    assert_eq!(office.status()["delivered"], 5);
}

#[test]
fn a_clock_that_was_ahead_does_not_make_anything_wait_for_ever() {
    let office = with_one_response();
    // Every attempt, notice and state of the time when the clock was wrong.
    office.sink.will(&[super::sink::Mood::NOT_NOW]);
    office.ends(1, &["deliver"]);
    for change in [
        "UPDATE delivery SET next_attempt_at = '2099-01-01T00:00:00Z', made_at = '2099-01-01T00:00:00Z'",
        "UPDATE response SET received_at = '2099-01-01T00:00:00Z', changed_at = '2099-01-01T00:00:00Z'",
    ] {
        office.ledger().execute(change, []).expect("a jump");
    }
    office.ends(0, &["status"]);
    let mut watch = start(&office, &["deliver", "--watch"]);
    soon("it is delivered", || office.sink.messages().iter().any(|one| one.accepted));
    soon("it is recorded", || office.status()["delivered"] == 1);
    watch.kill().expect("killed");
    watch.wait().expect("its end");
    assert_eq!(office.sink.messages().len(), 1);
}
