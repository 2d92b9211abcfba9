//! The private courier: opens sealed responses and e-mails them to the IRO.

fn main() -> std::process::ExitCode {
    my_review::courier::cli::main(std::env::args_os())
}
