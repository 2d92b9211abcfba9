//! What looks the same on many pages is filled in once: in a template,
//! `once(of="site_footer", site=site, …)` gives what `<site_footer …/>` does,
//! and the same arguments give the same bytes without asking the component
//! again.
//!
//! What a component cannot do without and is not given is the variable of the
//! same name where `once` stands: `once(of="site_footer")` alone would pass on
//! `site`, `nav` and `root`. Each argument that is written costs a page as much as
//! finding it, so the default theme writes those only that are no such variables.
//!
//! A component sees its arguments and nothing else, so this is always true. Two
//! lists or maps are taken for the same only where they are one and the same in
//! memory: to compare them would cost what is saved.

use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::collections::HashMap;
use std::ptr;
use std::sync::{Arc, Mutex, OnceLock, PoisonError, RwLock, Weak};
use std::thread::{self, ThreadId};
use tera::{ComponentInfo, Context, Error, Kwargs, State, Tera, TeraResult, Value};

/// The argument that names the component.
const OF: &str = "of";

/// What was filled in already, for the templates of one language.
#[derive(Clone, Default)]
pub(super) struct Once(Arc<Made>);

#[derive(Default)]
struct Made {
    /// The templates themselves, as soon as they are whole.
    whole: OnceLock<Whole>,
    parts: RwLock<FxHashMap<Vec<u8>, Part>>,
    /// What went wrong inside a component, at its place there: what goes through
    /// a function of Tera's loses it.
    failed: Mutex<HashMap<ThreadId, Error>>,
}

struct Whole {
    tera: Weak<Tera>,
    /// What each component cannot do without.
    needs: HashMap<String, Vec<String>>,
}

/// A component's arguments, in the order of their names.
type Arguments<'a> = Vec<(&'a str, Cow<'a, Value>)>;

struct Part {
    html: Value,
    /// Keeps the lists and maps where they are, so that no others can be taken
    /// for them.
    _arguments: Vec<Value>,
}

impl Once {
    /// The function that templates call.
    pub(super) fn register(&self, tera: &mut Tera) {
        let made = Arc::clone(&self.0);
        tera.register_function("once", move |kwargs: Kwargs, state: &State| {
            made.once(&kwargs, state)
        });
    }

    /// Says which templates it is for.
    pub(super) fn bind(&self, tera: &Arc<Tera>) {
        let names = tera.get_component_names();
        let needs = names.map(|name| (name.to_owned(), needs(tera, name))).collect();
        let _ = self.0.whole.set(Whole { tera: Arc::downgrade(tera), needs });
    }

    /// What went wrong inside a component on this thread, if anything did.
    pub(super) fn failure(&self) -> Option<Error> {
        let mut failed = self.0.failed.lock().unwrap_or_else(PoisonError::into_inner);
        failed.remove(&thread::current().id())
    }
}

impl Made {
    fn once(&self, kwargs: &Kwargs, state: &State) -> TeraResult<Value> {
        let component: &str = kwargs.must_get(OF)?;
        let arguments = self.arguments(component, kwargs, state)?;
        let key = key(component, &arguments);
        let parts = self.parts.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(part) = parts.get(&key) {
            return Ok(part.html.clone());
        }
        drop(parts);
        let html = self.fill(component, &arguments).map_err(|error| self.failing(error))?;
        let arguments = arguments.into_iter().map(|(_, value)| value.into_owned());
        let part = Part { html: html.clone(), _arguments: arguments.collect() };
        self.parts.write().unwrap_or_else(PoisonError::into_inner).insert(key, part);
        Ok(html)
    }

    /// What is written, and what the component needs besides.
    fn arguments<'a>(
        &'a self,
        component: &str,
        kwargs: &'a Kwargs,
        state: &State,
    ) -> TeraResult<Arguments<'a>> {
        let written = kwargs.iter().filter_map(|(name, value)| Some((name.as_str()?, value)));
        let written = written.filter(|(name, _)| *name != OF);
        let mut all: Arguments<'a> = Vec::with_capacity(8);
        all.extend(written.map(|(name, value)| (name, Cow::Borrowed(value))));
        let needs = self.whole.get().and_then(|whole| whole.needs.get(component));
        for name in needs.into_iter().flatten() {
            if all.iter().all(|(written, _)| written != name)
                && let Some(value) = state.get::<Value>(name)?
            {
                all.push((name, Cow::Owned(value)));
            }
        }
        all.sort_unstable_by_key(|(name, _)| *name);
        Ok(all)
    }

    /// Puts an error aside for [`Once::failure`]; what Tera is told is only its
    /// words.
    fn failing(&self, error: Error) -> Error {
        let words = Error::message(error.to_string());
        let mut failed = self.failed.lock().unwrap_or_else(PoisonError::into_inner);
        // The innermost component is where it is.
        failed.entry(thread::current().id()).or_insert(error);
        words
    }

    fn fill(&self, component: &str, arguments: &Arguments<'_>) -> TeraResult<Value> {
        let Some(tera) = self.whole.get().and_then(|whole| whole.tera.upgrade()) else {
            return Err(Error::message("once() cannot be used here"));
        };
        let mut context = Context::new();
        for (name, value) in arguments {
            context.insert_value((*name).to_owned(), Value::clone(value));
        }
        let html = tera.render_component(component, &context, None, true)?;
        Ok(Value::safe_string(&html))
    }
}

/// The arguments that a component does not have of itself.
fn needs(tera: &Tera, component: &str) -> Vec<String> {
    let known = tera.get_component_definition(component);
    let known = known.iter().flat_map(ComponentInfo::args);
    known.filter(|one| one.is_required()).map(|one| one.name().to_owned()).collect()
}

/// The component and its arguments, as bytes.
fn key(component: &str, arguments: &Arguments<'_>) -> Vec<u8> {
    let mut key = Vec::with_capacity(256);
    put(&mut key, b'.', component.as_bytes());
    for (name, value) in arguments {
        put(&mut key, b':', name.as_bytes());
        match (value.as_array(), value.as_map(), value.as_bytes(), value.as_str()) {
            (Some(list), ..) => put_place(&mut key, b'[', list.as_ptr().addr(), list.len()),
            (_, Some(map), ..) => put_place(&mut key, b'{', ptr::from_ref(map).addr(), 0),
            (.., Some(bytes), _) => put_place(&mut key, b'#', bytes.as_ptr().addr(), bytes.len()),
            (.., Some(text)) => {
                put(&mut key, if value.is_safe() { b'!' } else { b'"' }, text.as_bytes());
            }
            _ => put(&mut key, b'=', format!("{:?} {value}", value.kind()).as_bytes()),
        }
    }
    key
}

/// Puts a text into a key. Its kind and length stand before it, so that no two
/// keys are one by chance.
fn put(key: &mut Vec<u8>, kind: u8, text: &[u8]) {
    key.push(kind);
    key.extend_from_slice(&text.len().to_ne_bytes());
    key.extend_from_slice(text);
}

/// Puts the place in memory of a list or map into a key; lists may start at the
/// same place and differ in length.
fn put_place(key: &mut Vec<u8>, kind: u8, place: usize, length: usize) {
    key.push(kind);
    key.extend_from_slice(&place.to_ne_bytes());
    key.extend_from_slice(&length.to_ne_bytes());
}
