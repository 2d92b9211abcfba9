//! Which request gets which answer.

use super::answer::{self, Answer, Refusal};
use super::body::throw_away;
use super::config::{Config, Origin};
use super::places::Places;
use super::post;
use super::rate::Rate;
use super::sender::{FORWARDED, Senders};
use super::store::Store;
use hyper::body::{Body, Incoming};
use hyper::header::{CONNECTION, EXPECT, HeaderValue, ORIGIN};
use hyper::{HeaderMap, Method, Request, Version};
use std::io;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, Once, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::Semaphore;

/// So many write to the disk at once; more only makes each of them slower.
const WRITERS: usize = 64;

/// What all connections share.
pub(super) struct Desk {
    pub(super) config: Config,
    pub(super) store: Arc<Store>,
    pub(super) senders: Senders,
    pub(super) responses: Rate,
    pub(super) junk: Rate,
    pub(super) connections: Arc<Places>,
    pub(super) requests: Arc<Places>,
    pub(super) uploads: Arc<Places>,
    pub(super) disk: Semaphore,
    health: tokio::sync::Mutex<Option<(Instant, bool)>>,
    noted: Mutex<Option<Instant>>,
    warned: Once,
}

impl Desk {
    pub(super) fn open(config: Config) -> io::Result<Self> {
        let crowd = config.crowd;
        let store = Store::open(&config.inbox, config.inbox_max_bytes, config.inbox_max_files)?;
        Ok(Self {
            store: Arc::new(store),
            senders: Senders::new(&config.trusted_proxies),
            responses: Rate::new(crowd.responses, crowd.window),
            junk: Rate::new(crowd.junk, crowd.window),
            connections: Places::new(crowd.connections),
            requests: Places::new(crowd.connections),
            uploads: Places::new(crowd.uploads),
            disk: Semaphore::new(WRITERS),
            health: tokio::sync::Mutex::default(),
            noted: Mutex::default(),
            warned: Once::new(),
            config,
        })
    }

    /// Says something to the operator, at most every ten seconds, so that a full
    /// disk is not made fuller.
    pub(super) fn note(&self, line: &str) {
        let mut noted = self.noted.lock().unwrap_or_else(PoisonError::into_inner);
        if noted.is_none_or(|at| at.elapsed() >= Duration::from_secs(10)) {
            *noted = Some(Instant::now());
            drop(noted);
            (self.config.log)(line);
        }
    }

    /// Says once that all senders look like one, for then a busy evening looks like
    /// one sender who sends too much, and children are turned away.
    fn check_proxy(&self, peer: IpAddr, headers: &HeaderMap) {
        let line = match (self.senders.is_proxy(peer), headers.contains_key(FORWARDED)) {
            (false, true) => {
                "a request came with X-Forwarded-For from an address that is not trusted: if a proxy is in front, name it with --trusted-proxy, or all senders count as one"
            }
            (true, false) => "the trusted proxy sends no X-Forwarded-For: all senders count as one",
            _ => return,
        };
        self.warned.call_once(|| (self.config.log)(line));
    }

    /// Whether it can write now; tried at most once a second.
    async fn is_healthy(&self) -> bool {
        let mut known = self.health.lock().await;
        if let Some((at, healthy)) = *known
            && at.elapsed() < Duration::from_secs(1)
        {
            return healthy;
        }
        let store = Arc::clone(&self.store);
        let probe = move || store.probe().is_ok() && !store.room().is_full();
        let healthy = tokio::task::spawn_blocking(probe).await.unwrap_or(false);
        *known = Some((Instant::now(), healthy));
        healthy
    }

    /// The configured origin that a request names; `None` when it names none.
    fn origin(&self, headers: &HeaderMap) -> Result<Option<&Origin>, Refusal> {
        let mut found = None;
        for named in headers.get_all(ORIGIN) {
            let matches =
                |known: &&Origin| named.as_bytes().eq_ignore_ascii_case(known.as_str().as_bytes());
            found = Some(self.config.origins.iter().find(matches).ok_or(Refusal::Origin)?);
        }
        Ok(found)
    }
}

/// Answers one request.
pub(super) async fn answer(desk: Arc<Desk>, peer: IpAddr, request: Request<Incoming>) -> Answer {
    let (head, mut body) = request.into_parts();
    let origin = desk.origin(&head.headers);
    let untouched = body.size_hint();
    let result = match (head.uri.path(), &head.method) {
        ("/responses", &Method::POST) => match origin {
            Ok(_) => {
                desk.check_proxy(peer, &head.headers);
                let sender = desk.senders.of(peer, &head.headers);
                let taken = post::take(&desk, sender, &head.headers, &mut body).await;
                taken.map(|stored| answer::stored(&stored))
            }
            Err(refusal) => Err(refusal),
        },
        ("/responses", &Method::OPTIONS) => origin.map(|_| answer::preflight()),
        ("/responses", _) => Err(Refusal::Method { allowed: "POST, OPTIONS" }),
        ("/healthz", &Method::GET | &Method::HEAD) => {
            if desk.is_healthy().await {
                Ok(answer::healthy())
            } else {
                Err(Refusal::NotStored)
            }
        }
        ("/healthz", _) => Err(Refusal::Method { allowed: "GET, HEAD" }),
        _ => Err(Refusal::NotFound),
    };
    let mut answer = result.unwrap_or_else(Refusal::answer);
    if let Ok(Some(origin)) = origin {
        // Also on errors: without it a page cannot read why.
        answer::allow(&mut answer, origin);
    }
    if !body.is_end_stream() {
        // The rest of the body is in the way of another request.
        answer.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
        let expects = head.version >= Version::HTTP_11 && head.headers.contains_key(EXPECT);
        let nothing_read = body.size_hint().lower() == untouched.lower();
        // Whoever asked first and was told no sends nothing.
        if !(expects && nothing_read) {
            tokio::spawn(throw_away(body, desk.config.pace));
        }
    }
    answer
}
