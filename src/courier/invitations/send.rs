//! What is on record is sent, one letter after the other.

use super::plan::audience;
use super::text::{Notes, Words, reader, write};
use super::{Forms, InviteReport, Inviter, Known, address};
use crate::courier::allocations::Child;
use crate::courier::config::named_mailbox;
use crate::courier::error::{CannotRun, Result, contained};
use crate::courier::invite::url;
use crate::courier::iros::Iro;
use crate::courier::ledger::{Mailing, MailingState, Review, Role};
use crate::courier::letter::{Heading, Rendered, compose};
use crate::courier::send::{Mailer, Outcome};
use crate::letters::Letter;
use jiff::Timestamp;
use jiff::civil::Date;
use lettre::message::Mailbox;

/// A letter that can go.
struct Ready {
    to: Mailbox,
    subject: String,
    rendered: Rendered,
    message_id: String,
}

/// Sends everything that is on record and still wanted.
pub(super) fn send(
    inviter: &mut Inviter,
    mailer: &mut dyn Mailer,
    today: Date,
    now: Timestamp,
    report: &mut InviteReport,
) -> Result<()> {
    let known = inviter.known(today)?;
    for review in &known.reviews {
        let pending: Vec<_> = known
            .mailings
            .get(&review.id)
            .into_iter()
            .flatten()
            .filter(|mailing| mailing.is_pending())
            .collect();
        for mailing in pending {
            let child = inviter.people.children.get(&review.child).cloned();
            let wanted = match &child {
                Some(child) => still_wanted(inviter, &known, review, child, mailing, today),
                None => Err("the child is not in the list any more".to_owned()),
            };
            let child = match (wanted, child) {
                (Ok(()), Some(child)) => child,
                (Err(why), _) => {
                    let state = MailingState::Withdrawn;
                    inviter.ledger.mailing_ended(mailing, state, Some(&why), now)?;
                    report.withdrawn += 1;
                    continue;
                }
                (Ok(()), None) => continue,
            };
            if !send_one(inviter, mailer, review, &child, mailing, (today, now), report)? {
                return Ok(());
            }
        }
    }
    Ok(())
}

fn still_wanted(
    inviter: &Inviter,
    known: &Known,
    review: &Review,
    child: &Child,
    mailing: &Mailing,
    today: Date,
) -> std::result::Result<(), String> {
    if address(child, mailing.role).is_none() {
        return Err("there is no address any more".to_owned());
    }
    let case = inviter.case(known, review, child);
    inviter.with_planner(today, |planner| planner.still_wanted(&case, mailing))
}

/// False when there is no way to the server.
fn send_one(
    inviter: &mut Inviter,
    mailer: &mut dyn Mailer,
    review: &Review,
    child: &Child,
    mailing: &Mailing,
    (today, now): (Date, Timestamp),
    report: &mut InviteReport,
) -> Result<bool> {
    let what = format!("{} {} {}", review.child, mailing.role, mailing.occasion);
    let written = contained(|| ready(inviter, review, child, mailing, today, now));
    let letter = match written {
        Ok(letter) => letter,
        Err(fault) if fault.is_about_one_letter() => {
            report.not_sent += 1;
            (inviter.log)(&format!("{what}: not sent: {fault}"));
            return Ok(true);
        }
        Err(trouble) => return Err(trouble),
    };
    let from = inviter.config.mail.from.clone();
    let heading = Heading {
        from: &from,
        to: &letter.to,
        subject: &letter.subject,
        message_id: &letter.message_id,
        date: now,
        urgent: false,
    };
    let (envelope, bytes) = contained(|| compose(&heading, &letter.rendered, &[]))?;
    let ledger = &mut inviter.ledger;
    let outcome = mailer.send(&envelope, &bytes, &mut || {
        ledger.mailing_at_data(mailing, review.date, &letter.message_id, now)
    })?;
    let reason = match &outcome {
        Outcome::Accepted => None,
        Outcome::RefusedForNow(reason)
        | Outcome::NoConnection(reason)
        | Outcome::Refused(reason)
        | Outcome::Unknown(reason) => Some(reason.as_str()),
    };
    // Where nothing got through, an earlier attempt may have.
    let state = match (MailingState::of(&outcome), mailing.maybe_sent) {
        (MailingState::RefusedForNow, true) => MailingState::Unknown,
        (state, _) => state,
    };
    ledger.mailing_ended(mailing, state, reason, now)?;
    match reason {
        None => {
            report.sent += 1;
            (inviter.log)(&format!("{what}: sent"));
        }
        Some(reason) => {
            report.not_sent += 1;
            (inviter.log)(&format!("{what}: not sent: {reason}"));
        }
    }
    Ok(!matches!(outcome, Outcome::NoConnection(_)))
}

/// The letter, written for today's reader.
fn ready(
    inviter: &mut Inviter,
    review: &Review,
    child: &Child,
    mailing: &Mailing,
    today: Date,
    now: Timestamp,
) -> Result<Ready> {
    let age = child.age_on(review.date);
    let lacks = |what: String| CannotRun::letter(what);
    let letter: Letter = inviter
        .letters
        .choose(audience(mailing.role), mailing.occasion, age, reader(child, mailing.role))
        .cloned()
        .ok_or_else(|| lacks("letters.json has no such letter now".to_owned()))?;
    let address = address(child, mailing.role).unwrap_or_default();
    let to = recipient(inviter, child, mailing.role, today)?;
    let links = inviter.links(child, mailing.role, &mailing.form, &letter, now)?;
    let send_by = inviter.with_planner(today, |planner| planner.send_by(review.date));
    let words = Words {
        child,
        role: mailing.role,
        date: review.date,
        send_by,
        link: links.first().map_or("", String::as_str),
        other_link: links.get(1).map(String::as_str),
        iro: inviter.iro_of(child),
        site: &inviter.config.site,
    };
    let to_whom = (child, mailing.role);
    let notes = Notes::of(&inviter.letters, &letter, to_whom, mailing.maybe_sent);
    Ok(Ready {
        to,
        subject: letter.subject.clone(),
        rendered: write(&letter, &words, &notes, &inviter.templates)?,
        message_id: inviter.ids.of_letter(
            &child.reference,
            mailing.role,
            mailing.occasion,
            &mailing.turn,
            review.date,
            &address,
        ),
    })
}

impl Inviter {
    /// The links that a letter has: to its form, and to its other one.
    pub(super) fn links(
        &mut self,
        child: &Child,
        role: Role,
        form: &str,
        letter: &Letter,
        now: Timestamp,
    ) -> Result<Vec<String>> {
        let wanted: Vec<(&str, Role, &str)> = std::iter::once(form)
            .chain(letter.other_form.as_deref())
            .map(|form| (child.reference.as_str(), role, form))
            .collect();
        let tokens = self.ledger.tokens(&wanted, now)?;
        let forms = Forms::new(&self.catalogue, &self.letters);
        let link = |((_, _, form), token): (&(&str, Role, &str), &String)| {
            url(&self.config.site, forms.language(form, role, child), form, token)
        };
        Ok(wanted.iter().zip(&tokens).map(link).collect())
    }

    /// The name of a child's IRO, as letters have it.
    pub(super) fn iro_of(&self, child: &Child) -> &str {
        self.people.iros.get(&child.iro).map_or("your IRO", |iro| iro.name.as_str())
    }
}

/// Children, carers and parents without a name before the address: whoever sees
/// an envelope learns nothing from it.
fn recipient(inviter: &Inviter, child: &Child, role: Role, today: Date) -> Result<Mailbox> {
    let email = match role {
        Role::Child => child.child_email.clone(),
        Role::Carer => child.carer_email.clone(),
        Role::Parent => child.parent_email.clone(),
        Role::Iro => {
            return inviter
                .people
                .iros
                .on_duty_for(&child.iro, today)
                .map(Iro::mailbox)
                .map_err(|_| CannotRun::letter("nobody in iros.yaml has this review today"));
        }
    };
    email
        .map(|email| named_mailbox("", email))
        .ok_or_else(|| CannotRun::letter("there is no address any more"))
}
