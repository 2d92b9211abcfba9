//! A mail server of one's own: keeps what it is given, and fails when asked.

use super::stream::{Cut, Stream, Tls, plaintext_prelude};
use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// What the server answers, once, at the next time that it comes to this stage:
/// `banner`, a verb, `dot` for the end of a message. An empty answer cuts the
/// connection.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Mood(pub(crate) &'static str, pub(crate) &'static str);

impl Mood {
    pub(crate) const NO_BANNER: Self = Self("banner", "");
    pub(crate) const NOT_NOW: Self = Self("RCPT", "451 later");
    pub(crate) const NEVER: Self = Self("RCPT", "550 5.1.1 no such person");
    pub(crate) const DATA_NOT_NOW: Self = Self("DATA", "451 later");
    pub(crate) const DOT_NOT_NOW: Self = Self("dot", "452 later");
    /// 554 with the last line of the plain text's start.
    pub(crate) const DOT_NEVER_WITH_ECHO: Self = Self("dot", "554 {echo}");
    pub(crate) const CUT_AFTER_DOT: Self = Self("dot", "");
    pub(crate) const ANSWERS_354: Self = Self("dot", "354 go on and on");
}

/// What arrived up to its final dot.
#[derive(Clone, Debug)]
pub(crate) struct Message {
    pub(crate) to: Vec<String>,
    pub(crate) data: String,
    /// Whether the server said 250 to it.
    pub(crate) accepted: bool,
}

/// The process that is to be killed when the server comes to a stage.
struct Victim {
    stage: &'static str,
    pid: Option<u32>,
}

#[derive(Clone)]
pub(crate) struct Sink {
    port: u16,
    size: u64,
    tls: Option<Tls>,
    moods: Arc<Mutex<VecDeque<Mood>>>,
    messages: Arc<Mutex<Vec<Message>>>,
    connections: Arc<Mutex<usize>>,
    cut: Arc<Mutex<Option<Cut>>>,
    victim: Arc<Mutex<Option<Victim>>>,
    /// The verbs, in order, without their arguments.
    heard: Arc<Mutex<Vec<String>>>,
}

impl Sink {
    /// Starts a server that takes messages up to a size.
    pub(crate) fn start(size: u64) -> Self {
        Self::start_with(size, None)
    }

    /// With TLS.
    pub(crate) fn start_with(size: u64, tls: Option<Tls>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let sink = Self {
            port: listener.local_addr().expect("an address").port(),
            size,
            tls,
            moods: Arc::default(),
            messages: Arc::default(),
            connections: Arc::default(),
            cut: Arc::default(),
            victim: Arc::default(),
            heard: Arc::default(),
        };
        let server = sink.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let stream = stream.expect("a connection");
                stream.set_nodelay(true).expect("no delay");
                *server.connections.lock().expect("a count") += 1;
                let server = server.clone();
                // A client that goes away is no failure of the server's.
                std::thread::spawn(move || server.serve(stream).ok());
            }
        });
        sink
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    /// The next answers at these stages; those after them are friendly.
    pub(crate) fn will(&self, moods: &[Mood]) {
        self.moods.lock().expect("moods").extend(moods);
    }

    /// Forgets what was to come.
    pub(crate) fn calm_down(&self) {
        self.moods.lock().expect("moods").clear();
        *self.cut.lock().expect("a cut") = None;
    }

    /// The next connection breaks after so many bytes.
    pub(crate) fn cut(&self, cut: Cut) {
        *self.cut.lock().expect("a cut") = Some(cut);
    }

    /// Kills a process when a connection comes to this stage. The server waits
    /// there until [`Self::victim_is`] says which.
    pub(crate) fn kill_at(&self, stage: &'static str) {
        *self.victim.lock().expect("a victim") = Some(Victim { stage, pid: None });
    }

    pub(crate) fn victim_is(&self, pid: u32) {
        if let Some(victim) = self.victim.lock().expect("a victim").as_mut() {
            victim.pid = Some(pid);
        }
    }

    /// Everything that came up to its final dot.
    pub(crate) fn messages(&self) -> Vec<Message> {
        self.messages.lock().expect("messages").clone()
    }

    /// Everything that came, which is then forgotten.
    pub(crate) fn take_messages(&self) -> Vec<Message> {
        std::mem::take(&mut self.messages.lock().expect("messages"))
    }

    /// The verbs that came, which are then forgotten.
    pub(crate) fn take_heard(&self) -> Vec<String> {
        std::mem::take(&mut self.heard.lock().expect("verbs"))
    }

    pub(crate) fn connections(&self) -> usize {
        *self.connections.lock().expect("a count")
    }

    /// What stage is come to: a process is killed if it is its time.
    fn at(&self, stage: &str) {
        loop {
            {
                let mut victim = self.victim.lock().expect("a victim");
                match victim.as_ref() {
                    Some(waiting) if waiting.stage == stage => {
                        if let Some(pid) = waiting.pid {
                            kill(pid);
                            *victim = None;
                            return;
                        }
                    }
                    _ => return,
                }
            }
            std::thread::sleep(Duration::from_millis(1));
        }
    }

    /// The unfriendly answer that is due at a stage.
    fn mood(&self, stage: &str) -> Option<&'static str> {
        let mut moods = self.moods.lock().expect("moods");
        let due = moods.front().is_some_and(|mood| mood.0 == stage);
        due.then(|| moods.pop_front().expect("a mood").1)
    }

    fn serve(&self, mut stream: TcpStream) -> std::io::Result<()> {
        self.at("connect");
        let injected = match &self.tls {
            Some(tls) if tls.is_starttls() => {
                let heard = plaintext_prelude(&mut stream, tls)?;
                self.heard.lock().expect("verbs").extend(heard);
                true
            }
            _ => false,
        };
        let mut stream: Box<dyn Stream> = match &self.tls {
            Some(tls) => Box::new(tls.accept(stream)),
            None => Box::new(stream),
        };
        if let Some(cut) = self.cut.lock().expect("a cut").take() {
            stream = Box::new(cut.over(stream));
        }
        // Over STARTTLS there is no second greeting.
        self.converse(stream, !injected)
    }

    fn converse(&self, stream: Box<dyn Stream>, greets: bool) -> std::io::Result<()> {
        let mut reader = BufReader::new(stream);
        if greets {
            let banner = self.mood("banner").unwrap_or("220 sink.example ready");
            self.at("banner");
            if !say(&mut reader, banner)? {
                return Ok(());
            }
        }
        let mut to = Vec::new();
        loop {
            let mut line = String::new();
            if reader.read_line(&mut line)? == 0 {
                return Ok(());
            }
            let line = line.trim_end().to_owned();
            let verb = line.split([' ', ':']).next().unwrap_or_default().to_owned();
            self.heard.lock().expect("verbs").push(verb.clone());
            self.at(&verb);
            let mood = self.mood(&verb);
            let friendly = match verb.as_str() {
                "EHLO" => {
                    format!(
                        "250-sink.example\r\n250-SIZE {}\r\n250-AUTH PLAIN\r\n250 8BITMIME",
                        self.size
                    )
                }
                "AUTH" => "235 welcome".to_owned(),
                "MAIL" => {
                    to.clear();
                    "250 sender".to_owned()
                }
                "RCPT" => {
                    if mood.is_none() {
                        to.push(line["RCPT TO:<".len()..line.len() - 1].to_owned());
                    }
                    "250 recipient".to_owned()
                }
                "DATA" => "354 go on".to_owned(),
                "QUIT" => "221 bye".to_owned(),
                _ => "250 fine".to_owned(),
            };
            let answer = mood.unwrap_or(&friendly);
            if !say(&mut reader, answer)? || verb == "QUIT" {
                return Ok(());
            }
            if verb == "DATA" && answer.starts_with("354") && !self.take(&mut reader, &to)? {
                return Ok(());
            }
        }
    }

    /// A message and its answer.
    fn take(
        &self,
        reader: &mut BufReader<Box<dyn Stream>>,
        to: &[String],
    ) -> std::io::Result<bool> {
        self.at("content");
        let data = read_data(reader)?;
        let mood = self.mood("dot");
        let answer = mood.unwrap_or("250 taken");
        let first = data.split("\r\n\r\n").nth(1).unwrap_or_default();
        let answer = answer.replace("{echo}", first.lines().last().unwrap_or_default());
        let accepted = answer.starts_with("250");
        self.messages.lock().expect("messages").push(Message { to: to.to_vec(), data, accepted });
        self.at("dot");
        let said = say(reader, &answer)?;
        self.at("after");
        Ok(said)
    }
}

/// Says something; false when it is to cut the connection instead.
fn say(reader: &mut BufReader<Box<dyn Stream>>, answer: &str) -> std::io::Result<bool> {
    if answer.is_empty() {
        return Ok(false);
    }
    if answer == "{silence}" {
        std::thread::sleep(Duration::from_secs(30));
        return Ok(false);
    }
    // In one piece, as servers do: STARTTLS and what is injected behind it.
    let out = reader.get_mut();
    out.write_all(format!("{answer}\r\n").as_bytes())?;
    out.flush()?;
    Ok(true)
}

fn kill(pid: u32) {
    let status = std::process::Command::new("kill").args(["-9", &pid.to_string()]).status();
    assert!(status.expect("kill").success());
    // Dead before the server goes on: a signal to oneself is not the last step.
    std::thread::sleep(Duration::from_millis(20));
}

/// The message up to its dot, with the stuffed dots taken out.
fn read_data(reader: &mut impl BufRead) -> std::io::Result<String> {
    let mut data = String::new();
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        // What has no line end was cut, and is no dot.
        if line == ".\r\n" {
            return Ok(data);
        }
        data.push_str(line.strip_prefix('.').unwrap_or(&line));
    }
}
