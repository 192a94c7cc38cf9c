//! The families of personal data of the template, by the words that name them in a fiche.

use crate::domain::provider::DataCategory;
use crate::exchange::export::register::treatment::Treatment;
use crate::text::fold;

/// A family: its label in the template, and the beginnings of folded words that name it.
pub(super) struct Family {
    pub(super) label: &'static str,
    words: &'static [&'static str],
}

const fn family(label: &'static str, words: &'static [&'static str]) -> Family {
    Family { label, words }
}

/// The families that are not sensitive, in the order of the template.
pub(super) const ORDINARY: &[Family] = &[
    family(
        "État civil, identité, données d’identification, images…",
        &[
            "identit",
            "civil",
            "identification",
            "photo",
            "image",
            "coordonnees",
        ],
    ),
    family(
        "Vie personnelle (habitudes de vie, situation familiale, etc.)",
        &["personnelle", "familiale", "famille", "habitude"],
    ),
    family(
        "Informations d’ordre économique et financier (revenus, situation financière, situation fiscale, etc.)",
        &["econom", "financ", "fiscal", "revenu", "quotient"],
    ),
    family(
        "Données de connexion (adress IP, logs, etc.)",
        &["connexion", "journaux", "journalisation", "log", "logs"],
    ),
    family(
        "Données de localisation (déplacements, données GPS, GSM, etc.)",
        &["localisation", "geolocalisation", "gps"],
    ),
    family("Numéro de Sécurité Sociale (ou NIR)", &["nir", "sociale"]),
];

/// The sensitive ones (RGPD art. 9 and 10).
pub(super) const SENSITIVE: &[Family] = &[
    family(
        "Données révélant l’origine raciale ou ethnique",
        &["racial", "ethnique", "ethnie"],
    ),
    family("Données révélant les opinions politiques", &["politique"]),
    family(
        "Données révélant les convictions religieuses ou philosophiques\u{a0}",
        &["relig", "philosoph"],
    ),
    family("Données révélant l’appartenance syndicale", &["syndical"]),
    family("Données génétiques", &["genetique"]),
    family(
        "Données biométriques aux fins d’identifier une personne physique de manière unique",
        &["biometri"],
    ),
    family(
        "Données concernant la santé",
        &["sante", "pai", "allergi", "medic", "handicap", "vaccin"],
    ),
    family(
        "Données concernant la vie sexuelle ou l’orientation sexuelle",
        &["sexuel"],
    ),
    family(
        "Données relatives à des condamnations pénales ou infractions",
        &["penal", "condamnation", "infraction"],
    ),
];

impl Family {
    fn has(&self, category: &DataCategory) -> bool {
        let folded = fold(&category.category);
        let mut words = folded.split(|c: char| !c.is_alphanumeric());
        words.any(|word| self.words.iter().any(|begun| named(word, begun)))
    }
}

/// True of a word that begins so; one of three letters is the whole word.
fn named(word: &str, begun: &str) -> bool {
    if begun.len() <= 3 {
        word == begun
    } else {
        word.starts_with(begun)
    }
}

/// The family of a category, the sensitive ones first; none where no word of it tells.
pub(super) fn of(category: &DataCategory) -> Option<&'static str> {
    let mut families = SENSITIVE.iter().chain(ORDINARY);
    families
        .find(|family| family.has(category))
        .map(|family| family.label)
}

/// Whether the fiches of a treatment name sensitive data, as the list says it.
pub(super) fn sensitive(treatment: &Treatment<'_>) -> &'static str {
    let sheets = treatment.versions.iter().filter_map(|version| version.sheet);
    let mut categories = sheets.flat_map(|sheet| &sheet.data);
    if categories.any(|category| SENSITIVE.iter().any(|family| family.has(category))) {
        "Oui"
    } else {
        "Aucune n’est nommée dans la fiche"
    }
}
