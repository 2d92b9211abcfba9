//! A letter for an IRO who wants it sealed to a key of their own: the whole
//! message becomes a sealed file, and a note without content carries it.

use super::Courier;
use super::error::{CannotRun, Result};
use super::ledger::{Delivery, Kind};
use super::letter::{File, Rendered};
use crate::seal;
use serde::Serialize;

/// What sealing and encoding once more make of a byte, as a fraction: base64
/// with its line ends takes 1.37, padding up to 1.12 of that.
const ROOM: (u64, u64) = (3, 5);

#[derive(Serialize)]
struct Note {
    title: String,
    paragraphs: Vec<String>,
}

/// The key to which a message is sealed, if it is.
pub(super) fn key_for<'c>(courier: &'c Courier, message: &Delivery) -> Option<&'c str> {
    if message.kind != Kind::Response {
        return None;
    }
    let iro = courier.people.iros.get(&message.recipient)?;
    // Forms to the manager go by that name, which may be an IRO's id as well.
    iro.recipient.as_deref().filter(|_| iro.email.to_string() == message.address)
}

/// How large a message may be so that it still fits when it is sealed.
pub(super) fn room(limit: u64) -> u64 {
    limit / ROOM.1 * ROOM.0
}

/// A note without content, and a message as a sealed file for it to carry.
pub(super) fn seal_message(
    courier: &Courier,
    message: &Delivery,
    title: &str,
    content: &[u8],
    key: &str,
) -> Result<(Rendered, File)> {
    let sealed = seal::seal(content, &[key.to_owned()])
        .map_err(|error| CannotRun::letter(format!("it cannot be sealed to its IRO: {error}")))?;
    let mut paragraphs = Vec::new();
    if message.maybe_sent {
        paragraphs.push("You may have had this already.".to_owned());
    }
    paragraphs.push(
        "The letter is in the attached file, sealed to your own key. Nothing of it is in this message.".to_owned(),
    );
    paragraphs.push(
        "To read it, save the file and run: age -d -i YOUR-KEY letter.eml.age > letter.eml. Then open letter.eml in your mail program, and delete it afterwards.".to_owned(),
    );
    let note = Note { title: title.to_owned(), paragraphs };
    let file = File {
        name: "letter.eml.age".to_owned(),
        media_type: "application/octet-stream",
        content: sealed,
        only_my_iro: false,
        note: None,
        id: String::new(),
    };
    Ok((courier.templates.both("plain", &note)?, file))
}
