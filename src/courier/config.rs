//! `courier.yaml`.

use super::error::{CannotRun, Result};
use super::{files, yaml};
use lettre::Address;
use lettre::message::Mailbox;
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// Everything the courier is told, with paths made whole.
#[derive(Clone, Debug)]
pub struct Config {
    /// A folder (object stores later); relative paths start at `base`.
    pub inbox: String,
    /// The folder of the configuration file.
    pub base: PathBuf,
    /// The key files.
    pub identities: Vec<PathBuf>,
    /// The catalogue that `my-review build` wrote.
    pub forms: PathBuf,
    /// The letters that `my-review build` wrote.
    pub letters: PathBuf,
    /// The ledger.
    pub ledger: PathBuf,
    /// The export of the case system.
    pub allocations: PathBuf,
    /// The list of IROs.
    pub iros: PathBuf,
    /// The address of the public site, for links.
    pub site: String,
    /// Who gets alerts and summaries, and forms `to: duty`.
    pub duty: Mailbox,
    /// Who gets forms `to: manager`.
    pub manager: Option<Mailbox>,
    /// Who gets forms `to: advocacy`.
    pub advocacy: Option<Mailbox>,
    /// After how long `status` alarms about something that has its route.
    pub alarm_after_minutes: u32,
    /// Whether the printable copy is attached.
    pub copy: bool,
    /// How mail goes out.
    pub mail: MailConfig,
    /// When invitations and reminders go.
    pub invitations: InvitationRules,
    /// How long sealed responses stay in the inbox once they are delivered.
    pub retention_days: u32,
}

/// How mail goes out.
#[derive(Clone, Debug)]
pub struct MailConfig {
    /// Who it comes from.
    pub from: Mailbox,
    /// The server, as a URL; none where messages go to a folder.
    pub smtp: Option<String>,
    /// The file with the server's password.
    pub password_file: Option<PathBuf>,
}

/// When invitations and reminders go. All counts are of working days.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct InvitationRules {
    /// Before the review.
    pub working_days_before: u32,
    /// Before the review, for each reminder.
    pub remind_working_days_before: Vec<u32>,
    /// Before the review: by when a form is best sent.
    pub send_by_working_days_before: u32,
    /// A newer list of bank holidays than the built-in one, as gov.uk publishes
    /// it.
    pub bank_holidays: Option<PathBuf>,
}

impl Default for InvitationRules {
    fn default() -> Self {
        Self {
            working_days_before: 15,
            remind_working_days_before: vec![10, 5],
            send_by_working_days_before: 3,
            bank_holidays: None,
        }
    }
}

/// More than this before a review nobody thinks of it yet.
const EARLIEST: u32 = 60;

/// The file's own shape.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    inbox: String,
    identities: Vec<PathBuf>,
    forms: PathBuf,
    #[serde(default)]
    letters: Option<PathBuf>,
    ledger: PathBuf,
    allocations: PathBuf,
    iros: PathBuf,
    site: String,
    duty: String,
    #[serde(default)]
    manager: Option<String>,
    #[serde(default)]
    advocacy: Option<String>,
    #[serde(default = "an_hour")]
    alarm_after_minutes: u32,
    #[serde(default)]
    copy: Copy,
    mail: FileMail,
    #[serde(default)]
    invitations: InvitationRules,
    #[serde(default)]
    retention: FileRetention,
}

#[derive(Deserialize, Default, PartialEq, Eq, Clone, Copy)]
#[serde(rename_all = "lowercase")]
enum Copy {
    #[default]
    Html,
    None,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileMail {
    from: String,
    smtp: String,
    #[serde(default)]
    password_file: Option<PathBuf>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileRetention {
    days_after_delivery: u32,
}

impl Default for FileRetention {
    fn default() -> Self {
        Self { days_after_delivery: 90 }
    }
}

fn an_hour() -> u32 {
    60
}

impl Config {
    /// Reads `courier.yaml`.
    ///
    /// # Errors
    /// When it cannot be read, lacks a key, has one too many, or holds an
    /// address that is none.
    pub fn load(path: &Path) -> Result<Self> {
        if !path.exists() {
            return Err(CannotRun::new(
                format!("{}: there is no such configuration", path.display()),
                "write one as docs/courier.md shows, or name it with --config",
            ));
        }
        let text = files::read(path, "configuration")?;
        let file: File = yaml::read(&text, path)?;
        let base = match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
            _ => PathBuf::from("."),
        };
        let place = Place(path);
        if file.identities.is_empty() {
            return Err(CannotRun::new(
                format!("{}: identities is empty", path.display()),
                "make a key with `my-review-courier keygen --out identity.txt` and name it here",
            ));
        }
        let optional = |key, value: Option<String>| {
            value
                .filter(|text| !text.trim().is_empty())
                .map(|text| place.mailbox(key, &text))
                .transpose()
        };
        Ok(Self {
            inbox: file.inbox,
            identities: file.identities.iter().map(|one| base.join(one)).collect(),
            // Where the site puts it: beside the forms.
            letters: base
                .join(file.letters.unwrap_or_else(|| file.forms.with_file_name("letters.json"))),
            forms: base.join(file.forms),
            ledger: base.join(file.ledger),
            allocations: base.join(file.allocations),
            iros: base.join(file.iros),
            site: place.site(file.site)?,
            duty: place.mailbox("duty", &file.duty)?,
            manager: optional("manager", file.manager)?,
            advocacy: optional("advocacy", file.advocacy)?,
            alarm_after_minutes: file.alarm_after_minutes,
            copy: file.copy == Copy::Html,
            mail: MailConfig {
                from: place.mailbox("mail.from", &file.mail.from)?,
                smtp: Some(file.mail.smtp),
                password_file: file.mail.password_file.map(|one| base.join(one)),
            },
            invitations: place.invitations(file.invitations, &base)?,
            retention_days: file.retention.days_after_delivery,
            base,
        })
    }
}

/// The file whose values are read, for messages.
struct Place<'p>(&'p Path);

impl Place<'_> {
    fn mailbox(&self, key: &str, text: &str) -> Result<Mailbox> {
        mailbox(text).ok_or_else(|| {
            CannotRun::new(
                format!("{}: {key} is not an e-mail address", self.0.display()),
                "write it as name@council.example or \"Name <name@council.example>\"",
            )
        })
    }

    fn invitations(&self, mut rules: InvitationRules, base: &Path) -> Result<InvitationRules> {
        let ahead = rules.working_days_before;
        let wrong = |key: &str, what: String, help: &str| {
            CannotRun::new(format!("{}: invitations.{key} {what}", self.0.display()), help)
        };
        if ahead == 0 || ahead > EARLIEST {
            let what = format!("is {ahead}");
            let help = format!("write a number from 1 to {EARLIEST}, such as 15");
            return Err(wrong("working_days_before", what, &help));
        }
        for (key, counts) in [
            ("remind_working_days_before", rules.remind_working_days_before.as_slice()),
            ("send_by_working_days_before", &[rules.send_by_working_days_before]),
        ] {
            if let Some(count) = counts.iter().find(|count| **count == 0 || **count >= ahead) {
                let what = format!("has {count}, and the invitation goes {ahead} days before");
                return Err(wrong(key, what, "write numbers from 1 to one less than that"));
            }
        }
        rules.bank_holidays = rules.bank_holidays.map(|file| base.join(file));
        Ok(rules)
    }

    fn site(&self, text: String) -> Result<String> {
        let whole = text.starts_with("https://") || text.starts_with("http://");
        if whole && !text.contains(['#', '?', ' ']) {
            return Ok(text);
        }
        Err(CannotRun::new(
            format!("{}: site is not the address of a site", self.0.display()),
            "write it as https://my-review.council.example",
        ))
    }
}

/// Reads an address, with or without a name before it. Control characters are
/// taken out of the name: lettre 0.11 panics on a line break there.
pub(crate) fn mailbox(text: &str) -> Option<Mailbox> {
    let text = text.trim();
    if let Some((name, rest)) = text.rsplit_once('<') {
        let email = rest.strip_suffix('>')?.trim().parse::<Address>().ok()?;
        let name: String = name.trim().trim_matches('"').trim().to_owned();
        return Some(named_mailbox(&name, email));
    }
    Some(Mailbox::new(None, text.parse::<Address>().ok()?))
}

/// An address with a display name that is safe to write.
pub(crate) fn named_mailbox(name: &str, email: Address) -> Mailbox {
    let name: String =
        name.chars().map(|c| if c.is_control() { ' ' } else { c }).take(100).collect();
    let name = name.trim();
    Mailbox::new((!name.is_empty()).then(|| name.to_owned()), email)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// lettre 0.11.23 panics in `to_string` on a line break in a display name.
    #[test]
    fn a_line_break_in_a_name_never_reaches_lettre() {
        let email: Address = "a@b.example".parse().expect("an address");
        let mailbox = named_mailbox("Eve\r\nBcc: all@b.example", email.clone());
        assert!(!mailbox.to_string().contains('\n'));
        assert_eq!(named_mailbox("\r\n", email).name, None);
        let typed = super::mailbox("Eve\r\n X <a@b.example>").expect("an address");
        assert!(!typed.to_string().contains('\r'));
    }

    /// docs/courier.md has a row for each key, and none for a key that is not read.
    #[test]
    fn the_manual_has_every_key_of_the_configuration() {
        let manual = include_str!("../../docs/courier.md");
        let table =
            manual.split("## courier.yaml").nth(1).and_then(|rest| rest.split("\n## ").next());
        let rows = table.unwrap_or_default().lines().filter_map(|line| line.strip_prefix("| `"));
        let cells = rows.filter_map(|row| row.split(" |").next());
        let mut written: Vec<_> = cells
            .flat_map(|cell| cell.split([',', '`', ' ']))
            .filter(|key| !key.is_empty())
            .collect();
        let inner = [
            ("mail", yaml::keys::<FileMail>()),
            ("invitations", yaml::keys::<InvitationRules>()),
            ("retention", yaml::keys::<FileRetention>()),
        ];
        let below =
            |name: &str| inner.iter().find(|(of, _)| *of == name).map_or(&[][..], |(_, keys)| keys);
        let mut known: Vec<String> = Vec::new();
        for key in yaml::keys::<File>() {
            match below(key) {
                [] => known.push((*key).to_owned()),
                keys => known.extend(keys.iter().map(|inner| format!("{key}.{inner}"))),
            }
        }
        written.sort_unstable();
        known.sort();
        assert_eq!(written, known);
    }

    #[test]
    fn reads_addresses() {
        let with_name = mailbox("My Review <my-review@northmoor.example>").expect("an address");
        assert_eq!(with_name.name.as_deref(), Some("My Review"));
        assert!(mailbox("nobody").is_none());
        assert!(mailbox("a@b.example, c@d.example").is_none());
    }
}
