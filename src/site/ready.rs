//! What `site.yaml` and the theme alone decide: templates, words and assets. They
//! are made ready while the pages are still being read.

use super::assets::{self, Assets};
use super::faults::problem;
use super::languages;
use super::once::Once;
use super::strings::Strings;
use super::symbols::Symbols;
use crate::portal::{Language, Site, SiteFile, Theme};
use crate::problem::Problem;
use rayon::prelude::*;
use serde_json::json;
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use tera::value::Value;
use tera::{Error, Kwargs, State, Tera, TeraResult};

/// What an [`Engine`](super::Engine) is made of before the pages are known.
pub struct Ready {
    /// The templates, with what is the same in every language.
    pub(super) tera: Tera,
    pub(super) symbols: Arc<Symbols>,
    /// The words of the site's first language.
    pub(super) first: Words,
    /// Those of its further languages, in their order.
    pub(super) others: Vec<Words>,
}

/// The words of a language, and the assets that bring some of them.
pub(super) struct Words {
    pub(super) strings: Arc<Strings>,
    pub(super) assets: Arc<Assets>,
    /// Those that need no value. What a function gives for the same name is always
    /// the same: it is made once, and pages get a pointer to it.
    plain: Arc<HashMap<String, Value>>,
    /// As they are said to adults, if that is otherwise.
    pub(super) adults: Option<Box<Words>>,
}

impl Ready {
    /// Compiles the theme for a site.
    ///
    /// # Errors
    /// What is wrong in the theme's templates and words.
    pub fn of(site: &SiteFile, theme: &Theme) -> Result<Self, Vec<Problem>> {
        let drawings = theme.below("symbols/", ".svg");
        let symbols =
            Arc::new(Symbols::new(drawings.map(|(name, source)| (name, source.text.as_str()))));
        let (tera, words) = rayon::join(|| templates(theme, &symbols), || words(site, theme));
        let (first, others) = words?;
        Ok(Self { tera: tera?, symbols, first, others: others? })
    }
}

impl Words {
    /// The words of the site's first language, with the assets of all.
    fn first(language: &Language, site: &Site, theme: &Theme) -> Result<Self, Vec<Problem>> {
        let strings = Strings::load(site, language, theme, None)?;
        let assets = assets::collect(theme, &|script| brings(site, &strings, script));
        Ok(Self::with(strings, assets, language, site))
    }

    /// The words of a further language; `site` is what `site.yaml` says in it.
    fn further(
        &self,
        language: &Language,
        site: &Site,
        theme: &Theme,
    ) -> Result<Self, Vec<Problem>> {
        let strings = Strings::load(site, language, theme, Some(Arc::clone(&self.strings)))?;
        let assets = translated(&self.assets, &language.code, &strings, site);
        Ok(Self::with(strings, assets, language, site))
    }

    fn with(strings: Strings, assets: Assets, language: &Language, site: &Site) -> Self {
        let adults = strings.for_adults().map(|strings| {
            let folder = format!("{}/adults", language.code);
            let assets = translated(&assets, &folder, &strings, site);
            Box::new(Self::of(strings, assets))
        });
        Self { adults, ..Self::of(strings, assets) }
    }

    fn of(strings: Strings, assets: Assets) -> Self {
        let plain = strings.plain().map(|(id, text)| (id.to_owned(), Value::from(text))).collect();
        let (strings, assets) = (Arc::new(strings), Arc::new(assets));
        Self { strings, assets, plain: Arc::new(plain), adults: None }
    }

    /// Lets templates speak these words.
    pub(super) fn teach(&self, tera: &mut Tera) {
        speak(tera, self);
        give(tera, &self.assets);
    }
}

/// The words of the first language, and those of the others.
type All = (Words, Result<Vec<Words>, Vec<Problem>>);

fn words(file: &SiteFile, theme: &Theme) -> Result<All, Vec<Problem>> {
    let language = file.languages.first().cloned().unwrap_or_default();
    let first = Words::first(&language, &file.site, theme)?;
    let further = file.languages.get(1..).unwrap_or_default();
    let read =
        |language: &Language| first.further(language, &file.in_language(&language.code), theme);
    // All are read before it is said what is wrong in the first of them.
    let others: Vec<_> = further.par_iter().map(read).collect();
    let others = others.into_iter().collect();
    Ok((first, others))
}

/// The assets for other words than the first language's to children.
fn translated(assets: &Assets, folder: &str, strings: &Strings, site: &Site) -> Assets {
    assets::translated(assets, folder, &|script| brings(site, strings, script))
}

/// Reads the theme's templates. They can be read only where there is a function
/// for each name that they call: those of words, assets and places get theirs
/// when these are known.
fn templates(theme: &Theme, symbols: &Symbols) -> Result<Tera, Vec<Problem>> {
    let mut tera = Tera::new();
    tera.autoescape_on([".html"]);
    register(&mut tera, symbols);
    for name in ["asset", "t"] {
        tera.register_function(name, |_: Kwargs, _: &State| -> TeraResult<Value> {
            Err(Error::message("there are no words and assets yet"))
        });
    }
    tera.register_filter("markdown", |_: &str, _: Kwargs, _: &State| -> TeraResult<Value> {
        Err(Error::message("there are no pages yet"))
    });
    Once::default().register(&mut tera);
    let templates = theme.below("", ".html");
    let named: Vec<_> = templates.map(|(name, source)| (short(name), source)).collect();
    tera.add_raw_templates(named.iter().map(|(name, s)| (name.as_str(), s.text.as_str())))
        .map_err(|error| vec![problem(theme, &error)])?;
    Ok(tera)
}

/// Pages are named without their folder in `extends`; components are known by
/// their own names.
fn short(name: &str) -> String {
    format!("{}.html", name.strip_prefix("templates/").unwrap_or(name))
}

/// The words of a language.
fn speak(tera: &mut Tera, words: &Words) {
    let (plain, words) = (Arc::clone(&words.plain), Arc::clone(&words.strings));
    tera.register_function("t", move |kwargs: Kwargs, _: &State| {
        let known = kwargs.get::<&Value>("key")?.and_then(Value::as_str);
        match known.and_then(|key| plain.get(key)) {
            Some(text) if kwargs.iter().count() == 1 => Ok(text.clone()),
            _ => translate(&words, &kwargs).map(Value::from),
        }
    });
}

/// The places of styles and scripts.
fn give(tera: &mut Tera, assets: &Assets) {
    let known: BTreeMap<String, Value> = assets
        .iter()
        .map(|(name, asset)| (name.clone(), Value::from_serializable(asset)))
        .collect();
    tera.register_function("asset", move |kwargs: Kwargs, _: &State| -> TeraResult<Value> {
        let name = name_in(&kwargs)?;
        let asset = known.get(name.as_ref()).cloned();
        asset.ok_or_else(|| Error::message(format!("there is no style or script “{name}”")))
    });
}

/// What is the same in every language.
fn register(tera: &mut Tera, symbols: &Symbols) {
    tera.register_function("words_in", |kwargs: Kwargs, _: &State| -> TeraResult<Value> {
        let code: &Value = kwargs.must_get("code")?;
        Ok(Value::safe_string(&languages::attributes(code.as_str().unwrap_or_default())))
    });
    let symbols: BTreeMap<String, Value> = symbols
        .names()
        .map(|name| (name.to_owned(), Value::safe_string(&Symbols::shown(name))))
        .collect();
    tera.register_function("symbol", move |kwargs: Kwargs, _: &State| -> TeraResult<Value> {
        let name = name_in(&kwargs)?;
        let svg = symbols.get(name.as_ref()).cloned();
        svg.ok_or_else(|| Error::message(format!("there is no symbol “{name}”")))
    });
}

fn name_in(kwargs: &Kwargs) -> TeraResult<Cow<'_, str>> {
    let value: &Value = kwargs.must_get("name")?;
    Ok(value.as_str().map_or_else(|| value.to_string().into(), Cow::Borrowed))
}

fn translate(strings: &Strings, kwargs: &Kwargs) -> TeraResult<String> {
    let key: String = kwargs.must_get("key")?;
    let arguments = kwargs
        .iter()
        .filter(|(name, _)| name.as_str() != Some("key"))
        .filter_map(|(name, value)| Some((name.as_str()?.to_owned(), value.to_string())))
        .collect();
    strings.get(&key, &arguments).ok_or_else(|| {
        Error::message(format!("there are no words for “{key}” in the theme's lang folder, or they need a value that is not given"))
    })
}

/// What a late script is given before it: the words that only it needs, and for
/// the one that seals, whom to seal to.
fn brings(site: &Site, strings: &Strings, script: &str) -> assets::Brings {
    let mut brings = assets::Brings::new();
    let words = strings.for_late(script);
    if !words.is_empty() {
        brings.insert("myReviewWords", json!(words));
    }
    if script == "rest" {
        brings.insert("myReviewRecipients", json!(site.recipients));
    }
    brings
}
