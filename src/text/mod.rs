//! Text from outside made inert, and texts compared.
//!
//! Nothing in an inert text acts on a terminal, or on the order in which a person reads it. One list of characters, in
//! [`nature`], serves screens, messages, files and the base. Screens show a sign in place of what acts ([`inert`],
//! [`inert_lines`]), messages its number ([`quoted`], [`escaped`]); what is stored, and what is exported, goes without it
//! ([`cleaned`], [`cleaned_lines`]); what a spreadsheet would run stays text ([`neutral`]). Terminals whose locale is
//! not UTF-8 are written to in ASCII ([`ascii`]).
//!
//! Texts are compared folded ([`fold`], [`fold_name`]), and a name that is not known is answered by the one
//! [`nearest`] to it.

mod ascii;
mod cleaned;
mod enumerated;
mod fold;
mod inert;
mod nature;
mod nearest;
mod neutral;
mod quoted;
mod sequences;

pub use ascii::{ascii, ascii_symbol, locale, speaks_utf8};
pub use cleaned::{cleaned, cleaned_lines};
pub use enumerated::enumerated;
pub use fold::{clip, fold, fold_identifier, fold_into, fold_name, fold_with_sources};
pub use inert::{inert, inert_lines};
pub use nature::{Nature, is_plain, nature, natures};
pub use nearest::{nearest, nearest_folded};
pub use neutral::{neutral, restored};
pub use quoted::{QUOTED, escaped, escaped_lines, quoted, quoted_apart, quoted_long, shell_word};
