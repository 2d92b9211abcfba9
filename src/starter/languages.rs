//! The languages of a new portal. What the example has in one of them is handed
//! on, if the council chooses it.

use super::quoted;

/// What an example's item says that is the invented council's own, or that a
/// person has vouched for.
const OF_THE_EXAMPLE: &[&str] = &[
    "title:",
    "council:",
    "children_in_care_council:",
    "review_word:",
    "checked_by:",
    "checked_on:",
];

/// The list `languages`: the example's first, and those that were chosen.
/// `example` is the example's list as it stands there.
pub(super) fn list(example: &str, chosen: &[String]) -> String {
    let codes = codes(example);
    let first = codes.first().map_or("en", String::as_str);
    let mut list = format!("languages:\n  - {first}\n");
    let mut written = vec![first];
    for code in chosen {
        if written.contains(&code.as_str()) {
            continue;
        }
        written.push(code);
        match item(example, code) {
            Some(item) => list.push_str(&item),
            None => list.extend(["  - ", &quoted(code), "\n"]),
        }
    }
    list
}

/// Whether a file of the example is in a language that was not chosen.
pub(super) fn is_left_out(name: &str, example: &str, chosen: &[String]) -> bool {
    let mut parts = name.split('/');
    let (Some("content" | "forms"), Some(folder), Some(_)) =
        (parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    let codes = codes(example);
    codes.iter().skip(1).any(|code| code == folder) && !chosen.iter().any(|code| code == folder)
}

/// The codes of the example's list: `[en, cy]`, or an item a line.
fn codes(example: &str) -> Vec<String> {
    let value =
        example.lines().find_map(|line| line.strip_prefix("languages:")).unwrap_or_default();
    let inline = value.trim().trim_matches(['[', ']']).split(',').map(str::to_owned);
    let lines = items(example).map(|(code, _)| code.to_owned());
    let codes = inline.chain(lines).map(|code| code.trim().trim_matches('"').to_owned());
    codes.filter(|code| !code.is_empty()).collect()
}

/// Each item that has a line of its own: its code, and its lines.
fn items(example: &str) -> impl Iterator<Item = (&str, &str)> {
    let starts: Vec<_> = example.match_indices("\n  - ").map(|(at, _)| at + 1).collect();
    let ends = starts.iter().skip(1).copied().chain([example.len()]).collect::<Vec<_>>();
    starts.into_iter().zip(ends).map(|(start, end)| {
        let item = &example[start..end];
        let first = item.lines().next().unwrap_or_default();
        let code = first.trim_start_matches("  - ");
        (code.strip_prefix("code:").unwrap_or(code).trim(), item)
    })
}

/// What the example says in a language, without what is its own.
fn item(example: &str, code: &str) -> Option<String> {
    let (_, item) = items(example).find(|(of, _)| *of == code)?;
    let own = |line: &&str| {
        let key = line.strip_prefix("    ").unwrap_or_default();
        OF_THE_EXAMPLE.iter().any(|own| key.starts_with(own))
    };
    Some(item.split_inclusive('\n').filter(|line| !own(line)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    const EXAMPLE: &str = "\n# Which.\nlanguages:\n  - en\n  - code: cy\n    title: Fy Adolygiad\n    checked_by: Someone\n    help_lines:\n      - phone: \"999\"\n        name: Argyfwng\n";

    #[test]
    fn what_the_example_has_in_a_language_is_handed_on_without_its_names() {
        let chosen = ["cy", "pl", "en", "pl"].map(str::to_owned);
        assert_eq!(
            list(EXAMPLE, &chosen),
            "languages:\n  - en\n  - code: cy\n    help_lines:\n      - phone: \"999\"\n        name: Argyfwng\n  - \"pl\"\n"
        );
        assert_eq!(list(EXAMPLE, &[]), "languages:\n  - en\n");
        assert_eq!(list("languages: [en, cy]\n", &chosen[..1]), "languages:\n  - en\n  - \"cy\"\n");
    }

    #[test]
    fn files_in_a_language_nobody_chose_stay_behind() {
        let cy = ["cy".to_owned()];
        for example in [EXAMPLE, "languages: [en, cy]\n"] {
            assert!(is_left_out("content/cy/index.md", example, &[]));
            assert!(is_left_out("forms/cy/a.yaml", example, &[]));
            assert!(!is_left_out("forms/cy/a.yaml", example, &cy));
            assert!(!is_left_out("content/people/cy.md", example, &[]));
            assert!(!is_left_out("content/cy.md", example, &[]));
        }
    }
}
