//! The open data that the program carries for its demo: where it is from, under which licence, and what of the demo is
//! invented. The licence asks that the source be named.

/// Each source, with what was taken from it.
pub const SOURCES: [&str; 2] = [
    "écoles de l’Isère\u{a0}: ministère de l’Éducation nationale, data.education.gouv.fr (fr-en-ips-ecoles-ap2022)",
    "communes et EPCI\u{a0}: Etalab, découpage administratif, version 6.0.0 (2026)",
];

/// The licence of the sources.
pub const LICENCE: &str = "Licence Ouverte 2.0 (www.etalab.gouv.fr/licence-ouverte-open-licence)";

/// What is true of the demo beside them.
pub const INVENTED: &str = "Tout le reste de la démonstration est inventé\u{a0}: rien n’y dit ce qu’une commune, un EPCI ou une entreprise \
     a signé, acheté, écrit ou omis.";

/// All of it, as lines of a page of help.
pub fn page() -> String {
    let sources = SOURCES.map(|source| format!("  {source}")).join("\n");
    format!("Données ouvertes de la démonstration, sous {LICENCE}\u{a0}:\n{sources}\n{INVENTED}")
}
