//! Answers are sealed to keys that exist and that are this council's own.

use crate::portal::{Portal, Site};
use crate::problem::Problem;
use std::collections::BTreeSet;

/// The example portal's council.
pub const EXAMPLE_COUNCIL: &str = "Northmoor County Council";
/// The example portal's address.
pub const EXAMPLE_BASE_URL: &str = "https://my-review.northmoor.example/";
/// The example portal's recipients. Nobody holds their identities: what is
/// sealed to them can never be opened.
const EXAMPLE_RECIPIENTS: &[&str] = &[
    "age1qx953wka9edta2z5cyp6jxpxdk2nnfxzcht6jn89mwu8jyvmceysx4ws2t",
    "age1v4w0ttypfchhxy25zzfs7hjf625rwd8sd4p9nm90hzyqey2d3g3q032ttq",
];

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
    if is_hybrid(recipient) {
        return Some(Trouble {
            rule: "recipient",
            message:
                "this version's courier cannot open what is sealed to a post-quantum key (age1pq1…)"
                    .to_owned(),
            help: "Make a key with `my-review-courier keygen` and put the line it prints here.",
        });
    }
    if recipient.parse::<age::x25519::Recipient>().is_err() {
        let placeholder = recipient.chars().all(|c| !c.is_ascii_lowercase());
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
    (EXAMPLE_RECIPIENTS.contains(&recipient) && !is_example(site)).then(|| Trouble {
        rule: "example-recipient",
        message: "this is the example's key, and nobody can open what is sealed to it".to_owned(),
        help: "Make a key of your own with `my-review-courier keygen` and put the line it prints here.",
    })
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
