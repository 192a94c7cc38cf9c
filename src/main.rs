//! The thin binary: arguments in, exit status out.

use std::process::ExitCode;

/// Gives back to the system what is free, which the C library keeps.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    preau::cli::run()
}
