//! The command line of `my-review-letterbox`.

use super::{Config, Inbox, Origin};
use clap::Parser;
use std::net::IpAddr;

/// Takes sealed answers in over HTTP and keeps them until the courier collects them.
///
/// It holds no key and cannot read what it stores. A sender gets a receipt only when
/// the file is on stable storage, as responses/<SHA-256>.age in the inbox.
#[derive(Parser)]
#[command(
    name = "my-review-letterbox",
    version,
    after_long_help = "\
Files are made with mode 0640 and folders with 0750 (less the umask), so that the courier \
can run as another user of the same group.

Speaks plain HTTP: put a proxy with TLS in front, and name it with --trusted-proxy. \
POST /responses takes a file; GET /healthz is 200 only if the inbox can be written.

Writes to standard error only, and never an address of a sender or what was sent. \
SIGTERM and SIGINT finish what is under way, for up to ten seconds.

Exit status: 0 stopped when told to; 2 could not run."
)]
pub struct Arguments {
    /// The folder for what comes in, made if it is missing; or an object store:
    /// s3://bucket/prefix, az://container/prefix, gs://bucket/prefix, with its
    /// credentials in the environment
    // Said expressly: left to itself, clap would take any text for a folder's path.
    #[arg(long, value_name = "FOLDER-OR-URL", value_parser = str::parse::<Inbox>)]
    pub inbox: Inbox,

    /// The address and port to listen on, such as 127.0.0.1:8080; port 0 takes a free one
    #[arg(long, value_name = "ADDR")]
    pub listen: String,

    /// A site whose pages may post, such as https://my-review.northmoor.example;
    /// several may follow, and the option may be repeated
    #[arg(long, value_name = "ORIGIN", required = true, num_args = 1..)]
    pub origin: Vec<Origin>,

    /// The largest file taken; larger ones get 413
    #[arg(long, value_name = "BYTES", default_value_t = Config::MAX_SIZE,
          value_parser = clap::value_parser!(u64).range(1..))]
    pub max_size: u64,

    /// How many bytes the inbox may hold; beyond, new files get 507
    #[arg(long, value_name = "N", default_value_t = Config::INBOX_MAX_BYTES)]
    pub inbox_max_bytes: u64,

    /// How many files the inbox may hold; beyond, new files get 507
    #[arg(long, value_name = "N", default_value_t = Config::INBOX_MAX_FILES)]
    pub inbox_max_files: u64,

    /// A proxy's address: the last address in its X-Forwarded-For is then the sender;
    /// may be repeated
    #[arg(long, value_name = "ADDR", num_args = 1..)]
    pub trusted_proxy: Vec<IpAddr>,
}
