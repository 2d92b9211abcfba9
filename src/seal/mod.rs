//! Sealing and opening, in the age format (<https://c2sp.org/age>).
//!
//! The browser seals; only the courier opens. [`seal()`] is here for the demo
//! and the tests, which have no browser.

mod identity;
mod open;
mod padding;
mod passphrase;

pub use identity::{Identities, IdentityError, NewIdentity, lock_identity};
pub use open::{MAX_OPENED, OpenError, SealError, open, seal};
pub use padding::{pad, padded_length};
pub use passphrase::{PassphraseError, ask_new_passphrase, find_passphrases};
