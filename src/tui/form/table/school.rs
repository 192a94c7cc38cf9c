//! The fields of a school and of what follows it: deployments, conseils d'école.

use crate::domain::provider::Category;
use crate::domain::school::{SchoolState, Sector};
use crate::tui::form::spec::{Id, Input, Spec, Target, field};

const NATURES: &[(&str, &str)] = &[
    ("151", "151 · élémentaire ou primaire"),
    ("153", "153 · élémentaire d’application"),
    ("101", "101 · maternelle"),
    ("103", "103 · maternelle d’application"),
    ("162", "162 · spécialisée"),
];

const RPI: &[(&str, &str)] = &[("concentre", "concentré"), ("disperse", "dispersé")];

/// The fields of a school.
pub const FIELDS: &[Spec] = &[
    field!("uai", "UAI", Input::Id(Id::Uai))
        .key()
        .hint("sept chiffres puis une lettre"),
    field!("name", "Nom", Input::Text).needed(),
    field!("nature", "Nature", Input::Code(NATURES)).needed(),
    field!("sector", "Secteur", Input::Choice(Sector::CHOICES)).needed(),
    field!("insee", "Code INSEE", Input::Record(Target::Commune))
        .under("Lieu")
        .hint("choisissez la commune\u{a0}: son nom et son département suivent"),
    field!("commune", "Commune", Input::Text).needed(),
    field!("departement", "Département", Input::Id(Id::Departement)),
    field!("address", "Adresse", Input::Text),
    field!("postcode", "Code postal", Input::Postcode),
    field!("territoire", "Territoire", Input::Id(Id::Insee))
        .hint("le code d’avant la fusion de sa commune\u{a0}; ses conventions continuent"),
    field!("email", "Courriel", Input::Email),
    field!("telephone", "Téléphone", Input::Text),
    field!("circonscription", "Circonscription", Input::Text),
    field!("circonscription_code", "Code circo.", Input::Id(Id::Uai)).hint("l’UAI de l’inspection"),
    field!("mere", "Établ. mère", Input::Id(Id::Uai)),
    field!("rpi.sort", "RPI", Input::Choice(RPI)),
    field!("rpi.code", "Code du RPI", Input::Text).hint("d’un RPI dispersé"),
    field!("state", "État", Input::Choice(SchoolState::CHOICES)).under("Ouverture"),
    field!("opened", "Ouverte le", Input::Day),
    field!("closed", "Fermée le", Input::Day).hint("premier jour de fermeture"),
    field!("successors", "Successeur", Input::Record(Target::School)).many(),
];

/// The facts of a deployment that no stage carries.
pub const DEPLOYMENT: &[Spec] = &[
    field!("school", "École", Input::Record(Target::School)).key(),
    field!("category", "Catégorie", Input::Choice(Category::CHOICES)).key(),
    field!("family_notice.date", "Notice remise le", Input::Day).under("Notice aux familles"),
    field!(
        "family_notice.version",
        "Version de la notice",
        Input::Id(Id::Version)
    )
    .hint("la version de la fiche dont la notice est tirée"),
    field!("training", "Formation", Input::Day).under("Suite"),
    field!("exit", "Sortie", Input::Day),
    field!("deletion_certificate", "Attestation de suppression", Input::Day),
];

/// The fields of a conseil d'école.
pub const COUNCIL: &[Spec] = &[
    field!("school", "École", Input::Record(Target::School)).key(),
    field!("date", "Date", Input::Day).key(),
    field!("on_agenda", "ENT à l’ordre du jour", Input::Yes),
    field!("families_informed", "Information donnée", Input::Yes),
    field!("minutes_received", "Procès-verbal reçu le", Input::Day),
];
