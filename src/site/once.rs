//! What looks the same on many pages is filled in once: in a template,
//! `once(of="site_footer", site=site, …)` gives what `<site_footer …/>` does,
//! and the same arguments give the same bytes without asking the component
//! again.
//!
//! A component sees its arguments and nothing else, so this is always true. Two
//! lists or maps are taken for the same only where they are one and the same in
//! memory: to compare them would cost what is saved.

use std::collections::HashMap;
use std::ptr;
use std::sync::{Arc, Mutex, OnceLock, PoisonError, RwLock, Weak};
use std::thread::{self, ThreadId};
use tera::{Context, Error, Kwargs, State, Tera, TeraResult, Value};

/// The argument that names the component.
const OF: &str = "of";

/// What was filled in already, for the templates of one language.
#[derive(Clone, Default)]
pub(super) struct Once(Arc<Made>);

#[derive(Default)]
struct Made {
    /// The templates themselves, as soon as they are whole.
    tera: OnceLock<Weak<Tera>>,
    parts: RwLock<HashMap<Vec<u8>, Part>>,
    /// What went wrong inside a component, at its place there: what goes through
    /// a function of Tera's loses it.
    failed: Mutex<HashMap<ThreadId, Error>>,
}

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
        tera.register_function("once", move |kwargs: Kwargs, _: &State| made.once(&kwargs));
    }

    /// Says which templates it is for.
    pub(super) fn bind(&self, tera: &Arc<Tera>) {
        let _ = self.0.tera.set(Arc::downgrade(tera));
    }

    /// What went wrong inside a component on this thread, if anything did.
    pub(super) fn failure(&self) -> Option<Error> {
        let mut failed = self.0.failed.lock().unwrap_or_else(PoisonError::into_inner);
        failed.remove(&thread::current().id())
    }
}

impl Made {
    fn once(&self, kwargs: &Kwargs) -> TeraResult<Value> {
        let component: &str = kwargs.must_get(OF)?;
        let key = key(component, kwargs);
        let parts = self.parts.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(part) = parts.get(&key) {
            return Ok(part.html.clone());
        }
        drop(parts);
        let html = self.fill(component, kwargs).map_err(|error| self.failing(error))?;
        let arguments = kwargs.iter().map(|(_, value)| value.clone()).collect();
        let part = Part { html: html.clone(), _arguments: arguments };
        self.parts.write().unwrap_or_else(PoisonError::into_inner).insert(key, part);
        Ok(html)
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

    fn fill(&self, component: &str, kwargs: &Kwargs) -> TeraResult<Value> {
        let Some(tera) = self.tera.get().and_then(Weak::upgrade) else {
            return Err(Error::message("once() cannot be used here"));
        };
        let mut context = Context::new();
        for (name, value) in kwargs.iter() {
            if let Some(name) = name.as_str().filter(|name| *name != OF) {
                context.insert_value(name.to_owned(), value.clone());
            }
        }
        let html = tera.render_component(component, &context, None, true)?;
        Ok(Value::safe_string(&html))
    }
}

/// The component and its arguments, as bytes.
fn key(component: &str, kwargs: &Kwargs) -> Vec<u8> {
    let named = kwargs.iter().filter_map(|(name, value)| Some((name.as_str()?, value)));
    let mut arguments: Vec<_> = named.filter(|(name, _)| *name != OF).collect();
    arguments.sort_unstable_by_key(|(name, _)| *name);
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
