//! The theme's colours and fonts, as the beginning of its style sheet.

use super::assets::file_name;
use crate::portal::Theme;
use crate::portal::design::{Design, LOOKS, Mode};
use crate::portal::keys::COLOURS;
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
        theme.files.get(&format!("css/{name}")).map_or("", |source| source.text.as_str())
    };
    if ![FIRST, PAGES].contains(&name) {
        return text(name).to_owned();
    }
    let mut css = String::new();
    if name == FIRST {
        fonts(theme, &mut css);
        colours(&theme.design, &mut css);
    }
    css + text(name) + text(&format!("{OWN}.css"))
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
