//! The build tool: a folder becomes an accessible static site.

use clap::Parser;
use my_review::tool::Arguments;
use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(Arguments::parse().run().code())
}
