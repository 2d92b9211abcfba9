//! A preview that runs, and is asked as a browser asks it.

#![allow(
    dead_code,
    unreachable_pub,
    clippy::expect_used,
    reason = "each test that shares this uses a part of it, and fails if it cannot go on"
)]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

pub struct Preview {
    child: Child,
    pub address: String,
}

impl Preview {
    pub fn start(dir: &Path) -> Self {
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

    pub fn ask(&self, path: &str, host: &str, more: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).expect("a connection");
        stream.set_read_timeout(Some(Duration::from_secs(30))).expect("a time");
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\n{more}Connection: close\r\n\r\n")
            .expect("asked");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("an answer");
        String::from_utf8_lossy(&answer).into_owned()
    }

    pub fn get(&self, path: &str) -> String {
        self.ask(path, &self.address, "")
    }

    /// Asks until the page is as wanted.
    pub fn until(&self, path: &str, what: &str, wanted: impl Fn(&str) -> bool) -> String {
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
