//! The council that the demo plays: a throw-away key, a few invented children,
//! and the files that a courier reads.

use super::DemoError;
use crate::courier::allocations::COLUMNS;
use crate::form::{Audience, Catalogue, Form};
use crate::portal::Portal;
use crate::seal::NewIdentity;
use jiff::civil::Date;
use jiff::{ToSpan, Zoned};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Children whom nobody is called after.
const CHILDREN: &[(&str, &str)] = &[
    ("Robin Fellgate", "they/them"),
    ("Amal Brookmoor", "she/her"),
    ("Casey Thornwick", "he/him"),
    ("Noor Haleford", "she/her"),
    ("Jude Marshgate", "he/him"),
    ("Tam Westerby", "they/them"),
];

/// A child of the demo.
pub(super) struct Child {
    pub(super) reference: String,
    pub(super) name: String,
    pub(super) pronouns: &'static str,
    pub(super) date_of_birth: Date,
    pub(super) iro: String,
    pub(super) form: String,
}

/// The folder with everything the courier needs.
pub(super) struct Stage {
    pub(super) config: PathBuf,
    pub(super) inbox: PathBuf,
    pub(super) recipient: String,
    pub(super) children: Vec<Child>,
}

impl Stage {
    /// Writes the folder's files, but for the catalogue.
    ///
    /// # Errors
    /// When the disk refuses.
    pub(super) fn set(folder: &Path, portal: &Portal, site: &str) -> Result<Self, DemoError> {
        let identity = NewIdentity::generate();
        private(&folder.join("identity.txt"), identity.file().as_bytes())?;
        let iros = iros(portal);
        private(&folder.join("iros.yaml"), iros_yaml(&iros)?.as_bytes())?;
        let children = children(portal, &iros);
        private(&folder.join("allocations.csv"), &allocations(&children)?)?;
        let inbox = folder.join("inbox");
        fs::create_dir_all(&inbox)?;
        let config = folder.join("courier.yaml");
        private(&config, courier_yaml(site).as_bytes())?;
        Ok(Self { config, inbox, recipient: identity.recipient(), children })
    }
}

/// Writes the catalogue as the build would.
pub(super) fn write_catalogue(folder: &Path, portal: &Portal) -> Result<Catalogue, DemoError> {
    let catalogue = Catalogue::new(portal.forms.iter().map(|file| &file.form))?;
    fs::write(folder.join("forms.json"), serde_json::to_vec(&catalogue)?)?;
    Ok(catalogue)
}

/// A file that only its owner may read, as the courier demands.
fn private(path: &Path, bytes: &[u8]) -> Result<(), DemoError> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?.write_all(bytes)?;
    Ok(())
}

struct Iro {
    id: String,
    name: String,
}

/// The IROs whom the site introduces, or one of the demo's own.
fn iros(portal: &Portal) -> Vec<Iro> {
    let people = portal.pages.iter().filter_map(|page| page.person.as_ref());
    let mut iros: Vec<_> =
        people.map(|person| Iro { id: person.id.clone(), name: person.name.clone() }).collect();
    if iros.is_empty() {
        iros.push(Iro { id: "sam-demo".to_owned(), name: "Sam Demo".to_owned() });
    }
    iros
}

/// JSON is YAML, and its quoting is known to be right.
fn iros_yaml(iros: &[Iro]) -> Result<String, DemoError> {
    let list: Vec<_> = iros
        .iter()
        .map(|iro| {
            serde_json::json!({
                "id": iro.id, "name": iro.name, "email": format!("{}@iro.demo.example", iro.id),
            })
        })
        .collect();
    Ok(serde_json::to_string_pretty(&list)?)
}

/// A child for each form that children fill in, of an age to fill it in.
fn children(portal: &Portal, iros: &[Iro]) -> Vec<Child> {
    let forms: Vec<_> = portal.forms.iter().map(|file| &file.form).collect();
    let for_children: Vec<_> =
        forms.iter().copied().filter(|form| form.audience == Audience::Child).collect();
    let asked = if for_children.is_empty() { forms } else { for_children };
    let today = Zoned::now().date();
    asked
        .iter()
        .enumerate()
        .map(|(at, form)| {
            let (first, pronouns) = CHILDREN[at % CHILDREN.len()];
            let again = at / CHILDREN.len();
            let name = if again == 0 { first.to_owned() } else { format!("{first} {}", again + 1) };
            let born = born(form, today);
            Child {
                reference: format!("DEMO-{:03}", at + 1),
                name,
                pronouns,
                date_of_birth: born,
                iro: iros[at % iros.len()].id.clone(),
                form: form.id.clone(),
            }
        })
        .collect()
}

/// The first child of the demo, of an age to fill in this form: name, pronouns,
/// and date of birth.
pub(super) fn somebody(form: &Form) -> (&'static str, &'static str, Date) {
    let (name, pronouns) = CHILDREN[0];
    (name, pronouns, born(form, Zoned::now().date()))
}

fn born(form: &Form, today: Date) -> Date {
    let age = form.ages.map_or(10, |ages| i64::from(ages.from)) + 1;
    today.checked_sub(age.years().days(40)).unwrap_or(today)
}

fn allocations(children: &[Child]) -> Result<Vec<u8>, DemoError> {
    let today = Zoned::now().date();
    let came = today.checked_sub(14.months()).unwrap_or(today);
    let last = today.checked_sub(5.months()).unwrap_or(today);
    let next = today.checked_add(24.days()).unwrap_or(today);
    let mut csv = csv::Writer::from_writer(Vec::new());
    csv.write_record(COLUMNS)?;
    for child in children {
        csv.write_record([
            &child.reference,
            &child.name,
            child.pronouns,
            &child.date_of_birth.to_string(),
            &child.iro,
            &came.to_string(),
            &last.to_string(),
            &next.to_string(),
            "en",
            &child.form,
            &format!("{}@young.demo.example", child.reference.to_lowercase()),
            &format!("{}@carer.demo.example", child.reference.to_lowercase()),
            &format!("{}@parent.demo.example", child.reference.to_lowercase()),
            "",
            "",
        ])?;
    }
    csv.into_inner().map_err(|error| DemoError::Disk(error.into_error()))
}

fn courier_yaml(site: &str) -> String {
    format!(
        "inbox: ./inbox\n\
         identities: [./identity.txt]\n\
         forms: ./forms.json\n\
         ledger: ./ledger.sqlite3\n\
         allocations: ./allocations.csv\n\
         iros: ./iros.yaml\n\
         site: {site}\n\
         duty: duty.iro@demo.example\n\
         manager: iro.manager@demo.example\n\
         advocacy: childrens.rights@demo.example\n\
         mail:\n\
        \x20 from: \"My Review <my-review@demo.example>\"\n\
        \x20 smtp: smtp://127.0.0.1:25\n"
    )
}
