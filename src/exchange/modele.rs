//! Models of the program's own tables: the header that the importer reads, and one line as an example.

use super::table::Column;
use super::{competences, conseils, contrats, conventions, deploiements, registre, solutions};
use crate::domain::command::ImportKind;

/// An example of a fiche with every field.
const FICHES: &str = r#"[
  {
    "solution": "exemple",
    "version": "1",
    "date": "2026-09-01",
    "finalites": ["Mettre à disposition un espace numérique de travail"],
    "base_legale": "mission d’intérêt public (RGPD art. 6(1)(e))",
    "personnes": ["élèves", "responsables légaux", "enseignants"],
    "donnees": [
      {"categorie": "Identité (nom, prénom, classe)", "conservation": "durée de la scolarité dans l’école"}
    ],
    "destinataires": ["enseignants de l’école", "responsables légaux"],
    "sous_traitants": [{"nom": "Hébergeur", "pays": "France", "maj": "2026-09-01"}],
    "transferts": [{"pays": "Suisse", "garantie": "décision d’adéquation (RGPD art. 45)"}],
    "securite": ["chiffrement des échanges", "sauvegarde quotidienne"],
    "aipd": {"requise": true, "faite_le": "2026-08-15"}
  }
]
"#;

/// Returns the model of a table, or nothing for a file that others publish.
pub fn model(kind: ImportKind) -> Option<String> {
    let (schema, example): (&[Column], &[&str]) = match kind {
        ImportKind::Annuaire | ImportKind::Communes | ImportKind::Epci => return None,
        ImportKind::Fiches => return Some(FICHES.to_owned()),
        ImportKind::Solutions => (&solutions::SCHEMA, &SOLUTION),
        ImportKind::Conventions => (&conventions::SCHEMA, &CONVENTION),
        ImportKind::Contrats => (&contrats::SCHEMA, &CONTRACT),
        ImportKind::Deploiements => (&deploiements::SCHEMA, &DEPLOYMENT),
        ImportKind::Competences => (&competences::SCHEMA, &COMPETENCE),
        ImportKind::Conseils => (&conseils::SCHEMA, &COUNCIL),
        ImportKind::Registre => (&registre::SCHEMA, &ENTRY),
    };
    let names: Vec<&str> = schema.iter().map(|column| column.name).collect();
    Some(format!("{}\n{}\n", names.join(";"), example.join(";")))
}

const SOLUTION: [&str; 5] = ["exemple", "Exemple", "ENT", "999000607", "Éditeur Exemple"];

const CONVENTION: [&str; 20] = [
    "26-EXEMPLE",
    "26",
    "",
    "213801855",
    "exemple",
    "",
    "0380123C|0380124D",
    "2026-09-07",
    "2026-10-05",
    "2026-09-21",
    "2026-10-05",
    "2027-08-31",
    "tacite",
    "12",
    "3",
    "90",
    "",
    "2026-09-18 n° 12",
    "",
    "",
];

const CONTRACT: [&str; 6] = [
    "CT-EXEMPLE",
    "213801855",
    "exemple",
    "0380123C|0380124D",
    "2026-09-01",
    "2029-08-31",
];

const DEPLOYMENT: [&str; 6] = [
    "0380123C",
    "exemple",
    "contrat_souscrit",
    "2026-09-01",
    "2026-09-15",
    "1",
];

const COMPETENCE: [&str; 4] = ["0380123C", "213801855", "2026-09-01", ""];

const COUNCIL: [&str; 5] = ["0380123C", "2026-11-06", "oui", "oui", "2026-11-20"];

const ENTRY: [&str; 10] = [
    "0380123C",
    "ENT",
    "exemple",
    "1",
    "2025-10-06",
    "28-EXEMPLE|26-EXEMPLE",
    "2025-017",
    "2026-09-14",
    "",
    "",
];
