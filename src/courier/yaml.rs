//! YAML files of the council, read strictly, with messages that name the line.

use super::error::{CannotRun, Result};
use serde::de::DeserializeOwned;
use std::path::Path;

/// Reads a YAML file's text.
pub(crate) fn read<T: DeserializeOwned>(text: &[u8], path: &Path) -> Result<T> {
    let place = path.display();
    let text = std::str::from_utf8(text).map_err(|_| {
        CannotRun::new(
            format!("{place}: it is not UTF-8 text"),
            "save the file as UTF-8 in the editor",
        )
    })?;
    let mut limits = serde_yaml::options::AliasLimits::default();
    limits.max_total_replayed_events = 0;
    limits.max_alias_expansions_per_anchor = 0;
    let options = serde_yaml::options! {
        strict_booleans: true,
        alias_limits: limits,
        with_snippet: false,
    };
    serde_yaml::from_str_with_options(text, options).map_err(|error| {
        let line = error
            .location()
            .map(|location| format!(":{}:{}", location.line(), location.column()))
            .unwrap_or_default();
        CannotRun::new(
            format!("{place}{line}: {}", in_plain_words(&error.to_string())),
            "compare the line with the example in docs/courier.md",
        )
    })
}

/// The library's messages end in a place, which the courier says first, and
/// speak to programmers.
fn in_plain_words(message: &str) -> String {
    let line = message.lines().next().unwrap_or_default();
    let line = line.strip_prefix("error: ").unwrap_or(line);
    let line = match line.find(" at line ") {
        Some(at) => &line[..at],
        None => line,
    };
    line.replace("duplicate mapping key", "the same key twice")
        .replace("missing field", "this key is missing:")
        .replace("unknown field", "this key is not known:")
        .replace("invalid u32", "a whole number should stand here")
}

/// The keys that a shape takes, as the parser knows them: the manual is held to
/// them.
#[cfg(test)]
pub(super) fn keys<T: serde::de::DeserializeOwned>() -> &'static [&'static str] {
    use serde::de::value::Error;
    use serde::de::{Deserializer, Error as _, Visitor};

    struct Keys(&'static [&'static str]);
    impl<'de> Deserializer<'de> for &mut Keys {
        type Error = Error;
        fn deserialize_any<V: Visitor<'de>>(self, _: V) -> std::result::Result<V::Value, Error> {
            Err(Error::custom("nothing is read"))
        }
        fn deserialize_struct<V: Visitor<'de>>(
            self,
            _: &'static str,
            keys: &'static [&'static str],
            _: V,
        ) -> std::result::Result<V::Value, Error> {
            self.0 = keys;
            Err(Error::custom("nothing is read"))
        }
        serde::forward_to_deserialize_any! {
            bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf
            option unit unit_struct newtype_struct seq tuple tuple_struct map enum identifier
            ignored_any
        }
    }
    let mut keys = Keys(&[]);
    let _ = T::deserialize(&mut keys);
    keys.0
}
