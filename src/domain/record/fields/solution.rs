//! The fields of prestataires, solutions and fiches de traitement.

use super::place::contact;
use super::{Field, day, field, list, yes};
use crate::domain::date::day_fr;
use crate::domain::provider::{Provider, Sheet, Solution};

/// The fields of a prestataire.
pub(super) fn provider(r: &Provider) -> Vec<Field> {
    vec![
        field("SIREN", r.siren),
        field("nom", &r.name),
        list("contacts", r.contacts.iter().map(contact)),
    ]
}

/// The fields of a solution.
pub(super) fn solution(r: &Solution) -> Vec<Field> {
    vec![
        field("code", &r.code),
        field("nom", &r.name),
        field("prestataire", r.provider),
        field("catégorie", r.category.label()),
    ]
}

/// The fields of a fiche de traitement.
pub(super) fn sheet(r: &Sheet) -> Vec<Field> {
    let data = r.data.iter().map(|line| pair(&line.category, &line.retention));
    let transfers = r
        .transfers
        .iter()
        .map(|line| pair(&line.country, &line.safeguard));
    let processors = r.sub_processors.iter().map(|line| {
        let updated = line
            .updated
            .map(|on| format!(", à jour au {}", day_fr(on)))
            .unwrap_or_default();
        format!("{}{updated}", pair(&line.name, &line.country))
    });
    vec![
        field("solution", &r.solution),
        field("version", &r.version),
        field("date", day_fr(r.date)),
        list("finalités", &r.purposes),
        field("base légale", &r.legal_basis),
        list("personnes", &r.persons),
        list("données", data),
        list("destinataires", &r.recipients),
        list("sous-traitants", processors),
        list("transferts hors UE", transfers),
        list("sécurité", &r.security),
        yes("AIPD requise", r.aipd.due),
        day("AIPD faite le", r.aipd.done),
    ]
}

/// A thing and what is said of it: `Identité (12 mois)`.
fn pair(thing: &str, said: &str) -> String {
    if said.is_empty() {
        thing.to_owned()
    } else {
        format!("{thing} ({said})")
    }
}
