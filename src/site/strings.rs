//! The interface's words, in Fluent.

use crate::portal::{Portal, Theme};
use crate::problem::{Problem, Source};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;
use unic_langid::LanguageIdentifier;

/// The words of one language.
pub(crate) struct Strings {
    bundle: FluentBundle<FluentResource>,
    /// Every message's id, in order.
    ids: Vec<String>,
    council: String,
    review: String,
    /// The messages for the script, which are the same in every form.
    for_script: BTreeMap<String, String>,
}

impl Strings {
    /// Reads the theme's words for the portal's language.
    ///
    /// # Errors
    /// A problem for each file that is not Fluent and each message that is
    /// there twice.
    pub(super) fn load(portal: &Portal) -> Result<Self, Vec<Problem>> {
        let site = &portal.site.site;
        let language = site.languages.first().map_or("en", String::as_str);
        let tag: LanguageIdentifier = language.parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![tag]);
        // The page isolates what people typed with <bdi>; marks in the text
        // would stand in window titles and in what is copied.
        bundle.set_use_isolating(false);
        let mut problems = Vec::new();
        let mut ids = Vec::new();
        for source in files(&portal.theme, language) {
            match FluentResource::try_new(source.text.clone()) {
                Err((_, errors)) => {
                    problems.extend(errors.iter().map(|error| syntax(source, error.pos.clone())));
                }
                Ok(resource) => {
                    ids.extend(names(&source.text));
                    if bundle.add_resource(resource).is_err() {
                        problems.push(twice(source));
                    }
                }
            }
        }
        let council = site.council.clone();
        let review = site.review_word.clone();
        let mut strings = Self { bundle, ids, council, review, for_script: BTreeMap::new() };
        strings.for_script = strings.starting("js-");
        if problems.is_empty() { Ok(strings) } else { Err(problems) }
    }

    /// The message with this id; none if there is none, or if it lacks a value.
    pub(super) fn get(&self, id: &str, arguments: &BTreeMap<String, String>) -> Option<String> {
        let pattern = self.bundle.get_message(id)?.value()?;
        let mut args = FluentArgs::new();
        args.set("council", self.council.as_str());
        args.set("review", self.review.as_str());
        for (name, value) in arguments {
            // A number must be one for the plural rules.
            let number = value.parse::<f64>().ok();
            let value = number.map_or_else(|| value.as_str().into(), FluentValue::from);
            args.set(name.clone(), value);
        }
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(&args), &mut errors);
        errors.is_empty().then(|| text.into_owned())
    }

    /// The messages that need no value, ready to be shown.
    pub(super) fn plain(&self) -> impl Iterator<Item = (&str, String)> {
        let nothing = BTreeMap::new();
        self.ids.iter().filter_map(move |id| Some((id.as_str(), self.get(id, &nothing)?)))
    }

    /// The messages for the script: those whose ids start with `js-`. What the
    /// script fills in stays as `{name}`.
    pub(super) fn for_script(&self) -> &BTreeMap<String, String> {
        &self.for_script
    }

    /// The messages that only one late script needs, such as
    /// `late-media-full` for `media`, under the names by which scripts know theirs: `js-full`.
    pub(super) fn for_late(&self, script: &str) -> BTreeMap<String, String> {
        let prefix = format!("late-{script}-");
        let found = self.starting(&prefix).into_iter();
        found.map(|(id, text)| (id.replacen(&prefix, "js-", 1), text)).collect()
    }

    fn starting(&self, prefix: &str) -> BTreeMap<String, String> {
        let ids = self.ids.iter().filter(|id| id.starts_with(prefix));
        ids.filter_map(|id| Some((id.clone(), self.unfilled(id)?))).collect()
    }

    fn unfilled(&self, id: &str) -> Option<String> {
        let pattern = self.bundle.get_message(id)?.value()?;
        let mut args = FluentArgs::new();
        args.set("council", self.council.as_str());
        args.set("review", self.review.as_str());
        // A variable without a value is printed as {$name}.
        let text = self.bundle.format_pattern(pattern, Some(&args), &mut Vec::new());
        Some(text.replace("{$", "{"))
    }
}

fn files<'t>(theme: &'t Theme, language: &'t str) -> impl Iterator<Item = &'t Arc<Source>> {
    theme
        .below("lang/", ".ftl")
        .filter(move |(name, _)| name.split('/').next() == Some(language) || *name == language)
        .map(|(_, source)| source)
}

/// The ids of the messages: a message starts at the line's start, and its id
/// ends at the equals sign.
fn names(text: &str) -> impl Iterator<Item = String> + '_ {
    text.lines()
        .filter(|line| line.starts_with(|c: char| c.is_ascii_alphabetic()))
        .filter_map(|line| line.split_once('='))
        .map(|(id, _)| id.trim().to_owned())
}

fn syntax(source: &Arc<Source>, span: Range<usize>) -> Problem {
    Problem::error(
        "fluent-syntax",
        source,
        span,
        "these words of the interface cannot be read",
        "A message is `its-id = Its words`; further lines of it are indented, and { } stand in pairs.",
    )
}

fn twice(source: &Arc<Source>) -> Problem {
    Problem::error(
        "fluent-twice",
        source,
        0..0,
        "a message in this file is in another file of the language too",
        "Keep one of the two.",
    )
}
