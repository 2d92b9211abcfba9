//! What duty should know about reviews: dates that the law does not allow, dates
//! that are missing, and addresses that no mail server takes. By references,
//! never by names.

use super::Courier;
use super::error::Result;
use super::review_clock::{Standing, warnings};
use jiff::civil::Date;

/// More than this is no summary; the command `invite --dry-run` has them all.
const SHOWN: usize = 50;

/// A line each, or nothing.
pub(super) fn of(courier: &Courier, today: Date) -> Result<Vec<String>> {
    let children = &courier.people.children;
    let mut lines = Vec::new();
    // An export without these columns keeps no clock.
    let clock = children.children().iter();
    if clock.clone().any(|child| child.came_into_care.or(child.last_review).is_some()) {
        let late = warnings(children, &courier.days, today);
        lines.extend(
            late.iter().filter(|one| one.standing != Standing::Unknown).map(ToString::to_string),
        );
    }
    for (child, role) in courier.ledger.refused_mailings(today)? {
        lines.push(format!("{child}: the mail server refuses the address of the {role}"));
    }
    let count = lines.len();
    if count > SHOWN {
        lines.truncate(SHOWN);
        lines.push(format!("and {} more", count - SHOWN));
    }
    Ok(lines)
}
