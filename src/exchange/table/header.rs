//! The header of a table, matched with the columns that an importer wants.

use super::{Column, Separator, TableError};
use crate::text::fold_name;

/// The names of a file's columns, and where the wanted ones stand.
#[derive(Debug)]
pub(super) struct Header {
    names: Vec<String>,
    folded: Vec<String>,
    wanted: Vec<(Column, Option<usize>)>,
}

impl Header {
    /// Matches `names` with `schema`; refuses a wanted column that is there twice, or missing and required.
    pub(super) fn matched(
        file: &str,
        names: Vec<String>,
        schema: &[Column],
        separator: Option<Separator>,
    ) -> Result<Self, TableError> {
        let folded: Vec<String> = names.iter().map(|name| fold_name(name)).collect();
        let mut header = Self {
            names,
            folded,
            wanted: Vec::with_capacity(schema.len()),
        };
        for column in schema {
            let place = header.find(file, *column)?;
            header.wanted.push((*column, place));
        }
        header.complete(file, separator)?;
        Ok(header)
    }

    /// Returns the names as the file spells them.
    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    /// Returns where a wanted column stands, or nothing when the file lacks it.
    pub(super) fn place(&self, column: Column) -> Option<usize> {
        let found = self.wanted.iter().find(|(wanted, _)| wanted.name == column.name);
        debug_assert!(found.is_some(), "the column {} is not in the schema", column.name);
        found.and_then(|(_, place)| *place)
    }

    /// True when a column of this name is among the wanted ones, whether or not the file has it.
    pub(super) fn wants(&self, name: &str) -> bool {
        self.wanted.iter().any(|(column, _)| column.name == name)
    }

    /// Returns the wanted columns that may give the day of a field.
    pub(super) fn days_of(&self, path: &str) -> impl Iterator<Item = Column> {
        let columns = self.wanted.iter().map(|(column, _)| *column);
        columns.filter(move |column| column.day_of.contains(&path))
    }

    /// Returns where a column stands that is named at run time, compared as all names are.
    pub(super) fn named(&self, name: &str) -> Option<usize> {
        let name = fold_name(name);
        self.folded.iter().position(|folded| *folded == name)
    }

    /// Returns the name under which the file has a column.
    pub(super) fn spelling(&self, column: Column) -> &str {
        self.place(column)
            .and_then(|place| self.names.get(place))
            .map_or(column.name, String::as_str)
    }

    /// Finds a column by its name, else by its aliases in their order.
    fn find(&self, file: &str, column: Column) -> Result<Option<usize>, TableError> {
        for name in std::iter::once(&column.name).chain(column.aliases) {
            if let Some(place) = self.only(file, &fold_name(name))? {
                return Ok(Some(place));
            }
        }
        Ok(None)
    }

    /// Finds the only column of this folded name.
    fn only(&self, file: &str, name: &str) -> Result<Option<usize>, TableError> {
        let mut places = (0..self.folded.len()).filter(|place| self.folded[*place] == name);
        let Some(first) = places.next() else {
            return Ok(None);
        };
        match places.next() {
            None => Ok(Some(first)),
            Some(second) => Err(TableError::DuplicateColumn {
                name: file.to_owned(),
                column: self.names[first].clone(),
                first: first + 1,
                second: second + 1,
            }),
        }
    }

    /// Refuses a file that lacks required columns, naming them all at once.
    fn complete(&self, file: &str, separator: Option<Separator>) -> Result<(), TableError> {
        let absent = self
            .wanted
            .iter()
            .filter(|(column, place)| column.required && place.is_none());
        let missing: Vec<String> = absent.map(|(column, _)| column.name.to_owned()).collect();
        if missing.is_empty() {
            Ok(())
        } else {
            Err(self.lacking(file, missing, separator))
        }
    }

    /// Makes the error of a file that lacks columns, with those that it has.
    pub(super) fn lacking(
        &self,
        file: &str,
        missing: Vec<String>,
        separator: Option<Separator>,
    ) -> TableError {
        TableError::MissingColumns {
            name: file.to_owned(),
            missing,
            separator,
            found: self.names.clone(),
        }
    }
}
