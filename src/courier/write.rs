//! The messages of one response, written.

use super::dispatch::Errand;
use super::error::Result;
use super::ledger::{Delivery, Kind, NewDelivery};
use super::letter::{
    Circumstances, File, LetterView, MAX_MESSAGE, Plan, Rendered, alert_values, files, one_line,
};
use super::message_id::message_id;
use super::{Courier, record, sealed};
use jiff::Timestamp;
use serde::Serialize;

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
pub(super) struct Material {
    /// The letter as it is when it goes for the first time, in one message.
    view: LetterView,
    /// The printable copy, if it is wanted, and the child's files.
    pub(super) files: Vec<File>,
}

/// Puts together what the messages of a response are made of.
pub(super) fn gather_material(courier: &Courier, errand: &Errand) -> Result<Material> {
    let mut all = files(&errand.opened);
    let mut view = view(courier, errand, &all, false, 1);
    view.notes.extend(record::evidence(courier, &errand.opened, &errand.route)?);
    if courier.config.copy {
        let html = courier.templates.one("copy.html", &view.clone().without_only_my_iro())?;
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

/// The split into messages, and the letter if it was written to measure it.
pub(super) struct Fixed {
    pub(super) plan: Plan,
    pub(super) draft: Option<Rendered>,
}

/// The split into messages: as it was fixed before the first one, or new.
pub(super) fn fix_plan(
    courier: &mut Courier,
    errand: &Errand,
    material: &Material,
    limit: Option<u64>,
) -> Result<Fixed> {
    let row = &errand.row;
    if let Some(plan) = row.plan.as_deref().and_then(Plan::parse) {
        return Ok(Fixed { plan, draft: None });
    }
    let rendered = courier.templates.both("letter", &material.view)?;
    // Quoted-printable can treble what is not ASCII.
    let letter = 3 * (rendered.text.len() + rendered.html.len()) as u64;
    let limit = limit.map_or(MAX_MESSAGE, |limit| limit.min(MAX_MESSAGE));
    let to = &errand.route.recipient;
    // Any message of the response tells: all have one recipient.
    let first = courier.ledger.deliveries(&row.sha256, Kind::Response)?;
    let is_sealed = first.first().is_some_and(|one| sealed::key_for(courier, one).is_some());
    let limit = if is_sealed { sealed::room(limit) } else { limit };
    let plan = Plan::new(letter, &material.files, limit);
    let address = to.mailbox.email.to_string();
    let name = to.mailbox.name.clone().unwrap_or_default();
    let domain = courier.config.mail.from.email.domain().to_owned();
    let about = errand.opened.about();
    let ids: Vec<(usize, String)> = (2..=plan.parts())
        .map(|part| {
            let kind = Kind::Response;
            message_id(&courier.ledger, &domain, &about, &address, kind, part).map(|id| (part, id))
        })
        .collect::<Result<_>>()?;
    let new: Vec<_> = ids
        .iter()
        .map(|(part, id)| NewDelivery {
            response: Some(&row.sha256),
            kind: Kind::Response,
            part: *part,
            recipient: &to.key,
            address: &address,
            name: &name,
            message_id: id,
            maybe_sent: row.repeat,
        })
        .collect();
    let now = Timestamp::now();
    courier.ledger.set_plan(&row.sha256, &plan.to_text(), &new, now)?;
    // With more messages than one the letter says so.
    let draft = (plan.parts() == 1).then_some(rendered);
    Ok(Fixed { plan, draft })
}

fn view(
    courier: &Courier,
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
            copy: courier.config.copy,
        },
    )
}

/// The words of one message to the IRO. A `draft` is the letter as it was measured.
pub(super) fn write_letter(
    courier: &Courier,
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
            let mut view = view(courier, errand, all_files, message.maybe_sent, parts);
            view.notes.clone_from(&material.view.notes);
            courier.templates.both("letter", &view)
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
        rendered: courier.templates.both("part", &part)?,
        urgent: false,
    })
}

/// That answer, the child's reference and IRO, nothing else.
pub(super) fn write_alert(
    courier: &Courier,
    errand: &Errand,
    message: &Delivery,
) -> Result<Letter> {
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
        rendered: courier.templates.both("alert", &view)?,
        urgent: true,
    })
}
