//! Letters about reviews: who gets which, on which day, and nobody twice.
//!
//! 1. `reviews`: the export tells the ledger which reviews there are;
//! 2. `plan`: what is due today, and why; what is not, and why not;
//! 3. `text`: the letter, filled in;
//! 4. `send`: the mail server takes it; each step is on record before the world
//!    can see it.
//!
//! `paper`: letters to print, for those who have no e-mail address.
//!
//! `invite` does all of it once a day. `invite --dry-run` does the first two on
//! a copy of the ledger in memory.

mod after;
mod case;
mod due;
mod forms;
mod paper;
mod plan;
mod reviews;
mod send;
mod text;

pub use due::{Due, InviteReport, Planned, Skipped};
pub(crate) use forms::Forms;
pub(crate) use paper::Wanted;

use super::clock::{self, after};
use super::config::Config;
use super::error::{CannotRun, Result};
use super::ledger::{
    self, Ledger, Mailing, MailingState, NewMailing, Review, ReviewState, ReviewStep, Role,
};
use super::letter::Templates;
use super::message_id::MessageIds;
use super::send::Mailer;
use super::{Allocations, Child, People, WorkingDays, files, load_catalogue};
use crate::form::Catalogue;
use crate::letters::{Letters, Occasion};
use case::Case;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use plan::Planner;
use std::collections::{HashMap, HashSet};
use std::path::Path;

/// Days after a review that took place during which letters about it may go.
const LOOK_BACK: i64 = 60;

/// The longest that an answer can be older than its review, in days.
const ANSWERS_BACK: i64 = 400;

/// Writes to children, carers, parents and IROs about reviews.
pub struct Inviter {
    config: Config,
    ledger: Ledger,
    people: People,
    catalogue: Catalogue,
    letters: Letters,
    /// The forms that children fill in before a review.
    of_children: HashSet<String>,
    days: WorkingDays,
    templates: Templates,
    ids: MessageIds,
    log: Box<dyn FnMut(&str) + Send>,
    _lock: Option<ledger::SendingLock>,
}

/// What the ledger knows of the reviews that letters are about.
struct Known {
    reviews: Vec<Review>,
    mailings: HashMap<i64, Vec<Mailing>>,
    came: HashMap<String, Vec<ledger::Came>>,
    codes: HashMap<i64, String>,
}

impl Inviter {
    /// Opens what the configuration names. What is done is told to `log`,
    /// without any name or address.
    ///
    /// # Errors
    /// When a file cannot be used, or another one is inviting on this ledger.
    pub fn open(config: Config, log: Box<dyn FnMut(&str) + Send>) -> Result<Self> {
        let ledger = Ledger::open(&config.ledger, "invite")?;
        let lock = ledger.lock_for_inviting()?;
        let mut inviter = Self::with(config, ledger, Some(lock), log)?;
        let now = Timestamp::now();
        if let Some(of) = inviter.ledger.notice_if_restored(now)? {
            (inviter.log)(&format!(
                "The ledger was restored from a backup of {of}: letters that may have gone since say that they may be a repeat"
            ));
        }
        Ok(inviter)
    }

    /// The same on a copy of the ledger in memory: nothing stays, and nobody is
    /// kept from sending meanwhile.
    ///
    /// # Errors
    /// When a file cannot be used.
    pub fn rehearsal(config: Config, log: Box<dyn FnMut(&str) + Send>) -> Result<Self> {
        let ledger = Ledger::open(&config.ledger, "rehearsal")?.in_memory()?;
        Self::with(config, ledger, None, log)
    }

    fn with(
        config: Config,
        ledger: Ledger,
        lock: Option<ledger::SendingLock>,
        log: Box<dyn FnMut(&str) + Send>,
    ) -> Result<Self> {
        let days = working_days(&config)?;
        let people = People::load(&config)?;
        let catalogue = load_catalogue(&config.forms)?;
        let letters = load_letters(&config.letters)?;
        Ok(Self {
            of_children: Forms::new(&catalogue, &letters).of_children(&people.children),
            people,
            catalogue,
            letters,
            templates: Templates::new()?,
            ids: MessageIds::new(&ledger, config.mail.from.email.domain())?,
            days,
            config,
            ledger,
            log,
            _lock: lock,
        })
    }

    /// Takes another export of the case system.
    pub fn set_children(&mut self, children: Allocations) {
        let forms = Forms::new(&self.catalogue, &self.letters);
        self.of_children = forms.of_children(&children);
        self.people.children = children;
    }

    /// What is due on a day, and what is not. The ledger learns of the reviews.
    ///
    /// # Errors
    /// When the ledger cannot be used.
    pub fn plan(&mut self, now: Timestamp) -> Result<Planned> {
        let today = clock::day(now);
        self.follow(today, now)?;
        self.warn_of_unknown_days();
        let known = self.known(today)?;
        Ok(self.with_planner(today, |planner| {
            let mut planned = Planned::default();
            for review in &known.reviews {
                let Some(child) = self.people.children.get(&review.child) else { continue };
                let of_one = planner.plan(&self.case(&known, review, child));
                planned.due.extend(of_one.due);
                planned.not.extend(of_one.not);
            }
            planned
        }))
    }

    /// Plans, and sends what is due. Done again on the same day, it sends what
    /// did not go, and nothing twice.
    ///
    /// # Errors
    /// When the ledger cannot be used. What is wrong with one letter never ends
    /// the round.
    pub fn run(&mut self, mailer: &mut dyn Mailer, now: Timestamp) -> Result<InviteReport> {
        let today = clock::day(now);
        self.ledger.recover_mailings(now)?;
        let planned = self.plan(now)?;
        self.compose(&planned.due, today, now)?;
        let mut report = InviteReport::default();
        send::send(self, mailer, today, now, &mut report)?;
        mailer.finish();
        Ok(report)
    }

    /// The export's reviews go into the ledger.
    fn follow(&mut self, today: Date, now: Timestamp) -> Result<()> {
        let known = self.ledger.reviews(today)?;
        let mut by_child: HashMap<&str, &Review> = HashMap::new();
        for review in known.iter().filter(|review| review.state != ReviewState::Held) {
            // One that is planned counts before any that was cancelled.
            let other = by_child.get(review.child.as_str());
            if other.is_none_or(|other| other.state != ReviewState::Planned) {
                by_child.insert(&review.child, review);
            }
        }
        let children = &self.people.children;
        let mut steps: Vec<ReviewStep> = Vec::new();
        for child in children.children() {
            let review = by_child.get(child.reference.as_str()).copied();
            steps.extend(reviews::follow(child, review, today));
        }
        let gone = known.iter().filter(|review| children.get(&review.child).is_none());
        steps.extend(gone.filter_map(|review| reviews::gone(review, today)));
        self.ledger.follow(&steps, today, now)
    }

    fn warn_of_unknown_days(&mut self) {
        let known_to = self.days.known_to();
        let beyond = |child: &&Child| child.review_date.is_some_and(|day| day.year() > known_to);
        let count = self.people.children.children().iter().filter(beyond).count();
        if count > 0 {
            (self.log)(&format!(
                "The bank holidays are known to the end of {known_to}, and {count} reviews are later: their days are counted over weekends only.\n  What to do: save https://www.gov.uk/bank-holidays.json beside courier.yaml, and name it there as invitations.bank_holidays"
            ));
        }
    }

    fn known(&self, today: Date) -> Result<Known> {
        let since = today.checked_sub(LOOK_BACK.days()).unwrap_or(today);
        let reviews = self.ledger.reviews(since)?;
        let first = reviews.iter().map(|review| review.id).min().unwrap_or(i64::MAX);
        let midnight = today.to_zoned(clock::london()).map_or(0, |at| at.timestamp().as_second());
        let noon = Timestamp::from_second(midnight).unwrap_or(Timestamp::UNIX_EPOCH);
        Ok(Known {
            mailings: self.ledger.mailings(first)?,
            came: self.ledger.came_since(after(noon, -ANSWERS_BACK * 24 * 3600))?,
            codes: self.ledger.codes()?,
            reviews,
        })
    }

    fn case<'c>(&'c self, known: &'c Known, review: &'c Review, child: &'c Child) -> Case<'c> {
        Case {
            child,
            review,
            sent: known.mailings.get(&review.id).map_or(&[], Vec::as_slice),
            came: known.came.get(&review.child).map_or(&[], Vec::as_slice),
            code: known.codes.get(&review.id).map(String::as_str),
            message_id: &self.ids,
        }
    }

    fn with_planner<T>(&self, today: Date, work: impl FnOnce(&Planner<'_>) -> T) -> T {
        let forms = Forms::new(&self.catalogue, &self.letters);
        work(&Planner {
            forms: &forms,
            of_children: &self.of_children,
            letters: &self.letters,
            days: &self.days,
            rules: &self.config.invitations,
            today,
        })
    }

    /// Puts on record what is to go.
    fn compose(&mut self, due: &[Due], today: Date, now: Timestamp) -> Result<()> {
        let restored = self.ledger.restored_at()?.map(clock::day);
        let mut new = Vec::with_capacity(due.len());
        for one in due {
            let Some(child) = self.people.children.get(&one.child) else { continue };
            let Some(address) = address(child, one.role) else { continue };
            let again = one.occasion == Occasion::Invitation && !one.turn.is_empty();
            if again && matches!(one.role, Role::Carer | Role::Parent) {
                // Somebody else may read the old address now.
                self.ledger.revoke_of(&one.child, one.role, now)?;
            }
            new.push(NewMailing {
                review: one.review,
                role: one.role,
                occasion: one.occasion,
                turn: one.turn.clone(),
                form: one.form.clone(),
                told: one.review_date,
                message_id: self.ids.of_letter(
                    &one.child,
                    one.role,
                    one.occasion,
                    &one.turn,
                    one.review_date,
                    &address,
                ),
                maybe_sent: restored.is_some_and(|restored| one.due <= restored),
            });
        }
        self.ledger.compose_mailings(&new, today, now)
    }
}

/// With the bank holidays that the configuration names, or those that are
/// built in.
pub(crate) fn working_days(config: &Config) -> Result<WorkingDays> {
    match &config.invitations.bank_holidays {
        Some(path) => WorkingDays::load(path),
        None => WorkingDays::built_in(),
    }
}

/// Where the letters to a person go; an IRO's address is another list's.
fn address(child: &Child, role: Role) -> Option<String> {
    let email = match role {
        Role::Child => &child.child_email,
        Role::Carer => &child.carer_email,
        Role::Parent => &child.parent_email,
        Role::Iro => return Some(child.iro.clone()),
    };
    email.as_ref().map(ToString::to_string)
}

/// Whether a letter went to the address that its reader has today.
fn same_address(ids: &MessageIds, child: &Child, mailing: &Mailing) -> bool {
    address(child, mailing.role).is_none_or(|address| {
        mailing.message_id
            == ids.of_letter(
                &child.reference,
                mailing.role,
                mailing.occasion,
                &mailing.turn,
                mailing.told,
                &address,
            )
    })
}

/// Reads `letters.json`; there are no letters if it is not there.
pub(crate) fn letters_if_any(path: &Path) -> Result<Letters> {
    if path.exists() { load_letters(path) } else { Ok(Letters::new(Vec::new())) }
}

/// Reads `letters.json`.
pub(crate) fn load_letters(path: &Path) -> Result<Letters> {
    if !path.exists() {
        return Err(CannotRun::new(
            format!("{}: the letters are not there", path.display()),
            "copy letters.json of the published site here, beside forms.json; it is there once the portal has letters in content/letters",
        ));
    }
    let content = files::read(path, "list of letters")?;
    Letters::from_bytes(&content).map_err(|error| {
        CannotRun::new(
            format!("{}: {error}", path.display()),
            "copy letters.json of the published site here again",
        )
    })
}

impl MailingState {
    fn of(outcome: &super::send::Outcome) -> Self {
        use super::send::Outcome;
        match outcome {
            Outcome::Accepted => Self::Accepted,
            Outcome::RefusedForNow(_) | Outcome::NoConnection(_) => Self::RefusedForNow,
            Outcome::Refused(_) => Self::Refused,
            Outcome::Unknown(_) => Self::Unknown,
        }
    }
}
