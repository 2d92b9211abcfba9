//! `content/results.json`: figures that `my-review-courier report --public`
//! wrote, for the pages to show.

use super::Portal;
use super::files;
use crate::problem::{Problem, Source};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The name that stands in the file.
const FORMAT: &str = "my-review/results/1";

/// The participation codes, in order.
pub const CODES: [&str; 8] = ["PN0", "PN1", "PN2", "PN3", "PN4", "PN5", "PN6", "PN7"];

/// The published figures, and the file that they are from.
#[derive(Clone, Debug)]
pub struct Results {
    /// The years, the latest last.
    pub years: Vec<YearOfResults>,
    /// Whether they are invented, and the pages must say so.
    pub example: bool,
    /// The file.
    pub source: Arc<Source>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    format: String,
    #[serde(default)]
    example: bool,
    #[allow(dead_code, reason = "said for people who read the file")]
    smallest: u64,
    years: Vec<YearOfResults>,
}

/// One financial year. Numbers that are left out are nothing.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct YearOfResults {
    /// Such as `2025/26`.
    pub year: String,
    /// How children took part in reviews.
    pub participation: Option<Participation>,
    /// Who filled in forms.
    pub forms: Option<Forms>,
    /// Whether what was expected happened.
    #[serde(default)]
    pub expectations: Vec<Marks>,
}

/// Reviews by code.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Participation {
    /// By the names of the codes.
    pub codes: BTreeMap<String, Option<u64>>,
    /// All of them.
    pub total: Option<u64>,
    /// Who took part, if all but PN7 did.
    pub all_but_pn7: Option<Rate>,
    /// Who took part, if PN4 did not either.
    pub all_but_pn4_and_pn7: Option<Rate>,
}

/// A part of a whole.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rate {
    /// The part.
    pub took_part: u64,
    /// The whole.
    pub of: u64,
    /// The same in percent.
    pub percent: f64,
}

/// Forms that came in.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Forms {
    /// Filled in alone.
    pub alone: Option<u64>,
    /// With a helper.
    pub helped: Option<u64>,
    /// All.
    pub total: Option<u64>,
}

/// Answers to whether one thing happened.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Marks {
    /// The expectation's or promise's.
    pub id: String,
    /// It did.
    pub yes: Option<u64>,
    /// It did not.
    pub no: Option<u64>,
    /// Nobody could say.
    pub not_sure: Option<u64>,
    /// All answers.
    pub total: Option<u64>,
}

const HELP: &str = "Do not write this file by hand: let `my-review-courier report --public` write it, and copy it here as it is.";

/// Reads the file.
pub(super) fn read(source: &Arc<Source>, problems: &mut Vec<Problem>) -> Option<Results> {
    let mut wrong = |at: usize, message: String| {
        let line = source.text[at..].lines().next().map_or(0, str::len);
        problems.push(Problem::error("unreadable", source, at..at + line, message, HELP));
        None
    };
    let file: File = match serde_json::from_str(&source.text) {
        Ok(file) => file,
        Err(error) => {
            let lines = source.text.split_inclusive('\n');
            let at = lines.take(error.line().saturating_sub(1)).map(str::len).sum::<usize>();
            return wrong(
                at.min(source.text.len()),
                "these are no figures that the courier wrote".to_owned(),
            );
        }
    };
    if file.format != FORMAT {
        let at = source.text.find("\"format\"").unwrap_or(0);
        return wrong(at, format!("the format of these figures is not {FORMAT}"));
    }
    for year in &file.years {
        let codes = year.participation.iter().flat_map(|one| one.codes.keys());
        if let Some(code) = codes.into_iter().find(|code| !CODES.contains(&code.as_str())) {
            let at = source.text.find(&format!("\"{code}\"")).unwrap_or(0);
            return wrong(at, format!("there is no code “{code}”"));
        }
    }
    let mut years = file.years;
    years.sort_by(|one, other| one.year.cmp(&other.year));
    Some(Results { years, example: file.example, source: Arc::clone(source) })
}

impl Results {
    /// What was answered about one thing in the latest year that has it.
    pub fn of(&self, id: &str) -> Option<(&str, &Marks)> {
        self.years.iter().rev().find_map(|year| {
            let marks = year.expectations.iter().find(|marks| marks.id == id)?;
            Some((year.year.as_str(), marks))
        })
    }
}

impl Portal {
    /// Figures about things that are no longer in the portal.
    pub(crate) fn strange_results(&self) -> Vec<Problem> {
        let Some(results) = &self.results else { return Vec::new() };
        let promises = self.pledges.iter().flat_map(|pledge| &pledge.items);
        let known: Vec<&str> =
            self.expectations.iter().chain(promises).map(|item| item.id.as_str()).collect();
        let mut strange: Vec<&str> = results
            .years
            .iter()
            .flat_map(|year| &year.expectations)
            .map(|marks| marks.id.as_str())
            .filter(|id| !known.contains(id))
            .collect();
        strange.sort_unstable();
        strange.dedup();
        let problem = |id: &str| {
            let quoted = format!("\"{id}\"");
            let at = results.source.text.find(&quoted).unwrap_or(0);
            Problem::warning(
                "unknown-expectation",
                &results.source,
                at..at + quoted.len(),
                format!(
                    "there are figures about “{id}”, which is no expectation and no promise now"
                ),
                "They are not shown. Give the expectation its id back if only its words changed.",
            )
        };
        strange.into_iter().map(problem).collect()
    }
}

/// The file's name.
pub(super) const FILE: &str = "content/results.json";

/// Whether a file found below `content` is it.
pub(super) fn is_results(file: &files::Found) -> bool {
    file.name == FILE
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(text: &str) -> (Option<Results>, Vec<Problem>) {
        let source = Arc::new(Source { file: FILE.to_owned(), text: text.to_owned() });
        let mut problems = Vec::new();
        let results = read(&source, &mut problems);
        (results, problems)
    }

    #[test]
    fn reads_what_the_courier_writes() {
        let golden = include_str!("../../tests/courier/reports/annual.public.json");
        let (results, problems) = read_text(golden);
        assert!(problems.is_empty());
        let results = results.expect("figures");
        assert_eq!(results.years.len(), 6);
        assert_eq!(results.years[5].year, "2021/22");
        let year = results.years[0].participation.as_ref().expect("reviews");
        assert_eq!((year.codes["PN1"], year.codes["PN2"]), (Some(550), None));
    }

    #[test]
    fn says_where_it_is_wrong() {
        let good = r#"{ "format": "my-review/results/1", "smallest": 5, "years": [] }"#;
        assert!(read_text(good).1.is_empty());
        for (text, line) in [
            ("nothing".to_owned(), 1),
            (good.replace("results/1", "results/2"), 1),
            (good.replace("\"years\"", "\n\"yaers\""), 2),
            (good.replace("[]", "[{\n\"year\": \"2025/26\", \"participation\": { \"total\": null, \"codes\": {\n\"PN8\": 7 }, \"all_but_pn7\": null, \"all_but_pn4_and_pn7\": null }, \"forms\": null }]"), 3),
        ] {
            let (results, problems) = read_text(&text);
            assert!(results.is_none(), "{text}");
            assert_eq!(problems[0].place().0, line, "{text}");
        }
    }
}
