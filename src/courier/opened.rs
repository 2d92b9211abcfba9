//! A response out of its seal, beside the courier's own copy of its form.

use super::error::{CannotRun, Result, contained};
use super::ledger::{Hold, Ledger, ResponseRow};
use crate::age_header::HeaderError;
use crate::form::{Form, Response};
use crate::inbox::{Inbox, ReadError, sha256_hex};
use crate::seal::{self, Identities, OpenError};
use data_encoding::HEXLOWER;
use serde_json::Value as Json;
use sha2::{Digest, Sha256};
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
    /// A hash of all that was sent but the time: pressing the button again gives
    /// the same.
    pub(crate) content_hash: String,
}

impl Opened {
    /// What the Message-IDs of a response are made of.
    pub(crate) fn about(&self) -> String {
        format!("{} {}", self.response.id, self.content_hash)
    }
}

/// Something to do, something to hold, or neither just now.
pub(crate) type Attempt<T = Opened> = Result<std::result::Result<T, Hold>>;

/// The sealed bytes of a response, or why there are none.
pub(crate) type Fetched = Result<std::result::Result<Vec<u8>, Hold>>;

/// How many responses are opened side by side at most.
pub(crate) const SIDE_BY_SIDE: usize = 16;

/// How many sealed bytes are in memory for that, unless one alone has more.
pub(crate) const BYTES_SIDE_BY_SIDE: usize = 4 * 1024 * 1024;

/// The next few responses with their sealed bytes.
pub(crate) fn fetch_next(
    rows: &mut impl Iterator<Item = ResponseRow>,
    ledger: &Ledger,
    inbox: &Inbox,
) -> (Vec<ResponseRow>, Vec<Fetched>) {
    let (mut taken, mut fetched) = (Vec::new(), Vec::new());
    let mut bytes = 0;
    while taken.len() < SIDE_BY_SIDE && bytes < BYTES_SIDE_BY_SIDE {
        let Some(row) = rows.next() else { break };
        let sealed = sealed(&row.sha256, ledger, inbox);
        bytes += length(&sealed);
        taken.push(row);
        fetched.push(sealed);
    }
    (taken, fetched)
}

/// How long sealed bytes are that are there.
pub(crate) fn length(fetched: &Fetched) -> usize {
    fetched.as_ref().map_or(0, |found| found.as_ref().map_or(0, Vec::len))
}

/// Opens responses on every core: opening is the longest part of their way, and
/// none has to do with another.
pub(crate) fn side_by_side(fetched: Vec<Fetched>, identities: &Identities) -> Vec<Unsealed> {
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let share = fetched.len().div_ceil(cores).max(1);
    let mut fetched = fetched.into_iter();
    let mut next = || fetched.by_ref().take(share).collect::<Vec<_>>();
    let work = |some: Vec<Fetched>| {
        some.into_iter().map(|one| unseal(one, identities)).collect::<Vec<_>>()
    };
    std::thread::scope(|scope| {
        let own = next();
        let shares = std::iter::from_fn(|| Some(next()).filter(|some| !some.is_empty()));
        let workers: Vec<_> =
            shares.map(|some| (some.len(), scope.spawn(move || work(some)))).collect();
        let mut unsealed = work(own);
        for (count, worker) in workers {
            let lost = || CannotRun::plain("it was not opened, and is tried again next time");
            unsealed.extend(
                worker.join().unwrap_or_else(|_| (0..count).map(|_| Err(lost())).collect()),
            );
        }
        unsealed
    })
}

fn unseal(fetched: Fetched, identities: &Identities) -> Unsealed {
    let sealed = match fetched? {
        Ok(sealed) => sealed,
        Err(hold) => return Ok((Err(hold), 0)),
    };
    let bytes = sealed.len();
    contained(|| Ok((read(sealed, identities), bytes)))
}

/// What was in a seal and how long that was, without its form.
pub(crate) type Unsealed = Result<(Read, usize)>;

/// Puts a response beside the courier's own copy of its form. The inner error is
/// a reason to hold it.
pub(crate) fn beside_its_form(unsealed: Unsealed, ledger: &Ledger) -> Attempt {
    let (read, sealed_bytes) = unsealed?;
    let (response, content_hash) = match read {
        Ok(read) => read,
        Err(hold) => return Ok(Err(hold)),
    };
    let form = ledger.form(&response.form, &response.form_version)?;
    Ok(Ok(Opened { response, form, sealed_bytes, content_hash }))
}

/// What was in a seal, with its hash.
pub(crate) type Read = std::result::Result<(Response, String), Hold>;

/// The sealed bytes of a response, whatever its file is called.
pub(crate) fn sealed(sha256: &str, ledger: &Ledger, inbox: &Inbox) -> Fetched {
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

/// Opens and reads sealed bytes. None of its 25 megabytes is kept for longer than
/// it is needed.
fn read(sealed: Vec<u8>, identities: &Identities) -> Read {
    let opened = seal::open(&sealed, identities).map_err(|error| match error {
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
    drop(sealed);
    let response = Response::from_bytes(&opened)
        .map_err(|error| Hold::new("not-a-response", format!("it could be opened, but {error}")))?;
    drop(opened);
    if is_reasonable(&response) {
        let content_hash = content_hash(&response);
        Ok((response, content_hash))
    } else {
        Err(Hold::new(
            "too-large",
            "it could be opened, but it holds more than any form asks for; `open` shows it",
        ))
    }
}

fn content_hash(response: &Response) -> String {
    let mut value = serde_json::to_value(response).unwrap_or_default();
    if let Some(entries) = value.as_object_mut() {
        entries.remove("sent_at");
    }
    // In canonical form (RFC 8785): the order of keys is no content. Hashed as it
    // is written, for it may be long; a hash takes whatever it is given.
    let mut hash = Sha256::new();
    let _ = serde_json_canonicalizer::to_writer(&value, &mut hash);
    HEXLOWER.encode(&hash.finalize())
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
