//! Several values in one cell, separated by `|`.

use super::{Cell, CellError, CellResult};

/// Returns the items of a list, without blanks around them; an empty cell has none.
pub fn items(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('|').map(str::trim).filter(|item| !item.is_empty())
}

/// Returns the known list where `listed` has the same items, whatever their order: the order of a cell tells nothing.
pub fn in_known_order<T: Ord + Clone>(listed: Vec<T>, known: &[T]) -> Vec<T> {
    let sorted = |list: &[T]| {
        let mut list = list.to_vec();
        list.sort();
        list.dedup();
        list
    };
    if sorted(&listed) == sorted(known) {
        known.to_vec()
    } else {
        listed
    }
}

/// Makes a parser of lists from a parser of items; the first note is kept, and the first error is said with its
/// item.
pub fn list_of<T>(parse: impl Fn(&str) -> CellResult<T>) -> impl Fn(&str) -> CellResult<Vec<T>> {
    move |cell| {
        let mut list = Cell::plain(Vec::new());
        for item in items(cell) {
            let read = parse(item).map_err(|error| of_item(item, error))?;
            list.value.push(read.value);
            list.note = list.note.or(read.note);
        }
        Ok(list)
    }
}

/// Says of which item an error is.
fn of_item(item: &str, error: CellError) -> CellError {
    CellError::Item {
        item: item.to_owned(),
        error: Box::new(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::cell::{Note, departement};

    #[test]
    fn reads_lists() {
        let list = list_of(departement);
        let codes = |cell: &str| list(cell).map(|cell| cell.map(|codes| codes.len()));
        assert_eq!(codes("38 | 2A||974 "), Ok(Cell::plain(3)));
        assert_eq!(codes(""), Ok(Cell::plain(0)));
        assert_eq!(codes("38|1"), Ok(Cell::noted(2, Note::LeadingZero)));
        let error = codes("38|Isère").unwrap_err().to_string();
        assert!(
            error.starts_with("«\u{a0}Isère\u{a0}»\u{a0}: n’est pas un code de département"),
            "{error}"
        );
    }
}
