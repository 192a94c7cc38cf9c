//! What was done to a cell to get its value.

use super::Severity;

/// A repair that is certain, or a doubt about a value that is kept.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Note {
    /// A code had lost the zeros it begins with.
    #[error("zéro initial rétabli")]
    LeadingZero,
    /// A telephone number had lost the zero it begins with.
    #[error("zéro initial du numéro rétabli")]
    PhoneZero,
    /// A number is no French number of ten digits; it is kept as it is.
    #[error("ce numéro n’a pas la forme d’un numéro français\u{a0}: gardé tel quel")]
    UnusualPhone,
    /// The text had been read in another encoding.
    #[error("accents rétablis\u{a0}: le texte avait été lu dans un autre encodage (UTF-8)")]
    Accents,
    /// The day is that of Paris, of an instant written in universal time.
    #[error("instant écrit en temps universel (UTC)\u{a0}: jour de Paris")]
    ParisDay,
    /// A day of the year 9999 stands for no last day.
    #[error("sans fin")]
    Endless,
    /// Control characters, escape sequences or direction marks were taken out of a text.
    #[error("caractères de contrôle ou de direction retirés")]
    Cleaned,
    /// A key was corrected since the file was written: which it is now.
    #[error("clé corrigée depuis\u{a0}: {0}")]
    Corrected(String),
    /// The number of an avenant is that of one that is noted, but for the zeros that it begins with.
    #[error("c’est l’avenant {0}")]
    SameAmendment(String),
}

impl Note {
    /// Returns what the note does to the row: it never refuses it.
    pub fn severity(&self) -> Severity {
        match self {
            Self::LeadingZero
            | Self::PhoneZero
            | Self::Accents
            | Self::ParisDay
            | Self::Endless
            | Self::Corrected(_)
            | Self::SameAmendment(_) => Severity::Repaired,
            Self::UnusualPhone | Self::Cleaned => Severity::Warning,
        }
    }
}
