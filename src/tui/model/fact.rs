//! The facts that are noted of several schools at once.

/// What came to pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fact {
    /// The notice that families were given.
    Notice,
    /// A conseil d'école in which the solution was presented.
    Informed,
    /// A conseil d'école, held or to come.
    Council,
    /// The minutes of the last conseil.
    Minutes,
    /// The certificate of deletion of what was left.
    Certificate,
}

impl Fact {
    /// What it is, in French.
    pub fn label(self) -> &'static str {
        match self {
            Self::Notice => "Notice remise aux familles",
            Self::Informed => "Conseil d’école, information donnée",
            Self::Council => "Conseil d’école, sans information",
            Self::Minutes => "PV de conseil d’école reçu",
            Self::Certificate => "Attestation de suppression reçue",
        }
    }
}
