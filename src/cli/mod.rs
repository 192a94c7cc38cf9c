//! The command line: arguments in, exit status out.

mod api;
mod args;
mod ask;
mod calendar;
mod clock;
mod completion;
mod exports;
mod failure;
mod manual;
mod models;
mod names;
mod open;
mod operator;
mod run;
mod terminal;
mod usage;

use std::borrow::Cow;
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
use terminal::Messages;

use crate::text::escaped_lines;

/// Runs the program on the process's arguments and returns its exit status.
///
/// 0 done; 1 understood and refused (a blocked school, a rejected row, a damaged base); 2 an error.
pub fn run() -> ExitCode {
    hear_of_long_files();
    let args: Vec<OsString> = env::args_os().collect();
    if let Some(answered) = completion::answer(&args) {
        return finish(answered);
    }
    let status = match Cli::try_parse_from(&args) {
        Ok(cli) => finish(run::dispatch(&cli)),
        Err(error) if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) => {
            help(&error);
            ExitCode::SUCCESS
        }
        Err(error) => finish(Err(Failure::new(usage::explain(&error, &args)))),
    };
    if let Some(advice) = terminal::advice() {
        let _ = writeln!(io::stderr(), "{advice}");
    }
    status
}

/// Prints a page of help, styled where every letter of it can be shown.
fn help(error: &clap::Error) {
    let page = error.to_string();
    let _ = match terminal::text_for(&io::stdout(), &page) {
        Cow::Borrowed(_) => error.print(),
        Cow::Owned(page) => io::stdout().write_all(page.as_bytes()),
    };
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
            let said = format!("preau\u{a0}: {}\n", escaped_lines(&failure.to_string()));
            let _ = Messages.write_all(said.as_bytes());
            ExitCode::from(failure.status())
        }
    }
}
