//! SMTP, one stage after the other, so that the ledger knows how far a message
//! came. One connection carries many messages.

use super::{Mailer, Outcome, Security, SmtpServer, starttls, tls};
use crate::courier::config::MailConfig;
use crate::courier::error::{CannotRun, Result};
use lettre::address::Envelope;
use lettre::transport::smtp::Error as SmtpError;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{AsyncSmtpConnection, AsyncTokioStream};
use lettre::transport::smtp::commands::{Data, Ehlo, Mail, Quit, Rcpt, Rset};
use lettre::transport::smtp::extension::ClientId;
use lettre::transport::smtp::response::Response;
use std::fmt::Display;
use std::future::Future;
use std::time::Duration;
use tokio::net::TcpStream;
use tokio::runtime::Runtime;

/// The longest waits for each stage.
#[derive(Clone, Copy, Debug)]
pub struct Timeouts {
    /// For the connection, its greeting, its encryption and its log-in.
    pub connect: Duration,
    /// For the answer to a command.
    pub command: Duration,
    /// For the answer to the final dot: RFC 5321, section 4.5.3.2.6, asks for
    /// ten minutes, and less makes repeats.
    pub final_dot: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(30),
            command: Duration::from_mins(1),
            final_dot: Duration::from_mins(10),
        }
    }
}

/// A mail server.
pub struct SmtpMailer {
    server: SmtpServer,
    name: ClientId,
    timeouts: Timeouts,
    runtime: Runtime,
    connection: Option<Connected>,
}

struct Connected {
    smtp: AsyncSmtpConnection,
    /// As the server's SIZE says.
    size: Option<u64>,
}

/// Why a stage did not work.
enum Failure {
    /// The server said so, with this code.
    Said(u16, String),
    /// Nothing more came over the connection.
    Broken(String),
}

impl SmtpMailer {
    /// Gets the server ready to be spoken to; nothing is sent yet. Must not be
    /// used within an asynchronous task: it has a runtime of its own.
    ///
    /// # Errors
    /// When the URL is wrong, would send in the clear, or lacks its password.
    pub fn new(mail: &MailConfig, timeouts: Timeouts) -> Result<Self> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|error| CannotRun::plain(format!("the network cannot be used: {error}")))?;
        Ok(Self {
            server: SmtpServer::from_config(mail)?,
            name: ClientId::Domain(mail.from.email.domain().to_owned()),
            timeouts,
            runtime,
            connection: None,
        })
    }

    fn connected(&mut self) -> std::result::Result<&mut Connected, String> {
        let usable =
            self.connection.as_ref().is_some_and(|connection| !connection.smtp.has_broken());
        if !usable {
            self.connection = None;
            let connecting = connect(&self.server, &self.name);
            let connected = self
                .runtime
                .block_on(limited(self.timeouts.connect, connecting))
                .map_err(|failure| failure.into_reason("the connection"))?;
            self.connection = Some(connected);
        }
        self.connection.as_mut().ok_or_else(|| "there is no connection".to_owned())
    }

    /// One command, with its answer.
    fn command(&mut self, command: impl Display) -> std::result::Result<Response, Failure> {
        let Some(connection) = &mut self.connection else {
            return Err(Failure::Broken("there is no connection".to_owned()));
        };
        let answer = self.runtime.block_on(limited(self.timeouts.command, async {
            Ok(connection.smtp.command(command).await?)
        }));
        self.drop_if_broken(answer)
    }

    /// The message itself, with the answer to its final dot.
    fn content(&mut self, message: &[u8]) -> std::result::Result<Response, Failure> {
        let Some(connection) = &mut self.connection else {
            return Err(Failure::Broken("there is no connection".to_owned()));
        };
        // The library ends the message with a line break of its own.
        let message = message.strip_suffix(b"\r\n").unwrap_or(message);
        let answer = self.runtime.block_on(limited(self.timeouts.final_dot, async {
            Ok(connection.smtp.message(message).await?)
        }));
        self.drop_if_broken(answer)
    }

    /// What is broken, or out of step, is never used again.
    fn drop_if_broken(
        &mut self,
        answer: std::result::Result<Response, Failure>,
    ) -> std::result::Result<Response, Failure> {
        // 503: to the server this is another point of the conversation.
        if matches!(answer, Err(Failure::Broken(_) | Failure::Said(421 | 503, _))) {
            self.connection = None;
        }
        answer
    }

    /// Clears what the server has of a message that goes no further.
    fn reset(&mut self) {
        if self.connection.is_some() && self.command(Rset).is_err() {
            self.connection = None;
        }
    }

    /// How a message ends that the server was not given.
    fn not_given(&mut self, failure: Failure, stage: &str) -> Outcome {
        let outcome = failure.into_outcome(stage);
        self.reset();
        outcome
    }
}

impl Mailer for SmtpMailer {
    fn ready(&mut self) -> std::result::Result<Option<u64>, String> {
        self.connected().map(|connected| connected.size)
    }

    fn send(
        &mut self,
        envelope: &Envelope,
        message: &[u8],
        at_data: &mut dyn FnMut() -> Result<()>,
    ) -> Result<Outcome> {
        let limit = match self.ready() {
            Ok(limit) => limit,
            Err(reason) => return Ok(Outcome::NoConnection(reason)),
        };
        if let Some(limit) = limit.filter(|limit| message.len() as u64 > *limit) {
            return Ok(Outcome::Refused(format!(
                "the message is larger than the {limit} bytes that the mail server takes"
            )));
        }
        let sender = Mail::new(envelope.from().cloned(), vec![]);
        if let Err(failure) = self.command(sender).and_then(|answer| expect(&answer, &[250])) {
            return Ok(self.not_given(failure, "the sender"));
        }
        for to in envelope.to() {
            let recipient = Rcpt::new(to.clone(), vec![]);
            let answer = self.command(recipient);
            if let Err(failure) = answer.and_then(|answer| expect(&answer, &[250, 251])) {
                return Ok(self.not_given(failure, "the recipient"));
            }
        }
        at_data()?;
        match self.command(Data).and_then(|answer| expect(&answer, &[354])) {
            Ok(()) => {}
            Err(Failure::Broken(reason)) => return Ok(Outcome::Unknown(reason)),
            Err(failure) => {
                // Whether the server now waits for a message is anybody's guess.
                self.connection = None;
                return Ok(failure.into_outcome("DATA"));
            }
        }
        Ok(match self.content(message) {
            Ok(answer) if answer.has_code(250) => Outcome::Accepted,
            // lettre 0.11.23 takes 354 for a success; nothing but 250 is one.
            Ok(answer) => {
                self.connection = None;
                let code = u16::from(answer.code());
                Outcome::Unknown(format!("the server answered {code} to the message, not 250"))
            }
            // The words of this answer may quote the message: only the code.
            // Some servers keep the refused message's sender until they are told.
            Err(Failure::Said(code, _)) => {
                self.not_given(Failure::Said(code, String::new()), "the message")
            }
            Err(Failure::Broken(reason)) => Outcome::Unknown(reason),
        })
    }

    fn finish(&mut self) {
        if self.connection.is_some() {
            // The answer changes nothing.
            let _ = self.command(Quit);
        }
        self.connection = None;
    }
}

async fn connect(server: &SmtpServer, name: &ClientId) -> std::result::Result<Connected, Failure> {
    let mut addresses = tokio::net::lookup_host((server.host.as_str(), server.port)).await?;
    // “localhost” is this machine, whatever a name server says.
    let is_secret = server.security != Security::Loopback;
    let address: Vec<_> =
        addresses.by_ref().filter(|address| is_secret || address.ip().is_loopback()).collect();
    let mut stream = TcpStream::connect(&address[..]).await?;
    // Without it every small command waits for the one before (lettre #1159).
    stream.set_nodelay(true)?;
    let stream: Box<dyn AsyncTokioStream> = match server.security {
        Security::Implicit => Box::new(tls::secure(stream, &server.host).await?),
        Security::StartTls => {
            starttls::prelude(&mut stream, &name.to_string()).await?;
            Box::new(starttls::Greeted::new(tls::secure(stream, &server.host).await?))
        }
        Security::Loopback => Box::new(stream),
    };
    let mut smtp = AsyncSmtpConnection::connect_with_transport(stream, name).await?;
    // Asked again because the library does not keep SIZE.
    let size = size(&smtp.command(Ehlo::new(name.clone())).await?);
    if let Some((user, password)) = &server.user {
        let credentials = Credentials::new(user.clone(), password.to_string());
        smtp.auth(&[Mechanism::Plain, Mechanism::Login], &credentials).await?;
    }
    Ok(Connected { smtp, size })
}

/// The largest message, in bytes, as the server's EHLO says (RFC 1870); nothing
/// or 0 is no limit.
fn size(ehlo: &Response) -> Option<u64> {
    ehlo.message()
        .filter_map(|line| line.get(..5).map(|start| (start.to_ascii_uppercase(), line)))
        .find_map(|(start, line)| (start == "SIZE ").then(|| line[5..].trim().parse().ok())?)
        .filter(|size| *size > 0)
}

/// Waits so long and no longer.
async fn limited<T>(
    longest: Duration,
    stage: impl Future<Output = std::result::Result<T, Failure>>,
) -> std::result::Result<T, Failure> {
    tokio::time::timeout(longest, stage).await.unwrap_or_else(|_| {
        let seconds = longest.as_secs();
        Err(Failure::Broken(format!("no answer for {seconds} seconds")))
    })
}

/// An answer with another code than those is none.
fn expect(answer: &Response, codes: &[u16]) -> std::result::Result<(), Failure> {
    if codes.iter().any(|code| answer.has_code(*code)) {
        return Ok(());
    }
    let code = u16::from(answer.code());
    Err(Failure::Broken(format!("the server answered {code}, which makes no sense there")))
}

impl Failure {
    /// What it means for a message that the server was not given, or refused.
    fn into_outcome(self, stage: &str) -> Outcome {
        match self {
            // 503: the conversation, not the message, went wrong; 530, 535,
            // 538: it is the courier that is not let in.
            Self::Said(code, _) if code >= 500 && !matches!(code, 503 | 530 | 535 | 538) => {
                Outcome::Refused(self.into_reason(stage))
            }
            _ => Outcome::RefusedForNow(self.into_reason(stage)),
        }
    }

    fn into_reason(self, stage: &str) -> String {
        match self {
            Self::Said(code, text) if text.is_empty() => {
                format!("the mail server answered {code} to {stage}")
            }
            Self::Said(code, text) => {
                format!("the mail server answered {code} to {stage}: {text}")
            }
            Self::Broken(reason) => format!("{stage}: {reason}"),
        }
    }
}

impl From<SmtpError> for Failure {
    fn from(error: SmtpError) -> Self {
        use std::error::Error as _;
        match error.status() {
            Some(code) => {
                let text = error.source().map(ToString::to_string).unwrap_or_default();
                Self::Said(u16::from(code), super::super::letter::one_line(&text, 200))
            }
            None if error.is_client() => {
                let text = error.source().map(ToString::to_string).unwrap_or_default();
                Self::Broken(text)
            }
            None => Self::Broken("the connection broke".to_owned()),
        }
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::Broken(error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_size() {
        let of = |text: &str| {
            let response: Response = text.parse().expect("a response");
            size(&response)
        };
        assert_eq!(of("250-mail\r\n250-size 35882577\r\n250 8BITMIME\r\n"), Some(35_882_577));
        assert_eq!(of("250-mail\r\n250 SIZE 0\r\n"), None);
        assert_eq!(of("250-mail\r\n250 SIZE\r\n"), None);
    }

    #[test]
    fn only_what_is_about_the_message_is_for_good() {
        let outcome = |code| Failure::Said(code, String::new()).into_outcome("x");
        assert!(matches!(outcome(550), Outcome::Refused(_)));
        assert!(matches!(outcome(535), Outcome::RefusedForNow(_)));
        assert!(matches!(outcome(503), Outcome::RefusedForNow(_)));
        assert!(matches!(outcome(451), Outcome::RefusedForNow(_)));
    }
}
