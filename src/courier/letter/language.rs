//! The language in which a form was on the screen.

use super::text::one_line;

/// English names of languages that children in care in England read, by their
/// BCP 47 tags. Others are shown by their tag.
const NAMES: &[(&str, &str)] = &[
    ("am", "Amharic"),
    ("ar", "Arabic"),
    ("bg", "Bulgarian"),
    ("bn", "Bengali"),
    ("ckb", "Kurdish (Sorani)"),
    ("cs", "Czech"),
    ("cy", "Welsh"),
    ("es", "Spanish"),
    ("fa", "Persian"),
    ("fr", "French"),
    ("gu", "Gujarati"),
    ("hu", "Hungarian"),
    ("ku", "Kurdish"),
    ("lt", "Lithuanian"),
    ("om", "Oromo"),
    ("pa", "Punjabi"),
    ("pl", "Polish"),
    ("prs", "Dari"),
    ("ps", "Pashto"),
    ("pt", "Portuguese"),
    ("ro", "Romanian"),
    ("ru", "Russian"),
    ("sk", "Slovak"),
    ("so", "Somali"),
    ("sq", "Albanian"),
    ("ti", "Tigrinya"),
    ("tr", "Turkish"),
    ("uk", "Ukrainian"),
    ("ur", "Urdu"),
    ("vi", "Vietnamese"),
    ("zh", "Chinese"),
];

/// The language for people to read, if it is not English.
pub(crate) fn not_english(tag: &str) -> Option<String> {
    let tag = one_line(tag, 35);
    let primary = tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
    if primary.is_empty() || primary == "en" {
        return None;
    }
    let name = NAMES.iter().find(|(of, _)| *of == primary).map(|(_, name)| *name);
    Some(name.map_or_else(|| tag.clone(), |name| format!("{name} ({tag})")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_what_is_not_english() {
        assert_eq!(not_english("en-GB"), None);
        assert_eq!(not_english(""), None);
        assert_eq!(not_english("ar").as_deref(), Some("Arabic (ar)"));
        assert_eq!(not_english("PT-br").as_deref(), Some("Portuguese (PT-br)"));
        assert_eq!(not_english("tlh").as_deref(), Some("tlh"));
    }
}
