//! Handing a message on, and knowing how far it came.

mod folder;
mod smtp;
mod smtp_url;
mod starttls;
mod tls;

pub use folder::FolderMailer;
pub use smtp::{SmtpMailer, Timeouts};
pub(crate) use smtp_url::{Security, SmtpServer};

use super::error::Result;
use lettre::address::Envelope;

/// How an attempt ended. The reasons hold nothing of the message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The server answered 250 to the final dot.
    Accepted,
    /// The server, or the way to it, was not ready; the message is not there.
    RefusedForNow(String),
    /// The server will not have this message for this recipient.
    Refused(String),
    /// It stopped between DATA and the answer: it may be there.
    Unknown(String),
    /// There is no way to the server at all just now.
    NoConnection(String),
}

/// Something that messages are handed to.
pub trait Mailer {
    /// Gets ready, and says how large a message may be, in bytes, if there is a
    /// limit.
    ///
    /// # Errors
    /// Why there is no way to the server just now.
    fn ready(&mut self) -> std::result::Result<Option<u64>, String>;

    /// Hands one message over. `at_data` is called before the step from which
    /// on the world may have the message, and stops it if it fails.
    ///
    /// # Errors
    /// Only what `at_data` gives.
    fn send(
        &mut self,
        envelope: &Envelope,
        message: &[u8],
        at_data: &mut dyn FnMut() -> Result<()>,
    ) -> Result<Outcome>;

    /// Says goodbye.
    fn finish(&mut self) {}
}
