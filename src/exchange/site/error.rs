//! Why an export gives no dossiers: what is wrong, and what to do.

use crate::text::quoted;

/// An export that gives no dossiers.
#[derive(Debug, thiserror::Error)]
#[error("{name}\u{a0}: {fault}")]
pub struct SiteError {
    /// The file, inert.
    pub name: String,
    pub fault: Fault,
}

/// Why an export gives no dossiers.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// A row that is no row of the table.
    #[error("{0}")]
    Row(String),
    /// Columns of the site are missing.
    #[error(
        "ce n’est pas un export de dossiers de Démarches Simplifiées\u{a0}: il manque {}. Colonnes lues\u{a0}: {}.",
        listed(missing),
        columns(found)
    )]
    NoExport {
        missing: Vec<String>,
        found: Vec<String>,
    },
    /// Labels of the configuration that the file has not.
    #[error(
        "{} de la section [demarches] {} dans ce fichier\u{a0}: {}. Colonnes lues\u{a0}: {}. Corrigez la configuration\u{a0}; \
         --proposer en écrit une d’après le fichier.",
        if missing.len() == 1 { "un libellé" } else { "des libellés" },
        if missing.len() == 1 { "n’est pas" } else { "ne sont pas" },
        listed(missing),
        columns(found)
    )]
    Unmatched {
        missing: Vec<String>,
        found: Vec<String>,
    },
    /// Choices whose meaning the configuration does not say.
    #[error(
        "la section [demarches.solutions] ne dit pas ce que veut dire {}. Choix qu’elle connaît\u{a0}: {}. Ajoutez une ligne par choix, \
         avec le code d’une solution, ou \"\" pour qu’une personne le dise.",
        listed(unknown),
        listed(known)
    )]
    Choices {
        unknown: Vec<String>,
        known: Vec<String>,
    },
    /// Two blocks bear the label by which one is named.
    #[error(
        "plusieurs blocs portent le libellé «\u{a0}{}\u{a0}»\u{a0}: {}. Nommez le bloc par son numéro.",
        quoted(label),
        listed(blocks)
    )]
    TwoBlocks { label: String, blocks: Vec<String> },
    /// The technical identifiers that the site wrote in place of schools until March 2026.
    #[error(
        "ligne {line}, colonne «\u{a0}{}\u{a0}»\u{a0}: «\u{a0}{}\u{a0}» sont des identifiants techniques, que le site écrivait par erreur à la \
         place des écoles avant mars 2026. Refaites l’export.",
        quoted(column),
        quoted(value)
    )]
    TechnicalIds {
        line: u64,
        column: String,
        value: String,
    },
    /// The configuration says nothing of the form.
    #[error(
        "la configuration n’a pas de section [demarches]\u{a0}: elle dit quelles colonnes du formulaire sont la solution et les écoles. \
         --proposer en écrit une d’après le fichier."
    )]
    NoMapping,
}

impl Fault {
    /// The error of a file.
    pub(super) fn of(self, name: &str) -> SiteError {
        SiteError {
            name: name.to_owned(),
            fault: self,
        }
    }
}

/// How many names a message lists.
const LISTED: usize = 80;

/// Lists columns, inert and not without end.
fn columns(names: &[String]) -> String {
    if names.is_empty() {
        return "aucune".to_owned();
    }
    listed(names)
}

/// Lists names, inert and not without end.
fn listed(names: &[String]) -> String {
    let shown = names
        .iter()
        .take(LISTED)
        .map(|name| format!("«\u{a0}{}\u{a0}»", quoted(name)));
    let mut shown: Vec<String> = shown.collect();
    if names.is_empty() {
        return "aucun".to_owned();
    }
    if names.len() > LISTED {
        shown.push(format!("et {} de plus", names.len() - LISTED));
    }
    shown.join(", ")
}
