//! What an export of the case system says about a child's reviews, beside what
//! the ledger knows: the same review on another day, or the next one.

use crate::courier::Child;
use crate::courier::ledger::{Review, ReviewState, ReviewStep};
use jiff::civil::Date;

/// A date this many days after a review that took place is its second part.
const SECOND_PART: i32 = 28;

/// Where the list does not say that a review took place: a new date this many
/// days after it is the next review's, a nearer one means that it was put off.
const PUT_OFF: i32 = 42;

/// What the export changes for one child. `known` is the child's review that is
/// planned, or the last one that was cancelled.
pub(super) fn follow(child: &Child, known: Option<&Review>, today: Date) -> Vec<ReviewStep> {
    // A day on which a review took place is not that of the next one.
    let next = child.review_date.filter(|date| child.last_review.is_none_or(|last| last < *date));
    let open = |date: Date, previous: Option<Date>| {
        (date >= today).then(|| ReviewStep::Open {
            child: child.reference.clone(),
            iro: child.iro.clone(),
            date,
            previous,
        })
    };
    let Some(review) = known else {
        return next.and_then(|date| open(date, child.last_review)).into_iter().collect();
    };
    let id = review.id;
    let took_place = child.last_review.filter(|last| {
        *last >= review.first_seen && review.previous.is_none_or(|previous| *last > previous)
    });
    if review.state != ReviewState::Planned {
        return match (next, took_place) {
            (Some(date), None) if date >= today => vec![ReviewStep::Move { id, date }],
            (Some(date), Some(last)) => open(date, Some(last)).into_iter().collect(),
            _ => Vec::new(),
        };
    }
    let mut steps = Vec::new();
    match (next, took_place) {
        (Some(date), Some(held_on)) if days(held_on, date) > SECOND_PART => {
            steps.push(ReviewStep::Close { id, held_on });
            steps.extend(open(date, Some(held_on)));
        }
        (None, Some(held_on)) => steps.push(ReviewStep::Close { id, held_on }),
        (Some(date), None) if review.date < today && days(review.date, date) > PUT_OFF => {
            steps.push(ReviewStep::Close { id, held_on: review.date });
            steps.extend(open(date, Some(review.date)));
        }
        (Some(date), _) => {
            if date != review.date {
                steps.push(ReviewStep::Move { id, date });
            }
            if child.iro != review.iro {
                steps.push(ReviewStep::Give { id, iro: child.iro.clone() });
            }
        }
        (None, None) if review.date >= today => steps.push(ReviewStep::Cancel { id }),
        // Its day is past, and nothing says what became of it.
        (None, None) => {}
    }
    steps
}

/// For a child who is no longer in the list.
pub(super) fn gone(review: &Review, today: Date) -> Option<ReviewStep> {
    let id = review.id;
    match review.state {
        ReviewState::Planned if review.date >= today => Some(ReviewStep::Cancel { id }),
        ReviewState::Planned => Some(ReviewStep::Close { id, held_on: review.date }),
        ReviewState::Held | ReviewState::Cancelled => None,
    }
}

fn days(from: Date, to: Date) -> i32 {
    (to - from).get_days()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::courier::Allocations;

    fn day(text: &str) -> Date {
        text.parse().expect("a day")
    }

    fn child(last: &str, review: &str) -> Child {
        let text = format!(
            "child,name,date_of_birth,iro,last_review,review_date\nC1,A,2012-01-01,amira,{last},{review}\n"
        );
        let children = Allocations::from_bytes(text.as_bytes()).expect("a list");
        children.get("C1").expect("a child").clone()
    }

    fn planned(date: &str) -> Review {
        Review {
            id: 7,
            child: "C1".to_owned(),
            iro: "amira".to_owned(),
            date: day(date),
            state: ReviewState::Planned,
            previous: Some(day("2026-01-12")),
            first_seen: day("2026-01-20"),
        }
    }

    fn steps(last: &str, review: &str, known: Option<&Review>, today: &str) -> String {
        let steps = follow(&child(last, review), known, day(today));
        let words = steps.iter().map(|step| match step {
            ReviewStep::Open { date, previous, .. } => {
                format!("open {date} after {}", previous.map_or("-".to_owned(), |d| d.to_string()))
            }
            ReviewStep::Move { date, .. } => format!("move {date}"),
            ReviewStep::Give { iro, .. } => format!("give {iro}"),
            ReviewStep::Close { held_on, .. } => format!("close {held_on}"),
            ReviewStep::Cancel { .. } => "cancel".to_owned(),
        });
        words.collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn tells_a_move_from_the_next_review() {
        let june = planned("2026-06-10");
        for (last, review, today, expected) in [
            ("2026-01-12", "2026-06-10", "2026-05-01", ""),
            ("2026-01-12", "2026-06-17", "2026-05-01", "move 2026-06-17"),
            ("2026-01-12", "2026-09-17", "2026-05-01", "move 2026-09-17"),
            ("2026-01-12", "2026-05-20", "2026-05-01", "move 2026-05-20"),
            ("2026-01-12", "", "2026-05-01", "cancel"),
            // It took place, on its day, earlier or later.
            (
                "2026-06-10",
                "2026-12-02",
                "2026-06-12",
                "close 2026-06-10, open 2026-12-02 after 2026-06-10",
            ),
            (
                "2026-06-03",
                "2026-12-02",
                "2026-06-12",
                "close 2026-06-03, open 2026-12-02 after 2026-06-03",
            ),
            ("2026-06-10", "2026-06-10", "2026-06-12", "close 2026-06-10"),
            ("2026-06-10", "", "2026-06-12", "close 2026-06-10"),
            // In two parts.
            ("2026-06-10", "2026-06-24", "2026-06-12", "move 2026-06-24"),
            // The day of the one before it was put right.
            ("2026-01-13", "2026-06-10", "2026-05-01", ""),
            // Nobody keeps last_review.
            ("", "2026-06-10", "2026-05-01", ""),
            ("", "2026-06-24", "2026-06-12", "move 2026-06-24"),
            ("", "2026-12-02", "2026-06-12", "close 2026-06-10, open 2026-12-02 after 2026-06-10"),
            ("", "", "2026-06-12", ""),
        ] {
            assert_eq!(steps(last, review, Some(&june), today), expected, "{last} {review}");
        }
    }

    #[test]
    fn opens_what_is_new_and_to_come() {
        assert_eq!(steps("", "2026-06-10", None, "2026-06-10"), "open 2026-06-10 after -");
        assert_eq!(steps("", "2026-06-10", None, "2026-06-11"), "");
        assert_eq!(steps("2026-06-10", "2026-06-10", None, "2026-06-01"), "");
    }

    #[test]
    fn takes_up_a_cancelled_one_again() {
        let mut june = planned("2026-06-10");
        june.state = ReviewState::Cancelled;
        let june = Some(&june);
        assert_eq!(steps("2026-01-12", "2026-07-01", june, "2026-06-12"), "move 2026-07-01");
        assert_eq!(steps("2026-01-12", "", june, "2026-06-12"), "");
        assert_eq!(
            steps("2026-06-20", "2026-12-01", june, "2026-06-22"),
            "open 2026-12-01 after 2026-06-20"
        );
    }
}
