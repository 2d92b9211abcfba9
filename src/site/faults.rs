//! What is wrong in a template, at its place in the theme.

use crate::portal::Theme;
use crate::problem::{Problem, Source};
use std::sync::Arc;
use tera::{Error, ErrorKind, ReportError};

/// A template's error, at its place in the theme.
pub(super) fn problem(theme: &Theme, error: &Error) -> Problem {
    let help = "Compare it with the same template of the default theme, or take your own template out to use that one.";
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let source = source(theme, report);
            let span = report.span().range.clone();
            let end = source.text.len();
            let span = span.start.min(end)..span.end.min(end);
            Problem::error("template", &source, span, said(report.message()), help)
        }
        _ => {
            let file = "themes".to_owned();
            let nothing = Arc::new(Source { file, text: String::new() });
            Problem::error("template", &nothing, 0..0, said(&error.to_string()), help)
        }
    }
}

fn source(theme: &Theme, report: &ReportError) -> Arc<Source> {
    let name = report.filename();
    let found = theme.files.get(&format!("templates/{name}")).or_else(|| theme.files.get(name));
    found.map_or_else(
        || Arc::new(Source { file: format!("themes/{name}"), text: String::new() }),
        Arc::clone,
    )
}

fn said(message: &str) -> String {
    if message.starts_with("Unexpected end of input") {
        return "a {% if %}, {% for %} or {% block %} above is never closed".to_owned();
    }
    format!("the template says: {}", message.trim_end_matches('.'))
}
