//! Letters on paper, for those who have no e-mail address: the invitation, and
//! its link as a QR code and in words, one letter a sheet.

use super::plan::audience;
use super::text::{Notes, Words, direction, html, reader};
use super::{Inviter, Known, Skipped, clock};
use crate::courier::allocations::Child;
use crate::courier::error::{CannotRun, Result};
use crate::courier::ledger::{Review, ReviewState, Role};
use crate::letters::Occasion;
use fast_qr::convert::svg::SvgBuilder;
use fast_qr::{ECL, QRBuilder};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;

/// Whose letters are to be printed.
pub struct Wanted {
    /// To whom.
    pub roles: Vec<Role>,
    /// About this child alone, by the case system's reference.
    pub child: Option<String>,
}

/// Letters to print.
pub struct OnPaper {
    /// One page, whole in itself. It has names and links in it.
    pub html: String,
    /// How many letters it has.
    pub count: usize,
    /// Which letters are not in it, and why.
    pub not: Vec<Skipped>,
}

#[derive(Serialize)]
struct View {
    letters: Vec<LetterView>,
}

#[derive(Serialize)]
struct LetterView {
    language: String,
    direction: &'static str,
    subject: String,
    html: String,
    notes: Notes,
    link: String,
    /// An SVG image.
    code: String,
    reference: String,
    role: Role,
}

impl Inviter {
    /// The invitations to those who have no e-mail address, as one page to
    /// print. Nothing is recorded but the links: printed again, the same
    /// letters come out, until the form is there or the review is past.
    ///
    /// # Errors
    /// When the ledger cannot be used, or a letter cannot be filled in.
    pub fn on_paper(&mut self, wanted: &Wanted, now: Timestamp) -> Result<OnPaper> {
        let today = clock::day(now);
        self.follow(today, now)?;
        let known = self.known(today)?;
        if let Some(child) = wanted.child.as_deref() {
            self.must_have_review(&known, child, today)?;
        }
        let mut letters = Vec::new();
        let mut not = Vec::new();
        for review in known.reviews.iter().filter(|review| to_come(review, today)) {
            if wanted.child.as_ref().is_some_and(|child| *child != review.child) {
                continue;
            }
            let Some(child) = self.people.children.get(&review.child).cloned() else { continue };
            for role in wanted.roles.iter().copied() {
                let case = self.case(&known, review, &child);
                let asked_for = wanted.child.is_some();
                let due =
                    self.with_planner(today, |planner| planner.on_paper(&case, role, asked_for));
                match due {
                    Ok(form) => {
                        letters.push(self.one_on_paper(review, &child, role, &form, today, now)?);
                    }
                    Err(why) => not.push(Skipped {
                        child: child.reference.clone(),
                        role,
                        occasion: Occasion::Invitation,
                        why,
                    }),
                }
            }
        }
        let count = letters.len();
        let html = self.templates.one("paper.html", &View { letters })?;
        Ok(OnPaper { html, count, not })
    }

    fn must_have_review(&self, known: &Known, child: &str, today: Date) -> Result<()> {
        let trouble = if self.people.children.get(child).is_none() {
            "the list of children has nobody with the reference that follows --child"
        } else if !known
            .reviews
            .iter()
            .any(|review| review.child == child && to_come(review, today))
        {
            "the child after --child has no review to come"
        } else {
            return Ok(());
        };
        Err(CannotRun::new(trouble.to_owned(), "see the columns child and review_date of the list"))
    }

    fn one_on_paper(
        &mut self,
        review: &Review,
        child: &Child,
        role: Role,
        form: &str,
        today: Date,
        now: Timestamp,
    ) -> Result<LetterView> {
        let age = child.age_on(review.date);
        let letter = self
            .letters
            .choose(audience(role), Occasion::Invitation, age, reader(child, role))
            .cloned()
            .ok_or_else(|| CannotRun::letter("letters.json has no such letter now"))?;
        let links = self.links(child, role, form, &letter, now)?;
        let link = links.first().map_or("", String::as_str);
        let words = Words {
            child,
            role,
            date: review.date,
            send_by: self.with_planner(today, |planner| planner.send_by(review.date)),
            link,
            other_link: links.get(1).map(String::as_str),
            iro: self.iro_of(child),
            site: &self.config.site,
        };
        Ok(LetterView {
            direction: direction(&letter.language),
            subject: letter.subject.clone(),
            html: html(&letter, &words)?,
            notes: Notes::of(&self.letters, &letter, (child, role), false),
            code: code(link)?,
            link: link.to_owned(),
            reference: child.reference.clone(),
            role,
            language: letter.language,
        })
    }
}

fn to_come(review: &Review, today: Date) -> bool {
    review.state == ReviewState::Planned && today < review.date
}

/// A link as a QR code that neither a fold nor a poor camera spoils.
fn code(link: &str) -> Result<String> {
    let code = QRBuilder::new(link)
        .ecl(ECL::M)
        .build()
        .map_err(|_| CannotRun::letter("the link is too long for a QR code"))?;
    Ok(SvgBuilder::default().to_str(&code))
}
