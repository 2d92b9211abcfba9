//! One response, from its headers to its receipt.

use super::answer::Refusal;
use super::body::Reader;
use super::header::{self, Verdict};
use super::intake::{Intake, NotStored, Stored};
use super::places::Place;
use super::route::Desk;
use super::sender::Sender;
use hyper::HeaderMap;
use hyper::body::{Body, Incoming};
use hyper::header::{CONTENT_ENCODING, CONTENT_TYPE};
use std::time::{Duration, Instant};

/// When to come again after waiting in vain for a place.
const BUSY: Duration = Duration::from_secs(5);

/// Takes a response in. What of the body is not read stays for the caller.
pub(super) async fn take(
    desk: &Desk,
    sender: Sender,
    headers: &HeaderMap,
    body: &mut Incoming,
) -> Result<Stored, Refusal> {
    content_type(headers)?;
    let most = desk.config.max_size;
    if body.size_hint().lower() > most {
        return Err(Refusal::TooLarge { most });
    }
    let now = Instant::now();
    desk.responses.charge(sender, now).map_err(|wait| Refusal::TooMany { wait })?;
    let Some(_place) = desk.requests.take(sender, desk.config.pace.wait).await else {
        return Err(Refusal::TooMany { wait: BUSY });
    };
    let result = read_and_store(desk, sender, body).await;
    match result {
        // Junk has a budget of its own: a prankster's does not cost the school.
        Err(refusal @ (Refusal::NotAge | Refusal::Armoured | Refusal::HeaderTooLong)) => {
            desk.responses.refund(sender);
            match desk.junk.charge(sender, now) {
                Ok(()) => Err(refusal),
                Err(wait) => Err(Refusal::TooMany { wait }),
            }
        }
        // Our fault, not the sender's.
        Err(refusal @ (Refusal::NotStored | Refusal::Full)) => {
            desk.responses.refund(sender);
            Err(refusal)
        }
        other => other,
    }
}

/// One binary file, with whatever parameters.
fn content_type(headers: &HeaderMap) -> Result<(), Refusal> {
    let value = headers.get(CONTENT_TYPE).and_then(|v| v.to_str().ok());
    let media_type = value.and_then(|v| v.split(';').next()).unwrap_or("");
    let encoding = headers.get(CONTENT_ENCODING);
    let as_it_is = encoding.is_none_or(|v| v.as_bytes().eq_ignore_ascii_case(b"identity"));
    if media_type.trim().eq_ignore_ascii_case("application/octet-stream") && as_it_is {
        Ok(())
    } else {
        Err(Refusal::ContentType)
    }
}

async fn read_and_store(
    desk: &Desk,
    sender: Sender,
    body: &mut Incoming,
) -> Result<Stored, Refusal> {
    let most = desk.config.max_size;
    let mut reader = Reader::new(body, desk.config.pace);
    let mut intake = desk.store.begin();
    let mut verdict = Verdict::Unsure;
    let mut place: Option<Place> = None;
    while let Some(piece) = reader.next().await? {
        if intake.length() + piece.len() as u64 > most {
            return Err(Refusal::TooLarge { most });
        }
        intake.push(&piece);
        if verdict == Verdict::Unsure {
            verdict = header::judge(intake.start());
            refuse(verdict)?;
        }
        if intake.is_heavy() {
            let asked = Instant::now();
            if place.is_none() {
                place = desk.uploads.take(sender, desk.config.pace.wait).await;
            }
            if place.is_none() {
                return Err(Refusal::TooMany { wait: BUSY });
            }
            intake = on_disk(desk, intake, Intake::spill).await?;
            reader.excuse(asked.elapsed());
        }
    }
    if verdict == Verdict::Unsure {
        return Err(Refusal::NotAge);
    }
    on_disk(desk, intake, Intake::finish).await
}

fn refuse(verdict: Verdict) -> Result<(), Refusal> {
    match verdict {
        Verdict::Unsure | Verdict::Age => Ok(()),
        Verdict::Other => Err(Refusal::NotAge),
        Verdict::Armoured => Err(Refusal::Armoured),
        Verdict::TooLong => Err(Refusal::HeaderTooLong),
    }
}

/// Does a step that blocks, where blocking is allowed, and not too many at once.
async fn on_disk<T: Send + 'static>(
    desk: &Desk,
    intake: Intake,
    step: fn(Intake) -> Result<T, NotStored>,
) -> Result<T, Refusal> {
    let _turn = desk.disk.acquire().await;
    let done = tokio::task::spawn_blocking(move || step(intake)).await;
    match done {
        Ok(Ok(done)) => Ok(done),
        Ok(Err(NotStored::Full)) => {
            desk.note("the inbox is full: make room, or raise its limits");
            Err(Refusal::Full)
        }
        Ok(Err(NotStored::Failed(error))) => {
            desk.note(&format!("could not store: {}", error.kind()));
            Err(Refusal::NotStored)
        }
        Err(_) => Err(Refusal::NotStored),
    }
}
