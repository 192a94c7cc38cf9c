//! The dossier of a contract.

use super::lines::{Lines, period_fr};
use crate::domain::contract::{Contract, ContractSchools};
use crate::domain::query::source::Source;
use crate::domain::record::RecordId;
use crate::service::Section;

/// Every section of a contract.
pub(super) fn sections(source: Source<'_>, contract: &Contract) -> Vec<Section> {
    let mut what = Lines::default();
    what.text("référence", contract.reference.to_string());
    what.collectivite(source, "collectivité", contract.collectivite);
    let solution = source.registry.solutions().get(&contract.solution);
    let name = solution.map_or(contract.solution.as_str(), |solution| &solution.name);
    what.link("solution", name, RecordId::Solution(contract.solution.clone()));
    if let Some(solution) = solution {
        what.provider(source, "prestataire", solution.provider);
    }
    what.text("période", period_fr(contract.period));
    let mut schools = Lines::default();
    match &contract.schools {
        ContractSchools::All => schools.text("", "toutes les écoles de la collectivité"),
        ContractSchools::Listed(listed) => listed.iter().for_each(|uai| schools.school(source, "", *uai)),
    }
    [what.section("Contrat"), schools.section("Écoles")]
        .into_iter()
        .flatten()
        .collect()
}
