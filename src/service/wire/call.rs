//! The calls as they go over the wire. None of them says who asks: the service knows that from the kernel.

use serde::{Deserialize, Serialize};

use crate::service::calls::calls;
use crate::service::calls::prelude::*;

/// An argument as it is kept.
macro_rules! owned {
    (&[$each:ty]) => { Vec<$each> };
    (&str) => { String };
    (&$whole:ty) => { $whole };
    ($copied:ty) => { $copied };
}

macro_rules! call {
    (desk { $($desk:tt)* } service { $($service:tt)* }) => { call! { $($desk)* $($service)* } };
    ($(
        $(#[$doc:meta])* $way:ident $name:ident($($arg:ident: $(&$lent:tt)? $($kept:ident)?),*) -> $answer:ty
        $(, within $bound:ident($($bounded:expr),*))? $(, by $rights:expr)?;
    )*) => {
        /// A call: its name in JSON is that of the table.
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[allow(non_camel_case_types, missing_docs, reason = "a call has one name")]
        pub enum Call {
            $($(#[$doc])* $name { $($arg: owned!($(&$lent)? $($kept)?)),* }),*
        }

        impl Call {
            /// Its name in the log.
            pub fn verb(&self) -> &'static str {
                if let Self::extract { what } = self {
                    return what.verb();
                }
                match self {
                    $(Self::$name { .. } => stringify!($name)),*
                }
            }

            /// True where the log has a line of it whatever its detail: it changes the base, or takes all of it out.
            pub fn is_noted(&self) -> bool {
                if let Self::extract { what } = self {
                    return what.is_whole();
                }
                match self {
                    $(Self::$name { .. } => matches!(stringify!($way), "order" | "written")),*
                }
            }
        }
    };
}

calls!(call);
