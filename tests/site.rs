//! The build from outside the program: what it writes, and what it leaves.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use walkdir::WalkDir;

fn my_review(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_my-review"))
        .args(arguments)
        .output()
        .expect("my-review starts")
}

fn northmoor() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A copy of the example portal that a test may spoil.
fn copy_of_northmoor() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for part in ["site.yaml", "content", "forms", "themes"] {
        for entry in WalkDir::new(northmoor().join(part)) {
            let entry = entry.expect("the example can be read");
            let to = folder.path().join(entry.path().strip_prefix(northmoor()).expect("below it"));
            if entry.file_type().is_dir() {
                fs::create_dir_all(to).expect("a folder");
            } else {
                fs::copy(entry.path(), to).expect("a copy");
            }
        }
    }
    folder
}

fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    WalkDir::new(folder)
        .into_iter()
        .map(|entry| entry.expect("an entry"))
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let name = entry.path().strip_prefix(folder).expect("below it").to_owned();
            (name, fs::read(entry.path()).expect("a file"))
        })
        .collect()
}

fn build(dir: &Path, out: &Path) -> Output {
    my_review(&["build", dir.to_str().expect("text"), "--out", out.to_str().expect("text")])
}

#[test]
fn the_example_is_clean_even_strictly() {
    let output = my_review(&["check", northmoor().to_str().expect("text"), "--strict"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let out = tempfile::tempdir().expect("a folder");
    let (one, two) = (out.path().join("one"), out.path().join("two"));
    let copy = copy_of_northmoor();
    assert!(build(&northmoor(), &one).status.success());
    assert!(build(copy.path(), &two).status.success());
    assert!(files(&one) == files(&two), "two builds of the same portal differ");
}

#[test]
fn a_build_that_fails_leaves_the_earlier_site() {
    let portal = copy_of_northmoor();
    let out = portal.path().join("public");
    assert!(my_review(&["build", portal.path().to_str().expect("text")]).status.success());
    let before = files(&out);
    for (file, text) in [
        ("forms/my-review-8-11.yaml", "title: [\n"),
        ("content/index.md", "no front matter\n"),
        ("themes/default/templates/home.html", "{{ nobody_knows_this }}"),
    ] {
        let path = portal.path().join(file);
        let good = fs::read(&path).expect("a file");
        fs::write(&path, text).expect("written");
        let output = my_review(&["build", portal.path().to_str().expect("text")]);
        assert_eq!(output.status.code(), Some(1), "{file}");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(said.contains(file), "the file is named: {said}");
        assert!(said.contains("The site that was built before is as it was."), "{said}");
        assert!(files(&out) == before, "{file}: the earlier site changed");
        fs::write(&path, good).expect("written");
    }
    let left: Vec<_> = fs::read_dir(portal.path())
        .expect("the portal")
        .map(|entry| entry.expect("an entry").file_name())
        .filter(|name| name.to_string_lossy().starts_with('.'))
        .collect();
    assert!(left.is_empty(), "left behind: {left:?}");
}

/// What is only worth a look stops no build: words that must go up today do not wait
/// for a heading.
#[test]
fn a_warning_in_a_text_is_said_and_stops_nothing() {
    let portal = copy_of_northmoor();
    let page = portal.path().join("content/complain.md");
    let text = fs::read_to_string(&page).expect("a page");
    fs::write(&page, format!("{text}\n##### Deep down\n")).expect("written");
    let out = portal.path().join("public");
    let built = build(portal.path(), &out);
    let said = String::from_utf8_lossy(&built.stderr);
    assert!(built.status.success(), "{said}");
    assert_eq!(said.matches("warning[heading-order]").count(), 1, "{said}");
    assert!(fs::read_to_string(out.join("complain/index.html")).expect("it").contains("Deep down"));
}

#[test]
fn a_page_taken_out_leaves_the_site_too() {
    let portal = copy_of_northmoor();
    fs::write(portal.path().join("content/extra.md"), "---\ntitle: Extra\n---\nMore.\n")
        .expect("written");
    let dir = portal.path().to_str().expect("text");
    assert!(my_review(&["build", dir]).status.success());
    let page = portal.path().join("public/extra/index.html");
    assert!(page.exists());
    fs::remove_file(portal.path().join("content/extra.md")).expect("removed");
    assert!(my_review(&["build", dir]).status.success());
    assert!(!page.exists());
}

#[test]
fn nothing_can_be_submitted_into_a_url_and_nothing_is_third_party() {
    let out = tempfile::tempdir().expect("a folder");
    let site = out.path().join("site");
    assert!(build(&northmoor(), &site).status.success());
    for (name, bytes) in files(&site) {
        if name.extension().is_none_or(|ending| ending != "html") {
            continue;
        }
        let html = String::from_utf8(bytes).expect("UTF-8");
        let name = name.display();
        assert!(!html.contains("<form"), "{name} has a form element");
        assert!(!html.contains(" style="), "{name} has an inline style");
        assert!(!html.contains(" onclick="), "{name} has an inline handler");
        let policy = html.replace("&#x27;", "'").replace("&#39;", "'");
        assert!(policy.contains("form-action 'none'"), "{name} has no policy");
        for tag in
            html.split('<').filter(|tag| tag.starts_with("script ") || tag.starts_with("link "))
        {
            let tag = tag.split('>').next().unwrap_or_default();
            // The addresses of the page's translations must be whole. Browsers
            // fetch nothing from them.
            let own = tag.starts_with("link rel=\"alternate\"")
                && tag.contains(" href=\"https://my-review.northmoor.example/");
            let elsewhere = tag.contains("=\"http") || tag.contains("=\"//");
            assert!(own || !elsewhere, "{name}: {tag}");
            if tag.contains(" src=") || tag.contains("stylesheet") {
                assert!(tag.contains("integrity=\"sha256-"), "{name}: {tag}");
            }
        }
        for field in
            html.split('<').filter(|tag| tag.starts_with("input") || tag.starts_with("textarea"))
        {
            let field = field.split('>').next().unwrap_or_default();
            assert!(!field.contains(" name="), "{name}: {field}");
        }
    }
}

#[test]
fn the_manifest_names_every_file_with_its_hash() {
    use sha2::{Digest, Sha256};
    let out = tempfile::tempdir().expect("a folder");
    let site = out.path().join("site");
    assert!(build(&northmoor(), &site).status.success());
    let mut written = files(&site);
    let manifest = written.remove(Path::new("manifest.json")).expect("a manifest");
    let manifest: serde_json::Value = serde_json::from_slice(&manifest).expect("JSON");
    let listed: BTreeMap<PathBuf, String> = manifest["files"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|file| {
            let text = |key: &str| file[key].as_str().expect("text").to_owned();
            (PathBuf::from(text("path")), text("sha256"))
        })
        .collect();
    let hashed: BTreeMap<PathBuf, String> = written
        .iter()
        .map(|(name, bytes)| (name.clone(), data_encoding::HEXLOWER.encode(&Sha256::digest(bytes))))
        .collect();
    assert_eq!(listed, hashed);
}

#[test]
fn an_own_theme_overrides_single_files() {
    let portal = copy_of_northmoor();
    fs::remove_dir_all(portal.path().join("themes")).expect("removed");
    let dir = portal.path().to_str().expect("text");
    assert!(my_review(&["build", dir]).status.success(), "the program carries the default theme");
    let own = portal.path().join("themes/moor/templates");
    fs::create_dir_all(&own).expect("a folder");
    fs::write(own.join("404.html"), "<p>{{ page.title }} on the moor</p>").expect("written");
    let site = portal.path().join("site.yaml");
    let text = fs::read_to_string(&site).expect("a file").replace("theme: default", "theme: moor");
    fs::write(&site, text).expect("written");
    assert!(my_review(&["build", dir]).status.success());
    let page = fs::read_to_string(portal.path().join("public/404.html")).expect("a page");
    assert!(page.ends_with("on the moor</p>"), "{page}");
    fs::write(own.join("404.html"), "\n  {% if %}").expect("written");
    let output = my_review(&["check", dir]);
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(said.contains("themes/moor/templates/404.html:2:"), "{said}");
}

/// The pages that a page links to, by their places in the site.
fn links(page: &Path, html: &str) -> Vec<PathBuf> {
    let targets = html.split("<a ").skip(1).filter_map(|tag| {
        let (_, rest) = tag.split('>').next()?.split_once("href=\"")?;
        rest.split(['"', '#']).next()
    });
    let own = targets.filter(|to| !to.contains(':'));
    own.map(|to| {
        let mut path: Vec<&str> =
            page.parent().into_iter().flat_map(Path::iter).filter_map(|p| p.to_str()).collect();
        for part in to.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    path.pop();
                }
                part => path.push(part),
            }
        }
        path.iter().collect::<PathBuf>().join("index.html")
    })
    .collect()
}

#[test]
fn every_page_is_within_three_steps_of_the_home_page() {
    let out = tempfile::tempdir().expect("a folder");
    let site = out.path().join("site");
    assert!(build(&northmoor(), &site).status.success());
    let mut left: BTreeMap<PathBuf, String> = files(&site)
        .into_iter()
        .filter(|(name, _)| name.extension().is_some_and(|ending| ending == "html"))
        .map(|(name, bytes)| (name, String::from_utf8(bytes).expect("UTF-8")))
        .collect();
    // Each language has a home page.
    let homes = ["index.html", "cy/index.html", "ar/index.html"].map(PathBuf::from);
    let mut step: Vec<_> =
        homes.iter().map(|home| left.remove_entry(home).expect("a home page")).collect();
    for _ in 0..3 {
        let linked: Vec<_> = step.iter().flat_map(|(page, html)| links(page, html)).collect();
        step = linked.into_iter().filter_map(|page| left.remove_entry(&page)).collect();
    }
    let left: Vec<_> = left.keys().map(|page| page.display().to_string()).collect();
    // Nothing leads to the page for wrong addresses, and the IRO's own form and
    // its booklets open by an IRO's link only.
    let known = |page: &&String| *page == "404.html" || page.contains("forms/iro-record/");
    assert_eq!(left.iter().filter(|page| !known(page)).collect::<Vec<_>>(), [""; 0]);
    assert!(left.contains(&"404.html".to_owned()), "the pages were looked at");
}
