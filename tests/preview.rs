//! The preview, asked as a browser asks it.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

struct Preview {
    child: Child,
    address: String,
}

impl Preview {
    fn start(dir: &Path) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_my-review"))
            .args(["preview", dir.to_str().expect("text"), "--port", "0"])
            .stderr(Stdio::piped())
            .spawn()
            .expect("my-review starts");
        let mut lines = BufReader::new(child.stderr.take().expect("stderr")).lines();
        let address = lines
            .by_ref()
            .map(|line| line.expect("text"))
            .find_map(|line| {
                let address = line.strip_prefix("The preview is at http://")?;
                Some(address.trim_end_matches('/').to_owned())
            })
            .expect("an address");
        // What it says further on must not fill the pipe.
        std::thread::spawn(move || lines.count());
        Self { child, address }
    }

    fn ask(&self, path: &str, host: &str, more: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).expect("a connection");
        stream.set_read_timeout(Some(Duration::from_secs(30))).expect("a time");
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\n{more}Connection: close\r\n\r\n")
            .expect("asked");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("an answer");
        String::from_utf8_lossy(&answer).into_owned()
    }

    fn get(&self, path: &str) -> String {
        self.ask(path, &self.address, "")
    }

    /// Asks until the page is as wanted.
    fn until(&self, path: &str, what: &str, wanted: impl Fn(&str) -> bool) -> String {
        let start = Instant::now();
        loop {
            let page = self.get(path);
            if wanted(&page) {
                return page;
            }
            assert!(start.elapsed() < Duration::from_secs(20), "{what} never came:\n{page}");
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

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
