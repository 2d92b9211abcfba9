//! The public letterbox: arguments, one call, exit code.

use clap::Parser;
use my_review::letterbox::{Arguments, Config, Letterbox};
use std::io::{self, Write};
use std::process::ExitCode;
use std::time::Duration;
use tokio::net::TcpListener;

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
