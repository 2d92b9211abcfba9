//! `forms.json`: every form's definition, by version.

use super::Form;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use thiserror::Error;

/// The only format this version writes and reads.
pub const CATALOGUE_FORMAT: &str = "my-review/forms/1";

/// The forms of a site, each with its version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Catalogue {
    /// [`CATALOGUE_FORMAT`].
    pub format: String,
    /// By form id.
    pub forms: Vec<VersionedForm>,
}

/// A form at one version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VersionedForm {
    /// The form's id.
    pub id: String,
    /// What [`form_version`] gives for the definition.
    pub version: String,
    /// The form.
    pub definition: Form,
    /// The further languages in which the site has the form, as `site.yaml`
    /// writes them. They are no part of the definition.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<String>,
}

/// Why a catalogue can't be used.
#[derive(Debug, Error)]
pub enum CatalogueError {
    /// Not JSON, or not of a catalogue's shape.
    #[error("it is not a catalogue of forms: {0}")]
    Shape(#[from] serde_json::Error),
    /// Another format.
    #[error("its format is “{0}”, and this version reads only “{CATALOGUE_FORMAT}”")]
    Format(String),
}

/// The first 16 hex digits of the SHA-256 of the definition's canonical JSON
/// (RFC 8785).
///
/// # Errors
/// When the definition cannot be written as JSON, which no form that was read
/// can cause.
pub fn form_version(form: &Form) -> Result<String, serde_json::Error> {
    let canonical = serde_json_canonicalizer::to_vec(form)?;
    let mut version = String::with_capacity(16);
    for byte in &Sha256::digest(canonical)[..8] {
        // Writing to a String cannot fail.
        let _ = write!(version, "{byte:02x}");
    }
    Ok(version)
}

impl Catalogue {
    /// A catalogue of these forms, in order of their ids.
    ///
    /// # Errors
    /// As [`form_version`].
    pub fn new<'f>(forms: impl IntoIterator<Item = &'f Form>) -> Result<Self, serde_json::Error> {
        let mut forms = forms
            .into_iter()
            .map(|form| {
                Ok(VersionedForm {
                    id: form.id.clone(),
                    version: form_version(form)?,
                    definition: form.clone(),
                    languages: Vec::new(),
                })
            })
            .collect::<Result<Vec<_>, serde_json::Error>>()?;
        forms.sort_by(|one, other| one.id.cmp(&other.id));
        Ok(Self { format: CATALOGUE_FORMAT.to_owned(), forms })
    }

    /// Says in which further languages the site has each form.
    #[must_use]
    pub fn in_languages(mut self, of: impl Fn(&str) -> Vec<String>) -> Self {
        for form in &mut self.forms {
            form.languages = of(&form.id);
        }
        self
    }

    /// Reads `forms.json`.
    ///
    /// # Errors
    /// When it is not a catalogue, or in another format.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, CatalogueError> {
        let catalogue: Self = serde_json::from_slice(bytes)?;
        if catalogue.format == CATALOGUE_FORMAT {
            Ok(catalogue)
        } else {
            Err(CatalogueError::Format(catalogue.format))
        }
    }
}
