//! The colours of a new portal: a council names one for links and buttons and
//! perhaps one for the band at the top, and what goes with them is found here.

use crate::check;
use palette::{FromColor, Hsl, Srgb};
use std::fmt::Write;
use std::str::FromStr;

/// The theme that holds the council's colours.
pub(super) const THEME: &str = "council";

/// What a council may choose: keys of `theme.yaml`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// Links and buttons.
    Accent,
    /// The band at the top of a page.
    Hero,
}

/// The colours that were chosen; the built-in ones, where none was.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Colours {
    accent: Option<Srgb<u8>>,
    hero: Option<Srgb<u8>>,
}

/// Why a colour cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// What is wrong, as a sentence without its full stop.
    pub why: String,
    /// The nearest of the same hue that can be used.
    pub passes: Option<String>,
}

impl Colours {
    /// Whether nothing was chosen.
    pub fn is_empty(self) -> bool {
        self == Self::default()
    }

    /// These with one more, if it can be read wherever it is used.
    ///
    /// # Errors
    /// When it is no colour, or when something could not be told from it.
    pub fn with(self, wanted: Wanted, written: &str) -> Result<Self, Refused> {
        let digits = written.strip_prefix('#').unwrap_or(written);
        let colour = Some(digits).filter(|digits| matches!(digits.len(), 3 | 6));
        let Some(colour) = colour.and_then(|digits| Srgb::<u8>::from_str(digits).ok()) else {
            let why = format!(
                "“{written}” is not a colour: write # and six digits from 0 to 9 and a to f, such as #005468"
            );
            return Err(Refused { why, passes: None });
        };
        let with = self.and(wanted, colour);
        let Some(why) = with.fault() else { return Ok(with) };
        let passes = shades(colour).find(|shade| self.and(wanted, *shade).fault().is_none());
        Err(Refused { why, passes: passes.map(|shade| format!("#{shade:x}")) })
    }

    fn and(self, wanted: Wanted, colour: Srgb<u8>) -> Self {
        match wanted {
            Wanted::Accent => Self { accent: Some(colour), ..self },
            Wanted::Hero => Self { hero: Some(colour), ..self },
        }
    }

    /// The first pair of colours that are too close, if any are.
    fn fault(self) -> Option<String> {
        let by_day = check::colours(&yaml(&self.by_day(), &[]));
        let found = by_day.into_iter().next()?;
        Some(found.message)
    }

    fn by_day(self) -> Vec<(&'static str, Srgb<u8>)> {
        let mut colours = Vec::new();
        if let Some(accent) = self.accent {
            let hsl = Hsl::from_color(accent.into_format::<f32>());
            let soft = hsl.saturation.min(0.6);
            colours.push(("accent", accent));
            colours.push(("accent_strong", shade(hsl, hsl.saturation, hsl.lightness * 0.6)));
            colours.push(("accent_soft", shade(hsl, soft, 0.93)));
        }
        colours.extend(self.hero.map(|hero| ("hero", hero)));
        colours
    }

    /// The same hue by night: bright on a dark ground. The first brightness
    /// that can be read is taken; white always can.
    fn by_night(self) -> Vec<(&'static str, Srgb<u8>)> {
        let Some(accent) = self.accent else { return Vec::new() };
        let hsl = Hsl::from_color(accent.into_format::<f32>());
        let at = |lightness: f32| {
            vec![
                ("accent", shade(hsl, hsl.saturation.min(0.8), lightness)),
                ("accent_strong", shade(hsl, hsl.saturation.min(0.8), (lightness + 0.1).min(1.0))),
                ("accent_soft", shade(hsl, hsl.saturation.min(0.4), 0.2)),
            ]
        };
        let tried = [0.75, 0.8, 0.85, 0.9, 0.95].map(at);
        let found = tried.into_iter().find(|night| check::colours(&yaml(&[], night)).is_empty());
        found.unwrap_or_default()
    }

    /// The `theme.yaml`; none if nothing was chosen.
    pub fn theme(self) -> Option<String> {
        (!self.is_empty()).then(|| {
            format!(
                "# Your council's colours. Whatever is not named here stays the built-in theme's;\n\
                 # `my-review check` says if something could not be read.\n{}",
                yaml(&self.by_day(), &self.by_night())
            )
        })
    }
}

fn yaml(by_day: &[(&str, Srgb<u8>)], by_night: &[(&str, Srgb<u8>)]) -> String {
    let mut text = String::new();
    for (key, colours) in [("colours", by_day), ("colours_dark", by_night)] {
        if !colours.is_empty() {
            let _ = writeln!(text, "{key}:");
        }
        for (token, colour) in colours {
            let _ = writeln!(text, "  {token}: \"#{colour:x}\"");
        }
    }
    text
}

fn shade(of: Hsl, saturation: f32, lightness: f32) -> Srgb<u8> {
    Srgb::from_color(Hsl { saturation, lightness, ..of }).into_format()
}

/// Lighter and darker colours of the same hue, the nearest first.
fn shades(colour: Srgb<u8>) -> impl Iterator<Item = Srgb<u8>> {
    let hsl = Hsl::from_color(colour.into_format::<f32>());
    let steps = (1..=100u8).map(|step| f32::from(step) / 100.0);
    steps
        .flat_map(move |step| [hsl.lightness - step, hsl.lightness + step])
        .filter(|lightness| (0.0..=1.0).contains(lightness))
        .map(move |lightness| shade(hsl, hsl.saturation, lightness))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_hue_has_a_shade_that_can_be_read_by_day_and_night() {
        for written in ["#8fb8ff", "#ffee00", "#ff0000", "#00ff66", "#aaaaaa", "#ff66cc", "#ffffff"]
        {
            let refused = Colours::default().with(Wanted::Accent, written).expect_err(written);
            assert!(refused.why.contains("`accent` on "), "{written}: {}", refused.why);
            let passes = refused.passes.expect(written);
            let colours = Colours::default().with(Wanted::Accent, &passes).expect(&passes);
            assert_eq!(colours.by_night().len(), 3, "{written} by night");
            let theme = colours.theme().expect("a theme");
            let found: Vec<_> = check::colours(&theme).into_iter().map(|one| one.message).collect();
            assert!(found.is_empty(), "{theme}{found:?}");
        }
    }

    #[test]
    fn a_band_is_as_light_as_the_words_on_it_need() {
        let refused = Colours::default().with(Wanted::Hero, "6b2c91").expect_err("too dark");
        assert!(refused.why.contains("`hero`"), "{}", refused.why);
        let passes = refused.passes.expect("a lighter one");
        let colours = Colours::default().with(Wanted::Hero, &passes).expect(&passes);
        assert_eq!(colours.theme().expect("a theme").matches('#').count(), 3, "no accent");
        assert_eq!(Colours::default().theme(), None);
    }

    #[test]
    fn what_is_no_colour_is_said() {
        for written in ["blue", "", "#12345", "#ggg", "ü#1"] {
            let refused = Colours::default().with(Wanted::Accent, written).expect_err(written);
            assert!(refused.why.contains("is not a colour"), "{}", refused.why);
        }
    }
}
