//! `my-review gallery`.

use super::{Checked, Outcome, fail, not_a_folder, report};
use crate::portal;
use crate::problem::Format;
use crate::site;
use std::fs;
use std::io::Write;
use std::path::Path;

/// Writes a page for each look with every component of the portal's theme.
pub fn gallery(dir: &Path, out: &Path) -> Outcome {
    if let Some(why) = not_a_folder(dir) {
        return fail(&why);
    }
    let mut checked = Checked::load(dir);
    let made = match &checked.engine {
        Some(engine) => site::gallery(engine),
        None => Err(Vec::new()),
    };
    match made {
        Ok(files) => {
            for (name, bytes) in files {
                let path = out.join(name);
                let folder = path.parent().map_or(Ok(()), fs::create_dir_all);
                if let Err(error) = folder.and_then(|()| fs::write(&path, bytes)) {
                    let why = portal::reason(&error);
                    return fail(&format!("{} could not be written: {why}", path.display()));
                }
            }
            let _ = writeln!(anstream::stderr(), "The gallery is in {}", out.display());
            Outcome::Done
        }
        Err(found) => {
            checked.add(found);
            let _ = report(&checked.problems, Format::Text, false);
            Outcome::Found
        }
    }
}
