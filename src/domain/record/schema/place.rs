//! The fields of collectivités, of the codes that stand for a commune, and of competences.

use super::spec::{Column, field};
use super::{day, list, maybe, numbered};
use crate::domain::collectivite::{Collectivite, Competence, CompetenceNature, Locality};
use crate::domain::contact::Contact;
use crate::domain::date::day_fr;
use crate::domain::vacances::Vacances;

/// The fields of a collectivité.
pub(super) const COLLECTIVITE: &[Column<Collectivite>] = &[
    field("siren", "SIREN", |r: &Collectivite| r.siren.to_string()).key(),
    field("name", "nom", |r: &Collectivite| r.name.clone())
        .free(|r, each| each(&mut r.name))
        .needed(),
    field("kind", "nature", |r: &Collectivite| r.kind.label().to_owned()),
    field("kind_name", "autre nature", |r: &Collectivite| {
        r.kind_name.clone()
    })
    .free(|r, each| each(&mut r.kind_name)),
    field("insee", "code INSEE", |r| maybe(r.insee)),
    field("departement", "département", |r| maybe(r.departement)),
    field("address.street", "adresse", |r: &Collectivite| {
        r.address.street.clone()
    })
    .free(|r, each| each(&mut r.address.street)),
    field("address.postcode", "code postal", |r: &Collectivite| {
        r.address.postcode.clone()
    })
    .free(|r, each| each(&mut r.address.postcode)),
    field("address.city", "ville", |r: &Collectivite| r.address.city.clone())
        .free(|r, each| each(&mut r.address.city)),
    field("contacts", "contacts", |r: &Collectivite| {
        list(r.contacts.iter().map(contact))
    })
    .items(|r| numbered("contact", r.contacts.iter().map(contact)))
    .free(|r, each| contacts(&mut r.contacts, each)),
    field("members", "membres", |r| list(&r.members)),
    field("open.from", "existe depuis", |r| day(r.open.from)),
    field("open.to", "existe jusqu’au", |r| day(r.open.to)),
    field("successors", "successeurs", |r| list(&r.successors)),
    field("followed_by", "suivie par", |r: &Collectivite| {
        maybe(r.followed_by.as_deref())
    })
    .free(|r, each| r.followed_by.iter_mut().for_each(each)),
];

/// The fields of a code that stands for a commune.
pub(super) const LOCALITY: &[Column<Locality>] = &[
    field("code", "code INSEE", |r: &Locality| r.code.to_string()).key(),
    field("from", "depuis le", |r: &Locality| day(r.from)).key(),
    field("name", "nom", |r: &Locality| r.name.clone())
        .commanded()
        .free(|r, each| each(&mut r.name)),
    field("kind", "nature", |r: &Locality| r.kind.label().to_owned()).commanded(),
    field("commune", "commune", |r: &Locality| r.commune.to_string()).commanded(),
];

/// The fields of a competence.
pub(super) const COMPETENCE: &[Column<Competence>] = &[
    field("perimeter", "périmètre", |r: &Competence| {
        r.perimeter.to_string()
    })
    .key(),
    field("collectivite", "collectivité", |r| r.collectivite.to_string()),
    field("period.from", "début", |r: &Competence| day(r.period.from)).key(),
    field("period.to", "fin", |r| day(r.period.to)),
    field("nature", "nature", |r| match r.nature {
        CompetenceNature::Both => String::new(),
        other => other.label().to_owned(),
    }),
    field("to_confirm", "à confirmer", |r: &Competence| {
        maybe(r.to_confirm.then_some("oui"))
    })
    .commanded(),
];

/// The fields of holidays.
pub(super) const VACANCES: &[Column<Vacances>] = &[
    field("zone", "zone", |r: &Vacances| r.zone.label().to_owned()).key(),
    field("from", "premier jour", |r: &Vacances| day_fr(r.from)).key(),
    field("to", "dernier jour", |r: &Vacances| day_fr(r.to)).commanded(),
    field("name", "nom", |r: &Vacances| r.name.clone())
        .commanded()
        .free(|r, each| each(&mut r.name)),
];

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

/// The texts of people to write to.
pub(super) fn contacts(contacts: &mut [Contact], each: &mut dyn FnMut(&mut String)) {
    for contact in contacts {
        let Contact {
            role,
            name,
            email,
            telephone,
        } = contact;
        [role, name, email, telephone].into_iter().for_each(&mut *each);
    }
}
