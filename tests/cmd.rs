//! Sessions at the command line, with the exact text of every message.
//!
//! `TRYCMD=overwrite cargo test --test cmd` writes what the commands say now;
//! read the difference before it is committed.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

#[test]
fn sessions() {
    trycmd::TestCases::new().case("tests/cmd/*.md");
}
