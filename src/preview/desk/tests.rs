use super::*;
use crate::problem::Format;
use std::fs;

const SITE: &str = "title: Our Say\ncouncil: Eastlake Council\nbase_url: https://my-review.eastlake.example\nletterbox: https://letterbox.eastlake.example\nlanguages:\n  - en\n  - { code: cy, checked_by: Nia Rees }\nrecipients:\n  - age1z3295y049qrv7vl8mx8zmd7vj20cm4lkytln2rndgsscw3ckldjqrt5u69\n  - age102amswg4n6ukdu32n34f90xdmnp903r8gmkkladddz045y4tcdfsz5cjhg\n";

/// Pages that links lead to, that are translated or not, and that the site
/// shows in places of its own.
const PAGES: [&str; 5] = ["index", "one", "two", "words/index", "people/amina"];

struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        let folder = Self(tempfile::tempdir().expect("a folder"));
        folder.write("site.yaml", SITE);
        for page in PAGES {
            folder.write(&content(page), page_with(page, "Hello.\n\n## Part\n\nMore."));
        }
        folder.write("content/cy/one.md", "---\ntitle: Un\n---\n\nHelo.\n\n## Rhan\n\nMwy.\n");
        folder
    }

    fn dir(&self) -> &Path {
        self.0.path()
    }

    fn write(&self, file: &str, text: impl AsRef<[u8]>) {
        let path = self.dir().join(file);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("written");
    }
}

fn content(page: &str) -> String {
    format!("content/{page}.md")
}

fn page_with(page: &str, text: &str) -> String {
    let head = if page.starts_with("people/") { "name: Amina Khan" } else { "title: A page" };
    format!("---\n{head}\n---\n\n{text}\n")
}

/// How many of the texts leave the headings as they are and have no mistake.
const IN_ORDER: usize = 7;

const TEXTS: &[&str] = &[
    "Other words, {council}.\n\n## Part\n\nMore.",
    "[There](two.md) and [back](one.md#part).\n\n## Part\n\nMore.",
    "Ring 01632 960 123.\n\n## Part\n\n[here](one.md)",
    "The child is in a placement of a multidisciplinary organisation which facilitates participation opportunities, and notwithstanding the aforementioned considerations everybody nevertheless endeavours to communicate appropriately, independently and comprehensively with every individual concerned about the arrangements and their implementation throughout the organisation.\n\n## Part\n\nMore.",
    "Hello.\n\n## Part\n\n[here](#part) [nowhere](two.md#no-such)",
    "Hello.\n\n## Part\n\n| a | b |\n|---|---|\n| 1 | 2 |",
    "Hello.\n\n## Part\n\nMore.",
    "[Nowhere](page-99.md)\n\n## Part\n\nMore.",
    "<b>Hello</b>\n\n## Part\n\nMore.",
    "{nothing}\n\n## Part\n\nMore.",
    "## Another part\n\nHello.\n\n### Part\n\nMore.",
    "",
];

/// Numbers as if thrown, the same in every run.
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963);
        usize::try_from(self.0 >> 33).expect("31 bits") % sides
    }
}

/// One thing that somebody does to the folder, and what the preview is told.
fn edit(folder: &Folder, dice: &mut Dice) -> Option<Vec<String>> {
    let page = PAGES[dice.throw(PAGES.len())];
    let file = content(page);
    let changed = Some(vec![file.clone()]);
    // Most of what is written is in order.
    let some = if dice.throw(3) == 0 { TEXTS } else { &TEXTS[..IN_ORDER] };
    let text = some[dice.throw(some.len())];
    match dice.throw(32) {
        0 => {
            folder.write(&file, page_with(page, text).replace("A page", "Another page"));
            changed
        }
        1 => {
            let signed =
                "signed_off: { by: Loud & Clear, on: 2026-11-20, version: \"0123456789abcdef\" }";
            folder.write(
                &file,
                page_with(page, text).replacen("\n---", &format!("\n{signed}\n---"), 1),
            );
            changed
        }
        // Half saved, or saved by a program that knows no better.
        2 => {
            let text = page_with(page, text);
            folder.write(&file, &text.as_bytes()[..text.len() / 2]);
            changed
        }
        3 => {
            folder.write(&file, b"---\ntitle: \xff\n---\n");
            changed
        }
        4 => {
            fs::remove_file(folder.dir().join(&file)).ok()?;
            None
        }
        5 => {
            folder.write("site.yaml", SITE.replace("Our Say", text.get(..3).unwrap_or("None")));
            Some(vec!["site.yaml".to_owned()])
        }
        6 => {
            folder.write("content/cy/one.md", format!("---\ntitle: Un\n---\n\n{text}\n"));
            Some(vec!["content/cy/one.md".to_owned()])
        }
        7 => {
            folder.write("themes/default/templates/404.html", "{% block %}");
            None
        }
        8 => {
            let _ = fs::remove_dir_all(folder.dir().join("themes"));
            None
        }
        9 => {
            let other = content(PAGES[dice.throw(PAGES.len())]);
            folder.write(&file, page_with(page, text));
            let both = vec![file, other.clone()];
            let is_there = folder.dir().join(&other).exists();
            is_there.then_some(both)
        }
        _ => {
            let was_there = folder.dir().join(&file).exists();
            folder.write(&file, page_with(page, text));
            changed.filter(|_| was_there)
        }
    }
}

/// Puts right whatever may be wrong, as people do after a while.
fn mend(folder: &Folder) {
    let _ = fs::remove_dir_all(folder.dir().join("themes"));
    folder.write("site.yaml", SITE);
    for page in PAGES {
        folder.write(&content(page), page_with(page, TEXTS[0]));
    }
    folder.write("content/cy/one.md", "---\ntitle: Un\n---\n\nHelo.\n\n## Rhan\n\nMwy.\n");
}

#[test]
fn after_any_edits_it_shows_what_a_whole_build_and_a_whole_check_give() {
    let folder = Folder::new();
    let mut desk = Desk::open(folder.dir(), 1);
    assert_eq!(desk.shown().report, "");
    let mut good = Arc::clone(desk.shown());
    let mut dice = Dice(7);
    let mut quick = 0;
    for step in 0..40 {
        let changed = if step % 5 == 4 {
            mend(&folder);
            None
        } else {
            edit(&folder, &mut dice)
        };
        quick += usize::from(desk.renew(changed.as_deref()));
        let whole = Desk::open(folder.dir(), 1);
        let (shown, whole) = (desk.shown(), whole.shown());
        assert_eq!(shown.report, whole.report, "step {step}: {changed:?}");
        assert_eq!(shown.errors, whole.errors, "step {step}: {changed:?}");
        if whole.errors == 0 {
            let checked = Checked::load(folder.dir()).problems;
            let report = problem::render(&checked, Format::Text, false);
            assert_eq!(shown.report, if checked.is_empty() { String::new() } else { report });
            good = Arc::clone(whole);
        }
        // With a mistake, the last good site stays.
        assert!(shown.site == good.site, "step {step}: {changed:?}");
        assert_eq!(shown.state(b"x").page, good.state(b"x").page, "step {step}: {changed:?}");
    }
    assert!(quick > 5, "{quick} of the edits were of texts alone");
}

#[test]
fn only_a_text_without_mistakes_is_made_by_itself() {
    let folder = Folder::new();
    let mut desk = Desk::open(folder.dir(), 1);
    for (page, text, quick) in [
        ("two", TEXTS[0], true),
        ("two", TEXTS[2], true),
        ("index", TEXTS[1], true),
        ("people/amina", TEXTS[5], true),
        // It has a translation, which is whole.
        ("one", TEXTS[0], true),
        ("two", "[Nowhere](page-99.md)\n\n## Part\n\nMore.", false),
        // The mistake was everybody's.
        ("two", TEXTS[6], false),
        ("two", TEXTS[0], true),
        // Links may lead to headings.
        ("two", "## Another\n\nHello.", false),
        ("two", "## Another\n\nHello again.", true),
    ] {
        folder.write(&content(page), page_with(page, text));
        assert_eq!(desk.renew(Some(&[content(page)])), quick, "{page}: {text}");
    }
    folder
        .write("content/two.md", "---\ntitle: Another title\n---\n\n## Another\n\nHello again.\n");
    assert!(!desk.renew(Some(&[content("two")])), "titles are in menus");
    assert!(!desk.renew(None), "files came or went");
    assert!(!desk.renew(Some(&["site.yaml".to_owned()])));
}

#[test]
fn after_a_change_in_the_theme_the_pages_are_made_of_what_was_read() {
    let folder = Folder::new();
    // There is advice on it, which stays.
    folder.write(&content("two"), page_with("two", TEXTS[2]));
    let mut desk = Desk::open(folder.dir(), 1);
    let first_page = |desk: &Desk| {
        let read = desk.read.as_ref()?;
        Some(Arc::clone(&read.portal.pages.first()?.source))
    };
    let template = |words| {
        format!("{{% extends \"base.html\" %}}{{% block main %}}{words}{{% endblock main %}}")
    };
    for (file, text, quick) in [
        ("templates/404.html", template("Not here"), true),
        ("templates/404.html", template("Nowhere"), true),
        ("css/own.css", "b { color: red }".to_owned(), true),
        ("lang/en/own.ftl", "nobody-asks = For this\n".to_owned(), true),
        ("theme.yaml", "colours: { accent: \"#fffffe\" }\n".to_owned(), false),
        ("theme.yaml", "colours: { accent: \"#004050\" }\n".to_owned(), false),
        ("theme.yaml", "colours: { accent: \"#003050\" }\n".to_owned(), true),
        ("templates/404.html", "{% block %}".to_owned(), false),
        ("templates/404.html", template("Here again"), false),
    ] {
        let file = format!("themes/default/{file}");
        folder.write(&file, &text);
        let before = first_page(&desk);
        desk.renew(Some(&[file]));
        let same = before.zip(first_page(&desk)).is_some_and(|(one, two)| Arc::ptr_eq(&one, &two));
        assert_eq!(same, quick, "{text}");
        let whole = Desk::open(folder.dir(), 1);
        let (shown, whole) = (desk.shown(), whole.shown());
        assert_eq!((&shown.report, shown.errors), (&whole.report, whole.errors), "{text}");
        assert!(whole.errors > 0 || shown.site == whole.site, "{text}");
        assert!(shown.report.contains("does not say where the link leads"), "{}", shown.report);
    }
}

#[test]
fn a_page_that_is_no_file_any_more_is_not_followed() {
    let folder = Folder::new();
    let mut desk = Desk::open(folder.dir(), 1);
    let page = folder.dir().join("content/two.md");
    fs::remove_file(&page).expect("removed");
    assert!(!desk.renew(Some(&[content("two")])));
    assert!(!desk.shown().site.contains_key("two/index.html"));
    folder.write("content/two.md", page_with("two", "Back."));
    desk.renew(None);
    #[cfg(unix)]
    {
        fs::remove_file(&page).expect("removed");
        std::os::unix::fs::symlink("/etc/hostname", &page).expect("linked");
        assert!(!desk.renew(Some(&[content("two")])));
        assert!(desk.shown().report.contains("links are not followed"), "{}", desk.shown().report);
    }
}

#[test]
fn of_very_many_problems_some_are_shown_and_the_mistakes_first() {
    let folder = Folder::new();
    folder.write(&content("one"), page_with("one", &"[here](two.md)\n\n".repeat(150)));
    let mut desk = Desk::open(folder.dir(), 1);
    let shown = |desk: &Desk| {
        let report = desk.shown().report.clone();
        let all = Checked::load(folder.dir()).problems.len();
        assert!(report.contains(&format!("the first of {all}:")), "{report}");
        (report.matches("does not say where the link leads").count(), report)
    };
    let (vague, _) = shown(&desk);
    assert!(50 < vague && vague <= 100, "{vague}");
    folder.write(&content("two"), page_with("two", "[Nowhere](page-99.md)"));
    desk.renew(None);
    let (_, report) = shown(&desk);
    assert!(report.starts_with("error[broken-link]"), "{report}");
}
