//! What a record may not be without: the records that it names.

use super::{Record, RecordId};
use crate::domain::collectivite::Perimeter;
use crate::domain::convention::Party;

impl Record {
    /// The records that must exist for this one to make sense.
    ///
    /// A school's commune is not among them: real files name communes that no longer exist (rule B4 says so).
    pub fn references(&self) -> Vec<RecordId> {
        match self {
            Self::Collectivite(_)
            | Self::Locality(_)
            | Self::School(_)
            | Self::Provider(_)
            | Self::View(_) => Vec::new(),
            Self::Competence(r) => {
                let mut ids = vec![RecordId::Collectivite(r.collectivite)];
                if let Perimeter::School(uai) = r.perimeter {
                    ids.push(RecordId::School(uai));
                }
                ids
            }
            Self::Solution(r) => vec![RecordId::Provider(r.provider)],
            Self::Sheet(r) => vec![RecordId::Solution(r.solution.clone())],
            Self::Convention(r) => {
                let party = match r.party {
                    Party::Provider(siren) => RecordId::Provider(siren),
                    Party::Collectivite(siren) => RecordId::Collectivite(siren),
                };
                r.solutions
                    .iter()
                    .cloned()
                    .map(RecordId::Solution)
                    .chain([party])
                    .collect()
            }
            Self::Contract(r) => {
                vec![
                    RecordId::Collectivite(r.collectivite),
                    RecordId::Solution(r.solution.clone()),
                ]
            }
            Self::Deployment(r) => {
                let solution = r.solution.clone().map(RecordId::Solution);
                std::iter::once(RecordId::School(r.school))
                    .chain(solution)
                    .collect()
            }
            Self::Council(r) => vec![RecordId::School(r.school)],
            Self::Entry(r) => {
                let conventions = r.conventions.iter().cloned().map(RecordId::Convention);
                [RecordId::School(r.school), RecordId::Solution(r.solution.clone())]
                    .into_iter()
                    .chain(conventions)
                    .collect()
            }
            Self::Reminder(r) => vec![RecordId::Convention(r.convention.clone())],
            Self::Note(r) => vec![r.about.clone()],
            Self::FollowUp(r) => vec![RecordId::School(r.school)],
        }
    }
}
