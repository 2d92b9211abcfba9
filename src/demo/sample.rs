//! A filled-in form, as a child might send it, for forms that are not known in
//! advance.

use crate::form::{
    About, Answer, Attachment, FilledInBy, Form, Kind, Media, NOT_SURE, Question, RESPONSE_FORMAT,
    Response, WhoFilledIn, WhoseWords, shown_questions,
};
use data_encoding::BASE64;
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;

/// Whose answers they are: those of somebody with a link, or of somebody who
/// says who they are.
pub(super) enum By {
    /// The token of the link.
    Invitation(String),
    /// Name and date of birth.
    Name(About),
}

/// Answers to every question that is shown, none of them alarming where the
/// form leaves a choice. Where a recording may be either, `film` makes it a film.
pub(super) fn response(form: &Form, version: &str, by: By, film: bool) -> Response {
    let mut values: BTreeMap<String, Json> = BTreeMap::new();
    let mut answers = Vec::new();
    let mut attachments = Vec::new();
    for question in form.questions() {
        if !shown_questions(form, &values).contains(question.id.as_str()) {
            continue;
        }
        let given = match given(question, film) {
            Some((media_type, bytes)) => {
                let id = format!("a{}", attachments.len() + 1);
                attachments.push(Attachment {
                    id: id.clone(),
                    question: question.id.clone(),
                    media_type: media_type.to_owned(),
                    bytes: BASE64.encode(bytes),
                });
                Some(json!([id]))
            }
            None => value(question),
        };
        let Some(value) = given else { continue };
        values.insert(question.id.clone(), value.clone());
        answers.push(Answer {
            question: question.id.clone(),
            value,
            words: WhoseWords::Own,
            only_my_iro: false,
        });
    }
    let (invitation, about) = match by {
        By::Invitation(token) => (Some(token), None),
        By::Name(about) => (None, Some(about)),
    };
    Response {
        format: RESPONSE_FORMAT.to_owned(),
        id: uuid::Uuid::now_v7(),
        form: form.id.clone(),
        form_version: version.to_owned(),
        language: "en".to_owned(),
        invitation,
        about,
        filled_in_by: FilledInBy { who: WhoFilledIn::Child, helper: None },
        sent_at: jiff::Timestamp::now(),
        answers,
        attachments,
    }
}

/// What is drawn, said or photographed, with its type: made for the demo, as a
/// browser makes it.
fn given(question: &Question, film: bool) -> Option<(&'static str, &'static [u8])> {
    match question.kind {
        Kind::Drawing => Some(("image/png", include_bytes!("samples/drawing.png"))),
        Kind::Photo => Some(("image/jpeg", include_bytes!("samples/photo.jpg"))),
        Kind::Recording => {
            let film = match question.media {
                Some(Media::Video) => true,
                Some(Media::Voice) => false,
                _ => film,
            };
            Some(if film {
                ("video/webm", include_bytes!("samples/video.webm"))
            } else {
                ("audio/webm", include_bytes!("samples/voice.webm"))
            })
        }
        _ => None,
    }
}

fn value(question: &Question) -> Option<Json> {
    let ids: Vec<&str> = question
        .options
        .iter()
        .map(|choice| choice.id.as_str())
        .filter(|id| !question.alert.iter().any(|alert| alert == id))
        .collect();
    let value = match question.kind {
        Kind::ShortText | Kind::LongText => words(question),
        Kind::YesNo => {
            let calm = |answer: &&str| !question.alert.iter().any(|alert| alert == answer);
            json!(["yes", "no"].into_iter().find(calm).unwrap_or(NOT_SURE))
        }
        Kind::ChooseOne => json!(ids.first()?),
        // A middling answer opens the question that asks for more.
        Kind::Scale => json!(ids.get(ids.len() / 2)?),
        Kind::ChooseMany => json!(ids.iter().take(2).collect::<Vec<_>>()),
        Kind::Rank => json!(ids.iter().rev().collect::<Vec<_>>()),
        Kind::NumberScale => json!(7),
        Kind::Date => json!("2026-12-04"),
        Kind::People => json!([
            { "name": "Nana Jo", "role": "my nan", "wanted": true },
            { "name": "Mr Penrose", "role": "head teacher", "wanted": false },
        ]),
        Kind::Words => {
            let words = ids.iter().map(|id| ((*id).to_owned(), json!(format!("my word for {id}"))));
            Json::Object(words.collect())
        }
        Kind::Expectations => {
            let marks = ["yes", NOT_SURE, "no"].into_iter().cycle();
            Json::Object(
                ids.iter().zip(marks).map(|(id, mark)| ((*id).to_owned(), json!(mark))).collect(),
            )
        }
        Kind::Drawing | Kind::Recording | Kind::Photo => return None,
    };
    Some(value)
}

fn words(question: &Question) -> Json {
    let text = match question.kind {
        Kind::ShortText => "Robin, please",
        _ => "I like it when we all eat together.\nI would like my own shelf in the kitchen.",
    };
    let longest = question.max_length.map_or(usize::MAX, |length| length as usize);
    json!(text.chars().take(longest).collect::<String>())
}
