//! The report as text for a terminal or an e-mail.

use super::tables::Table;
use std::fmt::Write as _;

/// The longest that a label may make its column.
const WIDEST: usize = 60;

/// Writes the tables under each other.
pub(super) fn write(tables: &[Table]) -> String {
    let mut text = String::new();
    for table in tables {
        if !text.is_empty() {
            text.push('\n');
        }
        let _ = writeln!(text, "{}\n", table.title);
        if !table.note.is_empty() {
            let _ = writeln!(text, "{}\n", wrapped(&table.note, 78));
        }
        rows(table, &mut text);
    }
    if text.is_empty() {
        "Nothing to report: the ledger has no reviews and no answers of these days.".to_owned()
    } else {
        text.trim_end().to_owned()
    }
}

fn rows(table: &Table, text: &mut String) {
    let labels = table.rows.iter().map(|row| row.label.chars().count());
    let first = labels.chain([table.head[0].chars().count()]).max().unwrap_or(0).min(WIDEST);
    let widths: Vec<usize> = (1..table.head.len())
        .map(|column| {
            let cells = table.rows.iter().filter_map(|row| row.cells.get(column - 1));
            let widest = cells.map(|cell| cell.chars().count()).max().unwrap_or(0);
            widest.max(table.head[column].chars().count())
        })
        .collect();
    line(text, first, &table.head[0], &table.head[1..], &widths);
    for row in &table.rows {
        line(text, first, &row.label, &row.cells, &widths);
    }
}

fn line(text: &mut String, first: usize, label: &str, cells: &[String], widths: &[usize]) {
    let mut label = label.to_owned();
    if label.chars().count() > first {
        label = label.chars().take(first - 1).collect();
        label.push('…');
    }
    let _ = write!(text, "  {label:<first$}");
    for (cell, width) in cells.iter().zip(widths) {
        let _ = write!(text, "  {cell:>width$}");
    }
    text.push('\n');
}

/// Broken at spaces.
fn wrapped(text: &str, width: usize) -> String {
    let mut lines = String::new();
    let mut column = 0;
    for word in text.split(' ') {
        let length = word.chars().count();
        if column > 0 && column + 1 + length > width {
            lines.push('\n');
            column = 0;
        } else if column > 0 {
            lines.push(' ');
            column += 1;
        }
        lines.push_str(word);
        column += length;
    }
    lines
}

#[cfg(test)]
mod tests {
    #[test]
    fn breaks_lines_at_spaces() {
        assert_eq!(super::wrapped("one two three", 7), "one two\nthree");
        assert_eq!(super::wrapped("longer than that", 3), "longer\nthan\nthat");
    }
}
