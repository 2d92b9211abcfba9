//! The courier from outside: the real program, temporary folders, and a mail
//! server that can fail at every stage.

#![allow(clippy::expect_used, reason = "a test that cannot go on has failed")]

mod commands;
mod delivery;
mod held;
mod hostile;
mod letters;
mod library;
mod mail;
mod office;
mod sink;
mod trouble;
