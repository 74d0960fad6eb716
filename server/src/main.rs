//! Command line of Kairan.

use std::process::ExitCode;

fn main() -> ExitCode {
    server::cli::main()
}
