//! `my-review build`.

use super::{Checked, Outcome, fail, not_a_folder, report};
use crate::check;
use crate::problem::Format;
use crate::site::{self, WriteError};
use std::io::Write;
use std::path::Path;

/// Checks a portal and writes its site; with errors in it, the site stays as it
/// was.
pub fn build(dir: &Path, out: Option<&Path>) -> Outcome {
    if let Some(why) = not_a_folder(dir) {
        return fail(&why);
    }
    let out = out.map_or_else(|| dir.join("public"), Path::to_owned);
    let mut checked = Checked::load_for_build(dir);
    let Some(engine) = checked.engine.as_ref().filter(|_| checked.errors() == 0) else {
        checked.add(check::pages(&checked.portal));
        return not_built(&checked, &out);
    };
    match site::check_and_write(&checked.portal, engine, &out) {
        Ok((manifest, warnings)) => {
            checked.add(warnings);
            if !checked.problems.is_empty() {
                let _ = report(&checked.problems, Format::Text, false);
            }
            let files = manifest.files.len() + 1;
            // Taking a large portal apart piece by piece takes time that nobody
            // has a use for: the process ends here, and its memory with it.
            std::mem::forget(checked);
            let _ = writeln!(anstream::stderr(), "{files} files written to {}", out.display());
            Outcome::Done
        }
        Err(WriteError::Problems(found)) => {
            checked.add(found);
            not_built(&checked, &out)
        }
        Err(error) => {
            // It may have stopped before all pages were read: what is wrong in
            // the portal's own files comes first.
            checked.add(check::pages(&checked.portal));
            if checked.errors() > 0 { not_built(&checked, &out) } else { fail(&error.to_string()) }
        }
    }
}

fn not_built(checked: &Checked, out: &Path) -> Outcome {
    let _ = report(&checked.problems, Format::Text, false);
    let kept = if out.exists() { " The site that was built before is as it was." } else { "" };
    let _ = writeln!(anstream::stderr(), "Nothing was built.{kept}");
    Outcome::Found
}
