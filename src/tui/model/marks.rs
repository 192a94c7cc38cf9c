//! The marked records of a list: by record, so that they outlive search, sort and scope.

use std::collections::BTreeMap;

use crate::domain::command::MOST_AT_ONCE;
use crate::domain::query::page::Row;
use crate::domain::record::RecordId;
use crate::domain::register::EntryNumber;

/// A record that a verb acts on, and what it is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    pub id: RecordId,
    /// Its name, with what tells it from others of the same name.
    pub label: String,
    /// The active register entry of a line of the schools, as it was read.
    pub entry: Option<EntryNumber>,
}

impl Target {
    /// The record of a row.
    pub fn of(row: &Row) -> Self {
        Self {
            id: row.id(),
            label: label(row),
            entry: match row {
                Row::School(row) => row.entry,
                Row::Collectivite(_) | Row::Provider(_) | Row::Convention(_) | Row::Any(_) => None,
            },
        }
    }
}

/// No more records can be marked: as many as one order holds are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Full;

/// The marked records of a list, at most [`MOST_AT_ONCE`].
#[derive(Debug, Clone, Default)]
pub struct Marks {
    marked: BTreeMap<RecordId, Target>,
    /// The record marked last, from which a range starts.
    last: Option<RecordId>,
    /// How many of them the list holds as it is narrowed now.
    held: usize,
}

impl Marks {
    /// How many records are marked.
    pub fn count(&self) -> usize {
        self.marked.len()
    }

    /// True where none is marked.
    pub fn is_empty(&self) -> bool {
        self.marked.is_empty()
    }

    /// How many marked records the list does not hold as it is narrowed now.
    pub fn hidden(&self) -> usize {
        self.marked.len().saturating_sub(self.held)
    }

    /// True where a record is marked.
    pub fn has(&self, id: &RecordId) -> bool {
        self.marked.contains_key(id)
    }

    /// The marked records.
    pub fn ids(&self) -> Vec<RecordId> {
        self.marked.keys().cloned().collect()
    }

    /// The marked records with their names, in the order of the names.
    pub fn targets(&self) -> Vec<Target> {
        let mut targets: Vec<Target> = self.marked.values().cloned().collect();
        targets.sort_by(|a, b| a.label.cmp(&b.label));
        targets
    }

    /// The record from which a range starts: the one marked last, while it is marked.
    pub fn last(&self) -> Option<&RecordId> {
        self.last.as_ref().filter(|id| self.has(id))
    }

    /// Marks a row of the list.
    ///
    /// # Errors
    ///
    /// [`Full`] where as many are marked as one order holds.
    pub fn mark(&mut self, row: &Row) -> Result<(), Full> {
        let id = row.id();
        if !self.has(&id) {
            if self.count() == MOST_AT_ONCE {
                return Err(Full);
            }
            self.marked.insert(id.clone(), Target::of(row));
            self.held += 1;
        }
        self.last = Some(id);
        Ok(())
    }

    /// Marks a row of the list, or unmarks it where it is marked.
    ///
    /// # Errors
    ///
    /// As [`Marks::mark`].
    pub fn toggle(&mut self, row: &Row) -> Result<(), Full> {
        if self.marked.remove(&row.id()).is_none() {
            return self.mark(row);
        }
        self.held = self.held.saturating_sub(1);
        Ok(())
    }

    /// Unmarks records; the page that is read next says how many of the others the list holds.
    pub fn remove(&mut self, done: &[RecordId]) {
        self.marked.retain(|id, _| !done.contains(id));
        self.held = self.held.min(self.count());
    }

    /// Unmarks all.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Takes in what a page says of the marked records.
    pub fn follow(&mut self, held: usize, rows: &[Row]) {
        self.held = held.min(self.count());
        for row in rows {
            self.follow_row(row);
        }
    }

    /// The first deployment of a marked school takes its mark, and gives it back where it is taken back.
    fn follow_row(&mut self, row: &Row) {
        let Row::School(school) = row else {
            return;
        };
        let id = row.id();
        if let Some(marked) = self.marked.get_mut(&id) {
            // An entry is made or closed while its line is marked.
            marked.entry = school.entry;
        }
        let before = if school.category.is_some() {
            Some(RecordId::School(school.uai)).filter(|before| self.has(before))
        } else {
            let of_school =
                |id: &&RecordId| matches!(id, RecordId::Deployment(id) if id.school == school.uai);
            self.marked.keys().find(of_school).cloned()
        };
        if let Some(before) = before.filter(|_| !self.has(&id)) {
            self.marked.remove(&before);
            self.marked.insert(id, Target::of(row));
            self.held = (self.held + 1).min(self.count());
        }
    }
}

/// What a row is called among others.
pub fn label(row: &Row) -> String {
    match row {
        Row::School(row) => match row.category {
            Some(category) => format!("{}, {} · {}", row.name, row.commune, category.label()),
            None => format!("{}, {}", row.name, row.commune),
        },
        Row::Collectivite(row) => row.name.clone(),
        Row::Provider(row) => row.name.clone(),
        Row::Convention(row) => format!("{} · {}", row.number, row.party),
        Row::Any(row) => format!("{}, {}", row.label, row.detail),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::query::page::AnyRow;

    fn row(number: u32) -> Row {
        Row::Any(AnyRow {
            id: RecordId::Note(number),
            label: format!("n°\u{a0}{number}"),
            detail: String::new(),
            spans: Vec::new(),
        })
    }

    #[test]
    fn no_more_are_marked_than_one_order_holds() {
        let mut marks = Marks::default();
        let most = u32::try_from(MOST_AT_ONCE).unwrap();
        for number in 0..most {
            marks.mark(&row(number)).unwrap();
        }
        assert_eq!(marks.mark(&row(most)), Err(Full));
        assert_eq!(marks.mark(&row(0)), Ok(()), "it is marked already");
        marks.toggle(&row(3)).unwrap();
        assert_eq!(marks.mark(&row(most)), Ok(()));
    }

    #[test]
    fn what_the_list_does_not_hold_is_counted() {
        let mut marks = Marks::default();
        (0..3).for_each(|number| marks.mark(&row(number)).unwrap());
        assert_eq!(marks.hidden(), 0);
        marks.follow(1, &[]);
        assert_eq!((marks.count(), marks.hidden()), (3, 2));
        marks.remove(&[RecordId::Note(0), RecordId::Note(1)]);
        assert_eq!((marks.count(), marks.hidden()), (1, 0));
    }

    #[test]
    fn a_range_starts_at_a_record_that_is_still_marked() {
        let mut marks = Marks::default();
        marks.mark(&row(1)).unwrap();
        assert_eq!(marks.last(), Some(&RecordId::Note(1)));
        marks.toggle(&row(1)).unwrap();
        assert_eq!(marks.last(), None);
    }
}
