//! The JSON Schemas: they accept the example, and catch what a schema can.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use std::process::Command;

fn schema(of: &str) -> jsonschema::Validator {
    let output = Command::new(env!("CARGO_BIN_EXE_my-review"))
        .args(["schema", of])
        .output()
        .expect("my-review starts");
    assert!(output.status.success());
    let schema: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    jsonschema::draft202012::meta::validate(&schema).expect("a JSON Schema of 2020-12");
    jsonschema::validator_for(&schema).expect("a schema")
}

fn yaml(text: &str) -> Value {
    serde_yaml::from_str(text).expect("YAML")
}

fn read(file: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    yaml(&fs::read_to_string(path).expect("a file"))
}

fn complaints(schema: &jsonschema::Validator, value: &Value) -> Vec<String> {
    schema.iter_errors(value).map(|error| error.to_string()).collect()
}

#[test]
fn the_example_and_every_kind_are_valid() {
    let form = schema("form");
    let mut files: Vec<_> = ["forms", "tests/browser/portal/forms"]
        .into_iter()
        .flat_map(|folder| {
            fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).expect("a folder")
        })
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "yaml"))
        .collect();
    files.sort();
    assert!(files.len() >= 5);
    for file in files {
        let value = yaml(&fs::read_to_string(&file).expect("a file"));
        assert_eq!(complaints(&form, &value), Vec::<String>::new(), "{}", file.display());
    }
    let site = schema("site");
    for file in ["site.yaml", "tests/cmd/bare.in/site.yaml"] {
        assert_eq!(complaints(&site, &read(file)), Vec::<String>::new(), "{file}");
    }
}

/// A form that is right, for each test to spoil.
fn good() -> Value {
    yaml(
        "title: T\nfor: child\nto: iro\nsections:\n  - id: home\n    title: Home\n    questions:\n      - id: feel\n        kind: scale\n        ask: How?\n        options:\n          - { id: sad, label: Sad }\n      - id: why\n        kind: long-text\n        ask: Why?\n        show_if: { question: feel, is: sad }\n",
    )
}

#[test]
fn mistakes_in_a_form_are_caught() {
    let form = schema("form");
    assert_eq!(complaints(&form, &good()), Vec::<String>::new());
    let question = "/sections/0/questions/0";
    let why = "/sections/0/questions/1";
    let mistakes: &[(&str, &str, Value)] = &[
        ("", "titel", json!("T")),
        ("", "for", json!("kids")),
        ("", "to", json!("iros")),
        ("", "ages", json!("eight")),
        ("", "id", json!("My Form")),
        ("", "sections", json!("home")),
        ("", "title", json!(["T"])),
        ("/sections/0", "id", json!("Where I live")),
        ("/sections/0", "quesions", json!([])),
        (question, "kind", json!("scael")),
        (question, "opitons", json!([])),
        (question, "options", json!(["sad", "ok"])),
        (question, "options", json!([{ "id": "sad" }])),
        (question, "options", json!([{ "id": "sad", "label": "Sad", "icon": "x" }])),
        (question, "options", json!([])),
        (question, "required", json!("maybe")),
        (question, "max_length", json!(5)),
        (question, "media", json!("voice")),
        (why, "media", json!("voice")),
        (why, "options", json!([{ "id": "a", "label": "A" }])),
        (why, "max_length", json!("long")),
        (why, "max_length", json!(0)),
        (why, "alert", json!(["sad"])),
        (why, "show_if", json!("feel")),
        (why, "show_if", json!({ "question": "feel" })),
        (why, "show_if", json!({ "question": "feel", "is": "sad", "is_not": "ok" })),
        (why, "show_if", json!({ "question": "feel", "equals": "sad" })),
        (why, "show_if", json!({ "all": { "question": "feel", "is": "sad" } })),
        (why, "show_if", json!({ "question": "feel", "any": [] })),
    ];
    for (place, key, value) in mistakes {
        let mut spoilt = good();
        spoilt.pointer_mut(place).expect("the place")[*key] = value.clone();
        assert!(!form.is_valid(&spoilt), "not caught: {key}: {value} at “{place}”");
    }
    let mut recording = good();
    recording["sections"][0]["questions"][1]["kind"] = json!("recording");
    recording["sections"][0]["questions"][1]["media"] = json!("voice");
    assert_eq!(complaints(&form, &recording), Vec::<String>::new());
    recording["sections"][0]["questions"][1]["media"] = json!("sound");
    assert!(!form.is_valid(&recording));
    for (place, key) in [
        ("", "title"),
        ("", "for"),
        ("", "to"),
        ("", "sections"),
        ("/sections/0", "id"),
        ("/sections/0", "title"),
        ("/sections/0", "questions"),
        (question, "id"),
        (question, "kind"),
        (question, "ask"),
        (question, "options"),
        ("/sections/0/questions/0/options/0", "id"),
        ("/sections/0/questions/0/options/0", "label"),
    ] {
        let mut spoilt = good();
        let object = spoilt.pointer_mut(place).and_then(Value::as_object_mut);
        object.expect("the place").remove(key);
        assert!(!form.is_valid(&spoilt), "not caught: no {key} at “{place}”");
    }
}

#[test]
fn mistakes_in_the_site_are_caught() {
    let site = schema("site");
    for (key, value) in [
        ("coucil", json!("x")),
        ("base_url", json!("http://my-review.example")),
        ("letterbox", json!("letterbox.example")),
        ("recipients", json!([])),
        ("recipients", json!("age1abc")),
        ("recipients", json!(["AGE-SECRET-KEY-1ABC"])),
        ("languages", json!([false])),
        ("help_lines", json!([{ "name": "Childline" }])),
        ("help_lines", json!([{ "name": "Childline", "phone": "0800 1111", "fone": "1" }])),
    ] {
        let mut spoilt = read("site.yaml");
        spoilt[key] = value.clone();
        assert!(!site.is_valid(&spoilt), "not caught: {key}: {value}");
    }
}

#[test]
fn every_key_is_explained() {
    for of in ["form", "site"] {
        let output = Command::new(env!("CARGO_BIN_EXE_my-review"))
            .args(["schema", of])
            .output()
            .expect("it starts");
        let schema: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let mut stack = vec![&schema];
        let mut keys = 0;
        while let Some(value) = stack.pop() {
            let Some(object) = value.as_object() else { continue };
            if object.get("additionalProperties") == Some(&json!(false)) {
                for (name, property) in object["properties"].as_object().expect("keys") {
                    assert!(
                        property["description"].as_str().is_some_and(|says| says.len() > 8),
                        "{name}"
                    );
                    keys += 1;
                }
            }
            stack.extend(
                object
                    .values()
                    .chain(object.get("oneOf").and_then(Value::as_array).into_iter().flatten()),
            );
        }
        assert!(keys >= 15, "{of}: {keys}");
    }
}
