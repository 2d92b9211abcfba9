//! What the commands of `my-review` do. Only this module and the binaries print.

mod arguments;
mod build;
mod check;
mod demo;
mod gallery;
mod new;
mod preview;
mod reference;
mod schema;
mod shell;
mod verify;

pub use arguments::Arguments;
pub use build::build;
pub use check::check;
pub use demo::demo;
pub use gallery::gallery;
pub use new::{NewChoices, new};
pub use preview::preview;
pub use reference::{components, reference};
pub use schema::print_schema;
pub use shell::{completions, man};
pub use verify::verify;

use crate::portal::{self, Portal, SiteFile, Theme};
use crate::problem::{self, Format, Problem};
use crate::site::{Engine, Ready};
use std::io::{self, Write};
use std::path::Path;

/// How a command ended, as the exit status says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// 0: done.
    Done,
    /// 1: it ran and found something wrong.
    Found,
    /// 2: it could not run.
    Failed,
}

impl Outcome {
    /// The exit status.
    pub fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Found => 1,
            Self::Failed => 2,
        }
    }
}

/// A portal that was read and checked.
pub(crate) struct Checked {
    pub(crate) portal: Portal,
    /// None if the theme cannot be used, or was not compiled.
    pub(crate) engine: Option<Engine>,
    pub(crate) problems: Vec<Problem>,
}

impl Checked {
    /// Loads a folder, checks it by every rule, and compiles its theme.
    pub(crate) fn load(dir: &Path) -> Self {
        Self::load_by(dir, crate::check::check, |_| true, None)
    }

    /// The same for a site that is served at another address than the portal
    /// says.
    pub(crate) fn load_at(dir: &Path, address: &str) -> Self {
        Self::load_by(dir, crate::check::check, |_| true, Some(address))
    }

    /// The same without looking into the pages' texts, which a build does when
    /// it renders them.
    pub(crate) fn load_for_build(dir: &Path) -> Self {
        Self::load_by(dir, crate::check::all_but_pages, |_| true, None)
    }

    /// Loads a folder and checks it by every rule. Only a theme of the portal's own
    /// is compiled, to see what is wrong in it: the default one is known to be right.
    pub(crate) fn load_for_check(dir: &Path) -> Self {
        Self::load_by(dir, crate::check::check, |theme| theme.is_own, None)
    }

    fn load_by(
        dir: &Path,
        rules: fn(&Portal) -> Vec<Problem>,
        compiles: fn(&Theme) -> bool,
        address: Option<&str>,
    ) -> Self {
        let ready =
            |site: &SiteFile, theme: &Theme| compiles(theme).then(|| Ready::of(site, theme));
        let (portal, mut problems, ready) = portal::load_beside(dir, ready);
        let address = address.unwrap_or(&portal.site.site.base_url);
        let engine = || Some(ready?.map(|ready| Engine::with(ready, &portal, address)));
        let (found, engine) = rayon::join(|| rules(&portal), engine);
        problems.extend(found);
        let engine =
            engine.and_then(|engine| engine.map_err(|in_theme| problems.extend(in_theme)).ok());
        problem::sort(&mut problems);
        Self { portal, engine, problems }
    }

    /// Adds problems that were found later.
    pub(crate) fn add(&mut self, found: Vec<Problem>) {
        self.problems.extend(found);
        problem::sort(&mut self.problems);
    }

    pub(crate) fn errors(&self) -> usize {
        problem::count(&self.problems).0
    }
}

/// Why a command cannot even start, or nothing.
pub(crate) fn not_a_folder(dir: &Path) -> Option<String> {
    let why = match std::fs::read_dir(dir) {
        Ok(_) => return None,
        Err(error) => portal::reason(&error),
    };
    Some(format!("the folder {} cannot be read: {why}", dir.display()))
}

/// Says on stderr why a command could not run.
pub fn fail(message: &str) -> Outcome {
    let _ = writeln!(anstream::stderr(), "my-review: {message}");
    Outcome::Failed
}

/// Writes the problems: to stdout for `check`, whose result they are, else to
/// stderr. Colours are taken out again where nobody sees them, or `NO_COLOR` is
/// set.
pub(crate) fn report(problems: &[Problem], format: Format, to_stdout: bool) -> io::Result<()> {
    let text = problem::render(problems, format, true);
    if to_stdout {
        anstream::stdout().lock().write_all(text.as_bytes())
    } else {
        anstream::stderr().lock().write_all(text.as_bytes())
    }
}

/// Waits for Ctrl-C or, where there is one, the signal to end: either way what
/// a command made for the time being is taken away.
pub(crate) async fn told_to_stop() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut end) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = end.recv() => {}
            }
            return;
        }
    }
    let _ = tokio::signal::ctrl_c().await;
}
