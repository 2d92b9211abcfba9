//! The whole journey on one computer: site, letterbox, courier, and a page that
//! shows the e-mails. The key is made for this run and thrown away with it, so
//! here, and only here, an answer may come to rest on the disk.

mod invitations;
mod letter;
mod mailbox;
mod pages;
mod post;
mod sample;
mod stage;
mod web;

use crate::courier::{CannotRun, Config, Courier, FolderMailer, Invited, Patience};
use crate::form::Catalogue;
use crate::letterbox::{self, Letterbox, Origin, OriginError};
use crate::portal::Portal;
use crate::problem::Problem;
use crate::site::{self, Engine};
pub use letter::sample_letter;
use mailbox::Mailbox;
use pages::{Broken, Pages};
use stage::Stage;
use std::collections::BTreeMap;
use std::io;
use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use thiserror::Error;
use tokio::net::TcpListener;

/// How often the demo's courier looks into the inbox.
const ROUND: Duration = Duration::from_millis(500);

/// Why there is no demo.
#[derive(Debug, Error)]
pub enum DemoError {
    /// A template fails.
    #[error("the theme has problems")]
    Problems(Vec<Problem>),
    /// The disk, or the port, refused.
    #[error("{}", crate::portal::reason(.0))]
    Disk(#[from] io::Error),
    /// The courier cannot run.
    #[error("{0}")]
    Courier(#[from] CannotRun),
    /// The demo's own pages failed.
    #[error("{0}")]
    Page(String),
    /// Something could not be written as JSON or CSV.
    #[error("{0}")]
    Format(String),
    /// The letterbox did not take an answer.
    #[error("the letterbox did not take the answer: {0}")]
    NotTaken(String),
}

impl From<serde_json::Error> for DemoError {
    fn from(error: serde_json::Error) -> Self {
        Self::Format(error.to_string())
    }
}

impl From<csv::Error> for DemoError {
    fn from(error: csv::Error) -> Self {
        Self::Format(error.to_string())
    }
}

impl From<Broken> for DemoError {
    fn from(error: Broken) -> Self {
        Self::Page(error.to_string())
    }
}

impl From<OriginError> for DemoError {
    fn from(error: OriginError) -> Self {
        Self::Format(error.to_string())
    }
}

/// What [`once`] left.
pub struct Delivered {
    /// How many sample answers were sent.
    pub sent: usize,
    /// The e-mails.
    pub mails: Vec<PathBuf>,
    /// What could not be delivered: held, or not sent.
    pub undelivered: usize,
}

/// A demo that is set up: everything bound and written, nothing running yet.
struct Demo {
    portal: Portal,
    site: BTreeMap<String, Vec<u8>>,
    stage: Stage,
    config: Config,
    catalogue: Catalogue,
    invited: Vec<Invited>,
    site_url: String,
    web: TcpListener,
    letters: TcpListener,
}

impl Demo {
    async fn set_up(mut portal: Portal, folder: &Path, port: u16) -> Result<Self, DemoError> {
        let web = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
        let letters = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let site_url = format!("http://{}/", web.local_addr()?);
        let stage = Stage::set(folder, &portal, &site_url)?;
        let letterbox = format!("http://{}/responses", letters.local_addr()?);
        let translations = portal.translations.iter_mut().map(|portal| &mut portal.site.site);
        for site in std::iter::once(&mut portal.site.site).chain(translations) {
            site.base_url.clone_from(&site_url);
            site.letterbox.clone_from(&letterbox);
            site.recipients = vec![stage.recipient.clone()];
        }
        let catalogue = stage::write_catalogue(folder, &portal)?;
        let config = Config::load(&stage.config)?;
        let invited = invitations::make(&config, &catalogue)?;
        let engine = Engine::new(&portal).map_err(DemoError::Problems)?;
        let files = site::in_memory(&portal, &engine).map_err(DemoError::Problems)?;
        Ok(Self { portal, site: files, stage, config, catalogue, invited, site_url, web, letters })
    }

    /// The site's address is the letterbox's only origin.
    fn letterbox(&self) -> Result<Letterbox, DemoError> {
        let origin: Origin = self.site_url.trim_end_matches('/').parse()?;
        Ok(Letterbox::open(letterbox::Config::new(&self.stage.inbox, vec![origin]))?)
    }
}

/// Serves the demo until `stop` is ready. `ready` is told the address of the
/// page with the links and e-mails.
///
/// # Errors
/// When the port is taken, the disk refuses, or a template fails.
pub async fn serve(
    portal: Portal,
    port: u16,
    ready: impl FnOnce(&str),
    stop: impl Future<Output = ()>,
) -> Result<(), DemoError> {
    let folder = tempfile::Builder::new().prefix("my-review-demo-").tempdir()?;
    let demo = Demo::set_up(portal, folder.path(), port).await?;
    let mails = folder.path().join("mail");
    let courier = CourierThread::start(demo.config.clone(), &mails)?;
    let letterbox = demo.letterbox()?;
    let links =
        invitations::by_form(&demo.portal, &demo.stage.children, &demo.invited, &demo.site_url);
    let address = demo.web.local_addr()?;
    let shown = web::Shown {
        pages: Pages::new(&demo.portal.site.site.title, &stylesheet(&demo.site), &links)?,
        site: demo.site,
        mailbox: Mailbox::new(&mails),
        address,
    };
    ready(&format!("{}demo/", demo.site_url));
    let (stopped, wait) = tokio::sync::watch::channel(());
    let until = |mut wait: tokio::sync::watch::Receiver<()>| async move {
        let _ = wait.changed().await;
    };
    let letters = tokio::spawn(letterbox.serve(demo.letters, until(wait.clone())));
    let pages = axum::serve(demo.web, web::router(shown)).with_graceful_shutdown(until(wait));
    tokio::select! {
        served = pages.into_future() => served?,
        () = stop => drop(stopped),
    }
    letters.abort();
    courier.stop()
}

fn stylesheet(site: &BTreeMap<String, Vec<u8>>) -> String {
    let style = |path: &&String| {
        let name = path.strip_prefix("assets/site.");
        name.is_some_and(|rest| rest.rsplit('.').next() == Some("css"))
    };
    site.keys().find(style).map(|path| format!("/{path}")).unwrap_or_default()
}

/// The demo's courier, round after round, in a thread of its own.
struct CourierThread {
    stop: Arc<AtomicBool>,
    thread: std::thread::JoinHandle<Result<(), CannotRun>>,
}

impl CourierThread {
    fn start(config: Config, mails: &Path) -> Result<Self, DemoError> {
        let stop = Arc::new(AtomicBool::new(false));
        let stopped = Arc::clone(&stop);
        let mut mailer = FolderMailer::new(mails)?;
        let thread = std::thread::spawn(move || {
            let mut courier = Courier::open(config, Box::new(|_| {}))?;
            while !stopped.load(Ordering::Relaxed) {
                courier.deliver(&mut mailer, Patience::TryEverything)?;
                std::thread::sleep(ROUND);
            }
            Ok(())
        });
        Ok(Self { stop, thread })
    }

    fn stop(self) -> Result<(), DemoError> {
        self.stop.store(true, Ordering::Relaxed);
        match self.thread.join() {
            Ok(outcome) => Ok(outcome?),
            Err(_) => Err(DemoError::Format("the courier stopped unexpectedly".to_owned())),
        }
    }
}

/// Posts one sample answer to each form through the letterbox, delivers them,
/// and leaves the e-mails in `mails`.
///
/// # Errors
/// When something on the way refuses.
pub async fn once(portal: Portal, mails: &Path) -> Result<Delivered, DemoError> {
    let folder = tempfile::Builder::new().prefix("my-review-demo-").tempdir()?;
    let demo = Demo::set_up(portal, folder.path(), 0).await?;
    let letterbox = demo.letterbox()?;
    let to = demo.letters.local_addr()?;
    let config = demo.config.clone();
    let origin = demo.site_url.trim_end_matches('/').to_owned();
    let sealed = post::samples(&demo.catalogue, &demo.invited, &demo.stage)?;
    let running = tokio::spawn(letterbox.serve(demo.letters, std::future::pending()));
    for response in &sealed {
        post::post(to, &origin, response.clone()).await?;
    }
    running.abort();
    let mails = mails.to_owned();
    // The courier's mailer has a runtime of its own, which may not be started
    // inside this one.
    tokio::task::spawn_blocking(move || deliver(config, &mails, sealed.len()))
        .await
        .map_err(|error| DemoError::Format(error.to_string()))?
}

fn deliver(config: Config, mails: &Path, sent: usize) -> Result<Delivered, DemoError> {
    let mut mailer = FolderMailer::new(mails)?;
    let mut courier = Courier::open(config, Box::new(|_| {}))?;
    let report = courier.deliver(&mut mailer, Patience::TryEverything)?;
    Ok(Delivered {
        sent,
        mails: Mailbox::new(mails).files(),
        undelivered: report.held + report.not_sent,
    })
}

/// The port that the demo takes where none is asked for.
pub const PORT: u16 = 8484;
