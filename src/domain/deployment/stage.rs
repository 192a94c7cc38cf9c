//! The stages of a deployment, and the one table of the moves that an operator may make.

use serde::{Deserialize, Serialize};

/// How far a school is with a solution, as the operator says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// The need was recorded.
    BesoinRecense,
    /// An offer was judged.
    OffreEvaluee,
    /// The solution was chosen.
    SolutionChoisie,
    /// The collectivité signed its contract.
    ContratSouscrit,
    /// The convention 26 was sent.
    ConventionEnvoyee,
    /// The convention 26 was signed.
    ConventionSignee,
    /// The conseil d'école was told.
    ConseilInforme,
    /// The school is in the register.
    Inscrite,
    /// Teachers have accounts.
    ComptesEnseignants,
    /// Families have accounts.
    ComptesFamilles,
    /// The training was given.
    FormationFaite,
    /// In use.
    EnUsage,
    /// Suspended.
    Suspendue,
    /// The school left the solution.
    Sortie,
    /// The data was deleted.
    DonneesSupprimees,
}

/// Every stage with its code (files, filters) and its label (screen), in order.
const TABLE: [(Stage, &str, &str); 15] = [
    (Stage::BesoinRecense, "besoin_recense", "besoin recensé"),
    (Stage::OffreEvaluee, "offre_evaluee", "offre évaluée"),
    (Stage::SolutionChoisie, "solution_choisie", "solution choisie"),
    (Stage::ContratSouscrit, "contrat_souscrit", "contrat souscrit"),
    (
        Stage::ConventionEnvoyee,
        "convention_envoyee",
        "convention 26 envoyée",
    ),
    (
        Stage::ConventionSignee,
        "convention_signee",
        "convention 26 signée",
    ),
    (
        Stage::ConseilInforme,
        "conseil_informe",
        "conseil d’école informé",
    ),
    (Stage::Inscrite, "inscrite", "inscrite au registre"),
    (
        Stage::ComptesEnseignants,
        "comptes_enseignants",
        "comptes enseignants",
    ),
    (Stage::ComptesFamilles, "comptes_familles", "comptes familles"),
    (Stage::FormationFaite, "formation_faite", "formation faite"),
    (Stage::EnUsage, "en_usage", "en usage"),
    (Stage::Suspendue, "suspendue", "suspendue"),
    (Stage::Sortie, "sortie", "sortie"),
    (
        Stage::DonneesSupprimees,
        "donnees_supprimees",
        "données supprimées",
    ),
];

impl Stage {
    /// Every stage, in order.
    pub fn all() -> impl Iterator<Item = Self> {
        TABLE.iter().map(|(stage, _, _)| *stage)
    }

    /// The code used in files and filters: `contrat_souscrit`.
    pub fn code(self) -> &'static str {
        TABLE[self as usize].1
    }

    /// The French label: `contrat souscrit`.
    pub fn label(self) -> &'static str {
        TABLE[self as usize].2
    }

    /// The label in sixteen columns.
    pub fn short(self) -> &'static str {
        match self {
            Self::ConventionEnvoyee => "conv. 26 envoyée",
            Self::ConventionSignee => "conv. 26 signée",
            Self::ConseilInforme => "conseil informé",
            Self::Inscrite => "inscrite",
            Self::ComptesEnseignants => "comptes ens.",
            Self::DonneesSupprimees => "supprimées",
            whole => whole.label(),
        }
    }

    /// Reads a code.
    pub fn from_code(code: &str) -> Option<Self> {
        TABLE
            .iter()
            .find(|(_, known, _)| *known == code)
            .map(|(stage, _, _)| *stage)
    }

    /// True where going to another stage takes back what was done; use that goes on after a suspension does not.
    pub fn recedes_to(self, to: Self) -> bool {
        to < self && (self, to) != (Self::Suspendue, Self::EnUsage)
    }

    /// True for the stages after registration at which accounts are open.
    pub fn accounts_open(self) -> bool {
        (Self::ComptesEnseignants..=Self::EnUsage).contains(&self)
    }

    /// True for the stages of a use that the school has left.
    pub fn is_left(self) -> bool {
        self >= Self::Sortie
    }

    /// True for the stages at which families have accounts.
    pub fn family_accounts_open(self) -> bool {
        (Self::ComptesFamilles..=Self::EnUsage).contains(&self)
    }
}

#[cfg(test)]
mod tests {
    use super::{Stage, TABLE};

    #[test]
    fn the_table_is_in_the_order_of_the_stages() {
        for (position, (stage, code, _)) in TABLE.iter().enumerate() {
            assert_eq!(*stage as usize, position);
            assert_eq!(Stage::from_code(code), Some(*stage));
            assert_eq!(serde_json::to_value(stage).unwrap(), *code);
        }
    }
}
