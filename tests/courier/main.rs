//! The courier from outside: the real program, temporary folders, and a mail
//! server that can fail at every stage.

#![allow(clippy::expect_used, reason = "a test that cannot go on has failed")]

mod commands;
mod csv;
mod delivery;
mod faults;
mod golden;
mod held;
mod hostile;
mod hostile_files;
mod invitations;
mod killed;
mod letters;
mod library;
mod mail;
mod many;
mod office;
mod paper;
mod reports;
mod sealed;
mod sink;
mod stream;
mod survey;
mod tls;
mod trouble;
mod upkeep;
