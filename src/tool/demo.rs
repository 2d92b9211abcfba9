//! `my-review demo`.

use super::{Checked, Outcome, fail, not_a_folder, report, told_to_stop};
use crate::demo::{self, DemoError};
use crate::portal::Portal;
use crate::problem::Format;
use std::io::{self, Write};
use std::path::Path;

/// Plays the whole journey on loopback; with `once`, sends sample answers,
/// prints where the e-mails are, and ends.
pub fn demo(dir: &Path, port: Option<u16>, once: bool) -> Outcome {
    if let Some(why) = not_a_folder(dir) {
        return fail(&why);
    }
    let checked = Checked::load(dir);
    if checked.errors() > 0 {
        let _ = report(&checked.problems, Format::Text, false);
        return Outcome::Found;
    }
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return fail(&format!("the demo cannot start: {error}")),
    };
    let played = if once {
        runtime.block_on(send_samples(checked.portal))
    } else {
        runtime.block_on(serve(checked.portal, port.unwrap_or(demo::PORT)))
    };
    match played {
        Ok(outcome) => outcome,
        Err(DemoError::Problems(problems)) => {
            let _ = report(&problems, Format::Text, false);
            Outcome::Found
        }
        Err(error) => fail(&error.to_string()),
    }
}

async fn serve(portal: Portal, port: u16) -> Result<Outcome, DemoError> {
    let ready = |address: &str| {
        let _ = writeln!(
            anstream::stderr(),
            "The demo is at {address}\nFill in a form from there, press send, and read the e-mail. Ctrl-C ends it."
        );
    };
    demo::serve(portal, port, ready, told_to_stop()).await.map_err(|error| match error {
        DemoError::Disk(error) if error.kind() == io::ErrorKind::AddrInUse => {
            DemoError::Format(format!("port {port} is taken: choose another with --port"))
        }
        error => error,
    })?;
    Ok(Outcome::Done)
}

async fn send_samples(portal: Portal) -> Result<Outcome, DemoError> {
    let kept = tempfile::Builder::new().prefix("my-review-mail-").tempdir()?.keep();
    let delivered = demo::once(portal, &kept).await?;
    let mut out = anstream::stdout().lock();
    let _ = writeln!(
        out,
        "{} sample answers sent, {} e-mails delivered:",
        delivered.sent,
        delivered.mails.len()
    );
    for mail in &delivered.mails {
        let _ = writeln!(out, "{}", mail.display());
    }
    if delivered.undelivered > 0 {
        let _ =
            writeln!(anstream::stderr(), "{} answers were not delivered.", delivered.undelivered);
        return Ok(Outcome::Found);
    }
    Ok(Outcome::Done)
}
