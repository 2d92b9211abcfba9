//! How hard a text may be, by the ages of those who read it.

use crate::form::{AgeBand, Audience, Form};
use crate::portal::Page;

/// The readers of a text that children read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Band {
    /// Their ages, as the messages name them.
    pub(super) ages: &'static str,
    /// The highest Flesch-Kincaid grade that suits them.
    pub(super) grade: f64,
    /// The most words in a sentence.
    pub(super) words: usize,
}

/// Ages 4 to 7: read to them, or with them.
const LITTLE: Band = Band { ages: "4 to 7", grade: 3.0, words: 20 };
/// Ages 8 to 11: a reading age of nine.
const MIDDLE: Band = Band { ages: "8 to 11", grade: 4.0, words: 25 };
/// Ages 12 to 15.
const OLDER: Band = Band { ages: "12 to 15", grade: 6.0, words: 28 };
/// Ages 16 and over.
const OLDEST: Band = Band { ages: "16 and over", grade: 8.0, words: 30 };

impl Band {
    /// The readers of a text for these ages: the youngest of them count.
    pub(super) fn of_ages(ages: Option<AgeBand>) -> Self {
        match ages.map(|ages| ages.from) {
            Some(0..=7) => LITTLE,
            None | Some(8..=11) => MIDDLE,
            Some(12..=15) => OLDER,
            Some(_) => OLDEST,
        }
    }

    /// The readers of a form; none for a form that adults fill in.
    pub(super) fn of_form(form: &Form) -> Option<Self> {
        (form.audience == Audience::Child).then(|| Self::of_ages(form.ages))
    }

    /// The readers of a page; none for a page that adults read.
    pub(super) fn of_page(page: &Page) -> Option<Self> {
        (page.audience == Audience::Child).then_some(match page.look {
            "little" => LITTLE,
            "middle" => MIDDLE,
            _ => OLDER,
        })
    }
}
