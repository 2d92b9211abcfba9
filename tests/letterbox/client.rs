//! A letterbox to test, and a sender that knows no more than TCP.

use my_review::letterbox::{Config, Letterbox};
use sha2::{Digest, Sha256};
use std::fs;
use std::io::{Read, Write};
use std::net::{IpAddr, Shutdown, SocketAddr, TcpStream};
use std::path::Path;
use std::thread::JoinHandle;
use std::time::Duration;
use tempfile::TempDir;
use tokio::net::{TcpListener, TcpSocket};
use tokio::sync::oneshot;

pub(crate) const SITE: &str = "https://my-review.northmoor.example";
/// Longer than any test should take; only a hanging server reaches it.
const PATIENCE: Duration = Duration::from_mins(1);

/// A letterbox in this process, with an inbox of its own.
pub(crate) struct House {
    pub(crate) address: SocketAddr,
    pub(crate) folder: TempDir,
    stop: Option<oneshot::Sender<()>>,
    server: Option<JoinHandle<()>>,
}

impl House {
    pub(crate) fn new() -> Self {
        Self::with(|_| {})
    }

    pub(crate) fn with(change: impl FnOnce(&mut Config)) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let mut config =
            Config::new(folder.path().join("inbox"), vec![SITE.parse().expect("an origin")]);
        change(&mut config);
        let (stop, stopped) = oneshot::channel();
        let (tell, told) = std::sync::mpsc::channel();
        let server = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_multi_thread()
                .worker_threads(2)
                .enable_all()
                .build()
                .expect("a runtime");
            runtime.block_on(async {
                let letterbox = Letterbox::open(config).expect("an inbox");
                let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
                tell.send(listener.local_addr().expect("an address")).expect("told");
                let shutdown = async {
                    let _ = stopped.await;
                };
                letterbox.serve(listener, shutdown).await;
            });
        });
        Self {
            address: told.recv().expect("it listens"),
            folder,
            stop: Some(stop),
            server: Some(server),
        }
    }

    pub(crate) fn request(&self, head: &str, body: &[u8]) -> Answer {
        request(self.address, head, body)
    }

    /// Posts as a page of the site does.
    pub(crate) fn post(&self, body: &[u8]) -> Answer {
        self.post_with("", body)
    }

    /// Posts with further header lines, each ended by CR LF.
    pub(crate) fn post_with(&self, lines: &str, body: &[u8]) -> Answer {
        self.request(&post_head(lines, body.len()), body)
    }

    /// What is in `responses/`, sorted.
    pub(crate) fn stored(&self) -> Vec<String> {
        names(&self.folder.path().join("inbox/responses"))
    }

    /// Nothing is half-written.
    pub(crate) fn assert_clean(&self) {
        let staging = self.folder.path().join("inbox/.incoming");
        for _ in 0..100 {
            if names(&staging).is_empty() {
                return;
            }
            // What was refused is removed by another thread.
            std::thread::sleep(Duration::from_millis(20));
        }
        panic!("left in staging: {:?}", names(&staging));
    }

    pub(crate) fn stop(&mut self) {
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(());
        }
    }
}

impl Drop for House {
    fn drop(&mut self) {
        self.stop();
        if let Some(server) = self.server.take() {
            let ended = server.join();
            assert!(ended.is_ok() || std::thread::panicking(), "the server panicked");
        }
    }
}

pub(crate) fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| {
            let name = entry.expect("an entry").file_name();
            name.to_string_lossy().into_owned()
        })
        .collect();
    names.sort();
    names
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    head: String,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (found, value) = line.split_once(':')?;
            found.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).expect("JSON")
    }

    pub(crate) fn receipt(&self) -> String {
        self.json()["receipt"].as_str().expect("a receipt").to_owned()
    }

    /// The status, and a problem that says the same and what to do.
    #[track_caller]
    pub(crate) fn assert_problem(&self, status: u16) {
        assert_eq!(self.status, status, "{self:?}");
        assert_eq!(self.header("content-type"), Some("application/problem+json"));
        let problem = self.json();
        assert_eq!(problem["status"], status);
        for field in ["type", "title", "detail"] {
            assert!(!problem[field].as_str().expect(field).is_empty());
        }
    }
}

pub(crate) fn post_head(lines: &str, length: usize) -> String {
    format!(
        "POST /responses HTTP/1.1\r\nHost: x\r\nOrigin: {SITE}\r\nContent-Type: application/octet-stream\r\n{lines}Content-Length: {length}\r\n"
    )
}

pub(crate) fn connect(address: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect(address).expect("a connection");
    stream.set_read_timeout(Some(PATIENCE)).expect("patience");
    stream.set_write_timeout(Some(PATIENCE)).expect("patience");
    stream
}

/// A connection from another loopback address.
pub(crate) fn connect_from(from: &str, address: SocketAddr) -> TcpStream {
    let from: IpAddr = from.parse().expect("an address");
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let stream = runtime.block_on(async {
        let socket = TcpSocket::new_v4().expect("a socket");
        socket.bind(SocketAddr::new(from, 0)).expect("bound");
        let stream = socket.connect(address).await.expect("a connection");
        stream.into_std().expect("a stream")
    });
    stream.set_nonblocking(false).expect("blocking");
    stream.set_read_timeout(Some(PATIENCE)).expect("patience");
    stream
}

/// One request on a connection of its own; writes everything before it reads.
pub(crate) fn request(address: SocketAddr, head: &str, body: &[u8]) -> Answer {
    exchange(connect(address), head, body)
}

pub(crate) fn exchange(mut stream: TcpStream, head: &str, body: &[u8]) -> Answer {
    let head = format!("{head}Connection: close\r\n\r\n");
    // The other side may close early: then its answer is what counts.
    let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body));
    read_answer(&mut stream)
}

/// Reads until the other side closes.
pub(crate) fn read_answer(stream: &mut TcpStream) -> Answer {
    let mut all = Vec::new();
    stream.read_to_end(&mut all).expect("an answer, then the end");
    let _ = stream.shutdown(Shutdown::Both);
    parse(&String::from_utf8(all).expect("text"))
}

fn parse(text: &str) -> Answer {
    let (head, body) = text.split_once("\r\n\r\n").expect("a whole head");
    let status = head.split(' ').nth(1).expect("a status");
    Answer {
        status: status.parse().expect("a number"),
        head: head.to_owned(),
        body: body.to_owned(),
    }
}

/// An age file as far as anyone without the key can tell.
pub(crate) fn sealed(seed: u64, length: usize) -> Vec<u8> {
    let mut file = b"age-encryption.org/v1\n-> X25519 c2hhcmU\nYm9keQ\n--- bWFj\n".to_vec();
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    file.extend((0..length).map(|_| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()[3]
    }));
    file
}

pub(crate) fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

pub(crate) fn file_name(bytes: &[u8]) -> String {
    use std::fmt::Write;
    sha256(bytes).iter().fold(String::new(), |mut name, byte| {
        write!(name, "{byte:02x}").expect("text");
        name
    }) + ".age"
}

/// The receipt, worked out with numbers rather than with a library.
pub(crate) fn receipt(bytes: &[u8]) -> String {
    let hash = sha256(bytes);
    let number = hash[..5].iter().fold(0_u64, |sum, byte| sum << 8 | u64::from(*byte));
    let mut text = String::new();
    for at in 0..8 {
        if at == 4 {
            text.push('-');
        }
        let digit = usize::try_from(number >> (35 - 5 * at) & 31).expect("small");
        text.push(char::from(b"0123456789ABCDEFGHJKMNPQRSTVWXYZ"[digit]));
    }
    text
}
