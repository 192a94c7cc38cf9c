//! All that screens and commands may ask.

use super::calls::calls;
use super::calls::prelude::*;
use super::{Operator, Watch};

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

            /// A second handle that hears what others do; none where nobody else can change the base.
            fn watch(&self) -> Option<Box<dyn Watch>> {
                None
            }
        }
    };
}

calls!(desk);
