//! The response, as it is inside the age file.

use super::definition::named;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use std::fmt;
use thiserror::Error;

/// The only format this version writes and reads.
pub const RESPONSE_FORMAT: &str = "my-review/response/1";

/// What a child, or someone who helps, sent.
///
/// Anybody can seal anything to a public recipient: nothing in here is true
/// because it is in here.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Response {
    /// [`RESPONSE_FORMAT`].
    pub format: String,
    /// Made once for each filled-in form (UUID version 7, RFC 9562).
    pub id: uuid::Uuid,
    /// The form's id.
    pub form: String,
    /// The version of the form's definition that was on the screen.
    pub form_version: String,
    /// The language that was on the screen, as a BCP 47 tag.
    pub language: String,
    /// The token of the link that was used, as it came.
    #[serde(default)]
    pub invitation: Option<String>,
    /// Who the child is, asked only when there is no invitation.
    #[serde(default)]
    pub about: Option<About>,
    /// Who held the device.
    pub filled_in_by: FilledInBy,
    /// When it was sent, by the device's clock, which may be wrong.
    pub sent_at: jiff::Timestamp,
    /// The answers, in the order of the form.
    pub answers: Vec<Answer>,
    /// Drawings, recordings and photographs.
    #[serde(default)]
    pub attachments: Vec<Attachment>,
}

/// Who the child is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// The full name.
    pub name: String,
    /// The date of birth, if it was given.
    #[serde(default)]
    pub date_of_birth: Option<jiff::civil::Date>,
    /// The IRO's name, if it is known to who fills it in.
    #[serde(default)]
    pub iro: Option<String>,
}

/// Who filled the form in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FilledInBy {
    /// The child, or someone who helped.
    pub who: WhoFilledIn,
    /// The helper, if there was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub helper: Option<Helper>,
}

/// Someone who helped.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Helper {
    /// What they are to the child.
    pub role: HelperRole,
    /// Their name, as they wrote it.
    #[serde(default)]
    pub name: String,
}

named! {
    /// Who held the device.
    WhoFilledIn {
        /// The child.
        Child = "child",
        /// Someone who helped.
        Helper = "helper",
    }
}

named! {
    /// What a helper is to the child.
    HelperRole {
        /// A foster carer, residential worker or kinship carer.
        Carer = "carer",
        /// The child's social worker.
        SocialWorker = "social-worker",
        /// A Children's Rights Officer.
        ChildrensRightsOfficer = "childrens-rights-officer",
        /// An advocate.
        Advocate = "advocate",
        /// A parent.
        Parent = "parent",
        /// An interpreter.
        Interpreter = "interpreter",
        /// Anyone else.
        Other = "other",
    }
}

named! {
    /// Whose words an answer is in.
    WhoseWords {
        /// The child's own.
        Own = "own",
        /// The child said it, someone else wrote it.
        WrittenForMe = "written-for-me",
        /// The helper's view.
        Helper = "helper",
    }
}

/// One answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    /// The question's id.
    pub question: String,
    /// The value; [`super::check_value`] says whether it fits the question.
    pub value: Json,
    /// Whose words.
    pub words: WhoseWords,
    /// Whether the child wants only the IRO to read it.
    #[serde(default)]
    pub only_my_iro: bool,
}

/// A drawing, a recording or a photograph.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// Unique within the response.
    pub id: String,
    /// The question it answers.
    pub question: String,
    /// What it says it is; never believed.
    pub media_type: String,
    /// The content, in padded standard base64 (RFC 4648, section 4).
    pub bytes: String,
}

/// Shows no content.
impl fmt::Debug for Attachment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Attachment").field("id", &self.id).finish_non_exhaustive()
    }
}

/// Why the opened bytes are not a response. Holds no part of them.
#[derive(Debug, Error)]
pub enum ResponseError {
    /// Not JSON of the right shape. The column and line only: the parser's own
    /// message can quote what the child wrote.
    #[error("it is not a response: line {line}, column {column} of the opened text does not fit")]
    Shape {
        /// From 1.
        line: usize,
        /// From 1.
        column: usize,
    },
    /// Another format.
    #[error("it is in a format that this version cannot read")]
    Format,
}

impl Response {
    /// Reads the opened bytes; spaces at the end are padding.
    ///
    /// # Errors
    /// When they are not a response of a format this version knows.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ResponseError> {
        let response: Self = serde_json::from_slice(bytes)
            .map_err(|error| ResponseError::Shape { line: error.line(), column: error.column() })?;
        if response.format == RESPONSE_FORMAT { Ok(response) } else { Err(ResponseError::Format) }
    }
}
