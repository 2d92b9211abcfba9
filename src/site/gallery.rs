//! Every component of a theme with its examples, in every look: for designers,
//! and for the tests. No page of a council's site.

use super::assets::style_names;
use super::context::Head;
use super::engine::Engine;
use super::render::root;
use crate::portal::Theme;
use crate::portal::design::LOOKS;
use crate::problem::{Problem, Source};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

const SAMPLE: &str = include_str!("gallery/sample.yaml");

/// A component, as the remark at its file's beginning says.
#[derive(Debug)]
pub struct Component {
    /// Its file's name: `person-card`.
    pub name: String,
    /// What it is for.
    pub about: String,
    /// Its parameters, as (name, what it is).
    pub parameters: Vec<(String, String)>,
    /// Its examples, as template text.
    pub examples: Vec<String>,
}

/// The components of a theme, in the order of their names.
pub fn components(theme: &Theme) -> Vec<Component> {
    theme.below("components/", ".html").map(|(name, source)| component(name, source)).collect()
}

fn component(name: &str, source: &Source) -> Component {
    let remark = source.text.trim_start().strip_prefix("{#").unwrap_or_default();
    let remark = remark.split("\n#}").next().unwrap_or_default();
    let (says, examples) = remark.split_once("\nExample").unwrap_or((remark, ""));
    let mut about = Vec::new();
    let mut parameters: Vec<(String, String)> = Vec::new();
    for line in says.lines() {
        let Some(of_parameter) = line.strip_prefix("  ") else {
            about.push(line.trim());
            continue;
        };
        match (of_parameter.trim_start().split_once("  "), parameters.last_mut()) {
            (Some((name, what)), _) if !of_parameter.starts_with(' ') => {
                parameters.push((name.to_owned(), what.trim().to_owned()));
            }
            (_, Some((_, what))) => *what = format!("{what} {}", line.trim()),
            _ => about.push(line.trim()),
        }
    }
    // "Example: …", or "Examples:" and each after a line of its own.
    let examples = examples.trim_start_matches(['s', ':']).split("\n\n");
    Component {
        name: name.to_owned(),
        about: about.join(" ").trim().to_owned(),
        parameters,
        examples: examples.map(|one| one.trim().to_owned()).filter(|one| !one.is_empty()).collect(),
    }
}

/// The gallery's files, by their place: a page for each look, and what the
/// pages load.
///
/// # Errors
/// What is wrong in a component or its example.
pub fn gallery(engine: &Engine) -> Result<BTreeMap<String, Vec<u8>>, Vec<Problem>> {
    let components = components(engine.theme());
    let sample: BTreeMap<String, serde_json::Value> =
        serde_yaml::from_str(SAMPLE).map_err(|error| vec![internal(&error.to_string())])?;
    let mut files = BTreeMap::new();
    for look in LOOKS {
        let path = format!("{look}/");
        let head = Head {
            title: "The theme’s components",
            description: "",
            path: &path,
            kind: "gallery",
            symbol: "",
            look,
        };
        let mut context = engine.base.page(&head, &root(&path));
        context.insert("styles", &style_names(engine.theme()).collect::<Vec<_>>());
        for (name, value) in &sample {
            context.insert(name.clone(), value);
        }
        let html = engine.fill_text("gallery.html", &page(&components), &context);
        let html = html.map_err(|problem| vec![problem])?;
        files.insert(format!("{path}index.html"), opened(&html));
    }
    for asset in engine.assets.values() {
        files.insert(asset.path.clone(), asset.bytes.to_vec());
    }
    Ok(files)
}

/// The gallery's template.
fn page(components: &[Component]) -> String {
    let mut page = String::from(
        "{% extends \"base.html\" %}{% block head %}{% for name in styles %}{% set css = asset(name=name) %}<link rel=\"stylesheet\" href=\"{{ root }}{{ css.path }}\" integrity=\"{{ css.integrity }}\">{% endfor %}{% endblock head %}{% block main %}\n<div class=\"form\"><div class=\"wrap stack\">\n<h1>{{ page.title }}: {{ look }}</h1>\n",
    );
    for Component { name, about, examples, .. } in components {
        let about = about.replace("{{", "").replace("{%", "");
        let _ = write!(
            page,
            "<section aria-labelledby=\"component-{name}\" data-component=\"{name}\">\n<h2 id=\"component-{name}\">{name}</h2>\n<p class=\"soft\">{{% raw %}}{about}{{% endraw %}}</p>\n"
        );
        for example in examples {
            let _ = writeln!(page, "<div data-example>\n{example}\n</div>");
        }
        page.push_str("</section>\n");
    }
    page.push_str("</div></div>\n{% endblock main %}\n");
    page
}

/// What waits in `<template>` for the script is shown, too.
fn opened(html: &[u8]) -> Vec<u8> {
    let html = String::from_utf8_lossy(html);
    html.replace("<template ", "<div data-template ").replace("</template>", "</div>").into_bytes()
}

fn internal(why: &str) -> Problem {
    let source = Arc::new(Source { file: "gallery".to_owned(), text: String::new() });
    let help = "This is a fault of the program: please report it.";
    Problem::error("fault", &source, 0..0, format!("the sample cannot be read: {why}"), help)
}
