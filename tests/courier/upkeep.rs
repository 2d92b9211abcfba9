//! Years of running it: backups that are needed, ledgers of older versions,
//! monitoring, lists that are broken for a while.

use super::office::{Office, SECRET};
use super::survey;
use serde_json::json;
use std::io::{BufRead, BufReader};
use std::process::Stdio;

const REPEAT: &str = "You may have had this already";

#[test]
fn a_restored_backup_loses_nothing_and_repeats_nothing_silently() {
    let office = Office::new();
    let token = office.token("C-1", "child");
    office.post(&office.response(Some(&token)));
    office.ends(0, &["deliver"]);
    office.ends(0, &["backup", "copy.sqlite3"]);
    // Delivered after the backup was made.
    let second = office.response(Some(&token));
    office.post(&second);
    office.ends(0, &["deliver"]);
    let first_time = office.sink.take_messages()[1].clone();
    // The disk dies; the backup takes the ledger's place.
    for name in ["ledger.sqlite3-wal", "ledger.sqlite3-shm"] {
        let _ = std::fs::remove_file(office.path(name));
    }
    std::fs::rename(office.path("copy.sqlite3"), office.path("ledger.sqlite3")).expect("restored");
    let ran = office.ends(0, &["deliver"]);
    assert!(ran.err.contains("restored from a backup"), "{}", ran.err);
    let again = office.sink.take_messages();
    assert_eq!(again.len(), 1, "what the backup knows of does not go again");
    assert_eq!(again[0].header("Message-ID"), first_time.header("Message-ID"));
    assert!(again[0].text().contains(REPEAT));
    assert!(!first_time.text().contains(REPEAT));
    // What comes from now on is new.
    std::thread::sleep(std::time::Duration::from_millis(1100));
    office.post(&office.response(Some(&token)));
    let ran = office.ends(0, &["deliver"]);
    assert!(!ran.err.contains("restored"), "{}", ran.err);
    let new = office.sink.take_messages();
    assert_eq!(new.len(), 1);
    assert!(!new[0].text().contains(REPEAT));
}

/// A ledger as version 1 of its layout wrote it, with something in every table.
fn layout_1(office: &Office) {
    let ledger = office.ledger();
    ledger
        .execute_batch(include_str!("../../src/courier/ledger/schema.sql"))
        .expect("the first layout");
    ledger
        .execute_batch(&format!(
            "INSERT INTO meta VALUES ('message-id-key', zeroblob(32));
             INSERT INTO invitation VALUES (1, '4T9X-K2MD-7QHP-W3NC', 'C-1', 'child', 'my-review-8-11', '2026-01-01T00:00:00Z', NULL);
             INSERT INTO response (sha256, receipt, state, received_at, changed_at, invitation)
                 VALUES ('{0}', 'AAAA-AAAA', 'delivered', '2026-01-02T00:00:00Z', '2026-01-02T00:00:00Z', 1);
             INSERT INTO expectation VALUES ('{0}', 'happened', 'told', 'yes');
             INSERT INTO delivery (response, kind, part, recipient, address, name, message_id, state, made_at, next_attempt_at)
                 VALUES ('{0}', 'response', 1, 'amira', 'amira.khan@northmoor.example', 'Amira', 'x@y', 'accepted', '2026-01-02T00:00:00Z', '2026-01-02T00:00:00Z');
             INSERT INTO event (at, response, what, who) VALUES ('2026-01-02T00:00:00Z', '{0}', 'delivered', 'courier');
             PRAGMA user_version = 1;",
            "a".repeat(64)
        ))
        .expect("rows");
    drop(ledger);
    office.mode("ledger.sqlite3", 0o600);
}

#[test]
fn a_ledger_of_an_older_layout_is_upgraded_and_keeps_everything() {
    let office = Office::new();
    layout_1(&office);
    assert_eq!(office.status()["delivered"], 1);
    // The old link still is whose it was.
    assert_eq!(office.token("C-1", "child"), "4T9X-K2MD-7QHP-W3NC");
    office.post(&office.response(Some("4T9X-K2MD-7QHP-W3NC")));
    office.ends(0, &["deliver"]);
    let mail = office.sink.messages();
    assert!(mail[0].text().contains("Second answers"), "the first is remembered");
    let ledger = office.ledger();
    let count =
        |sql: &str| -> i64 { ledger.query_row(sql, [], |row| row.get(0)).expect("a count") };
    assert_eq!(count("SELECT count(*) FROM event WHERE what = 'ledger upgraded'"), 1);
    assert_eq!(count("SELECT count(*) FROM expectation"), 1);
    assert!(count("PRAGMA user_version") > 1);
}

/// A ledger as the version before surveys were told wrote it: one answer to a
/// survey was closed, and a letter delivered.
#[test]
fn a_ledger_from_before_surveys_tells_what_was_written_in_them() {
    let office = Office::new();
    for at in 0..5 {
        office.post(&survey::response(&office, "en", &[("first", &format!("old wish {at}"))]));
    }
    let token = office.token("C-1", "child");
    office.post(&office.response(Some(&token)));
    office.ends(0, &["deliver"]);
    office.sink.take_messages();
    let ledger = office.ledger();
    let letters = |ledger: &rusqlite::Connection| -> String {
        let sql = "SELECT group_concat(id || kind || recipient || message_id || state || attempts || made_at, '|') FROM delivery";
        ledger.query_row(sql, [], |row| row.get(0)).expect("letters")
    };
    let before = letters(&ledger);
    ledger
        .execute_batch(&format!(
            "PRAGMA foreign_keys = OFF;
             DROP TABLE survey_response; DROP TABLE survey_count;
             ALTER TABLE delivery RENAME TO newer;
             DROP INDEX delivery_of_response; DROP INDEX delivery_by_state; DROP INDEX delivery_pending;
             {};
             {}
             INSERT INTO delivery SELECT * FROM newer; DROP TABLE newer;
             PRAGMA user_version = 4;",
            include_str!("../../src/courier/ledger/schema.sql")
                .split("CREATE TABLE delivery")
                .nth(1)
                .and_then(|rest| rest.split_once("\n\n"))
                .map(|(table, _)| format!("CREATE TABLE delivery{table}"))
                .expect("the table"),
            include_str!("../../src/courier/ledger/schema-2.sql"),
        ))
        .expect("the layout before");
    drop(ledger);
    survey::monday_comes(&office);
    office.ends(0, &["deliver"]);
    let mail = office.sink.take_messages();
    assert_eq!(mail.len(), 1);
    assert!((0..5).all(|at| mail[0].text().contains(&format!("old wish {at}"))));
    assert!(letters(&office.ledger()).starts_with(&before));
}

#[test]
fn a_ledger_of_a_newer_layout_or_of_something_else_is_left_alone() {
    let office = Office::new();
    layout_1(&office);
    office.ledger().pragma_update(None, "user_version", 99).expect("written");
    let ran = office.ends(2, &["status"]);
    assert!(ran.err.contains("newer version"), "{}", ran.err);
    std::fs::remove_file(office.path("ledger.sqlite3")).expect("removed");
    office.ledger().execute_batch("CREATE TABLE recipes (cake TEXT)").expect("a table");
    office.mode("ledger.sqlite3", 0o600);
    let ran = office.ends(2, &["status"]);
    assert!(ran.err.contains("a database of something else"), "{}", ran.err);
}

#[test]
fn monitoring_reads_the_standing() {
    let office = Office::new();
    office.drop_file(b"junk");
    office.ends(0, &["deliver"]);
    let token = office.token("C-1", "child");
    office.post(&office.response(Some(&token)));
    let ran = office.ends(0, &["status", "--format", "openmetrics", "--metrics", "my-review.prom"]);
    let written = std::fs::read_to_string(office.path("my-review.prom")).expect("metrics");
    assert!(ran.out.ends_with("# EOF\n") && written.ends_with("# EOF\n"));
    for line in [
        "# TYPE my_review_responses gauge",
        "my_review_responses{state=\"received\"} 1",
        "my_review_responses{state=\"held\"} 1",
        "my_review_alarm 0",
    ] {
        assert!(ran.out.lines().any(|one| one == line), "{line}: {}", ran.out);
        assert!(written.lines().any(|one| one == line), "{line}: {written}");
    }
    // Each name's lines stand together, and each sample is a name and a number.
    for line in written.lines().filter(|line| !line.starts_with('#')) {
        let (name, value) = line.split_once(' ').expect("a name and a value");
        assert!(name.starts_with("my_review_") && value.parse::<f64>().is_ok(), "{line}");
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let metadata = std::fs::metadata(office.path("my-review.prom")).expect("metadata");
        assert_eq!(metadata.permissions().mode() & 0o777, 0o644);
    }
    let ran = office.ends(2, &["status", "--metrics", "nowhere/my-review.prom"]);
    assert!(ran.err.contains("nowhere"), "{}", ran.err);
}

#[cfg(unix)]
#[test]
fn a_broken_new_list_is_refused_and_the_last_good_one_stays() {
    let office = Office::new();
    let token = office.token("C-1", "child");
    let good = std::fs::read_to_string(office.path("allocations.csv")).expect("children");
    let mut watch = office
        .command(&["deliver", "--watch"])
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program");
    let lines = BufReader::new(watch.stderr.take().expect("its words")).lines();
    let mut lines = lines.map(|line| line.expect("a line"));
    assert!(lines.any(|line| line.contains("watching")));
    office.write("allocations.csv", &good.replace("2016-04-02", "soon").replace("2015-01-31", "x"));
    assert!(lines.any(|line| line.contains("last good lists")));
    assert!(
        lines.any(|line| line.contains("allocations.csv:2") || line.contains("allocations.csv:3"))
    );
    office.post(&office.response(Some(&token)));
    assert!(lines.any(|line| line.contains("1 delivered")));
    watch.kill().expect("killed");
    watch.wait().expect("its end");
    assert_eq!(office.sink.messages()[0].to, ["amira.khan@northmoor.example"]);
    assert!(!office.leaks(SECRET));
    assert_eq!(office.status()["delivered"], json!(1));
}
