//! The one table of the rules: code, severity, source.

use serde::{Deserialize, Serialize};

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The school may not be entered in the register.
    #[serde(rename = "bloquant")]
    Blocking,
    #[serde(rename = "critique")]
    Critical,
    /// The accounts may not be opened (C1–C4).
    #[serde(rename = "comptes")]
    Accounts,
    #[serde(rename = "avertissement")]
    Warning,
}

impl Severity {
    /// Every severity with its code (files, filters) and what it means, the heaviest first.
    pub const TABLE: [(Self, &'static str, &'static str); 4] = [
        (Self::Blocking, "bloquant", "empêche l’inscription"),
        (Self::Critical, "critique", "à régulariser"),
        (Self::Accounts, "comptes", "empêche l’ouverture des comptes"),
        (Self::Warning, "avertissement", "avertissement"),
    ];

    /// The code used in files and filters: `bloquant`.
    pub fn code(self) -> &'static str {
        Self::TABLE[self as usize].1
    }
}

/// Declares the rules with their severity and their legal source.
macro_rules! rules {
    ($($code:ident, $severity:ident, $source:literal, $title:literal;)*) => {
        /// A rule of DOMAIN.md, by its code.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[allow(missing_docs, reason = "the table gives each its title")]
        pub enum RuleCode { $($code),* }

        impl RuleCode {
            /// Every rule, in order.
            pub const ALL: &[Self] = &[$(Self::$code),*];

            /// The code as text: `B7`.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$code => stringify!($code)),* }
            }

            /// The severity of its findings.
            pub fn severity(self) -> Severity {
                match self { $(Self::$code => Severity::$severity),* }
            }

            /// The legal source; empty where the rule is the DSDEN's own.
            pub fn source(self) -> &'static str {
                match self { $(Self::$code => $source),* }
            }

            /// What the rule is about, in a few French words, for lists of filters.
            pub fn title(self) -> &'static str {
                match self { $(Self::$code => $title),* }
            }

            /// Reads a code, in either case.
            pub fn parse(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|code| code.as_str().eq_ignore_ascii_case(text))
            }
        }
    };
}

rules! {
    B1, Blocking, "RGPD art. 5(1)(d)", "école non ouverte ou UAI faux";
    B2, Blocking, "", "école privée";
    B3, Blocking, "", "aucune solution choisie";
    B4, Blocking, "", "aucune collectivité compétente";
    B5, Blocking, "RGPD art. 28(3)", "aucune convention 28 en vigueur";
    B6, Blocking, "RGPD art. 28(3)", "convention 28 sans une clause obligatoire";
    B7, Blocking, "RGPD art. 26", "aucune convention 26 en vigueur";
    B8, Blocking, "RGPD art. 26", "convention 26 sans cette école ou cette solution";
    B9, Blocking, "RGPD art. 30(1)", "fiche de traitement absente ou incomplète";
    B10, Blocking, "RGPD art. 44 à 49", "transfert hors UE sans garantie";
    B11, Blocking, "", "inscription active avec une autre solution";
    C1, Accounts, "RGPD art. 30", "comptes sans inscription";
    C2, Accounts, "", "aucun contrat en cours";
    C3, Accounts, "RGPD art. 13 et 14", "notice aux familles non remise";
    C4, Accounts, "RGPD art. 35", "AIPD à faire";
    W0, Critical, "RGPD art. 26, 28 et 30", "à régulariser";
    W1, Warning, "", "échéance proche";
    W3, Warning, "", "conseil d’école non informé";
    W8, Warning, "CGCT art. L5211-17", "compétence transférée depuis la signature";
    W17, Warning, "", "chronologie";
    W20, Warning, "", "convention sans réponse";
    W21, Warning, "", "convention au parapheur";
}
