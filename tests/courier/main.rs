//! The courier from outside: the real program, temporary folders, and a mail
//! server that can fail at every stage.

mod commands;
mod delivery;
mod held;
mod letters;
mod mail;
mod office;
mod sink;
mod trouble;
