//! My Review: children in care, heard before every review.
//!
//! There are two ways through the house.
//!
//! **The site's** (`my-review build`):
//! [`portal::load`] reads a folder into a [`portal::Portal`],
//! [`check::check`] finds what is wrong in it,
//! [`site::outputs`] names the files it becomes, and
//! [`site::write`] renders them and puts them on the disk, whole or not at all.
//! What is wrong anywhere is a [`problem::Problem`].
//!
//! **The mail's**: the letterbox receives sealed responses
//! ([`letterbox`]) into an inbox ([`inbox`]); the courier
//! ([`courier`]) opens them ([`seal`]), finds out whose they are, writes the
//! letter, sends it, and records that.
//!
//! Both read the form language: [`form`].

pub mod age_header;
pub mod form;
pub mod letters;

#[cfg(feature = "site")]
pub mod check;
#[cfg(feature = "courier")]
pub mod courier;
#[cfg(feature = "tool")]
pub mod demo;
#[cfg(feature = "hybrid")]
pub mod hybrid;
#[cfg(feature = "courier")]
pub mod inbox;
#[cfg(feature = "letterbox")]
pub mod letterbox;
#[cfg(all(feature = "object-store", any(feature = "letterbox", feature = "courier")))]
mod objects;
#[cfg(feature = "site")]
pub mod portal;
#[cfg(feature = "tool")]
pub mod preview;
#[cfg(feature = "site")]
pub mod problem;
#[cfg(feature = "courier")]
pub mod seal;
#[cfg(feature = "tool")]
mod serve;
#[cfg(feature = "site")]
pub mod site;
#[cfg(feature = "tool")]
pub mod starter;
#[cfg(feature = "tool")]
pub mod tool;
#[cfg(feature = "tool")]
pub mod verify;
