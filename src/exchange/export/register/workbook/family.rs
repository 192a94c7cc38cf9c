//! The families of personal data of the template: the one that a fiche names, else by the words of the category.

use crate::domain::provider::{DataCategory, DataFamily};
use crate::exchange::export::register::treatment::Treatment;
use crate::text::fold;

/// What the template calls a family.
pub(super) fn label(family: DataFamily) -> &'static str {
    match family {
        DataFamily::Identity => "État civil, identité, données d’identification, images…",
        DataFamily::PersonalLife => "Vie personnelle (habitudes de vie, situation familiale, etc.)",
        DataFamily::Economic => {
            "Informations d’ordre économique et financier (revenus, situation financière, situation fiscale, etc.)"
        }
        DataFamily::Connection => "Données de connexion (adress IP, logs, etc.)",
        DataFamily::Location => "Données de localisation (déplacements, données GPS, GSM, etc.)",
        DataFamily::Nir => "Numéro de Sécurité Sociale (ou NIR)",
        DataFamily::Origin => "Données révélant l’origine raciale ou ethnique",
        DataFamily::Politics => "Données révélant les opinions politiques",
        DataFamily::Beliefs => "Données révélant les convictions religieuses ou philosophiques\u{a0}",
        DataFamily::Union => "Données révélant l’appartenance syndicale",
        DataFamily::Genetic => "Données génétiques",
        DataFamily::Biometric => {
            "Données biométriques aux fins d’identifier une personne physique de manière unique"
        }
        DataFamily::Health => "Données concernant la santé",
        DataFamily::SexLife => "Données concernant la vie sexuelle ou l’orientation sexuelle",
        DataFamily::Offences => "Données relatives à des condamnations pénales ou infractions",
    }
}

/// The beginnings of folded words that name a family in a fiche that does not say it.
fn words(family: DataFamily) -> &'static [&'static str] {
    match family {
        DataFamily::Identity => &[
            "identit",
            "civil",
            "identification",
            "photo",
            "image",
            "coordonnees",
        ],
        DataFamily::PersonalLife => &["personnelle", "familiale", "famille", "habitude"],
        DataFamily::Economic => &["econom", "financ", "fiscal", "revenu", "quotient"],
        DataFamily::Connection => &["connexion", "journaux", "journalisation", "log", "logs"],
        DataFamily::Location => &["localisation", "geolocalisation", "gps"],
        DataFamily::Nir => &["nir", "sociale"],
        DataFamily::Origin => &["racial", "ethnique", "ethnie"],
        DataFamily::Politics => &["politique"],
        DataFamily::Beliefs => &["relig", "philosoph"],
        DataFamily::Union => &["syndical"],
        DataFamily::Genetic => &["genetique"],
        DataFamily::Biometric => &["biometri"],
        DataFamily::Health => &["sante", "pai", "allergi", "medic", "handicap", "vaccin"],
        DataFamily::SexLife => &["sexuel"],
        DataFamily::Offences => &["penal", "condamnation", "infraction"],
    }
}

/// True where the words of a category name a family.
fn is_named(family: DataFamily, category: &DataCategory) -> bool {
    let folded = fold(&category.category);
    let mut written = folded.split(|c: char| !c.is_alphanumeric());
    written.any(|word| words(family).iter().any(|begun| is_word(word, begun)))
}

/// True of a word that begins so; one of three letters is the whole word.
fn is_word(word: &str, begun: &str) -> bool {
    if begun.len() <= 3 {
        word == begun
    } else {
        word.starts_with(begun)
    }
}

/// The family of a category: the one that the fiche says, else by its words, the sensitive ones first; none where no word
/// tells.
pub(super) fn of(category: &DataCategory) -> Option<DataFamily> {
    let (sensitive, ordinary): (Vec<_>, Vec<_>) = DataFamily::ALL
        .into_iter()
        .partition(|family| family.is_sensitive());
    let mut families = sensitive.into_iter().chain(ordinary);
    category
        .family
        .or_else(|| families.find(|family| is_named(*family, category)))
}

/// Whether the fiches of a treatment name sensitive data, as the list says it.
pub(super) fn sensitive(treatment: &Treatment<'_>) -> &'static str {
    let sheets = treatment.versions.iter().filter_map(|version| version.sheet);
    let mut families = sheets.flat_map(|sheet| &sheet.data).filter_map(of);
    if families.any(DataFamily::is_sensitive) {
        "Oui"
    } else {
        "Aucune n’est nommée dans la fiche"
    }
}
