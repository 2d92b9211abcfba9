//! `my-review check`.

use super::{Checked, Outcome, fail, not_a_folder, report};
use crate::problem::{self, Format};
use crate::site;
use std::path::Path;

/// Reports every problem of a portal on stdout. With `strict`, a warning counts
/// as found too.
pub fn check(dir: &Path, strict: bool, format: Format) -> Outcome {
    if let Some(why) = not_a_folder(dir) {
        return fail(&why);
    }
    let mut checked = Checked::load_for_check(dir);
    // A council's own theme is tried out.
    if let Some(engine) = checked.engine.as_ref()
        && checked.errors() == 0
    {
        let found = site::rehearse(&checked.portal, engine);
        checked.add(found);
    }
    if let Err(error) = report(&checked.problems, format, true) {
        return fail(&format!("the report could not be written: {error}"));
    }
    let (errors, warnings) = problem::count(&checked.problems);
    // As of a build: the process ends here.
    std::mem::forget(checked);
    if errors > 0 || (strict && warnings > 0) { Outcome::Found } else { Outcome::Done }
}
