//! The stages of a deployment.

use crate::domain::coded::coded;

coded! {
    /// How far a school is with a solution, as the operator says.
    stored enum Stage {
        /// The need was recorded.
        BesoinRecense "besoin_recense", "besoin recensé";
        /// An offer was judged.
        OffreEvaluee "offre_evaluee", "offre évaluée";
        SolutionChoisie "solution_choisie", "solution choisie";
        /// The collectivité signed its contract.
        ContratSouscrit "contrat_souscrit", "contrat souscrit";
        ConventionEnvoyee "convention_envoyee", "convention 26 envoyée";
        ConventionSignee "convention_signee", "convention 26 signée";
        ConseilInforme "conseil_informe", "conseil d’école informé";
        /// The school is in the register.
        Inscrite "inscrite", "inscrite au registre";
        ComptesEnseignants "comptes_enseignants", "comptes enseignants";
        ComptesFamilles "comptes_familles", "comptes familles";
        /// The training was given.
        FormationFaite "formation_faite", "formation faite";
        EnUsage "en_usage", "en usage";
        Suspendue "suspendue", "suspendue";
        /// The school left the solution.
        Sortie "sortie", "sortie";
        DonneesSupprimees "donnees_supprimees", "données supprimées";
    }
}

impl Stage {
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
