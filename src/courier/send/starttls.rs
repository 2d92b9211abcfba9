//! STARTTLS (RFC 3207), spoken on our own stream up to the handshake, so that
//! the mail library only ever sees a stream that is secure already.
//!
//! Whoever sits on the way can write into the plaintext before the handshake.
//! So nothing of it is kept: a byte behind the line that says “go on” ends the
//! attempt, and the server says what it can do a second time, in secret.

use lettre::transport::smtp::client::AsyncTokioStream;
use std::io::{self, ErrorKind};
use std::net::SocketAddr;
use std::pin::Pin;
use std::task::{Context, Poll};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, ReadBuf};
use tokio::net::TcpStream;

/// The longest answer of a server that is read before the handshake, in bytes.
const LONGEST: usize = 16 * 1024;

/// What the library reads first: over STARTTLS the server greets only once,
/// before the handshake, and what it said there does not count.
const GREETING: &[u8] = b"220 secure\r\n";

/// Greeting, EHLO and STARTTLS. When it returns, the next byte on the stream is
/// the first one of the handshake.
pub(super) async fn prelude(stream: &mut TcpStream, name: &str) -> io::Result<()> {
    let mut server = Plaintext { stream, read: Vec::new() };
    server.expect(220, "its greeting").await?;
    server.say(&format!("EHLO {name}\r\n")).await?;
    let offers = server.expect(250, "EHLO").await?;
    if !offers.iter().any(|offer| offer.eq_ignore_ascii_case("STARTTLS")) {
        return Err(io::Error::other(
            "the mail server does not offer STARTTLS, so nothing was sent; use smtps:// if it knows that, and ask who runs the network if it used to offer it",
        ));
    }
    server.say("STARTTLS\r\n").await?;
    server.expect(220, "STARTTLS").await?;
    if server.read.is_empty() {
        Ok(())
    } else {
        Err(io::Error::other(
            "something was said in the clear after STARTTLS, as somebody on the way would do who wants to be taken for the mail server; nothing was sent",
        ))
    }
}

/// The conversation before the handshake.
struct Plaintext<'s> {
    stream: &'s mut TcpStream,
    /// Read and not used yet.
    read: Vec<u8>,
}

impl Plaintext<'_> {
    async fn say(&mut self, line: &str) -> io::Result<()> {
        // An answer that came before its question was not given to it.
        if !self.read.is_empty() {
            return Err(io::Error::other(
                "the mail server answered before it was asked; nothing was sent",
            ));
        }
        self.stream.write_all(line.as_bytes()).await
    }

    /// The lines of an answer, without their code, which must be this one.
    async fn expect(&mut self, code: u16, to: &str) -> io::Result<Vec<String>> {
        let mut lines = Vec::new();
        let mut left = LONGEST;
        loop {
            let line = self.line(&mut left).await?;
            let (said, last) = parse(&line).ok_or_else(|| {
                io::Error::other(format!("the mail server gave no answer of SMTP to {to}"))
            })?;
            if said != code {
                return Err(io::Error::other(format!("the mail server answered {said} to {to}")));
            }
            lines.push(line.get(4..).unwrap_or_default().trim().to_owned());
            if last {
                return Ok(lines);
            }
        }
    }

    /// One line, without its end.
    async fn line(&mut self, left: &mut usize) -> io::Result<String> {
        loop {
            if let Some(end) = self.read.iter().position(|byte| *byte == b'\n') {
                let line: Vec<u8> = self.read.drain(..=end).collect();
                *left = left.checked_sub(line.len()).ok_or_else(too_long)?;
                return Ok(String::from_utf8_lossy(&line).trim_end().to_owned());
            }
            if self.read.len() > *left {
                return Err(too_long());
            }
            if self.stream.read_buf(&mut self.read).await? == 0 {
                return Err(ErrorKind::UnexpectedEof.into());
            }
        }
    }
}

fn too_long() -> io::Error {
    io::Error::other("the mail server's answer is longer than any mail server's")
}

/// The code of a line, and whether it is the answer's last.
fn parse(line: &str) -> Option<(u16, bool)> {
    let code = line.get(..3).filter(|code| code.bytes().all(|byte| byte.is_ascii_digit()))?;
    let last = match line.as_bytes().get(3) {
        None | Some(b' ') => true,
        Some(b'-') => false,
        Some(_) => return None,
    };
    Some((code.parse().ok()?, last))
}

/// A secure stream that begins with a greeting.
#[derive(Debug)]
pub(super) struct Greeted<S> {
    greeting: &'static [u8],
    stream: S,
}

impl<S> Greeted<S> {
    pub(super) fn new(stream: S) -> Self {
        Self { greeting: GREETING, stream }
    }
}

impl<S: AsyncTokioStream + Unpin> AsyncTokioStream for Greeted<S> {
    fn peer_addr(&self) -> io::Result<SocketAddr> {
        self.stream.peer_addr()
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Greeted<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if self.greeting.is_empty() {
            return Pin::new(&mut self.stream).poll_read(context, buffer);
        }
        let (now, later) = self.greeting.split_at(self.greeting.len().min(buffer.remaining()));
        buffer.put_slice(now);
        self.greeting = later;
        Poll::Ready(Ok(()))
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Greeted<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_answers() {
        assert_eq!(parse("220 ready"), Some((220, true)));
        assert_eq!(parse("250-SIZE 1"), Some((250, false)));
        assert_eq!(parse("250"), Some((250, true)));
        for line in ["", "25", "2x0 y", "250x", "HTTP/1.1 200 OK", "é50 x"] {
            assert_eq!(parse(line), None, "{line}");
        }
    }
}
