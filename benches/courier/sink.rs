//! The least that is a mail server: it takes everything and keeps nothing.

use super::Done;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};

pub(super) struct Sink {
    pub(super) port: u16,
}

impl Sink {
    /// Starts one, or takes the server on loopback at the port that
    /// `MY_REVIEW_BENCH_SMTP_PORT` names.
    pub(super) fn start() -> Done<Self> {
        if let Ok(port) = std::env::var("MY_REVIEW_BENCH_SMTP_PORT") {
            return Ok(Self { port: port.parse()? });
        }
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let port = listener.local_addr()?.port();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                // Who goes away is no failure of the server's.
                std::thread::spawn(move || serve(&stream).ok());
            }
        });
        Ok(Self { port })
    }
}

fn serve(mut stream: &TcpStream) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let mut reader = BufReader::with_capacity(64 * 1024, stream.try_clone()?);
    let mut line = Vec::new();
    let mut in_message = false;
    stream.write_all(b"220 sink.example\r\n")?;
    loop {
        line.clear();
        if reader.read_until(b'\n', &mut line)? == 0 {
            return Ok(());
        }
        let answer: &[u8] = match &line[..] {
            b".\r\n" if in_message => {
                in_message = false;
                b"250 taken\r\n"
            }
            _ if in_message => continue,
            b"DATA\r\n" => {
                in_message = true;
                b"354 go on\r\n"
            }
            line if line.starts_with(b"EHLO") => b"250-sink.example\r\n250 8BITMIME\r\n",
            b"QUIT\r\n" => return stream.write_all(b"221 bye\r\n"),
            _ => b"250 fine\r\n",
        };
        stream.write_all(answer)?;
    }
}
