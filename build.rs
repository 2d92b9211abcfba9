//! Brings the default theme, the example portal (for `my-review new`) and the
//! browser's scripts into the build tool.

use std::env;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    // The letterbox and the courier need neither theme nor scripts, and must
    // build on a machine without Node.
    if env::var_os("CARGO_FEATURE_SITE").is_none() {
        return;
    }
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    let done = embed_theme(&root, &out)
        .and_then(|()| embed_starter(&root, &out))
        .and_then(|()| scripts(&root, &out));
    if let Err(why) = done {
        for line in why.lines() {
            println!("cargo::error={line}");
        }
    }
}

/// Writes a table of the default theme's files, each with its text.
fn embed_theme(root: &Path, out: &Path) -> Result<(), String> {
    let theme = root.join("themes/default");
    println!("cargo::rerun-if-changed={}", theme.display());
    let mut files = Vec::new();
    collect(&theme, &mut files)?;
    files.sort();
    let mut table = String::from("&[\n");
    for file in files {
        let name = file.strip_prefix(&theme).unwrap_or(&file).to_string_lossy().replace('\\', "/");
        let _ = writeln!(table, "    ({name:?}, include_str!({:?})),", file.display().to_string());
    }
    table.push(']');
    write(&out.join("theme.rs"), &table)
}

/// Writes a table of the example portal's files, each with its bytes: new
/// portals start from them.
fn embed_starter(root: &Path, out: &Path) -> Result<(), String> {
    let mut files = vec![root.join("site.yaml")];
    println!("cargo::rerun-if-changed={}", files[0].display());
    for folder in ["content", "forms"] {
        println!("cargo::rerun-if-changed={}", root.join(folder).display());
        collect(&root.join(folder), &mut files)?;
    }
    files.sort();
    let mut table = String::from("&[\n");
    for file in files {
        let name = file.strip_prefix(root).unwrap_or(&file).to_string_lossy().replace('\\', "/");
        let _ =
            writeln!(table, "    ({name:?}, include_bytes!({:?})),", file.display().to_string());
    }
    table.push(']');
    write(&out.join("starter.rs"), &table)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), String> {
    let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    for entry in entries.flatten() {
        let path = entry.path();
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        if path.is_dir() {
            collect(&path, files)?;
        } else if !hidden {
            files.push(path);
        }
    }
    Ok(())
}

/// What `browser/build.mjs` makes.
const SCRIPTS: [&str; 8] =
    ["page.js", "tools.js", "form.js", "rest.js", "seal.js", "media.js", "draft.js", "tidy.js"];

/// Puts the bundled scripts into `OUT_DIR/browser`: bundled here where the
/// TypeScript is, taken ready-made from `browser/dist` in a packaged crate.
fn scripts(root: &Path, out: &Path) -> Result<(), String> {
    let browser = root.join("browser");
    let bundled = out.join("browser");
    fs::create_dir_all(&bundled).map_err(|error| format!("{}: {error}", bundled.display()))?;
    if browser.join("package.json").is_file() {
        for part in [
            "src",
            "package.json",
            "package-lock.json",
            "build.mjs",
            "lighter.mjs",
            "tsconfig.json",
        ] {
            println!("cargo::rerun-if-changed={}", browser.join(part).display());
        }
        install(&browser)?;
        run(&browser, "node", &["build.mjs".as_ref(), bundled.as_os_str()])
    } else {
        let ready = browser.join("dist");
        println!("cargo::rerun-if-changed={}", ready.display());
        for name in SCRIPTS {
            fs::copy(ready.join(name), bundled.join(name)).map_err(|error| {
                format!("browser/dist/{name} is missing from this package ({error}).\nBuild from the full sources instead: they make it with Node.")
            })?;
        }
        Ok(())
    }
}

/// Installs what the lock file names, unless that was done since it changed.
fn install(browser: &Path) -> Result<(), String> {
    let changed = |path: PathBuf| fs::metadata(path).and_then(|file| file.modified()).ok();
    let installed = changed(browser.join("node_modules/.package-lock.json"));
    if installed.is_some() && installed >= changed(browser.join("package-lock.json")) {
        return Ok(());
    }
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let arguments = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
    run(browser, npm, &arguments.map(AsRef::as_ref))
}

fn run(folder: &Path, program: &str, arguments: &[&std::ffi::OsStr]) -> Result<(), String> {
    let output = Command::new(program).args(arguments).current_dir(folder).output();
    let output = output.map_err(|error| {
        format!(
            "`{program}` could not be started ({error}).\nThe form's scripts are bundled with Node: install Node 20 or later, with npm, and build again (on Debian: apt install nodejs npm).\nThe letterbox and the courier build without it: --no-default-features --features letterbox (or courier)."
        )
    })?;
    if output.status.success() {
        return Ok(());
    }
    let said = [output.stdout, output.stderr].concat();
    Err(format!("`{program}` failed in {}:\n{}", folder.display(), String::from_utf8_lossy(&said)))
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))
}
