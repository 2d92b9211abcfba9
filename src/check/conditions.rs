//! A `show_if` looks back at a question that is there, for an answer that it
//! can have.

use crate::form::{Condition, Kind, NOT_SURE, Question, Test};
use crate::portal::{FormFile, Portal};
use crate::problem::{Problem, did_you_mean};
use std::ops::Range;

pub(super) fn check(portal: &Portal) -> Vec<Problem> {
    portal.forms.iter().flat_map(form).collect()
}

fn form(file: &FormFile) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut earlier: Vec<&Question> = Vec::new();
    for (s, section) in file.form.sections.iter().enumerate() {
        for (q, question) in section.questions.iter().enumerate() {
            if let Some(show_if) = &question.show_if {
                let mut look = Look {
                    file,
                    question,
                    earlier: &earlier,
                    place: (s, q),
                    problems: &mut problems,
                };
                look.condition(show_if);
            }
            earlier.push(question);
        }
    }
    problems
}

struct Look<'f, 'p> {
    file: &'f FormFile,
    question: &'f Question,
    earlier: &'f [&'f Question],
    place: (usize, usize),
    problems: &'p mut Vec<Problem>,
}

impl Look<'_, '_> {
    fn condition(&mut self, condition: &Condition) {
        match condition {
            Condition::All { all: several } | Condition::Any { any: several } => {
                for condition in several {
                    self.condition(condition);
                }
            }
            Condition::Question { question: id, test } => {
                match self.earlier.iter().find(|earlier| earlier.id == *id) {
                    Some(earlier) => self.test(earlier, test),
                    None => self.not_earlier(id),
                }
            }
        }
    }

    fn not_earlier(&mut self, id: &str) {
        let (message, help) = if id == self.question.id {
            (
                format!("`{id}` waits for its own answer"),
                "Name an earlier question: this one is not on the screen yet when it is decided whether to show it.".to_owned(),
            )
        } else if self.file.form.question(id).is_some() {
            (
                format!("`{id}` is asked later than this question"),
                "Move that question up, or this one down: only what was asked before can be looked at.".to_owned(),
            )
        } else {
            let ids = self.earlier.iter().map(|question| question.id.as_str());
            let help = match did_you_mean(id, ids) {
                Some(meant) => format!("Did you mean `{meant}`?"),
                None => "Write the `id` of an earlier question of this form.".to_owned(),
            };
            (format!("this form has no question `{id}`"), help)
        };
        self.problem("show-if-question", &["question", id], message, help);
    }

    fn test(&mut self, earlier: &Question, test: &Test) {
        let values: Vec<&String> = match test {
            Test::Answered(_) => return,
            Test::Is(value) | Test::IsNot(value) => vec![value],
            Test::IsAnyOf(values) => values.iter().collect(),
        };
        let Some(possible) = possible_values(earlier) else {
            self.not_testable(earlier);
            return;
        };
        if possible.is_empty() {
            return;
        }
        for value in values.into_iter().filter(|value| !possible.contains(value)) {
            let help = match did_you_mean(value, possible.iter().map(String::as_str)) {
                Some(meant) => format!("Did you mean `{meant}`?"),
                None => format!("Its answers are {}.", possible.join(", ")),
            };
            let message = format!("`{}` has no answer `{value}`", earlier.id);
            self.problem("show-if-value", &["is", value], message, help);
        }
    }

    fn not_testable(&mut self, earlier: &Question) {
        let message = format!(
            "the answer to `{}` cannot be compared: it is of kind `{}`",
            earlier.id, earlier.kind
        );
        let help = "Use `answered: true` or `answered: false` instead.".to_owned();
        self.problem("show-if-value", &["question", &earlier.id], message, help);
    }

    fn problem(&mut self, rule: &'static str, near: &[&str], message: String, help: String) {
        let span = self.span(near);
        self.problems.push(Problem::error(rule, &self.file.source, span, message, help));
    }

    /// The value inside this question's `show_if`, found by its text.
    fn span(&self, near: &[&str]) -> Range<usize> {
        let (section, question) = self.place;
        let wanted = near.last().copied().unwrap_or_default();
        let node = self.file.question_node(section, question);
        node.at(&[crate::portal::Step::Key("show_if")])
            .find_text(wanted)
            .unwrap_or_else(|| self.file.question_span(section, question, "show_if"))
    }
}

/// The values that an answer can be compared with; empty if they are anything,
/// none if the kind's answers cannot be compared.
fn possible_values(question: &Question) -> Option<Vec<String>> {
    let mut values: Vec<String> = match question.kind {
        Kind::ShortText | Kind::LongText | Kind::Date => return Some(Vec::new()),
        Kind::YesNo => vec!["yes".to_owned(), "no".to_owned()],
        Kind::NumberScale => (0..=10).map(|number| number.to_string()).collect(),
        Kind::ChooseOne | Kind::ChooseMany | Kind::Scale => {
            question.options.iter().map(|choice| choice.id.clone()).collect()
        }
        Kind::Rank
        | Kind::People
        | Kind::Words
        | Kind::Expectations
        | Kind::Drawing
        | Kind::Recording
        | Kind::Photo => return None,
    };
    values.push(NOT_SURE.to_owned());
    Some(values)
}
