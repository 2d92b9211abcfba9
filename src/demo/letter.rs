//! The e-mail that a form would bring, with sample answers.

use super::sample::{self, By};
use super::stage::somebody;
use crate::courier::{CannotRun, Child, ExampleLetter, example};
use crate::form::{About, Audience, VersionedForm};

/// What the courier would send for sample answers to a form that was filled in
/// in this language.
///
/// # Errors
/// When the letter cannot be written.
pub fn sample_letter(form: &VersionedForm, language: &str) -> Result<ExampleLetter, CannotRun> {
    let definition = &form.definition;
    let (name, pronouns, born) = somebody(definition);
    let child = Child {
        reference: "DEMO-001".to_owned(),
        name: name.to_owned(),
        pronouns: pronouns.to_owned(),
        date_of_birth: Some(born),
        ..Child::default()
    };
    // Who may fill it in without a link says who they are.
    let by = if definition.audience == Audience::Everyone {
        By::Name(About { name: name.to_owned(), date_of_birth: Some(born), iro: None })
    } else {
        By::Invitation(String::new())
    };
    let mut response = sample::response(definition, &form.version, by, false);
    language.clone_into(&mut response.language);
    example(definition, response, child)
}
