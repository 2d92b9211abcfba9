//! What arrives, and where.

use super::office::{Office, SECRET, fresh_id};
use serde_json::json;

#[test]
fn by_invitation_to_the_allocated_iro() {
    let office = Office::new();
    let token = office.token("C-1", "child");
    // As somebody may copy it from paper.
    let typed = token.to_lowercase().replace('-', " ");
    office.post(&office.response(Some(&typed)));
    let ran = office.ends(0, &["deliver"]);
    assert!(!ran.err.contains("Robin") && !ran.err.contains(&token), "{}", ran.err);
    let mail = office.sink.messages();
    assert_eq!(mail.len(), 1);
    assert_eq!(mail[0].to, ["amira.khan@northmoor.example"]);
    let (text, html) = (mail[0].text(), mail[0].html());
    for words in [
        "Robin Example",
        "they/them",
        "C-1",
        "It came by the child's own link.",
        "How do you feel about where you live?",
        "It is OK",
        SECRET,
        "The child's own words",
    ] {
        assert!(text.contains(words), "{words}: {text}");
        let escaped = words.replace('\'', "&#39;");
        assert!(html.contains(&escaped), "{words}: {html}");
    }
    let subject = mail[0].header("Subject").expect("a subject");
    assert!(!subject.contains("Robin"), "{subject}");
    assert_eq!(office.status()["delivered"], 1);
    // Once more: nothing is sent twice.
    office.ends(0, &["deliver"]);
    assert_eq!(office.sink.messages().len(), 1);
}

#[test]
fn by_the_public_link_if_exactly_one_child_matches() {
    let office = Office::new();
    let mut response = office.response(None);
    response["about"] =
        json!({ "name": " robin   EXAMPLE", "date_of_birth": "2016-04-02", "iro": "Amira" });
    office.post(&response);
    office.ends(0, &["deliver"]);
    let mail = office.sink.messages();
    assert_eq!(mail[0].to, ["amira.khan@northmoor.example"]);
    assert!(mail[0].text().contains("came by the public link: check who sent it"));
    assert!(mail[0].html().contains("came by the public link: check who sent it"));
}

#[test]
fn to_the_cover_of_an_iro_who_is_away() {
    let office = Office::new();
    let token = office.token("C-2", "child");
    office.post(&office.response(Some(&token)));
    office.ends(0, &["deliver"]);
    let mail = office.sink.messages();
    assert_eq!(mail[0].to, ["cai.rees@northmoor.example"]);
    let text = mail[0].text();
    assert!(text.contains("The child's own IRO is Ben Okoro."), "{text}");
    assert!(text.contains("It came after the review date"), "{text}");
}

#[test]
fn the_letter_says_whose_link_was_used() {
    let office = Office::new();
    let token = office.token("C-1", "carer");
    let mut response = office.response(Some(&token));
    response["form"] = json!("carer");
    response["form_version"] = json!(office.version("carer"));
    response["answers"] = json!([{ "question": "view", "value": "Well.", "words": "own" }]);
    office.post(&response);
    office.ends(0, &["deliver"]);
    let text = office.sink.messages()[0].text();
    assert!(text.contains("given to the carer"), "{text}");
    assert!(text.contains("[Their own words]"), "{text}");
}

#[test]
fn an_alert_goes_to_duty_at_once_and_says_nothing_else() {
    let office = Office::new();
    let token = office.token("C-1", "child");
    let mut response = office.response(Some(&token));
    response["answers"][0]["value"] = json!("sad");
    office.post(&response);
    office.ends(0, &["deliver"]);
    let mail = office.sink.messages();
    assert_eq!(mail.len(), 2);
    assert_eq!(mail[0].to, ["duty.iro@northmoor.example"], "alerts go first");
    assert_eq!(mail[0].header("X-Priority").as_deref(), Some("1"));
    assert_eq!(mail[0].header("Importance").as_deref(), Some("high"));
    for part in [mail[0].text(), mail[0].html()] {
        for words in ["How do you feel about where you live?", "Not good", "C-1", "Amira Khan"] {
            assert!(part.contains(words), "{words}: {part}");
        }
        assert!(!part.contains("Robin") && !part.contains(SECRET), "{part}");
    }
    let letter = mail[1].text();
    let first = letter.find("PLEASE READ THIS FIRST").expect("alerts");
    assert!(first < letter.find("Where I live").expect("the section"));
}

#[test]
fn second_answers_are_marked_and_the_sixth_waits() {
    let office = Office::new();
    let token = office.token("C-1", "child");
    for _ in 0..6 {
        office.post(&office.response(Some(&token)));
        office.ends(0, &["deliver"]);
    }
    let mail = office.sink.messages();
    assert_eq!(mail.len(), 5);
    assert!(!mail[0].text().contains("Second answers"));
    for later in &mail[1..] {
        assert!(later.text().contains("Second answers"));
    }
    assert_eq!(office.reasons(), ["it is response 6 by the same link"]);
}

#[test]
fn pressing_the_button_again_is_one_response() {
    let office = Office::new();
    let token = office.token("C-1", "child");
    let mut response = office.response(Some(&token));
    office.post(&response);
    response["sent_at"] = json!("2026-11-20T19:43:00Z");
    office.post(&response);
    office.ends(0, &["deliver"]);
    assert_eq!(office.sink.messages().len(), 1);
    let status = office.status();
    assert_eq!((&status["delivered"], &status["discarded"]), (&json!(1), &json!(1)));
    // The same id with other answers is another matter.
    response["answers"][0]["value"] = json!("good");
    office.post(&response);
    office.ends(0, &["deliver"]);
    assert_eq!(office.sink.messages().len(), 1);
    assert!(office.reasons()[0].contains("same id"));
}

#[test]
fn the_anonymous_survey_is_counted_and_never_mailed() {
    let office = Office::new();
    let mut response = office.response(None);
    response["form"] = json!("survey");
    response["form_version"] = json!(office.version("survey"));
    response["answers"] = json!([{ "question": "fine", "value": "yes", "words": "own" }]);
    office.post(&response);
    office.ends(0, &["deliver"]);
    assert_eq!(office.sink.messages().len(), 0);
    assert_eq!(office.status()["delivered"], 1);
}

#[test]
fn an_iros_form_counts_only_with_an_iros_link() {
    let office = Office::new();
    let of = |invitation: Option<&str>| {
        let mut response = office.response(invitation);
        response["form"] = json!("iro-after");
        response["form_version"] = json!(office.version("iro-after"));
        response["answers"] = json!([{ "question": "code", "value": "PN1", "words": "own" }]);
        response
    };
    office.post(&of(Some(&office.token("C-1", "iro"))));
    let mut public = of(None);
    public["about"] = json!({ "name": "Robin Example", "date_of_birth": "2016-04-02" });
    office.post(&public);
    office.ends(0, &["deliver"]);
    let mail = office.sink.messages();
    assert_eq!(mail.len(), 1);
    assert_eq!(mail[0].to, ["iro.manager@northmoor.example"]);
    // The name goes to the child and the IRO only.
    assert!(!mail[0].data.contains("Robin") && !mail[0].text().contains("Robin"));
    // What is recorded of a meeting is no wish for it.
    assert!(mail[0].text().contains("== The review ==\n"), "{}", mail[0].text());
    assert!(mail[0].text().contains("[The IRO's words]"), "{}", mail[0].text());
    assert!(office.reasons()[0].contains("for IROs"));
}

#[test]
fn a_form_version_that_is_not_known_yet_waits_for_the_catalogue() {
    let office = Office::new();
    let whole = std::fs::read_to_string(office.path("forms.json")).expect("forms");
    office.write("forms.json", r#"{"format":"my-review/forms/1","forms":[]}"#);
    let mut response = office.response(None);
    response["about"] = json!({ "name": "Robin Example", "date_of_birth": "2016-04-02" });
    let sha256 = office.post(&response);
    office.ends(0, &["deliver"]);
    assert_eq!(office.status()["received"], 1);
    // A day later it is held, and the catalogue still lets it go.
    let old = std::time::SystemTime::now() - std::time::Duration::from_hours(25);
    let mut other = office.response(None);
    other["id"] = json!(fresh_id());
    other["about"] = response["about"].clone();
    let late = office.post(&other);
    let path = office.path("inbox/responses").join(format!("{late}.age"));
    let file = std::fs::File::options().write(true).open(path).expect("the file");
    file.set_modified(old).expect("an old file");
    office.ends(0, &["deliver"]);
    assert_eq!(office.held()[0]["sha256"], json!(late));
    office.write("forms.json", &whole);
    office.ends(0, &["deliver"]);
    assert_eq!(office.status()["delivered"], 2);
    assert_eq!(office.sink.messages().len(), 2);
    assert_ne!(sha256, late);
}

#[test]
fn nothing_of_the_answers_is_in_any_other_file() {
    let office = Office::new();
    let token = office.token("C-1", "child");
    let mut response = office.response(Some(&token));
    response["answers"][0]["value"] = json!("sad");
    response["filled_in_by"] =
        json!({ "who": "helper", "helper": { "role": "carer", "name": SECRET } });
    response["language"] = json!(SECRET);
    response["answers"][1]["question"] = json!(SECRET);
    office.post(&response);
    let mut unknown = office.response(None);
    unknown["form"] = json!(SECRET);
    unknown["about"] = json!({ "name": SECRET, "date_of_birth": "2016-04-02" });
    office.post(&unknown);
    let ran = office.ends(0, &["deliver"]);
    assert_eq!(office.sink.messages().len(), 2);
    assert!(!office.leaks(SECRET));
    assert!(!ran.err.contains(SECRET), "{}", ran.err);
    std::fs::remove_file(office.path("allocations.csv")).expect("removed");
    assert!(!office.leaks("Robin"));
}
