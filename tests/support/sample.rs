//! The sample of Isère, as files.

/// The demo's files, in the order in which they are imported.
pub const DEMO: [(&str, &str); 11] = [
    ("communes", "communes-038.json"),
    ("epci", "epci-038.json"),
    ("epci", "syndicats-038.json"),
    ("annuaire", "annuaire-038.csv"),
    ("solutions", "solutions.csv"),
    ("fiches", "fiches.json"),
    ("conventions", "conventions.csv"),
    ("competences", "competences.csv"),
    ("contrats", "contrats.csv"),
    ("deploiements", "deploiements.csv"),
    ("conseils", "conseils.csv"),
];
