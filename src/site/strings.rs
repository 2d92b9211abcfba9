//! The interface's words, in Fluent.

use crate::portal::{Language, Site, Theme};
use crate::problem::{Problem, Source};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::ast::Pattern;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

/// The words of one language.
pub(crate) struct Strings {
    bundle: Arc<FluentBundle<FluentResource>>,
    /// Every message's id.
    ids: BTreeSet<String>,
    /// Whether the writing runs from right to left.
    pub(super) rtl: bool,
    council: String,
    review: String,
    /// The messages for the script, which are the same in every form.
    for_script: BTreeMap<String, String>,
    /// The words of the site's first language, for what this one lacks.
    fallback: Option<Arc<Strings>>,
    /// Whether the language has words of its own for adults.
    has_adult: bool,
    /// Whether an adult is spoken to.
    to_adult: bool,
}

/// What a message has for adults, where the language speaks otherwise to them
/// than to a child, as Welsh with “chi” and “ti”.
pub(crate) const ADULT: &str = "adult";

/// The beginnings of the script's messages that no form needs on its first
/// screens. They come with `rest.js`.
const REST: &[&str] = &[
    "js-check-answer",
    "js-check-born",
    "js-check-change",
    "js-check-iro",
    "js-check-name",
    "js-check-no",
    "js-check-only",
    "js-check-skipped",
    "js-check-who",
    "js-come",
    "js-concealed",
    "js-fail-",
    "js-kept",
    "js-later-failed",
    "js-no",
    "js-part-",
    "js-parts-",
    "js-revealed",
    "js-saved",
    "js-sealing",
    "js-sending",
    "js-state-",
    "js-stay-away",
    "js-turn-",
    "js-wait",
    "js-yes",
];

fn comes_late(id: &str) -> bool {
    REST.iter().any(|beginning| id.starts_with(beginning))
}

impl Strings {
    /// Reads the theme's words for one of a site's languages. `site` is what
    /// `site.yaml` says in it.
    ///
    /// # Errors
    /// A problem for each file that is not Fluent and each message that is
    /// there twice.
    pub(super) fn load(
        site: &Site,
        language: &Language,
        theme: &Theme,
        fallback: Option<Arc<Strings>>,
    ) -> Result<Self, Vec<Problem>> {
        let tag = language.tag().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![tag]);
        // Where the writing runs from right to left, what is filled in mostly
        // does not, and is isolated. Elsewhere the marks would only stand in
        // window titles and in what is copied: the page isolates what people
        // typed with <bdi>.
        let rtl = language.direction() == "rtl";
        bundle.set_use_isolating(rtl);
        let mut problems = Vec::new();
        let mut ids = fallback.as_ref().map_or_else(BTreeSet::new, |words| words.ids.clone());
        for layer in layers(theme, &language.code) {
            let mut seen = BTreeSet::new();
            for source in layer {
                match FluentResource::try_new(source.text.clone()) {
                    Err((_, errors)) => {
                        let said = errors.iter().map(|error| syntax(source, error.pos.clone()));
                        problems.extend(said);
                    }
                    Ok(resource) => {
                        if !names(&source.text).all(|id| seen.insert(id)) {
                            problems.push(twice(source));
                        }
                        bundle.add_resource_overriding(resource);
                    }
                }
            }
            ids.extend(seen);
        }
        let strings = Self {
            bundle: Arc::new(bundle),
            ids,
            rtl,
            council: site.council.clone(),
            review: site.review_word.clone(),
            for_script: BTreeMap::new(),
            fallback,
            has_adult: speaks_to_adults(theme, &language.code),
            to_adult: false,
        };
        if problems.is_empty() { Ok(strings.ready()) } else { Err(problems) }
    }

    fn ready(mut self) -> Self {
        self.for_script = self.starting("js-", |id| !comes_late(id));
        self
    }

    /// The same words as they are said to adults; none if they are the same.
    pub(super) fn for_adults(&self) -> Option<Self> {
        let fallback = self.fallback.as_deref().and_then(Self::for_adults).map(Arc::new);
        if !self.has_adult && fallback.is_none() {
            return None;
        }
        let strings = Self {
            bundle: Arc::clone(&self.bundle),
            ids: self.ids.clone(),
            rtl: self.rtl,
            council: self.council.clone(),
            review: self.review.clone(),
            for_script: BTreeMap::new(),
            fallback: fallback.or_else(|| self.fallback.clone()),
            has_adult: self.has_adult,
            to_adult: true,
        };
        Some(strings.ready())
    }

    /// A message's text for who is spoken to.
    fn pattern(&self, id: &str) -> Option<&Pattern<&str>> {
        let message = self.bundle.get_message(id)?;
        let adult = message.get_attribute(ADULT).filter(|_| self.to_adult);
        adult.map(|own| own.value()).or_else(|| message.value())
    }

    /// The message with this id; none if there is none, or if it lacks a value.
    pub(super) fn get(&self, id: &str, arguments: &BTreeMap<String, String>) -> Option<String> {
        self.own(id, arguments).or_else(|| self.fallback.as_ref()?.get(id, arguments))
    }

    /// The message that needs no value; empty if there is none.
    pub(super) fn say(&self, id: &str) -> String {
        self.get(id, &BTreeMap::new()).unwrap_or_default()
    }

    /// What the language calls itself, if its words say so.
    pub(super) fn own_name(&self) -> Option<String> {
        self.own("language-name", &BTreeMap::new())
    }

    /// The words of the site's first language.
    pub(super) fn original(&self) -> &Self {
        self.fallback.as_deref().unwrap_or(self)
    }

    fn own(&self, id: &str, arguments: &BTreeMap<String, String>) -> Option<String> {
        let pattern = self.pattern(id)?;
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
    /// What every form's script needs late has no names of its own: see [`REST`].
    pub(super) fn for_late(&self, script: &str) -> BTreeMap<String, String> {
        if script == "rest" {
            return self.starting("js-", comes_late);
        }
        let prefix = format!("late-{script}-");
        let found = self.starting(&prefix, |_| true).into_iter();
        found.map(|(id, text)| (id.replacen(&prefix, "js-", 1), text)).collect()
    }

    fn starting(&self, prefix: &str, wanted: fn(&str) -> bool) -> BTreeMap<String, String> {
        let ids = self.ids.iter().filter(|id| id.starts_with(prefix) && wanted(id));
        ids.filter_map(|id| Some((id.clone(), self.unfilled(id)?))).collect()
    }

    fn unfilled(&self, id: &str) -> Option<String> {
        let Some(pattern) = self.pattern(id) else {
            return self.fallback.as_ref()?.unfilled(id);
        };
        let mut args = FluentArgs::new();
        args.set("council", self.council.as_str());
        args.set("review", self.review.as_str());
        // A variable without a value is printed as {$name}.
        let text = self.bundle.format_pattern(pattern, Some(&args), &mut Vec::new());
        Some(text.replace("{$", "{"))
    }
}

/// The files of a language, each layer over the one before: the program's own
/// words, then the portal's; in each, those of `pt` before those of `pt-BR`.
pub(crate) fn layers<'t>(theme: &'t Theme, code: &str) -> Vec<Vec<&'t Arc<Source>>> {
    let primary = code.split('-').next().unwrap_or(code);
    let mut codes = vec![primary, code];
    codes.dedup();
    let mut layers = Vec::new();
    for files in [&theme.files, &theme.own_words] {
        for code in &codes {
            let folder = format!("lang/{code}/");
            let of = files.iter().filter(|(name, _)| {
                name.strip_prefix(&folder).is_some_and(|name| name.strip_suffix(".ftl").is_some())
            });
            layers.push(of.map(|(_, source)| source).collect());
        }
    }
    layers
}

/// Whether a language has words of its own for adults.
pub(super) fn speaks_to_adults(theme: &Theme, code: &str) -> bool {
    let has = |source: &Arc<Source>| {
        source.text.lines().any(|line| {
            let attribute = line.trim_start().strip_prefix('.');
            attribute.and_then(|own| own.strip_prefix(ADULT)).is_some()
        })
    };
    layers(theme, code).into_iter().flatten().any(has)
}

/// The ids of the messages: a message starts at the line's start, and its id
/// ends at the equals sign.
pub(crate) fn names(text: &str) -> impl Iterator<Item = String> + '_ {
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
