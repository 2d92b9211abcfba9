//! The report as one page that needs nothing else.

use super::tables::Table;
use super::{Report, charts};
use crate::courier::clock::spoken;
use crate::courier::error::Result;
use crate::courier::letter::Templates;
use jiff::civil::Date;
use serde::Serialize;

#[derive(Serialize)]
struct View<'v> {
    period: String,
    made: String,
    tables: Vec<TableView<'v>>,
}

#[derive(Serialize)]
struct TableView<'v> {
    id: &'v str,
    title: &'v str,
    note: &'v str,
    head: &'v [String],
    rows: Vec<RowView<'v>>,
    /// SVG, made here; may be empty.
    chart: String,
    /// What it shows, where the title does not say it.
    caption: Option<&'v str>,
}

#[derive(Serialize)]
struct RowView<'v> {
    label: &'v str,
    cells: &'v [String],
}

/// Writes the page.
pub(super) fn write(report: &Report, tables: &[Table], today: Date) -> Result<String> {
    let mut views = Vec::new();
    for table in tables {
        views.push(TableView {
            id: &table.id,
            title: &table.title,
            note: &table.note,
            head: &table.head,
            rows: table
                .rows
                .iter()
                .map(|row| RowView { label: &row.label, cells: &row.cells })
                .collect(),
            caption: table
                .chart
                .as_ref()
                .map(|chart| chart.label.as_str())
                .filter(|label| *label != table.title),
            chart: table.chart.as_ref().map(charts::draw).transpose()?.unwrap_or_default(),
        });
    }
    let period = match (report.period.from, report.period.to) {
        (None, None) => "Everything that is known".to_owned(),
        (Some(from), None) => format!("From {}", spoken(from)),
        (None, Some(to)) => format!("Up to {}", spoken(to)),
        (Some(from), Some(to)) => format!("{} to {}", spoken(from), spoken(to)),
    };
    let view = View { period, made: spoken(today), tables: views };
    Templates::new()?.one("report.html", &view)
}
