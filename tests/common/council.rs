//! The council of the simulated year: its files in a folder, a mail server that
//! takes everything, and what comes in, put straight into the ledger.

use super::year::{Answer, Held, Year};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use my_review::courier::{Allocations, Config, Inviter, Mailer, Outcome, Result};
use my_review::form::{Catalogue, Form};
use serde_json::json;
use std::path::PathBuf;

/// A letter that was taken, by what it says on its envelope.
pub(crate) struct Taken {
    pub(crate) to: String,
    /// "child invitation" and the like.
    pub(crate) subject: String,
    pub(crate) message_id: String,
}

/// Takes every message and keeps its heading.
#[derive(Default)]
pub(crate) struct Postbox(pub(crate) Vec<Taken>);

impl Mailer for Postbox {
    fn ready(&mut self) -> std::result::Result<Option<u64>, String> {
        Ok(None)
    }

    fn send(
        &mut self,
        envelope: &lettre::address::Envelope,
        message: &[u8],
        at_data: &mut dyn FnMut() -> Result<()>,
    ) -> Result<Outcome> {
        at_data()?;
        let text = String::from_utf8_lossy(message);
        let header = |name: &str| {
            let line = text.lines().find_map(|line| line.strip_prefix(name));
            line.unwrap_or_default().trim().to_owned()
        };
        self.0.push(Taken {
            to: envelope.to()[0].to_string(),
            subject: header("Subject: "),
            message_id: header("Message-ID: "),
        });
        Ok(Outcome::Accepted)
    }
}

/// The council's folder, and who invites.
pub(crate) struct Council {
    folder: tempfile::TempDir,
    inviter: Option<Inviter>,
    responses: u64,
}

impl Council {
    /// A council whose children are those of the year.
    pub(crate) fn new(year: &Year) -> Self {
        let place = std::env::var_os("MY_REVIEW_BENCH_FOLDER").map(PathBuf::from);
        // A memory disk, where there is one: a year has many flushes.
        let memory = Some(PathBuf::from("/dev/shm")).filter(|place| place.is_dir());
        let folder = match place.or(memory) {
            Some(place) => tempfile::tempdir_in(place),
            None => tempfile::tempdir(),
        };
        let council = Self { folder: folder.expect("a folder"), inviter: None, responses: 0 };
        council.write("forms.json", &serde_json::to_string(&catalogue()).expect("JSON"));
        council.write("letters.json", &letters());
        council.write("allocations.csv", &year.export());
        council.write("iros.yaml", IROS);
        council.write("courier.yaml", CONFIG);
        council
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).expect("written");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = std::fs::Permissions::from_mode(0o600);
            std::fs::set_permissions(path, mode).expect("a mode");
        }
    }

    /// Where its files are.
    pub(crate) fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }

    /// The ledger, for looking things up.
    pub(crate) fn ledger(&self) -> rusqlite::Connection {
        rusqlite::Connection::open(self.folder.path().join("ledger.sqlite3")).expect("a ledger")
    }

    /// The program ends, and is started anew the next time.
    pub(crate) fn restart(&mut self) {
        self.inviter = None;
    }

    /// `invite`, at seven in the morning.
    pub(crate) fn invite(&mut self, year: &Year, today: Date) -> Postbox {
        let inviter = self.inviter.get_or_insert_with(|| {
            let config =
                Config::load(&self.folder.path().join("courier.yaml")).expect("a configuration");
            Inviter::open(config, Box::new(|_| {})).expect("an inviter")
        });
        let children = Allocations::from_bytes(year.export().as_bytes()).expect("children");
        inviter.set_children(children);
        let mut postbox = Postbox::default();
        let report = inviter.run(&mut postbox, at(today, 7)).expect("a round");
        assert_eq!((report.sent, report.not_sent), (postbox.0.len(), 0));
        postbox
    }

    /// What came in on a day, as the courier keeps it.
    pub(crate) fn take_in(&mut self, answers: &[Answer], today: Date) {
        let mut ledger = self.ledger();
        let change = ledger.transaction().expect("a change");
        for answer in answers {
            self.responses += 1;
            let invitation: Option<(i64, String)> = change
                .query_row(
                    "SELECT id, form FROM invitation WHERE child = ?1 AND role = ?2 AND revoked_at IS NULL ORDER BY id DESC",
                    (&answer.child, answer.role),
                    |row| Ok((row.get(0)?, row.get(1)?)),
                )
                .ok();
            let (id, form) = match invitation {
                Some((id, form)) if form.starts_with("my-review") || answer.role != "child" => {
                    (Some(id), form)
                }
                // By the public page.
                _ => (None, "my-review-8-11".to_owned()),
            };
            change
                .execute(
                    "INSERT INTO response (sha256, receipt, state, received_at, changed_at, form, ages, language, filled_in_by, days_before_review, invitation, child)
                     VALUES (?1, 'AAAA-AAAA', 'delivered', ?2, ?2, ?3, NULL, 'en', 'child', ?4, ?5, ?6)",
                    (
                        format!("{:064x}", self.responses),
                        at(today, 16).to_string(),
                        form,
                        answer.days_before,
                        id,
                        &answer.child,
                    ),
                )
                .expect("a response");
        }
        change.commit().expect("committed");
    }

    /// The IRO's record of a review; false if the ledger has no such review.
    pub(crate) fn record(&mut self, held: &Held, today: Date) -> bool {
        let Some(code) = held.code else { return true };
        let added = self.ledger().execute(
            "INSERT INTO participation (review, code, recorded_at)
             SELECT id, ?3, ?4 FROM review WHERE child = ?1 AND date = ?2",
            (&held.child, held.date.to_string(), code, at(today, 12).to_string()),
        );
        added.expect("a record") == 1
    }
}

/// An hour of a day in England.
fn at(day: Date, hour: i8) -> Timestamp {
    let zone = TimeZone::posix("GMT0BST,M3.5.0/1,M10.5.0").expect("a zone");
    day.at(hour, 0, 0, 0).to_zoned(zone).expect("an instant").timestamp()
}

const IROS: &str = "
- { id: amira, name: Amira Khan, email: amira@northmoor.example }
- { id: ben, name: Ben Okoro, email: ben@northmoor.example }
- { id: cai, name: Cai Rees, email: cai@northmoor.example }
";

const CONFIG: &str = "
inbox: ./inbox
identities: [./identity.txt]
forms: ./forms.json
ledger: ./ledger.sqlite3
allocations: ./allocations.csv
iros: ./iros.yaml
site: https://my-review.northmoor.example
duty: duty@northmoor.example
mail: { from: my-review@northmoor.example, smtp: \"smtp://127.0.0.1:1\" }
invitations: { working_days_before: 15, remind_working_days_before: [10, 5] }
";

fn catalogue() -> Catalogue {
    let form = |id: &str, audience: &str, ages: Option<&str>, to: &str| -> Form {
        let mut form = json!({ "id": id, "title": id, "for": audience, "to": to, "sections": [
            { "id": "s", "title": "S", "questions": [{ "id": "q", "kind": "long-text", "ask": "?" }] } ] });
        if let Some(ages) = ages {
            form["ages"] = json!(ages);
        }
        serde_json::from_value(form).expect("a form")
    };
    let forms = [
        form("my-review-4-7", "child", Some("4-7"), "iro"),
        form("my-review-8-11", "child", Some("8-11"), "iro"),
        form("my-review-12-15", "child", Some("12-15"), "iro"),
        form("my-review-16", "child", Some("16+"), "iro"),
        form("half-way-check", "child", None, "iro"),
        form("rate-took-part", "child", None, "manager"),
        form("rate-did-not", "child", None, "manager"),
        form("carer-view", "carer", None, "iro"),
        form("parent-view", "parent", None, "iro"),
        form("iro-record", "iro", None, "iro"),
    ];
    Catalogue::new(&forms).expect("a catalogue")
}

fn letters() -> String {
    let letter = |role: &str, when: &str, form: Option<&str>| {
        let mut letter = json!({
            "for": role, "when": when, "language": "en", "subject": format!("{role} {when}"),
            "unnamed": "the child", "text": "{name} {date} {send_by} {iro} {link}\n",
            "html": "<p>{name} {date} {send_by} {iro} <a href=\"{link}\">form</a></p>"
        });
        if let Some(form) = form {
            letter["form"] = json!(form);
        }
        letter
    };
    let mut all = Vec::new();
    for role in super::year::ROLES {
        for when in ["invitation", "reminder", "moved"] {
            all.push(letter(role, when, None));
        }
    }
    all.push(letter("child", "half-way", Some("half-way-check")));
    all.push(letter("child", "rate-took-part", Some("rate-took-part")));
    all.push(letter("child", "rate-did-not", Some("rate-did-not")));
    all.push(letter("child", "rate", Some("rate-took-part")));
    all.push(letter("iro", "record", Some("iro-record")));
    json!({ "format": "my-review/letters/1", "letters": all }).to_string()
}
