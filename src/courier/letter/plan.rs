//! Which file goes into which message. The split is fixed before the first
//! message is sent and kept in the ledger, so that a later attempt, by then
//! with another server or another limit, neither loses a file nor sends it
//! twice.

use super::media::File;

/// The largest message that is made when there is a choice, in bytes as sent.
pub(crate) const MAX_MESSAGE: u64 = 10_000_000;

/// Room for headers, and for what a later attempt adds to the text.
const RESERVE: u64 = 8192;

/// How many files go into each message, in their order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Plan(Vec<usize>);

impl Plan {
    /// Splits files so that no message passes the limit that need not: the
    /// letter itself takes `letter` bytes of the first. A file that alone
    /// passes the limit gets a message of its own.
    pub(crate) fn new(letter: u64, files: &[File], limit: u64) -> Self {
        let room = limit.saturating_sub(RESERVE);
        let mut counts = vec![0];
        let mut used = letter;
        for file in files {
            let size = encoded(file.content.len() as u64);
            let first = counts.len() == 1;
            let empty = counts.last() == Some(&0) && !first;
            if used + size > room && !empty {
                counts.push(0);
                used = 0;
            }
            used += size;
            if let Some(count) = counts.last_mut() {
                *count += 1;
            }
        }
        Self(counts)
    }

    /// The number of messages.
    pub(crate) fn parts(&self) -> usize {
        self.0.len()
    }

    /// The files of a message, which is counted from 1. The last message takes
    /// what the plan did not know of.
    pub(crate) fn files<'f>(&self, files: &'f [File], part: usize) -> &'f [File] {
        let start: usize = self.0.iter().take(part - 1).sum();
        let end = if part >= self.parts() { files.len() } else { start + self.0[part - 1] };
        &files[start.min(files.len())..end.min(files.len())]
    }

    /// As the ledger keeps it.
    pub(crate) fn to_text(&self) -> String {
        let counts: Vec<String> = self.0.iter().map(usize::to_string).collect();
        counts.join(",")
    }

    /// Reads what [`Plan::to_text`] wrote.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let counts: Option<Vec<usize>> = text.split(',').map(|one| one.parse().ok()).collect();
        counts.filter(|counts| !counts.is_empty()).map(Self)
    }
}

/// The length of a file in base64 with line breaks and its own headers.
fn encoded(length: u64) -> u64 {
    let base64 = length.div_ceil(3) * 4;
    base64 + base64.div_ceil(76) * 2 + 400
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(length: usize) -> File {
        File {
            name: "home-draw-1.png".to_owned(),
            media_type: "image/png",
            content: vec![0; length],
            only_my_iro: false,
            note: None,
            id: "a".to_owned(),
        }
    }

    #[test]
    fn small_files_go_with_the_letter() {
        let files = [file(1000), file(1000)];
        let plan = Plan::new(20_000, &files, MAX_MESSAGE);
        assert_eq!(plan, Plan(vec![2]));
        assert_eq!(plan.files(&files, 1).len(), 2);
    }

    #[test]
    fn large_files_get_messages_of_their_own() {
        let files = [file(4_000_000), file(4_000_000), file(9_000_000), file(10)];
        let plan = Plan::new(20_000, &files, MAX_MESSAGE);
        assert_eq!(plan, Plan(vec![1, 1, 1, 1]));
        assert_eq!(Plan::parse(&plan.to_text()), Some(plan.clone()));
        let all: usize = (1..=plan.parts()).map(|part| plan.files(&files, part).len()).sum();
        assert_eq!(all, 4);
        // The letter goes alone if even one file does not fit beside it.
        assert_eq!(Plan::new(20_000, &files[2..3], MAX_MESSAGE), Plan(vec![0, 1]));
    }

    #[test]
    fn a_plan_that_is_older_than_the_files_loses_none() {
        let files = [file(1), file(1), file(1)];
        assert_eq!(Plan(vec![1]).files(&files, 1).len(), 3);
        assert_eq!(Plan(vec![2, 3]).files(&files[..1], 2).len(), 0);
    }
}
