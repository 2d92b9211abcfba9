//! Which form is whose.

use crate::courier::{Allocations, Child, Role};
use crate::form::{AgeBand, Audience, Catalogue, Destination, Form};
use crate::letters::{Letters, primary};
use jiff::civil::Date;
use std::collections::HashSet;

/// The ages for which a form is looked for.
const AGES: std::ops::RangeInclusive<u8> = 0..=25;

/// The catalogue's forms, and which of them are for before a review.
pub(crate) struct Forms<'f> {
    all: Vec<&'f Form>,
    catalogue: &'f Catalogue,
    /// Without those that letters at other times link to.
    before_review: Vec<&'f Form>,
}

impl<'f> Forms<'f> {
    pub(crate) fn new(catalogue: &'f Catalogue, letters: &Letters) -> Self {
        let all: Vec<&Form> = catalogue.forms.iter().map(|form| &form.definition).collect();
        let before_review = all
            .iter()
            .copied()
            .filter(|form| form.to == Destination::Iro && !letters.name_form(&form.id))
            .collect();
        Self { all, catalogue, before_review }
    }

    pub(crate) fn get(&self, id: &str) -> Option<&'f Form> {
        self.all.iter().copied().find(|form| form.id == id)
    }

    /// The site's language in which this reader gets the form: the child's, where
    /// the form is there in it; none for the site's own. Carers, parents and IROs
    /// need not speak what the child speaks.
    pub(crate) fn language(&self, id: &str, role: Role, child: &Child) -> Option<&'f str> {
        let wanted = child.language.as_str();
        if role != Role::Child || wanted.is_empty() {
            return None;
        }
        let form = self.catalogue.forms.iter().find(|form| form.id == id)?;
        let find = |fits: &dyn Fn(&str) -> bool| {
            form.languages.iter().map(String::as_str).find(|code| fits(code))
        };
        find(&|code| code.eq_ignore_ascii_case(wanted))
            .or_else(|| find(&|code| primary(code) == primary(wanted)))
    }

    /// The form for before a review. The error is why there is none.
    pub(crate) fn before(&self, role: Role, child: &Child, day: Date) -> Result<&'f Form, String> {
        match role {
            Role::Child => self.of_child(child, day),
            // The carer helps with the child's form where they have none.
            Role::Carer => self.of(Audience::Carer).map_or_else(|| self.of_child(child, day), Ok),
            Role::Parent => self
                .of(Audience::Parent)
                .ok_or_else(|| "forms.json has no form for parents that goes to the IRO".into()),
            Role::Iro => Err("an IRO fills nothing in before a review".to_owned()),
        }
    }

    /// The ids of all forms that IROs fill in.
    pub(crate) fn of_iros(&self) -> impl Iterator<Item = &'f str> {
        self.all.iter().filter(|form| form.audience == Audience::Iro).map(|form| form.id.as_str())
    }

    fn of(&self, audience: Audience) -> Option<&'f Form> {
        self.before_review.iter().copied().find(|form| form.audience == audience)
    }

    /// As the list says, or else by the age on the day of the review.
    fn of_child(&self, child: &Child, day: Date) -> Result<&'f Form, String> {
        if !child.form.is_empty() {
            return self
                .get(&child.form)
                .ok_or_else(|| format!("forms.json has no form “{}”", child.form));
        }
        let age = child.age_on(day).ok_or("the columns form and date_of_birth are both empty")?;
        self.for_age(age).ok_or_else(|| format!("forms.json has no form for the age of {age}"))
    }

    /// Of the forms for this age the one for the fewest ages.
    fn for_age(&self, age: u8) -> Option<&'f Form> {
        let fits = |form: &&&Form| {
            form.audience == Audience::Child && form.ages.is_some_and(|ages| ages.holds(age))
        };
        self.before_review
            .iter()
            .filter(fits)
            .min_by_key(|form| form.ages.map_or(u8::MAX, AgeBand::width))
            .copied()
    }

    /// The ids of all forms that children fill in before a review.
    pub(crate) fn of_children(&self, children: &Allocations) -> HashSet<String> {
        let by_age = AGES.filter_map(|age| self.for_age(age)).map(|form| form.id.clone());
        let named = children.children().iter().map(|child| child.form.clone());
        by_age.chain(named.filter(|form| !form.is_empty())).collect()
    }
}
