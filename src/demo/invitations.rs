//! The links that the demo's council would send.

use super::DemoError;
use super::pages::FormLinks;
use super::stage::Child;
use crate::courier::{Allocations, Config, Invited, Ledger, invite};
use crate::form::Catalogue;
use crate::letters::Letters;
use crate::portal::Portal;
use serde::Serialize;

/// One link, as the demo's page shows it.
#[derive(Clone, Serialize)]
pub(super) struct Link {
    /// The child's name.
    name: String,
    /// Whose link it is.
    role: &'static str,
    /// The address.
    url: String,
}

/// Makes the tokens.
pub(super) fn make(config: &Config, catalogue: &Catalogue) -> Result<Vec<Invited>, DemoError> {
    let mut ledger = Ledger::open(&config.ledger, "demo")?;
    let children = Allocations::load(&config.allocations)?;
    let letters = Letters::new(Vec::new());
    Ok(invite(&mut ledger, &children, catalogue, &letters, &config.site, &mut |_| {})?)
}

/// The links by form, with each form's public page.
pub(super) fn by_form(
    portal: &Portal,
    children: &[Child],
    invited: &[Invited],
    site: &str,
) -> Vec<FormLinks> {
    let name = |reference: &str| {
        children
            .iter()
            .find(|child| child.reference == reference)
            .map_or_else(String::new, |child| child.name.clone())
    };
    portal
        .forms
        .iter()
        .map(|file| FormLinks {
            title: file.form.title.clone(),
            public: format!("{site}forms/{}/", file.form.id),
            links: invited
                .iter()
                .filter(|link| link.form == file.form.id)
                .map(|link| Link {
                    name: name(&link.child),
                    role: link.role.name(),
                    url: link.url.clone(),
                })
                .collect(),
        })
        .collect()
}
