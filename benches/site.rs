//! Builds generated pages against a floor in the same run.
//!
//! The floor is the least that any generator must do on every core: walk the
//! folder, read each page, turn its Markdown into HTML, write it. What is
//! printed is a ratio, so that it means the same on a slow machine as on a fast
//! one: both are timed in turn, and the median of the pairs counts.
//!
//! `cargo bench --bench site -- [PAGES…]` (100 and 1,000 if none are named).
//! The folders are made in memory (`/dev/shm`) where there is such a place.

use my_review::{check, portal, site};
use rayon::prelude::*;
use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use walkdir::WalkDir;

const ROUNDS: usize = 7;
const WORDS: usize = 400;

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let mut sizes: Vec<usize> = std::env::args().filter_map(|word| word.parse().ok()).collect();
    if sizes.is_empty() {
        sizes = vec![100, 1_000];
    }
    println!("pages   floor (ms)   build (ms)   build/floor   check (ms)   check/floor");
    for pages in sizes {
        let row = measure(pages)?;
        println!(
            "{pages:>5}   {:>10.1}   {:>10.1}   {:>11.2}   {:>10.1}   {:>11.2}",
            ms(row.floor),
            ms(row.build),
            row.build_ratio,
            ms(row.check),
            row.check_ratio
        );
    }
    Ok(())
}

struct Row {
    floor: Duration,
    build: Duration,
    check: Duration,
    build_ratio: f64,
    check_ratio: f64,
}

fn measure(pages: usize) -> Outcome<Row> {
    let folder = tempfile::Builder::new().prefix("my-review-bench-").tempdir_in(memory())?;
    let portal = folder.path().join("portal");
    generate(&portal, pages)?;
    let mut times = Vec::new();
    for round in 0..=ROUNDS {
        let out = folder.path().join(format!("out-{round}"));
        let floor = time(|| floor(&portal, &out.join("floor")))?;
        let build = time(|| build(&portal, &out.join("site")))?;
        let check = time(|| checked(&portal).map(drop))?;
        fs::remove_dir_all(&out)?;
        // The first round warms the caches and is not counted.
        if round > 0 {
            times.push((floor, build, check));
        }
    }
    Ok(Row {
        floor: median(times.iter().map(|(floor, ..)| *floor)),
        build: median(times.iter().map(|(_, build, _)| *build)),
        check: median(times.iter().map(|(.., check)| *check)),
        build_ratio: median_ratio(times.iter().map(|(floor, build, _)| (*build, *floor))),
        check_ratio: median_ratio(times.iter().map(|(floor, _, check)| (*check, *floor))),
    })
}

fn memory() -> PathBuf {
    let shared = Path::new("/dev/shm");
    if shared.is_dir() { shared.to_owned() } else { std::env::temp_dir() }
}

fn time(work: impl FnOnce() -> Outcome<()>) -> Outcome<Duration> {
    let start = Instant::now();
    work()?;
    Ok(start.elapsed())
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

fn median(times: impl Iterator<Item = Duration>) -> Duration {
    let mut times: Vec<_> = times.collect();
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn median_ratio(pairs: impl Iterator<Item = (Duration, Duration)>) -> f64 {
    let mut ratios: Vec<_> = pairs.map(|(a, b)| a.as_secs_f64() / b.as_secs_f64()).collect();
    ratios.sort_by(f64::total_cmp);
    ratios.get(ratios.len() / 2).copied().unwrap_or(f64::NAN)
}

fn floor(portal: &Path, out: &Path) -> Outcome<()> {
    let mut files = Vec::new();
    for entry in WalkDir::new(portal.join("content")).sort_by_file_name() {
        let entry = entry?;
        if entry.file_type().is_file() {
            files.push(entry.into_path());
        }
    }
    files.par_iter().try_for_each(|file| -> std::io::Result<()> {
        let text = fs::read_to_string(file)?;
        let mut html = String::with_capacity(text.len() * 3 / 2);
        pulldown_cmark::html::push_html(&mut html, pulldown_cmark::Parser::new(&text));
        let page = out.join(file.file_stem().unwrap_or_default());
        fs::create_dir_all(&page)?;
        fs::write(page.join("index.html"), html)
    })?;
    Ok(())
}

fn checked(dir: &Path) -> Outcome<portal::Portal> {
    let (portal, mut problems) = portal::load(dir);
    problems.extend(check::check(&portal));
    match problems.into_iter().find(|p| p.severity == my_review::problem::Severity::Error) {
        Some(problem) => Err(format!("{}: {}", problem.source.file, problem.message).into()),
        None => Ok(portal),
    }
}

fn build(dir: &Path, out: &Path) -> Outcome<()> {
    let portal = checked(dir)?;
    let engine = site::Engine::new(&portal)
        .map_err(|problems| problems.iter().map(|p| p.message.clone()).collect::<String>())?;
    site::write(&portal, &engine, out)?;
    Ok(())
}

/// A portal of so many pages, the same every time.
fn generate(portal: &Path, pages: usize) -> Outcome<()> {
    let content = portal.join("content");
    fs::create_dir_all(&content)?;
    let recipients =
        ["one", "two"].map(|_| age::x25519::Identity::generate().to_public().to_string());
    fs::write(
        portal.join("site.yaml"),
        format!(
            "title: Bench\ncouncil: Bench Council\nbase_url: https://bench.example\nletterbox: https://letterbox.example\nrecipients: [{}]\n",
            recipients.join(", ")
        ),
    )?;
    for page in 0..pages {
        fs::write(content.join(format!("page-{page:05}.md")), markdown(page, pages))?;
    }
    Ok(())
}

/// A page of [`WORDS`] words with headings, a list and links, as officers write.
fn markdown(page: usize, pages: usize) -> String {
    const STOCK: &[&str] = &[
        "your", "review", "is", "a", "meeting", "about", "you", "and", "what", "happens", "next",
        "people", "listen", "when", "you", "say", "how", "things", "are", "at", "home", "school",
        "with", "friends", "it", "is", "all", "right", "to", "ask", "for", "change",
    ];
    let mut text =
        format!("---\ntitle: Page {page}\ndescription: The page with number {page}\n---\n");
    for word in 0..WORDS {
        match word % 80 {
            0 => {
                let _ = write!(text, "\n\n## Part {}\n\n", word / 80 + 1);
            }
            40 => {
                let next = (page + word) % pages;
                let _ = write!(
                    text,
                    "\n\n- **one** of [many pages](page-{next:05}.md)\n- *another*\n\n"
                );
            }
            _ => {}
        }
        text.push_str(STOCK[(page * 7 + word * 3) % STOCK.len()]);
        text.push(' ');
    }
    text.push('\n');
    text
}
