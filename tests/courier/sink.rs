//! A mail server of one's own: keeps what it is given, and fails when asked.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// How the server treats the next message.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mood {
    /// Closes before its greeting.
    NoBanner,
    /// Answers RCPT with 451.
    NotNow,
    /// Answers RCPT with 550.
    Never,
    /// Answers DATA with 451.
    DataNotNow,
    /// Answers the final dot with 452.
    DotNotNow,
    /// Answers the final dot with 554 and the first line of the text.
    DotNeverWithEcho,
    /// Takes the message and closes without an answer.
    CutAfterDot,
    /// Takes the message and answers 354.
    Answers354,
}

/// What arrived.
#[derive(Clone, Debug)]
pub(crate) struct Message {
    pub(crate) to: Vec<String>,
    pub(crate) data: String,
    /// Whether the server said 250 to it.
    pub(crate) accepted: bool,
}

#[derive(Clone)]
pub(crate) struct Sink {
    port: u16,
    moods: Arc<Mutex<VecDeque<Mood>>>,
    messages: Arc<Mutex<Vec<Message>>>,
    connections: Arc<Mutex<usize>>,
}

impl Sink {
    /// Starts a server that takes messages up to a size.
    pub(crate) fn start(size: u64) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let sink = Self {
            port: listener.local_addr().expect("an address").port(),
            moods: Arc::default(),
            messages: Arc::default(),
            connections: Arc::default(),
        };
        let server = sink.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let stream = stream.expect("a connection");
                *server.connections.lock().expect("a count") += 1;
                let server = server.clone();
                // A client that goes away is no failure of the server's.
                std::thread::spawn(move || server.serve(&stream, size).ok());
            }
        });
        sink
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    /// The next messages are treated like this; those after them are taken.
    pub(crate) fn will(&self, moods: &[Mood]) {
        self.moods.lock().expect("moods").extend(moods);
    }

    /// Everything that came up to its final dot.
    pub(crate) fn messages(&self) -> Vec<Message> {
        self.messages.lock().expect("messages").clone()
    }

    pub(crate) fn connections(&self) -> usize {
        *self.connections.lock().expect("a count")
    }

    fn mood(&self) -> Option<Mood> {
        self.moods.lock().expect("moods").pop_front()
    }

    fn next_is(&self, mood: Mood) -> bool {
        self.moods.lock().expect("moods").front() == Some(&mood)
    }

    fn serve(&self, stream: &TcpStream, size: u64) -> std::io::Result<()> {
        let mut reader = BufReader::new(stream.try_clone()?);
        let mut out = stream;
        if self.next_is(Mood::NoBanner) {
            self.mood();
            return Ok(());
        }
        out.write_all(b"220 sink.example ready\r\n")?;
        let mut to = Vec::new();
        let mut mood = None;
        loop {
            let mut line = String::new();
            if reader.read_line(&mut line)? == 0 {
                return Ok(());
            }
            let line = line.trim_end().to_owned();
            let answer = match line.split([' ', ':']).next().unwrap_or_default() {
                "EHLO" => format!("250-sink.example\r\n250-SIZE {size}\r\n250 8BITMIME"),
                "MAIL" => {
                    to.clear();
                    mood = self.mood();
                    "250 sender".to_owned()
                }
                "RCPT" => match mood {
                    Some(Mood::NotNow) => "451 later".to_owned(),
                    Some(Mood::Never) => "550 5.1.1 no such person".to_owned(),
                    _ => {
                        to.push(line["RCPT TO:<".len()..line.len() - 1].to_owned());
                        "250 recipient".to_owned()
                    }
                },
                "DATA" if mood == Some(Mood::DataNotNow) => "451 later".to_owned(),
                "DATA" => {
                    out.write_all(b"354 go on\r\n")?;
                    let data = read_data(&mut reader)?;
                    let accepted = mood.is_none();
                    let first = data.split("\r\n\r\n").nth(1).unwrap_or_default();
                    let first = first.lines().last().unwrap_or_default().to_owned();
                    let to = to.clone();
                    self.messages.lock().expect("messages").push(Message { to, data, accepted });
                    match mood {
                        Some(Mood::CutAfterDot) => return Ok(()),
                        Some(Mood::Answers354) => "354 go on and on".to_owned(),
                        Some(Mood::DotNotNow) => "452 later".to_owned(),
                        Some(Mood::DotNeverWithEcho) => format!("554 {first}"),
                        _ => "250 taken".to_owned(),
                    }
                }
                "QUIT" => {
                    out.write_all(b"221 bye\r\n")?;
                    return Ok(());
                }
                _ => "250 fine".to_owned(),
            };
            out.write_all(answer.as_bytes())?;
            out.write_all(b"\r\n")?;
        }
    }
}

/// The message up to its dot, with the stuffed dots taken out.
fn read_data(reader: &mut impl BufRead) -> std::io::Result<String> {
    let mut data = String::new();
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        if line == ".\r\n" {
            return Ok(data);
        }
        data.push_str(line.strip_prefix('.').unwrap_or(&line));
    }
}
