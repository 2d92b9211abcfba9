//! A council's office in a temporary folder: forms, children, IROs, keys, an
//! inbox, and the program itself. Everybody in it is invented.

use super::sink::Sink;
use my_review::form::{Catalogue, Form};
use my_review::inbox::sha256_hex;
use my_review::seal::{NewIdentity, seal};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A word that no file beside the inbox may ever hold.
pub(crate) const SECRET: &str = "xylophone-under-the-stairs";

pub(crate) struct Office {
    pub(crate) folder: tempfile::TempDir,
    pub(crate) sink: Sink,
    pub(crate) recipient: String,
    pub(crate) catalogue: Catalogue,
}

/// How a command ended.
pub(crate) struct Ran {
    pub(crate) status: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Office {
    pub(crate) fn new() -> Self {
        Self::with_size(35_882_577)
    }

    /// With a mail server that takes messages up to this size.
    pub(crate) fn with_size(size: u64) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let identity = NewIdentity::generate();
        let office = Self {
            sink: Sink::start(size),
            recipient: identity.recipient(),
            catalogue: catalogue(),
            folder,
        };
        std::fs::create_dir_all(office.path("inbox/responses")).expect("an inbox");
        office.write_private("identity.txt", &identity.file());
        office.write("forms.json", &serde_json::to_string(&office.catalogue).expect("a catalogue"));
        office.write_private("allocations.csv", ALLOCATIONS);
        office.write("iros.yaml", IROS);
        office.write("courier.yaml", &config(office.sink.port()));
        office
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        std::fs::write(self.path(name), text).expect("written");
    }

    pub(crate) fn write_private(&self, name: &str, text: &str) {
        self.write(name, text);
        self.mode(name, 0o600);
    }

    #[cfg(unix)]
    pub(crate) fn mode(&self, name: &str, mode: u32) {
        use std::os::unix::fs::PermissionsExt;
        let permissions = std::fs::Permissions::from_mode(mode);
        std::fs::set_permissions(self.path(name), permissions).expect("a mode");
    }

    #[cfg(not(unix))]
    pub(crate) fn mode(&self, _name: &str, _mode: u32) {}

    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        let output = self.command(arguments).output().expect("the program");
        Ran::from(&output)
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_my-review-courier"));
        command
            .args(arguments)
            .current_dir(self.folder.path())
            .stdin(Stdio::null())
            .env_remove("MY_REVIEW_PASSPHRASE_FILE")
            .env_remove("CREDENTIALS_DIRECTORY");
        command
    }

    /// Runs a command that must end with this status.
    pub(crate) fn ends(&self, status: i32, arguments: &[&str]) -> Ran {
        let ran = self.run(arguments);
        assert_eq!(ran.status, status, "{arguments:?}: {}{}", ran.out, ran.err);
        ran
    }

    /// The token of a child's link.
    pub(crate) fn token(&self, child: &str, role: &str) -> String {
        let ran = self.ends(0, &["invite", "--print", "--format", "json"]);
        let links: Vec<Value> = serde_json::from_str(&ran.out).expect("JSON");
        links
            .iter()
            .find(|link| link["child"] == child && link["role"] == role)
            .and_then(|link| link["token"].as_str())
            .expect("a token")
            .to_owned()
    }

    /// A response to the child's form, with one answer.
    pub(crate) fn response(&self, invitation: Option<&str>) -> Value {
        json!({
            "format": "my-review/response/1",
            "id": fresh_id(),
            "form": "my-review-8-11",
            "form_version": self.version("my-review-8-11"),
            "language": "en",
            "invitation": invitation,
            "about": null,
            "filled_in_by": { "who": "child" },
            "sent_at": "2026-11-20T19:42:05Z",
            "answers": [
                { "question": "home-feel", "value": "ok", "words": "own", "only_my_iro": false },
                { "question": "home-why", "value": SECRET, "words": "own", "only_my_iro": false }
            ],
            "attachments": []
        })
    }

    pub(crate) fn version(&self, form: &str) -> String {
        self.catalogue.forms.iter().find(|one| one.id == form).expect("a form").version.clone()
    }

    /// Seals a response into the inbox; gives the file's SHA-256.
    pub(crate) fn post(&self, response: &Value) -> String {
        let text = serde_json::to_vec(response).expect("JSON");
        let sealed = seal(&text, std::slice::from_ref(&self.recipient)).expect("sealed");
        self.drop_file(&sealed)
    }

    /// Puts any bytes into the inbox, as the letterbox names them.
    pub(crate) fn drop_file(&self, content: &[u8]) -> String {
        let sha256 = sha256_hex(content);
        let path = self.path("inbox/responses").join(format!("{sha256}.age"));
        std::fs::write(path, content).expect("written");
        sha256
    }

    pub(crate) fn status(&self) -> Value {
        let ran = self.run(&["status", "--format", "json"]);
        serde_json::from_str(&ran.out).expect("JSON")
    }

    pub(crate) fn held(&self) -> Vec<Value> {
        let ran = self.ends(0, &["held", "--format", "json"]);
        serde_json::from_str(&ran.out).expect("JSON")
    }

    /// The reasons of what is held.
    pub(crate) fn reasons(&self) -> Vec<String> {
        let reason = |one: &Value| one["reason"].as_str().unwrap_or_default().to_owned();
        self.held().iter().map(reason).collect()
    }

    pub(crate) fn ledger(&self) -> rusqlite::Connection {
        rusqlite::Connection::open(self.path("ledger.sqlite3")).expect("the ledger")
    }

    /// Whether a text stands in any file but the sealed ones.
    pub(crate) fn leaks(&self, text: &str) -> bool {
        let mut files = files(self.folder.path());
        files.retain(|file| !file.starts_with(self.path("inbox")));
        files.iter().any(|file| {
            let content = std::fs::read(file).unwrap_or_default();
            content.windows(text.len()).any(|part| part == text.as_bytes())
        })
    }
}

impl From<&Output> for Ran {
    fn from(output: &Output) -> Self {
        Self {
            status: output.status.code().unwrap_or(-1),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            all.extend(files(&path));
        } else {
            all.push(path);
        }
    }
    all
}

pub(crate) fn fresh_id() -> String {
    uuid::Uuid::now_v7().to_string()
}

const ALLOCATIONS: &str = "\
child,name,pronouns,date_of_birth,iro,review_date,form,child_email,carer_email,parent_email
C-1,Robin Example,they/them,2016-04-02,amira,2099-12-01,my-review-8-11,,carer@home.example,
C-2,Alex Sample,he/him,2015-01-31,ben,2020-01-01,my-review-8-11,,,parent@home.example
C-3,Sam Twin,,2014-05-05,amira,,my-review-8-11,,,
C-4,Sam Twin,,2014-05-05,ben,,my-review-8-11,,,
C-5,Nobodys Child,,2013-03-03,gone,,my-review-8-11,,,
C-6,Circle Example,,2012-02-02,dora,,my-review-8-11,,,
";

const IROS: &str = "
- { id: amira, name: Amira Khan, email: amira.khan@northmoor.example }
- { id: ben, name: Ben Okoro, email: ben.okoro@northmoor.example, away: [{ from: 2020-01-01, to: 2099-12-31, cover: cai }] }
- { id: cai, name: Cai Rees, email: cai.rees@northmoor.example }
- { id: dora, name: Dora Hill, email: dora.hill@northmoor.example, away: [{ from: 2020-01-01, to: 2099-12-31, cover: dora }] }
";

fn config(port: u16) -> String {
    format!(
        "
inbox: ./inbox
identities: [./identity.txt]
forms: ./forms.json
ledger: ./ledger.sqlite3
allocations: ./allocations.csv
iros: ./iros.yaml
site: https://my-review.northmoor.example/
duty: duty.iro@northmoor.example
manager: iro.manager@northmoor.example
advocacy: childrens.rights@northmoor.example
alarm_after_minutes: 60
mail:
  from: \"My Review <my-review@northmoor.example>\"
  smtp: smtp://127.0.0.1:{port}
invitations: {{ working_days_before: 15, remind_working_days_before: [10, 5] }}
retention: {{ days_after_delivery: 90 }}
"
    )
}

fn catalogue() -> Catalogue {
    let forms: Vec<Form> = serde_json::from_value(json!([
        {
            "id": "my-review-8-11", "title": "My Review", "for": "child", "to": "iro", "ages": "8-11",
            "sections": [
                { "id": "home", "title": "Where I live", "questions": [
                    { "id": "home-feel", "kind": "scale", "ask": "How do you feel about where you live?",
                      "options": [
                        { "id": "sad", "label": "Not good" },
                        { "id": "ok", "label": "It is OK" },
                        { "id": "good", "label": "Good" }
                      ], "alert": ["sad"] },
                    { "id": "home-why", "kind": "long-text", "ask": "What would make it better?",
                      "show_if": { "question": "home-feel", "is_any_of": ["sad", "ok"] } },
                    { "id": "home-draw", "kind": "drawing", "ask": "Draw your home" }
                ] },
                { "id": "people", "title": "My review meeting", "questions": [
                    { "id": "who", "kind": "people", "ask": "Who should come?" },
                    { "id": "happened", "kind": "expectations", "ask": "Did these happen?",
                      "options": [ { "id": "told", "label": "I was told in good time" } ] }
                ] }
            ]
        },
        { "id": "carer", "title": "The carer's view", "for": "carer", "to": "iro",
          "sections": [ { "id": "s", "title": "Your view", "questions": [
            { "id": "view", "kind": "long-text", "ask": "How are things?" } ] } ] },
        { "id": "iro-after", "title": "After the review", "for": "iro", "to": "manager",
          "sections": [ { "id": "meeting", "title": "The review", "questions": [
            { "id": "code", "kind": "short-text", "ask": "How did the child take part?" } ] } ] },
        { "id": "survey", "title": "Survey", "for": "everyone", "to": "collect",
          "sections": [ { "id": "s", "title": "Survey", "questions": [
            { "id": "fine", "kind": "yes-no", "ask": "Are you heard?", "alert": ["no"] },
            { "id": "best", "kind": "rank", "ask": "What is best?",
              "options": [ { "id": "home", "label": "Home" }, { "id": "school", "label": "School" } ] },
            { "id": "first", "kind": "long-text", "ask": "What would you do first?", "max_length": 1000 },
            { "id": "last", "kind": "short-text", "ask": "Anything else?" } ] } ] }
    ]))
    .expect("forms");
    Catalogue::new(&forms).expect("a catalogue")
}
