//! Whole messages, word for word. `UPDATE_GOLDEN=1` writes them anew.

use super::mail::Part;
use super::office::Office;
use super::sink::Message;
use data_encoding::BASE64;
use serde_json::{Value, json};
use std::fmt::Write;
use std::path::Path;

/// A response with everything in it that a letter can show.
fn rich(office: &Office) -> Value {
    let token = office.token("C-1", "child");
    let mut response = office.response(Some(&token));
    response["language"] = json!("ar");
    response["filled_in_by"] =
        json!({ "who": "helper", "helper": { "role": "advocate", "name": "Sam Otieno" } });
    response["answers"] = json!([
        { "question": "home-feel", "value": "sad", "words": "own", "only_my_iro": false },
        { "question": "home-why", "value": "أريد أن أرى أختي.\nAnd <b>my dog</b> = \"Rex\"", "words": "written-for-me", "only_my_iro": true },
        { "question": "home-draw", "value": ["a1", "a2", "a3"], "words": "own", "only_my_iro": false },
        { "question": "who", "words": "own", "only_my_iro": false, "value": [
            { "name": "Auntie May", "role": "my aunt", "wanted": true },
            { "name": "Mr Grey", "role": "", "wanted": false } ] },
        { "question": "happened", "value": { "told": "not-sure" }, "words": "helper", "only_my_iro": false },
        { "question": "not-there", "value": "A stray answer", "words": "own", "only_my_iro": false },
    ]);
    let png =
        BASE64.encode(b"\x89PNG\r\n\x1a\n\0\0\0\x15IHDRnot much of a drawing....\0\0\0\0IEND....");
    response["attachments"] = json!([
        { "id": "a1", "question": "home-draw", "media_type": "image/png", "bytes": png },
        { "id": "a2", "question": "home-draw", "media_type": "text/plain", "bytes": BASE64.encode(b"My dog and I") },
        { "id": "a3", "question": "home-draw", "media_type": "image/png", "bytes": BASE64.encode(b"<svg onload=x>") },
    ]);
    response
}

/// A message with its parts decoded, and what differs from run to run named.
pub(crate) fn readable(message: &Message) -> String {
    let head = message.data.split("\r\n\r\n").next().unwrap_or_default().replace("\r\n", "\n");
    let mut text = format!("RCPT TO: {}\n", message.to.join(", "));
    for line in head.lines() {
        let line = match line.split_once(": ") {
            Some(("Date", _)) => "Date: DATE",
            Some(("Message-ID", _)) => "Message-ID: <ID@northmoor.example>",
            _ => line,
        };
        let line = match line.split_once("boundary=\"") {
            Some((start, _)) => format!("{start}boundary=\"BOUNDARY\""),
            None => line.to_owned(),
        };
        writeln!(text, "{line}").expect("a string");
    }
    for Part { headers, body } in message.parts() {
        let headers = headers.trim().replace("\r\n", "\n");
        let body = if headers.contains("text/") {
            String::from_utf8(body).expect("UTF-8").replace("\r\n", "\n")
        } else {
            format!("({} bytes)\n", body.len())
        };
        write!(text, "\n----------\n{headers}\n\n{body}").expect("a string");
    }
    text
}

pub(crate) fn is_as_before(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/courier/golden").join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(&path, text).expect("written");
    }
    let before = std::fs::read_to_string(&path).expect("the golden file");
    for (line, (old, new)) in before.lines().zip(text.lines()).enumerate() {
        assert_eq!(old, new, "{name}, line {}", line + 1);
    }
    assert_eq!(before.lines().count(), text.lines().count(), "{name}");
}

#[test]
fn the_letter_and_the_alert_are_word_for_word_these() {
    let office = Office::new();
    office.post(&rich(&office));
    office.ends(0, &["deliver"]);
    // The receipt comes of the sealed bytes, which are never the same twice.
    let receipt: String = office
        .ledger()
        .query_row("SELECT receipt FROM response", [], |row| row.get(0))
        .expect("a receipt");
    // The clocks of England: midnight may pass, and the day is not the point.
    let received = |text: &str| -> String {
        let lines: Vec<String> = text
            .lines()
            .map(|line| {
                if line.starts_with("Received: ") {
                    "Received: DAY".to_owned()
                } else if line.contains("<dt>Received</dt>") {
                    "<dt>Received</dt><dd>DAY</dd>".to_owned()
                } else {
                    line.to_owned()
                }
            })
            .collect();
        format!("{}\n", lines.join("\n"))
    };
    let mail = office.sink.messages();
    let names = ["alert.txt", "letter.txt"];
    assert_eq!(mail.len(), names.len());
    for (message, name) in mail.iter().zip(names) {
        let mut text = readable(message);
        // A subject that is not ASCII is encoded; the receipt is in there too.
        let subject = message.header("Subject").expect("a subject");
        let decoded = mailparse::parse_header(format!("Subject: {subject}").as_bytes())
            .expect("a header")
            .0
            .get_value();
        assert!(decoded.contains(&receipt), "{decoded}");
        let start = text.find("Subject: ").expect("a subject");
        let end = start + text[start..].find('\n').expect("its end");
        text.replace_range(start..end, &format!("Subject (decoded): {decoded}"));
        is_as_before(name, &received(&text.replace(&receipt, "RECE-IPT0")));
    }
}
