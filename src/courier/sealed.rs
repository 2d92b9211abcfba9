//! A letter for an IRO who wants it sealed to a key of their own: the whole
//! message becomes a sealed file, and a note without content carries it.

use super::error::{CannotRun, Result};
use super::ledger::{Delivery, Kind};
use super::letter::{Block, File, Plain, Rendered};
use super::write::Desk;
use crate::seal;

/// What sealing and encoding once more make of a byte, as a fraction: base64
/// with its line ends takes 1.37, padding up to 1.12 of that.
const ROOM: (u64, u64) = (3, 5);

/// The key to which a message is sealed, if it is.
pub(super) fn key_for<'d>(desk: &'d Desk, message: &Delivery) -> Option<&'d str> {
    if message.kind != Kind::Response {
        return None;
    }
    let iro = desk.people.iros.get(&message.recipient)?;
    // Forms to the manager go by that name, which may be an IRO's id as well.
    iro.recipient.as_deref().filter(|_| iro.email.to_string() == message.address)
}

/// How large a message may be so that it still fits when it is sealed.
pub(super) fn room(limit: u64) -> u64 {
    limit / ROOM.1 * ROOM.0
}

/// A note without content, and a message as a sealed file for it to carry.
pub(super) fn seal_message(
    desk: &Desk,
    message: &Delivery,
    title: &str,
    content: &[u8],
    key: &str,
) -> Result<(Rendered, File)> {
    let sealed = seal::seal(content, &[key.to_owned()])
        .map_err(|error| CannotRun::letter(format!("it cannot be sealed to its IRO: {error}")))?;
    let mut blocks = Vec::new();
    if message.maybe_sent {
        blocks.push(Block::said("You may have had this already."));
    }
    blocks.push(Block::said(
        "The letter is in the attached file, sealed to your own key. Nothing of it is in this message.",
    ));
    blocks.push(Block::command(
        "To read it, save the file and run:",
        "age -d -i YOUR-KEY letter.eml.age > letter.eml",
    ));
    blocks
        .push(Block::said("Then open letter.eml in your mail program, and delete it afterwards."));
    let note = Plain { title: title.to_owned(), blocks };
    let file = File {
        name: "letter.eml.age".to_owned(),
        media_type: "application/octet-stream",
        content: sealed,
        only_my_iro: false,
        note: None,
        id: String::new(),
    };
    Ok((desk.templates.both("plain", &note)?, file))
}
