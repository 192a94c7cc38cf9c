//! `preau servir`: one base for several operators, and its log.

use std::panic;
use std::thread;

use tracing::error;
use tracing::level_filters::LevelFilter;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::fmt;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

use super::out;
use crate::catch_panic;
use crate::cli::args::{Common, Servir};
use crate::cli::failure::Failure;
use crate::cli::open;
use crate::cli::terminal::Messages;
use crate::text::escaped_lines;

/// Serves until a signal ends it; or makes the base, and ends.
pub(super) fn run(common: &Common, args: &Servir) -> Result<u8, Failure> {
    if args.creer {
        let base = open::create_for_service(common)?;
        let made = format!("{}\u{a0}: base créée, vide", base.display());
        out::unless_closed(out::line(&escaped_lines(&made)))?;
        return Ok(0);
    }
    log(args.detail);
    log_panics();
    open::serve(common, args.mesures.as_deref())?;
    Ok(0)
}

/// Writes the log to standard error, a line an event.
fn log(detail: bool) {
    let level = if detail {
        LevelFilter::DEBUG
    } else {
        LevelFilter::INFO
    };
    let lines = fmt::layer()
        .with_writer(|| Messages)
        .with_ansi(false)
        .with_target(false);
    tracing_subscriber::registry()
        .with(Targets::new().with_target("preau", level))
        .with(lines)
        .init();
}

/// Writes where a panic was, and not what it says: that may be of the base. One that a frame caused is told as its
/// connection ends.
fn log_panics() {
    panic::set_hook(Box::new(|panic| {
        let of_base = thread::current().name() == Some("preau-base");
        if of_base || !catch_panic::is_inside() {
            let place = panic.location().map(ToString::to_string).unwrap_or_default();
            error!(place, "erreur interne");
        }
    }));
}
