//! A response out of its seal, beside the courier's own copy of its form.

use super::error::{CannotRun, Result};
use super::ledger::{Hold, Ledger, ResponseRow};
use crate::age_header::HeaderError;
use crate::form::{Form, Response};
use crate::inbox::{Inbox, ReadError, sha256_hex};
use crate::seal::{self, Identities, OpenError};
use serde_json::Value as Json;
use std::cell::OnceCell;
use std::sync::Arc;

/// The most answers of one response.
const MAX_ANSWERS: usize = 2000;

/// The most files of one response.
const MAX_ATTACHMENTS: usize = 200;

/// The most that is typed in one response, in bytes: a thick novel.
const MAX_TYPED: usize = 2 * 1024 * 1024;

/// A response and its form.
pub(crate) struct Opened {
    /// What was sent; nothing in it is true because it is in it.
    pub(crate) response: Response,
    /// The courier's own copy, if it has this version.
    pub(crate) form: Option<Arc<Form>>,
    /// How long its file is.
    pub(crate) sealed_bytes: usize,
    content_hash: OnceCell<String>,
}

impl Opened {
    /// A hash of all that was sent but the time: pressing the button again gives
    /// the same.
    pub(crate) fn content_hash(&self) -> &str {
        self.content_hash.get_or_init(|| {
            let mut value = serde_json::to_value(&self.response).unwrap_or_default();
            if let Some(entries) = value.as_object_mut() {
                entries.remove("sent_at");
            }
            // In canonical form (RFC 8785): the order of keys is no content.
            sha256_hex(&serde_json_canonicalizer::to_vec(&value).unwrap_or_default())
        })
    }

    /// What the Message-IDs of a response are made of.
    pub(crate) fn about(&self) -> String {
        format!("{} {}", self.response.id, self.content_hash())
    }
}

/// Opens the file of a response. The inner error is a reason to hold it.
pub(crate) fn open(
    row: &ResponseRow,
    ledger: &Ledger,
    inbox: &Inbox,
    identities: &Identities,
) -> Result<std::result::Result<Opened, Hold>> {
    let sealed = match sealed(&row.sha256, ledger, inbox)? {
        Ok(sealed) => sealed,
        Err(hold) => return Ok(Err(hold)),
    };
    let response = match read(&sealed, identities) {
        Ok(response) => response,
        Err(hold) => return Ok(Err(hold)),
    };
    let form = ledger.form(&response.form, &response.form_version)?;
    let sealed_bytes = sealed.len();
    Ok(Ok(Opened { response, form, sealed_bytes, content_hash: OnceCell::new() }))
}

/// The sealed bytes of a response, whatever its file is called.
pub(crate) fn sealed(
    sha256: &str,
    ledger: &Ledger,
    inbox: &Inbox,
) -> Result<std::result::Result<Vec<u8>, Hold>> {
    let mut hold = Hold::new("gone", "its sealed file is no longer in the inbox");
    for name in ledger.files_of(sha256)? {
        match inbox.read(&name) {
            Ok(content) if sha256_hex(&content) == sha256 => return Ok(Ok(content)),
            // Another file has the name now.
            Ok(_) => {}
            Err(ReadError::TooLarge) => {
                hold = Hold::new("too-large", "its file is larger than the courier takes");
            }
            Err(ReadError::Io(error)) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(ReadError::Io(error)) => {
                return Err(CannotRun::new(
                    format!("a file of the inbox cannot be read: {error}"),
                    "see that this user may read what the letterbox writes",
                ));
            }
        }
    }
    Ok(Err(hold))
}

/// Opens and reads sealed bytes.
fn read(sealed: &[u8], identities: &Identities) -> std::result::Result<Response, Hold> {
    let opened = seal::open(sealed, identities).map_err(|error| match error {
        OpenError::Header(HeaderError::TooLong) => Hold::new(
            "header-too-long",
            "it cannot be opened: its header is longer than 16 KiB, as no form of ours makes it",
        ),
        OpenError::Header(HeaderError::NotAge) => {
            Hold::new("not-age", "it cannot be opened: it is not an age file")
        }
        OpenError::NotForUs => Hold::new(
            "not-for-us",
            "it cannot be opened: it is sealed to a key that is not among the identities",
        ),
        OpenError::Damaged => {
            Hold::new("damaged", "it cannot be opened: it is damaged or cut short")
        }
        OpenError::TooLarge => {
            Hold::new("too-large", "what is in it is larger than the courier takes")
        }
    })?;
    let response = Response::from_bytes(&opened)
        .map_err(|error| Hold::new("not-a-response", format!("it could be opened, but {error}")))?;
    if is_reasonable(&response) {
        Ok(response)
    } else {
        Err(Hold::new(
            "too-large",
            "it could be opened, but it holds more than any form asks for; `open` shows it",
        ))
    }
}

/// Whether a letter can be made of it. Anybody can send a million answers, and
/// a courier that runs out of memory delivers nothing.
fn is_reasonable(response: &Response) -> bool {
    let typed: usize =
        response.answers.iter().map(|answer| answer.question.len() + weight(&answer.value)).sum();
    response.answers.len() <= MAX_ANSWERS
        && response.attachments.len() <= MAX_ATTACHMENTS
        && typed <= MAX_TYPED
}

/// About how long a value is when it is written, in bytes.
fn weight(value: &Json) -> usize {
    match value {
        Json::Null | Json::Bool(_) | Json::Number(_) => 8,
        Json::String(text) => text.len(),
        Json::Array(items) => items.iter().map(|item| 2 + weight(item)).sum(),
        Json::Object(entries) => {
            entries.iter().map(|(key, value)| 2 + key.len() + weight(value)).sum()
        }
    }
}
