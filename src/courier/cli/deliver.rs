//! `deliver` and `deliver --watch`.

use super::{Ended, tell};
use crate::courier::{Config, Courier, Patience, Report, Result, SmtpMailer, Timeouts};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

/// How often `--watch` looks into the inbox.
const BETWEEN_ROUNDS: Duration = Duration::from_secs(10);

/// One delivery; tries everything that waits.
pub(super) fn once(config: &Path) -> Result<Ended> {
    let config = Config::load(config)?;
    let mut mailer = SmtpMailer::new(&config.mail, Timeouts::default())?;
    let mut courier = Courier::open(config, Box::new(tell))?;
    let report = courier.deliver(&mut mailer, Patience::TryEverything)?;
    say(report);
    Ok(if report.not_sent == 0 { Ended::Well } else { Ended::FoundSomethingWrong })
}

/// Delivers until it is told to stop.
pub(super) fn watch(config: &Path) -> Result<Ended> {
    let config = Config::load(config)?;
    let mut mailer = SmtpMailer::new(&config.mail, Timeouts::default())?;
    let mut courier = Courier::open(config, Box::new(tell))?;
    let stopped = on_stop(courier.stop_flag());
    tell("The courier is watching the inbox.");
    // What stays wrong is said once, and not every ten seconds.
    let mut said = [String::new(), String::new()];
    loop {
        match courier.deliver(&mut mailer, Patience::WaitForTurn) {
            Ok(report) => {
                said[0].clear();
                if report != Report::default() {
                    say(report);
                }
            }
            // The disk is full, or the inbox's share is away: it may come back.
            Err(error) => say_once(&mut said[0], format!("This round failed: {error}")),
        }
        match stopped.recv_timeout(BETWEEN_ROUNDS) {
            Err(RecvTimeoutError::Timeout) => {}
            Ok(()) | Err(RecvTimeoutError::Disconnected) => {
                tell("The courier has stopped.");
                return Ok(Ended::Well);
            }
        }
        match courier.reload() {
            Ok(()) => said[1].clear(),
            Err(error) => {
                say_once(&mut said[1], format!("The last good lists stay in use: {error}"));
            }
        }
    }
}

fn say(report: Report) {
    tell(&format!(
        "{} delivered, {} held for a decision, {} closed without mail, {} not sent",
        report.delivered, report.held, report.closed, report.not_sent
    ));
}

fn say_once(said: &mut String, line: String) {
    if *said != line {
        tell(&line);
        *said = line;
    }
}

/// Gives a word when the system asks the program to stop. A response that is
/// under way is finished first; what is killed instead is in the ledger too.
fn on_stop(flag: Arc<AtomicBool>) -> Receiver<()> {
    let (send, receive) = channel();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        match runtime {
            Ok(runtime) => {
                runtime.block_on(signal());
                flag.store(true, Ordering::Relaxed);
                // Nobody listens if the program is at its end already.
                let _ = send.send(());
                // Who asks twice does not want to wait for a slow server.
                runtime.block_on(signal());
                std::process::exit(130);
            }
            // Without signals the system's own way of stopping applies.
            Err(_) => loop {
                std::thread::park();
            },
        }
    });
    receive
}

#[cfg(unix)]
async fn signal() {
    use tokio::signal::unix::{SignalKind, signal};
    let (Ok(mut terminate), Ok(mut interrupt)) =
        (signal(SignalKind::terminate()), signal(SignalKind::interrupt()))
    else {
        return std::future::pending().await;
    };
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
}

#[cfg(not(unix))]
async fn signal() {
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending().await
    }
}
