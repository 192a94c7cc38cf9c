//! Text from outside, made inert: nothing in it acts on a terminal, or on the order in which a person reads it.
//!
//! One list of characters, in [`nature`], serves screens, messages, files and the base. Screens show a sign in place of
//! what acts ([`inert`]), messages its number ([`quoted`], [`escaped`]); what is stored, and what is exported, goes
//! without it ([`cleaned`], [`cleaned_lines`]); what a spreadsheet would run stays text ([`neutral`]). Terminals whose locale is not UTF-8 are written to in ASCII ([`ascii`]).

mod ascii;
mod cleaned;
mod inert;
mod nature;
mod neutral;
mod quoted;
mod sequences;

pub use ascii::{ascii, ascii_symbol, locale, speaks_utf8};
pub use cleaned::{cleaned, cleaned_lines};
pub use inert::inert;
pub use nature::{Nature, is_plain, nature, natures};
pub use neutral::{neutral, restored};
pub use quoted::{QUOTED, escaped, escaped_lines, quoted, quoted_long, shell_word};
