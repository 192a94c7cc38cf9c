//! The fields of collectivités, of the codes that stand for a commune, and of competences.

use super::{Field, ends, field, list, maybe};
use crate::domain::collectivite::{Collectivite, Competence, Locality, LocalityKind};
use crate::domain::contact::Contact;

/// The fields of a collectivité.
pub(super) fn collectivite(r: &Collectivite) -> Vec<Field> {
    let [from, to] = ends("existe depuis", "existe jusqu’au", r.open);
    vec![
        field("SIREN", r.siren),
        field("nom", &r.name),
        field("nature", r.kind.label()),
        maybe("code INSEE", r.insee),
        maybe("département", r.departement),
        list("contacts", r.contacts.iter().map(contact)),
        list("membres", &r.members),
        from,
        to,
        list("successeurs", &r.successors),
    ]
}

/// The fields of a code that stands for a commune.
pub(super) fn locality(r: &Locality) -> Vec<Field> {
    let kind = match r.kind {
        LocalityKind::ArrondissementMunicipal => "arrondissement municipal",
        LocalityKind::CommuneDeleguee => "commune déléguée",
        LocalityKind::CommuneAssociee => "commune associée",
    };
    vec![
        field("code INSEE", r.code),
        field("nom", &r.name),
        field("nature", kind),
        field("commune", r.commune),
    ]
}

/// The fields of a competence.
pub(super) fn competence(r: &Competence) -> Vec<Field> {
    let [from, to] = ends("début", "fin", r.period);
    vec![
        field("périmètre", r.perimeter),
        field("collectivité", r.collectivite),
        from,
        to,
    ]
}

/// A person to write to, on one line.
pub(super) fn contact(contact: &Contact) -> String {
    let parts = [&contact.role, &contact.name, &contact.email, &contact.telephone];
    let filled: Vec<&str> = parts
        .into_iter()
        .map(String::as_str)
        .filter(|part| !part.is_empty())
        .collect();
    filled.join(" ")
}
