//! Each question has what its kind needs and nothing that it cannot use.

use crate::form::{Choice, Kind, NOT_SURE, Question};
use crate::portal::{FormFile, Portal, recording_name};
use crate::problem::{Problem, did_you_mean};
use std::ops::Range;

pub(super) fn check(portal: &Portal) -> Vec<Problem> {
    portal.forms.iter().flat_map(|file| form(portal, file)).collect()
}

fn form(portal: &Portal, file: &FormFile) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (s, section) in file.form.sections.iter().enumerate() {
        for (q, question) in section.questions.iter().enumerate() {
            let mut look = Look { portal, file, question, place: (s, q), problems: &mut problems };
            look.options();
            look.alert();
            look.max_length();
            look.media();
            look.audio();
        }
    }
    problems
}

struct Look<'f, 'p> {
    portal: &'f Portal,
    file: &'f FormFile,
    question: &'f Question,
    place: (usize, usize),
    problems: &'p mut Vec<Problem>,
}

impl Look<'_, '_> {
    fn span(&self, key: &str) -> Range<usize> {
        self.file.question_span(self.place.0, self.place.1, key)
    }

    fn item(&self, key: &str, item: usize) -> Range<usize> {
        self.file.item_span(self.place, key, item)
    }

    fn error(
        &mut self,
        rule: &'static str,
        span: Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.problems.push(Problem::error(rule, &self.file.source, span, message, help));
    }

    fn options(&mut self) {
        let (kind, options) = (self.question.kind, &self.question.options);
        let node = self.file.question_node(self.place.0, self.place.1);
        if options.is_empty() && node.has_but_no_list("options") {
            // That it must be a list has been said.
        } else if options.is_empty() && kind.needs_options() {
            let message = format!("a question of kind `{kind}` needs `options`");
            let help = "Add `options:` and below it one line for each, such as `- { id: good, label: Good }`.";
            self.error("missing-options", self.span("kind"), message, help);
        } else if !options.is_empty() && !kind.takes_options() {
            let message = format!("a question of kind `{kind}` has no options to choose from");
            let help = "Take `options` out, or make the kind `choose-one` or `choose-many`.";
            self.error("unused-key", self.span("options"), message, help);
        } else if options.is_empty() && kind == Kind::Expectations {
            let help = "Write what children expect into content/expectations.yaml, or take the question out.";
            let message = "there are no expectations to ask about";
            self.error("missing-options", self.span("kind"), message, help);
        }
        if kind == Kind::Expectations {
            self.expectations();
        }
    }

    fn expectations(&mut self) {
        let promises = self.portal.pledges.iter().flat_map(|pledge| &pledge.items);
        let known: Vec<_> =
            self.portal.expectations.iter().chain(promises).map(|item| item.id.as_str()).collect();
        for (at, Choice { id, label, .. }) in self.question.options.iter().enumerate() {
            if label.is_empty() && !id.is_empty() && !known.contains(&id.as_str()) {
                let help = match did_you_mean(id, known.iter().copied()) {
                    Some(meant) => format!("Did you mean `{meant}`?"),
                    None => "Write the id of an item of content/expectations.yaml or of a pledge."
                        .to_owned(),
                };
                let message = format!("there is no expectation or promise `{id}`");
                self.error("unknown-expectation", self.item("options", at), message, help);
            }
        }
    }

    fn alert(&mut self) {
        if self.question.alert.is_empty() {
            return;
        }
        let Some(possible) = alert_values(self.question) else {
            let message =
                format!("a question of kind `{}` cannot raise an alert", self.question.kind);
            let help = "Only an answer that is chosen can: ask it with `yes-no`, `choose-one`, `choose-many`, `scale` or `number-scale`.";
            self.error("alert-value", self.span("alert"), message, help);
            return;
        };
        for (at, value) in self.question.alert.iter().enumerate() {
            if !possible.contains(value) {
                let help = match did_you_mean(value, possible.iter().map(String::as_str)) {
                    Some(meant) => format!("Did you mean `{meant}`?"),
                    None => format!("The answers are {}.", possible.join(", ")),
                };
                let message =
                    format!("the alert names an answer `{value}` that the question does not have");
                self.error("alert-value", self.item("alert", at), message, help);
            }
        }
    }

    fn max_length(&mut self) {
        match self.question.max_length {
            Some(0) => self.error(
                "max-length",
                self.span("max_length"),
                "an answer of no characters is no answer",
                "Write a larger number, or take the line out.",
            ),
            Some(_) if !self.question.kind.is_text() => {
                let message =
                    format!("`max_length` has no meaning for the kind `{}`", self.question.kind);
                let help = "Take the line out: only `short-text` and `long-text` have a length.";
                let span = self.span("max_length");
                self.problems.push(Problem::warning(
                    "unused-key",
                    &self.file.source,
                    span,
                    message,
                    help,
                ));
            }
            _ => {}
        }
    }

    fn media(&mut self) {
        let kind = self.question.kind;
        if self.question.media.is_some() && kind != Kind::Recording {
            let message = format!("`media` has no meaning for the kind `{kind}`");
            let help = "Take the line out, or make the kind `recording`.";
            self.error("unused-key", self.span("media"), message, help);
        }
    }

    fn audio(&mut self) {
        let Some(name) = recording_name(self.file, self.question) else { return };
        if self.portal.recording(self.file, self.question).is_some() {
            return;
        }
        let there = self.portal.recordings.iter().map(|recording| recording.name.as_str());
        let help = match did_you_mean(&name, there) {
            Some(meant) => format!("Did you mean {meant}?"),
            None => "Put the recording there as an MP3, M4A, OGG or WAV file, and write its name as it is, with small and capital letters.".to_owned(),
        };
        let message = format!("there is no recording {name}");
        self.error("missing-file", self.span("audio"), message, help);
    }
}

/// The answers that an alert can name; none if the kind has none to name.
fn alert_values(question: &Question) -> Option<Vec<String>> {
    let mut values: Vec<String> = match question.kind {
        Kind::YesNo => vec!["yes".to_owned(), "no".to_owned()],
        Kind::NumberScale => (0..=10).map(|number| number.to_string()).collect(),
        Kind::ChooseOne | Kind::ChooseMany | Kind::Scale => {
            question.options.iter().map(|choice| choice.id.clone()).collect()
        }
        _ => return None,
    };
    values.push(NOT_SURE.to_owned());
    Some(values)
}
