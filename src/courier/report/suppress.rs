//! Small numbers out of a row of counts that is published with its total, so
//! that nobody can work them out again.
//!
//! Numbers under 5 are left out, and as many of the next smallest as it takes
//! until, **even for somebody who knows this rule and which of the numbers are
//! the small ones**, each small number can still be any of 0 to 4, and each of
//! the others any of at least five. Where no choice does that, the whole row
//! goes, with its total. Rows have nothing in common but their place, so that
//! none helps with another.

/// Numbers under this are not published.
pub(crate) const SMALL: u64 = 5;

/// How many values a number that is left out can have, at least.
pub(crate) const WIDTH: u64 = 5;

/// A row that may be published.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Safe {
    /// The counts in their order; nothing where one is left out.
    pub(crate) cells: Vec<Option<u64>>,
    /// Their sum; nothing where that is left out.
    pub(crate) total: Option<u64>,
}

/// Takes small numbers out of a row.
pub(crate) fn row(counts: &[u64]) -> Safe {
    let total: u64 = counts.iter().sum();
    let mut hidden: Vec<usize> = (0..counts.len()).filter(|at| counts[*at] < SMALL).collect();
    let small = hidden.len();
    let mut others: Vec<usize> = (0..counts.len()).filter(|at| counts[*at] >= SMALL).collect();
    others.sort_by_key(|at| counts[*at]);
    let enough = |beside: &usize| {
        let sum = hidden.iter().chain(&others[..*beside]).map(|at| counts[*at]).sum();
        // What is left out beside the small ones is smaller than what stays.
        let most = others.get(*beside).map(|at| counts[*at] - 1);
        is_safe(sum, small as u64, *beside as u64, most)
    };
    let beside = if small == 0 { Some(0) } else { (1..=others.len()).find(enough) };
    let Some(beside) = beside else {
        return Safe { cells: vec![None; counts.len()], total: None };
    };
    hidden.extend(&others[..beside]);
    let cells = (0..counts.len()).map(|at| (!hidden.contains(&at)).then_some(counts[at]));
    Safe { cells: cells.collect(), total: Some(total) }
}

/// Whether numbers with this known sum can have enough values, where `small` of
/// them are 0 to 4, and the `others` 5 to `most`.
fn is_safe(sum: u64, small: u64, others: u64, most: Option<u64>) -> bool {
    let largest_small = SMALL - 1;
    let least = SMALL * others;
    // With one of the small ones at its largest, and at 0, the rest adds up.
    let up = sum >= largest_small + least;
    let down = most.is_none_or(|most| sum <= others * most + largest_small * (small - 1));
    let from = match most {
        Some(most) => sum.saturating_sub(largest_small * small + (others - 1) * most),
        None if others == 1 => sum.saturating_sub(largest_small * small),
        None => 0,
    }
    .max(SMALL);
    let to = sum.saturating_sub(SMALL * (others - 1)).min(most.unwrap_or(u64::MAX));
    up && down && to >= from && to - from + 1 >= WIDTH
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::{BTreeMap, BTreeSet};

    /// Every row of so many numbers below a bound.
    fn rows(numbers: usize, below: u64) -> Vec<Vec<u64>> {
        (0..numbers).fold(vec![Vec::new()], |rows, _| {
            let longer = |row: &Vec<u64>| {
                let row = row.clone();
                (0..below).map(move |count| [row.clone(), vec![count]].concat())
            };
            rows.iter().flat_map(longer).collect()
        })
    }

    /// Tries to recover what was left out, with everything that can be known:
    /// the whole rule is run over every possible row, and those remain that give
    /// what was published.
    fn attack(numbers: usize, below: u64) {
        let mut worlds: BTreeMap<Safe, Vec<Vec<u64>>> = BTreeMap::new();
        for counts in rows(numbers, below) {
            worlds.entry(row(&counts)).or_default().push(counts);
        }
        let mut attacked = 0;
        for (Safe { cells, total }, worlds) in &worlds {
            let Some(total) = total else { continue };
            let shown: u64 = cells.iter().flatten().sum();
            // Larger ones have worlds that were not made.
            if total - shown >= below {
                continue;
            }
            for at in (0..numbers).filter(|at| cells[*at].is_none()) {
                attacked += 1;
                let possible: BTreeSet<u64> = worlds.iter().map(|world| world[at]).collect();
                assert!(possible.len() as u64 >= WIDTH, "{cells:?} of {total}: {possible:?}");
            }
        }
        assert!(attacked > 100, "{attacked}");
    }

    #[test]
    fn nothing_that_was_left_out_can_be_worked_out() {
        attack(2, 120);
        attack(3, 36);
        attack(4, 17);
    }

    #[test]
    fn leaves_out_no_more_than_it_must() {
        let published = |counts: &[u64]| {
            let Safe { cells, total } = row(counts);
            let cell = |cell: &Option<u64>| cell.map_or("-".to_owned(), |count| count.to_string());
            let cells: Vec<_> = cells.iter().chain([&total]).map(cell).collect();
            cells.join(" ")
        };
        for (counts, expected) in [
            (&[30, 20, 10][..], "30 20 10 60"),
            (&[80, 30, 2], "80 - - 112"),
            (&[80, 3, 2], "- - - 85"),
            (&[4, 3, 2], "- - - -"),
            (&[5, 1], "- - -"),
            (&[9, 1], "- - 10"),
            (&[0, 0, 0], "- - - -"),
            // A council's own year.
            (&[363, 550, 13, 3, 4, 70, 399, 50], "363 550 - - - 70 399 50 1452"),
        ] {
            assert_eq!(published(counts), expected, "{counts:?}");
        }
    }
}
