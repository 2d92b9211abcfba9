//! A form that is only counted is anonymous: it does not ask for what could tell
//! who answered, for that reaches nobody.

use crate::form::Destination;
use crate::portal::{FormFile, Portal};
use crate::problem::Problem;

pub(super) fn check(portal: &Portal) -> Vec<Problem> {
    let collected = |file: &&FormFile| file.form.to == Destination::Collect;
    portal.forms.iter().filter(collected).flat_map(form).collect()
}

fn form(file: &FormFile) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (s, section) in file.form.sections.iter().enumerate() {
        for (q, question) in section.questions.iter().enumerate() {
            let mut warn = |key: &str, message: String, help: &str| {
                let span = file.question_span(s, q, key);
                problems.push(Problem::warning("survey", &file.source, span, message, help));
            };
            if question.kind.is_attachment() {
                let message = format!(
                    "a form that is only counted asks for a {}, which nobody gets: it could tell who answered",
                    question.kind
                );
                warn(
                    "kind",
                    message,
                    "Ask for words instead, or send the form to somebody: `to: manager`.",
                );
            }
            if !question.alert.is_empty() {
                let message =
                    "a form that is only counted cannot say whose answer it is: duty is told of an alert, but not who needs help"
                        .to_owned();
                warn(
                    "alert",
                    message,
                    "Ask this in a form that goes to somebody, such as `to: iro`, or take `alert` out and say in `intro` where to get help now.",
                );
            }
        }
    }
    problems
}
