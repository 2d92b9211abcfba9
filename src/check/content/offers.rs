//! A child's form leaves room: for words that are for the IRO only, and for no
//! answer at all.

use crate::form::{Audience, Destination, Kind, Question};
use crate::portal::{FormFile, Portal};
use crate::problem::Problem;

/// A form with fewer questions asks about one thing only.
const LONG_FORM: usize = 5;
/// The part of the theme that offers “Only for my IRO” beside every answer.
const CONTROLS: &str = "components/form-controls.html";

pub(crate) fn check(portal: &Portal) -> Vec<Problem> {
    let forms = portal.forms.iter().filter(|file| file.form.audience == Audience::Child);
    let mut problems: Vec<_> =
        forms.flat_map(|file| private(file).into_iter().chain(skip(file))).collect();
    problems.extend(box_in_theme(portal));
    problems
}

/// “Only for my IRO” stands beside each answer; it needs a question that every
/// child can answer in their own words.
fn private(file: &FormFile) -> Option<Problem> {
    let form = &file.form;
    let own_words = |question: &Question| {
        matches!(question.kind, Kind::LongText | Kind::Recording | Kind::Drawing)
            && question.show_if.is_none()
    };
    if form.to != Destination::Iro
        || form.questions().count() < LONG_FORM
        || form.questions().any(own_words)
    {
        return None;
    }
    Some(Problem::warning(
        "form-without-private",
        &file.source,
        file.span("title"),
        "nowhere in this form can a child say something for their IRO only",
        "Add a question of kind `long-text` without `show_if`, such as “Is there anything that only your IRO should know?”. The box “Only for my IRO” stands below it.",
    ))
}

/// A child need not answer.
fn skip(file: &FormFile) -> Option<Problem> {
    let places = file.form.sections.iter().enumerate().flat_map(|(s, section)| {
        section.questions.iter().enumerate().map(move |(q, question)| ((s, q), question))
    });
    let required: Vec<_> =
        places.filter(|(_, question)| question.required).map(|(place, _)| place).collect();
    let all = file.form.questions().count();
    let (s, q) = *required.first()?;
    if required.len() < 2 || required.len() * 2 <= all {
        return None;
    }
    Some(Problem::warning(
        "form-without-skip",
        &file.source,
        file.question_span(s, q, "required"),
        format!("{} of this form’s {all} questions cannot be skipped", required.len()),
        "Take `required: true` out wherever you can: a child need not answer. With it there is no “Skip”.",
    ))
}

/// A council's own theme may have lost the box.
fn box_in_theme(portal: &Portal) -> Option<Problem> {
    let controls = portal.theme.files.get(CONTROLS)?;
    if controls.text.contains("data-only") {
        return None;
    }
    Some(Problem::warning(
        "form-without-private",
        controls,
        0..0,
        "this theme does not offer “Only for my IRO”",
        "Copy the part with `data-only` from the default theme’s file of this name.",
    ))
}
