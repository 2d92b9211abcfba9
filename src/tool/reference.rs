//! The reference part of the manual, written from what the program itself uses.

use super::Arguments;
use crate::courier;
use crate::form::{Audience, Destination, Kind, Media};
use crate::letterbox;
use crate::letters::{Occasion, PLACEHOLDERS};
use crate::portal::Theme;
use crate::portal::keys::{self, Shape, Thing};
use crate::portal::says;
use crate::problem::RULES;
use clap::{Arg, Command, CommandFactory};
use std::fmt::Write as _;

/// `docs/reference.md`.
pub fn reference() -> String {
    let mut out = String::from(
        "# Reference\n\nEvery command, key, kind of question and rule. This page is written by the program's tests from what the program itself uses; [the manual for participation officers](officers.md) explains how to work with it.\n",
    );
    commands(&mut out);
    out.push_str("\n## Keys\n");
    for thing in keys::THINGS {
        keys_of(&mut out, thing);
    }
    names(&mut out, "Kinds of question", "What can stand after `kind:`.", Kind::NAMES, |name| {
        Kind::from_name(name).map(says::kind)
    });
    names(
        &mut out,
        "What a recording records",
        "What can stand after `media:`.",
        Media::NAMES,
        |name| Media::from_name(name).map(says::media),
    );
    names(
        &mut out,
        "Who fills a form in",
        "What can stand after `for:`.",
        Audience::NAMES,
        |name| Audience::from_name(name).map(says::audience),
    );
    names(
        &mut out,
        "Where a form goes",
        "What can stand after `to:`.",
        Destination::NAMES,
        |name| Destination::from_name(name).map(says::destination),
    );
    names(
        &mut out,
        "What a letter is about",
        "What can stand after `when:`.",
        Occasion::NAMES,
        |name| Occasion::from_name(name).map(says::occasion),
    );
    let placeholders: Vec<_> = PLACEHOLDERS.iter().map(|(name, _)| *name).collect();
    names(
        &mut out,
        "What can stand between braces in a letter",
        "Beside the council's words that every page can have.",
        &placeholders,
        |name| PLACEHOLDERS.iter().find(|(one, _)| *one == name).map(|(_, says)| *says),
    );
    let rules: Vec<_> = RULES.iter().map(|(name, _)| *name).collect();
    names(
        &mut out,
        "Rules",
        "What `check` looks for. The name stands in square brackets before each message.",
        &rules,
        |name| RULES.iter().find(|(rule, _)| *rule == name).map(|(_, says)| *says),
    );
    out
}

/// `docs/components.md`: the components of a theme.
pub fn components(theme: &Theme) -> String {
    let mut out = String::from(
        "# Components\n\nEvery component of the built-in theme, for the council's designer. This page is written by the program's tests from the remarks in `themes/default/components`; [Themes](themes.md) says how to replace one. `my-review gallery --out FOLDER` shows them all, in every look.\n",
    );
    for component in crate::site::components(theme) {
        let _ = writeln!(out, "\n## {}\n\n{}\n", component.name, component.about);
        if !component.parameters.is_empty() {
            out.push_str("| parameter | what it is |\n|---|---|\n");
        }
        for (name, what) in &component.parameters {
            let _ = writeln!(out, "| `{name}` | {} |", what.replace('|', "\\|"));
        }
        for example in &component.examples {
            let _ = writeln!(out, "\n```\n{example}\n```");
        }
    }
    out
}

/// The three programs: what each says of itself, and its commands.
fn commands(out: &mut String) {
    out.push_str("\nExit status everywhere: 0 it is done; 1 it ran and found something wrong; 2 it could not run. Colours are left out where `NO_COLOR` is set, and where nobody sees them.\n");
    let mut my_review = Arguments::command().name("my-review");
    program(out, &mut my_review);
    program(out, &mut letterbox::Arguments::command());
    program(out, &mut courier::cli::command());
}

fn program(out: &mut String, program: &mut Command) {
    program.build();
    let name = program.get_name().to_owned();
    let _ = writeln!(out, "\n## Commands of `{name}`");
    if program.has_subcommands() {
        let _ = writeln!(out, "\n{}\n", about(program));
        let options: Vec<_> = program.get_arguments().filter(|arg| is_ours(arg)).collect();
        list(out, &options);
        for command in program.get_subcommands().filter(|command| command.get_name() != "help") {
            one(out, &format!("{name} {}", command.get_name()), command);
        }
    } else {
        one(out, &name, program);
    }
}

fn one(out: &mut String, name: &str, command: &Command) {
    let arguments: Vec<_> =
        command.get_arguments().filter(|arg| is_ours(arg) && !arg.is_global_set()).collect();
    let usage: Vec<_> = arguments.iter().map(|arg| usage(arg)).collect();
    let usage = [vec![name.to_owned()], usage].concat().join(" ");
    let _ = writeln!(out, "\n### `{usage}`\n\n{}\n", about(command));
    list(out, &arguments);
    if let Some(after) = command.get_after_long_help() {
        let _ = writeln!(out, "\n{}", markdown(after));
    }
}

fn list(out: &mut String, arguments: &[&Arg]) {
    for arg in arguments {
        let help = arg.get_long_help().or(arg.get_help()).map(ToString::to_string);
        let default: Vec<_> =
            arg.get_default_values().iter().map(|value| value.to_string_lossy()).collect();
        let takes = arg.get_action().takes_values();
        let default = if default.is_empty() || !takes {
            String::new()
        } else {
            format!(" (`{}`, if it is left out)", default.join(" "))
        };
        let _ =
            writeln!(out, "- `{}`: {}{default}", bare(arg), one_line(&help.unwrap_or_default()));
    }
}

fn is_ours(arg: &Arg) -> bool {
    !["help", "version"].contains(&arg.get_id().as_str())
}

fn about(command: &Command) -> String {
    let about = command.get_long_about().or(command.get_about());
    markdown(&about.map(ToString::to_string).unwrap_or_default())
}

/// Text in which nothing is HTML.
fn markdown(text: &impl ToString) -> String {
    text.to_string().replace('<', "\\<")
}

fn bare(arg: &Arg) -> String {
    let value = || {
        let names = arg.get_value_names().unwrap_or_default();
        names.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
    };
    let takes = arg.get_action().takes_values();
    match arg.get_long() {
        Some(long) if takes => format!("--{long} {}", value()),
        Some(long) => format!("--{long}"),
        None => value(),
    }
}

fn usage(arg: &Arg) -> String {
    if arg.is_required_set() { bare(arg) } else { format!("[{}]", bare(arg)) }
}

fn keys_of(out: &mut String, thing: &Thing) {
    let _ = writeln!(out, "\n### Keys of {}\n", thing.what);
    out.push_str("| key | what stands after it | what it is for |\n|---|---|---|\n");
    for key in thing.keys {
        let need = if key.required { "; needed" } else { "" };
        let _ = writeln!(
            out,
            "| `{}` | {}{need} | {} |",
            key.name,
            shape(key.shape),
            key.says.replace('|', "\\|")
        );
    }
}

fn shape(shape: Shape) -> String {
    match shape {
        Shape::Text => "text".to_owned(),
        Shape::Id => "an id: small letters, digits, hyphens".to_owned(),
        Shape::Markdown => "Markdown".to_owned(),
        Shape::Flag => "`true` or `false`".to_owned(),
        Shape::Number => "a whole number".to_owned(),
        Shape::Ages => "ages".to_owned(),
        Shape::Address => "an address: https://…".to_owned(),
        Shape::OneOf(_) => "one of the names below".to_owned(),
        Shape::Texts => "a list of texts".to_owned(),
        Shape::Colour => "a colour, such as `\"#005468\"`".to_owned(),
        Shape::One(thing) => format!("the keys of {}", thing.what),
        Shape::TextsOr(thing) => format!("a list, each item text or {}", thing.what),
        Shape::ListOf(thing) => format!("a list, each item {}", thing.what),
        Shape::Condition => "a condition".to_owned(),
        Shape::Conditions => "a list of conditions".to_owned(),
    }
}

fn names<'n>(
    out: &mut String,
    title: &str,
    intro: &str,
    names: &[&str],
    says: impl Fn(&str) -> Option<&'n str>,
) {
    let _ = writeln!(out, "\n## {title}\n\n{intro}\n\n| name | meaning |\n|---|---|");
    for name in names {
        let _ = writeln!(out, "| `{name}` | {} |", says(name).unwrap_or_default());
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
