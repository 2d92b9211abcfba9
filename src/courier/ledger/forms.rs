//! Every version of every form that the courier has seen.

use super::Ledger;
use crate::courier::clock::stamp;
use crate::courier::error::{CannotRun, Result};
use crate::form::{Catalogue, Form};
use jiff::Timestamp;
use rusqlite::OptionalExtension;
use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

/// Definitions that were read out of the ledger, by id and version: every
/// response of an evening has the same few.
pub(super) type Known = RefCell<HashMap<(String, String), Arc<Form>>>;

impl Ledger {
    /// Keeps the catalogue's versions that are new.
    pub(crate) fn learn_forms(&mut self, catalogue: &Catalogue, now: Timestamp) -> Result<()> {
        let who = self.who.clone();
        let change = self.write()?;
        for form in &catalogue.forms {
            let definition = serde_json::to_string(&form.definition)
                .map_err(|error| CannotRun::plain(format!("a form cannot be kept: {error}")))?;
            let added = change.execute(
                "INSERT OR IGNORE INTO form (id, version, definition, first_seen) VALUES (?1, ?2, ?3, ?4)",
                (&form.id, &form.version, definition, stamp(now)),
            )?;
            if added > 0 {
                let detail = format!("{} {}", form.id, form.version);
                super::event(&change, now, None, "form learnt", Some(&detail), &who)?;
            }
        }
        change.commit()?;
        Ok(())
    }

    /// The form at a version, if it was ever in the catalogue.
    pub(crate) fn form(&self, id: &str, version: &str) -> Result<Option<Arc<Form>>> {
        let key = (id.to_owned(), version.to_owned());
        if let Some(known) = self.forms.borrow().get(&key) {
            return Ok(Some(Arc::clone(known)));
        }
        let definition: Option<String> = self
            .connection
            .prepare_cached("SELECT definition FROM form WHERE id = ?1 AND version = ?2")?
            .query_row([id, version], |row| row.get(0))
            .optional()?;
        let Some(definition) = definition else {
            return Ok(None);
        };
        let form: Arc<Form> = Arc::new(serde_json::from_str(&definition).map_err(|_| {
            CannotRun::new(
                format!("The ledger's copy of the form {id} is damaged."),
                "put the last backup of the ledger in its place",
            )
        })?);
        self.forms.borrow_mut().insert(key, Arc::clone(&form));
        Ok(Some(form))
    }
}
