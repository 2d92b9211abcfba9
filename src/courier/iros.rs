//! `iros.yaml`: who the IROs are, who is away, and who covers.

use super::config::named_mailbox;
use super::error::{CannotRun, Result};
use super::{files, yaml};
use crate::seal;
use jiff::civil::Date;
use lettre::Address;
use lettre::message::Mailbox;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::path::Path;

/// The list of IROs.
#[derive(Clone, Debug, Default)]
pub struct Iros(Vec<Iro>);

/// One IRO.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Iro {
    /// What `allocations.csv` calls them.
    pub id: String,
    /// Their name.
    pub name: String,
    /// Where their mail goes.
    pub email: Address,
    /// The IRO's own key (`age1…`), if their letters come sealed to it.
    pub recipient: Option<String>,
    away: Vec<Away>,
}

/// Days away, both included.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Away {
    from: Date,
    #[serde(default)]
    to: Option<Date>,
    cover: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileIro {
    id: String,
    name: String,
    email: String,
    #[serde(default)]
    recipient: Option<String>,
    #[serde(default)]
    away: Option<Vec<Away>>,
}

/// Why nobody can be written to today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoIro {
    /// The list has no such id.
    Unknown(String),
    /// Everybody in the chain of cover is away.
    Loop(String),
}

impl Iro {
    /// The IRO as the recipient of a message.
    pub(crate) fn mailbox(&self) -> Mailbox {
        named_mailbox(&self.name, self.email.clone())
    }

    /// Whether they are away on this day.
    pub(crate) fn is_away(&self, day: Date) -> bool {
        self.cover(day).is_some()
    }

    /// Who covers on this day. Of several absences the one that began last
    /// counts: it was written knowing the earlier one.
    fn cover(&self, day: Date) -> Option<&str> {
        self.away
            .iter()
            .filter(|away| away.from <= day && away.to.is_none_or(|to| day <= to))
            .max_by_key(|away| away.from)
            .map(|away| away.cover.as_str())
    }
}

impl Iros {
    /// Reads the list.
    ///
    /// # Errors
    /// When it cannot be read, names somebody twice, an address is none, or
    /// cover is by somebody who is not in it.
    pub fn load(path: &Path) -> Result<Self> {
        let text = files::read(path, "list of IROs")?;
        let file: Vec<FileIro> = yaml::read(&text, path)?;
        let wrong = |iro: &str, problem: &str, help: &str| {
            CannotRun::new(format!("{}: {iro}: {problem}", path.display()), help)
        };
        let mut seen = BTreeSet::new();
        let mut iros = Vec::new();
        for FileIro { id, name, email, recipient, away } in file {
            let away = away.unwrap_or_default();
            if !seen.insert(id.clone()) {
                return Err(wrong(&id, "this id is there twice", "keep one of the two"));
            }
            let Ok(email) = email.trim().parse() else {
                return Err(wrong(
                    &id,
                    "the e-mail address is not one",
                    "write it as name@council.example",
                ));
            };
            if away.iter().any(|one| one.to.is_some_and(|to| to < one.from)) {
                return Err(wrong(&id, "an absence ends before it begins", "change from or to"));
            }
            let recipient = recipient.map(|text| text.trim().to_owned());
            if let Some(recipient) = &recipient
                && seal::seal(b"", std::slice::from_ref(recipient)).is_err()
            {
                return Err(wrong(
                    &id,
                    "the recipient is not an age recipient",
                    "copy the whole line that begins with age1 from what `age-keygen` printed; the key itself stays with the IRO",
                ));
            }
            iros.push(Iro { id, name, email, recipient, away });
        }
        for iro in &iros {
            if let Some(away) = iro.away.iter().find(|away| !seen.contains(&away.cover)) {
                let problem = format!("the cover “{}” is not in this list", away.cover);
                return Err(wrong(&iro.id, &problem, "add them, or name somebody else"));
            }
        }
        Ok(Self(iros))
    }

    /// The IRO with this id.
    pub fn get(&self, id: &str) -> Option<&Iro> {
        self.0.iter().find(|iro| iro.id == id)
    }

    /// Who gets this IRO's mail on this day: the IRO, or who covers.
    ///
    /// # Errors
    /// When somebody in the chain is unknown, or the chain never ends.
    pub fn on_duty_for(&self, id: &str, day: Date) -> std::result::Result<&Iro, NoIro> {
        let unknown = |id: &str| NoIro::Unknown(id.to_owned());
        let mut iro = self.get(id).ok_or_else(|| unknown(id))?;
        let mut seen = BTreeSet::from([iro.id.as_str()]);
        while let Some(cover) = iro.cover(day) {
            if !seen.insert(cover) {
                return Err(NoIro::Loop(id.to_owned()));
            }
            iro = self.get(cover).ok_or_else(|| unknown(cover))?;
        }
        Ok(iro)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = "
- { id: a, name: Amira Khan, email: a@northmoor.example, away: [{ from: 2026-11-10, to: 2026-11-12, cover: b }] }
- { id: b, name: Ben Okoro, email: b@northmoor.example, away: [{ from: 2026-11-12, to: 2026-11-14, cover: c }] }
- { id: c, name: Cai Rees, email: c@northmoor.example, away: [{ from: 2026-11-14, to: 2026-11-14, cover: b }] }
";

    fn iros(text: &str) -> Result<Iros> {
        let file = tempfile::NamedTempFile::new().expect("a file");
        std::fs::write(file.path(), text).expect("written");
        Iros::load(file.path())
    }

    fn who(day: &str) -> std::result::Result<String, NoIro> {
        let day = day.parse().expect("a day");
        let iros = iros(LIST).expect("a list");
        iros.on_duty_for("a", day).map(|iro| iro.id.clone())
    }

    #[test]
    fn both_ends_of_an_absence_count_and_cover_is_followed() {
        assert_eq!(who("2026-11-09").as_deref(), Ok("a"));
        assert_eq!(who("2026-11-10").as_deref(), Ok("b"));
        assert_eq!(who("2026-11-12").as_deref(), Ok("c"));
        assert_eq!(who("2026-11-13").as_deref(), Ok("a"));
    }

    #[test]
    fn a_circle_of_cover_ends() {
        let iros = iros(LIST).expect("a list");
        let day = "2026-11-14".parse().expect("a day");
        assert_eq!(iros.on_duty_for("b", day), Err(NoIro::Loop("b".to_owned())));
        assert_eq!(iros.on_duty_for("z", day), Err(NoIro::Unknown("z".to_owned())));
    }

    #[test]
    fn the_manual_has_every_key_of_the_list() {
        let manual = include_str!("../../docs/courier.md");
        let part = manual.split("## iros.yaml").nth(1).and_then(|rest| rest.split("\n## ").next());
        let part = part.expect("its part");
        for key in yaml::keys::<FileIro>().iter().chain(yaml::keys::<Away>()) {
            assert!(part.contains(&format!("{key}:")), "{key}");
        }
    }

    #[test]
    fn mistakes_are_named() {
        for (text, words) in [
            ("- { id: a, name: A, email: nobody }", "a: the e-mail address"),
            ("- { id: a, name: A, email: a@b.example, mail: x }", "mail"),
            ("- { id: a, name: A, email: a@b.example, recipient: age1x }", "a: the recipient"),
            (
                "- { id: a, name: A, email: a@b.example, away: [{ from: 2026-01-01, to: 2026-01-02, cover: z }] }",
                "“z” is not in this list",
            ),
            (
                "- { id: a, name: A, email: a@b.example }\n- { id: a, name: A, email: a@b.example }",
                "twice",
            ),
        ] {
            let error = iros(text).expect_err("refused").to_string();
            assert!(error.contains(words), "{error}");
        }
    }
}
