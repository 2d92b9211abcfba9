//! What the templates are given.

use super::super::opened::Opened;
use super::super::route::{CameBy, Route};
use super::answers::{Item, SectionView, sort};
use super::language;
use super::media::File;
use super::text::one_line;
use crate::courier::clock::{self, spoken};
use crate::courier::ledger::Role;
use crate::form::{About, Audience, Destination, HelperRole, WhoFilledIn};
use jiff::Timestamp;
use serde::Serialize;

/// What is known of a response apart from what is in it.
#[derive(Clone, Copy)]
pub(crate) struct Circumstances<'c> {
    pub(crate) reference: &'c str,
    /// Which response of its invitation this is, from 1.
    pub(crate) nth: u32,
    pub(crate) received_at: Timestamp,
    /// Whether this message may have been taken already.
    pub(crate) repeat: bool,
    /// Of how many messages.
    pub(crate) parts: usize,
    pub(crate) copy: bool,
}

/// The letter.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct LetterView {
    pub(crate) title: String,
    pub(crate) reference: String,
    child: Option<ChildView>,
    /// As somebody typed it on the public page.
    typed_name: Option<String>,
    typed_iro: Option<String>,
    came_by: String,
    check_sender: bool,
    filled_in_by: String,
    helper: Option<String>,
    language: Option<String>,
    /// What the reader should know before the answers.
    pub(crate) notes: Vec<String>,
    repeat: bool,
    alerts: Vec<Item>,
    wishes: Vec<SectionView>,
    only_my_iro: Vec<SectionView>,
    sections: Vec<SectionView>,
    misfits: Vec<Item>,
    files: Vec<FileView>,
    parts: usize,
    copy: bool,
    received: String,
}

#[derive(Clone, Debug, Serialize)]
struct ChildView {
    name: Option<String>,
    pronouns: String,
    reference: String,
}

#[derive(Clone, Debug, Serialize)]
struct FileView {
    name: String,
    note: Option<&'static str>,
    only_my_iro: bool,
}

impl LetterView {
    /// The letter about a response, for who its route leads to.
    pub(crate) fn new(
        opened: &Opened,
        route: &Route,
        files: &[File],
        facts: Circumstances<'_>,
    ) -> Self {
        let response = &opened.response;
        let form = opened.form.as_ref();
        // The name goes to the child and the IRO only.
        let to_iro = route.released || form.is_none_or(|form| form.to == Destination::Iro);
        let sorted = sort(opened, files);
        let about = response.about.as_ref().filter(|_| to_iro);
        let audience = form.map(|form| form.audience);
        Self {
            title: form.map_or_else(
                || "A form that the courier does not know".to_owned(),
                |form| one_line(&form.title, 120),
            ),
            reference: facts.reference.to_owned(),
            child: route.child.as_ref().map(|child| ChildView {
                name: to_iro.then(|| one_line(&child.name, 200)),
                pronouns: if to_iro { one_line(&child.pronouns, 60) } else { String::new() },
                reference: one_line(&child.reference, 60),
            }),
            typed_name: about.map(typed_name),
            typed_iro: about
                .and_then(|about| about.iro.as_deref())
                .map(|iro| one_line(iro, 120))
                .filter(|iro| !iro.is_empty()),
            came_by: came_by(route.came_by).to_owned(),
            check_sender: matches!(route.came_by, CameBy::PublicPage | CameBy::Unmatched),
            filled_in_by: filled_in_by(response, audience),
            helper: response
                .filled_in_by
                .helper
                .as_ref()
                .map(|helper| one_line(&helper.name, 120))
                .filter(|name| !name.is_empty()),
            language: language::not_english(&response.language),
            notes: notes(route, facts),
            repeat: facts.repeat,
            alerts: sorted.alerts,
            wishes: sorted.wishes,
            only_my_iro: sorted.only_my_iro,
            sections: sorted.sections,
            misfits: sorted.misfits,
            files: files
                .iter()
                .map(|file| FileView {
                    name: file.name.clone(),
                    note: file.note,
                    only_my_iro: file.only_my_iro,
                })
                .collect(),
            parts: facts.parts,
            copy: facts.copy,
            received: spoken(clock::day(facts.received_at)),
        }
    }

    /// The same without what the child wants only the IRO to read.
    pub(crate) fn without_only_my_iro(&self) -> Self {
        let mut copy = self.clone();
        copy.only_my_iro.clear();
        copy.alerts.retain(|item| !item.only_my_iro);
        copy.misfits.retain(|item| !item.only_my_iro);
        copy.files.retain(|file| !file.only_my_iro);
        copy.repeat = false;
        copy
    }
}

fn typed_name(about: &About) -> String {
    let name = one_line(&about.name, 200);
    match about.date_of_birth {
        Some(born) => format!("{name}, born {}", spoken(born)),
        None => name,
    }
}

fn came_by(came_by: CameBy) -> &'static str {
    match came_by {
        CameBy::Invitation(Role::Child) => "It came by the child's own link.",
        CameBy::Invitation(Role::Carer) => "It came by the link that was given to the carer.",
        CameBy::Invitation(Role::Parent) => "It came by the link that was given to a parent.",
        CameBy::Invitation(Role::Iro) => "It came by the link that was given to the IRO.",
        CameBy::PublicPage => {
            "It came by the public link: check who sent it. The name and date of birth in it match this child."
        }
        CameBy::Unmatched => "It could not be matched to a child by itself: check who sent it.",
    }
}

fn filled_in_by(response: &crate::form::Response, audience: Option<Audience>) -> String {
    let by = &response.filled_in_by;
    if by.who == WhoFilledIn::Child {
        let who = match audience {
            Some(Audience::Carer) => "the carer",
            Some(Audience::Parent) => "a parent",
            Some(Audience::Iro) => "the IRO",
            Some(Audience::Everyone) => "the person it is about",
            Some(Audience::Child) | None => "the child",
        };
        return who.to_owned();
    }
    let role = by.helper.as_ref().map(|helper| helper.role);
    let role = match role {
        Some(HelperRole::Carer) => "a carer",
        Some(HelperRole::SocialWorker) => "the social worker",
        Some(HelperRole::ChildrensRightsOfficer) => "a Children's Rights Officer",
        Some(HelperRole::Advocate) => "an advocate",
        Some(HelperRole::Parent) => "a parent",
        Some(HelperRole::Interpreter) => "an interpreter",
        Some(HelperRole::Other) | None => "somebody else",
    };
    format!("with a helper: {role}")
}

fn notes(route: &Route, facts: Circumstances<'_>) -> Vec<String> {
    let mut notes = Vec::new();
    if route.released {
        notes.push(
            "It was held at first; somebody at the council read why, and decided that it is for you.".to_owned(),
        );
    }
    if facts.nth > 1 {
        notes.push(format!(
            "Second answers: this link was used before. The earlier ones were delivered as well; these second answers are number {}.",
            facts.nth
        ));
    }
    let review = route.child.as_ref().and_then(|child| child.review_date);
    if let Some(review) = review
        && clock::day(facts.received_at) > review
    {
        notes.push(format!(
            "It came after the review date in the case system ({}).",
            spoken(review)
        ));
    }
    if let Some(iro) = &route.iro
        && !route.released
        && route.recipient.mailbox.email != iro.email
    {
        notes.push(format!("The child's own IRO is {}.", one_line(&iro.name, 120)));
    }
    notes
}
