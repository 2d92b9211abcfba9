//! Counts from before the ledger, out of a CSV file: the table of an annual
//! report, with a column a year (`code,2016/17,2017/18`) or a row a year
//! (`year,PN0,PN1,…`).

use super::codes::{Code, Counts};
use super::period::FinancialYear;
use crate::courier::error::{CannotRun, Result};
use crate::courier::files;
use std::collections::BTreeMap;
use std::path::Path;

/// The most reviews of one code in a year that are believed: all of England's.
const MOST: u64 = 1_000_000;

/// Reads counts by the year in which a financial year begins.
pub(crate) fn load(path: &Path) -> Result<BTreeMap<i16, Counts>> {
    let content = files::read(path, "file of counts")?;
    from_bytes(&content).map_err(|wrong| {
        CannotRun::new(
            format!("{}: {wrong}", path.display()),
            "give the table of an annual report as CSV, with all eight codes: `code,2016/17,2017/18` and below it `PN0,363,363`; or `year,PN0,PN1,PN2,PN3,PN4,PN5,PN6,PN7` and below it `2016/17,363,550,…`. Nothing was imported",
        )
    })
}

fn from_bytes(content: &[u8]) -> std::result::Result<BTreeMap<i16, Counts>, String> {
    let content = content.strip_prefix(b"\xef\xbb\xbf").unwrap_or(content);
    let first = content.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let delimiter = if first.contains(&b';') { b';' } else { b',' };
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).trim(csv::Trim::All).from_reader(content);
    let head = reader.headers().map_err(|error| error.to_string())?.clone();
    // (year, code) -> reviews; each cell once.
    let mut cells: BTreeMap<(FinancialYear, Code), u64> = BTreeMap::new();
    for record in reader.records() {
        let record = record.map_err(|error| error.to_string())?;
        let line = record.position().map_or(0, csv::Position::line);
        let mut fields = record.iter();
        let label = fields.next().unwrap_or_default();
        for (column, text) in head.iter().skip(1).zip(fields) {
            let cell = cell(label, column)
                .ok_or_else(|| format!("line {line}: “{label}” beside “{column}” is not a code (PN0 to PN7) and a year (2016/17)"))?;
            let reviews = text.parse().ok().filter(|reviews| *reviews <= MOST);
            let reviews = reviews.ok_or_else(|| {
                format!("line {line}, {column}: “{text}” is not a count of reviews")
            })?;
            if cells.insert(cell, reviews).is_some() {
                return Err(format!("line {line}: {} of {} stands twice", cell.1, cell.0));
            }
        }
    }
    whole_years(&cells)
}

/// Which of the two is the code does not matter.
fn cell(label: &str, column: &str) -> Option<(FinancialYear, Code)> {
    let either = |year: &str, code: &str| FinancialYear::parse(year).zip(Code::from_name(code));
    either(label, column).or_else(|| either(column, label))
}

fn whole_years(
    cells: &BTreeMap<(FinancialYear, Code), u64>,
) -> std::result::Result<BTreeMap<i16, Counts>, String> {
    let mut years: BTreeMap<i16, Counts> = BTreeMap::new();
    for ((year, code), reviews) in cells {
        years.entry(year.0).or_default().add(*code, *reviews);
    }
    if years.is_empty() {
        return Err("there are no counts in it".to_owned());
    }
    for year in years.keys().map(|year| FinancialYear(*year)) {
        if let Some(code) = Code::ALL.into_iter().find(|code| !cells.contains_key(&(year, *code))) {
            return Err(format!("{year} has no {code}; write 0 where there was none"));
        }
    }
    Ok(years)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_either_way_round() {
        let by_code = "code,2016/17,2017/18\nPN0,1,10\nPN1,2,0\nPN2,3,0\nPN3,4,0\nPN4,5,0\nPN5,6,0\nPN6,7,0\nPN7,8,0\n";
        let by_year = "\u{feff}year;pn0;pn1;pn2;pn3;pn4;pn5;pn6;pn7\r\n2016-17;1;2;3;4;5;6;7;8\r\n2017-18;10;0;0;0;0;0;0;0\r\n";
        let read = from_bytes(by_code.as_bytes()).expect("counts");
        assert_eq!(read, from_bytes(by_year.as_bytes()).expect("counts"));
        assert_eq!((read[&2016].total(), read[&2017].total()), (36, 10));
    }

    #[test]
    fn says_what_is_wrong_and_where() {
        let year = |rest: &str| format!("code,2016/17\n{rest}");
        for (text, says) in [
            (year(""), "no counts"),
            (year("PN0,x\n"), "line 2, 2016/17: “x”"),
            (year("PN0,-1\n"), "not a count"),
            (year("PN9,1\n"), "“PN9” beside"),
            (year("PN0,1\nPN0,1\n"), "line 3: PN0 of 2016/17 stands twice"),
            (year("PN0,1\n"), "2016/17 has no PN1"),
            (year("PN0,1,2\n"), ""),
            ("code,2016\nPN0,1\n".to_owned(), "“PN0” beside “2016”"),
        ] {
            let wrong = from_bytes(text.as_bytes()).expect_err(&text);
            assert!(wrong.contains(says), "{text}: {wrong}");
        }
    }
}
