//! Templates, words and assets, made ready once and then shared by all cores.

use super::assets::{self, Assets};
use super::context;
use super::forms::Versions;
use super::languages::{self, Editions};
use super::markdown::{self, Place};
use super::once::Once;
use super::strings::Strings;
use super::symbols::Symbols;
use crate::form::Audience;
use crate::portal::{Places, Portal, Theme};
use crate::problem::{Problem, Source};
use serde_json::json;
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use tera::value::Value;
use tera::{Context, Error, ErrorKind, Kwargs, ReportError, State, Tera, TeraResult};

/// What rendering needs besides the portal.
pub struct Engine {
    tera: Arc<Tera>,
    once: Once,
    theme: Theme,
    symbols: Arc<Symbols>,
    pub(super) assets: Arc<Assets>,
    pub(super) strings: Arc<Strings>,
    pub(super) places: Arc<Places>,
    pub(super) base: context::Base,
    /// Those of the forms, for all languages.
    pub(super) versions: Arc<Versions>,
    /// The same for each of the portal's translations, in their order. They
    /// share what is shared: templates are read once.
    pub(super) translations: Vec<Engine>,
    /// The same for what adults fill in, if they are spoken to otherwise.
    pub(super) adults: Option<Box<Engine>>,
}

impl Engine {
    /// Compiles the theme for a portal.
    ///
    /// # Errors
    /// What is wrong in the theme's templates and words.
    pub fn new(portal: &Portal) -> Result<Self, Vec<Problem>> {
        Self::at(portal, &portal.site.site.base_url)
    }

    /// The same for a site that is served at another address than the portal
    /// says.
    ///
    /// # Errors
    /// As of [`Engine::new`].
    pub fn at(portal: &Portal, address: &str) -> Result<Self, Vec<Problem>> {
        let strings = Arc::new(Strings::load(portal, &portal.theme, None)?);
        let theme = &portal.theme;
        let assets = Arc::new(assets::collect(theme, &|script| brings(portal, &strings, script)));
        let places = Arc::new(Places::of(portal));
        let drawings = portal.theme.below("symbols/", ".svg");
        let symbols =
            Arc::new(Symbols::new(drawings.map(|(name, source)| (name, source.text.as_str()))));
        let mut tera = Tera::new();
        tera.autoescape_on([".html"]);
        register(&mut tera, &symbols, &assets);
        speak(&mut tera, &strings, &places);
        Once::default().register(&mut tera);
        let templates = portal.theme.below("", ".html");
        let named: Vec<_> = templates.map(|(name, source)| (short(name), source)).collect();
        let added =
            tera.add_raw_templates(named.iter().map(|(name, s)| (name.as_str(), s.text.as_str())));
        if let Err(error) = added {
            return Err(vec![problem(&portal.theme, &error)]);
        }
        let mut translated = Vec::new();
        for portal in &portal.translations {
            let words = Strings::load(portal, theme, Some(Arc::clone(&strings)))?;
            translated.push((portal, Arc::new(words), Arc::new(Places::of(portal))));
        }
        let all = std::iter::once((portal, &*strings, &places));
        let others = translated.iter().map(|(portal, words, places)| (*portal, &**words, places));
        let editions = Arc::new(Editions::of(address, all.chain(others)));
        let base =
            context::Base::new(portal, theme, &assets, &strings, &places, &editions, address);
        let theme = theme.clone();
        let (tera, once) = shared(tera);
        let (translations, adults) = (Vec::new(), None);
        let engine = Self {
            tera,
            once,
            theme,
            symbols,
            assets,
            strings,
            places,
            base,
            versions: Arc::default(),
            translations,
            adults,
        };
        let in_language = |(portal, strings, places): (&Portal, Arc<Strings>, Arc<Places>)| {
            let code = &portal.language.code;
            let other = engine.speaking(portal, code, strings, places, (&editions, address));
            other.and_adults(portal, &editions, address)
        };
        let translations = translated.into_iter().map(in_language).collect();
        Ok(Self { translations, ..engine.and_adults(portal, &editions, address) })
    }

    /// The same with other words; the scripts that speak are in a folder of
    /// their own.
    fn speaking(
        &self,
        portal: &Portal,
        folder: &str,
        strings: Arc<Strings>,
        places: Arc<Places>,
        (editions, address): (&Arc<Editions>, &str),
    ) -> Self {
        let mut tera = (*self.tera).clone();
        speak(&mut tera, &strings, &places);
        let brings = |script: &str| brings(portal, &strings, script);
        let assets = Arc::new(assets::translated(&self.assets, folder, &brings));
        give(&mut tera, &assets);
        let (tera, once) = shared(tera);
        let (theme, symbols) = (self.theme.clone(), Arc::clone(&self.symbols));
        let base =
            context::Base::new(portal, &theme, &assets, &strings, &places, editions, address);
        Self {
            tera,
            once,
            theme,
            symbols,
            assets,
            strings,
            places,
            base,
            versions: Arc::clone(&self.versions),
            translations: Vec::new(),
            adults: None,
        }
    }

    /// With what it needs to speak to adults.
    fn and_adults(self, portal: &Portal, editions: &Arc<Editions>, address: &str) -> Self {
        let adults = self.strings.for_adults().map(|strings| {
            let folder = format!("{}/adults", portal.language.code);
            let places = Arc::clone(&self.places);
            let own = (editions, address);
            Box::new(self.speaking(portal, &folder, Arc::new(strings), places, own))
        });
        Self { adults, ..self }
    }

    /// What speaks to those who fill in a form.
    pub(super) fn to(&self, audience: Audience) -> &Self {
        match audience {
            Audience::Carer | Audience::Parent | Audience::Iro => {
                self.adults.as_deref().unwrap_or(self)
            }
            Audience::Child | Audience::Everyone => self,
        }
    }

    /// Fills a template, in this memory.
    ///
    /// # Errors
    /// What is wrong in the template, at its place.
    pub(super) fn fill(
        &self,
        template: &str,
        context: &Context,
        memory: Vec<u8>,
    ) -> Result<Vec<u8>, Problem> {
        // A little more than most pages need, so that the bytes are not moved
        // again and again while they grow.
        let body = context.get("body").and_then(Value::as_str).map_or(0, str::len);
        let mut html = memory;
        html.clear();
        html.reserve(body + 8 * 1024);
        self.finish(&self.tera, template, context, &mut html)?;
        Ok(html)
    }

    /// Fills a template that is no file of the theme.
    ///
    /// # Errors
    /// As of [`Engine::fill`].
    pub(super) fn fill_text(
        &self,
        name: &str,
        text: &str,
        context: &Context,
    ) -> Result<Vec<u8>, Problem> {
        let mut tera = (*self.tera).clone();
        tera.add_raw_template(name, text).map_err(|error| problem(&self.theme, &error))?;
        let mut html = Vec::new();
        self.finish(&tera, name, context, &mut html)?;
        Ok(html)
    }

    fn finish(
        &self,
        tera: &Tera,
        template: &str,
        context: &Context,
        html: &mut Vec<u8>,
    ) -> Result<(), Problem> {
        let rendered = tera.render_to(template, context, &mut *html);
        rendered.map_err(|error| problem(&self.theme, &self.once.failure().unwrap_or(error)))?;
        self.symbols.put_into(html);
        Ok(())
    }

    /// What links of the portal can lead to.
    pub(crate) fn places(&self) -> &Places {
        &self.places
    }

    pub(super) fn theme(&self) -> &Theme {
        &self.theme
    }
}

/// Pages are named without their folder in `extends`; components are known by
/// their own names.
fn short(name: &str) -> String {
    format!("{}.html", name.strip_prefix("templates/").unwrap_or(name))
}

/// The templates of one language, whole, with the parts that they keep.
fn shared(mut tera: Tera) -> (Arc<Tera>, Once) {
    let once = Once::default();
    once.register(&mut tera);
    let tera = Arc::new(tera);
    once.bind(&tera);
    (tera, once)
}

/// What speaks the language of the pages.
fn speak(tera: &mut Tera, strings: &Arc<Strings>, places: &Arc<Places>) {
    // What a function gives for the same name is always the same: it is made
    // once, and pages get a pointer to it.
    let words = Arc::clone(strings);
    let plain: HashMap<String, Value> =
        strings.plain().map(|(id, text)| (id.to_owned(), Value::from(text))).collect();
    tera.register_function("t", move |kwargs: Kwargs, _: &State| {
        let known = kwargs.get::<&Value>("key")?.and_then(Value::as_str);
        match known.and_then(|key| plain.get(key)) {
            Some(text) if kwargs.iter().count() == 1 => Ok(text.clone()),
            _ => translate(&words, &kwargs).map(Value::from),
        }
    });
    let places = Arc::clone(places);
    let rtl = strings.rtl;
    tera.register_filter("markdown", move |text: &str, _: Kwargs, state: &State| {
        let root: String = state.get("root").ok().flatten().unwrap_or_default();
        let place = Place { file: "", root: &root, places: &places, rtl };
        Value::safe_string(&markdown::render(text, &place))
    });
}

/// The places of styles and scripts.
fn give(tera: &mut Tera, assets: &Arc<Assets>) {
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
fn register(tera: &mut Tera, symbols: &Symbols, assets: &Arc<Assets>) {
    tera.register_function("words_in", |kwargs: Kwargs, _: &State| -> TeraResult<Value> {
        let code: &Value = kwargs.must_get("code")?;
        Ok(Value::safe_string(&languages::attributes(code.as_str().unwrap_or_default())))
    });
    give(tera, assets);
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

/// A template's error, at its place in the theme.
fn problem(theme: &Theme, error: &Error) -> Problem {
    let help = "Compare it with the same template of the default theme, or take your own template out to use that one.";
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let source = source(theme, report);
            let span = report.span().range.clone();
            let end = source.text.len();
            let span = span.start.min(end)..span.end.min(end);
            Problem::error("template", &source, span, said(report.message()), help)
        }
        _ => {
            let file = "themes".to_owned();
            let nothing = Arc::new(Source { file, text: String::new() });
            Problem::error("template", &nothing, 0..0, said(&error.to_string()), help)
        }
    }
}

fn source(theme: &Theme, report: &ReportError) -> Arc<Source> {
    let name = report.filename();
    let found = theme.files.get(&format!("templates/{name}")).or_else(|| theme.files.get(name));
    found.map_or_else(
        || Arc::new(Source { file: format!("themes/{name}"), text: String::new() }),
        Arc::clone,
    )
}

fn said(message: &str) -> String {
    if message.starts_with("Unexpected end of input") {
        return "a {% if %}, {% for %} or {% block %} above is never closed".to_owned();
    }
    format!("the template says: {}", message.trim_end_matches('.'))
}

/// What a late script is given before it: the words that only it needs, and for
/// the one that seals, whom to seal to.
fn brings(portal: &Portal, strings: &Strings, script: &str) -> assets::Brings {
    let mut brings = assets::Brings::new();
    let words = strings.for_late(script);
    if !words.is_empty() {
        brings.insert("myReviewWords", json!(words));
    }
    if script == "rest" {
        brings.insert("myReviewRecipients", json!(portal.site.site.recipients));
    }
    brings
}
