//! Letters sealed to an IRO's own key.

use super::office::{Office, SECRET};
use super::sink::Mood;
use data_encoding::BASE64;
use my_review::seal::{Identities, NewIdentity, open};
use serde_json::json;

/// An office whose Amira has a key.
fn office(size: u64) -> (Office, Identities) {
    let office = Office::with_size(size);
    let identity = NewIdentity::generate();
    let recipient = identity.recipient();
    let iros = std::fs::read_to_string(office.path("iros.yaml")).expect("IROs");
    let with_key = format!("amira.khan@northmoor.example, recipient: {recipient}");
    office.write("iros.yaml", &iros.replace("amira.khan@northmoor.example", &with_key));
    (office, identity.into())
}

#[test]
fn only_the_iro_can_read_it() {
    let (office, identity) = office(35_882_577);
    let token = office.token("C-1", "child");
    let mut response = office.response(Some(&token));
    response["answers"][0]["value"] = json!("sad");
    office.post(&response);
    office.sink.will(&[Mood::CUT_AFTER_DOT]);
    office.ends(1, &["deliver"]);
    office.sink.calm_down();
    office.ends(0, &["deliver"]);
    let mail = office.sink.messages();
    let letters: Vec<_> = mail.iter().filter(|one| one.to[0].contains("amira")).collect();
    let letter = letters[letters.len() - 1];
    for hidden in [SECRET, "Robin", "they/them", "Where I live", "Not good"] {
        assert!(!letter.data.contains(hidden), "{hidden}");
        assert!(letter.parts().iter().all(|part| !part.text().contains(hidden)), "{hidden}");
    }
    assert!(letter.text().contains("sealed to your own key"));
    let sealed = letter.file("letter.eml.age").expect("the sealed letter");
    let opened = open(&sealed.body, &identity).expect("opened");
    let opened = mailparse::parse_mail(&opened).expect("a message");
    let text = opened.subparts[0].subparts[0].get_body().expect("its text");
    for shown in [SECRET, "Robin Example", "Not good"] {
        assert!(text.contains(shown), "{shown}");
    }
    // The duty IRO has no key, and is told all the same.
    assert!(mail.iter().any(|one| one.to[0].contains("duty") && one.text().contains("Not good")));
    // Another IRO's letters stay as they were.
    let token = office.token("C-2", "child");
    office.post(&office.response(Some(&token)));
    office.ends(0, &["deliver"]);
    let mail = office.sink.messages();
    assert!(mail[mail.len() - 1].text().contains(SECRET));
}

#[test]
fn a_sealed_letter_fits_the_server_too() {
    let (office, identity) = office(200_000);
    let token = office.token("C-1", "child");
    let mut response = office.response(Some(&token));
    let ids: Vec<String> = (0..5).map(|at| format!("a{at}")).collect();
    response["answers"][1] =
        json!({ "question": "home-draw", "value": ids, "words": "own", "only_my_iro": false });
    let drawings: Vec<_> = (0..5u8)
        .map(|at| {
            // What no sealing can make smaller, and no drawing repeats.
            let noise = (0..40_000u32).map(|n| n.wrapping_mul(2_654_435_761).to_be_bytes()[1] ^ at);
            let content: Vec<u8> = b"\x89PNG\r\n\x1a\n".iter().copied().chain(noise).collect();
            json!({ "id": format!("a{at}"), "question": "home-draw", "media_type": "image/png", "bytes": BASE64.encode(&content) })
        })
        .collect();
    response["attachments"] = json!(drawings);
    office.post(&response);
    office.ends(0, &["deliver"]);
    let mail = office.sink.messages();
    assert!(mail.len() > 2, "{}", mail.len());
    let mut drawings = 0;
    for one in &mail {
        assert!(one.data.len() < 200_000, "{}", one.data.len());
        let sealed = one.file("letter.eml.age").expect("a sealed part");
        let opened = open(&sealed.body, &identity).expect("opened");
        let text = String::from_utf8_lossy(&opened).into_owned();
        drawings += text.matches("filename=\"home-draw-").count();
    }
    assert_eq!(drawings, 5);
}
