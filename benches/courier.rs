//! The courier against the least that must be done, in one run: opening against
//! a bare loop over `age`, delivering against a bare loop over the mail library,
//! and how much memory it takes.
//!
//! `cargo bench --bench courier --no-default-features --features courier`,
//! and behind `--` what to measure: `open`, `deliver`, `many`, `memory` (all of
//! them if none is named). Ratios are medians over rounds that take turns.
//! `MY_REVIEW_BENCH_FOLDER` says where the ledger and the inbox are made; on a
//! real disk the flushes of the ledger count, as they should.
//! `MY_REVIEW_BENCH_SMTP_PORT` names a mail server on loopback to deliver to,
//! instead of a sink that does next to nothing; with aiosmtpd that is
//! `python -m aiosmtpd -n -c aiosmtpd.handlers.Sink -l 127.0.0.1:2525`, with
//! Postfix's own `smtp-sink -u nobody 127.0.0.1:2525 100`.

#![allow(clippy::print_stdout, reason = "figures are what it is for")]
#![allow(clippy::cast_precision_loss, reason = "small counts, divided")]

#[path = "courier/memory.rs"]
mod memory;
#[path = "courier/office.rs"]
mod office;
#[path = "courier/sink.rs"]
mod sink;

use lettre::Message;
use lettre::address::Envelope;
use lettre::message::header::ContentType;
use lettre::message::{Attachment, MultiPart};
use lettre::transport::smtp::client::AsyncSmtpConnection;
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::ClientId;
use my_review::courier::{Courier, Mailer, Outcome, Patience, SmtpMailer, Timeouts};
use my_review::seal::{self, Identities, NewIdentity};
use office::{Office, Poison};
use sink::Sink;
use std::borrow::Cow;
use std::error::Error;
use std::io::Read;
use std::time::{Duration, Instant};

pub(crate) type Done<T> = Result<T, Box<dyn Error>>;

const ROUNDS: usize = 5;

fn main() -> Done<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [child, what] = &arguments[..]
        && child == memory::CHILD
    {
        return memory::child(what);
    }
    let named: Vec<&str> =
        arguments.iter().map(String::as_str).filter(|word| !word.starts_with('-')).collect();
    let wanted = |what: &str| named.is_empty() || named.contains(&what);
    if wanted("open") {
        for size in [4_000, 60_000, 2_000_000] {
            opening(size)?;
        }
    }
    if wanted("deliver") {
        delivering(1_000)?;
    }
    if wanted("many") {
        many()?;
    }
    if wanted("memory") {
        memory::measure()?;
    }
    Ok(())
}

fn time<T>(work: impl FnOnce() -> Done<T>) -> Done<(Duration, T)> {
    let start = Instant::now();
    let done = work()?;
    Ok((start.elapsed(), done))
}

fn median(mut ratios: Vec<f64>) -> f64 {
    ratios.sort_by(f64::total_cmp);
    ratios[ratios.len() / 2]
}

/// `seal::open` against `age` alone.
fn opening(size: usize) -> Done<()> {
    // The library alone opens nothing else.
    let identity = NewIdentity::generate_classic();
    let recipient = identity.recipient();
    let bare = identity.file().lines().find(|line| line.starts_with("AGE-")).map(str::to_owned);
    let bare: age::x25519::Identity = bare.ok_or("no key")?.parse()?;
    let ours = Identities::from(identity);
    let count = (20_000_000 / size).clamp(5, 500);
    let sealed: Vec<Vec<u8>> = (0..count)
        .map(|nth| {
            let mut text = vec![b' '; size];
            text.extend_from_slice(nth.to_string().as_bytes());
            seal::seal(&text, std::slice::from_ref(&recipient))
        })
        .collect::<Result<_, _>>()?;
    let mut ratios = Vec::new();
    let mut last = (Duration::ZERO, Duration::ZERO);
    for _ in 0..=ROUNDS {
        let (floor, ()) = time(|| {
            for file in &sealed {
                let stream = age::Decryptor::new_buffered(&file[..])?
                    .decrypt(std::iter::once(&bare as &dyn age::Identity))?;
                let mut stream = stream;
                let mut text = Vec::new();
                stream.read_to_end(&mut text)?;
                std::hint::black_box(text);
            }
            Ok(())
        })?;
        let (opened, ()) = time(|| {
            for file in &sealed {
                std::hint::black_box(seal::open(file, &ours)?);
            }
            Ok(())
        })?;
        ratios.push(opened.as_secs_f64() / floor.as_secs_f64());
        last = (floor, opened);
    }
    println!(
        "opening {size:>9} bytes: age alone {:>9.1} µs, ours {:>9.1} µs, ratio {:.2} (at most 1.3)",
        last.0.as_secs_f64() * 1e6 / count as f64,
        last.1.as_secs_f64() * 1e6 / count as f64,
        median(ratios)
    );
    Ok(())
}

/// Keeps the messages that pass through, for the bare loop to send again.
struct Keeping {
    smtp: SmtpMailer,
    kept: Vec<(Envelope, Vec<u8>)>,
}

impl Mailer for Keeping {
    fn ready(&mut self) -> Result<Option<u64>, String> {
        self.smtp.ready()
    }

    fn send(
        &mut self,
        envelope: &Envelope,
        message: &[u8],
        at_data: &mut dyn FnMut() -> my_review::courier::Result<()>,
    ) -> my_review::courier::Result<Outcome> {
        self.kept.push((envelope.clone(), message.to_vec()));
        self.smtp.send(envelope, message, at_data)
    }

    fn finish(&mut self) {
        self.smtp.finish();
    }
}

/// A whole delivery, from sealed files to 250 and a flushed ledger, against the
/// mail library sending the same messages over one connection: made ahead, and
/// put together by it, one after the other, as a bare loop would.
fn delivering(count: usize) -> Done<()> {
    let (mut to_ready, mut to_built) = (Vec::new(), Vec::new());
    let mut last = (Duration::ZERO, Duration::ZERO, Duration::ZERO);
    let mut bytes = 0;
    // The first round warms up what is measured.
    for round in 0..=ROUNDS {
        let sink = Sink::start()?;
        let office = Office::new(sink.port)?;
        for nth in 0..count {
            office.post(nth, 0)?;
        }
        let config = office.config()?;
        let smtp = SmtpMailer::new(&config.mail, Timeouts::default())?;
        let mut mailer = Keeping { smtp, kept: Vec::with_capacity(count) };
        let mut courier = Courier::open(config, Box::new(|_| {}))?;
        let (ours, report) = time(|| Ok(courier.deliver(&mut mailer, Patience::TryEverything)?))?;
        if report.delivered != count {
            return Err(format!("{report:?}").into());
        }
        let parts: Vec<Parts> =
            mailer.kept.iter().map(|(_, message)| Parts::of(message)).collect::<Done<_>>()?;
        let kept = &mailer.kept;
        let (ready, ()) = time(|| bare(sink.port, kept, |nth, _| Ok(Cow::from(&kept[nth].1))))?;
        let (built, ()) = time(|| {
            bare(sink.port, kept, |nth, envelope| Ok(Cow::from(parts[nth].build(envelope)?)))
        })?;
        if round > 0 {
            to_ready.push(ready.as_secs_f64() / ours.as_secs_f64());
            to_built.push(built.as_secs_f64() / ours.as_secs_f64());
        }
        last = (ready, built, ours);
        bytes = mailer.kept.iter().map(|(_, message)| message.len()).sum::<usize>() / count;
    }
    let rate = |time: Duration| count as f64 / time.as_secs_f64();
    println!(
        "delivering {count} of {bytes} bytes: ours with its ledger {:.0}/s; lettre alone, messages made ahead {:.0}/s, ratio {:.2}; put together in the loop {:.0}/s, ratio {:.2} (at least 0.5)",
        rate(last.2),
        rate(last.0),
        median(to_ready),
        rate(last.1),
        median(to_built),
    );
    Ok(())
}

/// What a message was put together from.
struct Parts {
    text: String,
    html: String,
    copy: Vec<u8>,
}

impl Parts {
    fn of(message: &[u8]) -> Done<Self> {
        let mail = mailparse::parse_mail(message)?;
        let [body, copy] = &mail.subparts[..] else { return Err("no copy".into()) };
        let [text, html] = &body.subparts[..] else { return Err("no two texts".into()) };
        Ok(Self { text: text.get_body()?, html: html.get_body()?, copy: copy.get_body_raw()? })
    }

    fn build(&self, envelope: &Envelope) -> Done<Vec<u8>> {
        let from = envelope.from().cloned().ok_or("no sender")?;
        let to = envelope.to().first().cloned().ok_or("no recipient")?;
        let body = MultiPart::alternative_plain_html(self.text.clone(), self.html.clone());
        let copy =
            Attachment::new("copy.html".to_owned()).body(self.copy.clone(), ContentType::TEXT_HTML);
        let message = Message::builder()
            .from(from.into())
            .to(to.into())
            .subject("My Review")
            .multipart(MultiPart::mixed().multipart(body).singlepart(copy))?;
        Ok(message.formatted())
    }
}

/// The loop over the library: `message` gives each message, by its number.
fn bare<'m>(
    port: u16,
    kept: &'m [(Envelope, Vec<u8>)],
    message: impl Fn(usize, &Envelope) -> Done<Cow<'m, [u8]>>,
) -> Done<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let stream = tokio::net::TcpStream::connect(("127.0.0.1", port)).await?;
        stream.set_nodelay(true)?;
        let name = ClientId::Domain("bench.example".to_owned());
        let mut smtp = AsyncSmtpConnection::connect_with_transport(Box::new(stream), &name).await?;
        for (nth, (envelope, _)) in kept.iter().enumerate() {
            let message = message(nth, envelope)?;
            smtp.command(Mail::new(envelope.from().cloned(), vec![])).await?;
            for to in envelope.to() {
                smtp.command(Rcpt::new(to.clone(), vec![])).await?;
            }
            smtp.command(Data).await?;
            smtp.message(&message).await?;
        }
        smtp.quit().await?;
        Ok(())
    })
}

/// 10,000 responses with 100 poisoned ones among them.
fn many() -> Done<()> {
    let (all, poisoned) = (10_000, 100);
    let sink = Sink::start()?;
    let office = Office::new(sink.port)?;
    for nth in 0..all {
        if nth % (all / poisoned) == 7 {
            office.poison(nth, Poison::of(nth / (all / poisoned)))?;
        } else {
            office.post(nth, 0)?;
        }
    }
    let config = office.config()?;
    let mut mailer = SmtpMailer::new(&config.mail, Timeouts::default())?;
    let mut courier = Courier::open(config, Box::new(|_| {}))?;
    let (took, report) = time(|| Ok(courier.deliver(&mut mailer, Patience::TryEverything)?))?;
    println!(
        "{all} waiting, {poisoned} of them poisoned: {} delivered, {} held, in {:.1} s ({:.0}/s)",
        report.delivered,
        report.held,
        took.as_secs_f64(),
        report.delivered as f64 / took.as_secs_f64()
    );
    if (report.delivered, report.held, report.not_sent) != (all - poisoned, poisoned, 0) {
        return Err(format!("{report:?}").into());
    }
    Ok(())
}
