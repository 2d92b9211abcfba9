//! Letters about reviews: who gets which, by the real program.

use super::office::{Office, SECRET};
use super::sink::{Message, Mood};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan, tz::TimeZone};
use my_review::courier::WorkingDays;
use serde_json::{Value, json};
use std::fmt::Write as _;

fn today() -> Date {
    Timestamp::now().to_zoned(TimeZone::UTC).date()
}

/// The day that is so many working days from today, and a few more.
fn review_in(working_days: u32) -> Date {
    WorkingDays::built_in().expect("days").after(today(), working_days)
}

/// One child with all three addresses, whose review is on this day.
fn children(review: Date) -> String {
    let born = review.checked_sub(10.years()).expect("a day");
    let last = review.checked_sub(5.months()).expect("a day");
    format!(
        "child,name,name_for_parent,date_of_birth,iro,came_into_care,last_review,review_date,child_email,carer_email,parent_email\n\
         C-1,Robin Chosen,Bobby,{born},amira,2020-01-06,{last},{review},robin@child.example,carer@home.example,parent@home.example\n"
    )
}

fn letter(role: &str, when: &str) -> Value {
    json!({
        "for": role, "when": when, "language": "en", "subject": format!("{role} {when}"),
        "unnamed": "the child",
        "text": "For {name}, {date}, by {send_by}, from {iro}: {link}\n",
        "html": "<p>For {name}, {date}: <a href=\"{link}\">form</a></p>"
    })
}

fn office(review: Date) -> Office {
    let office = Office::new();
    let mut letters = Vec::new();
    for role in ["child", "carer"] {
        for when in ["invitation", "reminder", "moved"] {
            letters.push(letter(role, when));
        }
    }
    let all = json!({ "format": "my-review/letters/1", "letters": letters });
    office.write("letters.json", &all.to_string());
    office.write_private("allocations.csv", &children(review));
    office
}

fn to<'m>(messages: &'m [Message], address: &str) -> &'m Message {
    messages.iter().find(|one| one.to == [address]).expect("a letter to this address")
}

#[test]
fn each_reader_gets_their_own_link_and_name_once() {
    let review = review_in(14);
    let office = office(review);
    let rehearsed = office.ends(0, &["invite", "--dry-run"]);
    assert!(rehearsed.out.contains("send  C-1  child  invitation  my-review-8-11"));
    assert!(
        rehearsed.out.contains("not   C-1  parent  invitation  forms.json has no form for parents"),
        "{}",
        rehearsed.out
    );
    assert!(office.sink.messages().is_empty());
    let ran = office.ends(0, &["invite"]);
    let letters = office.sink.take_messages();
    assert_eq!(letters.len(), 2, "{}", ran.err);
    let child = to(&letters, "robin@child.example");
    let carer = to(&letters, "carer@home.example");
    assert_eq!(child.header("Subject").as_deref(), Some("child invitation"));
    assert!(child.text().contains("For Robin Chosen, "), "{}", child.text());
    assert!(child.text().contains(&review.strftime("%A %-d %B %Y").to_string()));
    assert!(child.text().contains("from Amira Khan"));
    assert!(carer.text().contains("For the child, "), "{}", carer.text());
    assert!(!carer.data.contains("Robin"));
    for (letter, role) in [(child, "child"), (carer, "carer")] {
        let token = office.token("C-1", role);
        assert!(letter.text().contains(&format!("#i={token}")), "{role}");
        assert!(letter.html().contains(&format!("#i={token}\"")), "{role}");
    }
    // Nothing about a child is in what the program says.
    for said in [&rehearsed, &ran] {
        for secret in ["Robin", "Bobby", "@", "#i="] {
            assert!(!said.out.contains(secret) && !said.err.contains(secret), "{secret}");
        }
    }
    // Again on the same day, and the courier in between.
    office.ends(0, &["invite"]);
    office.ends(0, &["deliver"]);
    office.ends(0, &["invite"]);
    assert!(office.sink.messages().iter().all(|one| one.to == ["duty.iro@northmoor.example"]));
}

#[test]
fn an_answer_ends_the_letters() {
    let office = office(review_in(14));
    let token = office.token("C-1", "child");
    office.post(&office.response(Some(&token)));
    office.ends(0, &["deliver"]);
    office.sink.take_messages();
    let ran = office.ends(0, &["invite", "--dry-run", "--format", "json"]);
    let planned: Value = serde_json::from_str(&ran.out).expect("JSON");
    let due = planned["due"].as_array().expect("a list");
    assert!(due.iter().all(|one| one["role"] != "child"), "{due:?}");
    let why = planned["not"]
        .as_array()
        .expect("a list")
        .iter()
        .find(|one| one["role"] == "child" && one["occasion"] == "invitation");
    let why = why.expect("a reason")["why"].as_str().expect("text").to_owned();
    assert!(why.starts_with("their form came on"), "{why}");
    office.ends(0, &["invite"]);
    let letters = office.sink.messages();
    assert_eq!(letters.len(), 1);
    assert_eq!(letters[0].to, ["carer@home.example"]);
    assert!(!office.leaks(SECRET));
}

#[test]
fn a_review_that_moves_is_told_once() {
    let office = office(review_in(10));
    office.ends(0, &["invite"]);
    office.sink.take_messages();
    let later = review_in(12);
    office.write_private("allocations.csv", &children(later));
    office.ends(0, &["invite"]);
    let letters = office.sink.take_messages();
    assert_eq!(letters.len(), 2);
    let child = to(&letters, "robin@child.example");
    assert_eq!(child.header("Subject").as_deref(), Some("child moved"));
    assert!(child.text().contains(&later.strftime("%-d %B").to_string()));
    office.ends(0, &["invite"]);
    assert!(office.sink.messages().is_empty());
    let ledger = office.ledger();
    let reviews: i64 =
        ledger.query_row("SELECT count(*) FROM review", [], |row| row.get(0)).expect("a count");
    assert_eq!(reviews, 1, "it is the same review");
}

#[test]
fn a_carer_with_another_address_gets_a_link_of_their_own() {
    let review = review_in(14);
    let office = office(review);
    office.ends(0, &["invite"]);
    let first = office.token("C-1", "carer");
    office.sink.take_messages();
    office.write_private(
        "allocations.csv",
        &children(review).replace("carer@home.example", "new@home.example"),
    );
    office.ends(0, &["invite"]);
    let letters = office.sink.take_messages();
    assert_eq!(letters.len(), 1);
    assert_eq!(letters[0].to, ["new@home.example"]);
    assert!(!letters[0].text().contains(&first));
    assert_ne!(office.token("C-1", "carer"), first, "the old link is taken back");
    office.ends(0, &["invite"]);
    assert!(office.sink.messages().is_empty());
}

#[test]
fn what_stops_half_way_goes_again_under_the_same_name() {
    let office = office(review_in(14));
    office.sink.will(&[Mood::CUT_AFTER_DOT]);
    office.ends(1, &["invite"]);
    let first = office.sink.take_messages();
    let unsure = first.iter().find(|one| !one.accepted).expect("one that was cut off").clone();
    office.ends(0, &["invite"]);
    let again = office.sink.take_messages();
    let again = to(&again, &unsure.to[0]);
    assert_eq!(again.header("Message-ID"), unsure.header("Message-ID"));
    assert!(again.text().contains("may have had this letter already"));
    office.ends(0, &["invite"]);
    assert!(office.sink.messages().is_empty());
}

#[test]
fn an_address_that_is_refused_is_told_to_duty_until_it_is_put_right() {
    let review = review_in(14);
    let office = office(review);
    office.sink.will(&[Mood::NEVER]);
    let ran = office.ends(1, &["invite"]);
    assert!(ran.err.contains("C-1 child invitation: not sent"), "{}", ran.err);
    office.sink.take_messages();
    office.ends(0, &["invite"]);
    assert!(office.sink.messages().is_empty(), "it is not tried again at the same address");
    let good = children(review).replace("robin@", "robin.new@");
    office.write_private("allocations.csv", &good);
    office.ends(0, &["invite"]);
    let letters = office.sink.take_messages();
    assert_eq!(letters.len(), 1);
    assert_eq!(letters[0].to, ["robin.new@child.example"]);
}

#[test]
fn mistakes_in_the_configuration_are_named() {
    let office = office(review_in(14));
    std::fs::remove_file(office.path("letters.json")).expect("removed");
    let ran = office.ends(2, &["invite"]);
    assert!(ran.err.contains("letters.json: the letters are not there"), "{}", ran.err);
    let config = std::fs::read_to_string(office.path("courier.yaml")).expect("a configuration");
    for (wrong, said) in [
        ("working_days_before: 0", "invitations.working_days_before is 0"),
        ("working_days_before: 10", "invitations.remind_working_days_before has 10"),
        ("working_days: 10", "working_days"),
    ] {
        office.write("courier.yaml", &config.replacen("working_days_before: 15", wrong, 1));
        let ran = office.ends(2, &["invite"]);
        assert!(ran.err.contains(said), "{wrong}: {}", ran.err);
    }
}

/// What stands beside letters in these languages, as `build` writes it.
fn beside() -> Value {
    json!({
        "en": { "repeat": "You may have had this letter already.", "not_translated": "(none)", "scan": "Point" },
        "cy": { "repeat": "Eto", "not_translated": "Dim yn Gymraeg", "scan": "Pwyntia" },
        "ar": { "repeat": "مرة أخرى", "not_translated": "ليست بالعربية", "not_checked": "لم تراجع", "scan": "الكاميرا" }
    })
}

/// A letter in each child's language, or in English with a note.
#[test]
fn each_child_is_written_to_in_their_language_or_is_told_why_not() {
    let review = review_in(14);
    let office = office(review);
    let born = review.checked_sub(10.years()).expect("a day");
    let mut list = "child,name,date_of_birth,iro,review_date,language,child_email\n".to_owned();
    for (at, language) in ["cy-GB", "ar", "so", "en", ""].iter().enumerate() {
        writeln!(list, "C-{at},Kim,{born},amira,{review},{language},c{at}@child.example")
            .expect("a string");
    }
    // On paper.
    writeln!(list, "C-9,Kim,{born},amira,{review},ar,").expect("a string");
    office.write_private("allocations.csv", &list);
    let mut welsh = letter("child", "invitation");
    welsh["language"] = json!("cy");
    welsh["text"] = json!("Helo {name}: {link}\n");
    let write = |letters: Vec<Value>| {
        let all =
            json!({ "format": "my-review/letters/1", "letters": letters, "beside": beside() });
        office.write("letters.json", &all.to_string());
    };
    write(vec![letter("child", "invitation"), welsh.clone()]);
    office.ends(0, &["invite"]);
    let letters = office.sink.take_messages();
    let text = |at: usize| to(&letters, &format!("c{at}@child.example")).text();
    assert!(text(0).starts_with("Helo Kim: https"), "{}", text(0));
    assert!(text(1).starts_with("ليست بالعربية\n\nFor Kim, "), "{}", text(1));
    for at in [2, 3, 4] {
        assert!(text(at).starts_with("For Kim, "), "{}", text(at));
    }
    let html = to(&letters, "c1@child.example").html();
    assert!(html.contains("<html lang=\"en\" dir=\"ltr\">"), "{html}");
    assert!(html.contains("lang=\"ar\" dir=\"rtl\">ليست بالعربية</p>"), "{html}");
    let print = &["invite", "--print", "--format", "html"];
    let paper = office.ends(0, print).out;
    assert!(paper.contains("lang=\"ar\" dir=\"rtl\">ليست بالعربية</p>"), "{paper}");
    assert!(paper.contains("<p lang=\"en\" dir=\"ltr\">Point</p>"), "{paper}");
    // Once there is a letter in Arabic, it goes, and says that nobody checked it.
    let mut arabic = letter("child", "invitation");
    arabic["language"] = json!("ar");
    write(vec![letter("child", "invitation"), arabic]);
    let paper = office.ends(0, print).out;
    assert!(paper.contains("<article lang=\"ar\" dir=\"rtl\">"), "{paper}");
    for said in ["لم تراجع", "الكاميرا"] {
        assert!(paper.contains(&format!("lang=\"ar\" dir=\"rtl\">{said}</p>")), "{said}: {paper}");
    }
    assert!(!paper.contains("ليست بالعربية"), "{paper}");
}

/// The IRO need not read the child's language.
#[test]
fn an_iro_is_written_to_in_english() {
    let office = office(review_in(14));
    let day = WorkingDays::built_in().expect("days").before(today(), 2);
    let before = day.checked_sub(5.months()).expect("a day");
    let list = |day: Date| {
        format!(
            "child,name,date_of_birth,iro,last_review,review_date,language\nC-1,Kim,2012-01-01,amira,{before},{day},ar\n"
        )
    };
    let mut record = letter("iro", "record");
    record["form"] = json!("iro-after");
    let mut arabic = record.clone();
    arabic["language"] = json!("ar");
    let all =
        json!({ "format": "my-review/letters/1", "letters": [arabic, record], "beside": beside() });
    office.write("letters.json", &all.to_string());
    // It was to be tomorrow, and then was two working days ago.
    for day in [review_in(1), day] {
        office.write_private("allocations.csv", &list(day));
        office.ends(0, &["invite"]);
    }
    let letters = office.sink.take_messages();
    assert_eq!(letters.len(), 1);
    assert!(letters[0].text().starts_with("For Kim, "), "{}", letters[0].text());
    assert!(letters[0].html().contains("<html lang=\"en\""));
}
