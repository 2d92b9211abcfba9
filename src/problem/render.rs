//! The three renderings: with a caret, as prose for a screen reader, as JSON.

use super::{Problem, Severity, count};
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet, renderer::DecorStyle};
use serde::Serialize;
use std::fmt::Write as _;

/// How problems are written out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// The line with a caret below it.
    Text,
    /// Sentences, for a screen reader.
    Plain,
    /// For other programs.
    Json,
}

/// The whole report, ending in a line feed. `colour` has no effect but on
/// [`Format::Text`].
pub fn render(problems: &[Problem], format: Format, colour: bool) -> String {
    match format {
        Format::Text => text(problems, colour),
        Format::Plain => plain(problems),
        Format::Json => json(problems),
    }
}

fn text(problems: &[Problem], colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Ascii);
    let mut out = String::new();
    for problem in problems {
        let _ = writeln!(out, "{}\n", renderer.render(&[group(problem)]));
    }
    out + &summary(problems) + "\n"
}

fn group(problem: &Problem) -> Group<'_> {
    let level = match problem.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(&problem.message).id(problem.rule);
    let source = &problem.source;
    let group = if source.text.is_empty() {
        title.element(annotate_snippets::Origin::path(&source.file).line(1).char_column(1))
    } else {
        // An empty file has no line to show; an empty span would have no caret.
        let start = source.boundary(problem.span.start);
        let end = source.boundary(problem.span.end.max(start));
        let end = source.text[start..end].find('\n').map_or(end, |at| start + at);
        title.element(
            Snippet::source(&source.text)
                .path(&source.file)
                .annotation(AnnotationKind::Primary.span(start..end)),
        )
    };
    group.element(Level::HELP.message(&problem.help))
}

fn plain(problems: &[Problem]) -> String {
    let mut out = String::new();
    for problem in problems {
        let kind = match problem.severity {
            Severity::Error => "Error",
            Severity::Warning => "Warning",
        };
        let (line, column) = problem.place();
        let _ = writeln!(
            out,
            "{kind} in {}, line {line}, column {column}: {}.",
            problem.source.file, problem.message
        );
        let text = problem.source.line_text(problem.span.start).trim();
        if !text.is_empty() {
            let _ = writeln!(out, "The line says: {}", shortened(text));
        }
        let _ = writeln!(out, "What to do: {}\n", problem.help);
    }
    out + &summary(problems) + "\n"
}

/// A post-quantum key has 2,000 letters, and nobody wants to hear them all.
fn shortened(line: &str) -> String {
    const BOTH: usize = 60;
    let letters: Vec<_> = line.chars().collect();
    if letters.len() <= 300 {
        return line.to_owned();
    }
    let start: String = letters[..BOTH].iter().collect();
    let end: String = letters[letters.len() - BOTH..].iter().collect();
    format!("{start} … {end}")
}

fn summary(problems: &[Problem]) -> String {
    let number = |n: usize, what: &str| match n {
        1 => format!("1 {what}"),
        n => format!("{n} {what}s"),
    };
    match count(problems) {
        (0, 0) => "No problems found.".to_owned(),
        (0, warnings) => format!("{}, no errors.", number(warnings, "warning")),
        (errors, 0) => format!("{}.", number(errors, "error")),
        (errors, warnings) => {
            format!("{} and {}.", number(errors, "error"), number(warnings, "warning"))
        }
    }
}

#[derive(Serialize)]
struct Report<'p> {
    errors: usize,
    warnings: usize,
    problems: Vec<Entry<'p>>,
}

#[derive(Serialize)]
struct Entry<'p> {
    severity: Severity,
    rule: &'p str,
    file: &'p str,
    line: usize,
    column: usize,
    message: &'p str,
    help: &'p str,
}

fn json(problems: &[Problem]) -> String {
    let (errors, warnings) = count(problems);
    let problems = problems
        .iter()
        .map(|problem| {
            let (line, column) = problem.place();
            Entry {
                severity: problem.severity,
                rule: problem.rule,
                file: &problem.source.file,
                line,
                column,
                message: &problem.message,
                help: &problem.help,
            }
        })
        .collect();
    // Text, numbers and lists of them always have a JSON form.
    serde_json::to_string_pretty(&Report { errors, warnings, problems }).unwrap_or_default() + "\n"
}
