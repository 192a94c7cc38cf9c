//! The fields of prestataires, solutions and fiches de traitement.
//!
//! A fiche serves from its date on, which may be to come.

use chrono::NaiveDate;

use super::place::{contact, contacts};
use super::spec::{Column, field};
use super::{day, list, numbered, yes};
use crate::domain::date::day_fr;
use crate::domain::provider::{Opinion, Provider, Sheet, Solution, Succession};

/// The fields of a prestataire.
pub(super) const PROVIDER: &[Column<Provider>] = &[
    field("siren", "SIREN", |r: &Provider| r.siren.to_string()).key(),
    field("name", "nom", |r: &Provider| r.name.clone())
        .free(|r, each| each(&mut r.name))
        .needed(),
    field("address.street", "adresse", |r: &Provider| {
        r.address.street.clone()
    })
    .free(|r, each| each(&mut r.address.street)),
    field("address.postcode", "code postal", |r: &Provider| {
        r.address.postcode.clone()
    })
    .free(|r, each| each(&mut r.address.postcode)),
    field("address.city", "ville", |r: &Provider| r.address.city.clone())
        .free(|r, each| each(&mut r.address.city)),
    field("contacts", "contacts", |r: &Provider| {
        list(r.contacts.iter().map(contact))
    })
    .items(|r| numbered("contact", r.contacts.iter().map(contact)))
    .free(|r, each| contacts(&mut r.contacts, each)),
    field("successors", "reprise par", |r: &Provider| {
        list(r.successors.iter().map(succession))
    })
    .items(|r| numbered("reprise", r.successors.iter().map(succession)))
    .fact(|r, each| r.successors.iter().map(|one| one.on).for_each(each)),
];

/// Who took its place on one line: `999000201 le 01/09/2026 (cession, one)`.
fn succession(one: &Succession) -> String {
    let (provider, on) = (one.provider, day_fr(one.on));
    format!("{provider} le {on} ({})", one.with_solutions(one.nature.label()))
}

/// The fields of a solution.
pub(super) const SOLUTION: &[Column<Solution>] = &[
    field("code", "code", |r: &Solution| r.code.to_string()).key(),
    field("name", "nom", |r: &Solution| r.name.clone())
        .free(|r, each| each(&mut r.name))
        .needed(),
    field("provider", "prestataire", |r| r.provider.to_string()),
    field("category", "catégorie", |r| r.category.label().to_owned()),
    field("opinions", "avis", |r: &Solution| {
        list(r.opinions.iter().map(opinion))
    })
    .items(|r| numbered("avis", r.opinions.iter().map(opinion)))
    .free(|r, each| {
        for one in &mut r.opinions {
            each(&mut one.authority);
            each(&mut one.text);
        }
    })
    .fact(|r, each| r.opinions.iter().map(|one| one.date).for_each(each)),
];

/// The fields of a fiche de traitement.
pub(super) const SHEET: &[Column<Sheet>] = &[
    field("solution", "solution", |r: &Sheet| r.solution.to_string()).key(),
    field("version", "version", |r: &Sheet| r.version.to_string()).key(),
    field("date", "date", |r| day_fr(r.date)),
    field("finalites", "finalités", |r: &Sheet| list(&r.purposes))
        .free(|r, each| r.purposes.iter_mut().for_each(each)),
    field("base_legale", "base légale", |r: &Sheet| r.legal_basis.clone())
        .free(|r, each| each(&mut r.legal_basis)),
    field("personnes", "personnes", |r: &Sheet| list(&r.persons))
        .free(|r, each| r.persons.iter_mut().for_each(each)),
    field("donnees", "données", |r: &Sheet| list(data(r)))
        .items(|r| numbered("données", data(r)))
        .free(|r, each| {
            for line in &mut r.data {
                each(&mut line.category);
                each(&mut line.retention);
            }
        }),
    field("destinataires", "destinataires", |r: &Sheet| list(&r.recipients))
        .free(|r, each| r.recipients.iter_mut().for_each(each)),
    field("sous_traitants", "sous-traitants", |r: &Sheet| {
        list(processors(r))
    })
    .items(|r| numbered("sous-traitant", processors(r)))
    .free(|r, each| {
        for line in &mut r.sub_processors {
            each(&mut line.name);
            each(&mut line.country);
        }
    })
    .fact(|r, each| {
        let updated = r.sub_processors.iter().filter_map(|line| line.updated);
        updated.filter(|on| is_fact(r, *on)).for_each(each);
    }),
    field("transferts", "transferts hors UE", |r: &Sheet| list(transfers(r)))
        .items(|r| numbered("transfert", transfers(r)))
        .free(|r, each| {
            for line in &mut r.transfers {
                each(&mut line.country);
                each(&mut line.safeguard);
                each(&mut line.organisation);
                each(&mut line.link);
            }
        }),
    field("securite", "sécurité", |r: &Sheet| list(&r.security))
        .free(|r, each| r.security.iter_mut().for_each(each)),
    field("aipd.requise", "AIPD requise", |r| yes(r.aipd.due)),
    field("aipd.faite_le", "AIPD faite le", |r: &Sheet| day(r.aipd.done)).fact(|r, each| {
        let done = r.aipd.done.into_iter();
        done.filter(|on| is_fact(r, *on)).for_each(each);
    }),
];

/// True of a day that a fiche gives, unless it announces it: up to its own date it says what will be so when it serves.
fn is_fact(sheet: &Sheet, on: NaiveDate) -> bool {
    on > sheet.date
}

/// An opinion on one line: `DPD, favorable le 12/03/2026 (durées à préciser), à revoir le 12/03/2027`.
fn opinion(opinion: &Opinion) -> String {
    let (authority, stance) = (&opinion.authority, opinion.stance.label());
    let given = format!("{authority}, {stance} le {}", day_fr(opinion.date));
    let review = opinion.next_review;
    let review = review.map(|on| format!(", à revoir le {}", day_fr(on)));
    format!("{}{}", pair(&given, &opinion.text), review.unwrap_or_default())
}

fn data(sheet: &Sheet) -> impl Iterator<Item = String> {
    let lines = sheet.data.iter();
    lines.map(|line| {
        let kept = pair(&line.category, &line.retention);
        match line.family {
            Some(family) => format!("{kept}, famille\u{a0}: {}", family.label()),
            None => kept,
        }
    })
}

fn transfers(sheet: &Sheet) -> impl Iterator<Item = String> {
    let lines = sheet.transfers.iter();
    lines.map(|line| {
        let more = [&line.organisation, &line.link];
        let parts = std::iter::once(pair(&line.country, &line.safeguard))
            .chain(more.into_iter().filter(|part| !part.is_empty()).cloned());
        parts.collect::<Vec<_>>().join(", ")
    })
}

fn processors(sheet: &Sheet) -> impl Iterator<Item = String> {
    let lines = sheet.sub_processors.iter();
    lines.map(|line| {
        let updated = line.updated.map(|on| format!(", à jour au {}", day_fr(on)));
        format!(
            "{}{}",
            pair(&line.name, &line.country),
            updated.unwrap_or_default()
        )
    })
}

/// A thing and what is said of it: `Identité (12 mois)`.
fn pair(thing: &str, said: &str) -> String {
    if said.is_empty() {
        thing.to_owned()
    } else {
        format!("{thing} ({said})")
    }
}
