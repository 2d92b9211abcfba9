//! The theme's colours and fonts, as the beginning of its style sheet.

use super::assets::file_name;
use crate::portal::Theme;
use crate::portal::design::{Design, LOOKS, Mode};
use crate::portal::keys::COLOURS;
use memchr::memchr3;
use palette::Srgb;
use std::fmt::Write as _;

/// The sheet whose colours and fonts all pages use.
const FIRST: &str = "site.css";

/// The sheet that comes behind it on the pages without a form.
const PAGES: &str = "pages.css";

/// The name of the sheet that a council adds, without its ending.
pub(super) const OWN: &str = "own";

/// A sheet as it goes into the site: the colours and fonts before the first,
/// and what a council adds behind each that has rules for whole pages.
pub(super) fn sheet(theme: &Theme, name: &str) -> String {
    let text = |name: &str| {
        let source = theme.files.get(&format!("css/{name}"));
        source.map_or_else(String::new, |source| without_comments(&source.text))
    };
    if ![FIRST, PAGES].contains(&name) {
        return text(name);
    }
    let mut css = String::new();
    if name == FIRST {
        fonts(theme, &mut css);
        colours(&theme.design, &mut css);
    }
    css + &text(name) + &text(&format!("{OWN}.css"))
}

/// Comments are for whoever reads the theme, and a child would pay for them.
/// Those that begin with `/*!` stay, as licences do.
fn without_comments(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(at) = memchr3(b'"', b'\'', b'/', rest.as_bytes()) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let length = match from.as_bytes() {
            [b'/', b'*', b'!', ..] => from.find("*/").map_or(from.len(), |end| end + 2),
            [b'/', b'*', ..] => {
                rest = from.split_once("*/").map_or("", |(_, after)| after);
                continue;
            }
            [b'/', ..] => 1,
            [quote, ..] => string_length(from, *quote),
            [] => 0,
        };
        out.push_str(&from[..length]);
        rest = &from[length..];
    }
    out + rest
}

/// The length in bytes of the string that the text begins with, its quotes
/// counted in.
fn string_length(text: &str, quote: u8) -> usize {
    let mut bytes = text.bytes().enumerate().skip(1);
    while let Some((at, byte)) = bytes.next() {
        if byte == b'\\' {
            bytes.next();
        } else if byte == quote {
            return at + 1;
        }
    }
    text.len()
}

fn colours(design: &Design, css: &mut String) {
    css.push_str(":root{color-scheme:light dark");
    for (token, colour) in common(design, Mode::Light) {
        declare(css, token, colour);
    }
    css.push('}');
    looks(design, Mode::Light, css);
    css.push_str("@media (prefers-color-scheme:dark){:root{");
    for (token, colour) in common(design, Mode::Dark) {
        declare(css, token, colour);
    }
    css.push('}');
    looks(design, Mode::Dark, css);
    css.push_str("}\n");
}

/// The colours that are for every look.
fn common(design: &Design, mode: Mode) -> impl Iterator<Item = (&'static str, Srgb<u8>)> {
    let tokens = COLOURS.names.iter();
    tokens.filter_map(move |token| Some((*token, design.colour("", mode, token)?.value)))
}

/// A look's own colours. One that it has by day only is taken back by night.
fn looks(design: &Design, mode: Mode, css: &mut String) {
    for look in LOOKS {
        let own = |token: &&&str| {
            let mut settings = design.colours.iter();
            settings.any(|setting| setting.look == Some(look) && setting.token == **token)
        };
        let tokens: Vec<_> = COLOURS.names.iter().filter(own).collect();
        if tokens.is_empty() {
            continue;
        }
        let _ = write!(css, ".look-{look}{{");
        for token in tokens {
            if let Some(setting) = design.colour(look, mode, token) {
                declare(css, token, setting.value);
            }
        }
        css.push('}');
    }
}

fn declare(css: &mut String, token: &str, colour: Srgb<u8>) {
    if !css.ends_with('{') {
        css.push(';');
    }
    let _ = write!(css, "--{}:#{colour:x}", token.replace('_', "-"));
}

/// The fonts lie beside the style sheet, under names that change with them.
fn fonts(theme: &Theme, css: &mut String) {
    for font in &theme.design.fonts {
        let Some(bytes) = theme.media.get(&font.file.file) else { continue };
        let (family, property) = family(font.for_headings);
        let _ = write!(
            css,
            "@font-face{{font-family:\"{family}\";src:url({}) format(\"woff2\");font-weight:{};font-display:swap}}:root{{{property}:\"{family}\"}}",
            file_name(&font.file.file, bytes),
            font.weight
        );
    }
}

fn family(for_headings: bool) -> (&'static str, &'static str) {
    if for_headings { ("Own headings", "--own-head") } else { ("Own text", "--own-text") }
}

#[cfg(test)]
mod tests {
    use super::without_comments;

    #[test]
    fn comments_go_but_for_licences_and_what_only_looks_like_one() {
        for (css, without) in [
            ("/* why */\na { color: red } /* x */b{}", "\na { color: red } b{}"),
            ("a{background:url(\"data:,/*\")}/* y */", "a{background:url(\"data:,/*\")}"),
            ("a::before{content:'it\\'s /* here */'}", "a::before{content:'it\\'s /* here */'}"),
            ("/*! licence */a{font:1em/2 x}", "/*! licence */a{font:1em/2 x}"),
            ("a{}/* never ends", "a{}"),
            ("é/* é */é", "éé"),
        ] {
            assert_eq!(without_comments(css), without, "{css}");
        }
    }
}
