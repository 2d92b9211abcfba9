//! The first page starts forms that are there, and that a child can open.

use crate::form::Audience;
use crate::portal::Portal;
use crate::problem::{Problem, did_you_mean};

pub(super) fn check(portal: &Portal) -> Vec<Problem> {
    let forms = portal.forms.iter().map(|file| &file.form);
    let known: Vec<_> =
        forms.filter(|form| form.audience != Audience::Iro).map(|form| form.id.as_str()).collect();
    let named = portal
        .pages
        .iter()
        .flat_map(|page| page.start.iter().map(move |(id, span)| (page, id.as_str(), span)));
    named
        .filter(|(page, id, _)| !page.path.is_empty() || !known.contains(id))
        .map(|(page, id, span)| {
            let (message, help) = if page.path.is_empty() {
                let help = match did_you_mean(id, known.iter().copied()) {
                    Some(meant) => format!("Did you mean `{meant}`?"),
                    None => {
                        "Write the id of a form, which is its file's name without .yaml.".to_owned()
                    }
                };
                (format!("there is no form “{id}” that a child can open"), help)
            } else {
                let help = "Take `start` out here, or write it in content/index.md.".to_owned();
                ("only the first page starts forms".to_owned(), help)
            };
            Problem::error("start-form", &page.source, span.clone(), message, help)
        })
        .collect()
}
