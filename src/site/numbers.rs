//! Telephone numbers where the writing runs from right to left: unless they are
//! isolated, their groups change places, and whoever reads them rings somebody
//! else.

/// Left-to-right isolate, and its end.
const ISOLATE: (char, char) = ('\u{2066}', '\u{2069}');

/// A text whose numbers of several groups keep their order.
pub(super) fn isolated(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, number) = rest.split_at(at);
        let (number, after) = number.split_at(length(number.as_bytes()));
        out.push_str(before);
        if number.contains(' ') {
            out.push(ISOLATE.0);
            out.push_str(number);
            out.push(ISOLATE.1);
        } else {
            out.push_str(number);
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// How long the number is with which a text begins: digits, and single spaces
/// between them.
fn length(text: &[u8]) -> usize {
    let is_digit = |at: usize| text.get(at).is_some_and(u8::is_ascii_digit);
    let mut end = 0;
    while is_digit(end) || (text.get(end) == Some(&b' ') && is_digit(end + 1)) {
        end += 1;
    }
    end
}

#[cfg(test)]
mod tests {
    use super::isolated;

    #[test]
    fn only_numbers_of_several_groups_are_isolated() {
        assert_eq!(
            isolated("على الرقم 0800 1111، أو 999."),
            "على الرقم \u{2066}0800 1111\u{2069}، أو 999."
        );
        assert_eq!(isolated("01632 960 140"), "\u{2066}01632 960 140\u{2069}");
        for same in ["", "31/03/2027", "12 ", "12  13", "{link}", "من 8 إلى 11"] {
            assert_eq!(isolated(same), same);
        }
    }
}
