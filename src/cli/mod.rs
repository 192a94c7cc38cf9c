//! The command line: arguments in, exit status out.

mod args;
mod clock;
mod failure;
mod open;
mod operator;
mod run;
mod usage;

use std::env;
use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;
use std::sync::Arc;

use clap::Parser;
use clap::error::ErrorKind;
use signal_hook::consts::signal::SIGXFSZ;

use args::Cli;
use failure::Failure;

use crate::text::escaped_lines;

/// Runs the program on the process's arguments and returns its exit status.
///
/// 0 done; 1 understood and refused (a blocked school, a rejected row, a damaged base); 2 an error.
pub fn run() -> ExitCode {
    hear_of_long_files();
    let args: Vec<OsString> = env::args_os().collect();
    match Cli::try_parse_from(&args) {
        Ok(cli) => finish(run::dispatch(&cli)),
        Err(error) if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) => {
            let _ = error.print();
            ExitCode::SUCCESS
        }
        Err(error) => finish(Err(Failure::new(usage::explain(&error, &args)))),
    }
}

/// Has a limit on the length of files (`ulimit -f`) answered as a full disk is, rather than by the signal that kills.
///
/// Where the signal cannot be taken, the program ends as it would have.
fn hear_of_long_files() {
    let _ = signal_hook::flag::register(SIGXFSZ, Arc::default());
}

fn finish(outcome: Result<u8, Failure>) -> ExitCode {
    match outcome {
        Ok(status) => ExitCode::from(status),
        Err(failure) if failure.is_silent() => ExitCode::SUCCESS,
        Err(failure) => {
            // Names and values of the base and of files are in it. Where nobody reads, the status says it all.
            let _ = writeln!(
                io::stderr(),
                "preau\u{a0}: {}",
                escaped_lines(&failure.to_string())
            );
            ExitCode::from(failure.status())
        }
    }
}
