//! The lists that stand on pages of their own: expectations and promises.

use super::band::Band;
use super::{Advice, Rules};
use crate::portal::{Item, Portal};
use crate::problem::Problem;

pub(crate) fn check(portal: &Portal) -> Vec<Problem> {
    let rules = Rules::of(portal);
    let lists = std::iter::once(&portal.expectations)
        .chain(portal.pledges.iter().map(|pledge| &pledge.items));
    lists.flat_map(|items| list(&rules, items)).collect()
}

fn list<'p>(rules: &'p Rules<'p>, items: &'p [Item]) -> Vec<Problem> {
    let Some(first) = items.first() else { return Vec::new() };
    let mut advice = Advice::new(rules, &first.source, Some(Band::of_ages(None)));
    for item in items {
        for text in [&item.text, &item.why].into_iter().filter(|text| !text.is_empty()) {
            let at = item.source.text.find(text.as_str());
            advice.plain(text, at.map_or(item.span.clone(), |at| at..at + text.len()));
        }
    }
    advice.finish()
}
