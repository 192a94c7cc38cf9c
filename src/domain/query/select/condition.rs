//! Conditions that filters and the scope put on what a list holds.

use crate::domain::query::day_index::{AssessedLine, Named, SchoolEntry};

/// A condition on a line of a school.
pub(super) type LineTest<'a> = Box<dyn Fn(&SchoolEntry, &AssessedLine) -> bool + 'a>;

/// A condition on a record that has a name and is no school.
pub(super) type NamedTest<'a> = Box<dyn Fn(&Named) -> bool + 'a>;
