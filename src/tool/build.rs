//! `my-review build`.

use super::{Checked, Outcome, fail, not_a_folder, report};
use crate::problem::{self, Format};
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
    let mut checked = Checked::load(dir);
    let Some(engine) = checked.engine.as_ref().filter(|_| checked.errors() == 0) else {
        let _ = report(&checked.problems, Format::Text, false);
        return not_built(&out);
    };
    match site::write(&checked.portal, engine, &out) {
        Ok(manifest) => {
            if !checked.problems.is_empty() {
                let _ = report(&checked.problems, Format::Text, false);
            }
            let files = manifest.files.len() + 1;
            let _ = writeln!(anstream::stderr(), "{files} files written to {}", out.display());
            Outcome::Done
        }
        Err(WriteError::Problems(found)) => {
            checked.problems.extend(found);
            problem::sort(&mut checked.problems);
            let _ = report(&checked.problems, Format::Text, false);
            not_built(&out)
        }
        Err(error) => fail(&error.to_string()),
    }
}

fn not_built(out: &Path) -> Outcome {
    let kept = if out.exists() { " The site that was built before is as it was." } else { "" };
    let _ = writeln!(anstream::stderr(), "Nothing was built.{kept}");
    Outcome::Found
}
