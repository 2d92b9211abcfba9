//! The letterbox: the public HTTP service that takes sealed answers in.
//!
//! ```text
//! connection ─► route ─► post ─► header ─► intake
//! who may       which    in what  is it     flushed, then
//! come in       answer   order    age?      the receipt
//! ```
//! It holds no key and is built without the code that could use one. What it
//! promises is small: a 201 means that the bytes are on stable storage; anything
//! else means that they may not be, and says what to do.
//!
//! - [`Config`]: everything that can be set; the time limits only from code
//! - `connection`: accepts, bounds how many, closes who sends nothing
//! - `route`: method, path and origin; `post`: one response, step by step
//! - `body`: reads at a bounded pace; `header`: tells an age file from junk
//! - `intake`, `store`, `room`: a file on its way in, what it needs, how many fit
//! - `shelf`: where whole files are kept: a folder with grouped flushes (`flush`), or
//!   an object store
//! - `sender`, `rate`, `places`: who may send how much, without keeping an address
//! - `answer`: every status, as JSON and problem+json

mod answer;
mod arguments;
mod body;
mod config;
mod connection;
mod flush;
mod header;
mod intake;
mod places;
mod post;
mod rate;
mod room;
mod route;
mod sender;
mod shelf;
mod store;

pub use arguments::Arguments;
pub use config::{Config, Crowd, Inbox, Origin, OriginError, Pace};

use std::io;
use std::sync::Arc;
use tokio::net::TcpListener;

/// Opens the inbox and answers on `listener` until `shutdown` is ready; then
/// finishes what is under way, for [`Pace::shutdown`] at most.
///
/// # Errors
/// When the inbox cannot be opened: see [`Letterbox::open`].
pub async fn serve(
    config: Config,
    listener: TcpListener,
    shutdown: impl Future<Output = ()>,
) -> io::Result<()> {
    Letterbox::open(config)?.serve(listener, shutdown).await;
    Ok(())
}

/// A letterbox whose inbox is open, ready to serve.
///
/// Apart from [`serve`], so that a program can find out that it cannot run before
/// it says that it listens.
pub struct Letterbox(Arc<route::Desk>);

impl Letterbox {
    /// Makes the inbox's folders where they are missing, sweeps away what a crash
    /// left half-written, and counts what is there.
    ///
    /// # Errors
    /// When the folder cannot be made, read or written.
    pub fn open(config: Config) -> io::Result<Self> {
        route::Desk::open(config).map(|desk| Self(Arc::new(desk)))
    }

    /// Answers on `listener` until `shutdown` is ready; then finishes what is
    /// under way, for [`Pace::shutdown`] at most.
    pub async fn serve(self, listener: TcpListener, shutdown: impl Future<Output = ()>) {
        connection::accept(self.0, listener, shutdown).await;
    }
}
