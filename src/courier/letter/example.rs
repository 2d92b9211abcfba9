//! The letter that a form would bring, for who writes the form: nobody sent it,
//! and nobody gets it.

use super::{Circumstances, LetterView, Templates, files};
use crate::courier::allocations::Child;
use crate::courier::error::{CannotRun, Result};
use crate::courier::ledger::Role;
use crate::courier::opened::Opened;
use crate::courier::route::{CameBy, Recipient, Route};
use crate::form::{Audience, Form, Response};
use jiff::Timestamp;
use std::sync::Arc;

/// An e-mail that is not sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExampleLetter {
    /// The subject.
    pub subject: String,
    /// The HTML part.
    pub html: String,
    /// The names of what is attached.
    pub attached: Vec<String>,
}

/// Stands where a receipt would.
const RECEIPT: &str = "EXAMPLE";

/// The letter for these answers about this child, as the courier would write
/// it today: by the link of whom the form is for, in time, sent once.
///
/// # Errors
/// When a template cannot be filled in.
pub fn example(form: &Form, response: Response, child: Child) -> Result<ExampleLetter> {
    let opened = Opened {
        response,
        form: Some(Arc::new(form.clone())),
        sealed_bytes: 0,
        content_hash: String::new(),
    };
    let mailbox = "iro@council.example"
        .parse()
        .map_err(|_| CannotRun::letter("the address of an example is wrong"))?;
    let route = Route {
        recipient: Recipient { key: child.iro.clone(), mailbox },
        came_by: came_by(form.audience),
        released: false,
        child: Some(child),
        iro: None,
    };
    let files = files(&opened);
    let facts = Circumstances {
        reference: RECEIPT,
        nth: 1,
        received_at: Timestamp::now(),
        repeat: false,
        parts: 1,
        copy: true,
    };
    let view = LetterView::new(&opened, &route, &files, facts);
    let copy = std::iter::once("copy.html".to_owned());
    Ok(ExampleLetter {
        subject: format!("{} · {RECEIPT}", view.title),
        html: Templates::new()?.one("letter.html", &view)?,
        attached: copy.chain(files.into_iter().map(|file| file.name)).collect(),
    })
}

fn came_by(audience: Audience) -> CameBy {
    match audience {
        Audience::Child => CameBy::Invitation(Role::Child),
        Audience::Carer => CameBy::Invitation(Role::Carer),
        Audience::Parent => CameBy::Invitation(Role::Parent),
        Audience::Iro => CameBy::Invitation(Role::Iro),
        Audience::Everyone => CameBy::PublicPage,
    }
}
