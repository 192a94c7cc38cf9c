//! Yes and no as forms and spreadsheets write them.

use super::{Cell, CellError, CellResult};

const YES: &[&str] = &["oui", "o", "1", "vrai", "true", "x", "yes"];
const NO: &[&str] = &["non", "n", "0", "faux", "false", "no"];

/// Reads yes or no in any case.
pub fn yes_no(cell: &str) -> CellResult<bool> {
    let word = cell.to_lowercase();
    let is_in = |words: &[&str]| words.contains(&word.as_str());
    match (is_in(YES), is_in(NO)) {
        (true, _) => Ok(Cell::plain(true)),
        (_, true) => Ok(Cell::plain(false)),
        _ => Err(CellError::YesNo),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_yes_and_no() {
        for yes in ["Oui", "O", "1", "VRAI", "x", "true"] {
            assert_eq!(yes_no(yes), Ok(Cell::plain(true)), "{yes}");
        }
        for no in ["Non", "n", "0", "Faux", "false"] {
            assert_eq!(yes_no(no), Ok(Cell::plain(false)), "{no}");
        }
        assert_eq!(yes_no("peut-être"), Err(CellError::YesNo));
        assert_eq!(yes_no(""), Err(CellError::YesNo));
    }
}
