//! Templates, words and assets, made ready once and then shared by all cores.

use super::assets::Assets;
use super::context;
use super::faults::problem;
use super::forms::Versions;
use super::frames::Frames;
use super::languages::Editions;
use super::markdown::{self, Place};
use super::once::Once;
use super::ready::{Ready, Words};
use super::strings::Strings;
use super::symbols::Symbols;
use crate::form::Audience;
use crate::portal::{Places, Portal, Theme};
use crate::problem::Problem;
use rayon::prelude::*;
use std::sync::Arc;
use tera::value::Value;
use tera::{Context, Kwargs, State, Tera};

/// What rendering needs besides the portal.
pub struct Engine {
    tera: Arc<Tera>,
    once: Once,
    theme: Arc<Theme>,
    symbols: Arc<Symbols>,
    pub(super) assets: Arc<Assets>,
    pub(super) strings: Arc<Strings>,
    pub(super) places: Arc<Places>,
    pub(super) base: context::Base,
    pub(super) frames: Frames,
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
        Ok(Self::with(Ready::of(&portal.site, &portal.theme)?, portal, address))
    }

    /// The same with what was made ready for the portal's site and theme.
    pub fn with(ready: Ready, portal: &Portal, address: &str) -> Self {
        let Ready { tera, symbols, first, others } = ready;
        let of = |portal| Arc::new(Places::of(portal));
        let further = portal.translations.par_iter().zip(&others);
        let (first, others): (_, Vec<_>) = rayon::join(
            || (portal, &first, of(portal)),
            || further.map(|(portal, words)| (portal, words, of(portal))).collect(),
        );
        let all = std::iter::once(&first).chain(&others);
        let all = all.map(|(portal, words, places)| (*portal, &*words.strings, places));
        let editions = Arc::new(Editions::of(address, all));
        let theme = Arc::new(portal.theme.clone());
        let made = Making { symbols, theme, editions, versions: Arc::default(), address };
        let in_language = |edition: &Edition<'_>| {
            let adults = made.adults(edition, &tera);
            Self { adults, ..made.engine(edition, edition.1, tera.clone()) }
        };
        let translations = others.par_iter().map(in_language).collect();
        let adults = made.adults(&first, &tera);
        Self { translations, adults, ..made.engine(&first, first.1, tera) }
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

    /// The same, where each page is filled by itself.
    #[cfg(test)]
    pub(super) fn without_frames(self) -> Self {
        let translations = self.translations.into_iter().map(Self::without_frames).collect();
        Self { frames: Frames::default(), translations, ..self }
    }

    /// What links of the portal can lead to.
    pub(crate) fn places(&self) -> &Places {
        &self.places
    }

    pub(super) fn theme(&self) -> &Theme {
        &self.theme
    }
}

/// What the engines of all languages share.
struct Making<'e> {
    symbols: Arc<Symbols>,
    theme: Arc<Theme>,
    editions: Arc<Editions>,
    versions: Arc<Versions>,
    address: &'e str,
}

/// A portal in one of its languages, its words, and where its links lead.
type Edition<'e> = (&'e Portal, &'e Words, Arc<Places>);

impl Making<'_> {
    /// What speaks a language to adults.
    fn adults(&self, edition: &Edition<'_>, templates: &Tera) -> Option<Box<Engine>> {
        let words = edition.1.adults.as_deref()?;
        Some(Box::new(self.engine(edition, words, templates.clone())))
    }

    fn engine(&self, edition: &Edition<'_>, words: &Words, mut tera: Tera) -> Engine {
        let Self { symbols, theme, editions, versions, address } = self;
        let (portal, _, places) = edition;
        let Words { strings, assets, .. } = words;
        words.teach(&mut tera);
        link(&mut tera, places, strings.rtl);
        let (tera, once) = shared(tera);
        Engine {
            tera,
            once,
            theme: Arc::clone(theme),
            symbols: Arc::clone(symbols),
            assets: Arc::clone(assets),
            strings: Arc::clone(strings),
            places: Arc::clone(places),
            base: context::Base::new(portal, theme, assets, strings, places, editions, address),
            frames: Frames::of(theme),
            versions: Arc::clone(versions),
            translations: Vec::new(),
            adults: None,
        }
    }
}

/// Markdown in templates, whose links lead where the pages' do.
fn link(tera: &mut Tera, places: &Arc<Places>, rtl: bool) {
    let places = Arc::clone(places);
    tera.register_filter("markdown", move |text: &str, _: Kwargs, state: &State| {
        let root: String = state.get("root").ok().flatten().unwrap_or_default();
        let place = Place { file: "", root: &root, places: &places, rtl };
        Value::safe_string(&markdown::render(text, &place))
    });
}

/// The templates of one language, whole, with the parts that they keep.
fn shared(mut tera: Tera) -> (Arc<Tera>, Once) {
    let once = Once::default();
    once.register(&mut tera);
    let tera = Arc::new(tera);
    once.bind(&tera);
    (tera, once)
}
