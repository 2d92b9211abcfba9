//! Surveys: forms that are only counted. Their words go to the manager on
//! Mondays, shuffled, once five have answered in one language.

use super::golden::{is_as_before, readable};
use super::office::{Office, SECRET, fresh_id};
use super::sink::{Message, Mood};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// An answer to the survey. All are sure that they are heard.
pub(crate) fn response(office: &Office, language: &str, words: &[(&str, &str)]) -> Value {
    let mut response = office.response(None);
    response["form"] = json!("survey");
    response["form_version"] = json!(office.version("survey"));
    response["language"] = json!(language);
    let answer = |question: &str, value: Value| json!({ "question": question, "value": value, "words": "own", "only_my_iro": false });
    let mut answers = vec![answer("fine", json!("yes"))];
    answers.extend(words.iter().map(|(question, words)| answer(question, json!(words))));
    response["answers"] = json!(answers);
    response
}

/// As if all that is in the ledger had come last week.
pub(crate) fn monday_comes(office: &Office) {
    office
        .ledger()
        .execute_batch(
            "UPDATE response SET changed_at = strftime('%Y-%m-%dT%H:%M:%SZ', changed_at, '-8 days');
             UPDATE delivery SET made_at = strftime('%Y-%m-%dT%H:%M:%SZ', made_at, '-8 days') WHERE kind = 'survey'",
        )
        .expect("a week");
}

fn post(office: &Office, count: usize, language: &str, word: &str) {
    for at in 0..count {
        office.post(&response(office, language, &[("first", &format!("{word} {at:02}"))]));
    }
}

fn deliver(office: &Office) -> Vec<Message> {
    office.ends(0, &["deliver"]);
    office.sink.take_messages()
}

fn waiting(office: &Office) -> u64 {
    office.status()["in_surveys"].as_u64().unwrap_or_default()
}

#[test]
fn the_mail_is_word_for_word_this_and_goes_once() {
    let office = Office::new();
    let mut first = response(&office, "cy", &[("first", "Mwy o bêl-droed.\nA <b>chi</b>.")]);
    first["filled_in_by"] =
        json!({ "who": "helper", "helper": { "role": "carer", "name": SECRET } });
    office.post(&first);
    for _ in 0..3 {
        office.post(&response(&office, "cy", &[]));
    }
    let mut last = response(&office, "cy", &[("last", "https://www.evil.example")]);
    last["answers"][0]["value"] = json!("not-sure");
    let best = json!({ "question": "best", "value": ["school", "home"], "words": "own", "only_my_iro": false });
    last["answers"].as_array_mut().expect("answers").push(best);
    office.post(&last);
    assert_eq!(deliver(&office).len(), 0, "not one by one, and not before Monday");
    assert_eq!((waiting(&office), office.status()["delivered"].clone()), (5, json!(5)));
    let status = office.ends(0, &["status"]);
    assert!(status.out.contains("in surveys: 5 wait until five have answered"), "{}", status.out);
    monday_comes(&office);
    let mail = deliver(&office);
    assert_eq!(mail.len(), 1);
    assert_eq!(mail[0].to, ["iro.manager@northmoor.example"]);
    is_as_before("survey.txt", &readable(&mail[0]));
    assert_eq!((deliver(&office).len(), waiting(&office)), (0, 0));
    monday_comes(&office);
    assert_eq!(deliver(&office).len(), 0, "next week either");
    // What is counted stands in the report, and nothing of it anywhere else.
    let report: Value =
        serde_json::from_str(&office.ends(0, &["report", "--format", "json"]).out).expect("JSON");
    let survey = &report["surveys"][0];
    assert_eq!(survey["responses"], 5);
    assert_eq!(
        survey["questions"][0]["answers"],
        json!([
            { "id": "yes", "name": "Yes", "count": 4 }, { "id": "no", "name": "No", "count": 0 },
            { "id": "not-sure", "name": "I'm not sure", "count": 1 }
        ])
    );
    assert_eq!(
        survey["questions"][1]["answers"],
        json!([
            { "id": "home", "name": "First: Home", "count": 0 },
            { "id": "school", "name": "First: School", "count": 1 }
        ])
    );
    for format in ["text", "html"] {
        let report = office.ends(0, &["report", "--format", format]).out;
        assert!(report.contains("Are you heard?") && report.contains("First: School"), "{report}");
    }
    for secret in [SECRET, "bêl-droed", "evil.example"] {
        assert!(!office.leaks(secret), "{secret}");
    }
}

#[test]
fn fewer_than_five_wait_and_so_does_a_rare_language() {
    let office = Office::new();
    post(&office, 4, "en", "hope");
    post(&office, 4, "ar", "amal");
    deliver(&office);
    monday_comes(&office);
    assert_eq!(deliver(&office).len(), 0);
    assert_eq!(waiting(&office), 8);
    // Eight of one form are enough to be counted, whatever their language.
    let counted = |office: &Office| -> u64 {
        let sql = "SELECT coalesce(sum(responses), 0) FROM survey_count WHERE question = 'fine'";
        office.ledger().query_row(sql, [], |row| row.get(0)).expect("a count")
    };
    assert_eq!(counted(&office), 8);
    // The fifth has come, and waits for its Monday: a mail at once would tell
    // when it came.
    post(&office, 1, "en", "fifth");
    assert_eq!((deliver(&office).len(), waiting(&office)), (0, 9));
    monday_comes(&office);
    // By itself the fifth is not counted: four others have to come.
    let mail = deliver(&office);
    assert_eq!(mail.len(), 0, "a tick that is not counted keeps its words back");
    post(&office, 4, "en", "late");
    assert_eq!(deliver(&office).len(), 0);
    monday_comes(&office);
    let mail = deliver(&office);
    assert_eq!(mail.len(), 1);
    let text = mail[0].text();
    assert!(text.contains("hope 03") && text.contains("fifth 00") && text.contains("late 02"));
    assert!(!text.contains("amal") && !text.contains("Arabic"), "{text}");
    assert_eq!((waiting(&office), counted(&office)), (4, 13));
    // A fifth and more in the rare language.
    post(&office, 5, "ar-SY", "akhir");
    deliver(&office);
    monday_comes(&office);
    let mail = deliver(&office);
    assert_eq!(mail.len(), 1);
    let text = mail[0].text();
    assert!(text.contains("amal 00") && text.contains("akhir 04"), "{text}");
    assert!(text.contains("9 people answered this survey in Arabic (ar)"), "{text}");
    assert_eq!(waiting(&office), 0);
}

#[test]
fn no_order_and_nothing_else_tells_who_wrote_it() {
    let office = Office::new();
    let mut ids = Vec::new();
    let mut files = Vec::new();
    for at in 0..24 {
        let (one, two) = (format!("first {at:02}"), format!("last {at:02}"));
        let response = response(&office, "en", &[("first", &one), ("last", &two)]);
        ids.push(response["id"].as_str().expect("an id").to_owned());
        files.push(office.post(&response));
    }
    deliver(&office);
    monday_comes(&office);
    let mail = deliver(&office);
    assert_eq!(mail.len(), 1);
    let text = mail[0].text();
    let order = |start: &str| -> Vec<String> {
        let lines = text.lines().map(str::trim);
        lines.filter_map(|line| line.strip_prefix(start)).map(str::to_owned).collect()
    };
    let posted: Vec<String> = (0..24).map(|at| format!("{at:02}")).collect();
    let mut by_file: Vec<_> = files.iter().zip(&posted).collect();
    by_file.sort();
    let by_file: Vec<String> = by_file.into_iter().map(|(_, at)| at.clone()).collect();
    let (first, last) = (order("first "), order("last "));
    // One in 10 to the power of 23 that chance makes two of them the same.
    let orders = BTreeSet::from([&posted, &by_file, &first, &last]);
    assert_eq!(orders.len(), 4, "{text}");
    for order in orders {
        assert_eq!(order.iter().collect::<BTreeSet<_>>().len(), 24);
    }
    let receipts: Vec<String> = office
        .ledger()
        .prepare("SELECT receipt FROM response")
        .expect("a query")
        .query_map([], |row| row.get(0))
        .expect("receipts")
        .collect::<Result<_, _>>()
        .expect("receipts");
    let raw = &mail[0].data;
    for tell in ids.iter().chain(&files).chain(&receipts) {
        assert!(!text.contains(tell) && !raw.contains(tell), "{tell}");
    }
    for tell in ["2026-11-20", "19:42", "English", "language", "child's own"] {
        assert!(!text.contains(tell), "{tell}: {text}");
    }
}

#[test]
fn what_no_server_takes_goes_again_next_week() {
    let office = Office::new();
    post(&office, 5, "en", "wish");
    deliver(&office);
    monday_comes(&office);
    office.sink.will(&[Mood::NEVER]);
    office.ends(1, &["deliver"]);
    assert_eq!(deliver(&office).len(), 0, "not again today");
    assert_eq!(waiting(&office), 5);
    // A week later it is overdue, until it has gone.
    monday_comes(&office);
    assert!(office.ends(1, &["status"]).err.contains("the mail of a survey"));
    let mail = deliver(&office);
    assert_eq!((mail.len(), waiting(&office)), (1, 0));
    assert!(!mail[0].text().contains("You may have had"));
    office.ends(0, &["status"]);
    // What is not taken just now is tried again at once by hand.
    post(&office, 5, "en", "more");
    deliver(&office);
    monday_comes(&office);
    office.sink.will(&[Mood::NOT_NOW]);
    office.ends(1, &["deliver"]);
    let mail = deliver(&office);
    assert!(mail[0].text().contains("more 04") && !mail[0].text().contains("wish"));
}

#[test]
fn without_a_manager_it_waits_and_is_never_purged() {
    let office = Office::new();
    let config = std::fs::read_to_string(office.path("courier.yaml")).expect("the configuration");
    office.write("courier.yaml", &config.replace("manager: iro.manager@northmoor.example\n", ""));
    post(&office, 6, "en", "wish");
    // Not one that the form's page could have sent: counted, and nothing else.
    let mut long = response(&office, "en", &[("first", &"x".repeat(1001))]);
    long["id"] = json!(fresh_id());
    office.post(&long);
    deliver(&office);
    for _ in 0..20 {
        monday_comes(&office);
    }
    assert_eq!((deliver(&office).len(), waiting(&office)), (0, 7));
    assert!(office.ends(0, &["status"]).out.contains("courier.yaml names none"));
    let sealed = |office: &Office| {
        std::fs::read_dir(office.path("inbox/responses")).expect("the inbox").count()
    };
    office.ends(0, &["purge"]);
    assert_eq!(sealed(&office), 7);
    office.write("courier.yaml", &config);
    let mail = deliver(&office);
    assert_eq!(mail.len(), 1);
    assert!(mail[0].text().contains("wish 05") && !mail[0].text().contains("xxxx"));
    // Told: its sealed file, which knows the time, goes with the next purge.
    deliver(&office);
    office.ends(0, &["purge"]);
    assert_eq!(sealed(&office), 0);
    assert_eq!(office.status()["purged"], 7);
}

#[test]
fn a_file_that_is_gone_is_left_out_and_keeps_nothing_back() {
    let office = Office::new();
    post(&office, 6, "en", "wish");
    deliver(&office);
    monday_comes(&office);
    let lost = office.post(&response(&office, "en", &[("first", "lost")]));
    deliver(&office);
    monday_comes(&office);
    std::fs::remove_file(office.path("inbox/responses").join(format!("{lost}.age")))
        .expect("removed");
    post(&office, 5, "en", "later");
    deliver(&office);
    monday_comes(&office);
    let mail = deliver(&office);
    assert_eq!((mail.len(), waiting(&office)), (1, 0));
    assert!(mail[0].text().contains("later 04") && !mail[0].text().contains("lost"));
}

#[test]
fn a_restored_ledger_says_that_it_may_be_a_repeat() {
    let office = Office::new();
    post(&office, 5, "en", "wish");
    deliver(&office);
    office.ends(0, &["backup", "copy.sqlite3"]);
    monday_comes(&office);
    assert_eq!(deliver(&office).len(), 1);
    for name in ["ledger.sqlite3-wal", "ledger.sqlite3-shm"] {
        let _ = std::fs::remove_file(office.path(name));
    }
    std::fs::rename(office.path("copy.sqlite3"), office.path("ledger.sqlite3")).expect("restored");
    monday_comes(&office);
    let mail = deliver(&office);
    assert_eq!(mail.len(), 1);
    assert!(mail[0].text().contains("You may have had some of this already"));
}

#[test]
fn an_alert_without_a_name_is_told_to_duty_once_an_hour_and_says_nothing_of_it() {
    let office = Office::new();
    for _ in 0..3 {
        let mut alert = response(&office, "en", &[("first", SECRET)]);
        alert["answers"][0]["value"] = json!("no");
        office.post(&alert);
        office.ends(0, &["deliver"]);
    }
    let mail = office.sink.take_messages();
    assert_eq!(mail.len(), 1);
    assert_eq!(mail[0].to, ["duty.iro@northmoor.example"]);
    assert_eq!(mail[0].header("X-Priority").as_deref(), Some("1"));
    let text = mail[0].text();
    assert!(text.contains("nobody can tell who it was"), "{text}");
    assert!(!text.contains(SECRET) && !text.contains("Are you heard"), "{text}");
    // They are answers like all others: counted, and not mailed one by one.
    assert_eq!(waiting(&office), 3);
    office
        .ledger()
        .execute("UPDATE delivery SET made_at = '2020-01-01T00:00:00Z'", [])
        .expect("long ago");
    let mut later = response(&office, "en", &[]);
    later["answers"][0]["value"] = json!("no");
    office.post(&later);
    assert_eq!(deliver(&office).len(), 1, "an hour later duty is told again");
}
