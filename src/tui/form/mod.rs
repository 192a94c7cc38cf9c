//! The forms of records: tables of fields, from which follow what is shown, what is understood, and what is wrong.

mod command;
mod make;
pub mod spec;
mod stored;
mod table;
mod text;
mod values;

pub use command::{command, end_of, whole_of};
pub use make::{Fault, make};
pub use table::{FormKind, Table};
pub use values::{At, Cell, Texts, Values};
