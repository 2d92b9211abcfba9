//! `letters.json`: the letters about reviews, as the portal's officers wrote
//! them, for the courier to fill in and send.

use crate::form::{AgeBand, Audience, named};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use thiserror::Error;

/// The only format this version writes and reads.
pub const LETTERS_FORMAT: &str = "my-review/letters/1";

named! {
    /// What a letter is about.
    Occasion {
        /// Fill in the form before the review.
        Invitation = "invitation",
        /// Nothing has come yet.
        Reminder = "reminder",
        /// The review is on another day.
        Moved = "moved",
        /// How things are, between two reviews.
        HalfWay = "half-way",
        /// Rate the review, for who was there.
        RateTookPart = "rate-took-part",
        /// Rate the review, for who was not there.
        RateDidNot = "rate-did-not",
        /// Rate the review, while nobody has recorded who was there.
        Rate = "rate",
        /// Record how the child took part.
        Record = "record",
    }
}

/// What can stand between braces in a letter besides the council's words, each
/// with what the courier writes for it.
pub const PLACEHOLDERS: &[(&str, &str)] = &[
    ("name", "what this reader may hear the child called; see `unnamed`"),
    ("date", "the day of the review"),
    ("send_by", "the day by which the form is best sent"),
    ("link", "the reader's own link to the form"),
    ("other_link", "the reader's own link to `other_form`"),
    ("iro", "the name of the child's IRO"),
    ("reference", "the case system's reference of the child; only in letters to the IRO"),
    ("site", "the address of the site"),
];

/// One letter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// Who gets it.
    #[serde(rename = "for")]
    pub audience: Audience,
    /// What it is about.
    pub when: Occasion,
    /// The ages of the children whom it is about; all, if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ages: Option<AgeBand>,
    /// The form that it links to; the one for the child's age, if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<String>,
    /// A second form that it links to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other_form: Option<String>,
    /// The language that it is written in.
    pub language: String,
    /// The e-mail's subject.
    pub subject: String,
    /// What stands for `{name}` where no name may.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unnamed: Option<String>,
    /// The text, with `{name}` and the like still in it.
    pub text: String,
    /// The same as HTML.
    pub html: String,
}

/// What the courier says beside the letters of one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Beside {
    /// That the reader may have had the letter already.
    pub repeat: String,
    /// To a reader of this language: that the letter is in another one.
    pub not_translated: String,
    /// That nobody who speaks the language has checked its letters; nothing if
    /// somebody has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_checked: Option<String>,
    /// Above the link on paper.
    pub scan: String,
}

/// All letters of a portal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letters {
    /// [`LETTERS_FORMAT`].
    pub format: String,
    /// In the order of their files.
    pub letters: Vec<Letter>,
    /// What stands beside them, by the site's languages.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub beside: BTreeMap<String, Beside>,
}

/// Why letters can't be used.
#[derive(Debug, Error)]
pub enum LettersError {
    /// Not JSON, or not of this shape.
    #[error("it is not a list of letters: {0}")]
    Shape(#[from] serde_json::Error),
    /// Another format.
    #[error("its format is “{0}”, and this version reads only “{LETTERS_FORMAT}”")]
    Format(String),
}

impl Letters {
    /// These letters.
    pub fn new(letters: Vec<Letter>) -> Self {
        Self { format: LETTERS_FORMAT.to_owned(), letters, beside: BTreeMap::new() }
    }

    /// Reads `letters.json`.
    ///
    /// # Errors
    /// When it is something else, or in another format.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, LettersError> {
        let letters: Self = serde_json::from_slice(bytes)?;
        if letters.format == LETTERS_FORMAT {
            Ok(letters)
        } else {
            Err(LettersError::Format(letters.format))
        }
    }

    /// The letter for a reader: in their language if there is one, else in
    /// English, else in any; of these the one for the fewest ages.
    pub fn choose(
        &self,
        audience: Audience,
        when: Occasion,
        age: Option<u8>,
        language: &str,
    ) -> Option<&Letter> {
        let fitting = || {
            self.letters.iter().filter(move |letter| {
                letter.audience == audience
                    && letter.when == when
                    && letter.ages.is_none_or(|ages| age.is_some_and(|age| ages.holds(age)))
            })
        };
        let narrowest = |language: &dyn Fn(&Letter) -> bool| {
            fitting()
                .filter(|letter| language(letter))
                .min_by_key(|letter| letter.ages.map_or(u8::MAX, AgeBand::width))
        };
        narrowest(&|letter| letter.language.eq_ignore_ascii_case(language))
            .or_else(|| narrowest(&|letter| primary(&letter.language) == primary(language)))
            .or_else(|| narrowest(&|letter| primary(&letter.language) == "en"))
            .or_else(|| narrowest(&|_| true))
    }

    /// What stands beside letters in a language, with the language's tag here.
    pub fn beside(&self, language: &str) -> Option<(&str, &Beside)> {
        let find = |fits: &dyn Fn(&str) -> bool| {
            self.beside
                .iter()
                .find(|(code, _)| fits(code))
                .map(|(code, words)| (code.as_str(), words))
        };
        find(&|code| code.eq_ignore_ascii_case(language))
            .or_else(|| find(&|code| primary(code) == primary(language)))
    }

    /// Whether a letter names this form: then it is not the one that children
    /// of an age fill in before their review.
    pub fn name_form(&self, id: &str) -> bool {
        self.letters.iter().any(|letter| {
            letter.form.as_deref() == Some(id) || letter.other_form.as_deref() == Some(id)
        })
    }
}

/// Fills in what stands between braces; what `word` does not know stays. What
/// is filled in is not looked at again.
pub fn fill(text: &str, mut word: impl FnMut(&str) -> Option<String>) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        let (before, inside) = rest.split_at(open);
        let end = inside[1..].find(|c: char| !(c.is_ascii_lowercase() || c == '_'));
        let end = end.map_or(inside.len(), |end| end + 1);
        filled.push_str(before);
        let is_one = end > 1 && inside[end..].starts_with('}');
        match is_one.then(|| word(&inside[1..end])).flatten() {
            Some(word) => {
                filled.push_str(&word);
                rest = &inside[end + 1..];
            }
            None => {
                filled.push('{');
                rest = &inside[1..];
            }
        }
    }
    filled.push_str(rest);
    filled
}

/// The language without region and script, in lower case.
pub(crate) fn primary(tag: &str) -> String {
    tag.split('-').next().unwrap_or_default().to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter(language: &str, ages: Option<&str>) -> Letter {
        Letter {
            audience: Audience::Child,
            when: Occasion::Invitation,
            ages: ages.and_then(AgeBand::parse),
            form: None,
            other_form: None,
            language: language.to_owned(),
            subject: String::new(),
            unnamed: None,
            text: format!("{language} {}", ages.unwrap_or("all")),
            html: String::new(),
        }
    }

    #[test]
    fn the_language_comes_before_the_age() {
        let letters = Letters::new(vec![
            letter("en", None),
            letter("en", Some("4-17")),
            letter("en", Some("4-7")),
            letter("ar", None),
            letter("pt-BR", None),
        ]);
        let choose = |age, language| {
            letters
                .choose(Audience::Child, Occasion::Invitation, age, language)
                .map(|letter| letter.text.as_str())
        };
        assert_eq!(choose(Some(5), "en"), Some("en 4-7"));
        assert_eq!(choose(Some(9), ""), Some("en 4-17"));
        assert_eq!(choose(Some(18), "en-GB"), Some("en all"));
        assert_eq!(choose(None, "uk"), Some("en all"));
        assert_eq!(choose(Some(5), "AR"), Some("ar all"));
        assert_eq!(choose(Some(5), "pt-PT"), Some("pt-BR all"));
        assert!(letters.choose(Audience::Carer, Occasion::Invitation, None, "en").is_none());
    }

    #[test]
    fn fills_once() {
        let word = |name: &str| (name == "a").then(|| "{b}{a}".to_owned());
        assert_eq!(fill("x {a}{b} {{a}} {A} {", word), "x {b}{a}{b} {{b}{a}} {A} {");
        assert_eq!(fill("ü{ü}{a", word), "ü{ü}{a");
    }

    #[test]
    fn another_format_is_refused() {
        let mut letters = Letters::new(Vec::new());
        let bytes = serde_json::to_vec(&letters).expect("JSON");
        assert!(Letters::from_bytes(&bytes).is_ok());
        letters.format = "my-review/letters/9".to_owned();
        let bytes = serde_json::to_vec(&letters).expect("JSON");
        assert!(Letters::from_bytes(&bytes).is_err());
    }
}
