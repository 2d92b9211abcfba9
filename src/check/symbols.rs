//! Symbols are named by a meaning that the theme has a picture for.

use crate::portal::Portal;
use crate::problem::{Problem, Source, did_you_mean};
use std::ops::Range;
use std::sync::Arc;

pub(super) fn check(portal: &Portal) -> Vec<Problem> {
    let known: Vec<_> = portal.theme.below("symbols/", ".svg").map(|(name, _)| name).collect();
    used(portal)
        .into_iter()
        .filter(|used| !known.contains(&used.symbol))
        .map(|used| used.problem(&known))
        .collect()
}

/// A symbol that something shows.
struct Used<'p> {
    symbol: &'p str,
    source: &'p Arc<Source>,
    span: Range<usize>,
}

impl Used<'_> {
    fn problem(self, known: &[&str]) -> Problem {
        let help = match did_you_mean(self.symbol, known.iter().copied()) {
            Some(meant) => format!("Did you mean `{meant}`?"),
            None => format!("The symbols are {}.", known.join(", ")),
        };
        let message = format!("there is no symbol “{}”", self.symbol);
        Problem::error("unknown-symbol", self.source, self.span, message, help)
    }
}

fn used(portal: &Portal) -> Vec<Used<'_>> {
    let pages = portal.pages.iter().filter_map(|page| {
        Some(Used {
            symbol: page.symbol.as_deref()?,
            source: &page.source,
            span: page.symbol_span.clone(),
        })
    });
    let forms = portal.forms.iter().flat_map(|file| {
        let sections = file.form.sections.iter().enumerate();
        let questions = sections.flat_map(|(s, section)| {
            let questions = section.questions.iter().enumerate();
            questions.map(move |(q, question)| ((s, q), question))
        });
        questions.flat_map(move |(place, question)| {
            let of_question = question
                .symbol
                .iter()
                .map(move |symbol| (symbol, file.question_span(place.0, place.1, "symbol")));
            let of_options = question.options.iter().enumerate().filter_map(move |(o, choice)| {
                let span = file.item_span(place, "options", o);
                choice.symbol.as_ref().map(|symbol| (symbol, span))
            });
            of_question.chain(of_options).map(|(symbol, span)| Used {
                symbol,
                source: &file.source,
                span,
            })
        })
    });
    let of_forms = portal.forms.iter().filter_map(|file| {
        let symbol = file.symbol.as_deref()?;
        Some(Used { symbol, source: &file.source, span: file.symbol_span() })
    });
    pages.chain(of_forms).chain(forms).collect()
}
