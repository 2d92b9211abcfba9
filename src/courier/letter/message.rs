//! The e-mail as bytes.

use super::Rendered;
use super::media::File;
use super::text::one_line;
use crate::courier::error::{CannotRun, Result};
use jiff::Timestamp;
use lettre::Message;
use lettre::address::Envelope;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Attachment, Mailbox, MultiPart, SinglePart};
use std::time::SystemTime;

/// What stands above the text.
pub(crate) struct Heading<'h> {
    pub(crate) from: &'h Mailbox,
    pub(crate) to: &'h Mailbox,
    pub(crate) subject: &'h str,
    /// Without angle brackets.
    pub(crate) message_id: &'h str,
    pub(crate) date: Timestamp,
    pub(crate) urgent: bool,
}

/// Puts a message together. All of it is ASCII once encoded, so any server
/// takes it.
pub(crate) fn compose(
    heading: &Heading<'_>,
    rendered: &Rendered,
    files: &[File],
) -> Result<(Envelope, Vec<u8>)> {
    let cannot =
        |what: &str| CannotRun::letter(format!("an e-mail cannot be put together: {what}"));
    let mut builder = Message::builder()
        .from(heading.from.clone())
        .to(heading.to.clone())
        .subject(one_line(heading.subject, 160))
        .message_id(Some(format!("<{}>", heading.message_id)))
        .date(SystemTime::from(heading.date))
        // Nobody's holiday reply should come back to the courier.
        .raw_header(raw("Auto-Submitted", "auto-generated"));
    if heading.urgent {
        builder = builder.raw_header(raw("X-Priority", "1")).raw_header(raw("Importance", "high"));
    }
    let body = MultiPart::alternative_plain_html(crlf(&rendered.text), crlf(&rendered.html));
    let message = if files.is_empty() {
        builder.multipart(body)
    } else {
        let mut mixed = MultiPart::mixed().multipart(body);
        for file in files {
            mixed = mixed.singlepart(attachment(file).ok_or_else(|| cannot("a file's type"))?);
        }
        builder.multipart(mixed)
    }
    .map_err(|_| cannot("its headers"))?;
    let bytes = message.formatted();
    Ok((message.envelope().clone(), bytes))
}

/// Line ends as e-mail has them, in one pass: the library (lettre 0.11.23) moves
/// the rest of the text for each, and a text of a million lines takes it an hour.
fn crlf(text: &str) -> String {
    let mut lines = String::with_capacity(text.len() + text.len() / 32);
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            lines.push_str("\r\n");
        }
        lines.push_str(line.strip_suffix('\r').unwrap_or(line));
    }
    lines
}

fn raw(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
}

fn attachment(file: &File) -> Option<SinglePart> {
    let media_type = ContentType::parse(file.media_type).ok()?;
    // Bytes, so that they are sent as they are: text would get other line ends.
    Some(Attachment::new(file.name.clone()).body(file.content.clone(), media_type))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_are_those_of_mail() {
        assert_eq!(crlf("one\ntwo\r\n\nthree"), "one\r\ntwo\r\n\r\nthree");
        assert_eq!(crlf(""), "");
        assert_eq!(crlf("\n"), "\r\n");
    }

    /// Anybody can send two megabytes of line ends.
    #[test]
    fn a_million_lines_are_no_million_moves() {
        let from: Mailbox = "a@northmoor.example".parse().expect("from");
        let heading = Heading {
            from: &from,
            to: &from,
            subject: "Mine",
            message_id: "abc@northmoor.example",
            date: Timestamp::UNIX_EPOCH,
            urgent: false,
        };
        let text = "    \n".repeat(1_000_000);
        let rendered = Rendered { text: text.clone(), html: text };
        let began = std::time::Instant::now();
        let (_, bytes) = compose(&heading, &rendered, &[]).expect("a message");
        assert!(bytes.len() > 10_000_000);
        assert!(began.elapsed() < std::time::Duration::from_mins(1), "{:?}", began.elapsed());
    }

    #[test]
    fn headers_hold_against_what_is_typed() {
        let from: Mailbox = "My Review <a@northmoor.example>".parse().expect("from");
        let to: Mailbox = "b@northmoor.example".parse().expect("to");
        let heading = Heading {
            from: &from,
            to: &to,
            subject: "Mine\r\nBcc: all@northmoor.example\u{202e}",
            message_id: "abc@northmoor.example",
            date: Timestamp::UNIX_EPOCH,
            urgent: true,
        };
        let rendered =
            Rendered { text: "žluťoučký\n.\nend".to_owned(), html: "<p>x</p>".to_owned() };
        let (envelope, bytes) = compose(&heading, &rendered, &[]).expect("a message");
        assert_eq!(envelope.to().len(), 1);
        let text = String::from_utf8(bytes).expect("ASCII");
        assert!(text.is_ascii());
        assert!(!text.lines().any(|line| line.starts_with("Bcc")));
        assert!(text.contains("Message-ID: <abc@northmoor.example>\r\n"));
        assert!(text.contains("X-Priority: 1\r\n"));
    }
}
