//! Many responses with poison among them: nobody waits for the poison. The
//! bench does the same with 10,000.

use super::office::{Office, fresh_id};
use my_review::courier::{Config, Courier, Patience, SmtpMailer, Timeouts};
use serde_json::json;
use std::collections::BTreeSet;

const ALL: usize = 300;
const POISONED: usize = 30;

/// One of several ways to be no response.
fn poison(office: &Office, nth: usize) {
    let valid = serde_json::to_vec(&office.response(None)).expect("JSON");
    let seal = |text: &[u8]| {
        my_review::seal::seal(text, std::slice::from_ref(&office.recipient)).expect("sealed")
    };
    let mut sealed = seal(&valid);
    let content = match nth % 10 {
        0 => format!("junk {nth}").into_bytes(),
        1 => {
            sealed.truncate(sealed.len() - 1 - nth);
            sealed
        }
        2 => {
            let end = sealed.len() - 1;
            sealed[end] ^= 1;
            sealed
        }
        3 => {
            let mut file = b"age-encryption.org/v1\n".to_vec();
            for _ in 0..4000 {
                file.extend_from_slice(
                    b"-> X25519 TEiF0ypqr+bpvcqXNyCVJpL7OuwPdVwPL7KQEbFDOCc\n\n",
                );
            }
            file.extend_from_slice(nth.to_string().as_bytes());
            file
        }
        4 => seal(format!("not JSON {nth}").as_bytes()),
        5 => seal(&[b"[".repeat(100_000), nth.to_string().into_bytes()].concat()),
        6 => seal(&valid[..valid.len() / 2]),
        7 => {
            let other = my_review::seal::NewIdentity::generate().recipient();
            my_review::seal::seal(&valid, &[other]).expect("sealed")
        }
        8 => seal(format!("{{\"format\":\"my-review/response/1\",\"n\":{nth}}}").as_bytes()),
        _ => {
            let mut response = office.response(None);
            response["answers"] = json!([{ "question": nth, "value": null, "words": "nobody's" }]);
            seal(&serde_json::to_vec(&response).expect("JSON"))
        }
    };
    office.drop_file(&content);
}

#[test]
fn nobody_waits_for_what_is_poisoned() {
    let office = Office::new();
    let mut expected = BTreeSet::new();
    for nth in 0..ALL {
        if nth % (ALL / POISONED) == 3 {
            poison(&office, nth / (ALL / POISONED));
            continue;
        }
        let mut response = office.response(None);
        let words = format!("words of number {nth}.");
        response["id"] = json!(fresh_id());
        response["about"] = json!({ "name": "Robin Example", "date_of_birth": "2016-04-02" });
        response["answers"][1]["value"] = json!(words);
        office.post(&response);
        expected.insert(words);
    }
    let config = Config::load(&office.path("courier.yaml")).expect("a configuration");
    let mut mailer = SmtpMailer::new(&config.mail, Timeouts::default()).expect("a mailer");
    let mut courier = Courier::open(config, Box::new(|_| {})).expect("a courier");
    let report = courier.deliver(&mut mailer, Patience::TryEverything).expect("a round");
    assert_eq!((report.delivered, report.held, report.not_sent), (ALL - POISONED, POISONED, 0));
    let mail = office.sink.messages();
    assert_eq!(mail.len(), expected.len(), "no e-mail comes of poison");
    for one in &mail {
        let text = one.text();
        let words = text.lines().map(str::trim).find(|line| line.starts_with("words of number"));
        assert!(expected.remove(words.expect("its words")), "each once");
    }
    assert!(expected.is_empty());
    assert_eq!(office.sink.connections(), 1);
    drop(courier);
    office.ends(0, &["status"]);
    assert!(office.reasons().iter().all(|reason| !reason.contains("fault")));
}
