//! What is being done, on a terminal, while it lasts.

use std::borrow::Cow;
use std::io;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use crate::cli::terminal::text_for;

/// What turns before a step in ASCII, and what stands there once it is done.
const PLAIN: &str = "-\\|/ ";

/// A step under way; its line goes when it is dropped. Nothing is shown where standard error is no terminal.
pub(super) struct Step(ProgressBar);

impl Drop for Step {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}

/// Shows a step, in French, with the time it has taken.
pub(super) fn step(name: &'static str) -> Step {
    let shown = text_for(&io::stderr(), name);
    let plain = matches!(shown, Cow::Owned(_));
    let bar = ProgressBar::new_spinner().with_message(shown);
    if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} ({elapsed})") {
        bar.set_style(if plain { style.tick_chars(PLAIN) } else { style });
    }
    bar.enable_steady_tick(Duration::from_millis(100));
    Step(bar)
}
