//! What a person must decide, and what poison costs.

use super::office::{Office, fresh_id};
use my_review::seal::{NewIdentity, seal};
use serde_json::json;
use std::time::{Duration, Instant};

#[test]
fn poison_is_held_at_once_and_blocks_nothing() {
    let office = Office::new();
    let token = office.token("C-1", "child");
    let good = serde_json::to_vec(&office.response(Some(&token))).expect("JSON");
    let to_us = std::slice::from_ref(&office.recipient);
    let sealed = seal(&good, to_us).expect("sealed");
    // 4,000 stanzas, for which the library takes seconds.
    let mut header = b"age-encryption.org/v1\n".to_vec();
    for _ in 0..4000 {
        header.extend_from_slice(b"-> X25519 TEiF0ypqr+bpvcqXNyCVJpL7OuwPdVwPL7KQEbFDOCc\nEmECAEcKN+n/Vs9SbWiV+Hu0r+E8R77DdWYyd83nw7U\n");
    }
    header.extend_from_slice(&sealed[22..]);
    office.drop_file(&header);
    office.drop_file(&sealed[..sealed.len() - 1]);
    office.drop_file(b"hello");
    office.drop_file(b"");
    office.drop_file(&seal(b"{\"format\":\"x\"}", to_us).expect("sealed"));
    office.drop_file(&seal(&good, &[NewIdentity::generate().recipient()]).expect("sealed"));
    office.drop_file(&sealed);
    let start = Instant::now();
    office.ends(0, &["deliver"]);
    assert!(start.elapsed() < Duration::from_secs(3));
    assert_eq!(office.sink.messages().len(), 1);
    let reasons = office.reasons().join("\n");
    for words in [
        "longer than 16 KiB",
        "damaged or cut short",
        "not an age file",
        "it could be opened, but it is not a response",
        "not among the identities",
    ] {
        assert!(reasons.contains(words), "{words}: {reasons}");
    }
    let status = office.status();
    assert_eq!((&status["held"], &status["delivered"]), (&json!(6), &json!(1)));
    assert_eq!(status["oldest_waiting_seconds"], json!(null));
}

#[test]
fn what_cannot_be_matched_is_held_in_plain_words() {
    let office = Office::new();
    let about = |name: &str, born: &str| {
        let mut response = office.response(None);
        response["about"] = json!({ "name": name, "date_of_birth": born });
        response
    };
    let revoked = office.token("C-3", "child");
    office.ends(0, &["invite", "--revoke", &revoked]);
    let mut other_form = office.response(Some(&office.token("C-1", "carer")));
    other_form["id"] = json!(fresh_id());
    let mut no_birthday = office.response(None);
    no_birthday["about"] = json!({ "name": "Robin Example" });
    let cases = [
        (office.response(Some("0000-0000-0000-0000")), "never made"),
        (office.response(Some("hello")), "no token"),
        (office.response(Some(&revoked)), "taken back"),
        (other_form, "another form"),
        (office.response(None), "does not say who"),
        (about("Robin Exampel", "2016-04-02"), "no child"),
        (about("Sam Twin", "2014-05-05"), "more than one child"),
        (no_birthday, "no date of birth"),
        (about("Nobodys Child", "2013-03-03"), "“gone” is not in iros.yaml"),
        (about("Circle Example", "2012-02-02"), "away today, and so is"),
    ];
    for (response, words) in cases {
        office.post(&response);
        office.ends(0, &["deliver"]);
        let reasons = office.reasons().join("\n");
        assert!(reasons.contains(words), "{words}: {reasons}");
    }
    assert_eq!(office.sink.messages().len(), 0, "junk makes no e-mails");
    assert_eq!(office.status()["held"], 10);
}

#[test]
fn a_held_alert_is_a_notice_without_content_once_an_hour() {
    let office = Office::new();
    for _ in 0..3 {
        let mut response = office.response(None);
        response["answers"][0]["value"] = json!("sad");
        response["about"] = json!({ "name": "Somebody Else", "date_of_birth": "2016-04-02" });
        office.post(&response);
        office.ends(0, &["deliver"]);
    }
    let mail = office.sink.messages();
    assert_eq!(mail.len(), 1);
    assert_eq!(mail[0].to, ["duty.iro@northmoor.example"]);
    assert_eq!(mail[0].header("X-Priority").as_deref(), Some("1"));
    let text = mail[0].text();
    assert!(!text.contains("Not good") && !text.contains("Somebody"), "{text}");
}

#[test]
fn the_summary_comes_the_next_morning_and_once() {
    let office = Office::new();
    office.drop_file(b"junk");
    office.drop_file(b"more junk");
    office.ends(0, &["deliver"]);
    assert_eq!(office.sink.messages().len(), 0);
    office
        .ledger()
        .execute("UPDATE response SET changed_at = '2020-01-01T00:00:00Z'", [])
        .expect("long ago");
    office.ends(0, &["deliver"]);
    office.ends(0, &["deliver"]);
    let mail = office.sink.messages();
    assert_eq!(mail.len(), 1);
    assert_eq!(mail[0].to, ["duty.iro@northmoor.example"]);
    assert!(mail[0].text().contains("2: it cannot be opened: it is not an age file"));
}

/// What duty reads about reviews, word for word: by references, with no name.
#[test]
fn the_summary_names_reviews_that_are_late_missing_or_not_recorded() {
    let office = Office::new();
    let list = "child,name,date_of_birth,iro,came_into_care,last_review,review_date\n\
        C-1,Robin Late,2012-01-01,amira,2030-01-02,2031-01-10,2031-08-01\n\
        C-2,Robin First,2012-01-01,ben,2031-03-03,,\n\
        C-3,Robin Past,2012-01-01,cai,2018-01-02,2019-01-10,2019-07-01\n\
        C-4,Robin Well,2012-01-01,cai,2030-01-02,2031-01-10,2031-07-10\n\
        C-5,Robin Nothing,2012-01-01,cai,,,\n";
    office.write_private("allocations.csv", list);
    office.drop_file(b"junk");
    office.ends(0, &["deliver"]);
    // On a working day the reviews alone are reason enough for a summary.
    office.sink.take_messages();
    office
        .ledger()
        .execute_batch(
            "UPDATE response SET changed_at = '2020-01-01T00:00:00Z';
             UPDATE delivery SET made_at = '2020-01-02T00:00:00Z'",
        )
        .expect("long ago");
    office.ends(0, &["deliver"]);
    let mail = office.sink.take_messages();
    assert_eq!(mail.len(), 1);
    let text = mail[0].text();
    let reviews = text.split_once("These reviews need a look").expect("what is about reviews").1;
    let lines: Vec<&str> = reviews.lines().filter_map(|line| line.strip_prefix("* ")).collect();
    assert_eq!(
        lines,
        [
            "C-1 (amira): planned for 1 August 2031, too late: the law allows up to 10 July 2031",
            "C-2 (ben): no review is planned; the law allows up to 31 March 2031",
            "C-3 (cai): planned for 1 July 2019, which is past, and not in last_review; the law allows up to 10 July 2019",
        ]
    );
    for part in
        ["regulation 33", "What to do: put the date or the address right in the case system"]
    {
        assert!(reviews.contains(part), "{part}: {reviews}");
    }
    assert!(!mail[0].data.contains("Robin"), "{text}");
}

#[test]
fn a_person_releases_or_discards() {
    let office = Office::new();
    let mut response = office.response(None);
    response["about"] = json!({ "name": "Robin with another name", "date_of_birth": "2016-04-02" });
    office.post(&response);
    office.drop_file(b"junk");
    office.ends(0, &["deliver"]);
    let held = office.held();
    let of = |words: &str| {
        held.iter()
            .find(|one| one["reason"].as_str().unwrap_or_default().contains(words))
            .and_then(|one| one["id"].as_str())
            .expect("held")
            .to_owned()
    };
    let (unmatched, junk) = (of("no child"), of("not an age file"));
    let error = office.ends(2, &["release", &unmatched, "--to", "nobody"]);
    assert!(error.err.contains("no IRO “nobody”"), "{}", error.err);
    office.ends(0, &["release", &unmatched, "--to", "cai"]);
    office.ends(0, &["discard", &junk, "--why", "a machine's noise"]);
    office.ends(2, &["discard", &junk, "--why", "again"]);
    office.ends(2, &["release", "ZZZZ-ZZZZ", "--to", "cai"]);
    office.ends(0, &["deliver"]);
    let mail = office.sink.messages();
    assert_eq!(mail.len(), 1);
    assert_eq!(mail[0].to, ["cai.rees@northmoor.example"]);
    let text = mail[0].text();
    assert!(text.contains("Robin with another name, born 2 April 2016"), "{text}");
    assert!(text.contains("somebody at the council read why"), "{text}");
    let who: Vec<(String, String)> = office
        .ledger()
        .prepare(
            "SELECT what, who FROM event WHERE detail LIKE 'released to%' OR what = 'discarded'",
        )
        .expect("a query")
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .expect("rows")
        .map(|row| row.expect("a row"))
        .collect();
    assert_eq!(who.len(), 2);
    assert!(who.iter().all(|(_, who)| who != "courier" && !who.is_empty()));
    assert_eq!(office.status()["held"], 0);
}

#[test]
fn more_than_any_form_asks_for_is_held_and_not_written_out() {
    let office = Office::new();
    let token = office.token("C-1", "child");
    let mut response = office.response(Some(&token));
    let answer = json!({ "question": "nowhere", "value": 1, "words": "own" });
    response["answers"] = std::iter::repeat_n(answer, 300_000).collect();
    office.post(&response);
    office.post(&office.response(Some(&token)));
    office.ends(0, &["deliver"]);
    assert!(office.reasons()[0].contains("more than any form asks for"));
    assert_eq!(office.status()["delivered"], 1);
}
