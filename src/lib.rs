//! My Review: children in care, heard before every review.

pub mod age_header;
pub mod form;

#[cfg(feature = "courier")]
pub mod courier;
#[cfg(feature = "courier")]
pub mod inbox;
#[cfg(feature = "letterbox")]
pub mod letterbox;
#[cfg(feature = "courier")]
pub mod seal;
