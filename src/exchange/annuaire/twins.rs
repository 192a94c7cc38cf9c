//! Rows that share one UAI: a school with several sites or natures fills several rows.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::columns::{MULTI, UAI};
use crate::domain::id::Uai;
use crate::domain::record::Record;
use crate::domain::school::School;
use crate::exchange::cell;
use crate::exchange::gather::Outcome;
use crate::exchange::source::Place;
use crate::exchange::table::Cells;

/// The schools read so far, one for each UAI.
///
/// Of several rows the one of the highest nature code stands, élémentaire before maternelle, so that the order
/// of the rows does not matter.
#[derive(Default)]
pub(super) struct Twins {
    schools: Vec<School>,
    rows: HashMap<Uai, (Place, usize)>,
}

impl Twins {
    /// Adds the school of a row that has no wrong cell.
    pub(super) fn add(&mut self, cells: &mut Cells<'_>, school: School) -> Outcome {
        if cells.is_rejected() {
            return Outcome::Refuse;
        }
        let several = cells.tolerated(MULTI, cell::yes_no).value().unwrap_or(false);
        match self.rows.entry(school.uai) {
            Entry::Vacant(empty) => {
                empty.insert((cells.row().place(), self.schools.len()));
                self.schools.push(school);
                Outcome::Take(Vec::new())
            }
            Entry::Occupied(first) => {
                let (place, at) = *first.get();
                second(cells, &mut self.schools[at], school, place, several)
            }
        }
    }

    /// Returns the schools in the order of the file.
    pub(super) fn into_records(self) -> Vec<Record> {
        self.schools.into_iter().map(Record::from).collect()
    }
}

/// Judges a row whose UAI another row had before.
fn second(cells: &mut Cells<'_>, kept: &mut School, school: School, first: Place, several: bool) -> Outcome {
    if *kept == school {
        return Outcome::OutOfScope("ligne répétée à l’identique".to_owned());
    }
    if !several {
        cells.reject(
            UAI,
            &format!("déjà présent, {first}, avec d’autres valeurs\u{a0}: gardez une seule ligne"),
        );
        return Outcome::Refuse;
    }
    if rank(&school) > rank(kept) {
        *kept = school;
    }
    Outcome::OutOfScope("autre ligne du même UAI".to_owned())
}

/// Orders the rows of one UAI.
fn rank(school: &School) -> (u16, &str, &str) {
    (school.nature.0, &school.name, &school.address)
}
