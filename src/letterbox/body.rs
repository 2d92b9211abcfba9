//! Reads a body at a bounded pace, and throws away what nobody wants.

use super::answer::Refusal;
use super::config::Pace;
use http_body_util::BodyExt;
use hyper::body::{Bytes, Incoming};
use std::time::Duration;
use tokio::time::{Instant, timeout, timeout_at};

/// At most so much is thrown away after a refusal.
const MOST_THROWN_AWAY: usize = 64 * 1024 * 1024;
/// Whoever pauses this long after a refusal has stopped sending.
const QUIET: Duration = Duration::from_secs(2);

/// A body, and how long it has taken.
pub(super) struct Reader<'a> {
    body: &'a mut Incoming,
    pace: Pace,
    started: Instant,
    received: u64,
}

impl<'a> Reader<'a> {
    pub(super) fn new(body: &'a mut Incoming, pace: Pace) -> Self {
        Self { body, pace, started: Instant::now(), received: 0 }
    }

    /// The next piece; none at the end.
    ///
    /// # Errors
    /// [`Refusal::TooSlow`] after too long a pause, or when the whole falls behind
    /// the slowest pace: a sender of one byte a second is never idle.
    pub(super) async fn next(&mut self) -> Result<Option<Bytes>, Refusal> {
        loop {
            let earned = self.received / u64::from(self.pace.bytes_per_second.max(1));
            let whole = self.started + self.pace.grace + Duration::from_secs(earned);
            let until = whole.min(Instant::now() + self.pace.idle);
            let frame = timeout_at(until, self.body.frame()).await;
            return match frame.map_err(|_| Refusal::TooSlow)? {
                None => Ok(None),
                Some(Err(_)) => Err(Refusal::CutShort),
                Some(Ok(frame)) => match frame.into_data() {
                    Ok(piece) => {
                        self.received += piece.len() as u64;
                        Ok(Some(piece))
                    }
                    // Trailers mean nothing here.
                    Err(_) => continue,
                },
            };
        }
    }

    /// Time that we ourselves took is not the sender's.
    pub(super) fn excuse(&mut self, taken: Duration) {
        self.started += taken;
    }
}

/// Reads and throws away, so that closing does not reset the connection under an
/// answer that is not read yet: many senders write everything before they read.
pub(super) async fn throw_away(mut body: Incoming, pace: Pace) {
    let all = async {
        let mut thrown = 0;
        while let Ok(Some(Ok(frame))) = timeout(QUIET, body.frame()).await {
            thrown += frame.data_ref().map_or(0, Bytes::len);
            if thrown > MOST_THROWN_AWAY {
                break;
            }
        }
    };
    // Whoever is not through by then is cut off.
    let _ = timeout(pace.linger, all).await;
}
