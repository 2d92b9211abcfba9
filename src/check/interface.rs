//! The interface's words say the same in every language of the site: none is
//! missing, and each fills in what its English does.

use crate::portal::Portal;
use crate::problem::{Problem, Source};
use crate::site::strings::{ADULT, layers};
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser::parse_runtime;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

/// How many missing messages are named in one problem.
const NAMED: usize = 12;

/// What is always filled in.
const ALWAYS: &[&str] = &["council", "review"];

/// The language that the default theme is written in.
const COMPLETE: &str = "en";

pub(super) fn check(portal: &Portal) -> Vec<Problem> {
    if let Some(problem) = first_without_words(portal) {
        return vec![problem];
    }
    if portal.translations.is_empty() {
        return Vec::new();
    }
    let originals = messages(portal, &portal.language.code);
    let in_language = |translation: &Portal| {
        let own = messages(portal, &translation.language.code);
        let mut problems = missing(portal, &translation.language.code, &originals, &own);
        problems.extend(differing(&originals, &own));
        problems
    };
    portal.translations.iter().flat_map(in_language).collect()
}

/// A message: where it stands, and what it fills in.
struct Message {
    source: Arc<Source>,
    variables: BTreeSet<String>,
    /// What it has besides its text.
    attributes: Vec<String>,
}

/// The messages of a language, by their ids; what cannot be read is said by
/// those who show it.
fn messages(portal: &Portal, code: &str) -> BTreeMap<String, Message> {
    let mut messages = BTreeMap::new();
    for source in layers(&portal.theme, code).into_iter().flatten() {
        let (Ok(resource) | Err((resource, _))) = parse_runtime(source.text.as_str());
        for entry in resource.body {
            let Entry::Message(message) = entry else { continue };
            let mut variables = BTreeSet::new();
            if let Some(pattern) = &message.value {
                in_pattern(pattern, &mut variables);
            }
            for attribute in &message.attributes {
                in_pattern(&attribute.value, &mut variables);
            }
            let attributes = message.attributes.iter().map(|own| own.id.name.to_owned()).collect();
            let source = Arc::clone(source);
            let id = message.id.name.to_owned();
            messages.insert(id, Message { source, variables, attributes });
        }
    }
    messages
}

fn in_pattern(pattern: &Pattern<&str>, found: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else { continue };
        in_expression(expression, found);
    }
}

fn in_expression(expression: &Expression<&str>, found: &mut BTreeSet<String>) {
    match expression {
        Expression::Inline(inline) => in_inline(inline, found),
        Expression::Select { selector, variants } => {
            in_inline(selector, found);
            for variant in variants {
                in_pattern(&variant.value, found);
            }
        }
    }
}

fn in_inline(inline: &InlineExpression<&str>, found: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            found.insert(id.name.to_owned());
        }
        InlineExpression::Placeable { expression } => in_expression(expression, found),
        _ => {}
    }
}

/// What the first language lacks is not there at all: it has no other to fall back on.
fn first_without_words(portal: &Portal) -> Option<Problem> {
    let code = portal.language.code.as_str();
    // A code that nobody knows has been said.
    if code == COMPLETE || !portal.language.is_known() {
        return None;
    }
    let own = messages(portal, code);
    let wanted = messages(portal, COMPLETE);
    let lacking: Vec<_> = wanted.into_keys().filter(|id| !own.contains_key(id)).collect();
    let first = lacking.first()?;
    let message = if own.is_empty() {
        format!("the site's first language is “{code}”, and its theme has no words in it")
    } else {
        let count = lacking.len();
        let words = if count == 1 { "message is" } else { "messages are" };
        format!("{count} {words} not there in “{code}”, the site's first language: {first} …")
    };
    let folder = format!("themes/{}/lang/{code}", portal.site.site.theme);
    let help = format!(
        "Put a language first that the theme has all words in, such as en; or write them into {folder}: copy the files of themes/default/lang/en there and translate them."
    );
    let span = portal.site.spans.languages.clone();
    Some(Problem::error("missing-words", &portal.site.source, span, message, help))
}

/// One problem for each file of the first language that has messages which the
/// other language has not.
fn missing(
    portal: &Portal,
    code: &str,
    originals: &BTreeMap<String, Message>,
    own: &BTreeMap<String, Message>,
) -> Vec<Problem> {
    let mut by_file: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (id, message) in originals.iter().filter(|(id, _)| !own.contains_key(*id)) {
        by_file.entry(&message.source.file).or_default().push(id);
    }
    let problem = |(file, ids): (&str, Vec<&str>)| {
        let name = file.rsplit('/').next().unwrap_or(file);
        let wanted = format!("themes/{}/lang/{code}/{name}", portal.site.site.theme);
        let (count, more) = (ids.len(), ids.len().saturating_sub(NAMED));
        let listed = ids.into_iter().take(NAMED).collect::<Vec<_>>().join(", ");
        let rest = if more == 0 { String::new() } else { format!(" and {more} more") };
        let words = if count == 1 { "message is" } else { "messages are" };
        let there = portal.theme.own_words.get(&format!("lang/{code}/{name}"));
        let nothing = || Arc::new(Source { file: wanted.clone(), text: String::new() });
        Problem::warning(
            "missing-words",
            &there.cloned().unwrap_or_else(nothing),
            0..0,
            format!("{count} {words} not there in the language “{code}”, and shown as in {file}"),
            format!("Write them into {wanted}: {listed}{rest}."),
        )
    };
    by_file.into_iter().map(problem).collect()
}

/// Messages that fill in what nobody gives, and messages that nobody shows.
fn differing(
    originals: &BTreeMap<String, Message>,
    own: &BTreeMap<String, Message>,
) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (id, message) in own {
        let start = place(&message.source.text, id);
        let Some(original) = originals.get(id) else {
            problems.push(Problem::warning(
                "unknown-words",
                &message.source,
                start..start + id.len(),
                format!("no message is called `{id}`"),
                "Write its name as in the first language, or take it out: nothing shows it.",
            ));
            continue;
        };
        let attributes = message.attributes.iter().filter(|name| *name != ADULT);
        let given =
            |name: &&String| original.variables.contains(*name) || ALWAYS.contains(&name.as_str());
        let variables = message.variables.iter().filter(|name| !given(name));
        let strange = attributes.map(|name| format!(".{name}"));
        for written in strange.chain(variables.map(|name| format!("${name}"))) {
            let at = message.source.text.get(start..).and_then(|text| text.find(&written));
            let at = start + at.unwrap_or(0);
            problems.push(strange_part(message, original, &written, at..at + written.len()));
        }
    }
    problems
}

/// An attribute that nothing shows, or a variable that nothing fills.
fn strange_part(
    message: &Message,
    original: &Message,
    written: &str,
    span: Range<usize>,
) -> Problem {
    if written.starts_with('.') {
        return Problem::warning(
            "unknown-words",
            &message.source,
            span,
            format!("nothing shows `{written}`"),
            "A message may have `.adult`, for forms that adults fill in. Take others out.",
        );
    }
    let mut known: BTreeSet<_> = original.variables.iter().map(String::as_str).collect();
    known.extend(ALWAYS);
    let known: Vec<_> = known.iter().map(|name| format!("{{ ${name} }}")).collect();
    Problem::error(
        "unknown-argument",
        &message.source,
        span,
        format!("nothing fills `{{ {written} }}` in here"),
        format!("This message can have {}.", known.join(", ")),
    )
}

/// Where a message starts: at the start of a line.
fn place(text: &str, id: &str) -> usize {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let is_it = line.strip_prefix(id).is_some_and(|rest| rest.trim_start().starts_with('='));
        if is_it {
            return at;
        }
        at += line.len();
    }
    0
}
