//! The identities of columns.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Declares the columns with their codes.
macro_rules! columns {
    ($($(#[$doc:meta])* $id:ident $code:literal;)*) => {
        /// The identity of a column, stored and exported by its code, which is stable across versions.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum ColumnId { $($(#[$doc])* $id),* }

        impl ColumnId {
            /// Every column.
            pub const ALL: &[Self] = &[$(Self::$id),*];

            /// The code: `collectivite_nom`.
            pub fn code(self) -> &'static str {
                match self { $(Self::$id => $code),* }
            }
        }
    };
}

columns! {
    /// The UAI of a school.
    Uai "uai";
    Nom "nom";
    /// The commune of a school.
    Commune "commune";
    /// The département of a school.
    Departement "departement";
    /// The circonscription of a school.
    Circonscription "circonscription";
    /// The SIREN of who holds the competence over a school.
    Collectivite "collectivite";
    /// The name of who holds it.
    CollectiviteNom "collectivite_nom";
    /// The category of the solution.
    Categorie "categorie";
    /// The code of the solution.
    Solution "solution";
    /// The name of the solution.
    SolutionNom "solution_nom";
    Etape "etape";
    /// What a school is as to one of its deployments.
    Situation "situation";
    /// What a school is, all its deployments looked at.
    Etat "etat";
    /// The number of the register entry.
    Inscription "inscription";
    /// A convention 28 in force serves.
    Convention28 "convention_28";
    /// A convention 26 in force serves.
    Convention26 "convention_26";
    /// The end of what is relied on, or of a convention.
    Echeance "echeance";
    /// The rules that speak.
    Regles "regles";
    /// The next conseil d'école.
    Conseil "conseil";
    /// The day on which to look at a school again.
    ARevoir "a_revoir";
    /// Where to write to.
    Courriel "courriel";
    /// The SIREN of a party.
    Siren "siren";
    /// The kind of a collectivité.
    Nature "nature";
    Ecoles "ecoles";
    /// How many of them are blocked.
    Bloquees "bloquees";
    /// How many of them are in the register.
    Inscrites "inscrites";
    /// The solutions of a prestataire.
    Solutions "solutions";
    /// The number of a convention.
    Numero "numero";
    /// The article of a convention.
    Article "article";
    /// The party of a convention.
    Partie "partie";
    /// The status of a convention.
    Statut "statut";
    /// The day on which a convention was sent.
    Envoyee "envoyee_le";
    /// The day on which the party signed a convention.
    SigneePartie "signee_partie_le";
    /// The day of the last relance.
    Relance "relancee_le";
    /// The day on which to come back to it.
    ARelancer "a_relancer_le";
    /// Since when the party's signature is awaited, of a convention or of an avenant.
    Attendue "attendue_depuis";
    /// Since when the authority's is.
    Parapheur "parapheur_depuis";
    /// The avenants of a convention that wait for a signature.
    Avenants "avenants";
    /// The reference of the collectivité's délibération.
    Deliberation "deliberation";
    /// The last day on which the next renewal of a convention may be denounced.
    Denonciation "denoncer_avant";
    /// The day on which the notice was given to the families of a use.
    Notice "notice_familles_le";
    /// The day on which a school left its solution.
    Sortie "sortie_le";
    /// The day of the certificate that the data of a use were deleted.
    Certificat "certificat_le";
    /// Where the review of the register entry is.
    Controle "controle";
}

impl ColumnId {
    /// The column of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|id| id.code() == code)
    }
}

impl Serialize for ColumnId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for ColumnId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = String::deserialize(deserializer)?;
        let unknown = || serde::de::Error::custom(format!("colonne inconnue\u{a0}: {}", code.escape_debug()));
        Self::from_code(&code).ok_or_else(unknown)
    }
}
