//! A message of our own words alone, to those who run things.

use serde::Serialize;

/// What stands under its heading.
#[derive(Serialize)]
pub(crate) struct Plain {
    pub(crate) title: String,
    pub(crate) blocks: Vec<Block>,
}

/// A paragraph, and what follows from it.
#[derive(Serialize)]
pub(crate) struct Block {
    text: String,
    items: Vec<String>,
    /// What to type, word by word, so that none is broken at the end of a line.
    command: Vec<String>,
}

impl Block {
    /// A paragraph.
    pub(crate) fn said(text: impl Into<String>) -> Self {
        Self { text: text.into(), items: Vec::new(), command: Vec::new() }
    }

    /// A paragraph with a list.
    pub(crate) fn list(text: impl Into<String>, items: Vec<String>) -> Self {
        Self { items, ..Self::said(text) }
    }

    /// A paragraph with what to type.
    pub(crate) fn command(text: impl Into<String>, command: &str) -> Self {
        let command = command.split(' ').map(str::to_owned).collect();
        Self { command, ..Self::said(text) }
    }
}
