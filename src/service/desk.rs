//! All that screens and commands may ask.

use std::fs::File;
use std::io::Write;

use super::calls::calls;
use super::calls::prelude::*;
use super::{Operator, Planned, Watch};
use crate::domain::command::ImportKind;
use crate::domain::document::DocumentId;
use crate::exchange::source::Source;

/// A call of the table, as a method.
macro_rules! method {
    (order $(#[$doc:meta])* $name:ident($($arg:ident: $ty:ty),*) -> $answer:ty) => {
        $(#[$doc])*
        fn $name(&mut self, $($arg: $ty),*) -> Result<$answer, DeskError>;
    };
    ($way:ident $(#[$doc:meta])* $name:ident($($arg:ident: $ty:ty),*) -> $answer:ty) => {
        $(#[$doc])*
        fn $name(&self, $($arg: $ty),*) -> Result<$answer, DeskError>;
    };
}

macro_rules! desk {
    (
        desk { $(
            $(#[$doc:meta])* $way:ident $name:ident($($arg:ident: $(&$lent:tt)? $($kept:ident)?),*) -> $answer:ty
            $(, within $bound:ident($($bounded:expr),*))? $(, by $rights:expr)?;
        )* }
        service { $($service:tt)* }
    ) => {
        /// All that screens and commands may ask. The same calls serve in process and over the socket.
        pub trait Desk: Send {
            $(method! { $way $(#[$doc])* $name($($arg: $(&$lent)? $($kept)?),*) -> $answer })*

            /// For whom this desk answers, and what they may do.
            fn operator(&self) -> Result<Operator, DeskError>;

            /// Attaches a document ([`Command::Attach`], alone or among the commands of the order) whose bytes are in a file. They are kept before the order is
            /// carried out, and what is recorded of them is what is read of them where they are kept.
            ///
            /// # Errors
            ///
            /// [`DeskError::TurnedAway`] where they are no document, or not those that the order names.
            ///
            /// [`Command::Attach`]: crate::domain::command::Command::Attach
            fn attach(&mut self, order: &Order, file: &File) -> Result<Receipt, DeskError>;

            /// Reads a file against the base: the plan to show. Nothing is written.
            ///
            /// # Errors
            ///
            /// [`DeskError::TurnedAway`] where it cannot be read as one of its kind.
            fn plan(&mut self, kind: ImportKind, source: &Source, detail: Detail) -> Result<Planned, DeskError>;

            /// Carries out the plan made last, under the number of an order, with the moves of stage that it proposes or
            /// without, as the order says.
            fn import(&mut self, order: &Order) -> Result<Receipt, DeskError>;

            /// Writes the bytes of a document that is recorded. Where it fails, what was written is worth nothing.
            fn document(&self, id: DocumentId, out: &mut dyn Write) -> Result<(), DeskError>;

            /// A second handle that hears what others do; none where nobody else can change the base.
            fn watch(&self) -> Option<Box<dyn Watch>> {
                None
            }
        }
    };
}

calls!(desk);
