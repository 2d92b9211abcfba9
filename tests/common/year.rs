//! A year of a council that does not exist, made from a seed: 700 children,
//! about 1,900 reviews, moves, cancellations, answers, addresses that are not
//! there. It steps from day to day, gives the case system's export of each
//! morning, and knows by itself, in the plainest way, which letters must go.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// The bank holidays of the year, and of the weeks after it.
const HOLIDAYS: &[&str] = &[
    "2026-01-01",
    "2026-04-03",
    "2026-04-06",
    "2026-05-04",
    "2026-05-25",
    "2026-08-31",
    "2026-12-25",
    "2026-12-28",
    "2027-01-01",
    "2027-03-26",
    "2027-03-29",
    "2027-05-03",
    "2027-05-31",
];

/// Who gets letters before a review.
pub(crate) const ROLES: [&str; 3] = ["child", "carer", "parent"];

/// SplitMix64: small, and the same everywhere.
pub(crate) struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A whole number from `low` up to and with `high`.
    fn between(&mut self, low: i64, high: i64) -> i64 {
        let width = u64::try_from(high - low + 1).expect("in order");
        low + i64::try_from(self.roll() % width).expect("small")
    }

    /// True so many times in a hundred thousand.
    fn happens(&mut self, of_100_000: u64) -> bool {
        self.roll() % 100_000 < of_100_000
    }
}

/// A child, and the review that is next.
pub(crate) struct Kid {
    pub(crate) reference: String,
    born: Date,
    pub(crate) iro: &'static str,
    emails: [bool; 3],
    last: Date,
    next: Option<Date>,
    /// When a date that is missing comes back.
    back_on: Option<Date>,
    /// Which of the child's reviews is next, from 1.
    pub(crate) nth: u32,
    /// Before the review that is next, by role.
    told: BTreeMap<&'static str, Told>,
    answered: BTreeMap<&'static str, Date>,
    /// When somebody will answer.
    will_answer: Vec<(Date, &'static str)>,
}

struct Told {
    on: Date,
    date: Date,
    /// Whether the invitation went on its day, and the date has stayed.
    plain: bool,
}

/// A letter that must go.
pub(crate) type Letter = (String, &'static str, &'static str);

/// A review that took place.
#[derive(Clone, Debug)]
pub(crate) struct Held {
    pub(crate) child: String,
    pub(crate) iro: &'static str,
    pub(crate) date: Date,
    /// PN0 to PN7; none where the IRO never records it.
    pub(crate) code: Option<&'static str>,
    /// Who had sent a form.
    pub(crate) answered: BTreeSet<&'static str>,
}

/// An answer of one day.
pub(crate) struct Answer {
    pub(crate) child: String,
    pub(crate) role: &'static str,
    /// Days before the review.
    pub(crate) days_before: i32,
}

pub(crate) struct Year {
    dice: Dice,
    pub(crate) kids: Vec<Kid>,
    pub(crate) held: Vec<Held>,
    pub(crate) moves: usize,
    pub(crate) cancelled: usize,
    holidays: BTreeSet<Date>,
}

/// The first day.
pub(crate) fn first() -> Date {
    "2026-01-05".parse().expect("a day")
}

/// The days of the year, one after the other.
pub(crate) fn days() -> impl Iterator<Item = Date> {
    first().series(1.day()).take(365)
}

impl Year {
    pub(crate) fn new(seed: u64, children: usize) -> Self {
        let holidays = HOLIDAYS.iter().map(|day| day.parse().expect("a day")).collect();
        let mut year = Self {
            dice: Dice(seed),
            kids: Vec::new(),
            held: Vec::new(),
            moves: 0,
            cancelled: 0,
            holidays,
        };
        for number in 1..=children {
            let kid = year.kid(number);
            year.kids.push(kid);
        }
        year
    }

    fn kid(&mut self, number: usize) -> Kid {
        let dice = &mut self.dice;
        let born = plus(first(), -dice.between(2 * 365, 17 * 365));
        let last = plus(first(), -dice.between(1, 120));
        let emails = [dice.happens(70_000), dice.happens(92_000), dice.happens(60_000)];
        let iro = ["amira", "ben", "cai"][usize::try_from(dice.between(0, 2)).expect("small")];
        let next = plus(last, dice.between(120, 182)).max(plus(first(), 2));
        Kid {
            reference: format!("C-{number:04}"),
            born,
            iro,
            emails,
            last,
            next: Some(self.working(next)),
            back_on: None,
            nth: 1,
            told: BTreeMap::new(),
            answered: BTreeMap::new(),
            will_answer: Vec::new(),
        }
    }

    fn is_working(&self, day: Date) -> bool {
        !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
            && !self.holidays.contains(&day)
    }

    fn working(&self, mut day: Date) -> Date {
        while !self.is_working(day) {
            day = plus(day, 1);
        }
        day
    }

    /// The day so many working days before another, counted off one by one.
    pub(crate) fn before(&self, mut day: Date, count: u32) -> Date {
        let mut left = count;
        while left > 0 {
            day = plus(day, -1);
            left -= u32::from(self.is_working(day));
        }
        day
    }

    /// The next working day.
    pub(crate) fn next_working(&self, day: Date) -> Date {
        self.working(plus(day, 1))
    }

    /// What happened since yesterday's export.
    pub(crate) fn advance(&mut self, today: Date) {
        for at in 0..self.kids.len() {
            self.advance_one(at, today);
        }
    }

    fn advance_one(&mut self, at: usize, today: Date) {
        if let Some(date) = self.kids[at].next.filter(|date| *date < today) {
            self.hold(at, date);
            let next = plus(date, self.dice.between(120, 182));
            let next = self.working(next);
            let kid = &mut self.kids[at];
            kid.last = date;
            // Some are planned at once, some weeks later.
            if self.dice.happens(70_000) {
                kid.next = Some(next);
            } else {
                kid.next = None;
                kid.back_on = Some(plus(today, self.dice.between(3, 40)));
            }
            return;
        }
        if self.kids[at].back_on.is_some_and(|day| day <= today) {
            let after = plus(today, self.dice.between(2, 60)).max(plus(self.kids[at].last, 40));
            let next = self.working(after);
            let kid = &mut self.kids[at];
            (kid.next, kid.back_on) = (Some(next), None);
            return;
        }
        let Some(date) = self.kids[at].next else { return };
        let soon = (date - today).get_days() < 40;
        if soon && self.dice.happens(500) {
            let moved = plus(date, self.dice.between(-10, 30)).max(plus(today, 1));
            let moved = self.working(moved);
            self.moves += usize::from(moved != date);
            self.kids[at].next = Some(moved);
        } else if soon && self.dice.happens(100) {
            self.cancelled += 1;
            let back = plus(today, self.dice.between(5, 20));
            let kid = &mut self.kids[at];
            (kid.next, kid.back_on) = (None, Some(back));
        } else if self.dice.happens(20) {
            // An address comes or goes.
            let role = usize::try_from(self.dice.between(0, 2)).expect("small");
            let there = &mut self.kids[at].emails[role];
            *there = !*there;
        }
    }

    fn hold(&mut self, at: usize, date: Date) {
        let young = age(self.kids[at].born, date) < 4;
        let code = match self.dice.between(0, 9) {
            _ if young => Some("PN0"),
            0..=3 => Some("PN1"),
            4 => Some("PN4"),
            5 | 6 => Some("PN6"),
            7 => Some("PN7"),
            _ => None,
        };
        let kid = &mut self.kids[at];
        self.held.push(Held {
            child: kid.reference.clone(),
            iro: kid.iro,
            date,
            code,
            answered: kid.answered.keys().copied().collect(),
        });
        kid.nth += 1;
        kid.told.clear();
        kid.answered.clear();
        kid.will_answer.clear();
    }

    /// The case system's export.
    pub(crate) fn export(&self) -> String {
        let mut text = String::from(
            "child,name,date_of_birth,iro,came_into_care,last_review,review_date,child_email,carer_email,parent_email\n",
        );
        for kid in &self.kids {
            let next = kid.next.map(|date| date.to_string()).unwrap_or_default();
            let Kid { reference, born, iro, last, .. } = kid;
            let _ =
                write!(text, "{reference},Child {reference},{born},{iro},2020-01-06,{last},{next}");
            for (role, there) in ROLES.iter().zip(kid.emails) {
                let email = if there { address(reference, role) } else { String::new() };
                let _ = write!(text, ",{email}");
            }
            text.push('\n');
        }
        text
    }

    /// The invitations and changes of date that must go today, and the
    /// reminders about reviews that stayed where they were.
    pub(crate) fn must_go(&mut self, today: Date) -> BTreeSet<Letter> {
        let mut letters = BTreeSet::new();
        for at in 0..self.kids.len() {
            let Some(date) = self.kids[at].next.filter(|date| *date > today) else { continue };
            let due = self.before(date, 15);
            let reminders = [self.before(date, 10), self.before(date, 5)];
            let old_enough = age(self.kids[at].born, date) >= 4;
            for (number, role) in ROLES.iter().copied().enumerate() {
                if !self.kids[at].emails[number] || (role == "child" && !old_enough) {
                    continue;
                }
                let dice = &mut self.dice;
                let kid = &mut self.kids[at];
                let letter = |what| (kid.reference.clone(), role, what);
                let answered = kid.answered.contains_key(role);
                match kid.told.get_mut(role) {
                    None if today >= due && !answered => {
                        letters.insert(letter("invitation"));
                        let told = Told { on: today, date, plain: today == due };
                        kid.told.insert(role, told);
                        if dice.happens(60_000) {
                            kid.will_answer.push((plus(today, dice.between(0, 18)), role));
                        }
                    }
                    Some(told) if told.date != date => {
                        letters.insert(letter("moved"));
                        *told = Told { on: today, date, plain: false };
                    }
                    Some(told) if told.plain && !answered && reminders.contains(&today) => {
                        letters.insert(letter("reminder"));
                        told.on = today;
                    }
                    _ => {}
                }
            }
        }
        letters
    }

    /// Whether a reminder may go although its review has moved: somebody was
    /// invited, has not answered, and had no letter yesterday or today.
    pub(crate) fn may_be_reminded(&mut self, child: &str, role: &str, today: Date) -> bool {
        let kid = self.kids.iter_mut().find(|kid| kid.reference == child).expect("a child");
        let answered = kid.answered.contains_key(role);
        let told = kid.told.get_mut(role).expect("an invitation");
        let may = !told.plain && !answered && (today - told.on).get_days() >= 2;
        told.on = today;
        may
    }

    /// The answers of today, after the letters have gone. Some children do not
    /// wait for an invitation.
    pub(crate) fn answers(&mut self, today: Date) -> Vec<Answer> {
        let mut answers = Vec::new();
        for kid in &mut self.kids {
            let Some(date) = kid.next.filter(|date| *date > today) else { continue };
            let days_before = (date - today).get_days();
            let early = days_before < 42 && kid.last < plus(today, -1);
            if early && self.dice.happens(150) {
                kid.will_answer.push((today, "child"));
            }
            let now: Vec<_> =
                kid.will_answer.iter().filter(|(on, _)| *on <= today).copied().collect();
            kid.will_answer.retain(|(on, _)| *on > today);
            for (_, role) in now {
                kid.answered.entry(role).or_insert(today);
                answers.push(Answer { child: kid.reference.clone(), role, days_before });
            }
        }
        answers
    }
}

/// Where a person's mail goes.
pub(crate) fn address(child: &str, role: &str) -> String {
    format!("{}.{role}@home.example", child.to_lowercase())
}

pub(crate) fn plus(day: Date, days: i64) -> Date {
    day.checked_add(days.days()).expect("a day")
}

/// Whole years, by the calendar.
pub(crate) fn age(born: Date, day: Date) -> i16 {
    let had_birthday = (day.month(), day.day()) >= (born.month(), born.day());
    day.year() - born.year() - i16::from(!had_birthday)
}
