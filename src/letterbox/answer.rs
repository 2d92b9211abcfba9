//! Every answer that the letterbox gives, in one place.
//!
//! Rules for the texts: the first sentence says what happened, the next what to
//! do. They are read by an engineer in a browser's network panel, and by the page,
//! which has its own words for children.

use super::config::Origin;
use super::intake::Stored;
use crate::form::receipt;
use http_body_util::Full;
use hyper::body::Bytes;
use hyper::header::{self, HeaderName, HeaderValue};
use hyper::{Response, StatusCode};
use serde::Serialize;
use std::time::Duration;

/// What goes out.
pub(super) type Answer = Response<Full<Bytes>>;

/// How a problem's type is named.
/// A name that leads nowhere (RFC 4151): there is no address that is the same for every
/// council. What follows the # is a heading of `docs/letterbox.md`.
const DOCS: &str = "tag:my-review.example,2026:letterbox#";

/// Why a request was turned away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    NotAge,
    Armoured,
    HeaderTooLong,
    CutShort,
    Origin,
    NotFound,
    Method { allowed: &'static str },
    TooSlow,
    TooLarge { most: u64 },
    ContentType,
    TooMany { wait: Duration },
    NotStored,
    Full,
}

/// RFC 9457.
#[derive(Serialize)]
struct Problem {
    r#type: String,
    title: &'static str,
    status: u16,
    detail: String,
}

impl Refusal {
    pub(super) fn status(self) -> StatusCode {
        match self {
            Self::NotAge | Self::Armoured | Self::HeaderTooLong | Self::CutShort => {
                StatusCode::BAD_REQUEST
            }
            Self::Origin => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Method { .. } => StatusCode::METHOD_NOT_ALLOWED,
            Self::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Self::TooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
            Self::ContentType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::NotStored => StatusCode::SERVICE_UNAVAILABLE,
            Self::Full => StatusCode::INSUFFICIENT_STORAGE,
        }
    }

    /// The problem's name, and its heading in the documentation.
    fn name(self) -> (&'static str, &'static str) {
        match self {
            Self::NotAge | Self::Armoured => ("not-an-age-file", "Not an age file"),
            Self::HeaderTooLong => ("header-too-long", "Header too long"),
            Self::CutShort => ("cut-short", "Cut short"),
            Self::Origin => ("origin-not-allowed", "Origin not allowed"),
            Self::NotFound => ("not-found", "Not found"),
            Self::Method { .. } => ("method-not-allowed", "Method not allowed"),
            Self::TooSlow => ("too-slow", "Too slow"),
            Self::TooLarge { .. } => ("too-large", "Too large"),
            Self::ContentType => ("wrong-content-type", "Wrong content type"),
            Self::TooMany { .. } => ("too-many-at-once", "Too many at once"),
            Self::NotStored => ("not-stored", "Not stored"),
            Self::Full => ("inbox-full", "Inbox full"),
        }
    }

    fn detail(self) -> String {
        match self {
            Self::NotAge => "The body is not an age file. Seal the response with age and send the file as it is.".to_owned(),
            Self::Armoured => "The body is an age file in its text form. Send the binary form: leave out --armor.".to_owned(),
            Self::HeaderTooLong => "The age header is longer than 16 KiB. Seal to fewer recipients.".to_owned(),
            Self::CutShort => "The body ended before it was whole. Send it again.".to_owned(),
            Self::Origin => "This site may not post here. Add it to the letterbox with --origin.".to_owned(),
            Self::NotFound => "There is nothing here. Post responses to /responses.".to_owned(),
            Self::Method { allowed } => format!("This method does nothing here. Use {allowed}."),
            Self::TooSlow => "The request came too slowly, and nothing was stored. Send it again, on a better line if you can.".to_owned(),
            Self::TooLarge { most } => format!("The body is larger than {most} bytes, and nothing was stored. Leave out the longest recording and send it again."),
            Self::ContentType => "The body must be one age file. Send it with the header Content-Type: application/octet-stream, and no Content-Encoding.".to_owned(),
            Self::TooMany { wait } => format!("Too much comes from your address at once, and nothing was stored. Send it again in {} seconds.", seconds(wait)),
            Self::NotStored => "The response could not be stored; nothing was accepted. Keep it and send it again in a minute.".to_owned(),
            Self::Full => "The inbox is full; nothing was accepted. Keep it and send it again later. The letterbox's operator must make room.".to_owned(),
        }
    }

    /// When to come again: soon for a busy minute, later for what a person mends.
    fn retry_after(self) -> Option<u64> {
        match self {
            Self::TooMany { wait } => Some(seconds(wait)),
            Self::NotStored => Some(30),
            Self::Full => Some(300),
            _ => None,
        }
    }

    /// As an answer.
    pub(super) fn answer(self) -> Answer {
        let (name, title) = self.name();
        let problem = Problem {
            r#type: format!("{DOCS}{name}"),
            title,
            status: self.status().as_u16(),
            detail: self.detail(),
        };
        let mut answer = json(self.status(), "application/problem+json", &problem);
        if let Some(seconds) = self.retry_after() {
            answer.headers_mut().insert(header::RETRY_AFTER, seconds.into());
        }
        if let Self::Method { allowed } = self {
            put(&mut answer, header::ALLOW, allowed);
        }
        answer
    }

    /// The whole answer as it goes over the wire, for connections that never
    /// reach the HTTP library.
    pub(super) fn raw(self) -> Vec<u8> {
        let (head, body) = self.answer().into_parts();
        let body = bytes(body);
        let mut raw = format!("HTTP/1.1 {}\r\n", head.status).into_bytes();
        for (name, value) in &head.headers {
            raw.extend_from_slice(name.as_str().as_bytes());
            raw.extend_from_slice(b": ");
            raw.extend_from_slice(value.as_bytes());
            raw.extend_from_slice(b"\r\n");
        }
        let end = format!("content-length: {}\r\nconnection: close\r\n\r\n", body.len());
        raw.extend_from_slice(end.as_bytes());
        raw.extend_from_slice(&body);
        raw
    }
}

/// Whole seconds, at least one.
fn seconds(wait: Duration) -> u64 {
    wait.as_secs() + u64::from(wait.subsec_nanos() > 0 || wait.is_zero())
}

/// The bytes of a body that is in memory.
fn bytes(body: Full<Bytes>) -> Bytes {
    use http_body_util::BodyExt;
    // A full body is ready at once: there is nothing to wait for.
    let mut whole = std::pin::pin!(body.collect());
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    match whole.as_mut().poll(&mut context) {
        std::task::Poll::Ready(Ok(whole)) => whole.to_bytes(),
        _ => Bytes::new(),
    }
}

/// 201 or 200, with the receipt.
pub(super) fn stored(stored: &Stored) -> Answer {
    let status = if stored.already { StatusCode::OK } else { StatusCode::CREATED };
    let body = serde_json::json!({ "receipt": receipt(&stored.sha256) });
    json(status, "application/json", &body)
}

/// 200: it can write.
pub(super) fn healthy() -> Answer {
    let body = serde_json::json!({ "status": "ok" });
    json(StatusCode::OK, "application/json", &body)
}

/// 204 to a preflight.
pub(super) fn preflight() -> Answer {
    let mut answer = plain(StatusCode::NO_CONTENT, Bytes::new());
    put(&mut answer, header::ALLOW, "POST, OPTIONS");
    put(&mut answer, header::ACCESS_CONTROL_ALLOW_METHODS, "POST");
    put(&mut answer, header::ACCESS_CONTROL_ALLOW_HEADERS, "Content-Type");
    put(&mut answer, header::ACCESS_CONTROL_MAX_AGE, "7200");
    answer
}

/// Lets the page read the answer, whatever it is.
pub(super) fn allow(answer: &mut Answer, origin: &Origin) {
    put(answer, header::ACCESS_CONTROL_ALLOW_ORIGIN, origin.as_str());
    put(answer, header::ACCESS_CONTROL_EXPOSE_HEADERS, "Retry-After");
}

fn json(status: StatusCode, media_type: &'static str, body: &impl Serialize) -> Answer {
    // Our own small structs always serialise.
    let body = serde_json::to_vec(body).unwrap_or_default();
    let mut answer = plain(status, Bytes::from(body));
    put(&mut answer, header::CONTENT_TYPE, media_type);
    answer
}

fn plain(status: StatusCode, body: Bytes) -> Answer {
    let mut answer = Response::new(Full::new(body));
    *answer.status_mut() = status;
    put(&mut answer, header::CACHE_CONTROL, "no-store");
    put(&mut answer, header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    put(&mut answer, header::VARY, "Origin");
    answer
}

fn put(answer: &mut Answer, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        answer.headers_mut().insert(name, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_problem_is_explained_where_its_type_points() {
        let docs = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/letterbox.md");
        let docs = std::fs::read_to_string(docs).expect("the documentation");
        let wait = Duration::ZERO;
        for refusal in [
            Refusal::NotAge,
            Refusal::Armoured,
            Refusal::HeaderTooLong,
            Refusal::CutShort,
            Refusal::Origin,
            Refusal::NotFound,
            Refusal::Method { allowed: "GET" },
            Refusal::TooSlow,
            Refusal::TooLarge { most: 1 },
            Refusal::ContentType,
            Refusal::TooMany { wait },
            Refusal::NotStored,
            Refusal::Full,
        ] {
            let (name, title) = refusal.name();
            assert_eq!(title.to_lowercase().replace(' ', "-"), name);
            let section = format!("### {title}\n{}", refusal.status().as_u16());
            assert!(docs.contains(&section), "{section}");
        }
    }

    #[test]
    fn a_wait_is_whole_seconds_and_never_none() {
        assert_eq!(seconds(Duration::ZERO), 1);
        assert_eq!(seconds(Duration::from_millis(1)), 1);
        assert_eq!(seconds(Duration::from_millis(1001)), 2);
        assert_eq!(seconds(Duration::from_secs(2)), 2);
    }
}
