//! The rules that a portal must keep, one file a rule.

mod conditions;
mod copies;
mod examples;
mod ids;
mod markdown;
mod names;
mod paths;
mod questions;
mod recipients;
mod site;
mod symbols;

pub use recipients::{EXAMPLE_BASE_URL, EXAMPLE_COUNCIL};

use crate::portal::Portal;
use crate::problem::Problem;
use rayon::prelude::*;

/// A rule looks at the whole portal and names what breaks it.
type Rule = fn(&Portal) -> Vec<Problem>;

const RULES: &[Rule] = &[
    conditions::check,
    copies::check,
    examples::check,
    ids::check,
    markdown::check,
    names::check,
    paths::check,
    questions::check,
    recipients::check,
    site::check,
    symbols::check,
];

/// Every problem that the rules find, in no particular order.
pub fn check(portal: &Portal) -> Vec<Problem> {
    RULES.par_iter().flat_map(|rule| rule(portal)).collect()
}
