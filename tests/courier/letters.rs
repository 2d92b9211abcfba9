//! What a letter says, and what nobody can make it do.

use super::office::{Office, SECRET};
use data_encoding::BASE64;
use serde_json::{Value, json};

fn letter(office: &Office, change: impl FnOnce(&mut Value)) -> super::sink::Message {
    let token = office.token("C-1", "child");
    let mut response = office.response(Some(&token));
    change(&mut response);
    office.post(&response);
    office.ends(0, &["deliver"]);
    office.sink.messages().pop().expect("a letter")
}

#[test]
fn what_is_typed_is_text() {
    let office = Office::new();
    let mail = letter(&office, |response| {
        response["answers"][1]["value"] = json!(
            "<script>x</script> </bdi> {{ title }}\r\n.\r\nBcc: all@northmoor.example\u{202e}\u{1b}[31m https://evil.example"
        );
    });
    let (text, html) = (mail.text(), mail.html());
    assert!(html.contains("&lt;script&gt;x&lt;/script&gt; &lt;/bdi&gt; {{ title }}"), "{html}");
    assert!(!html.contains("<script") && !html.contains("href"), "{html}");
    assert!(text.contains("    <script>x</script>"), "{text}");
    assert!(text.contains("\n    .\n"), "{text}");
    assert!(!text.contains('\u{202e}') && !text.contains('\u{1b}'), "{text}");
    assert!(!text.contains("https://evil"), "no mail program makes a link of it: {text}");
    assert_eq!(mail.to, ["amira.khan@northmoor.example"]);
    assert_eq!(mail.header("Bcc"), None);
}

#[test]
fn a_helpers_name_cannot_write_headers() {
    let office = Office::new();
    let mail = letter(&office, |response| {
        response["filled_in_by"] = json!({ "who": "helper", "helper": { "role": "advocate", "name": "Eve\r\n\r\n== The end ==" } });
    });
    let text = mail.text();
    assert!(text.contains("with a helper: an advocate, Eve  == The end =="), "{text}");
}

#[test]
fn only_my_iro_is_apart_and_not_in_the_copy() {
    let office = Office::new();
    let mail = letter(&office, |response| {
        response["answers"][1]["only_my_iro"] = json!(true);
        response["answers"][1]["words"] = json!("written-for-me");
    });
    let text = mail.text();
    let start = text.find("FOR YOU ALONE").expect("a place apart");
    let end = text.find("END OF WHAT IS FOR YOU ALONE").expect("its end");
    let at = text.find(SECRET).expect("the answer");
    assert!(start < at && at < end, "{text}");
    assert!(text.contains("The child said it, someone else wrote it"));
    let copy = mail.file("copy.html").expect("a copy").text();
    assert!(copy.contains("It is OK") && copy.contains("Robin Example"));
    assert!(!copy.contains(SECRET), "{copy}");
}

#[test]
fn the_copy_can_be_turned_off() {
    let office = Office::new();
    let config = std::fs::read_to_string(office.path("courier.yaml")).expect("config");
    office.write("courier.yaml", &format!("{config}copy: none\n"));
    let mail = letter(&office, |_| {});
    assert!(mail.file("copy.html").is_none());
    assert!(!mail.text().contains("copy.html"));
}

#[test]
fn every_kind_of_answer_is_readable_and_none_is_lost() {
    let office = Office::new();
    let mail = letter(&office, |response| {
        response["language"] = json!("fa");
        response["answers"] = json!([
            { "question": "home-feel", "value": "good", "words": "own" },
            { "question": "home-why", "value": "hidden answer", "words": "own" },
            { "question": "who", "value": [
                { "name": "Gran", "role": "my gran", "wanted": true },
                { "name": "Mr Bell", "role": "", "wanted": false } ], "words": "helper" },
            { "question": "happened", "value": { "told": "not-sure" }, "words": "own" },
            { "question": "who", "value": "not-sure", "words": "own" },
            { "question": "nowhere", "value": { "deep": ["kept"] }, "words": "own" },
            { "question": "home-draw", "value": 7, "words": "own" }
        ]);
    });
    let text = mail.text();
    for words in [
        "Should come: Gran (my gran)",
        "Should not come: Mr Bell",
        "Not sure: I was told in good time",
        "[The helper's view]",
        "Language on the screen: Persian (fa)",
        "An interpreter is needed",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    let misfits = text.split("Answers that don't fit this form").nth(1).expect("misfits");
    for words in ["hidden answer", "kept", "not-sure", "    7"] {
        assert!(misfits.contains(words), "{words}: {misfits}");
    }
    assert!(mail.html().contains("Answers that don't fit this form"));
    let marks: String = office
        .ledger()
        .query_row("SELECT expectation || mark FROM expectation", [], |row| row.get(0))
        .expect("a mark");
    assert_eq!(marks, "toldnot-sure");
}

#[test]
fn files_have_our_names_and_the_types_of_their_bytes() {
    let office = Office::new();
    let png = include_bytes!("../../src/demo/samples/drawing.png");
    let mail = letter(&office, |response| {
        response["answers"] = json!([{ "question": "home-draw", "value": ["a", "b", "c"], "words": "own", "only_my_iro": true }]);
        response["attachments"] = json!([
            { "id": "a", "question": "home-draw", "media_type": "text/html", "bytes": BASE64.encode(png) },
            { "id": "b", "question": "home-draw", "media_type": "image/svg+xml", "bytes": BASE64.encode(b"<svg onload=x>") },
            { "id": "../../x.html", "question": "home-draw", "media_type": "image/png", "bytes": "%%%" }
        ]);
    });
    let drawing = mail.file("only-my-iro-home-draw-1.png").expect("the drawing");
    assert_eq!(drawing.body, png);
    assert!(drawing.headers.contains("image/png"));
    let svg = mail.file("only-my-iro-home-draw-2.bin").expect("the other");
    assert!(svg.headers.contains("application/octet-stream"));
    assert!(mail.file("file-1.bin").is_some(), "{}", mail.text());
    assert!(mail.text().contains("attached as only-my-iro-home-draw-1.png"));
    assert!(!mail.data.contains("svg+xml") && !mail.data.contains("x.html"));
    let copy = mail.file("copy.html").expect("a copy").text();
    assert!(!copy.contains("only-my-iro"), "{copy}");
}

#[test]
fn words_beside_a_drawing_are_words_and_not_a_file() {
    let office = Office::new();
    let text = "This is <b>my</b> dog.\nHe is called Biscuit.";
    let mail = letter(&office, |response| {
        response["answers"] = json!([
            { "question": "home-draw", "value": ["a", "w"], "words": "own" },
            { "question": "gone", "value": ["x"], "words": "own" },
        ]);
        let words = |id: &str, bytes: &[u8]| json!({ "id": id, "question": "home-draw", "media_type": "text/plain", "bytes": BASE64.encode(bytes) });
        response["attachments"] = json!([
            words("w", text.as_bytes()),
            words("a", b"\x1b[2Jnot words"),
            words("x", b"answer to nothing"),
            words("y", b"nobody refers to this"),
        ]);
    });
    let letter = mail.text();
    assert!(letter.contains("    This is <b>my</b> dog.\n    He is called Biscuit."), "{letter}");
    assert!(letter.contains("answer to nothing"), "{letter}");
    assert!(mail.html().contains("&lt;b&gt;my&lt;"));
    let copy = mail.file("copy.html").expect("a copy").text();
    assert!(copy.contains("He is called Biscuit."));
    let attached = mail.data.matches("filename=\"").count();
    assert_eq!(attached, 3, "the copy, and what is not words or belongs to nothing");
    assert!(mail.file("home-draw-1.bin").is_some() && mail.file("file-1.bin").is_some());
}

#[test]
fn large_files_come_in_further_messages() {
    let office = Office::with_size(100_000);
    let bytes = BASE64.encode(&vec![7; 40_000]);
    let token = office.token("C-1", "child");
    let mut response = office.response(Some(&token));
    response["answers"] =
        json!([{ "question": "home-draw", "value": ["a", "b", "c"], "words": "own" }]);
    let attachment =
        |id| json!({ "id": id, "question": "home-draw", "media_type": "x", "bytes": bytes });
    response["attachments"] = json!([attachment("a"), attachment("b"), attachment("c")]);
    office.post(&response);
    office.ends(0, &["deliver"]);
    let mail = office.sink.messages();
    assert!(mail.len() > 2, "{}", mail.len());
    let mut files = 0;
    for (at, message) in mail.iter().enumerate() {
        assert!(message.data.len() < 100_000);
        let subject = message.header("Subject").expect("a subject");
        let subject = subject.replace("=?utf-8?b?", "");
        assert!(!subject.is_empty(), "{at}");
        files += message.data.matches("filename=\"home-draw-").count();
    }
    assert_eq!(files, 3);
    let ids: std::collections::BTreeSet<_> =
        mail.iter().map(|one| one.header("Message-ID")).collect();
    assert_eq!(ids.len(), mail.len());
    assert!(mail[0].text().contains(&format!("This is 1 of {} messages", mail.len())));
}

#[test]
fn a_file_that_the_server_never_takes_is_held_after_the_rest_was_sent() {
    let office = Office::with_size(60_000);
    let token = office.token("C-1", "child");
    let mut response = office.response(Some(&token));
    response["answers"] = json!([{ "question": "home-draw", "value": ["a"], "words": "own" }]);
    response["attachments"] = json!([{ "id": "a", "question": "home-draw", "media_type": "x", "bytes": BASE64.encode(&vec![7; 90_000]) }]);
    office.post(&response);
    office.ends(1, &["deliver"]);
    assert!(office.sink.messages()[0].text().contains("home-draw-1.bin"));
    assert!(office.reasons()[0].contains("larger than the 60000 bytes"));
    // What a person must decide is no alarm.
    office.ends(0, &["deliver"]);
}
