//! What a build is held against: the least that any generator must do, and
//! programs run as their users run them.

use crate::Outcome;
use rayon::prelude::*;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use walkdir::WalkDir;

/// Walks the folder, reads each page, turns its Markdown into HTML and writes
/// it, on every core.
pub(crate) fn floor_of_pages(portal: &Path, out: &Path) -> Outcome<()> {
    files(&portal.join("content"))?.par_iter().try_for_each(|file| -> std::io::Result<()> {
        let text = fs::read_to_string(file)?;
        let mut html = String::with_capacity(text.len() * 3 / 2);
        pulldown_cmark::html::push_html(&mut html, pulldown_cmark::Parser::new(&text));
        let page = out.join(file.file_stem().unwrap_or_default());
        fs::create_dir_all(&page)?;
        fs::write(page.join("index.html"), html)
    })?;
    Ok(())
}

/// Walks the folder, reads each form, and writes the bytes that its pages have
/// in `site`, which was built before: the form and its two booklets.
pub(crate) fn floor_of_forms(portal: &Path, site: &Path, out: &Path) -> Outcome<()> {
    let forms = portal.join("forms");
    let write = |file: &PathBuf| -> Result<(), Box<dyn Error + Send + Sync>> {
        let stem = file.file_stem().unwrap_or_default();
        let language = file.strip_prefix(&forms)?.parent().unwrap_or(Path::new(""));
        let bytes = fs::read(file)?;
        for page in ["", "print", "large-print"] {
            let page = language.join("forms").join(stem).join(page);
            let built = site.join(&page).join("index.html");
            let length = usize::try_from(fs::metadata(built)?.len())?;
            let mut html = bytes.clone();
            html.resize(length, b' ');
            fs::create_dir_all(out.join(&page))?;
            fs::write(out.join(&page).join("index.html"), html)?;
        }
        Ok(())
    };
    files(&forms)?.par_iter().try_for_each(write).map_err(|error| error as Box<dyn Error>)
}

fn files(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry?;
        if entry.file_type().is_file() {
            files.push(entry.into_path());
        }
    }
    Ok(files)
}

/// The program itself, as its users run it; none where it was not built, as
/// when the bench is run without cargo and somewhere else.
pub(crate) fn my_review(portal: &Path, out: &Path) -> Option<Command> {
    let program = env!("CARGO_BIN_EXE_my-review");
    let mut command = Path::new(program).exists().then(|| measured(program))?;
    command.arg("build").arg(portal).arg("--out").arg(out);
    Some(command)
}

/// Hugo with the smallest templates there can be; none if it is not installed.
pub(crate) fn hugo(folder: &Path, portal: &Path, out: &Path) -> Outcome<Option<Command>> {
    if Command::new("hugo").arg("version").stdout(Stdio::null()).status().is_err() {
        return Ok(None);
    }
    let layouts = folder.join("layouts/_default");
    fs::create_dir_all(&layouts)?;
    let page = "<!doctype html><html lang=\"en\"><title>{{ .Title }}</title><main><h1>{{ .Title }}</h1>{{ .Content }}</main></html>\n";
    fs::write(layouts.join("single.html"), page)?;
    fs::write(
        folder.join("config.yaml"),
        "baseURL: https://bench.example/\ntitle: Bench\ndisableKinds: [home, section, taxonomy, term, RSS, sitemap, robotsTXT, 404]\n",
    )?;
    let mut command = measured("hugo");
    command.arg("--quiet").arg("--source").arg(folder);
    command.arg("--contentDir").arg(portal.join("content")).arg("--destination").arg(out);
    command.arg("--cacheDir").arg(folder.join("cache"));
    Ok(Some(command))
}

const TIME: &str = "/usr/bin/time";

/// A command that says at its end how much memory it had at most, where GNU
/// time is there to tell.
fn measured(program: &str) -> Command {
    if !Path::new(TIME).exists() {
        return Command::new(program);
    }
    let mut command = Command::new(TIME);
    command.args(["-f", "peak %M", program]);
    command
}

/// Runs a command; its peak memory in MB, if that is known.
pub(crate) fn run(command: &mut Command) -> Outcome<Option<f64>> {
    let output = command.output().map_err(|why| format!("{command:?} did not start: {why}"))?;
    let said = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() {
        return Err(format!("{command:?} failed: {said}").into());
    }
    let peak = said.lines().find_map(|line| line.strip_prefix("peak ")?.parse::<f64>().ok());
    Ok(peak.map(|kilobytes| kilobytes / 1024.0))
}
