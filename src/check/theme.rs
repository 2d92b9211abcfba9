//! A theme's own colours can be read, and its files are of a kind that browsers
//! show.
//!
//! Contrast is that of WCAG 2.2, success criteria 1.4.3 (words: 4.5 to 1) and
//! 1.4.11 (edges and pictures: 3 to 1); the formula is the crate `palette`'s.

use crate::portal::Portal;
use crate::portal::design::{Design, LOOKS, Mode, Named, Setting};
use crate::problem::Problem;
use palette::color_difference::Wcag21RelativeContrast;
use palette::{FromColor, Hsl, Srgb};

/// Words, and what they stand on, wherever the templates and styles put the one
/// on the other.
const WORDS: &[(&str, &[&str])] = &[
    ("ink", &["paper", "surface", "accent_soft", "danger_soft"]),
    ("ink_soft", &["paper", "surface"]),
    ("accent", &["paper", "surface", "accent_soft"]),
    ("accent_strong", &["paper", "surface", "accent_soft"]),
    ("on_accent", &["accent", "accent_strong"]),
    ("good", &["surface"]),
    ("danger", &["surface", "danger_soft"]),
    ("on_danger", &["danger"]),
    ("focus_ink", &["focus"]),
    ("on_patch", &["sun", "sky", "heather", "moss", "peach", "cream"]),
    ("on_hero", &["hero", "scene_far"]),
    ("on_go", &["go"]),
    ("on_night", &["night"]),
];

/// Edges and pictures, and what they must stand out from.
const SHAPES: &[(&str, &[&str])] = &[
    ("line", &["paper", "surface"]),
    ("go", &["hero"]),
    ("ink", &["fill_sun", "fill_sky", "fill_heather", "fill_moss", "fill_peach"]),
];

const LOGOS: &[&str] = &[".svg", ".png", ".webp"];

pub(super) fn check(portal: &Portal) -> Vec<Problem> {
    let design = &portal.theme.design;
    let mut problems = contrast(design, |one, other| one.place.is_own || other.place.is_own);
    let logos = design.logo.iter().chain(&design.logo_dark);
    let there = |named: &&Named| portal.theme.media.contains_key(&named.file);
    problems.extend(logos.filter(there).filter_map(|logo| kind(logo, LOGOS)));
    let fonts = design.fonts.iter().map(|font| &font.file);
    problems.extend(fonts.filter(there).filter_map(|font| kind(font, &[".woff2"])));
    problems
}

/// What could not be read with these colours, as a `theme.yaml` names them,
/// above the built-in theme's.
pub fn colours(theme: &str) -> Vec<Problem> {
    let mut problems = Vec::new();
    let design = crate::portal::design_with(theme, &mut problems);
    problems.extend(contrast(&design, |one, other| one.place.is_own || other.place.is_own));
    problems
}

fn kind(named: &Named, endings: &[&str]) -> Option<Problem> {
    let file = named.file.to_ascii_lowercase();
    if endings.iter().any(|ending| file.ends_with(ending)) {
        return None;
    }
    Some(Problem::error(
        "theme-file",
        &named.place.source,
        named.place.span.clone(),
        format!("“{}” is not a file of a kind that can stand here", named.file),
        format!("Save it as a file that ends in {}.", endings.join(" or ")),
    ))
}

/// The pairs that cannot be told apart well enough, among those that count.
fn contrast(design: &Design, counts: impl Fn(&Setting, &Setting) -> bool) -> Vec<Problem> {
    let views = Mode::ALL.iter().flat_map(|mode| LOOKS.iter().map(move |look| (*mode, *look)));
    let mut problems: Vec<Problem> = Vec::new();
    for pair in views.flat_map(|(mode, look)| pairs(design, mode, look)) {
        if !counts(pair.front, pair.back) || pair.ratio() >= pair.least {
            continue;
        }
        let problem = pair.problem();
        // Looks that share their colours share their faults.
        let same = |said: &Problem| said.message == problem.message && said.span == problem.span;
        if !problems.iter().any(same) {
            problems.push(problem);
        }
    }
    problems
}

/// Every pair of a look.
fn pairs<'d>(design: &'d Design, mode: Mode, look: &str) -> Vec<Pair<'d>> {
    let all = [(WORDS, 4.5, "words need"), (SHAPES, 3.0, "shapes need")];
    let mut pairs = Vec::new();
    for (table, least, what) in all {
        for (front, backs) in table {
            let backs = backs.iter().filter_map(|back| found(design, look, mode, back));
            let front = found(design, look, mode, front);
            pairs.extend(front.into_iter().flat_map(|front| {
                backs.clone().map(move |back| Pair { front, back, mode, least, what })
            }));
        }
    }
    pairs
}

/// The colour of a look; what a symbol is filled with is the patch of that
/// name, unless the theme says otherwise.
fn found<'d>(design: &'d Design, look: &str, mode: Mode, token: &str) -> Option<&'d Setting> {
    let patch = token.strip_prefix("fill_");
    let itself = design.colour(look, mode, token);
    itself.or_else(|| design.colour(look, mode, patch?))
}

struct Pair<'d> {
    front: &'d Setting,
    back: &'d Setting,
    mode: Mode,
    least: f32,
    what: &'static str,
}

impl Pair<'_> {
    fn ratio(&self) -> f32 {
        ratio(self.front.value, self.back.value)
    }

    fn problem(&self) -> Problem {
        // The colour to mend is the council's own: words before their ground.
        let (mend, other) = if self.front.place.is_own || !self.back.place.is_own {
            (self.front, self.back)
        } else {
            (self.back, self.front)
        };
        let when = match self.mode {
            Mode::Light => "by day",
            Mode::Dark => "by night",
        };
        let message = format!(
            "`{}` on `{}` has a contrast of {:.2} to 1 {when}, and {} {} to 1",
            self.front.token,
            self.back.token,
            // Rounded down: 4.499 is not 4.5.
            (self.ratio() * 100.0).floor() / 100.0,
            self.what,
            self.least
        );
        let help = match nearest(mend.value, other.value, self.least) {
            Some(colour) => format!(
                "Write another colour for `{0}`, such as `{0}: \"#{colour:x}\"`, or for `{1}` (now #{2:x}).",
                mend.token, other.token, other.value
            ),
            None => format!(
                "Write other colours for `{}` and `{}` (now #{:x}).",
                mend.token, other.token, other.value
            ),
        };
        Problem::error("contrast", &mend.place.source, mend.place.span.clone(), message, help)
    }
}

fn ratio(one: Srgb<u8>, other: Srgb<u8>) -> f32 {
    one.into_format::<f32>().relative_contrast(other.into_format())
}

/// The colour nearest in lightness, of the same hue, that stands out enough.
fn nearest(colour: Srgb<u8>, from: Srgb<u8>, least: f32) -> Option<Srgb<u8>> {
    let start = Hsl::from_color(colour.into_format::<f32>());
    let steps = (1..=100u8).map(|step| f32::from(step) / 100.0);
    let both = steps.flat_map(|step| [start.lightness - step, start.lightness + step]);
    both.filter(|lightness| (0.0..=1.0).contains(lightness))
        .map(|lightness| Srgb::from_color(Hsl { lightness, ..start }).into_format::<u8>())
        .find(|candidate| ratio(*candidate, from) >= least)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    /// The default theme's own colours, which no portal's check looks at.
    #[test]
    fn the_default_theme_can_be_read_in_every_look_by_day_and_night() {
        let portal = crate::portal::load(Path::new(env!("CARGO_MANIFEST_DIR"))).0;
        let found = contrast(&portal.theme.design, |_, _| true);
        let said: Vec<_> = found.into_iter().map(|problem| problem.message).collect();
        assert!(said.is_empty(), "{}", said.join("\n"));
    }

    /// Figures of other calculators: black on white, and the well-known edge
    /// #767676 on white.
    #[test]
    fn the_formula_is_wcags() {
        let of = |one: [u8; 3], other: [u8; 3]| ratio(Srgb::from(one), Srgb::from(other));
        assert!((of([0; 3], [255; 3]) - 21.0).abs() < 0.001);
        assert!((of([0x76; 3], [255; 3]) - 4.54).abs() < 0.005);
        assert!((of([0x77; 3], [255; 3]) - 4.48).abs() < 0.005);
    }
}
