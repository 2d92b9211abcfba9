//! `allocations.csv`: the children, as the case system exports them.

use super::error::{CannotRun, Result};
use super::files;
use jiff::Unit;
use jiff::civil::Date;
use lettre::Address;
use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use unicode_normalization::UnicodeNormalization;

/// The children.
#[derive(Clone, Debug, Default)]
pub struct Allocations {
    children: Vec<Child>,
    by_reference: HashMap<String, usize>,
}

/// One child.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Child {
    /// The case system's reference.
    pub reference: String,
    /// The full name that the child uses; for the child and the IRO only.
    pub name: String,
    /// As the child says them; may be empty.
    pub pronouns: String,
    /// The date of birth.
    pub date_of_birth: Option<Date>,
    /// The id of the allocated IRO.
    pub iro: String,
    /// The day on which the child came into care.
    pub came_into_care: Option<Date>,
    /// The day of the last review that took place.
    pub last_review: Option<Date>,
    /// The day of the next review.
    pub review_date: Option<Date>,
    /// The language that the family is written to in, as a BCP 47 tag; may be
    /// empty.
    pub language: String,
    /// The id of the child's form; may be empty.
    pub form: String,
    /// What a carer may hear the child called; may be empty.
    pub name_for_carer: String,
    /// What a parent may hear the child called; may be empty.
    pub name_for_parent: String,
    /// Where the child's own mail goes, if they are to be written to.
    pub child_email: Option<Address>,
    /// Where the carer's mail goes, if they are to be written to.
    pub carer_email: Option<Address>,
    /// Where the parent's mail goes, if they are to be written to.
    pub parent_email: Option<Address>,
}

impl Child {
    /// The child's whole years on a day, where the date of birth is known. Who
    /// was born on a 29 February is a year older on 1 March of a common year.
    pub fn age_on(&self, day: Date) -> Option<u8> {
        let lived = self.date_of_birth?.until((Unit::Year, day)).ok()?;
        u8::try_from(lived.get_years()).ok()
    }
}

/// Shows no name and no birthday.
impl std::fmt::Debug for Child {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Child").field("reference", &self.reference).finish_non_exhaustive()
    }
}

/// The columns that must be there; the others may be.
const NEEDED: &[&str] = &["child", "name", "date_of_birth", "iro"];

/// Every column that is read.
pub(crate) const COLUMNS: &[&str] = &[
    "child",
    "name",
    "pronouns",
    "date_of_birth",
    "iro",
    "came_into_care",
    "last_review",
    "review_date",
    "language",
    "form",
    "child_email",
    "carer_email",
    "parent_email",
    "name_for_carer",
    "name_for_parent",
];

impl Allocations {
    /// Reads the list.
    ///
    /// # Errors
    /// When it cannot be read, everybody on the machine can read it, a column
    /// is missing, or rows are wrong: every wrong row is named, by its line.
    pub fn load(path: &Path) -> Result<Self> {
        let content = files::read_private(path, "list of children")?;
        Self::from_bytes(&content).map_err(|problems| {
            let count = problems.len();
            let lines: Vec<String> = problems
                .iter()
                .take(20)
                .map(|problem| format!("{}{problem}", path.display()))
                .collect();
            CannotRun::new(
                lines.join("\n"),
                if count > 20 {
                    format!("mend these and {} more, then run again", count - 20)
                } else {
                    "mend this in the case system's export, then run again".to_owned()
                },
            )
        })
    }

    /// Reads the list's text; the problems are `:LINE: what is wrong`.
    ///
    /// # Errors
    /// Every problem that was found, without a word of what stands in the row.
    pub fn from_bytes(content: &[u8]) -> std::result::Result<Self, Vec<String>> {
        let content = content.strip_prefix(b"\xef\xbb\xbf").unwrap_or(content);
        if std::str::from_utf8(content).is_err() {
            return Err(vec![": it is not UTF-8 text; export it as “CSV UTF-8”".to_owned()]);
        }
        let first_line = content.split(|byte| *byte == b'\n').next().unwrap_or(content);
        let semicolons = first_line.contains(&b';') && !first_line.contains(&b',');
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(if semicolons { b';' } else { b',' })
            .trim(csv::Trim::All)
            .flexible(true)
            .from_reader(content);
        let columns = columns(&mut reader)?;
        let mut allocations = Self::default();
        let mut lines: HashMap<String, u64> = HashMap::new();
        let mut problems = Vec::new();
        for record in reader.records() {
            let Ok(record) = record else {
                problems.push(": a row cannot be read as CSV".to_owned());
                break;
            };
            if record.iter().all(str::is_empty) {
                continue;
            }
            let line = record.position().map_or(0, csv::Position::line);
            let row = Row { columns: &columns, record: &record };
            match row.child() {
                Ok(child) => {
                    if let Some(first) = lines.insert(child.reference.clone(), line) {
                        problems.push(format!(
                            ":{line}: child: the same reference is on line {first} already; keep one of the two rows"
                        ));
                    }
                    let at = allocations.children.len();
                    allocations.by_reference.insert(child.reference.clone(), at);
                    allocations.children.push(child);
                }
                Err(of_row) => {
                    problems.extend(of_row.iter().map(|problem| format!(":{line}: {problem}")));
                }
            }
        }
        if problems.is_empty() { Ok(allocations) } else { Err(problems) }
    }

    /// Every child, in the order of the file.
    pub fn children(&self) -> &[Child] {
        &self.children
    }

    /// The child with this reference.
    pub fn get(&self, reference: &str) -> Option<&Child> {
        self.by_reference.get(reference).map(|at| &self.children[*at])
    }

    /// The children with exactly this name (without regard to case, spacing and
    /// how accents are encoded) and this date of birth.
    pub fn find(&self, name: &str, date_of_birth: Date) -> Vec<&Child> {
        let name = same_name(name);
        self.children
            .iter()
            .filter(|child| child.date_of_birth == Some(date_of_birth))
            .filter(|child| !name.is_empty() && same_name(&child.name) == name)
            .collect()
    }
}

/// One spelling for all that a reader would call the same name.
fn same_name(name: &str) -> String {
    let folded: String = name.nfkc().flat_map(folded).nfkc().collect();
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// By way of the capitals, as case folding does: ß and SS are the same there,
/// and so are the two small sigmas. The ı without a dot is a letter of its own.
fn folded(c: char) -> Box<dyn Iterator<Item = char>> {
    if c == 'ı' {
        return Box::new(std::iter::once(c));
    }
    Box::new(c.to_uppercase().flat_map(char::to_lowercase))
}

fn columns(
    reader: &mut csv::Reader<&[u8]>,
) -> std::result::Result<BTreeMap<String, usize>, Vec<String>> {
    let header = reader
        .headers()
        .map_err(|_| vec![":1: the first line is not a row of column names".to_owned()])?;
    let mut columns = BTreeMap::new();
    let mut problems = Vec::new();
    for (at, name) in header.iter().enumerate() {
        let name = name.to_lowercase().replace(' ', "_");
        if COLUMNS.contains(&name.as_str()) && columns.insert(name.clone(), at).is_some() {
            problems.push(format!(":1: the column {name} is there twice; keep one"));
        }
    }
    for name in NEEDED {
        if !columns.contains_key(*name) {
            problems.push(format!(
                ":1: the column {name} is missing; the columns are {}",
                COLUMNS.join(", ")
            ));
        }
    }
    if problems.is_empty() { Ok(columns) } else { Err(problems) }
}

struct Row<'r> {
    columns: &'r BTreeMap<String, usize>,
    record: &'r csv::StringRecord,
}

impl Row<'_> {
    fn get(&self, column: &str) -> &str {
        self.columns.get(column).and_then(|at| self.record.get(*at)).unwrap_or_default()
    }

    fn child(&self) -> std::result::Result<Child, Vec<String>> {
        let mut problems = Vec::new();
        for column in ["child", "name", "iro"] {
            if self.get(column).is_empty() {
                problems.push(format!("{column}: it is empty; fill it in"));
            }
        }
        let mut date = |column: &str| {
            read_date(self.get(column)).unwrap_or_else(|()| {
                problems.push(format!(
                    "{column}: it is not a date; write it as 2012-03-25 or 25/03/2012"
                ));
                None
            })
        };
        let date_of_birth = date("date_of_birth");
        let review_date = date("review_date");
        let came_into_care = date("came_into_care");
        let last_review = date("last_review");
        let mut email = |column: &str| {
            let text = self.get(column);
            if text.is_empty() {
                return None;
            }
            let email = text.parse().ok();
            if email.is_none() {
                problems.push(format!(
                    "{column}: it is not an e-mail address; correct it, or leave it empty to send nothing"
                ));
            }
            email
        };
        let carer_email = email("carer_email");
        let parent_email = email("parent_email");
        let child_email = email("child_email");
        if !problems.is_empty() {
            return Err(problems);
        }
        Ok(Child {
            reference: self.get("child").to_owned(),
            name: self.get("name").to_owned(),
            pronouns: self.get("pronouns").to_owned(),
            date_of_birth,
            iro: self.get("iro").to_owned(),
            came_into_care,
            last_review,
            review_date,
            language: self.get("language").to_owned(),
            form: self.get("form").to_owned(),
            name_for_carer: self.get("name_for_carer").to_owned(),
            name_for_parent: self.get("name_for_parent").to_owned(),
            child_email,
            carer_email,
            parent_email,
        })
    }
}

/// Reads `2012-03-25` or `25/03/2012`; nothing is no date.
fn read_date(text: &str) -> std::result::Result<Option<Date>, ()> {
    if text.is_empty() {
        return Ok(None);
    }
    // A case system's export often carries a time of midnight.
    let day = text.split(['T', ' ']).next().unwrap_or(text);
    let format = if day.contains('/') { "%d/%m/%Y" } else { "%Y-%m-%d" };
    let date = Date::strptime(format, day).map_err(|_| ())?;
    // A year of two digits is a year of the first century.
    if date.year() < 1900 { Err(()) } else { Ok(Some(date)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_manual_has_every_column() {
        let manual = include_str!("../../docs/courier.md");
        for column in COLUMNS {
            assert!(manual.contains(&format!("`{column}`")), "{column}");
        }
    }

    /// A child born in the year 12 would match nobody.
    #[test]
    fn a_short_year_is_no_date() {
        for text in ["25/03/12", "12-03-25", "2012-3", "31/02/2012", "2012-03-25x"] {
            assert_eq!(read_date(text), Err(()), "{text}");
        }
        assert!(read_date("5/3/2012").is_ok_and(|day| day.is_some()));
    }

    #[test]
    fn tolerates_what_spreadsheets_do() {
        let text = "\u{feff}IRO;Date of birth;name;child;review_date\r\na;25/03/2012;Zoë  Example;C1;2026-12-01 00:00:00\r\n;;;;\r\n";
        let list = Allocations::from_bytes(text.as_bytes()).expect("a list");
        assert_eq!(list.children().len(), 1);
        let born = "2012-03-25".parse().expect("a day");
        assert_eq!(list.find("ZOE\u{308} example ", born).len(), 1);
        assert_eq!(list.find("Zoe Example", born).len(), 0);
        assert_eq!(list.find("", born).len(), 0);
        assert!(list.get("C1").expect("a child").review_date.is_some());
    }

    #[test]
    fn a_birthday_counts_on_its_day() {
        let text = "child,name,date_of_birth,iro\nC1,A,2012-02-29,a\nC2,B,2012-03-25,a\nC3,C,,a\n";
        let list = Allocations::from_bytes(text.as_bytes()).expect("a list");
        let age = |child: &str, day: &str| {
            list.get(child).expect("a child").age_on(day.parse().expect("a day"))
        };
        assert_eq!(age("C1", "2023-02-28"), Some(10));
        assert_eq!(age("C1", "2023-03-01"), Some(11));
        assert_eq!(age("C1", "2024-02-29"), Some(12));
        assert_eq!(age("C2", "2024-03-24"), Some(11));
        assert_eq!(age("C2", "2024-03-25"), Some(12));
        assert_eq!(age("C2", "2011-03-25"), None);
        assert_eq!(age("C3", "2024-03-25"), None);
    }

    #[test]
    fn names_every_bad_row_by_its_line() {
        let text = "child,name,date_of_birth,iro,carer_email\nC1,A,2012-13-01,a,\nC2,,2012-01-01,a,nobody\nC3,B,2012-01-01,a,\nC3,B,2012-01-01,a,\n";
        let problems = Allocations::from_bytes(text.as_bytes()).expect_err("refused");
        let starts = [":2: date_of_birth", ":3: name", ":3: carer_email", ":5: child"];
        assert_eq!(problems.len(), starts.len(), "{problems:?}");
        for (problem, start) in problems.iter().zip(starts) {
            assert!(problem.starts_with(start), "{problem}");
        }
        let problems = Allocations::from_bytes(b"child,name\n").expect_err("refused");
        assert_eq!(problems.len(), 2);
    }
}
