//! The messages of one response, written. Nothing here asks the ledger, so that
//! it can be done on another thread, ahead of the sending.

use super::config::Config;
use super::errand::{Errand, mailbox};
use super::error::{CannotRun, Result};
use super::ledger::{Delivery, Kind};
use super::letter::{
    Circumstances, File, Heading, LetterView, MAX_MESSAGE, Plan, Rendered, Templates, alert_values,
    compose, files, one_line,
};
use super::people::People;
use super::sealed;
use jiff::Timestamp;
use lettre::address::Envelope;
use serde::Serialize;
use std::sync::Arc;

/// What letters are written with.
#[derive(Clone)]
pub(super) struct Desk {
    pub(super) config: Arc<Config>,
    pub(super) people: Arc<People>,
    pub(super) templates: Arc<Templates>,
}

/// A message as it goes out.
pub(super) struct Composed {
    pub(super) envelope: Envelope,
    pub(super) bytes: Vec<u8>,
}

/// The messages of an errand: one that is whole already, or what several are
/// made of when the turn of each has come.
pub(super) struct Written {
    /// The split into messages, unless the ledger has it already.
    pub(super) new_plan: Option<Plan>,
    /// The largest message that the mail server takes, as it was then known.
    pub(super) limit: Option<u64>,
    only: Option<Composed>,
    several: Option<(Material, Plan)>,
}

/// A message's words and files.
pub(super) struct Letter {
    pub(super) subject: String,
    pub(super) rendered: Rendered,
    pub(super) urgent: bool,
}

#[derive(Serialize)]
struct PartView<'p> {
    title: &'p str,
    reference: &'p str,
    part: usize,
    parts: usize,
    repeat: bool,
    files: Vec<&'p str>,
}

#[derive(Serialize)]
struct AlertView {
    child: String,
    iro: String,
    reference: String,
    repeat: bool,
    items: Vec<AlertItem>,
}

#[derive(Serialize)]
struct AlertItem {
    question: String,
    answers: Vec<String>,
}

/// What the messages of a response are made of.
struct Material {
    /// The letter as it is when it goes for the first time, in one message.
    view: LetterView,
    /// The printable copy, if it is wanted, and the child's files.
    files: Vec<File>,
}

/// Writes what is to go for an errand.
pub(super) fn write(desk: &Desk, errand: &Errand, limit: Option<u64>) -> Result<Written> {
    let mut written = Written { new_plan: None, limit, only: None, several: None };
    let next = errand.pending().next();
    if errand.kind == Kind::Alert {
        let alert = next.map(|message| {
            let letter = write_alert(desk, errand, message)?;
            compose_letter(desk, message, &letter, &[])
        });
        written.only = alert.transpose()?;
        return Ok(written);
    }
    let material = gather_material(desk, errand)?;
    let (plan, draft) = match errand.row.plan.as_deref().and_then(Plan::parse) {
        Some(plan) => (plan, None),
        None => {
            let (plan, draft) = new_plan(desk, errand, &material, limit)?;
            written.new_plan = Some(plan.clone());
            (plan, draft)
        }
    };
    if plan.parts() > 1 {
        written.several = Some((material, plan));
    } else if let Some(message) = next {
        let letter = write_letter(desk, errand, message, &material, &plan, draft)?;
        written.only = Some(compose_letter(desk, message, &letter, &material.files)?);
    }
    Ok(written)
}

impl Written {
    /// One message, whole.
    pub(super) fn message(
        &mut self,
        desk: &Desk,
        errand: &Errand,
        message: &Delivery,
    ) -> Result<Composed> {
        if let Some(only) = self.only.take() {
            return Ok(only);
        }
        let (material, plan) = self
            .several
            .as_ref()
            .ok_or_else(|| CannotRun::letter("the ledger has more messages than its plan"))?;
        let letter = write_letter(desk, errand, message, material, plan, None)?;
        compose_letter(desk, message, &letter, plan.files(&material.files, message.part))
    }
}

/// Puts a message together, sealed to the IRO's own key where they have one.
pub(super) fn compose_letter(
    desk: &Desk,
    message: &Delivery,
    letter: &Letter,
    attached: &[File],
) -> Result<Composed> {
    let to = mailbox(message)?;
    let heading = Heading {
        from: &desk.config.mail.from,
        to: &to,
        subject: &letter.subject,
        message_id: &message.message_id,
        date: Timestamp::now(),
        urgent: letter.urgent,
    };
    let (envelope, bytes) = compose(&heading, &letter.rendered, attached)?;
    let Some(key) = sealed::key_for(desk, message) else {
        return Ok(Composed { envelope, bytes });
    };
    let (note, file) = sealed::seal_message(desk, message, &letter.subject, &bytes, key)?;
    let (envelope, bytes) = compose(&heading, &note, &[file])?;
    Ok(Composed { envelope, bytes })
}

fn gather_material(desk: &Desk, errand: &Errand) -> Result<Material> {
    let mut all = files(&errand.opened);
    let mut view = view(desk, errand, &all, false, 1);
    view.notes.extend(errand.evidence.iter().cloned());
    if desk.config.copy {
        let html = desk.templates.one("copy.html", &view.clone().without_only_my_iro())?;
        all.insert(
            0,
            File {
                name: "copy.html".to_owned(),
                media_type: "text/html; charset=utf-8",
                content: html.into_bytes(),
                only_my_iro: false,
                note: None,
                id: String::new(),
            },
        );
    }
    Ok(Material { view, files: all })
}

/// The split into messages, with the letter if it is the only one: it was
/// written to measure it.
fn new_plan(
    desk: &Desk,
    errand: &Errand,
    material: &Material,
    limit: Option<u64>,
) -> Result<(Plan, Option<Rendered>)> {
    let rendered = desk.templates.both("letter", &material.view)?;
    // Quoted-printable can treble what is not ASCII.
    let letter = 3 * (rendered.text.len() + rendered.html.len()) as u64;
    let limit = limit.map_or(MAX_MESSAGE, |limit| limit.min(MAX_MESSAGE));
    // Any message of the response tells: all have one recipient.
    let first = errand.messages.first();
    let is_sealed = first.is_some_and(|one| sealed::key_for(desk, one).is_some());
    let limit = if is_sealed { sealed::room(limit) } else { limit };
    let plan = Plan::new(letter, &material.files, limit);
    // With more messages than one the letter says so.
    let draft = (plan.parts() == 1).then_some(rendered);
    Ok((plan, draft))
}

fn view(
    desk: &Desk,
    errand: &Errand,
    all_files: &[File],
    repeat: bool,
    parts: usize,
) -> LetterView {
    // The copy, which comes first, is none of the child's.
    let copies = all_files.iter().take_while(|file| file.id.is_empty()).count();
    LetterView::new(
        &errand.opened,
        &errand.route,
        &all_files[copies..],
        Circumstances {
            reference: &errand.row.receipt,
            nth: errand.row.nth,
            received_at: errand.row.received_at,
            repeat,
            parts,
            copy: desk.config.copy,
        },
    )
}

/// The words of one message to the IRO. A `draft` is the letter as it was measured.
fn write_letter(
    desk: &Desk,
    errand: &Errand,
    message: &Delivery,
    material: &Material,
    plan: &Plan,
    draft: Option<Rendered>,
) -> Result<Letter> {
    let parts = plan.parts();
    let title = &material.view.title;
    let all_files = &material.files;
    let reference = &errand.row.receipt;
    if message.part == 1 {
        let of = if parts > 1 { format!(" (1 of {parts})") } else { String::new() };
        let written = || {
            let mut view = view(desk, errand, all_files, message.maybe_sent, parts);
            view.notes.clone_from(&material.view.notes);
            desk.templates.both("letter", &view)
        };
        return Ok(Letter {
            subject: format!("{title} · {reference}{of}"),
            rendered: draft.filter(|_| !message.maybe_sent).map_or_else(written, Ok)?,
            urgent: false,
        });
    }
    let part = PartView {
        title,
        reference,
        part: message.part,
        parts,
        repeat: message.maybe_sent,
        files: plan.files(all_files, message.part).iter().map(|file| file.name.as_str()).collect(),
    };
    Ok(Letter {
        subject: format!("{title} · {reference} ({} of {parts})", message.part),
        rendered: desk.templates.both("part", &part)?,
        urgent: false,
    })
}

/// That answer, the child's reference and IRO, nothing else.
fn write_alert(desk: &Desk, errand: &Errand, message: &Delivery) -> Result<Letter> {
    let form = errand.opened.form.as_ref();
    let mut items = Vec::new();
    for answer in &errand.opened.response.answers {
        let question = form.and_then(|form| form.question(&answer.question));
        let Some(question) = question else { continue };
        let answers = alert_values(question, &answer.value);
        if !answers.is_empty() {
            items.push(AlertItem { question: question.ask.clone(), answers });
        }
    }
    let unknown = || "not known".to_owned();
    let child = errand.route.child.as_ref();
    let iro = errand.route.iro.as_ref();
    let reference = errand.row.receipt.clone();
    let view = AlertView {
        child: child.map_or_else(unknown, |child| one_line(&child.reference, 60)),
        iro: iro.map_or_else(unknown, |iro| one_line(&iro.name, 120)),
        reference: reference.clone(),
        repeat: message.maybe_sent,
        items,
    };
    let title = form.map_or_else(String::new, |form| one_line(&form.title, 100));
    Ok(Letter {
        subject: format!("Alert: {title} · {reference}"),
        rendered: desk.templates.both("alert", &view)?,
        urgent: true,
    })
}
