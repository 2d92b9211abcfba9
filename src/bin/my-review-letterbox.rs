//! The public letterbox: arguments, one call, exit code.

use clap::Parser;
use my_review::letterbox::{Config, Inbox, Letterbox, Origin};
use std::io::{self, Write};
use std::net::IpAddr;
use std::process::ExitCode;
use std::time::Duration;
use tokio::net::TcpListener;

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
struct Arguments {
    /// The folder for what comes in, made if it is missing; or an object store:
    /// s3://bucket/prefix, az://container/prefix, gs://bucket/prefix, with its
    /// credentials in the environment
    // Said expressly: left to itself, clap would take any text for a folder's path.
    #[arg(long, value_name = "FOLDER-OR-URL", value_parser = str::parse::<Inbox>)]
    inbox: Inbox,

    /// The address and port to listen on, such as 127.0.0.1:8080; port 0 takes a free one
    #[arg(long, value_name = "ADDR")]
    listen: String,

    /// A site whose pages may post, such as https://my-review.northmoor.example;
    /// several may follow, and the option may be repeated
    #[arg(long, value_name = "ORIGIN", required = true, num_args = 1..)]
    origin: Vec<Origin>,

    /// The largest file taken; larger ones get 413
    #[arg(long, value_name = "BYTES", default_value_t = Config::MAX_SIZE,
          value_parser = clap::value_parser!(u64).range(1..))]
    max_size: u64,

    /// How many bytes the inbox may hold; beyond, new files get 507
    #[arg(long, value_name = "N", default_value_t = Config::INBOX_MAX_BYTES)]
    inbox_max_bytes: u64,

    /// How many files the inbox may hold; beyond, new files get 507
    #[arg(long, value_name = "N", default_value_t = Config::INBOX_MAX_FILES)]
    inbox_max_files: u64,

    /// A proxy's address: the last address in its X-Forwarded-For is then the sender;
    /// may be repeated
    #[arg(long, value_name = "ADDR", num_args = 1..)]
    trusted_proxy: Vec<IpAddr>,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            say(&problem);
            ExitCode::from(2)
        }
    }
}

fn run(arguments: Arguments) -> Result<(), String> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| format!("error: could not start: {error}"))?;
    let result = runtime.block_on(listen(arguments));
    // Writes under way are finished, unless the disk hangs.
    runtime.shutdown_timeout(Duration::from_secs(10));
    result
}

async fn listen(arguments: Arguments) -> Result<(), String> {
    let mut config = Config::new(arguments.inbox, arguments.origin);
    config.max_size = arguments.max_size;
    config.inbox_max_bytes = arguments.inbox_max_bytes;
    config.inbox_max_files = arguments.inbox_max_files;
    config.trusted_proxies = arguments.trusted_proxy;
    config.log = say;
    fit_open_files(&mut config);

    let inbox = config.inbox.to_string();
    let letterbox = Letterbox::open(config)
        .map_err(|error| format!("error: the inbox {inbox} cannot be used: {error}"))?;
    let stop = stop_signal().map_err(|error| format!("error: no signals: {error}"))?;
    let wanted = arguments.listen;
    let cannot = |error| format!("error: cannot listen on {wanted}: {error}");
    let listener = TcpListener::bind(&wanted).await.map_err(cannot)?;
    let address = listener.local_addr().map_err(cannot)?;
    say(&format!("listening on http://{address}"));
    letterbox.serve(listener, stop).await;
    say("stopped");
    Ok(())
}

/// Standard error may be closed; that is no reason to stop taking answers in.
fn say(line: &str) {
    let _ = writeln!(anstream::stderr(), "{line}");
}

/// Ready when the process is told to stop.
#[cfg(unix)]
fn stop_signal() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}

/// Ready when the process is told to stop.
#[cfg(not(unix))]
fn stop_signal() -> io::Result<impl Future<Output = ()>> {
    Ok(async {
        let _ = tokio::signal::ctrl_c().await;
    })
}

/// Raises the number of files that may be open to what the system grants, and takes
/// fewer connections where that is not enough: running out would fail a write.
#[cfg(unix)]
fn fit_open_files(config: &mut Config) {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let limit = getrlimit(Resource::Nofile);
    let raised = Rlimit { current: limit.maximum, maximum: limit.maximum };
    // Refused: then the limit that there is must do.
    let _ = setrlimit(Resource::Nofile, raised);
    if let Some(files) = getrlimit(Resource::Nofile).current {
        let files = usize::try_from(files).unwrap_or(usize::MAX);
        // A quarter for everything else: writers, those turned away, the runtime.
        config.crowd.uploads = config.crowd.uploads.min(files / 4);
        config.crowd.connections = config.crowd.connections.min(files / 2);
    }
}

#[cfg(not(unix))]
fn fit_open_files(_: &mut Config) {}
