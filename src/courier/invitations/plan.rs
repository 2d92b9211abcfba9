//! What is to be written about one child's review today, and why; and what is
//! not, and why not. Pure: neither the ledger nor the mail server is asked.

use super::after::AFTERWARDS;
use super::case::{Case, letter_due};
use super::forms::Forms;
use super::text::reader;
use super::{Due, Planned, Skipped, address, same_address};
use crate::courier::clock;
use crate::courier::config::InvitationRules;
use crate::courier::ledger::{Came, Mailing, MailingState, ReviewState};
use crate::courier::{Role, WorkingDays};
use crate::form::Audience;
use crate::letters::{Letters, Occasion};
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::HashSet;

/// An answer that came so many days before a review, or later, is for it.
const FOR_THIS_REVIEW: i64 = 42;

/// Working days between two letters to one person about one review.
const BREATH: u32 = 2;

/// Days between two reviews from which on there is a half-way.
const LONG: i32 = 70;

/// Days after half-way during which the check still makes sense.
const HALF_WAY: i64 = 14;

/// What the plan rests on.
pub(super) struct Planner<'p> {
    pub(super) forms: &'p Forms<'p>,
    /// The forms that children fill in before a review.
    pub(super) of_children: &'p HashSet<String>,
    pub(super) letters: &'p Letters,
    pub(super) days: &'p WorkingDays,
    pub(super) rules: &'p InvitationRules,
    pub(super) today: Date,
}

/// Why something is not written, or that it is.
pub(super) type Verdict = Result<Due, String>;

impl Planner<'_> {
    /// Everything about one review.
    pub(super) fn plan(&self, case: &Case<'_>) -> Planned {
        let mut planned = Planned::default();
        let to_come = case.review.state == ReviewState::Planned && self.today < case.review.date;
        let mut add = |role, occasion, verdict: Verdict| match verdict {
            Ok(due) => planned.due.push(due),
            Err(why) => planned.not.push(Skipped {
                child: case.child.reference.clone(),
                role,
                occasion,
                why,
            }),
        };
        if to_come {
            for role in [Role::Child, Role::Carer, Role::Parent] {
                let (occasion, verdict) = self.before(case, role);
                add(role, occasion, verdict);
            }
            add(Role::Child, Occasion::HalfWay, self.half_way(case));
        } else if case.review.state != ReviewState::Cancelled && self.today > case.review.date {
            add(Role::Iro, Occasion::Record, self.record(case));
            let (occasion, verdict) = self.rate(case);
            add(Role::Child, occasion, verdict);
        }
        planned
    }

    /// Whether a letter that was made earlier and has not gone yet is still to
    /// go.
    pub(super) fn still_wanted(&self, case: &Case<'_>, mailing: &Mailing) -> Result<(), String> {
        let review = case.review;
        let to_come = review.state == ReviewState::Planned && self.today < review.date;
        match mailing.occasion {
            Occasion::Invitation | Occasion::Reminder | Occasion::Moved if !to_come => {
                Err("the review is past or cancelled".to_owned())
            }
            Occasion::Invitation | Occasion::Reminder => self.not_answered(case, mailing.role),
            Occasion::HalfWay if !to_come || self.today >= self.invitation_day(review.date) => {
                Err("half-way is past".to_owned())
            }
            Occasion::Moved | Occasion::HalfWay => Ok(()),
            _ if review.state == ReviewState::Cancelled || self.today <= review.date => {
                Err("the review has another date, or none".to_owned())
            }
            Occasion::Record if case.code.is_some() => Err("it is recorded".to_owned()),
            _ => self.not_too_late(review.date, AFTERWARDS),
        }
    }

    /// The form that a letter on paper links to, before a review to come. What
    /// somebody asks for by the child's name need not be due, and needs no empty
    /// address.
    pub(super) fn on_paper(
        &self,
        case: &Case<'_>,
        role: Role,
        asked_for: bool,
    ) -> Result<String, String> {
        let date = case.review.date;
        let form = self.forms.before(role, case.child, date)?;
        self.letter(case, role, Occasion::Invitation)?;
        if !asked_for {
            if address(case.child, role).is_some() {
                return Err("the letter goes by e-mail".to_owned());
            }
            let due = self.invitation_day(date);
            if self.today < due {
                return Err(format!("it is due on {due}"));
            }
        }
        self.not_answered(case, role)?;
        Ok(form.id.clone())
    }

    /// The day on which an invitation is due.
    pub(super) fn invitation_day(&self, review: Date) -> Date {
        self.days.before(review, self.rules.working_days_before)
    }

    /// The day by which a form is best sent: some working days before the
    /// review, or what is left of them.
    pub(super) fn send_by(&self, review: Date) -> Date {
        let best = self.days.before(review, self.rules.send_by_working_days_before);
        if best > self.today { best } else { self.days.before(review, 1).max(self.today) }
    }

    fn before(&self, case: &Case<'_>, role: Role) -> (Occasion, Verdict) {
        let invited = case.standing(role, Occasion::Invitation).last();
        let Some(invited) = invited else {
            return (Occasion::Invitation, self.invitation(case, role, String::new()));
        };
        let moved_house = invited.arrived() || invited.state == MailingState::Refused;
        if moved_house && !same_address(case.message_id, case.child, invited) {
            // What a server refused is taken up under its own name; what
            // somebody else has goes again to the new address.
            let turn = match invited.state {
                MailingState::Refused => invited.turn.clone(),
                _ => format!("{}", case.of(role, Occasion::Invitation).count() + 1),
            };
            return (Occasion::Invitation, self.invitation(case, role, turn));
        }
        if invited.state == MailingState::Refused {
            let why = "the mail server refuses the address; correct it in the list";
            return (Occasion::Invitation, Err(why.to_owned()));
        }
        let last = case.last(role).filter(|_| invited.arrived());
        let Some(last) = last else {
            let why = "the invitation is on its way";
            return (Occasion::Invitation, Err(why.to_owned()));
        };
        if last.told != case.review.date {
            return (Occasion::Moved, self.moved(case, role));
        }
        (Occasion::Reminder, self.reminder(case, role, last.made_on))
    }

    fn invitation(&self, case: &Case<'_>, role: Role, turn: String) -> Verdict {
        let date = case.review.date;
        let due = self.invitation_day(date);
        let form = self.forms.before(role, case.child, date)?;
        self.may_write(case, role, Occasion::Invitation)?;
        if self.today < due {
            return Err(format!("it is due on {due}"));
        }
        self.not_answered(case, role)?;
        let count = self.rules.working_days_before;
        let why = format!("{due} is {count} working days before the review on {date}");
        Ok(letter_due(case, (role, Occasion::Invitation), turn, &form.id, due, why))
    }

    fn moved(&self, case: &Case<'_>, role: Role) -> Verdict {
        let date = case.review.date;
        let form = self.forms.before(role, case.child, date)?;
        self.may_write(case, role, Occasion::Moved)?;
        if case.standing(role, Occasion::Moved).any(Mailing::is_pending) {
            return Err("it is on its way".to_owned());
        }
        let turn = (case.standing(role, Occasion::Moved).count() + 1).to_string();
        let why = format!("the review is on {date} now, and they were told another day");
        Ok(letter_due(case, (role, Occasion::Moved), turn, &form.id, self.today, why))
    }

    fn reminder(&self, case: &Case<'_>, role: Role, last: Date) -> Verdict {
        let date = case.review.date;
        let form = self.forms.before(role, case.child, date)?;
        self.may_write(case, role, Occasion::Reminder)?;
        self.not_answered(case, role)?;
        let days = self.rules.remind_working_days_before.iter();
        let mut days: Vec<_> = days.map(|count| (self.days.before(date, *count), *count)).collect();
        days.sort_unstable();
        let next = days.iter().find(|(day, _)| *day > self.today);
        let later = || {
            next.map_or_else(
                || "there are no more reminders".to_owned(),
                |(day, _)| format!("the next reminder is due on {day}"),
            )
        };
        let passed = days.iter().rev().find(|(day, _)| *day <= self.today);
        let (due, count) = passed.filter(|(day, _)| last < *day).ok_or_else(later)?;
        let turn = format!("{count} {date}");
        if case.standing(role, Occasion::Reminder).any(|one| one.turn == turn) {
            return Err(later());
        }
        let earliest = self.days.after(last, BREATH);
        if self.today < earliest {
            return Err(format!("the last letter went on {last}; it waits until {earliest}"));
        }
        let why = format!("{due} is {count} working days before the review on {date}");
        Ok(letter_due(case, (role, Occasion::Reminder), turn, &form.id, *due, why))
    }

    fn half_way(&self, case: &Case<'_>) -> Verdict {
        let review = case.review;
        if case.standing(Role::Child, Occasion::HalfWay).next().is_some() {
            return Err("it went already".to_owned());
        }
        let form = self.form_of_letter(case, Role::Child, Occasion::HalfWay)?;
        let previous = review.previous.ok_or("the day of the last review is not known")?;
        let between = (review.date - previous).get_days();
        if between < LONG {
            return Err("the two reviews are close together".to_owned());
        }
        let middle = previous.checked_add((between / 2).days()).unwrap_or(review.date);
        let due = self.days.after(middle, 0);
        if self.today < due {
            return Err(format!("it is due on {due}"));
        }
        if self.today >= self.invitation_day(review.date) {
            return Err("half-way is past".to_owned());
        }
        self.not_too_late(due, HALF_WAY)?;
        self.may_write(case, Role::Child, Occasion::HalfWay)?;
        let why = format!("{due} is half-way between {previous} and {}", review.date);
        Ok(letter_due(case, (Role::Child, Occasion::HalfWay), String::new(), &form, due, why))
    }

    /// The form that the letter itself names, if it is for the child's age.
    pub(super) fn form_of_letter(
        &self,
        case: &Case<'_>,
        role: Role,
        occasion: Occasion,
    ) -> Result<String, String> {
        let letter = self.letter(case, role, occasion)?;
        let id = letter.form.clone().ok_or("its letter names no form")?;
        let form = self.forms.get(&id).ok_or_else(|| format!("forms.json has no form “{id}”"))?;
        let age = case.child.age_on(case.review.date);
        match form.ages.filter(|_| role == Role::Child) {
            Some(ages) if age.is_none_or(|age| !ages.holds(age)) => {
                Err(format!("its form is for the ages {ages}"))
            }
            _ => Ok(id),
        }
    }

    fn letter(
        &self,
        case: &Case<'_>,
        role: Role,
        occasion: Occasion,
    ) -> Result<&crate::letters::Letter, String> {
        let age = case.child.age_on(case.review.date);
        self.letters
            .choose(audience(role), occasion, age, reader(case.child, role))
            .ok_or_else(|| format!("letters.json has no letter for: {role}, when: {occasion}"))
    }

    /// Whether there is a letter and an address.
    pub(super) fn may_write(
        &self,
        case: &Case<'_>,
        role: Role,
        occasion: Occasion,
    ) -> Result<(), String> {
        let (address, column) = match role {
            Role::Child => (&case.child.child_email, "child_email"),
            Role::Carer => (&case.child.carer_email, "carer_email"),
            Role::Parent => (&case.child.parent_email, "parent_email"),
            Role::Iro => return Ok(()),
        };
        if address.is_none() {
            return Err(format!("the column {column} is empty"));
        }
        self.letter(case, role, occasion).map(|_| ())
    }

    pub(super) fn not_too_late(&self, from: Date, days: i64) -> Result<(), String> {
        match from.checked_add(days.days()) {
            Ok(until) if self.today > until => Err(format!("it was due before {until}")),
            _ => Ok(()),
        }
    }

    /// Whether the form of this review has not come in yet.
    fn not_answered(&self, case: &Case<'_>, role: Role) -> Result<(), String> {
        let review = case.review;
        let own = self.forms.before(role, case.child, review.date).ok();
        let invited = case.of(role, Occasion::Invitation).map(|one| one.made_on).min();
        let near = review.date.checked_sub(FOR_THIS_REVIEW.days()).unwrap_or(review.date);
        let from = invited.map_or(near, |invited| invited.min(near));
        let counts = |came: &&Came| {
            let day = clock::day(came.at);
            // A review that moved since takes its answers along.
            let near = came.days_before.is_some_and(|days| (0..=FOR_THIS_REVIEW).contains(&days));
            (day >= from || near) && review.previous.is_none_or(|previous| day > previous)
        };
        let theirs = |came: &&Came| {
            let same = own.is_some_and(|form| form.id == came.form);
            let of_child = self.of_children.contains(&came.form);
            match role {
                Role::Child => same || of_child,
                _ => (same && !of_child) || (of_child && came.role == Some(role)),
            }
        };
        match case.came.iter().filter(theirs).filter(counts).map(|came| clock::day(came.at)).max() {
            Some(day) => Err(format!("their form came on {day}")),
            None => Ok(()),
        }
    }
}

/// Whom a letter to this role is for.
pub(super) fn audience(role: Role) -> Audience {
    match role {
        Role::Child => Audience::Child,
        Role::Carer => Audience::Carer,
        Role::Parent => Audience::Parent,
        Role::Iro => Audience::Iro,
    }
}
