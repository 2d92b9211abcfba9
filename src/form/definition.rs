//! What a form asks.
//!
//! These types are the `definition` of the catalogue: their JSON is hashed into
//! the form's version, so a key that is absent stays out of the JSON, and a new
//! optional key does not change the version of the forms that lack it.

use super::Condition;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The value that says "I'm not sure", which every kind of question accepts.
pub const NOT_SURE: &str = "not-sure";

/// One form, as the officer wrote it in English.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    /// Names the form in links, responses and reports.
    pub id: String,
    /// What the page and the e-mail's subject are called.
    pub title: String,
    /// Who fills it in.
    #[serde(rename = "for")]
    pub audience: Audience,
    /// Whose mailbox it goes to.
    pub to: Destination,
    /// The ages it is written for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ages: Option<AgeBand>,
    /// Markdown shown before the first question.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub intro: Option<String>,
    /// The parts of the form, in order.
    pub sections: Vec<Section>,
}

impl Form {
    /// Every question, in the order of the page.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        self.sections.iter().flat_map(|section| &section.questions)
    }

    /// The question with this id.
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.questions().find(|question| question.id == id)
    }
}

/// A part of a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// Unique within the form.
    pub id: String,
    /// The heading.
    pub title: String,
    /// The questions, in order.
    pub questions: Vec<Question>,
}

/// One question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Unique within the form.
    pub id: String,
    /// What shape the answer has.
    pub kind: Kind,
    /// The question itself.
    pub ask: String,
    /// A line that helps to answer it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// A picture beside the question, by meaning.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub symbol: Option<String>,
    /// A recording of the question being read, by file name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub audio: Option<String>,
    /// Whether the form insists on an answer. A child need not answer, so this
    /// is false unless the officer says otherwise.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub required: bool,
    /// What can be chosen, ranked or named; for `people` those suggested, for
    /// `words` the terms, for `expectations` the expectations asked about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<Choice>,
    /// The longest answer, in Unicode scalar values after line ends became LF.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_length: Option<u32>,
    /// What a `recording` records; voice or video, as the child likes, if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub media: Option<Media>,
    /// The values that tell the duty IRO as well.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alert: Vec<String>,
    /// When the question is asked; always, if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub show_if: Option<Condition>,
}

impl Question {
    /// The option with this id.
    pub fn option(&self, id: &str) -> Option<&Choice> {
        self.options.iter().find(|choice| choice.id == id)
    }
}

/// Something that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// Unique within the question.
    pub id: String,
    /// What the child reads.
    pub label: String,
    /// A picture beside it, by meaning.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub symbol: Option<String>,
}

/// Declares an enum whose names in YAML and JSON are listed once, for reading,
/// writing, messages and "did you mean".
macro_rules! named {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum $name {
            $($(#[$vmeta])* #[serde(rename = $text)] $variant),+
        }

        impl $name {
            /// Every name, as written in YAML and JSON.
            pub const NAMES: &'static [&'static str] = &[$($text),+];

            /// The name, as written in YAML and JSON.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }

            /// The one that has this name.
            pub fn from_name(name: &str) -> Option<Self> {
                match name { $($text => Some(Self::$variant),)+ _ => None }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.name())
            }
        }
    };
}
pub(crate) use named;

named! {
    /// What shape an answer has.
    Kind {
        /// One line of text.
        ShortText = "short-text",
        /// Several lines of text.
        LongText = "long-text",
        /// Yes, no, not sure.
        YesNo = "yes-no",
        /// One option.
        ChooseOne = "choose-one",
        /// Any number of options.
        ChooseMany = "choose-many",
        /// One option of an ordered row, with pictures.
        Scale = "scale",
        /// 0 to 10, the Signs of Safety scaling question.
        NumberScale = "number-scale",
        /// Options in order, best first.
        Rank = "rank",
        /// A day.
        Date = "date",
        /// Who should come and who should not.
        People = "people",
        /// My word for each of these.
        Words = "words",
        /// Did each of these happen?
        Expectations = "expectations",
        /// A picture drawn on the page.
        Drawing = "drawing",
        /// Voice or video.
        Recording = "recording",
        /// A photograph.
        Photo = "photo",
    }
}

named! {
    /// What a `recording` records.
    Media {
        /// Sound only.
        Voice = "voice",
        /// Sound and picture.
        Video = "video",
        /// The child chooses.
        Either = "either",
    }
}

impl Kind {
    /// Whether the answer names attachments.
    pub fn is_attachment(self) -> bool {
        matches!(self, Self::Drawing | Self::Recording | Self::Photo)
    }

    /// Whether the question must list options of its own.
    pub fn needs_options(self) -> bool {
        matches!(self, Self::ChooseOne | Self::ChooseMany | Self::Scale | Self::Rank | Self::Words)
    }

    /// Whether the question may list options.
    pub fn takes_options(self) -> bool {
        self.needs_options() || matches!(self, Self::People | Self::Expectations)
    }

    /// Whether `max_length` means something.
    pub fn is_text(self) -> bool {
        matches!(self, Self::ShortText | Self::LongText)
    }
}

named! {
    /// Who fills a form in.
    Audience {
        /// A child or young person in care.
        Child = "child",
        /// A foster carer, residential worker or kinship carer.
        Carer = "carer",
        /// A parent.
        Parent = "parent",
        /// The Independent Reviewing Officer.
        Iro = "iro",
        /// Anyone.
        Everyone = "everyone",
    }
}

named! {
    /// Whose mailbox a form goes to.
    Destination {
        /// The child's allocated IRO, or that IRO's cover.
        Iro = "iro",
        /// The duty IRO.
        Duty = "duty",
        /// The service manager.
        Manager = "manager",
        /// The advocacy service.
        Advocacy = "advocacy",
        /// Counted, never mailed one by one.
        Collect = "collect",
    }
}

/// The ages a form is written for, in whole years, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct AgeBand {
    /// The youngest.
    pub from: u8,
    /// The oldest, or none for "and over".
    pub to: Option<u8>,
}

impl AgeBand {
    /// Reads `8-11`, `16+` or `9`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let years = |part: &str| part.trim().parse::<u8>().ok().filter(|age| *age <= 25);
        if let Some(from) = text.strip_suffix('+') {
            return Some(Self { from: years(from)?, to: None });
        }
        let (from, to) = text.split_once(['-', '–']).unwrap_or((text, text));
        let (from, to) = (years(from)?, years(to)?);
        (from <= to).then_some(Self { from, to: Some(to) })
    }

    /// Whether an age, in whole years, is in it.
    pub fn holds(self, age: u8) -> bool {
        self.from <= age && self.to.is_none_or(|to| age <= to)
    }

    /// How many years it spans; one without an end ends with childhood.
    pub fn width(self) -> u8 {
        self.to.unwrap_or(18).saturating_sub(self.from)
    }

    /// Which of the three looks suits these ages: `little` (4 to 7: pictures
    /// first), `middle` (8 to 11: bright and simple) or `older` (12 and over).
    pub fn look(self) -> &'static str {
        match self.from {
            0..=7 => "little",
            8..=11 => "middle",
            _ => "older",
        }
    }
}

impl fmt::Display for AgeBand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.to {
            None => write!(f, "{}+", self.from),
            Some(to) if to == self.from => write!(f, "{to}"),
            Some(to) => write!(f, "{}-{to}", self.from),
        }
    }
}

impl From<AgeBand> for String {
    fn from(band: AgeBand) -> Self {
        band.to_string()
    }
}

impl TryFrom<String> for AgeBand {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Self::parse(&text).ok_or_else(|| format!("“{text}” is not an age band like 8-11 or 16+"))
    }
}
