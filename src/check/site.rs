//! The addresses in `site.yaml` are ones that a browser will use.

use crate::portal::Portal;
use crate::problem::Problem;
use std::collections::BTreeSet;
use std::ops::Range;

pub(super) fn check(portal: &Portal) -> Vec<Problem> {
    let file = &portal.site;
    let mut problems = Vec::new();
    let mut address = |url: &str, span: &Range<usize>, what: &str| {
        if !url.is_empty() && !is_safe(url) {
            problems.push(Problem::error(
                "address",
                &file.source,
                span.clone(),
                format!("`{what}` must be an address that starts with https://"),
                "Answers and pages must not travel where others on the way can change them. (http:// works for this computer itself only, such as http://127.0.0.1:8080.)",
            ));
        }
    };
    address(&file.site.base_url, &file.spans.base_url, "base_url");
    address(&file.site.letterbox, &file.spans.letterbox, "letterbox");
    problems.extend(languages(portal));
    problems
}

/// Languages are named by codes that there are, once each.
fn languages(portal: &Portal) -> Vec<Problem> {
    let file = &portal.site;
    let mut seen = BTreeSet::new();
    let mut problems = Vec::new();
    for language in file.languages.iter().filter(|language| !language.code.is_empty()) {
        let code = &language.code;
        let span = language.span.clone();
        let short = code.split('-').next().is_some_and(|code| code.len() <= 3);
        if !short || language.tag().is_none() {
            problems.push(Problem::error(
                "language",
                &file.source,
                span,
                format!("“{code}” is not a language code"),
                "Write the short code of the language, such as en, cy or ar.",
            ));
        } else if !language.is_known() {
            problems.push(Problem::error(
                "language",
                &file.source,
                span,
                format!("there is no language “{code}”"),
                "Look the code up under “ISO 639” on the internet: Welsh is cy, Arabic ar, Polish pl.",
            ));
        } else if !seen.insert(code) {
            problems.push(Problem::error(
                "duplicate-id",
                &file.source,
                span,
                format!("the language “{code}” is there twice"),
                "Keep one of the two.",
            ));
        }
    }
    problems
}

/// An address on the same machine cannot be listened in to from outside.
fn is_safe(url: &str) -> bool {
    let clean = |rest: &str| {
        let host = rest.split('/').next().unwrap_or_default();
        !host.is_empty()
            && !rest.contains(|c: char| {
                c.is_whitespace()
                    || matches!(c, '"' | '\'' | ';' | ',' | '<' | '>' | '@' | '?' | '#')
            })
    };
    if let Some(rest) = url.strip_prefix("https://") {
        return clean(rest);
    }
    url.strip_prefix("http://").is_some_and(|rest| {
        let host = rest.split(['/', ':']).next().unwrap_or_default();
        clean(rest) && matches!(host, "127.0.0.1" | "localhost")
    })
}
