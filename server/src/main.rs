//! Command line of Kairan.

use std::process::ExitCode;

/// Rendering a page is thousands of small allocations, at which this one is faster than the C library.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    server::cli::main()
}
