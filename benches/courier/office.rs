//! A council's office in a temporary folder. Everybody in it is invented.

use super::Done;
use data_encoding::BASE64;
use my_review::courier::Config;
use my_review::form::{Catalogue, Form};
use my_review::inbox::sha256_hex;
use my_review::seal::{NewIdentity, seal};
use serde_json::json;
use std::path::Path;

pub(super) struct Office {
    folder: tempfile::TempDir,
    recipient: String,
    version: String,
}

/// Ways to be no response.
#[derive(Clone, Copy)]
pub(super) enum Poison {
    Junk,
    CutShort,
    Stanzas,
    NotJson,
    Deep,
}

impl Poison {
    pub(super) fn of(nth: usize) -> Self {
        [Self::Junk, Self::CutShort, Self::Stanzas, Self::NotJson, Self::Deep][nth % 5]
    }
}

impl Office {
    pub(super) fn new(port: u16) -> Done<Self> {
        let folder = match std::env::var_os("MY_REVIEW_BENCH_FOLDER") {
            Some(place) => tempfile::tempdir_in(place)?,
            None => tempfile::tempdir()?,
        };
        let at = |name: &str| folder.path().join(name);
        let identity = NewIdentity::generate();
        std::fs::create_dir_all(at("inbox/responses"))?;
        let forms: Vec<Form> = serde_json::from_value(json!([{
            "id": "mine", "title": "My Review", "for": "child", "to": "iro",
            "sections": [{ "id": "home", "title": "Where I live", "questions": [
                { "id": "why", "kind": "long-text", "ask": "What would make it better?" },
                { "id": "feel", "kind": "yes-no", "ask": "Are you happy there?" },
                { "id": "draw", "kind": "drawing", "ask": "Draw it" }
            ] }]
        }]))?;
        let catalogue = Catalogue::new(&forms)?;
        std::fs::write(at("forms.json"), serde_json::to_vec(&catalogue)?)?;
        private(&at("identity.txt"), &identity.file())?;
        private(
            &at("allocations.csv"),
            "child,name,date_of_birth,iro\nC-1,Robin Example,2016-04-02,amira\n",
        )?;
        std::fs::write(
            at("iros.yaml"),
            "- { id: amira, name: Amira Khan, email: amira.khan@northmoor.example }\n",
        )?;
        std::fs::write(
            at("courier.yaml"),
            format!(
                "inbox: ./inbox\nidentities: [./identity.txt]\nforms: ./forms.json\nledger: ./ledger.sqlite3\n\
                 allocations: ./allocations.csv\niros: ./iros.yaml\nsite: https://my-review.northmoor.example\n\
                 duty: duty.iro@northmoor.example\nmail:\n  from: my-review@northmoor.example\n  smtp: smtp://127.0.0.1:{port}\n"
            ),
        )?;
        let version = catalogue.forms[0].version.clone();
        Ok(Self { recipient: identity.recipient(), version, folder })
    }

    pub(super) fn path(&self) -> &Path {
        self.folder.path()
    }

    pub(super) fn config(&self) -> Done<Config> {
        Self::config_in(self.path())
    }

    pub(super) fn config_in(folder: &Path) -> Done<Config> {
        Ok(Config::load(&folder.join("courier.yaml"))?)
    }

    /// A response with a drawing of so many bytes, or none.
    pub(super) fn post(&self, nth: usize, drawing: usize) -> Done<()> {
        let mut response = json!({
            "format": "my-review/response/1", "id": uuid::Uuid::now_v7(), "form": "mine",
            "form_version": self.version, "language": "en", "invitation": null,
            "about": { "name": "Robin Example", "date_of_birth": "2016-04-02" },
            "filled_in_by": { "who": "child" }, "sent_at": "2026-11-20T19:42:05Z",
            "answers": [
                { "question": "why", "value": format!("Number {nth}. {}", "My sister could visit. ".repeat(20)), "words": "own" },
                { "question": "feel", "value": "yes", "words": "own" }
            ],
            "attachments": []
        });
        if drawing > 0 {
            let mut content = b"\x89PNG\r\n\x1a\n".to_vec();
            content.resize(drawing, 7);
            response["answers"][1] = json!({ "question": "draw", "value": ["a1"], "words": "own" });
            response["attachments"] = json!([{ "id": "a1", "question": "draw",
                "media_type": "image/png", "bytes": BASE64.encode(&content) }]);
        }
        let sealed = self.seal(&serde_json::to_vec(&response)?)?;
        self.drop_file(&sealed)
    }

    pub(super) fn poison(&self, nth: usize, poison: Poison) -> Done<()> {
        let content = match poison {
            Poison::Junk => format!("junk {nth}").into_bytes(),
            Poison::CutShort => {
                let mut sealed = self.seal(b"{}")?;
                sealed.truncate(sealed.len() - 1);
                sealed
            }
            Poison::Stanzas => {
                let mut file = b"age-encryption.org/v1\n".to_vec();
                for _ in 0..4000 {
                    file.extend_from_slice(
                        b"-> X25519 TEiF0ypqr+bpvcqXNyCVJpL7OuwPdVwPL7KQEbFDOCc\n\n",
                    );
                }
                file.extend_from_slice(nth.to_string().as_bytes());
                file
            }
            Poison::NotJson => self.seal(format!("not JSON {nth}").as_bytes())?,
            Poison::Deep => self.seal(&b"[".repeat(100_000))?,
        };
        self.drop_file(&content)
    }

    /// The size of the largest sealed file, in bytes.
    pub(super) fn largest_file(&self) -> Done<u64> {
        let mut largest = 0;
        for entry in std::fs::read_dir(self.path().join("inbox/responses"))? {
            largest = largest.max(entry?.metadata()?.len());
        }
        Ok(largest)
    }

    fn seal(&self, text: &[u8]) -> Done<Vec<u8>> {
        Ok(seal(text, std::slice::from_ref(&self.recipient))?)
    }

    fn drop_file(&self, content: &[u8]) -> Done<()> {
        let name = format!("inbox/responses/{}.age", sha256_hex(content));
        Ok(std::fs::write(self.path().join(name), content)?)
    }
}

fn private(path: &Path, text: &str) -> Done<()> {
    std::fs::write(path, text)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600))?;
    }
    Ok(())
}
