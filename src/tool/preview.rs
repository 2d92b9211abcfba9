//! `my-review preview`.

use super::{Outcome, fail, not_a_folder, told_to_stop};
use crate::portal::reason;
use crate::preview;
use std::io::{self, Write};
use std::path::Path;

/// Serves a folder, and shows what is wrong with it, until it is told to stop.
pub fn preview(dir: &Path, port: Option<u16>, network: bool) -> Outcome {
    if let Some(why) = not_a_folder(dir) {
        return fail(&why);
    }
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return fail(&format!("the preview cannot start: {error}")),
    };
    let ready = |addresses: &[String]| {
        let mut err = anstream::stderr().lock();
        let _ = writeln!(
            err,
            "The preview is at {}",
            addresses.join("\nand, from the same network, at ")
        );
        let _ = writeln!(err, "Save a file, and the page changes. Ctrl-C ends it.");
    };
    let news = |report: &str| {
        let report = if report.is_empty() { "No problems found.\n" } else { report };
        let _ = anstream::stderr().lock().write_all(report.as_bytes());
    };
    match runtime.block_on(preview::serve(dir, port, network, ready, news, told_to_stop())) {
        Ok(()) => Outcome::Done,
        Err(error) => {
            let taken = error.kind() == io::ErrorKind::AddrInUse;
            let why = match port {
                Some(port) if taken => format!("port {port} is taken: choose another with --port"),
                _ => format!("the preview cannot start: {}", reason(&error)),
            };
            fail(&why)
        }
    }
}
