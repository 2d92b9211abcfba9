//! The courier: opens sealed responses and brings them to the IRO.
//!
//! The way of a response, each step a module:
//!
//! 1. `collect`: a file that is new in the inbox becomes *received*;
//! 2. `opened`: it is opened, in memory only;
//! 3. `route`: who gets it today, or why a person must decide (*held*);
//! 4. `write` and `letter`: the e-mail is written;
//! 5. `send`: the mail server takes it, or says why not;
//! 6. `ledger`: each step is on record before the world can see it.
//!
//! `judge` does 2 and 3 for what is new (`record` takes the code out of an IRO's
//! record), `dispatch` does 2 to 6 for what has its route: `ahead` opens and
//! writes the next letters while it sends the present ones. `notices` tells the
//! duty IRO what is held, `survey` counts what is not mailed one by one. Only
//! this module knows the order.

mod ahead;
pub(crate) mod allocations;
mod at_hand;
pub mod cli;
mod clock;
mod collect;
mod concerns;
mod config;
mod dispatch;
mod errand;
mod error;
mod files;
mod invitations;
mod invite;
mod iros;
mod judge;
mod ledger;
mod letter;
mod message_id;
mod metrics;
mod notices;
mod opened;
mod people;
mod purge;
mod record;
mod report;
mod review_clock;
mod route;
mod sealed;
mod send;
mod status;
mod survey;
mod working_days;
mod write;
mod yaml;

pub use allocations::{Allocations, Child};
pub use config::{Config, InvitationRules, MailConfig};
pub use error::{CannotRun, Result};
pub use invitations::{Due, InviteReport, Inviter, Planned, Skipped};
pub use invite::{Invited, invite};
pub use iros::{Iro, Iros, NoIro};
pub use ledger::{Held, Ledger, Role};
pub use letter::{ExampleLetter, example};
pub use metrics::openmetrics;
pub use people::{People, system_user};
pub use report::Period;
use report::SMALL;
pub use review_clock::{Standing, Warning, latest, standing, warnings};
pub use send::{FolderMailer, Mailer, Outcome, SmtpMailer, Timeouts};
pub use status::{Status, status};
pub use working_days::WorkingDays;

use crate::form::Catalogue;
use crate::inbox::Inbox;
use crate::seal::{Identities, find_passphrases};
use at_hand::AtHand;
use jiff::Timestamp;
use letter::Templates;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// The courier, with everything it needs to deliver.
pub struct Courier {
    config: Arc<Config>,
    ledger: Ledger,
    inbox: Inbox,
    identities: Arc<Identities>,
    people: Arc<People>,
    templates: Arc<Templates>,
    days: WorkingDays,
    at_hand: AtHand,
    log: Box<dyn FnMut(&str) + Send>,
    stop: Arc<AtomicBool>,
    _lock: ledger::SendingLock,
}

/// What one delivery did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Responses that every recipient's server took.
    pub delivered: usize,
    /// Responses that a person must decide about now.
    pub held: usize,
    /// Responses that were closed without mail: counted, or the same again.
    pub closed: usize,
    /// Attempts to send that did not end in a 250.
    pub not_sent: usize,
}

/// Whether what waits for its next attempt is tried at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Patience {
    /// Somebody asked for a delivery: everything is tried.
    TryEverything,
    /// The courier runs by itself: what failed waits for its time.
    WaitForTurn,
}

impl Patience {
    /// Until when an attempt must have been due to be made now; no matter when, if
    /// nothing.
    fn due_by(self, now: Timestamp) -> Option<Timestamp> {
        (self == Self::WaitForTurn).then_some(now)
    }
}

impl Courier {
    /// Opens everything that the configuration names. What the courier does is
    /// told to `log`, without any name, address or answer.
    ///
    /// # Errors
    /// When a file cannot be used, a key stays locked, or another courier is
    /// running on the same ledger.
    pub fn open(config: Config, log: Box<dyn FnMut(&str) + Send>) -> Result<Self> {
        let inbox = Inbox::at(&config.inbox, &config.base)?;
        let people = People::load(&config)?;
        let ledger = Ledger::open(&config.ledger, "courier")?;
        let lock = ledger.lock_for_sending()?;
        let identities = load_identities(&config)?;
        let mut courier = Self {
            templates: Arc::new(Templates::new()?),
            days: invitations::working_days(&config)?,
            config: Arc::new(config),
            ledger,
            inbox,
            identities: Arc::new(identities),
            people: Arc::new(people),
            at_hand: AtHand::default(),
            log,
            stop: Arc::default(),
            _lock: lock,
        };
        let now = Timestamp::now();
        if let Some(of) = courier.ledger.notice_if_restored(now)? {
            courier.tell(&format!(
                "The ledger was restored from a backup of {of}: what came since goes again, and the letters say that it may be a repeat"
            ));
        }
        courier.learn_forms(now)?;
        Ok(courier)
    }

    /// Reads the lists and the catalogue again. What cannot be read leaves the
    /// last good copy in use.
    ///
    /// # Errors
    /// What is wrong with the files.
    pub fn reload(&mut self) -> Result<()> {
        self.people = Arc::new(People::load(&self.config)?);
        self.learn_forms(Timestamp::now())
    }

    fn learn_forms(&mut self, now: Timestamp) -> Result<()> {
        let catalogue = load_catalogue(&self.config.forms)?;
        self.ledger.learn_forms(&catalogue, now)?;
        self.ledger.look_again_at_unknown_forms(now)
    }

    /// One round: collects, opens, routes, sends, records.
    ///
    /// # Errors
    /// When the ledger or the inbox as a whole cannot be used. What is wrong
    /// with one response never ends the round.
    pub fn deliver(&mut self, mailer: &mut dyn Mailer, patience: Patience) -> Result<Report> {
        let done = self.round(mailer, patience);
        self.at_hand.clear();
        if done.is_err() {
            self.ledger.give_up();
        }
        done
    }

    fn round(&mut self, mailer: &mut dyn Mailer, patience: Patience) -> Result<Report> {
        let now = Timestamp::now();
        let mut report = Report::default();
        self.ledger.recover(now)?;
        collect::collect(self, now)?;
        judge::judge_received(self, now, &mut report)?;
        notices::plan(self, now)?;
        survey::plan(self, now)?;
        notices::send(self, mailer, patience, now, &mut report)?;
        self.ledger.flush()?;
        dispatch::send_responses(self, mailer, patience, now, &mut report)?;
        survey::send(self, mailer, patience, now, &mut report)?;
        self.ledger.flush()?;
        mailer.finish();
        Ok(report)
    }

    /// The links of every child; see [`invite()`].
    ///
    /// # Errors
    /// When the catalogue cannot be read or the ledger not be written.
    pub fn invite(&mut self) -> Result<Vec<Invited>> {
        let catalogue = load_catalogue(&self.config.forms)?;
        let letters = invitations::letters_if_any(&self.config.letters)?;
        let log = &mut self.log;
        let mut note = |line: &str| log(line);
        invite(
            &mut self.ledger,
            &self.people.children,
            &catalogue,
            &letters,
            &self.config.site,
            &mut note,
        )
    }

    /// The ledger, for looking things up after a delivery.
    pub fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// Set to true, it ends a round after the response that is under way.
    pub fn stop_flag(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.stop)
    }

    fn is_stopping(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    /// Puts a response aside until a person decides.
    fn hold_back(
        &mut self,
        row: &ledger::ResponseRow,
        hold: &ledger::Hold,
        now: Timestamp,
        report: &mut Report,
    ) -> Result<()> {
        self.ledger.hold(&row.sha256, hold, now)?;
        report.held += 1;
        self.tell(&format!("{} is held: {}", row.receipt, hold.reason));
        Ok(())
    }

    /// What letters are written with, to share with another thread.
    fn desk(&self) -> write::Desk {
        write::Desk {
            config: Arc::clone(&self.config),
            people: Arc::clone(&self.people),
            templates: Arc::clone(&self.templates),
        }
    }

    fn tell(&mut self, line: &str) {
        (self.log)(line);
    }
}

/// Reads the key files; asks for a passphrase where one is locked.
pub(crate) fn load_identities(config: &Config) -> Result<Identities> {
    let mut identities = Identities::default();
    for path in &config.identities {
        let content = files::read_private(path, "identity")?;
        let ask = || {
            find_passphrases(&format!("Passphrase for {}: ", path.display()))
                .map_err(|error| error.to_string())
        };
        identities.add_file(&content, ask).map_err(|error| {
            CannotRun::new(
                format!("{}: {error}", path.display()),
                "name the file that `my-review-courier keygen` wrote, and give its passphrase",
            )
        })?;
    }
    Ok(identities)
}

/// Reads `forms.json`.
pub(crate) fn load_catalogue(path: &Path) -> Result<Catalogue> {
    let content = files::read(path, "catalogue of forms")?;
    Catalogue::from_bytes(&content).map_err(|error| {
        CannotRun::new(
            format!("{}: {error}", path.display()),
            "copy forms.json of the published site here again",
        )
    })
}
