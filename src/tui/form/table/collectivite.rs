//! The fields of a collectivité and of the school competence.

use super::{ADDRESS, CITY, CONTACTS, POSTCODE};
use crate::domain::collectivite::{CollectiviteKind, CompetenceNature};
use crate::tui::form::spec::{Id, Input, Spec, Target, field};

/// The fields of a collectivité.
pub const FIELDS: &[Spec] = &[
    field!("siren", "SIREN", Input::Id(Id::Siren))
        .key()
        .hint("neuf chiffres"),
    field!("name", "Nom", Input::Text).needed(),
    field!("kind", "Nature", Input::Choice(CollectiviteKind::CHOICES)).needed(),
    field!("kind_name", "Autre nature", Input::Text).hint("son nom, où la nature est «\u{a0}autre\u{a0}»"),
    field!("insee", "Code INSEE", Input::Id(Id::Insee)).hint("d’une commune seulement"),
    field!("departement", "Département", Input::Id(Id::Departement)),
    ADDRESS.under("Courrier"),
    POSTCODE,
    CITY,
    CONTACTS.under("Contacts"),
    field!("members", "Membre", Input::Record(Target::Collectivite))
        .many()
        .under("Groupement")
        .hint("les communes membres\u{a0}; l’adhésion ne donne aucune compétence"),
    field!("open.from", "Existe depuis", Input::Day).under("Existence"),
    field!("open.to", "Existe jusqu’au", Input::Day).hint("dernier jour, inclus"),
    field!("successors", "Successeur", Input::Record(Target::Collectivite)).many(),
    field!("followed_by", "Suivie par", Input::Text)
        .under("Suivi")
        .hint("le compte de qui la suit\u{a0}; «\u{a0}suivi:moi\u{a0}» en tient la liste"),
];

/// The fields of a competence.
pub const COMPETENCE: &[Spec] = &[
    field!("perimeter", "Périmètre", Input::Record(Target::Perimeter))
        .key()
        .hint("une commune (code INSEE) ou une école (UAI)"),
    field!(
        "collectivite",
        "Collectivité",
        Input::Record(Target::Collectivite)
    )
    .needed()
    .hint("celle qui détient la compétence"),
    field!("period.from", "Début", Input::Day)
        .fixed()
        .hint("premier jour\u{a0}; vide\u{a0}: depuis toujours"),
    field!("period.to", "Fin", Input::Day).hint("dernier jour, inclus"),
    field!("nature", "Nature", Input::Choice(CompetenceNature::CHOICES))
        .hint("bâtiments seuls\u{a0}: le titulaire reste le même"),
];
