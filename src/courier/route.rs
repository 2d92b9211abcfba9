//! Who gets a response. Nothing here is fuzzy: what does not match exactly is
//! held for a person.

use super::allocations::Child;
use super::config::Config;
use super::iros::{Iro, NoIro};
use super::ledger::{Hold, Invitation, Role};
use super::people::People;
use crate::form::{Audience, Destination, Form, Response, Token};
use jiff::civil::Date;
use lettre::message::Mailbox;

/// How a response came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CameBy {
    /// By the link that was given to this person.
    Invitation(Role),
    /// By the public page; name and date of birth match one child.
    PublicPage,
    /// Nothing matches it to a child: a person decided.
    Unmatched,
}

/// One recipient.
#[derive(Clone, Debug)]
pub(crate) struct Recipient {
    /// An IRO's id, or the name of a role in courier.yaml.
    pub(crate) key: String,
    /// Where the mail goes.
    pub(crate) mailbox: Mailbox,
}

/// Where a response goes.
#[derive(Clone, Debug)]
pub(crate) struct Route {
    pub(crate) recipient: Recipient,
    pub(crate) came_by: CameBy,
    /// Whether a person chose the recipient.
    pub(crate) released: bool,
    /// The child, if they are known.
    pub(crate) child: Option<Child>,
    /// The child's own IRO, if they are known.
    pub(crate) iro: Option<Iro>,
}

/// Where a response goes, or that it is only counted.
#[derive(Clone, Debug)]
pub(crate) enum Destined {
    /// It goes to somebody.
    To(Box<Route>),
    /// It was counted; nobody gets mail.
    Counted,
}

/// What the decision rests on.
pub(crate) struct Question<'q> {
    pub(crate) response: &'q Response,
    /// Nothing if the courier does not know the form, which only a person's
    /// decision can lead here.
    pub(crate) form: Option<&'q Form>,
    /// The invitation of the response's token, if there is one.
    pub(crate) invitation: Option<&'q Invitation>,
    /// The IRO whom a person chose.
    pub(crate) released_to: Option<&'q str>,
    pub(crate) people: &'q People,
    pub(crate) config: &'q Config,
    pub(crate) today: Date,
}

/// Decides where a response goes.
pub(crate) fn route(question: &Question<'_>) -> Result<Destined, Hold> {
    if let Some(iro) = question.released_to {
        return released(question, iro).map(to);
    }
    let form = question.form.ok_or_else(unknown_form)?;
    if form.audience == Audience::Iro && !question.has_iro_token() {
        return Err(Hold::new(
            "not-an-iro",
            "this form is for IROs, and it did not come by an IRO's link",
        ));
    }
    if form.to == Destination::Collect {
        return Ok(Destined::Counted);
    }
    let (child, came_by) = question.child()?;
    let recipient = match form.to {
        Destination::Iro | Destination::Collect => question.iro_today(&child.iro)?,
        Destination::Duty => role("duty", Some(&question.config.duty))?,
        Destination::Manager => role("manager", question.config.manager.as_ref())?,
        Destination::Advocacy => role("advocacy", question.config.advocacy.as_ref())?,
    };
    Ok(to(Route {
        recipient,
        came_by,
        released: false,
        iro: question.people.iros.get(&child.iro).cloned(),
        child: Some(child.clone()),
    }))
}

/// The reason for a form that the courier's catalogue does not have.
pub(crate) fn unknown_form() -> Hold {
    Hold::new(
        "unknown-form",
        "its form, or this version of it, was not in forms.json within a day; copy forms.json of the published site here",
    )
}

fn to(route: Route) -> Destined {
    Destined::To(Box::new(route))
}

fn released(question: &Question<'_>, iro: &str) -> Result<Route, Hold> {
    let chosen = question.people.iros.get(iro).ok_or_else(|| {
        Hold::new("unknown-iro", format!("it was released to “{iro}”, who is not in iros.yaml"))
    })?;
    let matched = question.child().ok();
    let child = matched.map(|(child, _)| child.clone());
    Ok(Route {
        recipient: Recipient { key: chosen.id.clone(), mailbox: chosen.mailbox() },
        came_by: matched.map_or(CameBy::Unmatched, |(_, came_by)| came_by),
        released: true,
        iro: child.as_ref().and_then(|child| question.people.iros.get(&child.iro)).cloned(),
        child,
    })
}

fn role(key: &str, mailbox: Option<&Mailbox>) -> Result<Recipient, Hold> {
    let mailbox = mailbox.cloned().ok_or_else(|| {
        Hold::new(
            "no-address",
            format!("its form goes to {key}, and courier.yaml has no address for {key}"),
        )
    })?;
    let key = key.to_owned();
    Ok(Recipient { key, mailbox })
}

impl Question<'_> {
    fn has_iro_token(&self) -> bool {
        self.invitation
            .is_some_and(|invitation| invitation.role == Role::Iro && !invitation.revoked)
    }

    /// The child that it is about.
    fn child(&self) -> Result<(&Child, CameBy), Hold> {
        let typed = self.response.invitation.as_deref().map(str::trim);
        if let Some(typed) = typed.filter(|typed| !typed.is_empty()) {
            return self.invited(typed);
        }
        let nothing = || {
            Hold::new("nobody-named", "it came without a link and does not say who the child is")
        };
        let about = self.response.about.as_ref().ok_or_else(nothing)?;
        let born = about.date_of_birth.ok_or_else(|| {
            Hold::new("no-date-of-birth", "it came without a link and gives no date of birth")
        })?;
        match self.people.children.find(&about.name, born)[..] {
            [child] => Ok((child, CameBy::PublicPage)),
            [] => Err(Hold::new(
                "unknown-child",
                "it came without a link, and no child in allocations.csv has this name and date of birth",
            )),
            _ => Err(Hold::new(
                "ambiguous",
                "it came without a link, and more than one child has this name and date of birth",
            )),
        }
    }

    fn invited(&self, typed: &str) -> Result<(&Child, CameBy), Hold> {
        if Token::parse(typed).is_err() {
            return Err(Hold::new("no-token", "what stands in its link is no token"));
        }
        let invitation = self.invitation.ok_or_else(|| {
            Hold::new("unknown-token", "its link has a token that this ledger never made")
        })?;
        if invitation.revoked {
            return Err(Hold::new("revoked-token", "its link was taken back"));
        }
        if invitation.form != self.response.form {
            return Err(Hold::new("other-form", "its link was made for another form"));
        }
        let child = self.people.children.get(&invitation.child).ok_or_else(|| {
            Hold::new(
                "unknown-child",
                format!("the child {} of its link is not in allocations.csv now", invitation.child),
            )
        })?;
        Ok((child, CameBy::Invitation(invitation.role)))
    }

    fn iro_today(&self, iro: &str) -> Result<Recipient, Hold> {
        let iro = self.people.iros.on_duty_for(iro, self.today).map_err(|error| match error {
            NoIro::Unknown(id) => {
                Hold::new("unknown-iro", format!("the IRO “{id}” is not in iros.yaml"))
            }
            NoIro::Loop(id) => Hold::new(
                "no-cover",
                format!("the IRO “{id}” is away today, and so is everybody who covers"),
            ),
        })?;
        Ok(Recipient { key: iro.id.clone(), mailbox: iro.mailbox() })
    }
}
