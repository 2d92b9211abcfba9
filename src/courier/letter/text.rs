//! What a child typed is text and stays text: never a header, never markup,
//! never a link, never a character that turns the line around.

/// Stands where a character was that does something instead of saying
/// something.
const HARMLESS: char = '\u{fffd}';

/// Typed text that may have several lines.
pub(crate) fn harmless(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n");
    let text: String = text.chars().map(|c| if acts(c) { HARMLESS } else { c }).collect();
    unlinked(&text)
}

/// Typed text that must stay on one line, and not too long a one.
pub(crate) fn one_line(text: &str, longest: usize) -> String {
    let text: String =
        harmless(text).chars().map(|c| if c == '\n' || c == '\t' { ' ' } else { c }).collect();
    if text.chars().count() <= longest {
        return text.trim().to_owned();
    }
    let short: String = text.chars().take(longest).collect();
    format!("{}…", short.trim())
}

/// Control characters, and those that embed, override or isolate a direction.
/// The marks that merely sit between letters (as Persian and emoji need) stay.
fn acts(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t')
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Mail programs make links of addresses by themselves; a word joiner, which
/// nobody sees, keeps them from it. Who posts to the public page must not get a
/// link in front of an IRO.
fn unlinked(text: &str) -> String {
    let mut safe = text.replace("://", ":\u{2060}//");
    for (start, with) in [("www.", "www\u{2060}."), ("WWW.", "WWW\u{2060}.")] {
        safe = safe.replace(start, with);
    }
    safe.replace("mailto:", "mailto\u{2060}:")
}

/// Every line moved to the right, so that no line of a child's can look like
/// one of ours in the plain text.
pub(crate) fn indented(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(|line| format!("    {line}")).collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_acts_becomes_visible() {
        assert_eq!(harmless("a\u{202e}b\0c\u{1b}[2J"), "a\u{fffd}b\u{fffd}c\u{fffd}[2J");
        assert_eq!(harmless("one\r\ntwo\rthree\u{2028}four"), "one\ntwo\nthree\nfour");
        assert_eq!(harmless("👩‍🦽 می‌خواهم"), "👩‍🦽 می‌خواهم");
    }

    #[test]
    fn one_line_is_one_line() {
        assert_eq!(one_line("a\r\nBcc: x", 100), "a Bcc: x");
        assert_eq!(one_line("abcdef", 3), "abc…");
    }

    #[test]
    fn nothing_becomes_a_link() {
        assert!(!harmless("see https://evil.example").contains("://"));
        assert!(!harmless("www.evil.example").contains("www."));
    }

    #[test]
    fn no_line_looks_like_ours() {
        assert_eq!(indented("a\n\nALERT"), "    a\n    \n    ALERT");
    }
}
