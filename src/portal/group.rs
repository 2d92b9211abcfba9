//! Where a form stands in the list of forms.

use crate::form::{Audience, Destination, Form, named};
use serde::{Deserialize, Serialize};

named! {
    /// The part of the list of forms that a form stands in.
    FormGroup {
        /// Before the meeting.
        Before = "before",
        /// After the meeting.
        After = "after",
        /// At any time.
        AnyTime = "any-time",
        /// For carers and parents.
        GrownUps = "grown-ups",
    }
}

impl FormGroup {
    /// Where a form stands whose file does not say.
    pub fn of(form: &Form) -> Self {
        match (form.audience, form.to) {
            (Audience::Carer | Audience::Parent | Audience::Iro, _) => Self::GrownUps,
            (Audience::Child | Audience::Everyone, Destination::Iro) => Self::Before,
            (Audience::Child | Audience::Everyone, _) => Self::AnyTime,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::portal::load;

    /// The groups of forms with these lines.
    fn groups(forms: &[&str]) -> Vec<FormGroup> {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::create_dir(folder.path().join("forms")).expect("a folder");
        for (at, lines) in forms.iter().enumerate() {
            let text = format!("title: T\n{lines}\nsections: []\n");
            std::fs::write(folder.path().join(format!("forms/{at}.yaml")), text).expect("written");
        }
        load(folder.path()).0.forms.iter().map(|file| file.group).collect()
    }

    #[test]
    fn a_form_says_where_it_stands_or_it_is_guessed() {
        assert_eq!(
            groups(&[
                "for: child\nto: iro",
                "for: child\nto: advocacy",
                "for: carer\nto: iro",
                "for: child\nto: manager\ngroup: after",
            ]),
            [FormGroup::Before, FormGroup::AnyTime, FormGroup::GrownUps, FormGroup::After]
        );
    }
}
