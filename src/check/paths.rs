//! No two files make the same page, and none takes a place that the site needs.

use crate::portal::Portal;
use crate::problem::Problem;
use std::collections::HashMap;

/// What the build itself writes.
const TAKEN: &[&str] = &["assets/", "404/"];

pub(super) fn check(portal: &Portal) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut seen: HashMap<&str, &str> = HashMap::with_capacity(portal.pages.len());
    for page in &portal.pages {
        if let Some(first) = seen.insert(&page.path, &page.source.file) {
            problems.push(Problem::error(
                "same-page",
                &page.source,
                0..0,
                format!("this page and {first} would have the same address"),
                "Rename one of the two files.",
            ));
        }
        let form = page.path.strip_prefix("forms/").is_some_and(|rest| !rest.is_empty());
        if form || TAKEN.iter().any(|taken| page.path.starts_with(taken)) {
            problems.push(Problem::error(
                "same-page",
                &page.source,
                0..0,
                "this address is used by the site itself",
                "Rename the file or its folder.",
            ));
        }
    }
    problems
}
