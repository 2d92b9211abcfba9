//! Who is invited to fill in which form, by which link.

use super::allocations::{Allocations, Child};
use super::error::Result;
use super::ledger::{Ledger, Role};
use crate::form::{Audience, Catalogue, Form};
use jiff::Timestamp;
use serde::Serialize;

/// One link.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Invited {
    /// The case system's reference.
    pub child: String,
    /// Who is to get the link.
    pub role: Role,
    /// The form it is for.
    pub form: String,
    /// Opens nothing by itself, but says whose answers come by it.
    pub token: String,
    /// The link.
    pub url: String,
}

/// Shows no token.
impl std::fmt::Debug for Invited {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Invited")
            .field("child", &self.child)
            .field("role", &self.role)
            .field("form", &self.form)
            .finish_non_exhaustive()
    }
}

/// The links of every child, with their tokens; those that were made before
/// stay. Forms that the catalogue does not have are told to `note`, and get no
/// link.
///
/// # Errors
/// When the ledger cannot be written.
pub fn invite(
    ledger: &mut Ledger,
    children: &Allocations,
    catalogue: &Catalogue,
    site: &str,
    note: &mut dyn FnMut(&str),
) -> Result<Vec<Invited>> {
    let forms: Vec<&Form> = catalogue.forms.iter().map(|form| &form.definition).collect();
    let mut wanted = Vec::new();
    for child in children.children() {
        if child.form.is_empty() {
            note(&format!(
                "child {}: the column form is empty, so there is no link for the child",
                child.reference
            ));
        } else if !forms.iter().any(|form| form.id == child.form) {
            note(&format!(
                "child {}: forms.json has no form “{}”, so there is no link for the child",
                child.reference, child.form
            ));
        }
        wanted.extend(
            of_child(child, &forms)
                .into_iter()
                .map(|(role, form)| (child.reference.as_str(), role, form)),
        );
    }
    let tokens = ledger.tokens(&wanted, Timestamp::now())?;
    Ok(wanted
        .into_iter()
        .zip(tokens)
        .map(|((child, role, form), token)| Invited {
            child: child.to_owned(),
            role,
            form: form.to_owned(),
            url: url(site, form, &token),
            token,
        })
        .collect())
}

/// The roles and forms of one child.
fn of_child<'c>(child: &'c Child, forms: &[&'c Form]) -> Vec<(Role, &'c str)> {
    let audience = |audience: Audience| {
        forms.iter().filter(move |form| form.audience == audience).map(|form| form.id.as_str())
    };
    let own = forms.iter().find(|form| form.id == child.form).map(|form| form.id.as_str());
    let mut wanted: Vec<(Role, &str)> = Vec::new();
    wanted.extend(own.map(|form| (Role::Child, form)));
    if child.carer_email.is_some() {
        let before = wanted.len();
        wanted.extend(audience(Audience::Carer).map(|form| (Role::Carer, form)));
        if wanted.len() == before {
            // The carer helps with the child's form.
            wanted.extend(own.map(|form| (Role::Carer, form)));
        }
    }
    if child.parent_email.is_some() {
        wanted.extend(audience(Audience::Parent).map(|form| (Role::Parent, form)));
    }
    wanted.extend(audience(Audience::Iro).map(|form| (Role::Iro, form)));
    wanted
}

fn url(site: &str, form: &str, token: &str) -> String {
    format!("{}/forms/{form}/#i={token}", site.trim_end_matches('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_joined_well() {
        for (site, expected) in [
            ("https://a.example", "https://a.example/forms/f/#i=T"),
            ("https://a.example/", "https://a.example/forms/f/#i=T"),
            ("https://a.example/kids/", "https://a.example/kids/forms/f/#i=T"),
        ] {
            assert_eq!(url(site, "f", "T"), expected);
        }
    }
}
