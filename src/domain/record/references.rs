//! What a record may not be without: the records that it names.

use super::{Record, RecordId};
use crate::domain::collectivite::Perimeter;
use crate::domain::contract::ContractSchools;
use crate::domain::convention::{Annexe, Party};
use crate::domain::provider::SheetId;

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
                let lines = match &r.annexe {
                    Annexe::All => &[][..],
                    Annexe::Listed(lines) => lines,
                };
                r.solutions
                    .iter()
                    .cloned()
                    .map(RecordId::Solution)
                    .chain([party])
                    .chain(lines.iter().map(|line| RecordId::School(line.uai)))
                    .collect()
            }
            Self::Contract(r) => {
                let listed = match &r.schools {
                    ContractSchools::All => &[][..],
                    ContractSchools::Listed(schools) => schools,
                };
                let named = [
                    RecordId::Collectivite(r.collectivite),
                    RecordId::Solution(r.solution.clone()),
                ];
                let schools = listed.iter().copied().map(RecordId::School);
                named.into_iter().chain(schools).collect()
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
                let sheet = SheetId {
                    solution: r.solution.clone(),
                    version: r.sheet.clone(),
                };
                [
                    RecordId::School(r.school),
                    RecordId::Solution(r.solution.clone()),
                    RecordId::Sheet(sheet),
                ]
                .into_iter()
                .chain(conventions)
                .collect()
            }
            Self::Reminder(r) => vec![RecordId::Convention(r.convention.clone())],
            Self::Note(r) => vec![r.about.clone()],
            Self::FollowUp(r) => vec![RecordId::School(r.school)],
            Self::Document(r) => r.about.clone(),
        }
    }
}
