//! What the templates of forms and booklets get, and the form's script, as plain
//! data.

use super::assets::LATE;
use super::engine::Engine;
use super::outline::Outline;
use crate::form::{AgeBand, Form, Kind, LIMITS, Limits, Question};
use crate::portal::{FormFile, Portal, way};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// The look that suits a form's readers.
pub(super) fn look(form: &Form) -> &'static str {
    form.ages.map_or("older", AgeBand::look)
}

#[derive(Serialize)]
pub(super) struct FormContext<'p> {
    id: &'p str,
    title: &'p str,
    /// The language of the title, if it is not the page's; likewise below.
    title_lang: &'p str,
    audience: &'static str,
    to: &'static str,
    ages: String,
    look: &'static str,
    symbol: &'p str,
    version: &'p str,
    intro_html: String,
    /// The kinds it has that are answered with a drawing, recording or photo.
    media: BTreeSet<&'static str>,
    intro_lang: &'p str,
    sections: Vec<SectionContext<'p>>,
}

#[derive(Serialize)]
struct SectionContext<'p> {
    id: &'p str,
    title: &'p str,
    title_lang: &'p str,
    questions: Vec<QuestionContext<'p>>,
}

#[derive(Serialize)]
struct QuestionContext<'p> {
    id: &'p str,
    kind: &'static str,
    ask: &'p str,
    ask_lang: &'p str,
    hint: &'p str,
    hint_lang: &'p str,
    symbol: &'p str,
    /// Where the recording is, as seen from the page; may be empty.
    audio: String,
    required: bool,
    options: Vec<ChoiceContext<'p>>,
    max_length: u32,
    conditional: bool,
}

#[derive(Serialize)]
struct ChoiceContext<'p> {
    id: &'p str,
    label: &'p str,
    lang: &'p str,
    symbol: &'p str,
}

pub(super) fn form<'p>(
    portal: &'p Portal,
    file: &'p FormFile,
    version: &'p str,
    intro_html: String,
    root: &str,
) -> FormContext<'p> {
    let form = &file.form;
    let recording = |one: &Question| {
        let found = portal.recording(file, one)?;
        Some(format!("{root}{}", found.copy.path))
    };
    let lang = |ids: &[&str], key: &str| -> &'p str {
        file.translated.as_deref().map_or("", |translated| translated.lang(&way(ids, key)))
    };
    let sections = form.sections.iter().map(|section| SectionContext {
        id: &section.id,
        title: &section.title,
        title_lang: lang(&[&section.id], "title"),
        questions: section
            .questions
            .iter()
            .map(|one| question(one, recording(one), &lang))
            .collect(),
    });
    FormContext {
        id: &form.id,
        title: &form.title,
        title_lang: lang(&[], "title"),
        audience: form.audience.name(),
        to: form.to.name(),
        ages: form.ages.map(|ages| ages.to_string()).unwrap_or_default(),
        look: look(form),
        symbol: file.symbol.as_deref().unwrap_or_default(),
        version,
        intro_html,
        media: media_kinds(form),
        intro_lang: lang(&[], "intro"),
        sections: sections.collect(),
    }
}

/// The kinds of question that need a script and styles of their own.
fn media_kinds(form: &Form) -> BTreeSet<&'static str> {
    let kinds = form.questions().map(|question| question.kind);
    kinds.filter(|kind| kind.is_attachment()).map(Kind::name).collect()
}

fn question<'p>(
    question: &'p Question,
    audio: Option<String>,
    lang: &dyn Fn(&[&str], &str) -> &'p str,
) -> QuestionContext<'p> {
    let options = question.options.iter().map(|choice| ChoiceContext {
        id: &choice.id,
        label: &choice.label,
        lang: lang(&[&question.id, &choice.id], "label"),
        symbol: choice.symbol.as_deref().unwrap_or_default(),
    });
    QuestionContext {
        id: &question.id,
        kind: question.kind.name(),
        ask: &question.ask,
        ask_lang: lang(&[&question.id], "ask"),
        hint: question.hint.as_deref().unwrap_or_default(),
        hint_lang: lang(&[&question.id], "hint"),
        symbol: question.symbol.as_deref().unwrap_or_default(),
        audio: audio.unwrap_or_default(),
        required: question.required,
        options: options.collect(),
        max_length: question.max_length.unwrap_or(0),
        conditional: question.show_if.is_some(),
    }
}

/// What the form's script reads from the page.
#[derive(Serialize)]
pub(super) struct FormData<'p> {
    id: &'p str,
    version: &'p str,
    language: &'p str,
    look: &'static str,
    audience: &'static str,
    definition: Outline<'p>,
    letterbox: &'p str,
    /// What the script fetches when it is needed.
    late: BTreeMap<&'static str, LateScript<'p>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    limits: Option<Limits>,
    strings: BTreeMap<&'p str, &'p str>,
}

/// A script or a style that comes when it is wanted.
#[derive(Serialize)]
struct LateScript<'p> {
    src: String,
    integrity: &'p str,
}

pub(super) fn form_data<'p>(
    portal: &'p Portal,
    engine: &'p Engine,
    form: &'p Form,
    version: &'p str,
    root: &str,
) -> FormData<'p> {
    let site = &portal.site.site;
    let late = LATE.iter().filter_map(|(name, file)| {
        let asset = engine.assets.get(*file)?;
        let src = format!("{root}{}", asset.path);
        Some((*name, LateScript { src, integrity: &asset.integrity }))
    });
    let has_media = !media_kinds(form).is_empty();
    let strings = engine.strings.for_script().iter();
    let strings = strings.filter(|(id, _)| has_media || !id.starts_with("js-media-"));
    FormData {
        id: &form.id,
        version,
        language: engine.base.lang(),
        look: look(form),
        audience: form.audience.name(),
        definition: Outline::of(form),
        letterbox: &site.letterbox,
        late: late.collect(),
        limits: has_media.then_some(LIMITS),
        strings: strings.map(|(id, text)| (id.as_str(), text.as_str())).collect(),
    }
}
