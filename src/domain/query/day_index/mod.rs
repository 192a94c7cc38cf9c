//! The day index: what lists, filters and sorts look at, worked out from the registry for one day.
//!
//! It holds no fact of its own. Every part of it is what [`DayIndex::build`] would make of the registry; after a
//! change, [`DayIndex::update`] makes again only what the change touches.

mod affected;
mod another_day;
mod build;
mod effect;
mod effects;
mod indexes;
mod later;
mod line;
mod named;
mod names;
mod order;
mod pair;
mod places;
mod school;
mod tally;
mod title;
mod touched;
mod update;

pub use effect::Effect;
pub use effects::Effects;
pub use indexes::{Indexes, Listing};
pub use line::AssessedLine;
pub use named::{ConventionFacts, Named};
pub use names::{Name, NameId, Names};
pub use order::Orders;
pub use pair::{InTurn, Pair};
pub use school::{Assessed, SchoolEntry};
pub use title::Title;
pub use touched::Touched;

use std::cell::OnceCell;
use std::sync::Arc;

use chrono::NaiveDate;

use super::page::Summary;
use crate::domain::id::{Siren, Uai};
use crate::domain::record::RecordId;
use crate::domain::rule::Policy;
use places::Places;
use tally::Tallies;

/// What lists, filters and sorts look at on one day.
pub struct DayIndex {
    day: NaiveDate,
    policy: Policy,
    entries: Vec<SchoolEntry>,
    by_uai: Places<Uai>,
    /// The records that have a name and are no school.
    named: Vec<Named>,
    by_id: Places<RecordId>,
    communes: Names,
    circonscriptions: Names,
    /// Made when they are first asked for, or elsewhere meanwhile; from then on they follow every change.
    indexes: OnceCell<Arc<Indexes>>,
    orders: Orders,
    tallies: Tallies,
}

impl DayIndex {
    /// The day J.
    pub fn day(&self) -> NaiveDate {
        self.day
    }

    /// The thresholds of the rules.
    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    /// The schools by their places; of one that was removed, the place stays, empty of lines.
    pub fn entries(&self) -> &[SchoolEntry] {
        &self.entries
    }

    /// The place of a school.
    pub fn place_of(&self, school: Uai) -> Option<u32> {
        self.by_uai.find(&self.entries, &school, |entry| &entry.uai)
    }

    /// A school by its key.
    pub fn entry(&self, school: Uai) -> Option<&SchoolEntry> {
        self.place_of(school).map(|place| &self.entries[place as usize])
    }

    /// The records that have a name and are no school, by their places.
    pub fn named(&self) -> &[Named] {
        &self.named
    }

    /// The place of a record that has a name and is no school.
    pub fn named_place(&self, id: &RecordId) -> Option<u32> {
        self.by_id.find(&self.named, id, |named| &named.id)
    }

    /// The names of the communes of schools.
    pub fn communes(&self) -> &Names {
        &self.communes
    }

    /// The names of the circonscriptions.
    pub fn circonscriptions(&self) -> &Names {
        &self.circonscriptions
    }

    /// The orders of the schools.
    pub fn orders(&self) -> &Orders {
        &self.orders
    }

    /// The counts over all schools.
    pub fn summary(&self) -> Summary {
        self.tallies.all()
    }

    /// How many lines the schools have.
    pub fn line_count(&self) -> usize {
        self.tallies.lines()
    }

    /// The counts over the schools of a collectivité.
    pub fn tally_of(&self, holder: Siren) -> Summary {
        self.tallies.of_collectivite(holder)
    }

    /// The schools that chose a solution of a prestataire.
    pub fn schools_with(&self, provider: Siren) -> usize {
        self.tallies.of_provider(provider)
    }
}
