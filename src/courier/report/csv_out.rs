//! The report as CSV: `table,row,name,column,value`, one row a figure.

use super::tables::Table;
use crate::courier::error::{CannotRun, Result};

/// Writes all tables as one list.
pub(super) fn write(tables: &[Table]) -> Result<String> {
    let cannot =
        |error: csv::Error| CannotRun::plain(format!("the report cannot be written: {error}"));
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(["table", "row", "name", "column", "value"]).map_err(cannot)?;
    for table in tables {
        for row in &table.rows {
            for (column, value) in table.head[1..].iter().zip(&row.cells) {
                let value = value.strip_suffix(" %").unwrap_or(value);
                writer
                    .write_record([
                        &*table.id,
                        &harmless(&row.id),
                        &harmless(&row.label),
                        column,
                        value,
                    ])
                    .map_err(cannot)?;
            }
        }
    }
    let bytes = writer
        .into_inner()
        .map_err(|error| CannotRun::plain(format!("the report cannot be written: {error}")))?;
    Ok(String::from_utf8_lossy(&bytes).trim_end().to_owned())
}

/// A spreadsheet takes what starts with one of these for a formula.
fn harmless(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn no_name_is_a_formula() {
        assert_eq!(super::harmless("=1+1"), "'=1+1");
        assert_eq!(super::harmless("My Review"), "My Review");
    }
}
