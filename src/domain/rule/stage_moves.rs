//! The moves of stage that an operation proposes: of the schools that its facts concern, those that are behind.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::domain::change::Change;
use crate::domain::contract::ContractSchools;
use crate::domain::convention::{Annexe, Party};
use crate::domain::deployment::Deployment;
use crate::domain::id::{Siren, Uai};
use crate::domain::record::Record;
use crate::domain::registry::Registry;

use super::stage_facts::to_move;

/// The uses that changes leave behind the facts that they record, each as it is after them and as it would be moved.
///
/// `before` is the registry without the changes, `after` with them. A use that was behind all the same is none of theirs.
pub fn stage_moves<'c>(
    before: &Registry,
    after: &Registry,
    changes: impl IntoIterator<Item = &'c Change>,
    day: NaiveDate,
) -> Vec<(Deployment, Deployment)> {
    let mut concerned = Concerned {
        registry: after,
        schools: BTreeSet::new(),
    };
    let records = changes.into_iter().filter_map(|change| change.after.as_ref());
    records.for_each(|record| concerned.add(record));
    let uses = concerned
        .schools
        .into_iter()
        .flat_map(|uai| after.present_uses(uai));
    uses.filter_map(|used| {
        let (stage, on) = to_move(after, used, day)?;
        let was = before.deployments().get(&used.id());
        let was = was.and_then(|was| to_move(before, was, day));
        if was.is_some_and(|(was, _)| was >= stage) {
            return None;
        }
        let mut moved = used.clone();
        moved.reach(stage, on);
        Some((used.clone(), moved))
    })
    .collect()
}

/// The schools that recorded facts may concern: too many, never too few.
struct Concerned<'a> {
    registry: &'a Registry,
    schools: BTreeSet<Uai>,
}

impl Concerned<'_> {
    fn add(&mut self, record: &Record) {
        match record {
            Record::Council(held) => drop(self.schools.insert(held.school)),
            Record::Entry(entry) => drop(self.schools.insert(entry.school)),
            Record::Contract(contract) => match &contract.schools {
                ContractSchools::All => self.held_by(contract.collectivite),
                ContractSchools::Listed(schools) => self.schools.extend(schools),
            },
            Record::Convention(convention) => match (convention.party, &convention.annexe) {
                (Party::Provider(_), _) => {}
                (Party::Collectivite(siren), Annexe::All) => self.held_by(siren),
                (Party::Collectivite(_), Annexe::Listed(lines)) => {
                    self.schools.extend(lines.iter().map(|line| line.uai));
                }
            },
            Record::Collectivite(_)
            | Record::Locality(_)
            | Record::Competence(_)
            | Record::School(_)
            | Record::Provider(_)
            | Record::Solution(_)
            | Record::Sheet(_)
            | Record::Deployment(_)
            | Record::Reminder(_)
            | Record::Note(_)
            | Record::Document(_)
            | Record::FormerKey(_)
            | Record::FollowUp(_)
            | Record::Vacances(_)
            | Record::View(_) => {}
        }
    }

    fn held_by(&mut self, siren: Siren) {
        let held = self.registry.schools_held_by(siren);
        self.schools.extend(held.map(|school| school.uai));
    }
}
