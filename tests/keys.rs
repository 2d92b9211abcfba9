//! The drill of `docs/keys.md`, run with the real programs: the live key is
//! destroyed, keys are changed while pages are open, and nothing is unreadable.
#![cfg(all(feature = "tool", unix))]
#![allow(clippy::expect_used, clippy::panic)]

use my_review::inbox::sha256_hex;
use my_review::seal::seal;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A person at a shell, with a browser beside it.
struct Reader {
    folder: tempfile::TempDir,
    /// What the loaded page seals to.
    page: Vec<String>,
    sent: usize,
}

const SITE: &str = "title: My Review\ncouncil: Eastlake Council\n\
    base_url: https://my-review.eastlake.example\nletterbox: https://letterbox.eastlake.example\n\
    languages: [en]\ntheme: default\n";

const FORM: &str = "title: My Review\nfor: child\nto: iro\nages: 8-11\nsections:\n  - id: home\n\
    \x20   title: Home\n    questions:\n      - id: how\n        kind: short-text\n        ask: How is it?\n";

const COURIER: &str = "inbox: ./inbox\nidentities: [./live.txt]\nforms: ./portal/public/forms.json\n\
    ledger: ./ledger.sqlite3\nallocations: ./allocations.csv\niros: ./iros.yaml\n\
    site: https://my-review.eastlake.example\nduty: duty@eastlake.example\n\
    mail:\n  from: my-review@eastlake.example\n  smtp: smtp://127.0.0.1:25\n";

impl Reader {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let put = |name: &str, text: &str| {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            std::fs::write(path, text).expect("written");
        };
        put("site-without-recipients.yaml", SITE);
        put("portal/forms/mine.yaml", FORM);
        put("courier.yaml", COURIER);
        std::fs::create_dir_all(folder.path().join("inbox/responses")).expect("an inbox");
        Self { folder, page: Vec::new(), sent: 0 }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Nobody sits at the prompts: the passphrase comes from a file.
    fn shell(&self, script: &str) {
        let passphrase = self.path("passphrase");
        private(&passphrase, "a bench a lamp a kite\n");
        let programs = Path::new(env!("CARGO_BIN_EXE_my-review")).parent().expect("a folder");
        let mut path = programs.as_os_str().to_owned();
        path.push(":");
        path.push(std::env::var_os("PATH").expect("a PATH"));
        let output = Command::new("bash")
            .args(["-euo", "pipefail", "-c", script])
            .current_dir(self.folder.path())
            .env("PATH", path)
            .env("MY_REVIEW_PASSPHRASE_FILE", passphrase)
            .output()
            .expect("bash starts");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{script}\n{said}");
    }

    /// What the reader does in the browser.
    fn act(&mut self, what: &str) {
        for one in what.split("; ") {
            match one.strip_prefix("send ") {
                Some(name) => self.send(name),
                None if one == "open the page" => self.open_page(),
                None => panic!("the drill asks for {one}"),
            }
        }
    }

    fn open_page(&mut self) {
        // The keys come with the script that the page fetches when it is idle.
        let assets = std::fs::read_dir(self.path("portal/public/assets")).expect("the assets");
        let late = assets
            .map(|entry| entry.expect("an asset").path())
            .find(|path| {
                path.file_name().is_some_and(|name| {
                    name.to_string_lossy().starts_with("rest.")
                        && name.to_string_lossy().ends_with(".js")
                })
            })
            .expect("the late script");
        let page = std::fs::read_to_string(late).expect("the late script");
        let found: BTreeSet<_> = page
            .split(|c: char| !c.is_ascii_alphanumeric())
            .filter(|word| word.starts_with("age1"))
            .map(ToOwned::to_owned)
            .collect();
        assert_eq!(found.len(), 2, "the recipients in the page");
        self.page = found.into_iter().collect();
    }

    fn send(&mut self, name: &str) {
        let mut text = String::new();
        write!(text, "{{\"answer\":\"{name}\"}}").expect("written");
        let sealed = seal(text.as_bytes(), &self.page).expect("sealed");
        let file = format!("inbox/responses/{}.age", sha256_hex(&sealed));
        std::fs::write(self.path(&file), sealed).expect("written");
        std::fs::write(self.path(&format!("sent-{name}")), format!("{file}\n")).expect("written");
        self.sent += 1;
    }
}

fn private(path: &Path, text: &str) {
    use std::os::unix::fs::PermissionsExt;
    std::fs::write(path, text).expect("written");
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600)).expect("a mode");
}

#[test]
fn the_drill_of_the_manual_leaves_nothing_unreadable() {
    let page = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/keys.md"))
        .expect("docs/keys.md");
    let mut reader = Reader::new();
    let mut script: Option<String> = None;
    let mut blocks = 0;
    for line in page.lines() {
        match &mut script {
            None if line == "```sh drill" => script = Some(String::new()),
            None => {
                let act = line.strip_prefix("<!-- drill: ").and_then(|l| l.strip_suffix(" -->"));
                if let Some(what) = act {
                    reader.act(what);
                }
            }
            Some(text) if line == "```" => {
                reader.shell(text);
                script = None;
                blocks += 1;
            }
            Some(text) => {
                text.push_str(line);
                text.push('\n');
            }
        }
    }
    assert_eq!((blocks, reader.sent), (6, 5), "the drill is all there");

    // It would have failed where it should: the lost key opens nothing any more,
    // and what came before a key was made does not open with it.
    let first = std::fs::read_to_string(reader.path("sent-one")).expect("a name");
    let only_new = COURIER.replace("live.txt", "live-3.txt");
    std::fs::write(reader.path("only-new.yaml"), only_new).expect("written");
    reader.shell(&format!(
        "if my-review-courier --config only-new.yaml open {} 2> why; then exit 1; fi\n\
         grep -q 'not among the courier' why\n\
         if my-review-courier open {} 2> why; then exit 1; fi\n\
         grep -q 'cannot be read' why",
        first.trim(),
        first.trim()
    ));
}
