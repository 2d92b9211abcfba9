//! The year's figures, by the real program. `UPDATE_GOLDEN=1` writes the golden
//! reports anew.

use super::office::{Office, SECRET, fresh_id};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan, tz::TimeZone};
use my_review::form::{Catalogue, Form};
use serde_json::{Value, json};
use std::path::Path;

fn today() -> Date {
    // In England, as the courier counts.
    let london = TimeZone::posix("GMT0BST,M3.5.0/1,M10.5.0").expect("a zone");
    Timestamp::now().to_zoned(london).date()
}

fn yesterday() -> Date {
    today().checked_sub(1.day()).expect("a day")
}

/// An office whose forms are a child's, a carer's, an IRO's record and a survey.
fn office() -> Office {
    let mut office = Office::new();
    let codes: Vec<Value> = (0..8)
        .map(|code| json!({ "id": format!("pn{code}"), "label": format!("PN{code}") }))
        .collect();
    let record = json!({
        "id": "iro-record", "title": "How the child took part", "for": "iro", "to": "iro",
        "sections": [{ "id": "part", "title": "The child's part", "questions": [
            { "id": "review-date", "kind": "date", "ask": "When was it?" },
            { "id": "participation-code", "kind": "choose-one", "ask": "How?", "options": codes }
        ] }]
    });
    let record: Form = serde_json::from_value(record).expect("a form");
    let mut forms: Vec<Form> =
        office.catalogue.forms.iter().map(|form| form.definition.clone()).collect();
    forms.retain(|form| form.id != "iro-after");
    forms.push(record);
    office.catalogue = Catalogue::new(&forms).expect("a catalogue");
    office.write("forms.json", &serde_json::to_string(&office.catalogue).expect("JSON"));
    office
}

fn record(office: &Office, token: Option<&str>, code: &str, completed: Date) -> Value {
    let mut response = office.response(token);
    response["form"] = json!("iro-record");
    response["form_version"] = json!(office.version("iro-record"));
    response["answers"] = json!([
        { "question": "review-date", "value": completed.to_string(), "words": "own", "only_my_iro": false },
        { "question": "participation-code", "value": code, "words": "own", "only_my_iro": false }
    ]);
    response
}

fn report(office: &Office, more: &[&str]) -> Value {
    let mut arguments = vec!["report", "--format", "json"];
    arguments.extend(more);
    serde_json::from_str(&office.ends(0, &arguments).out).expect("JSON")
}

fn here() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/courier/reports")
}

fn is_golden(name: &str, text: &str) {
    let file = here().join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&file, text).expect("written");
    }
    let golden = std::fs::read_to_string(&file).expect("the golden report");
    assert_eq!(golden.replace("\r\n", "\n"), text, "{name}");
}

#[test]
fn counts_from_before_give_the_published_table_and_both_rates() {
    let office = Office::new();
    let file = here().join("annual.csv");
    let file = file.to_str().expect("a path");
    let first = office.ends(0, &["report", "--import", file]);
    assert!(first.err.contains("The counts of 6 years are imported."), "{}", first.err);
    // Importing them again adds nothing.
    let again = office.ends(0, &["report", "--import", file]);
    assert_eq!(first.out, again.out);
    is_golden("annual.txt", &first.out);
    is_golden("annual.out.csv", &office.ends(0, &["report", "--format", "csv"]).out);
    is_golden("annual.json", &office.ends(0, &["report", "--format", "json"]).out);
    let years = report(&office, &[])["participation"].clone();
    for (at, total) in [1452, 1488, 1582, 1721, 1830, 1875].into_iter().enumerate() {
        assert_eq!(years[at]["recorded"], total);
    }
    assert_eq!(years[0]["all_but_pn7"]["percent"], 95.4);
    assert_eq!(years[0]["all_but_pn4_and_pn7"]["percent"], 95.0);
    // Whole years only.
    let some = report(&office, &["--from", "2018-04-01", "--to", "2020-12-31"]);
    let some: Vec<_> =
        some["participation"].as_array().expect("years").iter().map(|y| &y["year"]).collect();
    assert_eq!(some, ["2018/19", "2019/20"]);
}

#[test]
fn a_broken_list_of_counts_is_told_and_changes_nothing() {
    let office = Office::new();
    office.write("counts.csv", "code,2016/17\nPN0,many\n");
    let ran = office.ends(2, &["report", "--import", "counts.csv"]);
    assert!(ran.err.contains("line 2") && ran.err.contains("Nothing was imported"), "{}", ran.err);
    assert_eq!(report(&office, &[])["participation"], json!([]));
    let ran = office.ends(2, &["report", "--from", "2026-02-01", "--to", "2026-01-01"]);
    assert!(ran.err.contains("is after"), "{}", ran.err);
}

#[test]
fn only_an_iros_link_sets_the_code() {
    let office = office();
    let day = yesterday();
    // By nobody's link, by the child's, and by a link for another form: held.
    office.post(&record(&office, None, "pn1", day));
    let childs = office.token("C-1", "child");
    office.post(&record(&office, Some(&childs), "pn1", day));
    office.ends(0, &["deliver"]);
    assert_eq!(office.held().len(), 2);
    assert_eq!(report(&office, &[])["participation"], json!([]));
    // What the child sends is an answer, and sets nothing.
    office.post(&office.response(Some(&childs)));
    office.ends(0, &["deliver"]);
    assert_eq!(report(&office, &[])["participation"], json!([]));
    assert_eq!(report(&office, &[])["answers"]["total"], 1);
    // A held one that a person releases is read, and sets nothing.
    let held = office.held()[0]["id"].as_str().expect("a receipt").to_owned();
    office.ends(0, &["release", &held, "--to", "amira"]);
    office.ends(0, &["deliver"]);
    assert_eq!(report(&office, &[])["participation"], json!([]));
    office.sink.take_messages();
    let iros = office.token("C-1", "iro");
    office.post(&record(&office, Some(&iros), "pn6", today()));
    office.ends(0, &["deliver"]);
    let year = &report(&office, &[])["participation"][0];
    assert_eq!((&year["codes"]["PN6"], &year["recorded"]), (&json!(1), &json!(1)));
    // The letter has the evidence beside it.
    let letters = office.sink.take_messages();
    let text = letters[0].text();
    for part in ["You recorded PN6", "Evidence: “My Review” came on", "filled in alone"] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let evidence = report(&office, &[])["evidence"].clone();
    assert_eq!(evidence[6], json!({ "code": "PN6", "reviews": 1, "with_a_form": 1 }));
    // A correction replaces it, of a day near by too.
    for (code, day, asked) in [("pn7", today(), true), ("pn1", yesterday(), false)] {
        office.post(&record(&office, Some(&iros), code, day));
        office.ends(0, &["deliver"]);
        let year = &report(&office, &[])["participation"][0];
        assert_eq!(
            (&year["codes"][code.to_uppercase()], &year["recorded"]),
            (&json!(1), &json!(1))
        );
        let text = office.sink.take_messages()[0].text();
        assert_eq!(text.contains("A form had come from the child."), asked, "{text}");
    }
    assert!(!office.leaks(SECRET));
}

#[test]
fn counts_what_came_in_and_nothing_that_was_thrown_away() {
    let office = office();
    let childs = office.token("C-1", "child");
    let mut helped = office.response(Some(&childs));
    helped["language"] = json!("cy");
    helped["filled_in_by"] =
        json!({ "who": "helper", "helper": { "role": "advocate", "name": "Sam" } });
    helped["answers"] = json!([
        { "question": "happened", "value": { "told": "no" }, "words": "own", "only_my_iro": false }
    ]);
    let alone = office.response(Some(&childs));
    for response in [&helped, &alone] {
        office.post(response);
    }
    // The same again, and junk: neither is an answer.
    office.post(&alone);
    office.drop_file(b"junk");
    let mut survey = office.response(None);
    survey["id"] = json!(fresh_id());
    survey["form"] = json!("survey");
    survey["form_version"] = json!(office.version("survey"));
    survey["answers"] = json!([]);
    office.post(&survey);
    office.ends(0, &["deliver"]);
    let answers = &report(&office, &[])["answers"];
    assert_eq!((&answers["total"], &answers["children"]), (&json!(3), &json!(1)));
    let count = |list: &str, id: &str| {
        let list = answers[list].as_array().expect("a list");
        list.iter()
            .find(|one| one["id"] == id)
            .map_or(0, |one| one["count"].as_u64().expect("a count"))
    };
    assert_eq!((count("by_form", "my-review-8-11"), count("by_form", "survey")), (2, 1));
    assert_eq!((count("by_language", "cy"), count("by_language", "en")), (1, 2));
    assert_eq!((count("by_who_filled_in", "advocate"), count("by_who_filled_in", "child")), (1, 2));
    assert_eq!((count("by_ages", "8-11"), count("by_ages", "any")), (2, 1));
    assert_eq!(count("by_days_before", "21-days-or-more"), 2);
    let whole = report(&office, &[]);
    let item = &whole["expectations"][0];
    assert_eq!((&item["name"], &item["no"]), (&json!("I was told in good time"), &json!(1)));
    // By IRO only if it is asked for.
    assert_eq!(whole["by_iro"], Value::Null);
    let asked = office.ends(0, &["report", "--by-iro"]);
    assert!(asked.out.contains("By IRO: for the manager only") && asked.out.contains("amira"));
    assert!(asked.err.contains("never to be published"), "{}", asked.err);
    for text in ["Robin", "C-1", SECRET] {
        assert!(!asked.out.contains(text), "{text}");
    }
}

#[test]
fn one_page_that_needs_nothing_else() {
    let office = Office::new();
    let file = here().join("annual.csv");
    office.ends(0, &["report", "--import", file.to_str().expect("a path")]);
    let page = office.ends(0, &["report", "--format", "html"]).out;
    for part in [
        "<svg role=\"img\" aria-label=\"Took part",
        "<th scope=\"row\">PN7",
        "95.4 %",
        "lang=\"en\"",
    ] {
        assert!(page.contains(part), "{part}");
    }
    for not in ["<script", "http://", "https://", "<link", "url(", "@import"] {
        // The name of the SVG format is no address that is fetched.
        let page = page.replace("http://www.w3.org/2000/svg", "");
        assert!(!page.contains(not), "{not}");
    }
}

#[test]
fn what_is_published_has_no_small_numbers_and_stays_as_it_was() {
    let office = Office::new();
    let file = here().join("annual.csv");
    office.ends(0, &["report", "--import", file.to_str().expect("a path")]);
    let ran = office.ends(0, &["report", "--public", "results.json"]);
    assert!(ran.err.contains("New: 2016/17, 2017/18"), "{}", ran.err);
    let read = || std::fs::read_to_string(office.path("results.json")).expect("the file");
    let first = read();
    is_golden("annual.public.json", &first);
    let years: Value = serde_json::from_str(&first).expect("JSON");
    let year = &years["years"][0]["participation"];
    // PN2 is 13, and goes with the two small ones.
    assert_eq!(year["codes"]["PN2"], Value::Null);
    assert_eq!(year["codes"]["PN3"], Value::Null);
    assert_eq!((&year["codes"]["PN7"], &year["total"]), (&json!(50), &json!(1452)));
    assert_eq!(year["all_but_pn7"]["percent"], 95.4);
    // This rate would tell PN4.
    assert_eq!(year["all_but_pn4_and_pn7"], Value::Null);
    // A count that is put right later would tell of one child.
    let counts = std::fs::read_to_string(&file).expect("the counts").replace("PN7,50,", "PN7,51,");
    office.write("again.csv", &counts);
    office.ends(0, &["report", "--import", "again.csv"]);
    let ran = office.ends(0, &["report", "--public", "results.json"]);
    assert!(ran.err.contains("No year is new"), "{}", ran.err);
    assert_eq!(read(), first);
    office.ends(2, &["report", "--public", "results.json", "--from", "2020-01-01"]);
}
