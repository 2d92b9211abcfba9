//! The program itself: arguments, exit codes, signals, and what it says.

use super::client::{SITE, post_head, request, sealed};
use std::io::{BufRead, BufReader, Read};
use std::net::SocketAddr;
use std::process::{Child, ChildStderr, Command, Output, Stdio};

fn letterbox() -> Command {
    Command::new(env!("CARGO_BIN_EXE_my-review-letterbox"))
}

fn run(arguments: &[&str]) -> Output {
    letterbox().args(arguments).output().expect("it runs")
}

/// A running letterbox; ended with the test, also when the test fails.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A running letterbox, where it listens, and the rest of what it says.
fn start(arguments: &[&str]) -> (Running, SocketAddr, BufReader<ChildStderr>) {
    let child = letterbox()
        .args(arguments)
        .args(["--listen", "127.0.0.1:0"])
        .stderr(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut child = Running(child);
    let mut said = BufReader::new(child.0.stderr.take().expect("its messages"));
    let mut line = String::new();
    said.read_line(&mut line).expect("a line");
    let address = line.trim().strip_prefix("listening on http://");
    let address = address.unwrap_or_else(|| panic!("{line}"));
    (child, address.parse().expect("an address"), said)
}

#[cfg(unix)]
fn stop(child: &Running, signal: &str) {
    let id = child.0.id().to_string();
    let sent = Command::new("kill").args(["-s", signal, &id]).status();
    assert!(sent.expect("kill runs").success());
}

#[cfg(unix)]
#[test]
fn it_serves_until_told_to_stop_and_never_names_a_sender() {
    for signal in ["TERM", "INT"] {
        let folder = tempfile::tempdir().expect("a folder");
        let inbox = folder.path().join("inbox");
        let (mut child, address, mut said) = start(&[
            "--inbox",
            inbox.to_str().expect("text"),
            "--origin",
            "https://other.example",
            SITE,
            "--trusted-proxy",
            "127.0.0.1",
            "--max-size",
            "100000",
            "--inbox-max-files",
            "1",
        ]);
        let post = |body: &[u8]| {
            let lines = "X-Forwarded-For: 192.0.2.77\r\n";
            request(address, &post_head(lines, body.len()), body).status
        };
        assert_eq!(post(&sealed(1, 100)), 201);
        assert_eq!(post(&sealed(2, 100)), 507);
        assert_eq!(post(b"telltale junk"), 400);
        assert_eq!(post(&sealed(2, 200_000)), 413);
        std::fs::remove_dir_all(&inbox).expect("removed");
        assert_eq!(post(&sealed(3, 100)), 503);

        stop(&child, signal);
        let mut rest = String::new();
        said.read_to_string(&mut rest).expect("text");
        assert_eq!(child.0.wait().expect("it ends").code(), Some(0));
        for never in ["127.0.0.1", "192.0.2", "telltale", ".age", "forwarded"] {
            assert!(!rest.contains(never), "{never}: {rest}");
        }
        let mut out = String::new();
        let mut stdout = child.0.stdout.take().expect("its output");
        stdout.read_to_string(&mut out).expect("text");
        assert_eq!(out, "");
    }
}

/// Otherwise a county would look like one sender who sends too much.
#[cfg(unix)]
#[test]
fn it_warns_once_when_all_senders_look_like_one() {
    for (option, lines) in
        [(None, "X-Forwarded-For: 192.0.2.77\r\n"), (Some("--trusted-proxy=127.0.0.1"), "")]
    {
        let folder = tempfile::tempdir().expect("a folder");
        let inbox = folder.path().to_str().expect("text");
        let mut arguments = vec!["--inbox", inbox, "--origin", SITE];
        arguments.extend(option);
        let (mut child, address, mut said) = start(&arguments);
        for seed in 0..3 {
            let file = sealed(seed, 100);
            let answer = request(address, &post_head(lines, file.len()), &file);
            assert_eq!(answer.status, 201);
        }
        stop(&child, "TERM");
        let mut rest = String::new();
        said.read_to_string(&mut rest).expect("text");
        child.0.wait().expect("it ends");
        assert_eq!(rest.matches("count as one").count(), 1, "{rest}");
        assert!(!rest.contains("192.0.2"), "{rest}");
    }
}

#[test]
fn what_it_cannot_do_is_exit_2() {
    let folder = tempfile::tempdir().expect("a folder");
    let inbox = folder.path().join("inbox");
    let inbox = inbox.to_str().expect("text");
    let file = folder.path().join("file");
    std::fs::write(&file, "not a folder").expect("a file");
    let file = file.to_str().expect("text");
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let taken = taken.local_addr().expect("an address").to_string();
    let free = "127.0.0.1:0";
    for (says, arguments) in [
        ("Usage", vec![]),
        ("--origin", vec!["--inbox", inbox, "--listen", free]),
        ("origin", vec!["--inbox", inbox, "--listen", free, "--origin", "*"]),
        ("no place that this", vec!["--inbox", "ftp://a/b", "--listen", free, "--origin", SITE]),
        ("names no bucket", vec!["--inbox", "s3:///p", "--listen", free, "--origin", SITE]),
        ("az://c/p cannot be", vec!["--inbox", "az://c/p", "--listen", free, "--origin", SITE]),
        ("cannot be used", vec!["--inbox", file, "--listen", free, "--origin", SITE]),
        ("cannot listen", vec!["--inbox", inbox, "--listen", &taken, "--origin", SITE]),
        ("cannot listen", vec!["--inbox", inbox, "--listen", "nowhere", "--origin", SITE]),
        (
            "--max-size",
            vec!["--inbox", inbox, "--listen", free, "--origin", SITE, "--max-size", "0"],
        ),
    ] {
        let output = run(&arguments);
        let said = String::from_utf8(output.stderr).expect("text");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {said}");
        assert!(said.contains(says), "{arguments:?}: {said}");
        assert_eq!(output.stdout, b"");
    }
}

#[test]
fn help_and_version_are_complete() {
    let help = run(&["--help"]);
    assert_eq!(help.status.code(), Some(0));
    let text = String::from_utf8(help.stdout).expect("text");
    for option in [
        "--inbox",
        "--listen",
        "--origin",
        "--max-size",
        "--inbox-max-bytes",
        "--inbox-max-files",
        "--trusted-proxy",
        "26214400",
        "Exit status",
    ] {
        assert!(text.contains(option), "{option}");
    }
    let version = run(&["--version"]);
    assert_eq!(version.status.code(), Some(0));
    let text = String::from_utf8(version.stdout).expect("text");
    assert_eq!(text, format!("my-review-letterbox {}\n", env!("CARGO_PKG_VERSION")));
}
