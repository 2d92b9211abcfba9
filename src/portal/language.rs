//! The languages of a site, as `site.yaml` lists them.

use super::fields::{Fields, place, text_of};
use super::keys;
use super::site::HelpLine;
use super::yaml::{Content, Node};
use crate::problem::{Problem, Source};
use std::ops::Range;
use std::sync::Arc;
use unic_langid::{CharacterDirection, LanguageIdentifier};

/// One language of the site, and what `site.yaml` says in it.
#[derive(Clone, Debug, Default)]
pub struct Language {
    /// Its BCP 47 tag, as the officer wrote it: `cy`. It names the folders of
    /// its files and the first part of its addresses.
    pub code: String,
    /// Where it stands in `site.yaml`.
    pub span: Range<usize>,
    /// Who, speaking it, has read the translation; nobody yet, if absent.
    pub checked_by: Option<String>,
    /// When they did, as `YYYY-MM-DD`.
    pub checked_on: Option<String>,
    /// The site's own words in it; the first language's, where absent.
    pub words: SiteWords,
}

/// What `site.yaml` says in another language than its own.
#[derive(Clone, Debug, Default)]
pub struct SiteWords {
    /// What the portal is called.
    pub title: Option<String>,
    /// The council's name.
    pub council: Option<String>,
    /// The Children in Care Council's name.
    pub children_in_care_council: Option<String>,
    /// What the meeting is called.
    pub review_word: Option<String>,
    /// The help lines' names and what they do, by their numbers.
    pub help_lines: Vec<HelpLineWords>,
}

/// What a help line is called and does, in another language.
#[derive(Clone, Debug)]
pub struct HelpLineWords {
    /// The number, as it stands in the first language's list.
    pub phone: String,
    /// Where that number stands.
    pub span: Range<usize>,
    /// Who answers, if that has another name.
    pub name: Option<String>,
    /// What they do.
    pub about: Option<String>,
}

impl Language {
    /// `rtl` or `ltr`, from Unicode's data about languages and scripts.
    pub fn direction(&self) -> &'static str {
        match self.tag().map(|tag| tag.character_direction()) {
            Some(CharacterDirection::RTL) => "rtl",
            _ => "ltr",
        }
    }

    /// The tag, understood; none if it is not a tag.
    pub fn tag(&self) -> Option<LanguageIdentifier> {
        self.code.parse().ok()
    }

    /// Whether Unicode's data know this language.
    pub fn is_known(&self) -> bool {
        self.tag().is_some_and(|mut tag| {
            tag.script = None;
            tag.region = None;
            tag.maximize()
        })
    }
}

/// Reads the list `languages`; English, if there is none.
pub(super) fn read(source: &Arc<Source>, fields: &mut Fields<'_, '_>) -> Vec<Language> {
    let nodes = fields.items("languages");
    let mut languages = Vec::new();
    for node in nodes {
        match &node.content {
            Content::Map(_) => languages.push(described(source, node, fields.problems())),
            _ => match text_of(node) {
                Some(code) => {
                    languages.push(Language { code, span: place(node), ..Language::default() });
                }
                None => fields.error(
                    "wrong-type",
                    place(node),
                    "each item of `languages` must be a language code",
                    "Put \" around it, or write the code, such as cy.",
                ),
            },
        }
    }
    if languages.is_empty() {
        let span = fields.span("languages");
        languages.push(Language { code: "en".to_owned(), span, ..Language::default() });
    }
    languages
}

fn described(source: &Arc<Source>, node: &Node, problems: &mut Vec<Problem>) -> Language {
    let mut fields = Fields::new(source, keys::LANGUAGE, node, problems);
    let code = fields.required_text("code", "cy");
    let help_lines = fields.items("help_lines");
    Language {
        code,
        span: fields.span("code"),
        checked_by: fields.text("checked_by"),
        checked_on: date(&mut fields),
        words: SiteWords {
            title: fields.text("title"),
            council: fields.text("council"),
            children_in_care_council: fields.text("children_in_care_council"),
            review_word: fields.text("review_word"),
            help_lines: help_lines
                .iter()
                .map(|node| help_line(source, node, fields.problems()))
                .collect(),
        },
    }
}

fn help_line(source: &Arc<Source>, node: &Node, problems: &mut Vec<Problem>) -> HelpLineWords {
    let mut fields = Fields::new(source, keys::HELP_LINE_WORDS, node, problems);
    HelpLineWords {
        phone: fields.required_text("phone", "0800 1111"),
        span: fields.span("phone"),
        name: fields.text("name"),
        about: fields.text("about"),
    }
}

fn date(fields: &mut Fields<'_, '_>) -> Option<String> {
    let text = fields.text("checked_on")?;
    if text.parse::<jiff::civil::Date>().is_ok() {
        return Some(text);
    }
    let span = fields.span("checked_on");
    fields.error(
        "unknown-value",
        span,
        format!("`checked_on` cannot be “{text}”"),
        "Write the day as year, month and day, such as 2026-11-20.",
    );
    None
}

/// The help lines in a language: a name or an `about` that is not there stays
/// in the first language.
pub(super) fn help_lines(lines: &[HelpLine], words: &SiteWords, source: &str) -> Vec<HelpLine> {
    let translated = |line: &HelpLine| {
        let words = words.help_lines.iter().find(|words| words.phone == line.phone);
        let about = words.and_then(|words| words.about.clone());
        let untranslated = about.is_none() && !line.about.is_empty();
        HelpLine {
            name: words.and_then(|words| words.name.clone()).unwrap_or_else(|| line.name.clone()),
            about: about.unwrap_or_else(|| line.about.clone()),
            lang: if untranslated { source.to_owned() } else { String::new() },
            ..line.clone()
        }
    };
    lines.iter().map(translated).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn language(code: &str) -> Language {
        Language { code: code.to_owned(), ..Language::default() }
    }

    #[test]
    fn knows_the_direction_of_what_children_here_read() {
        for code in ["ar", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi", "pa-Arab"] {
            assert_eq!(language(code).direction(), "rtl", "{code}");
        }
        for code in ["en", "cy", "pl", "so", "ti", "ku", "pa", "uz-Latn", "zh-Hant", "?"] {
            assert_eq!(language(code).direction(), "ltr", "{code}");
        }
    }

    #[test]
    fn knows_which_languages_there_are() {
        for code in ["en", "cy", "ar", "ckb", "no", "nb", "fa-AF", "ti", "pt-BR", "zh-Hant"] {
            assert!(language(code).is_known(), "{code}");
        }
        for code in ["xx", "qq", "english", "", "e"] {
            assert!(!language(code).is_known(), "{code}");
        }
    }
}
