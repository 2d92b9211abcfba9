//! What lies on the desk between two changes: the portal as it was last read,
//! and its templates, so that a page of which only the text changed is made
//! again by itself. After a change in the theme the pages are made again as they
//! were read. Whatever else changes, everything is read and made anew.

use super::show::{Made, Shown};
use crate::check;
use crate::portal::Portal;
use crate::problem::{self, Problem, Source};
use crate::site::{self, Engine};
use crate::tool::Checked;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

/// More changed pages than these are no longer somebody who writes.
const FEW: usize = 20;

/// A folder, and the site that was last made of it.
pub struct Desk {
    dir: PathBuf,
    /// Where the site is served.
    address: String,
    /// None, if the folder could not be made into a site when it was last read.
    read: Option<Read>,
    shown: Arc<Shown>,
}

struct Read {
    portal: Portal,
    engine: Engine,
    problems: Vec<Problem>,
}

/// What a change led to: files, and what is wrong if that may be other than
/// before.
type Outcome = (Made, Option<Vec<Problem>>);

impl Desk {
    /// Makes the first site of a folder, to be served at this port.
    pub fn open(dir: &Path, port: u16) -> Self {
        let address = format!("http://127.0.0.1:{port}/");
        let mut desk = Self { dir: dir.to_owned(), address, read: None, shown: Arc::default() };
        desk.renew(None);
        desk
    }

    /// What there is to be seen.
    pub(super) fn shown(&self) -> &Arc<Shown> {
        &self.shown
    }

    /// Takes in a change, and tells whether it was enough to make the changed
    /// pages again. `changed` are the files, relative to the folder, that are
    /// still there with other contents; none if any came, went or was moved.
    ///
    /// It is done in a thread of its own: whatever goes wrong there, the preview
    /// goes on.
    pub fn renew(&mut self, changed: Option<&[String]>) -> bool {
        let made = thread::scope(|scope| scope.spawn(|| self.make(changed)).join());
        let (made, problems) = made.unwrap_or_else(|_| {
            self.read = None;
            (Made::Nothing, Some(vec![fault()]))
        });
        let only_pages = matches!(made, Made::Pages(_));
        self.shown = Arc::new(self.shown.next(made, problems.as_deref()));
        only_pages
    }

    fn make(&mut self, changed: Option<&[String]>) -> Outcome {
        let read = self.read.take();
        let changed = changed.filter(|files| files.len() <= FEW);
        if let (Some(mut read), Some(changed)) = (read, changed)
            && let Some(outcome) = read.take_in(&self.dir, &self.address, changed)
        {
            self.read = Some(read);
            return outcome;
        }
        self.everything()
    }

    fn everything(&mut self) -> Outcome {
        let mut checked = Checked::load_at(&self.dir, &self.address);
        let Some(engine) = checked.engine.take().filter(|_| checked.errors() == 0) else {
            return (Made::Nothing, Some(checked.problems));
        };
        match site::in_memory(&checked.portal, &engine) {
            Ok(site) => {
                let Checked { portal, problems, .. } = checked;
                self.read = Some(Read { portal, engine, problems: problems.clone() });
                (Made::Site(site), Some(problems))
            }
            Err(found) => {
                checked.add(found);
                (Made::Nothing, Some(checked.problems))
            }
        }
    }
}

impl Read {
    /// Makes again what these files are for. Nothing, if that is more than the
    /// texts of pages, or the theme, or there is a mistake in them: then what was
    /// read is no longer what stands in the folder.
    fn take_in(&mut self, dir: &Path, address: &str, changed: &[String]) -> Option<Outcome> {
        match changed {
            [_, ..] if changed.iter().all(|file| is_of_theme(file)) => self.theme(dir, address),
            _ => self.texts(dir, changed),
        }
    }

    /// Makes every page again with the theme as it is now. The pages' texts were
    /// looked at when they were read, and are not looked at again.
    fn theme(&mut self, dir: &Path, address: &str) -> Option<Outcome> {
        let said = check::all_but_pages(&self.portal);
        let mut problems = without(&self.problems, &said);
        problems.retain(|problem| !is_of_theme(&problem.source.file));
        problems.extend(self.portal.renew_theme(dir));
        let (portal, rules) = (&self.portal, || check::all_but_pages(&self.portal));
        let (says, engine) = rayon::join(rules, || Engine::at(portal, address));
        problems.extend(says);
        let engine = engine.ok().filter(|_| problem::count(&problems).0 == 0)?;
        let site = site::in_memory(portal, &engine).ok()?;
        problem::sort(&mut problems);
        self.engine = engine;
        self.problems.clone_from(&problems);
        Some((Made::Site(site), Some(problems)))
    }

    /// Makes the pages in these files again.
    fn texts(&mut self, dir: &Path, changed: &[String]) -> Option<Outcome> {
        let mut files = Vec::new();
        let mut is_as_before = true;
        for file in changed {
            let at = self.portal.pages.iter().position(|page| page.source.file == *file)?;
            let before = self.text_of(at).len();
            // What else is wrong with the page may hang on its text too.
            if self.problems.iter().filter(|problem| problem.source.file == *file).count() != before
            {
                return None;
            }
            self.portal.renew_page(dir, file)?;
            let now = self.text_of(at);
            if problem::count(&now).0 > 0 {
                return None;
            }
            let page = self.portal.pages.get(at)?;
            files.extend(site::again(&self.portal, &self.engine, page).ok()?);
            if before + now.len() > 0 {
                is_as_before = false;
                self.problems.retain(|problem| problem.source.file != *file);
                self.problems.extend(now);
                problem::sort(&mut self.problems);
            }
        }
        Some((Made::Pages(files), (!is_as_before).then(|| self.problems.clone())))
    }

    fn text_of(&self, page: usize) -> Vec<Problem> {
        let page = self.portal.pages.get(page);
        page.map(|page| check::text_of(&self.portal, self.engine.places(), page))
            .unwrap_or_default()
    }
}

fn is_of_theme(file: &str) -> bool {
    file.starts_with("themes/")
}

/// The first without the second, each as often as it is there.
fn without(problems: &[Problem], gone: &[Problem]) -> Vec<Problem> {
    let key = |problem: &Problem| {
        let Problem { rule, source, span, message, .. } = problem;
        (*rule, source.file.clone(), span.clone(), message.clone())
    };
    let mut left = HashMap::new();
    for problem in gone {
        *left.entry(key(problem)).or_insert(0) += 1;
    }
    let stays = |problem: &&Problem| match left.get_mut(&key(problem)) {
        Some(left @ 1..) => {
            *left -= 1;
            false
        }
        _ => true,
    };
    problems.iter().filter(stays).cloned().collect()
}

fn fault() -> Problem {
    let nothing = Arc::new(Source { file: "site.yaml".to_owned(), text: String::new() });
    Problem::error(
        "fault",
        &nothing,
        0..0,
        "the program stopped over something in this folder",
        "This is a fault of the program: please report it. Taking the last change back may help.",
    )
}

#[cfg(test)]
mod tests;
