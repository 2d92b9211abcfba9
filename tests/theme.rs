//! A council's theme: it changes what it names and nothing else.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use walkdir::WalkDir;

fn repository() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn my_review(arguments: &[&str]) -> Output {
    let output = Command::new(env!("CARGO_BIN_EXE_my-review")).args(arguments).output();
    output.expect("my-review starts")
}

fn copy(from: &Path, to: &Path) {
    for entry in WalkDir::new(from) {
        let entry = entry.expect("an entry");
        let target = to.join(entry.path().strip_prefix(from).expect("below it"));
        if entry.file_type().is_dir() {
            fs::create_dir_all(target).expect("a folder");
        } else {
            fs::copy(entry.path(), target).expect("a copy");
        }
    }
}

/// The example portal with the theme of tests/theme/moor.
fn on_the_moor() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for part in ["content", "forms"] {
        copy(&repository().join(part), &folder.path().join(part));
    }
    copy(&repository().join("tests/theme/moor"), &folder.path().join("themes/moor"));
    let site = fs::read_to_string(repository().join("site.yaml")).expect("a file");
    let site = site.replace("theme: default", "theme: moor");
    fs::write(folder.path().join("site.yaml"), site).expect("written");
    folder
}

fn built(portal: &Path) -> PathBuf {
    let output = my_review(&["build", portal.to_str().expect("text")]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    portal.join("public")
}

/// The text of the file in `assets` whose name starts and ends so.
fn asset(site: &Path, start: &str, end: &str) -> (String, String) {
    let entries = fs::read_dir(site.join("assets")).expect("the assets");
    let mut names = entries.map(|e| e.expect("one").file_name().to_string_lossy().into_owned());
    let name = names.find(|name| name.starts_with(start) && name.ends_with(end));
    let name = name.unwrap_or_else(|| panic!("no {start}…{end}"));
    let text = fs::read_to_string(site.join("assets").join(&name)).expect("a file");
    (name, text)
}

#[test]
fn colours_logo_font_and_one_component_change_and_the_rest_stays() {
    let portal = on_the_moor();
    let check = my_review(&["check", "--strict", portal.path().to_str().expect("text")]);
    assert!(check.status.success(), "{}", String::from_utf8_lossy(&check.stdout));
    let site = built(portal.path());
    let home = fs::read_to_string(site.join("index.html")).expect("a page");
    let (css_name, css) = asset(&site, "site.", ".css");
    let (by_day, by_night) = css.split_once("@media (prefers-color-scheme:dark)").expect("both");

    assert!(by_day.contains("--accent:#6b2c91;--accent-strong:#431a5c"), "{by_day}");
    assert!(by_day.contains("--surface:#ffffff"), "what is not named is the default's");
    assert!(by_day.contains(".look-older{") && by_day.contains("--hero:#e9defa"), "{by_day}");
    assert!(by_night.contains("--accent:#d9b6ff;--accent-strong:#c3f0f5"), "by night too");
    assert!(css.ends_with(".site-name { letter-spacing: .02em; }\n"), "the council's own rules");

    let (logo, _) = asset(&site, "crest.", ".svg");
    let (dark, _) = asset(&site, "crest-dark.", ".svg");
    assert!(home.contains(&format!("<img src=\"./assets/{logo}\" alt=\"\">")), "{home}");
    assert!(home.contains(&format!("<source srcset=\"./assets/{dark}\"")), "{home}");
    assert!(home.contains(&format!("<link rel=\"icon\" href=\"./assets/{logo}\">")));

    let (font, _) = asset(&site, "our.", ".woff2");
    assert!(
        css.contains(&format!("src:url({font}) format(\"woff2\");font-weight:200 900")),
        "{css}"
    );
    assert!(css.contains(":root{--own-head:\"Own headings\"}"));

    let lost = fs::read_to_string(site.join("404.html")).expect("a page");
    assert!(lost.contains("moor-button"), "the own component");
    assert!(home.contains("site-footer"), "the default's others");
    assert!(home.contains(&css_name));
    let manifest = fs::read_to_string(site.join("manifest.json")).expect("the manifest");
    assert!(manifest.contains(&font) && manifest.contains(&logo) && manifest.contains(&dark));
}

/// By night, a look does not keep the colour that it has by day only.
#[test]
fn a_look_of_the_day_ends_with_the_day() {
    let portal = on_the_moor();
    let (_, css) = asset(&built(portal.path()), "site.", ".css");
    let (by_day, by_night) = css.split_once("@media (prefers-color-scheme:dark)").expect("both");
    let hero = |css: &str| {
        let older = css.split_once(".look-older{").expect("older").1;
        let older = older.split_once('}').expect("its end").0;
        older.split_once("--hero:").expect("a sky").1[..7].to_owned()
    };
    assert_eq!(hero(by_day), "#e9defa");
    assert_ne!(hero(by_night), "#e9defa");
    assert!(by_night.contains(&format!("--hero:{}", hero(by_night))));
}

#[test]
fn nothing_of_a_theme_comes_from_elsewhere() {
    let portal = on_the_moor();
    let (_, css) = asset(&built(portal.path()), "site.", ".css");
    assert!(!css.contains("//") && !css.contains("@import"), "{css}");
}

/// A link is not followed out of the folder.
#[cfg(unix)]
#[test]
fn a_logo_that_is_a_link_is_not_read() {
    let portal = on_the_moor();
    let logo = portal.path().join("themes/moor/images/crest.svg");
    fs::remove_file(&logo).expect("removed");
    std::os::unix::fs::symlink(portal.path().join("site.yaml"), &logo).expect("a link");
    let output = my_review(&["check", portal.path().to_str().expect("text")]);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(output.status.code(), Some(1));
    assert!(said.contains("error[theme-file]: there is no file “images/crest.svg”"), "{said}");
}

/// The page about components is written from the components.
#[test]
fn each_component_is_in_the_manual_with_an_example() {
    let theme = my_review::portal::load(&repository()).0.theme;
    let components = my_review::site::components(&theme);
    assert_eq!(components.len(), theme.below("components/", ".html").count());
    for component in &components {
        assert!(!component.about.is_empty(), "{} says what it is for", component.name);
        assert!(!component.examples.is_empty(), "{} has an example", component.name);
        let source = &theme.files[&format!("components/{}.html", component.name)].text;
        let head = source.lines().find(|line| line.starts_with("{% component")).expect("its head");
        let declared = head.split_once('(').expect("(").1.rsplit_once(')').expect(")").0;
        let declared: Vec<_> = declared.split(',').filter_map(|one| one.split_once(':')).collect();
        let declared: Vec<_> = declared.iter().map(|(name, _)| name.trim()).collect();
        let told: Vec<_> = component.parameters.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(told, declared, "the parameters of {}", component.name);
    }
    let now = my_review::tool::components(&theme);
    let path = repository().join("docs/components.md");
    if std::env::var_os("MANUAL").is_some_and(|what| what == "overwrite") {
        fs::write(&path, &now).expect("written");
    }
    let written = fs::read_to_string(path).unwrap_or_default();
    assert!(
        written == now,
        "docs/components.md is not up to date: MANUAL=overwrite cargo test --test theme"
    );
}

/// What the gallery shows is in no site, and it can be made for an own theme.
#[test]
fn the_gallery_shows_the_portal_s_own_theme() {
    let portal = on_the_moor();
    let out = portal.path().join("gallery");
    let arguments = ["gallery", portal.path().to_str().expect("text"), "--out"];
    let output = my_review(&[&arguments[..], &[out.to_str().expect("text")]].concat());
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    for look in ["little", "middle", "older"] {
        let page = fs::read_to_string(out.join(look).join("index.html")).expect("a page");
        assert!(page.contains("moor-button"), "{look}");
        assert!(page.contains(&format!("look-{look}")), "{look}");
    }
    fs::write(portal.path().join("themes/moor/components/badge.html"), "{# x\n\nExample: {{ <badge /> }}\n#}\n{% component badge(symbol_name: string, colour: string = \"\", size: string = \"\") -%}x{%- endcomponent badge %}").expect("written");
    let output = my_review(&[&arguments[..], &[out.to_str().expect("text")]].concat());
    assert_eq!(output.status.code(), Some(1), "an example that does not work is named");
    assert!(String::from_utf8_lossy(&output.stderr).contains("error[template]"));
}

/// What all pages share is filled in once; a mistake in it is said all the same,
/// where it stands.
#[test]
fn a_mistake_in_the_foot_of_all_pages_is_shown_at_its_place() {
    let portal = on_the_moor();
    let foot = "{% component site_footer(site: map, nav: array, root: string, show_lines: bool = true) -%}\n<footer>{{ site.nothing.at_all }}</footer>\n{%- endcomponent site_footer %}\n";
    fs::write(portal.path().join("themes/moor/components/site-footer.html"), foot)
        .expect("written");
    for command in ["check", "build"] {
        let output = my_review(&[command, portal.path().to_str().expect("text")]);
        assert_eq!(output.status.code(), Some(1));
        let said = [output.stdout, output.stderr].concat();
        let said = String::from_utf8_lossy(&said);
        assert!(said.contains("themes/moor/components/site-footer.html:2:"), "{said}");
    }
}

/// A rule for whatever stands beside anything (`* + *`) makes browsers work out the
/// styles of a whole step anew when one thing in it comes or goes: see
/// browser/README.md.
#[test]
fn no_rule_is_for_whatever_stands_beside_anything() {
    let folder = repository().join("themes/default/css");
    let mut read = 0;
    for entry in fs::read_dir(folder).expect("styles").flatten() {
        let css = fs::read_to_string(entry.path()).expect("a style");
        read += 1;
        // Comments may name what no rule has.
        let rules =
            css.split("/*").map(|part| part.split_once("*/").map_or(part, |(_, rest)| rest));
        for line in rules.flat_map(str::lines) {
            assert!(!line.contains("* +") && !line.contains("* ~"), "{:?}: {line}", entry.path());
        }
    }
    assert!(read >= 5, "{read} styles");
}

/// What a component cannot do without, `once` takes from where it stands; what it
/// can, keeps its default.
#[test]
fn once_finds_the_arguments_that_a_component_needs() {
    let portal = on_the_moor();
    let theme = portal.path().join("themes/moor");
    let note = "{% component our_note(root: string, home: string, look: string = \"none\") -%}<i>{{ root }} {{ home }} {{ look }}</i>{%- endcomponent our_note %}";
    let page = "{% extends \"base.html\" %}{% block main %}{{ once(of=\"our_note\", home=\"here\") }}{% endblock main %}";
    fs::create_dir_all(theme.join("templates")).expect("a folder");
    fs::write(theme.join("components/our-note.html"), note).expect("written");
    fs::write(theme.join("templates/page.html"), page).expect("written");
    let page = fs::read_to_string(built(portal.path()).join("privacy/index.html"));
    let page = page.expect("a page");
    assert!(page.contains("<i>../ here none</i>"), "{page}");
    fs::write(
        theme.join("components/our-note.html"),
        note.replace("root: string", "nowhere: string"),
    )
    .expect("written");
    let output = my_review(&["build", portal.path().to_str().expect("text")]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1));
    assert!(said.contains("nowhere"), "{said}");
}
