//! The mail server fails at every stage.

use super::office::{Office, SECRET};
use super::sink::Mood;

fn with_one_response() -> Office {
    let office = Office::new();
    let token = office.token("C-1", "child");
    office.post(&office.response(Some(&token)));
    office
}

#[test]
fn what_is_not_taken_now_is_tried_again() {
    for mood in [Mood::NO_BANNER, Mood::NOT_NOW, Mood::DATA_NOT_NOW, Mood::DOT_NOT_NOW] {
        let office = with_one_response();
        office.sink.will(&[mood]);
        office.ends(1, &["deliver"]);
        let status = office.status();
        assert_eq!(status["sending"], 1);
        assert!(status["oldest_waiting_seconds"].is_i64());
        office.ends(0, &["deliver"]);
        assert_eq!(office.status()["delivered"], 1);
        let mail = office.sink.messages();
        let taken: Vec<_> = mail.iter().filter(|one| one.accepted).collect();
        assert_eq!(taken.len(), 1);
        assert!(!taken[0].text().contains("had this already"), "the server had said no");
    }
}

#[test]
fn a_cut_after_the_dot_is_repeated_and_says_so() {
    for mood in [Mood::CUT_AFTER_DOT, Mood::ANSWERS_354] {
        let office = with_one_response();
        office.sink.will(&[mood]);
        office.ends(1, &["deliver"]);
        // By now another IRO would get it; who may have had it stays.
        let children = std::fs::read_to_string(office.path("allocations.csv")).expect("children");
        office.write("allocations.csv", &children.replace("04-02,amira", "04-02,cai"));
        office.ends(0, &["deliver"]);
        let mail = office.sink.messages();
        assert_eq!(mail.len(), 2);
        assert_eq!(mail[0].header("Message-ID"), mail[1].header("Message-ID"));
        assert_eq!(mail[0].to, mail[1].to);
        assert!(!mail[0].text().contains("You may have had this already"));
        assert!(mail[1].text().contains("You may have had this already"));
        assert!(mail[1].html().contains("You may have had this already."));
    }
}

#[test]
fn before_data_the_recipient_is_todays() {
    let office = with_one_response();
    office.sink.will(&[Mood::NOT_NOW]);
    office.ends(1, &["deliver"]);
    let children = std::fs::read_to_string(office.path("allocations.csv")).expect("children");
    office.write("allocations.csv", &children.replace("04-02,amira", "04-02,cai"));
    office.ends(0, &["deliver"]);
    assert_eq!(office.sink.messages()[0].to, ["cai.rees@northmoor.example"]);
}

#[test]
fn a_courier_that_was_killed_at_data_repeats_and_says_so() {
    let office = with_one_response();
    office.sink.will(&[Mood::NOT_NOW]);
    office.ends(1, &["deliver"]);
    office
        .ledger()
        .execute("UPDATE delivery SET state = 'at-data'", [])
        .expect("as if it were killed");
    office.ends(0, &["deliver"]);
    assert!(office.sink.messages()[0].text().contains("You may have had this already"));
}

#[test]
fn what_is_refused_for_good_is_held_and_the_next_one_goes() {
    for (mood, words) in [
        (Mood::NEVER, "550 to the recipient: 5.1.1 no such person"),
        (Mood::DOT_NEVER_WITH_ECHO, "answered 554 to the message"),
    ] {
        let office = with_one_response();
        let token = office.token("C-2", "child");
        office.post(&office.response(Some(&token)));
        office.sink.will(&[mood]);
        office.ends(1, &["deliver"]);
        assert_eq!(office.status()["delivered"], 1);
        let reasons = office.reasons();
        assert!(reasons[0].contains(words), "{reasons:?}");
        assert!(!office.leaks(SECRET));
        office.ends(0, &["deliver"]);
        let id = office.held()[0]["id"].as_str().expect("an id").to_owned();
        office.ends(0, &["release", &id, "--to", "cai"]);
        office.ends(0, &["deliver"]);
        assert_eq!(office.status()["delivered"], 2);
    }
}

#[test]
fn no_server_at_all_is_an_alarm_after_a_while() {
    let office = with_one_response();
    let config = std::fs::read_to_string(office.path("courier.yaml")).expect("config");
    let port = office.sink.port().to_string();
    office.write("courier.yaml", &config.replace(&port, "9"));
    let ran = office.ends(1, &["deliver"]);
    assert!(ran.err.contains("waits"), "{}", ran.err);
    office.ends(0, &["status"]);
    office
        .ledger()
        .execute("UPDATE response SET received_at = '2020-01-01T00:00:00Z'", [])
        .expect("long ago");
    let ran = office.ends(1, &["status"]);
    assert!(ran.err.contains("more than 60 minutes"), "{}", ran.err);
    office.write("courier.yaml", &config);
    office.ends(0, &["deliver"]);
    office.ends(0, &["status"]);
}

#[test]
fn many_letters_share_one_connection() {
    let office = Office::new();
    let token = office.token("C-1", "child");
    for _ in 0..3 {
        office.post(&office.response(Some(&token)));
    }
    office.ends(0, &["deliver"]);
    assert_eq!(office.sink.messages().len(), 3);
    assert_eq!(office.sink.connections(), 1);
}

#[test]
fn a_courier_that_was_killed_after_the_250_closes_what_was_sent() {
    let office = with_one_response();
    office.ends(0, &["deliver"]);
    office
        .ledger()
        .execute("UPDATE response SET state = 'sending'", [])
        .expect("as if it were killed");
    office.ends(0, &["deliver"]);
    assert_eq!(office.status()["delivered"], 1);
    assert_eq!(office.sink.messages().len(), 1);
}
