//! The circonscriptions of a file, whose names vary from row to row: one code, the UAI of its inspector, is one of them.

use std::collections::{BTreeMap, HashMap};

use super::columns::{CIRCONSCRIPTION, CIRCONSCRIPTION_CODE, UAI};
use super::words;
use crate::domain::id::Uai;
use crate::domain::record::Record;
use crate::exchange::cell;
use crate::exchange::table::Cells;

/// The code of each school's circonscription, and how many rows give a code each of its names.
#[derive(Default)]
pub(super) struct Circonscriptions {
    codes: HashMap<Uai, Uai>,
    names: HashMap<Uai, BTreeMap<String, usize>>,
}

impl Circonscriptions {
    /// Notes what a row says.
    pub(super) fn note(&mut self, cells: &Cells<'_>) {
        let uai = |column| cell::uai(cells.row().get(column)).ok().map(|read| read.value);
        let (Some(school), Some(code)) = (uai(UAI), uai(CIRCONSCRIPTION_CODE)) else {
            return;
        };
        self.codes.insert(school, code);
        let name = cell::clean_text(cells.row().get(CIRCONSCRIPTION)).value;
        if !name.is_empty() {
            let name = words::circonscription(&name);
            *self.names.entry(code).or_default().entry(name).or_default() += 1;
        }
    }

    /// Gives the schools of one code one name: that of most rows, and of several such the first by the alphabet.
    pub(super) fn named_alike(&self, mut records: Vec<Record>) -> Vec<Record> {
        for record in &mut records {
            if let Record::School(school) = record
                && let Some(names) = self.codes.get(&school.uai).and_then(|code| self.names.get(code))
                && names.len() > 1
                && names.contains_key(&school.circonscription)
                && let Some((name, _)) = names.iter().rev().max_by_key(|(_, count)| **count)
            {
                school.circonscription.clone_from(name);
            }
        }
        records
    }
}
