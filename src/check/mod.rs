//! The rules that a portal must keep, one file a rule.

mod conditions;
mod content;
mod copies;
mod examples;
mod ids;
mod interface;
mod letters;
pub(crate) mod markdown;
mod names;
mod paths;
mod questions;
mod recipients;
mod site;
mod start;
mod survey;
mod symbols;
mod theme;

pub use markdown::pages;
pub use recipients::{EXAMPLE_BASE_URL, EXAMPLE_COUNCIL};
pub use theme::colours;

use crate::portal::{Page, Places, Portal};
use crate::problem::Problem;
use rayon::prelude::*;

/// A rule looks at the whole portal and names what breaks it.
type Rule = fn(&Portal) -> Vec<Problem>;

const RULES: &[Rule] = &[
    conditions::check,
    content::asked,
    content::lists,
    content::offers,
    content::signed_off,
    copies::check,
    examples::check,
    ids::check,
    interface::check,
    letters::check,
    names::check,
    paths::check,
    questions::check,
    recipients::check,
    results,
    site::check,
    start::check,
    survey::check,
    symbols::check,
    theme::check,
];

/// Published figures are about things that are still there.
fn results(portal: &Portal) -> Vec<Problem> {
    portal.strange_results()
}

/// What other rules than [`markdown`]'s say of a page's text.
fn beside_text(portal: &Portal, page: &Page) -> Vec<Problem> {
    let mut problems = examples::of_page(portal, page);
    problems.extend(content::page_signed_off(page));
    problems
}

/// All that [`check`] says of the text of one of the portal's own pages.
/// `places` are the portal's.
pub(crate) fn text_of(portal: &Portal, places: &Places, page: &Page) -> Vec<Problem> {
    let mut problems = beside_text(portal, page);
    problems.extend(markdown::page(portal, places, page));
    problems
}

/// Every problem that the rules find, in no particular order.
pub fn check(portal: &Portal) -> Vec<Problem> {
    // A text is quicker to look at while it is at hand.
    let (mut problems, in_texts) =
        rayon::join(|| rules(portal), || markdown::check(portal, beside_text));
    problems.extend(in_texts);
    problems
}

/// Every problem but those of [`pages`], which are the only ones that take
/// time: [`crate::site::check_and_write`] looks for them while it reads the
/// pages' texts anyway.
pub fn all_but_pages(portal: &Portal) -> Vec<Problem> {
    let mut problems = rules(portal);
    let pages = portal.pages.par_iter();
    problems.par_extend(pages.flat_map_iter(|page| beside_text(portal, page)));
    problems.extend(markdown::intros(portal));
    problems
}

fn rules(portal: &Portal) -> Vec<Problem> {
    RULES.par_iter().flat_map(|rule| rule(portal)).collect()
}
