//! JSON Schemas (draft 2020-12) of a form and of `site.yaml`, for editors that
//! complete and explain keys. Written from the same table that the reader uses,
//! [`super::keys`].

use super::keys::{self, Key, Shape, Thing};
use crate::form::Kind;
use serde_json::{Map, Value, json};

/// Which file a schema is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum SchemaOf {
    /// A file in `forms`.
    Form,
    /// `site.yaml`.
    Site,
    /// `theme.yaml`.
    Theme,
}

/// What a language's short code looks like.
const LANGUAGE_CODE: &str = "^[A-Za-z]{2,3}(-[A-Za-z0-9]+)*$";

/// The schema.
pub fn schema(of: SchemaOf) -> Value {
    let (title, thing, parts): (_, _, &[(&str, &Thing)]) = match of {
        SchemaOf::Form => (
            "A form of My Review",
            keys::FORM,
            &[
                ("section", keys::SECTION),
                ("question", keys::QUESTION),
                ("option", keys::OPTION),
                ("condition", keys::CONDITION),
                ("signed_off", keys::SIGNED_OFF),
            ],
        ),
        SchemaOf::Site => (
            "The site.yaml of My Review",
            keys::SITE,
            &[
                ("help_line", keys::HELP_LINE),
                ("language", keys::LANGUAGE),
                ("help_line_in_another_language", keys::HELP_LINE_WORDS),
            ],
        ),
        SchemaOf::Theme => (
            "The theme.yaml of a theme of My Review",
            keys::THEME,
            &[("palette", keys::COLOURS), ("look", keys::LOOK), ("font", keys::FONT)],
        ),
    };
    let mut whole = Map::new();
    whole.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
    whole.insert("title".to_owned(), json!(title));
    whole.extend(object(thing));
    let parts: Map<String, Value> =
        parts.iter().map(|(name, thing)| ((*name).to_owned(), part(name, thing))).collect();
    whole.insert("$defs".to_owned(), Value::Object(parts));
    Value::Object(whole)
}

/// What one thing's keys are.
fn object(thing: &Thing) -> Map<String, Value> {
    let properties: Map<String, Value> =
        thing.keys.iter().map(|key| (key.name.to_owned(), property(key))).collect();
    let required: Vec<_> =
        thing.keys.iter().filter(|key| key.required).map(|key| key.name).collect();
    let mut object = Map::new();
    object.insert("type".to_owned(), json!("object"));
    object.insert("additionalProperties".to_owned(), json!(false));
    object.insert("properties".to_owned(), Value::Object(properties));
    if !required.is_empty() {
        object.insert("required".to_owned(), json!(required));
    }
    object
}

fn part(name: &str, thing: &Thing) -> Value {
    let mut object = object(thing);
    match name {
        "question" => {
            object.insert("allOf".to_owned(), rules_of_kinds());
        }
        "condition" => {
            object.insert("oneOf".to_owned(), json!(shapes_of_conditions()));
        }
        // An expectation is named by its id alone.
        "option" => {
            object.insert("required".to_owned(), json!(["id"]));
            return json!({ "oneOf": [Value::Object(object), { "type": "string" }] });
        }
        _ => {}
    }
    Value::Object(object)
}

fn property(key: &Key) -> Value {
    let mut property = match key.shape {
        // Numbers are read as the characters that stand there.
        Shape::Text | Shape::Markdown => json!({ "type": ["string", "number"] }),
        Shape::Id => {
            json!({ "type": ["string", "integer"], "pattern": "^[a-z0-9][a-z0-9-]{0,63}$" })
        }
        Shape::Flag => json!({ "type": "boolean" }),
        Shape::Number => json!({ "type": "integer", "minimum": 0 }),
        Shape::Ages => {
            json!({ "type": ["string", "integer"], "pattern": "^\\s*[0-9]{1,2}\\s*(\\+|[-–]\\s*[0-9]{1,2})?\\s*$" })
        }
        Shape::Address => {
            json!({ "type": "string", "pattern": "^(https://|http://(127\\.0\\.0\\.1|localhost)([:/]|$))" })
        }
        Shape::OneOf(names) => json!({ "enum": names }),
        Shape::Texts => json!({ "type": "array", "items": { "type": ["string", "number"] } }),
        Shape::Colour => {
            json!({ "type": "string", "pattern": "^#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$" })
        }
        Shape::One(thing) => json!({ "$ref": reference(thing) }),
        Shape::TextsOr(thing) => {
            json!({ "type": "array", "items": { "anyOf": [{ "type": "string" }, { "$ref": reference(thing) }] } })
        }
        Shape::ListOf(thing) => json!({ "type": "array", "items": { "$ref": reference(thing) } }),
        Shape::Condition => json!({ "$ref": "#/$defs/condition" }),
        Shape::Conditions => json!({ "type": "array", "items": { "$ref": "#/$defs/condition" } }),
    };
    property["description"] = json!(key.says);
    match key.name {
        "recipients" => {
            property["items"] = json!({ "type": "string", "pattern": "^age1[0-9a-z]+$" });
            property["minItems"] = json!(1);
        }
        "code" => property["pattern"] = json!(LANGUAGE_CODE),
        "max_length" => property["minimum"] = json!(1),
        "languages" => {
            property["items"]["anyOf"][0]["pattern"] = json!(LANGUAGE_CODE);
        }
        _ => {}
    }
    property
}

/// "a help line" is `#/$defs/help_line`.
fn reference(thing: &Thing) -> String {
    let name = thing.what.split_once(' ').map_or(thing.what, |(_, name)| name).trim_matches('`');
    format!("#/$defs/{}", name.replace(' ', "_"))
}

/// Which keys go with which kinds.
fn rules_of_kinds() -> Value {
    let kinds = || Kind::NAMES.iter().filter_map(|name| Kind::from_name(name));
    let named = |is: fn(Kind) -> bool| -> Vec<_> {
        kinds().filter(|kind| is(*kind)).map(Kind::name).collect()
    };
    let when = |names: Vec<&str>, then: Value| json!({ "if": { "properties": { "kind": { "enum": names } }, "required": ["kind"] }, "then": then });
    json!([
        when(
            named(Kind::needs_options),
            json!({ "required": ["options"], "properties": { "options": { "minItems": 1 } } })
        ),
        when(named(|kind| !kind.takes_options()), json!({ "properties": { "options": false } })),
        when(named(|kind| !kind.is_text()), json!({ "properties": { "max_length": false } })),
        when(named(|kind| kind != Kind::Recording), json!({ "properties": { "media": false } })),
        when(
            named(|kind| kind != Kind::Expectations),
            json!({ "properties": { "options": { "items": { "type": "object", "required": ["label"] } } } }),
        ),
        when(
            named(|kind| kind.is_text()
                || kind.is_attachment()
                || matches!(
                    kind,
                    Kind::Rank | Kind::Date | Kind::People | Kind::Words | Kind::Expectations
                )),
            json!({ "properties": { "alert": false } }),
        ),
    ])
}

/// One question with one test, or `all`, or `any`.
fn shapes_of_conditions() -> Vec<Value> {
    let tests = ["is", "is_not", "is_any_of", "answered"];
    let with_test = tests.iter().map(|test| vec!["question", test]);
    let several = [vec!["all"], vec!["any"]];
    with_test
        .chain(several)
        .map(|keys| json!({ "required": keys, "maxProperties": keys.len() }))
        .collect()
}
