//! The folder that the demo's courier puts its e-mails into, read back by a
//! parser that is not the courier's.

use mailparse::{DispositionType, MailHeaderMap, ParsedMail};
use serde::Serialize;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// The folder of `.eml` files.
pub(super) struct Mailbox {
    folder: PathBuf,
}

/// One e-mail.
#[derive(Serialize)]
pub(super) struct Mail {
    pub(super) id: String,
    pub(super) to: String,
    pub(super) from: String,
    pub(super) subject: String,
    pub(super) urgent: bool,
    pub(super) text: String,
    #[serde(skip)]
    pub(super) html: String,
    pub(super) attachments: Vec<Attached>,
    #[serde(skip)]
    pub(super) raw: Vec<u8>,
}

/// A file that came with an e-mail.
#[derive(Serialize)]
pub(super) struct Attached {
    pub(super) name: String,
    pub(super) media_type: String,
    pub(super) size: usize,
    #[serde(skip)]
    pub(super) bytes: Vec<u8>,
}

impl Mailbox {
    pub(super) fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned() }
    }

    /// Every file, the oldest first.
    pub(super) fn files(&self) -> Vec<PathBuf> {
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let mut files: Vec<(SystemTime, PathBuf)> = entries
            .filter(|entry| entry.path().extension().is_some_and(|ending| ending == "eml"))
            .filter_map(|entry| Some((entry.metadata().ok()?.modified().ok()?, entry.path())))
            .collect();
        files.sort();
        files.into_iter().map(|(_, path)| path).collect()
    }

    /// Every e-mail, the newest first.
    pub(super) fn list(&self) -> Vec<Mail> {
        self.files().iter().rev().filter_map(|path| read(path)).collect()
    }

    /// One e-mail, by its file's name.
    pub(super) fn read(&self, id: &str) -> Option<Mail> {
        let file = self.files().into_iter().find(|path| name(path) == id)?;
        read(&file)
    }
}

fn name(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

fn read(path: &Path) -> Option<Mail> {
    let raw = fs::read(path).ok()?;
    let parsed = mailparse::parse_mail(&raw).ok()?;
    let header = |name| parsed.headers.get_first_value(name).unwrap_or_default();
    let mut mail = Mail {
        id: name(path),
        to: header("To"),
        from: header("From"),
        subject: header("Subject"),
        urgent: header("X-Priority").starts_with('1'),
        text: String::new(),
        html: String::new(),
        attachments: Vec::new(),
        raw: Vec::new(),
    };
    mail.add(&parsed);
    mail.raw = raw;
    Some(mail)
}

impl Mail {
    fn add(&mut self, part: &ParsedMail<'_>) {
        for inner in &part.subparts {
            self.add(inner);
        }
        if !part.subparts.is_empty() {
            return;
        }
        let disposition = part.get_content_disposition();
        let kind = part.ctype.mimetype.as_str();
        if disposition.disposition == DispositionType::Attachment {
            let bytes = part.get_body_raw().unwrap_or_default();
            let name = disposition.params.get("filename").cloned();
            self.attachments.push(Attached {
                name: name.unwrap_or_else(|| "attachment".to_owned()),
                media_type: kind.to_owned(),
                size: bytes.len(),
                bytes,
            });
        } else if kind == "text/html" {
            self.html = part.get_body().unwrap_or_default();
        } else if kind == "text/plain" {
            self.text = part.get_body().unwrap_or_default();
        }
    }
}
