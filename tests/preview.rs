//! The preview, asked as a browser asks it.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

mod previewing;

use previewing::Preview;
use std::fs;
use std::time::Duration;

const SITE: &str = "title: Our Say\ncouncil: Eastlake Council\nbase_url: https://my-review.eastlake.example\nletterbox: https://letterbox.eastlake.example\nrecipients:\n  - age1z3295y049qrv7vl8mx8zmd7vj20cm4lkytln2rndgsscw3ckldjqrt5u69\n  - age102amswg4n6ukdu32n34f90xdmnp903r8gmkkladddz045y4tcdfsz5cjhg\n";
const FORM: &str = "title: My Form\nfor: child\nto: iro\nsections:\n  - id: one\n    title: One\n    questions:\n      - { id: a, kind: long-text, ask: How are you? }\n";

fn portal() -> tempfile::TempDir {
    let dir = tempfile::tempdir().expect("a folder");
    fs::create_dir_all(dir.path().join("forms")).expect("a folder");
    fs::create_dir_all(dir.path().join("content")).expect("a folder");
    fs::write(dir.path().join("site.yaml"), SITE).expect("written");
    fs::write(dir.path().join("forms/little.yaml"), FORM).expect("written");
    dir
}

const PAGE: &str = "/forms/little/";

#[test]
fn a_mistake_shows_with_its_place_and_goes_when_it_is_mended() {
    let dir = portal();
    let form = dir.path().join("forms/little.yaml");
    let preview = Preview::start(dir.path());
    let good = preview.until(PAGE, "the form", |page| page.contains("How are you?"));
    assert!(good.contains("id=\"my-review-problems\" aria-label=\"Preview: problems\" hidden>"));
    assert!(!good.contains("letterbox.eastlake.example;"), "nothing can be sent from here");
    assert!(good.contains("connect-src &#39;self&#39;; form-action"), "{good}");
    for spoilt in [
        FORM.replace("kind: long-text", "kind: <b>long"),
        FORM[..FORM.len() / 2].to_owned(),
        String::new(),
        "\u{0}\u{1}".to_owned(),
        FORM.replace("title: My Form", "title: \"My Form"),
    ] {
        fs::write(&form, &spoilt).expect("written");
        let page = preview.until(PAGE, "the mistake", |page| page.contains("forms/little.yaml:"));
        assert!(page.contains("How are you?"), "the last good page stays:\n{page}");
        assert!(!page.contains("<b>long"), "what was written is text");
        fs::write(&form, FORM).expect("written");
        preview.until(PAGE, "the mended page", |page| !page.contains("little.yaml:"));
    }
    fs::write(&form, FORM.replace("How are you?", "How is it?")).expect("written");
    preview.until(PAGE, "the new words", |page| page.contains("How is it?"));
}

#[test]
fn it_starts_with_a_mistake_and_survives_a_folder_that_is_taken_away() {
    let dir = portal();
    fs::write(dir.path().join("site.yaml"), "title: [\n").expect("written");
    let preview = Preview::start(dir.path());
    preview.until("/", "the mistake", |page| page.contains("site.yaml:1:"));
    fs::write(dir.path().join("site.yaml"), SITE).expect("written");
    preview.until("/", "the page", |page| page.contains("Our Say"));
    let away = dir.path().with_extension("away");
    fs::rename(dir.path(), &away).expect("moved");
    preview.until("/", "the mistake", |page| page.contains("there is no file site.yaml"));
    fs::rename(&away, dir.path()).expect("moved back");
    preview.until("/", "the page", |page| !page.contains("there is no file site.yaml"));
}

#[test]
fn a_page_that_waits_is_told() {
    let dir = portal();
    let preview = Preview::start(dir.path());
    let page = preview.until(PAGE, "the form", |page| page.contains("How are you?"));
    let state = page.split("data-state=\"").nth(1).and_then(|rest| rest.split('"').next());
    let more = format!("X-Page: {PAGE}\r\nX-Seen: {}\r\n", state.expect("a state"));
    let form = dir.path().join("forms/little.yaml");
    let writer = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(400));
        fs::write(form, "title: [").expect("written");
    });
    let news = preview.ask("/.my-review/changes", &preview.address, &more);
    writer.join().expect("written");
    assert!(news.contains("\"stale\":true"), "{news}");
    assert!(news.contains("forms/little.yaml:"), "{news}");
}

#[test]
fn only_this_computer_is_answered() {
    let dir = portal();
    let preview = Preview::start(dir.path());
    preview.until("/", "the page", |page| page.contains("Our Say"));
    assert!(preview.ask("/", "evil.example", "").starts_with("HTTP/1.1 421"));
    assert!(preview.get("/../../etc/passwd").starts_with("HTTP/1.1 404"));
    assert!(preview.get("/.my-review/changes").starts_with("HTTP/1.1 400"));
}

#[test]
fn a_form_has_its_e_mail_beside_it() {
    let dir = portal();
    let preview = Preview::start(dir.path());
    let page = preview.until(PAGE, "the form", |page| page.contains("How are you?"));
    let mail = format!("/.my-review/mail{PAGE}");
    assert!(page.contains(&format!("data-mail-at=\"{mail}\"")), "{page}");
    let letter = preview.get(&mail);
    assert!(letter.starts_with("HTTP/1.1 200"), "{letter}");
    assert!(letter.contains("script-src 'self'; connect-src 'self'"), "{letter}");
    assert!(letter.contains("How are you?") && letter.contains("Robin Fellgate"), "{letter}");
    let form = dir.path().join("forms/little.yaml");
    fs::write(&form, FORM.replace("to: iro", "to: collect")).expect("written");
    let counted = |page: &str| page.starts_with("HTTP/1.1 404");
    preview.until(&mail, "a form without e-mail", counted);
    assert!(preview.get("/.my-review/mail/forms/elsewhere/").starts_with("HTTP/1.1 404"));
}
