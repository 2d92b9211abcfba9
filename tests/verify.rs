//! `my-review verify`, against a small web server of the test's own.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::{Arc, Mutex};
use walkdir::WalkDir;

fn my_review(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_my-review"))
        .args(arguments)
        .output()
        .expect("my-review starts")
}

type Files = Arc<Mutex<BTreeMap<String, Vec<u8>>>>;

/// Serves files, sends `…/index.html` on to `…/` as static hosts do, and what is
/// called `redirect:…` to that place.
fn serve(files: &Files) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    let files = Arc::clone(files);
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let files = Arc::clone(&files);
            std::thread::spawn(move || stream.map(|stream| answer(stream, &files)));
        }
    });
    format!("http://{address}/portal")
}

fn answer(mut stream: TcpStream, files: &Files) {
    let mut lines = BufReader::new(stream.try_clone().expect("a stream")).lines();
    let Some(Ok(first)) = lines.next() else { return };
    for line in lines.map_while(Result::ok) {
        if line.is_empty() {
            break;
        }
    }
    let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
    let redirect = |to: &str| {
        format!(
            "HTTP/1.1 301 Moved\r\nLocation: {to}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        )
    };
    let path = path.strip_prefix("/portal/").unwrap_or("nothing").to_owned();
    let head;
    let mut body = Vec::new();
    if let Some(folder) = path.strip_suffix("index.html") {
        head = redirect(&format!("/portal/{folder}"));
    } else {
        let name = if path.is_empty() || path.ends_with('/') {
            format!("{path}index.html")
        } else {
            path.clone()
        };
        let found = files.lock().expect("the files").get(&name).cloned();
        let status = if found.is_none() || name == "404.html" { "404 Not Found" } else { "200 OK" };
        body = found.unwrap_or_else(|| b"nothing here".to_vec());
        if let Some(to) = body.strip_prefix(b"redirect:".as_slice()) {
            head = redirect(&String::from_utf8_lossy(to));
            body = Vec::new();
        } else {
            head = format!(
                "HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
                body.len()
            );
        }
    }
    let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(&body));
}

fn built() -> (tempfile::TempDir, PathBuf, BTreeMap<String, Vec<u8>>) {
    let folder = tempfile::tempdir().expect("a folder");
    let portal = Path::new(env!("CARGO_MANIFEST_DIR"));
    let out = folder.path().join("site");
    let output =
        my_review(&["build", portal.to_str().expect("text"), "--out", out.to_str().expect("text")]);
    assert!(output.status.success());
    let files = WalkDir::new(&out)
        .into_iter()
        .map(|entry| entry.expect("an entry"))
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let name =
                entry.path().strip_prefix(&out).expect("below it").to_string_lossy().into_owned();
            (name, fs::read(entry.path()).expect("a file"))
        })
        .collect();
    (folder, out.join("manifest.json"), files)
}

#[test]
fn names_every_file_that_differs_and_no_other() {
    let (_folder, manifest, built) = built();
    let files: Files = Arc::new(Mutex::new(built.clone()));
    let url = serve(&files);
    let verify = || my_review(&["verify", &url, "--manifest", manifest.to_str().expect("text")]);

    let same = verify();
    let said = String::from_utf8_lossy(&same.stderr).into_owned();
    assert!(same.status.success() && same.stdout.is_empty(), "{said}");
    assert!(said.contains("are as they were built"), "{said}");

    {
        let mut files = files.lock().expect("the files");
        let page = files.get_mut("privacy/index.html").expect("a page");
        let last = page.len() - 2;
        page[last] ^= 1;
        files.get_mut("forms.json").expect("the catalogue").push(b' ');
        files.remove("get-help-now/index.html");
        files.insert("index.html".into(), b"redirect:http://127.0.0.2:9/elsewhere".to_vec());
        files.insert("404.html".into(), b"redirect:/portal/404.html".to_vec());
    }
    let other = verify();
    assert_eq!(other.status.code(), Some(1));
    let said = String::from_utf8_lossy(&other.stdout).into_owned();
    let mut lines: Vec<_> = said.lines().collect();
    lines.sort_unstable();
    let size = built["forms.json"].len();
    assert_eq!(
        lines,
        [
            "404.html is sent on from one address to the next without end".to_owned(),
            format!("forms.json differs: {} bytes, and {size} were built", size + 1),
            "get-help-now/index.html is missing".to_owned(),
            "index.html is sent on to another place: http://127.0.0.2:9/elsewhere".to_owned(),
            "privacy/index.html differs: its content is another one".to_owned(),
        ]
    );
}

#[test]
fn what_cannot_run_exits_with_two() {
    let (folder, manifest, _) = built();
    let manifest = manifest.to_str().expect("text");
    let free = TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("an address");
    let nobody = format!("http://{free}");
    let nothing = folder.path().join("nothing.json");
    let other = folder.path().join("other.json");
    fs::write(&other, "{}").expect("written");
    for (url, manifest, says) in [
        (nobody.as_str(), manifest, "does not answer"),
        ("my-review.example", manifest, "is not an address"),
        ("ftp://my-review.example", manifest, "is not an address"),
        (nobody.as_str(), nothing.to_str().expect("text"), "cannot be read"),
        (nobody.as_str(), other.to_str().expect("text"), "is not a manifest"),
    ] {
        let output = my_review(&["verify", url, "--manifest", manifest]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{url} {manifest}: {said}");
        assert!(said.contains(says), "{said}");
    }
}
