//! What a cell says of a field that the base may know already.

/// What a cell says of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said<T> {
    Value(T),
    /// Nothing: the cell is empty, and empties the field.
    Empty,
    /// The file has no such column: what the base knows stays.
    Absent,
    /// The cell cannot be read: it says nothing, and what the base knows stays.
    Unreadable,
}

impl<T> Said<T> {
    /// Returns the value of the cell alone.
    pub fn value(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Empty | Self::Absent | Self::Unreadable => None,
        }
    }

    /// Returns what the field is after the file, where the base knows `known`.
    pub fn over(self, known: Option<T>) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Empty => None,
            Self::Absent | Self::Unreadable => known,
        }
    }

    /// Returns what the field is after the file, where the base knows `known` and an empty cell means the usual value.
    pub fn over_value(self, known: T) -> T
    where
        T: Default,
    {
        self.over(Some(known)).unwrap_or_default()
    }

    /// Changes the value.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Said<U> {
        match self {
            Self::Value(value) => Said::Value(change(value)),
            Self::Empty => Said::Empty,
            Self::Absent => Said::Absent,
            Self::Unreadable => Said::Unreadable,
        }
    }
}
