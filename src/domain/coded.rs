//! Enums whose values have a code and a French name: one line a value.

/// Declares an enum whose every line is a value, its code, its French name. Behind `stored`, the code is the stored form.
macro_rules! coded {
    (
        $(#[$attribute:meta])*
        stored enum $name:ident {
            $($(#[$of:meta])* $value:ident $code:literal, $label:expr;)+
        }
    ) => {
        $crate::domain::coded::coded! {
            $(#[$attribute])*
            #[derive(serde::Serialize, serde::Deserialize)]
            enum $name {
                $($(#[$of])* #[serde(rename = $code)] $value $code, $label;)+
            }
        }
    };
    (
        $(#[$attribute:meta])*
        enum $name:ident {
            $($(#[$of:meta])* $value:ident $code:expr, $label:expr;)+
        }
    ) => {
        $(#[$attribute])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$of])* $value),+
        }

        impl $name {
            /// Each value, in order.
            pub const ALL: [Self; [$($name::$value),+].len()] = [$(Self::$value),+];

            /// The code and the French name of each, in order.
            pub const CHOICES: &'static [(&'static str, &'static str)] = &[$(($code, $label)),+];

            /// The code, in files, filters and keys.
            pub fn code(self) -> &'static str {
                match self {
                    $(Self::$value => $code),+
                }
            }

            /// The French name.
            pub fn label(self) -> &'static str {
                match self {
                    $(Self::$value => $label),+
                }
            }

            /// The value of a code.
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|value| value.code() == code)
            }
        }
    };
}

pub(crate) use coded;
