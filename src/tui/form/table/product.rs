//! The fields of a prestataire, of a solution and of its fiche de traitement.

use super::{ADDRESS, CITY, CONTACTS, POSTCODE};
use crate::domain::provider::{Category, DataFamily, Stance, SuccessionNature};
use crate::tui::form::spec::{Id, Input, Part, Spec, Target, field, group, part};

/// The fields of a prestataire.
pub const PROVIDER: &[Spec] = &[
    field!("siren", "SIREN", Input::Id(Id::Siren))
        .key()
        .hint("neuf chiffres"),
    field!("name", "Nom", Input::Text).needed(),
    ADDRESS.under("Courrier"),
    POSTCODE,
    CITY,
    CONTACTS.under("Contacts"),
    group("successors", "Repreneur", SUCCESSION)
        .under("Reprise par un autre")
        .hint(
            "fusion\u{a0}: ses conventions se poursuivent\u{a0}; cession\u{a0}: par un avenant signé depuis",
        ),
];

const SUCCESSION: &[Part] = &[
    part("provider", "prestataire", Input::Record(Target::Provider)).needed(),
    part("on", "à compter du", Input::Day).needed(),
    part("nature", "nature", Input::Choice(SuccessionNature::CHOICES)).needed(),
    part("solutions", "solutions", Input::Solutions),
];

const OPINION: &[Part] = &[
    part("authority", "autorité", Input::Text).needed(),
    part("date", "rendu le", Input::Day).needed(),
    part("stance", "sens", Input::Choice(Stance::CHOICES)).needed(),
    part("text", "texte", Input::Note),
    part("next_review", "à revoir le", Input::Day),
];

/// The fields of a solution.
pub const SOLUTION: &[Spec] = &[
    field!("code", "Code", Input::Id(Id::Solution))
        .key()
        .hint("court, en minuscules, sans espace"),
    field!("name", "Nom", Input::Text).needed(),
    field!("provider", "Prestataire", Input::Record(Target::Provider)).needed(),
    field!("category", "Catégorie", Input::Choice(Category::CHOICES)).needed(),
    group("opinions", "Avis", OPINION)
        .under("Avis des autorités")
        .hint("DPD, RSSI, DRANE…\u{a0}; l’ancien avis reste"),
];

const DATA: &[Part] = &[
    part("categorie", "catégorie", Input::Text).needed(),
    part("conservation", "conservation", Input::Text),
    part("famille", "famille", Input::Choice(DataFamily::CHOICES)),
];

const PROCESSORS: &[Part] = &[
    part("nom", "nom", Input::Text).needed(),
    part("pays", "pays", Input::Text),
    part("maj", "mise à jour", Input::Day),
];

const TRANSFERS: &[Part] = &[
    part("pays", "pays", Input::Text).needed(),
    part("garantie", "garantie", Input::Text),
    part("organisme", "organisme", Input::Text),
    part("lien", "documentation", Input::Text),
];

/// The fields of a fiche de traitement, in the sections of art. 30(1) RGPD.
pub const SHEET: &[Spec] = &[
    field!("solution", "Solution", Input::Record(Target::Solution)).key(),
    field!("version", "Version", Input::Id(Id::Version)).key(),
    field!("date", "Date", Input::Day)
        .needed()
        .hint("la fiche sert à partir de ce jour"),
    field!("finalites", "Finalité", Input::Text)
        .many()
        .under("b) Finalités"),
    field!("base_legale", "Base légale", Input::Text),
    field!("personnes", "Personnes", Input::Text)
        .many()
        .under("c) Catégories de personnes et de données"),
    group("donnees", "Données", DATA).hint("la durée de conservation relève du f)"),
    field!("destinataires", "Destinataire", Input::Text)
        .many()
        .under("d) Destinataires"),
    group("sous_traitants", "Sous-traitant", PROCESSORS),
    group("transferts", "Transfert", TRANSFERS)
        .under("e) Transferts hors de l’Union européenne")
        .hint("sans garantie (art. 44 à 49), la fiche bloque l’inscription"),
    field!("securite", "Mesure", Input::Text)
        .many()
        .under("g) Mesures de sécurité"),
    field!("aipd.requise", "AIPD requise", Input::Yes)
        .needed()
        .under("Analyse d’impact (art. 35)"),
    field!("aipd.faite_le", "AIPD faite le", Input::Day),
];
