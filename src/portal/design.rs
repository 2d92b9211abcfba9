//! `theme.yaml`: the colours, the logo and the fonts of a theme. The default
//! theme has one that names every colour; a council's names what is different.

use super::fields::{Fields, text_of};
use super::keys;
use super::yaml::{Content, Node};
use crate::problem::{Problem, Source};
use palette::Srgb;
use std::ops::Range;
use std::str::FromStr;
use std::sync::Arc;

pub use keys::LOOKS;

/// What a theme decides beside its templates and styles.
#[derive(Clone, Debug, Default)]
pub struct Design {
    /// The colours, later ones above earlier ones.
    pub colours: Vec<Setting>,
    /// The logo's file within the theme.
    pub logo: Option<Named>,
    /// The logo's file for dark screens.
    pub logo_dark: Option<Named>,
    /// The fonts.
    pub fonts: Vec<Font>,
}

/// By day or by night.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mode {
    /// A device that is set to light, or to nothing.
    Light,
    /// A device that is set to dark.
    Dark,
}

impl Mode {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Light, Self::Dark];
}

/// One colour, as a theme gives it.
#[derive(Clone, Debug)]
pub struct Setting {
    /// The look that it is for; none for all.
    pub look: Option<&'static str>,
    /// By day or by night.
    pub mode: Mode,
    /// What it is for: a key of [`keys::COLOURS`].
    pub token: &'static str,
    /// The colour.
    pub value: Srgb<u8>,
    /// Where it stands.
    pub place: Place,
}

/// A place in a `theme.yaml`.
#[derive(Clone, Debug)]
pub struct Place {
    /// The file.
    pub source: Arc<Source>,
    /// The bytes.
    pub span: Range<usize>,
    /// Whether the file is the portal's, and not the program's.
    pub is_own: bool,
}

/// A file of the theme that `theme.yaml` names.
#[derive(Clone, Debug)]
pub struct Named {
    /// Its name within the theme.
    pub file: String,
    /// Where it is named.
    pub place: Place,
}

/// A font.
#[derive(Clone, Debug)]
pub struct Font {
    /// The file.
    pub file: Named,
    /// Whether headings are written in it, and not the text.
    pub for_headings: bool,
    /// As CSS has it: `400`, or `200 900`.
    pub weight: String,
}

impl Design {
    /// The colour of a look at a time of day.
    pub fn colour(&self, look: &str, mode: Mode, token: &str) -> Option<&Setting> {
        let is_it = |setting: &&Setting| setting.mode == mode && setting.token == token;
        let of = |of: Option<&str>| {
            self.colours.iter().rev().filter(is_it).find(|setting| setting.look == of)
        };
        of(Some(look)).or_else(|| of(None))
    }

    /// The files that it names.
    pub fn files(&self) -> impl Iterator<Item = &Named> {
        let logos = self.logo.iter().chain(&self.logo_dark);
        logos.chain(self.fonts.iter().map(|font| &font.file))
    }

    /// Puts another theme's choices above these.
    pub(super) fn lay_over(&mut self, above: Self) {
        let Self { colours, logo, logo_dark, fonts } = above;
        // A council that gives a colour for all looks means all of them.
        let for_all = |old: &Setting| {
            colours
                .iter()
                .any(|new| new.look.is_none() && new.mode == old.mode && new.token == old.token)
        };
        self.colours.retain(|old| !for_all(old));
        self.colours.extend(colours);
        if logo.is_some() {
            self.logo = logo;
            self.logo_dark = logo_dark;
        }
        self.fonts.extend(fonts);
    }
}

/// Reads a `theme.yaml`.
pub(super) fn read(
    source: &Arc<Source>,
    node: &Node,
    is_own: bool,
    problems: &mut Vec<Problem>,
) -> Design {
    let mut read = Read { source, is_own, colours: Vec::new() };
    let mut fields = Fields::new(source, keys::THEME, node, problems);
    read.palettes(&mut fields, None);
    for look in LOOKS {
        if let Some(node) = fields.node(look) {
            let mut of_look = Fields::new(source, keys::LOOK, node, fields.problems());
            read.palettes(&mut of_look, Some(look));
        }
    }
    Design {
        logo: read.named(&mut fields, "logo"),
        logo_dark: read.named(&mut fields, "logo_dark"),
        fonts: read.fonts(&mut fields),
        colours: read.colours,
    }
}

struct Read<'s> {
    source: &'s Arc<Source>,
    is_own: bool,
    colours: Vec<Setting>,
}

impl Read<'_> {
    fn place(&self, span: Range<usize>) -> Place {
        Place { source: Arc::clone(self.source), span, is_own: self.is_own }
    }

    fn palettes(&mut self, fields: &mut Fields<'_, '_>, look: Option<&'static str>) {
        for (key, mode) in [("colours", Mode::Light), ("colours_dark", Mode::Dark)] {
            if let Some(node) = fields.node(key) {
                self.palette(node, fields.problems(), look, mode);
            }
        }
    }

    fn palette(
        &mut self,
        node: &Node,
        problems: &mut Vec<Problem>,
        look: Option<&'static str>,
        mode: Mode,
    ) {
        let mut fields = Fields::new(self.source, keys::COLOURS, node, problems);
        for token in keys::COLOURS.names {
            let Some(value) = colour(&mut fields, token, node) else { continue };
            let place = self.place(fields.span(token));
            self.colours.push(Setting { look, mode, token, value, place });
        }
    }

    fn named(&self, fields: &mut Fields<'_, '_>, key: &'static str) -> Option<Named> {
        let file = fields.text(key)?;
        Some(Named { file, place: self.place(fields.span(key)) })
    }

    fn fonts(&self, fields: &mut Fields<'_, '_>) -> Vec<Font> {
        let nodes = fields.items("fonts");
        nodes.iter().filter_map(|node| self.font(node, fields.problems())).collect()
    }

    fn font(&self, node: &Node, problems: &mut Vec<Problem>) -> Option<Font> {
        let mut fields = Fields::new(self.source, keys::FONT, node, problems);
        let file = fields.required_text("file", "fonts/our-font.woff2");
        let used = |name: &str| keys::FONT_USES.contains(&name).then(|| name.to_owned());
        let for_headings = match fields.node("for") {
            None => {
                fields.missing("for", "text");
                return None;
            }
            Some(_) => fields.named("for", keys::FONT_USES, used)? == "headings",
        };
        let weight = fields.node("weight").and_then(text_of).unwrap_or_else(|| "400".to_owned());
        if !is_weight(&weight) {
            let span = fields.span("weight");
            let message = format!("“{weight}” is no weight of a font");
            let help = "Write a number from 1 to 1000, such as 700, or two for a file that has all between them, such as 200 900.";
            fields.error("unknown-value", span, message, help);
        }
        let place = self.place(fields.span("file"));
        Some(Font { file: Named { file, place }, for_headings, weight })
    }
}

/// The colour of a key.
fn colour(fields: &mut Fields<'_, '_>, token: &'static str, palette: &Node) -> Option<Srgb<u8>> {
    if fields.node(token).is_none() {
        // `accent: #005468` without quotation marks is a note to oneself.
        let Content::Map(entries) = &palette.content else { return None };
        if entries.iter().any(|(key, _)| key.name == token) {
            fields.missing(token, "\"#005468\"");
        }
        return None;
    }
    let written = fields.text(token)?;
    let digits = written.strip_prefix('#').filter(|digits| matches!(digits.len(), 3 | 6));
    let colour = digits.and_then(|digits| Srgb::<u8>::from_str(digits).ok());
    if colour.is_none() {
        let span = fields.span(token);
        let message = format!("“{written}” is not a colour");
        let help = format!(
            "Write # and six digits from 0 to 9 and a to f, in quotation marks, such as `{token}: \"#005468\"`."
        );
        fields.error("colour", span, message, help);
    }
    colour
}

/// CSS Fonts 4, the descriptor `font-weight`: one number from 1 to 1000, or two.
fn is_weight(weight: &str) -> bool {
    let parts: Vec<_> = weight.split_whitespace().collect();
    let number = |part: &&str| part.parse::<u16>().is_ok_and(|n| (1..=1000).contains(&n));
    matches!(parts.len(), 1 | 2) && parts.iter().all(number)
}
