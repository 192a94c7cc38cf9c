//! The columns that an importer wants.

/// Declares the columns of a file, and `COLUMNS`, all of them in the order of its model.
macro_rules! columns {
    ($($name:ident = $column:expr;)+) => {
        $(pub(super) const $name: crate::exchange::table::Column = $column;)+

        /// The columns of the file, in the order of its model.
        pub(super) const COLUMNS: &[crate::exchange::table::Column] = &[$($name),+];
    };
}

pub(in crate::exchange) use columns;

/// A column that an importer wants, known by its name or by one of its aliases.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// The name that the documents give it.
    pub name: &'static str,
    /// Other names, used when the file has not the first.
    pub aliases: &'static [&'static str],
    /// Whether a file without it is refused.
    pub required: bool,
    /// What the model of the table has in it.
    pub example: &'static str,
    /// The fields of the record that it may give the day of, as the stored form names them.
    pub day_of: &'static [&'static str],
}

impl Column {
    /// Makes a column that every file must have.
    pub const fn required(name: &'static str) -> Self {
        Self {
            name,
            aliases: &[],
            required: true,
            example: "",
            day_of: &[],
        }
    }

    /// Makes a column that a file may lack.
    pub const fn optional(name: &'static str) -> Self {
        Self {
            required: false,
            ..Self::required(name)
        }
    }

    /// Gives the cell of the model.
    pub const fn like(self, example: &'static str) -> Self {
        Self { example, ..self }
    }

    /// Says of which fields it may give the day.
    pub const fn day_of(self, paths: &'static [&'static str]) -> Self {
        Self {
            day_of: paths,
            ..self
        }
    }

    /// Adds the names that other files use.
    pub const fn or(self, aliases: &'static [&'static str]) -> Self {
        Self { aliases, ..self }
    }
}
