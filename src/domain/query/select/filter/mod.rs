//! Filters as conditions that are asked of rows.
//!
//! Over collectivités and prestataires, a filter on schools keeps those that have a school which passes all of
//! them; the other filters are asked of the record itself.

mod days;
mod due;
mod lines;
mod records;
mod sets;
mod work;

use super::condition::{LineTest, NamedTest};
use crate::domain::query::Pane;
use crate::domain::query::language::{Expression, FieldName, Term};
use crate::domain::query::source::Source;

/// The conditions of an expression.
#[derive(Default)]
pub(super) struct Conditions<'a> {
    /// Those on lines of schools.
    pub(super) lines: Vec<LineTest<'a>>,
    /// Those on records of the pane.
    pub(super) named: Vec<NamedTest<'a>>,
}

/// The conditions of an expression over a pane.
pub(super) fn conditions<'a>(source: Source<'a>, pane: Pane, expression: &Expression) -> Conditions<'a> {
    let mut conditions = Conditions::default();
    for term in &expression.terms {
        if of_record(term, pane) {
            let test = records::test(source, term);
            let negated = term.negated;
            conditions
                .named
                .push(Box::new(move |named| test(named) != negated));
        } else {
            let test = lines::test(source, term);
            let negated = term.negated;
            conditions
                .lines
                .push(Box::new(move |entry, line| test(entry, line) != negated));
        }
    }
    for word in &expression.without {
        let word = format!(" {word}");
        if pane == Pane::Schools {
            conditions.lines.push(Box::new(move |entry, _| {
                let commune = &source.day_index.communes().get(entry.commune).folded;
                !starts_a_word(&entry.name, &word) && !starts_a_word(commune, &word)
            }));
        } else {
            conditions
                .named
                .push(Box::new(move |named| !starts_a_word(&named.name, &word)));
        }
    }
    conditions
}

/// True when a filter is asked of the pane's own record rather than of its schools.
fn of_record(term: &Term, pane: Pane) -> bool {
    use FieldName::{
        Attend, Collectivite, Departement, Echeance, Modifie, Prestataire, Relance, Solution, Suivi,
    };
    match pane {
        Pane::Schools => false,
        Pane::Collectivites => matches!(
            term.field,
            Collectivite | Departement | Modifie | Relance | Attend | Suivi
        ),
        Pane::Providers => matches!(
            term.field,
            Prestataire | Solution | Modifie | Relance | Attend | Echeance
        ),
        Pane::Conventions | Pane::Everything => true,
    }
}

/// True when a word of a folded name starts with `word`, which itself starts with a space.
pub(super) fn starts_a_word(name: &str, word: &str) -> bool {
    name.starts_with(&word[1..]) || name.contains(word)
}
