//! The form language: what a form asks, when a question is shown, which values
//! answer it, and the response that travels sealed.
//!
//! Both ways through the house use this module: the build tool turns a
//! [`Form`] into a page, the courier reads a [`Response`] against the copy of
//! the form in its own [`Catalogue`].

mod catalogue;
mod condition;
mod definition;
mod limits;
mod response;
mod token;
mod value;

pub use catalogue::{CATALOGUE_FORMAT, Catalogue, CatalogueError, VersionedForm, form_version};
pub use condition::{Condition, Test, shown_questions};
pub(crate) use definition::named;
pub use definition::{
    AgeBand, Audience, Choice, Destination, Form, Kind, Media, NOT_SURE, Question, Section,
};
pub use limits::{LIMITS, Limits};
pub use response::{
    About, Answer, Attachment, FilledInBy, Helper, HelperRole, RESPONSE_FORMAT, Response,
    ResponseError, WhoFilledIn, WhoseWords,
};
pub use token::{Token, TokenError, receipt};
pub use value::{Value, ValueError, check_value};
