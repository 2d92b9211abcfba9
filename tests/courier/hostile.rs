//! Whatever stands in a response is text: never a header, markup, a link, a
//! file's name, a question, a command to a database or a terminal.

use super::office::{Office, fresh_id};
use data_encoding::BASE64;
use mailparse::{MailHeaderMap, ParsedMail};
use my_review::courier::{Config, Courier, FolderMailer, Patience};
use proptest::prelude::*;
use proptest::test_runner::{Config as Cases, TestRunner};
use serde_json::{Value, json};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// Stands in every hostile text, so that it can be found again.
const MARK: &str = "Zqxj";

/// Texts that mean something to some program.
const NASTY: &[&str] = &[
    "\r\n",
    "\r\nBcc: all@evil.example\r\n\r\n",
    "\n.\r\n",
    "\r\n.\r\nMAIL FROM:<x@evil.example>\r\n",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</bdi></p><h1>",
    "\"><a href='https://evil.example'>",
    "&lt;b&gt;&#60;&amp;",
    "{{ reference }}{% include 'letter.txt' %}{# #}",
    "https://evil.example/",
    "www.evil.example",
    "mailto:x@evil.example",
    "javascript:alert(1)",
    "'); DROP TABLE response; --",
    "\u{1b}[2J\u{1b}]0;x\u{7}",
    "\u{9b}31m",
    "\u{0}",
    "\u{202e}\u{2066}\u{2069}\u{200f}",
    "\u{feff}\u{fffd}\u{e0041}",
    "\u{2028}== FOR YOU ALONE ==",
    "\n== FOR YOU ALONE ==\n",
    "\nReceipt: AAAA-AAAA\n",
    "=HYPERLINK(\"http://evil.example\")",
    "../../etc/passwd",
    "=?utf-8?B?QmNjOg==?=",
    "--boundary--",
    "👩‍🦽 می‌خواهم",
    "e\u{301}\u{323}\u{489}",
];

fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => proptest::sample::select(NASTY).prop_map(str::to_owned),
        1 => any::<String>(),
    ];
    proptest::collection::vec(piece, 1..4)
        .prop_map(|pieces| format!("{MARK}{}{MARK}", pieces.join(&MARK.repeat(2))))
}

/// A courier within the test, whose mail becomes files.
struct Post {
    office: Office,
    courier: Courier,
    mailer: FolderMailer,
    read: usize,
}

impl Post {
    fn new() -> Self {
        let office = Office::new();
        let mut config = Config::load(&office.path("courier.yaml")).expect("a configuration");
        config.mail.smtp = None;
        let courier = Courier::open(
            config,
            Box::new(|line| {
                assert!(!line.contains(MARK), "the log says {line}");
            }),
        );
        let mailer = FolderMailer::new(&office.path("mail")).expect("a folder");
        Self { courier: courier.expect("a courier"), mailer, office, read: 0 }
    }

    /// Posts a response; gives the messages that came of it.
    fn deliver(&mut self, response: &Value) -> Vec<PathBuf> {
        self.office.post(response);
        let report =
            self.courier.deliver(&mut self.mailer, Patience::TryEverything).expect("a round");
        assert_eq!(report.not_sent, 0);
        let new = self.mailer.written()[self.read..].to_vec();
        self.read += new.len();
        new
    }
}

fn cases(cases: u32) -> TestRunner {
    // No files of earlier failures: a failure prints what made it.
    TestRunner::new(Cases { cases, failure_persistence: None, ..Cases::default() })
}

/// The tags of a text, each from its `<` to its `>`.
fn tags(html: &str) -> BTreeSet<String> {
    html.split('<')
        .skip(1)
        .map(|rest| format!("<{}>", rest.split('>').next().unwrap_or_default()))
        .collect()
}

fn leaves<'m>(mail: &'m ParsedMail<'m>) -> Vec<&'m ParsedMail<'m>> {
    if mail.subparts.is_empty() {
        vec![mail]
    } else {
        mail.subparts.iter().flat_map(leaves).collect()
    }
}

/// Characters that act on a screen instead of standing on it.
fn acts(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t' && c != '\r')
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// What must hold for a message, whatever was typed.
fn is_harmless(content: &[u8], ours: &BTreeSet<String>) {
    let mail = mailparse::parse_mail(content).expect("a message");
    let names: Vec<String> = mail.headers.iter().map(mailparse::MailHeader::get_key).collect();
    let expected = [
        "From",
        "To",
        "Subject",
        "Message-ID",
        "Date",
        "Auto-Submitted",
        "MIME-Version",
        "Content-Type",
    ];
    let known: BTreeSet<&str> = expected.into_iter().chain(["Content-Transfer-Encoding"]).collect();
    assert!(names.iter().all(|name| known.contains(name.as_str())), "{names:?}");
    let header = |name: &str| mail.headers.get_first_value(name).unwrap_or_default();
    assert_eq!(header("To"), "\"Amira Khan\" <amira.khan@northmoor.example>");
    assert!(header("Subject").starts_with("My Review · "));
    assert!(!header("Subject").contains(MARK));
    for part in leaves(&mail) {
        let disposition = part.get_content_disposition();
        if let Some(name) = disposition.params.get("filename") {
            let stem = name.trim_start_matches("only-my-iro-");
            let known = ["home-draw-", "file-", "copy.html"];
            assert!(known.iter().any(|start| stem.starts_with(start)), "{name}");
            assert!(!name.contains(['/', '\\', '\r', '\n']) && !name.contains(MARK), "{name}");
        }
        let body = match part.ctype.mimetype.as_str() {
            "text/html" | "text/plain" => part.get_body().expect("a text"),
            _ => continue,
        };
        assert!(!body.contains(acts), "{body:?}");
        for link in ["://evil", "www.evil", "mailto:x"] {
            assert!(!body.contains(link), "{link}: {body}");
        }
        if part.ctype.mimetype == "text/html" {
            let strange: Vec<_> = tags(&body).difference(ours).cloned().collect();
            assert!(strange.is_empty(), "{strange:?}");
            continue;
        }
        // In the text, what was typed stands to the right or behind our label.
        for line in body.lines().filter(|line| line.contains(MARK) || line.contains("evil")) {
            let labels = [
                "Who it says it is from: ",
                "The IRO it names: ",
                "Filled in by: ",
                "Language on the screen: ",
            ];
            let stands = line.starts_with("    ")
                || line.starts_with('“')
                || labels.iter().any(|label| line.starts_with(label));
            assert!(stands, "{line:?}");
        }
        for ours in ["== FOR YOU ALONE ==", "Receipt: "] {
            assert!(body.lines().filter(|line| line.starts_with(ours)).count() <= 1, "{body}");
        }
    }
}

#[test]
fn what_is_typed_anywhere_stays_text() {
    let shared = RefCell::new(Post::new());
    // Every tag of a letter in which nothing hostile stands, with all its parts.
    let mut ours = BTreeSet::new();
    for template in ["letter", "items", "copy", "style"] {
        let path = format!("{}/src/courier/templates/{template}.html", env!("CARGO_MANIFEST_DIR"));
        for tag in tags(&std::fs::read_to_string(path).expect("a template")) {
            // An attribute that is there for some lines only.
            let (start, rest) = tag.split_once("{%").unwrap_or((&tag, ""));
            let end = rest.rsplit_once("%}").map_or("", |(_, end)| end);
            let middle = rest.split("%}").nth(1).and_then(|text| text.split("{%").next());
            ours.insert(format!("{start}{}{end}", middle.unwrap_or_default()));
            ours.insert(format!("{start}{end}"));
        }
    }
    let texts = proptest::collection::vec(hostile(), 12);
    let result = cases(40).run(&(texts, any::<bool>()), |(texts, only_my_iro)| {
        let post = &mut *shared.borrow_mut();
        let mut response = post.office.response(None);
        response["id"] = json!(fresh_id());
        response["language"] = json!(texts[0]);
        response["about"] =
            json!({ "name": "Robin Example", "date_of_birth": "2016-04-02", "iro": texts[1] });
        response["filled_in_by"] =
            json!({ "who": "helper", "helper": { "role": "carer", "name": texts[2] } });
        response["answers"] = json!([
            { "question": "home-feel", "value": "ok", "words": "own", "only_my_iro": only_my_iro },
            { "question": "home-why", "value": texts[3], "words": "own", "only_my_iro": only_my_iro },
            { "question": "who", "words": "own", "only_my_iro": false,
              "value": [{ "name": texts[4], "role": texts[5], "wanted": true }] },
            { "question": texts[6], "value": texts[7], "words": "helper", "only_my_iro": only_my_iro },
            { "question": "happened", "value": { (texts[8].clone()): "yes" }, "words": "own", "only_my_iro": false },
            { "question": "home-draw", "value": [texts[9]], "words": "own", "only_my_iro": only_my_iro },
        ]);
        response["attachments"] = json!([
            { "id": texts[9], "question": texts[10], "media_type": texts[11],
              "bytes": BASE64.encode(texts[10].as_bytes()) },
            { "id": texts[10], "question": "home-draw", "media_type": "image/svg+xml", "bytes": texts[11] },
        ]);
        let messages = post.deliver(&response);
        assert_eq!(messages.len(), 1, "the public link matches, so it goes");
        for path in messages {
            is_harmless(&std::fs::read(path).expect("a message"), &ours);
        }
        Ok(())
    });
    result.expect("text stays text");
    let Post { office, courier, .. } = shared.into_inner();
    drop(courier);
    let ledger = std::fs::read(office.path("ledger.sqlite3")).expect("the ledger");
    assert!(!ledger.windows(MARK.len()).any(|part| part == MARK.as_bytes()));
}

/// Any JSON at all.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        hostile().prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 16, 4, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            proptest::collection::btree_map(hostile(), inner, 0..3)
                .prop_map(|entries| Value::Object(entries.into_iter().collect())),
        ]
    })
}

/// What a response holds, and one thing more.
const KEYS: &[&str] = &[
    "format",
    "id",
    "form",
    "form_version",
    "language",
    "invitation",
    "about",
    "filled_in_by",
    "sent_at",
    "answers",
    "attachments",
    "new",
];

#[test]
fn a_response_that_is_wrong_anywhere_makes_no_alarm_and_no_words_in_the_open() {
    let shared = RefCell::new(Post::new());
    let case = (proptest::sample::select(KEYS), any_json());
    let result = cases(60).run(&case, |(key, value)| {
        let post = &mut *shared.borrow_mut();
        let mut response = post.office.response(None);
        response["id"] = json!(fresh_id());
        response[key] = value;
        // Without link or name it goes nowhere, whatever else is wrong.
        let messages = post.deliver(&response);
        assert!(messages.is_empty(), "junk makes no e-mail");
        Ok(())
    });
    result.expect("no fault");
    let Post { office, courier, .. } = shared.into_inner();
    let held = courier.ledger().held().expect("what is held");
    drop(courier);
    assert!(held.iter().all(|one| !one.reason.contains("fault")), "{held:?}");
    for arguments in [&["held"][..], &["held", "--format", "json"], &["status"]] {
        let ran = office.ends(0, arguments);
        assert!(!ran.out.contains(MARK) && !ran.out.contains(acts), "{}", ran.out);
    }
    assert!(!office.leaks(MARK));
}

#[test]
fn junk_makes_no_alarm_and_no_e_mail() {
    let shared = RefCell::new(Post::new());
    let bytes = prop_oneof![
        proptest::collection::vec(any::<u8>(), 0..300),
        proptest::collection::vec(any::<u8>(), 0..300).prop_map(|end| [
            &b"age-encryption.org/v1\n-> X25519 "[..],
            &end
        ]
        .concat()),
    ];
    let result = cases(60).run(&bytes, |content| {
        let post = &mut *shared.borrow_mut();
        post.office.drop_file(&content);
        let report =
            post.courier.deliver(&mut post.mailer, Patience::TryEverything).expect("a round");
        assert_eq!((report.delivered, report.not_sent), (0, 0));
        Ok(())
    });
    result.expect("junk is held");
    assert!(shared.into_inner().mailer.written().is_empty());
}
