//! Who is invited to fill in which form, by which link.

use super::allocations::{Allocations, Child};
use super::clock;
use super::error::Result;
use super::invitations::Forms;
use super::ledger::{Ledger, Role};
use crate::form::Catalogue;
use crate::letters::Letters;
use jiff::Timestamp;
use jiff::civil::Date;
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
/// stay. A child for whom there is no form is told to `note`, and gets no link.
///
/// # Errors
/// When the ledger cannot be written.
pub fn invite(
    ledger: &mut Ledger,
    children: &Allocations,
    catalogue: &Catalogue,
    letters: &Letters,
    site: &str,
    note: &mut dyn FnMut(&str),
) -> Result<Vec<Invited>> {
    let forms = Forms::new(catalogue, letters);
    let now = Timestamp::now();
    let today = clock::day(now);
    let mut wanted = Vec::new();
    for child in children.children() {
        let day = child.review_date.unwrap_or(today);
        if let Err(why) = forms.before(Role::Child, child, day) {
            note(&format!("child {}: {why}, so there is no link for the child", child.reference));
        }
        wanted.extend(
            of_child(child, &forms, day).into_iter().map(|(role, form)| (child, role, form)),
        );
    }
    let named: Vec<_> =
        wanted.iter().map(|(child, role, form)| (child.reference.as_str(), *role, *form)).collect();
    let tokens = ledger.tokens(&named, now)?;
    Ok(wanted
        .into_iter()
        .zip(tokens)
        .map(|((child, role, form), token)| Invited {
            child: child.reference.clone(),
            role,
            form: form.to_owned(),
            url: url(site, forms.language(form, role, child), form, &token),
            token,
        })
        .collect())
}

/// The roles and forms of one child.
fn of_child<'f>(child: &Child, forms: &Forms<'f>, day: Date) -> Vec<(Role, &'f str)> {
    let mut wanted = Vec::new();
    let addresses = [
        (Role::Child, true),
        (Role::Carer, child.carer_email.is_some()),
        (Role::Parent, child.parent_email.is_some()),
    ];
    for (role, _) in addresses.into_iter().filter(|(_, there)| *there) {
        wanted.extend(forms.before(role, child, day).map(|form| (role, form.id.as_str())));
    }
    wanted.extend(forms.of_iros().map(|form| (Role::Iro, form)));
    wanted
}

/// The link to a form, on the site's pages in a further language if one is given.
pub(super) fn url(site: &str, language: Option<&str>, form: &str, token: &str) -> String {
    let site = site.trim_end_matches('/');
    match language {
        Some(language) => format!("{site}/{language}/forms/{form}/#i={token}"),
        None => format!("{site}/forms/{form}/#i={token}"),
    }
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
            assert_eq!(url(site, None, "f", "T"), expected);
        }
        assert_eq!(
            url("https://a.example/", Some("ar"), "f", "T"),
            "https://a.example/ar/forms/f/#i=T"
        );
    }
}
