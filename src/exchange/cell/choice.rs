//! One of the values that a column knows.

use super::plain::without_decimals;
use super::{Cell, CellError, CellResult};
use crate::domain::provider::Category;
use crate::text::fold_name;

/// The categories of solutions by their names.
pub const CATEGORIES: &[(&str, Category)] =
    &[("ENT", Category::Ent), ("vie scolaire", Category::VieScolaire)];

/// Makes a parser that knows `table`, the French words and what each means; words are compared without case and
/// accents, spaces, `_` and `-` alike.
pub fn choice<T: Copy>(table: &'static [(&'static str, T)]) -> impl Fn(&str) -> CellResult<T> {
    move |cell| {
        let word = fold_name(without_decimals(cell));
        let known = table.iter().find(|(name, _)| fold_name(name) == word);
        let (_, value) =
            known.ok_or_else(|| CellError::Choice(table.iter().map(|(name, _)| *name).collect()))?;
        Ok(Cell::plain(*value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_its_words() {
        let renewal = choice(&[("aucune", 0), ("expresse", 1), ("tacite", 2)]);
        assert_eq!(renewal(" TACITE"), Ok(Cell::plain(2)));
        assert_eq!(choice(&[("28", 28), ("26", 26)])("26.0"), Ok(Cell::plain(26)));
        let error = renewal("souvent").unwrap_err().to_string();
        assert_eq!(error, "valeur inconnue\u{a0}: écrivez aucune, expresse ou tacite");
    }
}
