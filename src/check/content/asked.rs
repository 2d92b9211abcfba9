//! What children may expect is asked about: an expectation that no form asks
//! about is never known to be kept.

use crate::form::Kind;
use crate::portal::Portal;
use crate::problem::Problem;
use std::collections::HashSet;

pub(crate) fn check(portal: &Portal) -> Vec<Problem> {
    // Without forms, the portal has only begun.
    if portal.forms.is_empty() {
        return Vec::new();
    }
    let questions = portal.forms.iter().flat_map(|file| file.form.questions());
    let asked: HashSet<_> = questions
        .filter(|question| question.kind == Kind::Expectations)
        .flat_map(|question| question.options.iter().map(|choice| choice.id.as_str()))
        .collect();
    let never = portal.expectations.iter().filter(|item| !asked.contains(item.id.as_str()));
    never
        .filter(|item| !item.id.is_empty())
        .map(|item| {
            Problem::warning(
                "expectation-not-asked",
                &item.source,
                item.span.clone(),
                format!("no form asks whether `{}` happened", item.id),
                "Name it among the `options` of a question of kind `expectations`, or add such a question without `options`: it asks about all of them.",
            )
        })
        .collect()
}
