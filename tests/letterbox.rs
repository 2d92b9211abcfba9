//! The letterbox from outside: over a plain TCP connection, as any sender sees it.
#![cfg(feature = "letterbox")]
// A helper that fails is a test that fails.
#![allow(clippy::expect_used, clippy::panic)]

#[path = "letterbox/binary.rs"]
mod binary;
#[path = "letterbox/client.rs"]
mod client;
#[path = "letterbox/cors.rs"]
mod cors;
#[path = "letterbox/crowd.rs"]
mod crowd;
#[path = "letterbox/disk.rs"]
mod disk;
#[path = "letterbox/junk.rs"]
mod junk;
#[path = "letterbox/post.rs"]
mod post;
#[path = "letterbox/slow.rs"]
mod slow;
