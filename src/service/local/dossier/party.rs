//! The dossiers of a collectivité and of a prestataire.

use super::lines::{Lines, period_fr};
use super::served;
use crate::domain::collectivite::{Collectivite, Perimeter};
use crate::domain::contact::Contact;
use crate::domain::convention::Party;
use crate::domain::id::Siren;
use crate::domain::provider::Provider;
use crate::domain::query::source::Source;
use crate::domain::record::RecordId;
use crate::domain::rule::Standing;
use crate::service::Section;

/// Every section of a collectivité.
pub(super) fn collectivite(source: Source<'_>, found: &Collectivite) -> Vec<Section> {
    [
        identity(source, found),
        schools(source, found.siren),
        conventions(source, Party::Collectivite(found.siren)),
        contracts(source, found.siren),
        competences(source, found.siren),
        contacts(&found.contacts),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Every section of a prestataire.
pub(super) fn provider(source: Source<'_>, found: &Provider) -> Vec<Section> {
    let mut identity = Lines::default();
    identity.text("SIREN", found.siren.to_string());
    identity.text("adresse", found.address.to_string());
    identity.text("écoles", source.day_index.schools_with(found.siren).to_string());
    for one in &found.successors {
        identity.taken_over(source, "reprise par", (one.provider, one));
    }
    for former in source.registry.taken_over_by(found.siren) {
        let ties = former.successors.iter().filter(|one| one.provider == found.siren);
        ties.for_each(|one| identity.taken_over(source, "reprend", (former.siren, one)));
    }
    let mut solutions = Lines::default();
    for solution in source.registry.solutions_of(found.siren) {
        let id = RecordId::Solution(solution.code.clone());
        solutions.link(solution.category.label(), &solution.name, id);
    }
    [
        identity.section("Prestataire"),
        solutions.section("Solutions"),
        conventions(source, Party::Provider(found.siren)),
        contacts(&found.contacts),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn identity(source: Source<'_>, found: &Collectivite) -> Option<Section> {
    let mut lines = Lines::default();
    lines.text("nature", found.kind_label());
    lines.text("adresse", found.address.to_string());
    lines.text("SIREN", found.siren.to_string());
    lines.text(
        "code INSEE",
        found.insee.map(|code| code.to_string()).unwrap_or_default(),
    );
    lines.text(
        "département",
        found.departement.map(|code| code.to_string()).unwrap_or_default(),
    );
    if !found.open.is_unbounded() {
        lines.text("existe", period_fr(found.open));
    }
    found
        .successors
        .iter()
        .for_each(|siren| lines.collectivite(source, "remplacée par", *siren));
    for group in source.registry.groups_of(found.siren) {
        lines.link("membre de", &group.name, RecordId::Collectivite(group.siren));
    }
    if !found.members.is_empty() {
        lines.text("membres", found.members.len().to_string());
    }
    lines.section("Collectivité")
}

fn schools(source: Source<'_>, siren: Siren) -> Option<Section> {
    let counts = source.day_index.tally_of(siren);
    let mut lines = Lines::default();
    lines.text("écoles", counts.schools().to_string());
    for standing in Standing::ALL
        .into_iter()
        .filter(|standing| counts.of(*standing) > 0)
    {
        lines.text(standing.plural(), counts.of(standing).to_string());
    }
    lines.section("Compétence scolaire")
}

fn conventions(source: Source<'_>, party: Party) -> Option<Section> {
    let mut lines = Lines::default();
    let found = source.registry.conventions_with(party);
    found.for_each(|convention| served::add(&mut lines, source, convention));
    lines.section("Conventions")
}

fn contracts(source: Source<'_>, siren: Siren) -> Option<Section> {
    let mut lines = Lines::default();
    for contract in source.registry.contracts_of(siren) {
        let value = format!(
            "{} · {} · {}",
            contract.reference,
            contract.solution,
            period_fr(contract.period)
        );
        lines.link("contrat", value, RecordId::Contract(contract.reference.clone()));
    }
    lines.section("Contrats")
}

/// The competences recorded for it, over communes and schools other than its own.
fn competences(source: Source<'_>, siren: Siren) -> Option<Section> {
    let mut lines = Lines::default();
    for competence in source.registry.competences_of(siren) {
        let period = period_fr(competence.period);
        match competence.perimeter {
            Perimeter::School(uai) => lines.school(source, &period, uai),
            Perimeter::Commune(code) => {
                let commune = source.registry.commune(code, source.day_index.day());
                let name = commune.map_or_else(|| code.to_string(), |commune| commune.name.clone());
                lines.link(&period, name, RecordId::Competence(competence.id()));
            }
        }
    }
    lines.section("Compétences enregistrées")
}

fn contacts(contacts: &[Contact]) -> Option<Section> {
    let mut lines = Lines::default();
    lines.contacts(contacts);
    lines.section("Contacts")
}
