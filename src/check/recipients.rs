//! Answers are sealed to keys that exist and that are this council's own.

use crate::hybrid::HybridRecipient;
use crate::portal::{Portal, Site};
use crate::problem::Problem;
use std::collections::BTreeSet;

/// The example portal's council.
pub const EXAMPLE_COUNCIL: &str = "Northmoor County Council";
/// The example portal's address.
pub const EXAMPLE_BASE_URL: &str = "https://my-review.northmoor.example/";
/// The example portal's recipients, those of earlier versions too. Nobody holds
/// their identities.
const EXAMPLE_RECIPIENTS: &str = include_str!("example-recipients.txt");

pub(super) fn check(portal: &Portal) -> Vec<Problem> {
    let site = &portal.site.site;
    let mut problems = Vec::new();
    let mut seen = BTreeSet::new();
    for (recipient, span) in site.recipients.iter().zip(&portal.site.recipient_spans) {
        let trouble = trouble(site, recipient).or_else(|| {
            (!seen.insert(recipient)).then(|| Trouble {
                rule: "same-recipient",
                message: "this recipient stands here twice".to_owned(),
                help: "Take one of the two out. A second key protects only if it is another one.",
            })
        });
        if let Some(Trouble { rule, message, help }) = trouble {
            problems.push(Problem::error(rule, &portal.site.source, span.clone(), message, help));
        }
    }
    problems.extend(mixed(portal));
    problems.extend(single(portal));
    problems
}

struct Trouble {
    rule: &'static str,
    message: String,
    help: &'static str,
}

fn trouble(site: &Site, recipient: &str) -> Option<Trouble> {
    if recipient.starts_with("AGE-SECRET-KEY") {
        return Some(Trouble {
            rule: "secret-key",
            message: "this is a secret key, and whoever has it can read what children wrote"
                .to_owned(),
            help: "Take it out, treat the key as lost, make a new one with `my-review-courier keygen`, and put the line it prints (age1…) here.",
        });
    }
    if !readable(recipient) {
        let placeholder =
            !recipient.starts_with("AGE1") && recipient.chars().all(|c| !c.is_ascii_lowercase());
        return Some(Trouble {
            rule: "recipient",
            message: if placeholder {
                "there is no key here yet".to_owned()
            } else if recipient.starts_with("age1") {
                "this key is not whole, or a character in it is wrong".to_owned()
            } else {
                "this is not a recipient that answers can be sealed to".to_owned()
            },
            help: "Make a key with `my-review-courier keygen` and copy the whole line it prints, which starts with age1.",
        });
    }
    let of_the_example = EXAMPLE_RECIPIENTS.lines().any(|line| line == recipient);
    (of_the_example && !is_example(site)).then(|| Trouble {
        rule: "example-recipient",
        message: "this is the example's key, and nobody can open what is sealed to it".to_owned(),
        help: "Make a key of your own with `my-review-courier keygen` and put the line it prints here.",
    })
}

/// Whether the browser can seal to it; it takes small letters only.
fn readable(recipient: &str) -> bool {
    if is_hybrid(recipient) {
        recipient.parse::<HybridRecipient>().is_ok()
    } else {
        recipient.starts_with("age1") && recipient.parse::<age::x25519::Recipient>().is_ok()
    }
}

/// Whether this is the example portal itself, whose invented keys and numbers
/// are in order.
pub(super) fn is_example(site: &Site) -> bool {
    site.council == EXAMPLE_COUNCIL && site.base_url == EXAMPLE_BASE_URL
}

fn is_hybrid(recipient: &str) -> bool {
    recipient.starts_with("age1pq1")
}

/// One classic recipient undoes what the hybrid ones promise.
fn mixed(portal: &Portal) -> Option<Problem> {
    let recipients = &portal.site.site.recipients;
    let hybrid = recipients.iter().filter(|recipient| is_hybrid(recipient)).count();
    (hybrid > 0 && hybrid < recipients.len()).then(|| {
        Problem::error(
            "mixed-recipients",
            &portal.site.source,
            portal.site.spans.recipients.clone(),
            "post-quantum keys (age1pq1…) and classic ones (age1…) stand together",
            "Use one sort only: one classic key is enough to undo the protection of the others.",
        )
    })
}

fn single(portal: &Portal) -> Option<Problem> {
    (portal.site.site.recipients.len() == 1).then(|| {
        Problem::warning(
            "single-recipient",
            &portal.site.source,
            portal.site.spans.recipients.clone(),
            "there is one recipient only: if its key is lost, no answer can ever be opened",
            "Make a second key, keep it in a safe on paper or a memory stick, and add its recipient here.",
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hybrid::HybridIdentity;

    fn rules(recipients: &[&str]) -> Vec<&'static str> {
        let folder = tempfile::tempdir().expect("a folder");
        let site = format!(
            "title: Ours\ncouncil: Eastlake Council\nbase_url: https://ours.eastlake.example\n\
             letterbox: https://letterbox.eastlake.example\nrecipients:\n  - {}\n",
            recipients.join("\n  - ")
        );
        std::fs::write(folder.path().join("site.yaml"), site).expect("written");
        let (portal, problems) = crate::portal::load(folder.path());
        assert_eq!(problems.len(), 0);
        check(&portal).iter().map(|problem| problem.rule).collect()
    }

    #[test]
    fn one_sort_of_key_only() {
        let hybrid = [(); 2].map(|()| HybridIdentity::generate().recipient().to_string());
        let classic = [(); 2].map(|()| age::x25519::Identity::generate().to_public().to_string());
        assert_eq!(rules(&[&hybrid[0], &hybrid[1]]), [""; 0]);
        assert_eq!(rules(&[&classic[0], &classic[1]]), [""; 0]);
        assert_eq!(rules(&[&hybrid[0], &classic[1]]), ["mixed-recipients"]);
        assert_eq!(rules(&[&hybrid[0]]), ["single-recipient"]);
        assert_eq!(rules(&[&hybrid[0], &hybrid[0]]), ["same-recipient"]);
    }

    #[test]
    fn only_what_the_browser_seals_to() {
        let whole = HybridIdentity::generate().recipient().to_string();
        let other = HybridIdentity::generate().recipient().to_string();
        for text in [&whole[..1958], &whole[..1000], "age1pq1qqqq", "hello"] {
            let found = rules(&[text, &other]);
            assert!(found.contains(&"recipient"), "{text}: {found:?}");
        }
        let classic = age::x25519::Identity::generate().to_public().to_string();
        assert_eq!(rules(&[&classic, &classic.to_uppercase()]), ["recipient"]);
    }

    #[test]
    fn the_example_s_keys_are_for_the_example() {
        let examples: Vec<_> = EXAMPLE_RECIPIENTS.lines().filter(|l| !l.starts_with('#')).collect();
        assert_eq!(examples.len(), 4);
        assert_eq!(rules(&examples[..2]), ["example-recipient"; 2]);
        assert_eq!(rules(&examples[2..]), ["example-recipient"; 2]);
        for recipient in examples {
            assert!(readable(recipient), "{recipient}");
        }
    }
}
