//! Builds generated portals against a floor in the same run.
//!
//! The floor is the least that any generator must do on every core: walk the
//! folder, read each page, turn its Markdown into HTML, write it; for forms,
//! read each and write the bytes that its page has. What counts is the ratio to
//! it, which means the same on a slow machine as on a fast one: the two are
//! timed in turn, and the median of the pairs is printed.
//!
//! The preview's rebuilds are held against the build of the same round instead:
//! after a sentence more in one page, and after a changed template.
//!
//! `cargo bench --bench site -- [PAGES…]` (100, 1,000 and 10,000 if none are
//! named). The folders are made in memory (`/dev/shm`) where there is such a
//! place. Hugo builds the same pages beside it if it is installed, and GNU time
//! tells the commands' peak memory.
#![allow(clippy::print_stdout, reason = "the table is what a bench is run for")]

mod generate;
mod others;

use my_review::preview::Desk;
use my_review::{check, portal, problem, site};
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

const ROUNDS: usize = 7;
/// Hugo takes seconds for what takes others milliseconds.
const ROUNDS_OF_COMMANDS: usize = 3;
const FORMS: usize = 200;

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let mut sizes: Vec<usize> = std::env::args().filter_map(|word| word.parse().ok()).collect();
    if sizes.is_empty() {
        sizes = vec![100, 1_000, 10_000];
    }
    println!("Times in ms, memory in MB; x is the ratio to the floor of the same round,");
    println!("and for the preview's rebuilds (a page, a template) to the build.");
    println!(
        "{:<12} {:>8} {:>9} {:>6} {:>9} {:>6} {:>9} {:>7} {:>9} {:>6} {:>7} {:>9} {:>6} {:>9} {:>6}",
        "",
        "floor",
        "build",
        "x",
        "check",
        "x",
        "command",
        "peak",
        "hugo",
        "x",
        "peak",
        "a page",
        "x",
        "template",
        "x"
    );
    for pages in sizes {
        measure(What::Pages(pages))?;
    }
    measure(What::Forms(FORMS))
}

#[derive(Clone, Copy)]
enum What {
    Pages(usize),
    Forms(usize),
}

impl What {
    fn generate(self, portal: &Path) -> Outcome<()> {
        match self {
            Self::Pages(pages) => generate::pages(portal, pages),
            Self::Forms(forms) => generate::forms(portal, forms),
        }
    }

    fn floor(self, portal: &Path, built: &Path, out: &Path) -> Outcome<()> {
        match self {
            Self::Pages(_) => others::floor_of_pages(portal, out),
            Self::Forms(_) => others::floor_of_forms(portal, built, out),
        }
    }

    fn name(self) -> String {
        match self {
            Self::Pages(pages) => format!("{pages} pages"),
            Self::Forms(forms) => format!("{forms} forms x{}", generate::LANGUAGES.len()),
        }
    }
}

#[derive(Default)]
struct Times {
    floor: Vec<Duration>,
    build: Vec<Duration>,
    check: Vec<Duration>,
    command: Vec<Duration>,
    hugo: Vec<Duration>,
    /// The preview's, after a change in one page.
    page: Vec<Duration>,
    /// The preview's, after a change in a template.
    template: Vec<Duration>,
}

fn measure(what: What) -> Outcome<()> {
    let folder = tempfile::Builder::new().prefix("my-review-bench-").tempdir_in(memory())?;
    let portal = folder.path().join("portal");
    what.generate(&portal)?;
    let mut times = Times::default();
    let (mut peak, mut hugo_peak) = (None, None);
    // The first round warms the caches and is not counted.
    let theme = portal.join("themes/default/templates");
    fs::create_dir_all(&theme)?;
    fs::write(theme.join("404.html"), template("before"))?;
    let built = folder.path().join("built");
    build(&portal, &built)?;
    what.floor(&portal, &built, &folder.path().join("warm"))?;
    let mut desk = Desk::open(&portal, 1);
    for round in 0..ROUNDS {
        let out = folder.path().join(format!("out-{round}"));
        times.floor.push(time(|| what.floor(&portal, &built, &out.join("floor")))?);
        times.build.push(time(|| build(&portal, &out.join("site")))?);
        times.check.push(time(|| checked(&portal))?);
        if round < ROUNDS_OF_COMMANDS {
            if let Some(mut command) = others::my_review(&portal, &out.join("command")) {
                times.command.push(time(|| {
                    peak = others::run(&mut command)?;
                    Ok(())
                })?);
            }
            let hugo = folder.path().join("hugo");
            if let What::Pages(_) = what
                && let Some(mut hugo) = others::hugo(&hugo, &portal, &out.join("hugo"))?
            {
                times.hugo.push(time(|| {
                    hugo_peak = others::run(&mut hugo)?;
                    Ok(())
                })?);
            }
        }
        fs::remove_dir_all(&out)?;
        previews(what, &portal, round, &mut desk, &mut times)?;
    }
    print(what, &times, peak, hugo_peak);
    Ok(())
}

/// Times what the preview does after a change. The folder is left as it was.
fn previews(
    what: What,
    portal: &Path,
    round: usize,
    desk: &mut Desk,
    times: &mut Times,
) -> Outcome<()> {
    if let What::Pages(pages) = what {
        let page = generate::page_file(round);
        let before = fs::read(portal.join(&page))?;
        fs::write(portal.join(&page), generate::longer(round, pages, round))?;
        let changed = [page];
        times.page.push(time(|| {
            let is_quick = desk.renew(Some(&changed));
            is_quick.then_some(()).ok_or("the preview made everything again for one page".into())
        })?);
        fs::write(portal.join(&changed[0]), before)?;
    }
    let changed = ["themes/default/templates/404.html".to_owned()];
    fs::write(portal.join(&changed[0]), template(&round.to_string()))?;
    times.template.push(time(|| {
        desk.renew(Some(&changed));
        Ok(())
    })?);
    Ok(())
}

/// A template of the portal's own.
fn template(words: &str) -> String {
    format!("{{% extends \"base.html\" %}}{{% block main %}}{words}{{% endblock main %}}")
}

fn print(what: What, times: &Times, peak: Option<f64>, hugo_peak: Option<f64>) {
    let floor = &times.floor;
    let or_dash = |number: f64, digits: usize| {
        if number.is_nan() { "-".to_owned() } else { format!("{number:.digits$}") }
    };
    let peak = or_dash(peak.unwrap_or(f64::NAN), 0);
    let hugo_peak = or_dash(hugo_peak.unwrap_or(f64::NAN), 0);
    println!(
        "{:<12} {:>8.1} {:>9.1} {:>6.2} {:>9.1} {:>6.2} {:>9} {peak:>7} {:>9} {:>6} {hugo_peak:>7} {:>9} {:>6} {:>9.1} {:>6.2}",
        what.name(),
        median(floor),
        median(&times.build),
        ratio(&times.build, floor),
        median(&times.check),
        ratio(&times.check, floor),
        or_dash(median(&times.command), 1),
        or_dash(median(&times.hugo), 1),
        or_dash(ratio(&times.hugo, floor), 1),
        or_dash(median(&times.page), 1),
        or_dash(ratio(&times.page, &times.build), 3),
        median(&times.template),
        ratio(&times.template, &times.build),
    );
    if matches!(what, What::Pages(_)) && times.hugo.is_empty() {
        println!("(Hugo was left out: it is not installed.)");
    }
    if times.command.is_empty() {
        println!("(The command was left out: {} is not there.)", env!("CARGO_BIN_EXE_my-review"));
    }
}

fn memory() -> PathBuf {
    let shared = Path::new("/dev/shm");
    if shared.is_dir() { shared.to_owned() } else { std::env::temp_dir() }
}

/// How long it takes until there is what this makes. To take that apart again is
/// not counted: the commands end without.
fn time<T>(work: impl FnOnce() -> Outcome<T>) -> Outcome<Duration> {
    let start = Instant::now();
    let made = work()?;
    let taken = start.elapsed();
    drop(made);
    Ok(taken)
}

fn median(times: &[Duration]) -> f64 {
    middle(times.iter().map(|time| time.as_secs_f64() * 1000.0).collect())
}

fn ratio(times: &[Duration], floor: &[Duration]) -> f64 {
    let pairs = times.iter().zip(floor);
    middle(pairs.map(|(time, floor)| time.as_secs_f64() / floor.as_secs_f64()).collect())
}

fn middle(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers.get(numbers.len() / 2).copied().unwrap_or(f64::NAN)
}

/// What `my-review check` does.
fn checked(dir: &Path) -> Outcome<portal::Portal> {
    let (portal, mut problems) = portal::load(dir);
    problems.extend(check::check(&portal));
    refuse(&problems)?;
    Ok(portal)
}

/// What `my-review build` does.
fn build(dir: &Path, out: &Path) -> Outcome<(portal::Portal, site::Engine)> {
    let (portal, mut problems, ready) = portal::load_beside(dir, site::Ready::of);
    let rules = || check::all_but_pages(&portal);
    let engine =
        || ready.map(|ready| site::Engine::with(ready, &portal, &portal.site.site.base_url));
    let (found, engine) = rayon::join(rules, engine);
    problems.extend(found);
    refuse(&problems)?;
    let engine = engine.map_err(|problems| said(&problems))?;
    match site::check_and_write(&portal, &engine, out) {
        Err(site::WriteError::Problems(problems)) => Err(said(&problems).into()),
        Err(error) => Err(error.into()),
        Ok(_) => Ok((portal, engine)),
    }
}

fn refuse(problems: &[problem::Problem]) -> Outcome<()> {
    let errors = problems.iter().filter(|p| p.severity == problem::Severity::Error);
    let errors: Vec<_> = errors.cloned().collect();
    if errors.is_empty() { Ok(()) } else { Err(said(&errors).into()) }
}

fn said(problems: &[problem::Problem]) -> String {
    let each = problems.iter().take(3).map(|p| format!("{}: {}", p.source.file, p.message));
    each.collect::<Vec<_>>().join("; ")
}
