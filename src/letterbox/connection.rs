//! Connections: lets them in, bounds how many and how long, and lets them finish
//! when the letterbox stops.

use super::answer::Refusal;
use super::config::Pace;
use super::places::Place;
use super::route::{self, Desk};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use std::convert::Infallible;
use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::{Instant, MissedTickBehavior, interval, timeout};

/// A request header may have so many bytes, and a piece of a body as well.
const BUFFER: usize = 16 * 1024;
/// So many are told at once that there is no place; more are only closed.
const MOST_TURNED_AWAY: usize = 64;
/// How long one who is turned away at the door may take to hear it.
const DOOR: Duration = Duration::from_secs(1);

/// Accepts until `shutdown` is ready, then lets what is under way finish.
pub(super) async fn accept(
    desk: Arc<Desk>,
    listener: TcpListener,
    shutdown: impl Future<Output = ()>,
) {
    let (stop, stopping) = watch::channel(false);
    let mut inside = JoinSet::new();
    let mut turned_away = JoinSet::new();
    let mut upkeep = interval(Duration::from_mins(1));
    upkeep.set_missed_tick_behavior(MissedTickBehavior::Delay);
    tokio::pin!(shutdown);
    loop {
        let (stream, peer) = tokio::select! {
            biased;
            () = &mut shutdown => break,
            Some(_) = inside.join_next() => continue,
            Some(_) = turned_away.join_next() => continue,
            _ = upkeep.tick() => {
                keep_up(&desk);
                continue;
            }
            accepted = listener.accept() => {
                let Ok((stream, peer)) = accepted else {
                    // Out of file handles, most likely: some come back by themselves.
                    tokio::time::sleep(Duration::from_millis(50)).await;
                    continue;
                };
                (stream, peer.ip())
            }
        };
        let sender = (!desk.senders.is_proxy(peer)).then(|| desk.senders.at(peer));
        if let Some(place) = desk.connections.try_take(sender) {
            inside.spawn(serve(Arc::clone(&desk), stream, peer, place, stopping.clone()));
        } else if turned_away.len() < MOST_TURNED_AWAY {
            let wait = desk.config.pace.header;
            turned_away.spawn(say(stream, Refusal::TooMany { wait }));
        }
    }
    drop(listener);
    // Nobody listening means that all have finished.
    let _ = stop.send(true);
    let all = async { while inside.join_next().await.is_some() {} };
    let _ = timeout(desk.config.pace.shutdown, all).await;
}

/// Once a minute: forget senders, and now and then count the inbox.
fn keep_up(desk: &Arc<Desk>) {
    let now = std::time::Instant::now();
    desk.responses.forget(now);
    desk.junk.forget(now);
    let store = Arc::clone(&desk.store);
    tokio::task::spawn_blocking(move || store.room().recount());
}

/// Serves one connection until either side has had enough.
async fn serve(
    desk: Arc<Desk>,
    stream: TcpStream,
    peer: IpAddr,
    _place: Place,
    mut stopping: watch::Receiver<bool>,
) {
    // An answer is one small packet: waiting to fill it up only delays it.
    let _ = stream.set_nodelay(true);
    let pace = desk.config.pace;
    let watched = Arc::new(Watched::default());
    let service = service_fn({
        let watched = Arc::clone(&watched);
        move |request| {
            let desk = Arc::clone(&desk);
            let busy = Watched::busy(&watched);
            async move {
                let answer = route::answer(desk, peer, request).await;
                drop(busy);
                Ok::<_, Infallible>(answer)
            }
        }
    });
    let mut connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(pace.header)
        .max_buf_size(BUFFER)
        .serve_connection(TokioIo::new(stream), service);
    let mut stuck = StuckTimer::new(pace);
    let result = loop {
        tokio::select! {
            result = &mut connection => break result,
            // Only the first change matters; an error means the same.
            _ = stopping.changed(), if !*stopping.borrow() => {
                std::pin::Pin::new(&mut connection).graceful_shutdown();
            }
            () = stuck.tick(&watched) => return,
        }
    };
    // The library closes on half a header; the sender may still want to know why.
    if result.is_err_and(|error| error.is_timeout()) {
        let parts = connection.into_parts();
        if !parts.read_buf.is_empty() {
            say(parts.io.into_inner(), Refusal::TooSlow).await;
        }
    }
}

/// Says no without having read, and waits a moment so that it is heard.
async fn say(mut stream: TcpStream, refusal: Refusal) {
    let talk = async {
        stream.write_all(&refusal.raw()).await?;
        stream.shutdown().await?;
        let mut ignored = [0; 1024];
        while stream.read(&mut ignored).await? > 0 {}
        std::io::Result::Ok(())
    };
    let _ = timeout(DOOR, talk).await;
}

/// What a connection has been doing.
#[derive(Default)]
struct Watched {
    /// Requests begun.
    begun: AtomicU64,
    /// Requests answered.
    answered: AtomicU64,
}

/// A request under way.
struct Busy(Arc<Watched>);

impl Watched {
    fn busy(this: &Arc<Self>) -> Busy {
        this.begun.fetch_add(1, Ordering::Relaxed);
        Busy(Arc::clone(this))
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        self.0.answered.fetch_add(1, Ordering::Relaxed);
    }
}

/// Finds connections that ask without ever reading the answers: no timer of the
/// library runs while it waits to write.
struct StuckTimer {
    every: Duration,
    next: Instant,
    seen: Option<u64>,
}

impl StuckTimer {
    fn new(pace: Pace) -> Self {
        // What is thrown away after an answer is bounded elsewhere, and longer.
        let every = pace.stuck.max(pace.linger + Duration::from_secs(1));
        Self { every, next: Instant::now() + every, seen: None }
    }

    /// Returns when nothing was begun or answered for a whole period.
    async fn tick(&mut self, watched: &Watched) {
        loop {
            tokio::time::sleep_until(self.next).await;
            self.next += self.every;
            let begun = watched.begun.load(Ordering::Relaxed);
            let idle = begun == watched.answered.load(Ordering::Relaxed);
            if idle && self.seen == Some(begun) {
                return;
            }
            self.seen = idle.then_some(begun);
        }
    }
}
