//! The participation codes, counts by code, and rates.

use serde::{Serialize, Serializer, ser::SerializeMap};

/// How a child took part in a review.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Code(u8);

impl Code {
    /// All of them, in order.
    pub(crate) const ALL: [Self; 8] =
        [Self(0), Self(1), Self(2), Self(3), Self(4), Self(5), Self(6), Self(7)];

    /// Under 4: left out of the rates.
    pub(crate) const UNDER_4: Self = Self(0);
    /// There, and gave no views.
    pub(crate) const THERE_WITHOUT_VIEWS: Self = Self(4);
    /// Not there, and gave no views.
    pub(crate) const NO_VIEWS: Self = Self(7);

    /// As it stands in the ledger and in annual reports.
    pub(crate) fn name(self) -> &'static str {
        ["PN0", "PN1", "PN2", "PN3", "PN4", "PN5", "PN6", "PN7"][usize::from(self.0)]
    }

    /// Reads a name, in small letters or capitals.
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|code| code.name().eq_ignore_ascii_case(name))
    }

    /// What it means.
    pub(crate) fn meaning(self) -> &'static str {
        [
            "under 4",
            "there, and spoke for themselves",
            "there, and an advocate spoke for them",
            "there, and gave views without words",
            "there, and gave no views",
            "not there; somebody carried their views",
            "not there; gave views another way",
            "not there, and gave no views",
        ][usize::from(self.0)]
    }
}

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

/// Reviews by code.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts([u64; 8]);

impl Counts {
    pub(crate) fn add(&mut self, code: Code, reviews: u64) {
        self.0[usize::from(code.0)] += reviews;
    }

    pub(crate) fn add_all(&mut self, other: &Self) {
        for (code, reviews) in other.iter() {
            self.add(code, reviews);
        }
    }

    pub(crate) fn of(&self, code: Code) -> u64 {
        self.0[usize::from(code.0)]
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (Code, u64)> + '_ {
        Code::ALL.into_iter().map(|code| (code, self.of(code)))
    }

    /// All that have a code.
    pub(crate) fn total(&self) -> u64 {
        self.0.iter().sum()
    }

    /// Without children under 4.
    pub(crate) fn aged_4_and_over(&self) -> u64 {
        self.total() - self.of(Code::UNDER_4)
    }

    /// All but PN7 took part.
    pub(crate) fn all_but_pn7(&self) -> Rate {
        let of = self.aged_4_and_over();
        Rate { took_part: of - self.of(Code::NO_VIEWS), of }
    }

    /// All but PN4 and PN7 took part.
    pub(crate) fn all_but_pn4_and_pn7(&self) -> Rate {
        let Rate { took_part, of } = self.all_but_pn7();
        Rate { took_part: took_part - self.of(Code::THERE_WITHOUT_VIEWS), of }
    }
}

impl Serialize for Counts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(8))?;
        for (code, reviews) in self.iter() {
            map.serialize_entry(code.name(), &reviews)?;
        }
        map.end()
    }
}

/// A part of a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Rate {
    pub(crate) took_part: u64,
    pub(crate) of: u64,
}

impl Rate {
    /// In tenths of a percent, the half rounded up; nothing of nothing.
    pub(crate) fn tenths(self) -> Option<u64> {
        (self.of > 0).then(|| (self.took_part * 2000 + self.of) / (2 * self.of))
    }

    /// As people read it: `95.4 %`.
    pub(crate) fn spoken(self) -> String {
        self.tenths().map_or("–".to_owned(), |tenths| format!("{} %", decimal(tenths)))
    }
}

/// `954` is `95.4`.
pub(crate) fn decimal(tenths: u64) -> String {
    format!("{}.{}", tenths / 10, tenths % 10)
}

impl Serialize for Rate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("took_part", &self.took_part)?;
        map.serialize_entry("of", &self.of)?;
        #[allow(clippy::cast_precision_loss, reason = "a thousand at the most")]
        let percent = self.tenths().map(|tenths| tenths as f64 / 10.0);
        map.serialize_entry("percent", &percent)?;
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(of: [u64; 8]) -> Counts {
        Counts(of)
    }

    #[test]
    fn both_rates_of_a_published_year() {
        let year = counts([363, 550, 13, 3, 4, 70, 399, 50]);
        assert_eq!((year.total(), year.aged_4_and_over()), (1452, 1089));
        assert_eq!(year.all_but_pn7().spoken(), "95.4 %");
        assert_eq!(year.all_but_pn4_and_pn7().spoken(), "95.0 %");
    }

    #[test]
    fn rounds_the_half_up_and_has_no_rate_of_nothing() {
        assert_eq!(Rate { took_part: 1, of: 2000 }.tenths(), Some(1));
        assert_eq!(Rate { took_part: 1, of: 2001 }.tenths(), Some(0));
        assert_eq!(Rate { took_part: 7, of: 7 }.spoken(), "100.0 %");
        assert_eq!(counts([9, 0, 0, 0, 0, 0, 0, 0]).all_but_pn7().spoken(), "–");
    }

    #[test]
    fn names_are_read_either_way() {
        for code in Code::ALL {
            assert_eq!(Code::from_name(&code.name().to_lowercase()), Some(code));
        }
        assert_eq!(Code::from_name("PN8"), None);
    }
}
