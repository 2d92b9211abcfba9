//! `my-review schema`.

use super::{Outcome, fail};
use crate::portal::schema::{SchemaOf, schema};
use std::io::Write;

/// Writes a JSON Schema to stdout.
pub fn print_schema(of: SchemaOf) -> Outcome {
    let written = serde_json::to_string_pretty(&schema(of))
        .map_err(std::io::Error::other)
        .and_then(|text| writeln!(anstream::stdout().lock(), "{text}"));
    match written {
        Ok(()) => Outcome::Done,
        Err(error) => fail(&format!("the schema could not be written: {error}")),
    }
}
