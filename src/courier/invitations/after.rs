//! What is to be written once a review is past: the IRO is asked to record it,
//! the child to rate it.

use super::case::{Case, letter_due};
use super::plan::{Planner, Verdict};
use crate::courier::Role;
use crate::courier::ledger::ReviewState;
use crate::letters::Occasion;

/// Working days that the rating waits for the IRO's record.
const WAIT_FOR_RECORD: u32 = 10;

/// Days after a review during which its record is asked for and it is rated.
pub(super) const AFTERWARDS: i64 = 42;

impl Planner<'_> {
    /// The IRO's record, until it is there.
    pub(super) fn record(&self, case: &Case<'_>) -> Verdict {
        let date = case.review.date;
        let form = self.form_of_letter(case, Role::Iro, Occasion::Record)?;
        if case.code.is_some() {
            return Err("it is recorded".to_owned());
        }
        let turn = date.to_string();
        if case.standing(Role::Iro, Occasion::Record).any(|one| one.turn == turn) {
            return Err("the IRO was asked already".to_owned());
        }
        self.not_too_late(date, AFTERWARDS)?;
        let due = self.days.after(date, 1);
        if self.today < due {
            return Err(format!("it is due on {due}"));
        }
        let why = format!("{due} is the working day after the review on {date}");
        Ok(letter_due(case, (Role::Iro, Occasion::Record), turn, &form, due, why))
    }

    /// One of three letters, by what the IRO recorded.
    pub(super) fn rate(&self, case: &Case<'_>) -> (Occasion, Verdict) {
        let date = case.review.date;
        let (occasion, due) = match case.code {
            Some("PN0") => return (Occasion::Rate, Err("the child was under 4".to_owned())),
            Some("PN1" | "PN2" | "PN3" | "PN4") => {
                (Occasion::RateTookPart, self.days.after(date, 1))
            }
            Some(_) => (Occasion::RateDidNot, self.days.after(date, 1)),
            None => (Occasion::Rate, self.days.after(date, WAIT_FOR_RECORD)),
        };
        let rates = [Occasion::RateTookPart, Occasion::RateDidNot, Occasion::Rate];
        let verdict = || {
            if rates.iter().any(|one| case.standing(Role::Child, *one).next().is_some()) {
                return Err("it went already".to_owned());
            }
            let form = self.form_of_letter(case, Role::Child, occasion)?;
            if case.code.is_none() && case.review.state != ReviewState::Held {
                return Err("nobody has said yet that the review took place".to_owned());
            }
            if self.today < due {
                return Err(format!("it is due on {due}"));
            }
            self.not_too_late(date, AFTERWARDS)?;
            self.may_write(case, Role::Child, occasion)?;
            let why = match case.code {
                Some(code) => format!("the review on {date} was recorded as {code}"),
                None => {
                    format!("the review was on {date}, and how the child took part is not recorded")
                }
            };
            Ok(letter_due(case, (Role::Child, occasion), String::new(), &form, due, why))
        };
        (occasion, verdict())
    }
}
