//! The letter to the IRO: what it says, how it looks, how it is split.

mod answers;
mod collected;
mod example;
mod language;
mod media;
mod message;
mod plain;
mod plan;
mod sniff;
mod text;
mod view;

pub(crate) use answers::{alert_values, alerts};
pub(crate) use collected::{ticked, written};
pub use example::{ExampleLetter, example};
pub(crate) use language::not_english as language_not_english;
pub(crate) use media::{File, files};
pub(crate) use message::{Heading, compose};
pub(crate) use plain::{Block, Plain};
pub(crate) use plan::{MAX_MESSAGE, Plan};
pub(crate) use text::{indented as plain_lines, one_line};
pub(crate) use view::{Circumstances, LetterView};

use super::error::{CannotRun, Result};
use serde::Serialize;
use tera::{Context, Tera};

/// The templates, read once.
pub(crate) struct Templates(Tera);

/// A text both ways.
pub(crate) struct Rendered {
    pub(crate) text: String,
    pub(crate) html: String,
}

const TEMPLATES: &[(&str, &str)] = &[
    ("items.html", include_str!("../templates/items.html")),
    ("letter.html", include_str!("../templates/letter.html")),
    ("letter.txt", include_str!("../templates/letter.txt")),
    ("copy.html", include_str!("../templates/copy.html")),
    ("paper.html", include_str!("../templates/paper.html")),
    ("part.html", include_str!("../templates/part.html")),
    ("part.txt", include_str!("../templates/part.txt")),
    ("alert.html", include_str!("../templates/alert.html")),
    ("alert.txt", include_str!("../templates/alert.txt")),
    ("plain.html", include_str!("../templates/plain.html")),
    ("plain.txt", include_str!("../templates/plain.txt")),
    ("report.html", include_str!("../templates/report.html")),
    ("review.html", include_str!("../templates/review.html")),
    ("review.txt", include_str!("../templates/review.txt")),
    ("survey.html", include_str!("../templates/survey.html")),
    ("survey.txt", include_str!("../templates/survey.txt")),
    ("style.html", include_str!("../templates/style.html")),
];

impl Templates {
    /// Reads the templates that are built in.
    pub(crate) fn new() -> Result<Self> {
        let mut tera = Tera::default();
        tera.autoescape_on([".html"]);
        tera.add_raw_templates(TEMPLATES.iter().copied())
            .map_err(|error| CannotRun::plain(format!("a built-in template is wrong: {error}")))?;
        Ok(Self(tera))
    }

    /// Renders a text both ways.
    pub(crate) fn both(&self, name: &str, view: &impl Serialize) -> Result<Rendered> {
        let context = Context::from_serialize(view).map_err(|_| cannot_fill(name))?;
        Ok(Rendered {
            text: self.fill(&format!("{name}.txt"), &context)?,
            html: self.fill(&format!("{name}.html"), &context)?,
        })
    }

    /// Renders one template. The engine's own message is not passed on: it can
    /// quote what was being rendered.
    pub(crate) fn one(&self, name: &str, view: &impl Serialize) -> Result<String> {
        self.fill(name, &Context::from_serialize(view).map_err(|_| cannot_fill(name))?)
    }

    fn fill(&self, name: &str, context: &Context) -> Result<String> {
        self.0.render(name, context).map_err(|_| cannot_fill(name))
    }
}

fn cannot_fill(name: &str) -> CannotRun {
    CannotRun::letter(format!("the template {name} cannot be filled in"))
}
