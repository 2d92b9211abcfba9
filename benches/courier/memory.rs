//! The most memory that a delivery takes, each measured in a process of its own.

use super::Done;
use super::office::Office;
use super::sink::Sink;
use my_review::courier::{Courier, Patience, SmtpMailer, Timeouts};
use std::process::Command;

/// The argument that makes this program one of those processes.
pub(super) const CHILD: &str = "--memory-child";

/// The largest response that the letterbox takes is 25 MiB, sealed.
const LARGEST: usize = 25 * 1024 * 1024;

/// Measures a few responses, many, and one that is as large as they come.
pub(super) fn measure() -> Done<()> {
    if !cfg!(target_os = "linux") {
        println!("memory: measured on Linux only");
        return Ok(());
    }
    for what in ["100", "10000", "largest"] {
        let sink = Sink::start()?;
        let office = Office::new(sink.port)?;
        match what.parse() {
            Ok(count) => {
                for nth in 0..count {
                    office.post(nth, 0)?;
                }
            }
            // Base64 and padding make four thirds and a little of it.
            Err(_) => office.post(0, LARGEST / 100 * 74)?,
        }
        let largest = office.largest_file()?;
        let output =
            Command::new(std::env::current_exe()?).arg(CHILD).arg(office.path()).output()?;
        if !output.status.success() {
            return Err(String::from_utf8_lossy(&output.stderr).into_owned().into());
        }
        let peak = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        println!("memory, {what}: at most {peak} (largest sealed file {largest} bytes)");
    }
    Ok(())
}

/// Delivers what is in a folder, and says how much memory that took.
pub(super) fn child(folder: &str) -> Done<()> {
    let config = Office::config_in(folder.as_ref())?;
    let mut mailer = SmtpMailer::new(&config.mail, Timeouts::default())?;
    let mut courier = Courier::open(config, Box::new(|_| {}))?;
    let report = courier.deliver(&mut mailer, Patience::TryEverything)?;
    if report.delivered == 0 || report.not_sent > 0 {
        return Err(format!("{report:?}").into());
    }
    let status = std::fs::read_to_string("/proc/self/status")?;
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or("unknown");
    println!("{}", peak.trim());
    Ok(())
}
