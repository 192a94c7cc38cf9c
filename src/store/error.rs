//! What can go wrong with a store, in words for the operator.

use std::path::PathBuf;

use super::Damage;

/// What went wrong with a store.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The entry is not the next one: somebody else wrote first.
    #[error("l’opération {offered} n’est pas la suivante : la base en est à {head}")]
    NotNext {
        /// The place of the last entry in the store.
        head: u64,
        /// The place of the entry offered.
        offered: u64,
    },
    /// Another program holds the base.
    #[error(
        "la base {} est ouverte par un autre programme, le service (« preau servir ») ou un autre Préau\u{a0}; fermez l’autre Préau, arrêtez le service, ou attendez qu’il ait fini",
        .0.display()
    )]
    Busy(PathBuf),
    /// The file is not a base.
    #[error("{} n’est pas une base de Préau : {why}", path.display())]
    NotABase {
        /// The file.
        path: PathBuf,
        /// What was found.
        why: String,
    },
    /// The file was written by a later version.
    #[error("la base est au format {found}, ce programme connaît jusqu’au format {known} : mettez-le à jour")]
    TooNew {
        /// The format of the file.
        found: u32,
        /// The latest known format.
        known: u32,
    },
    /// What is stored is damaged.
    #[error(
        "la base est endommagée, {place} : {what} ; restaurez la dernière sauvegarde (« preau restaurer »)"
    )]
    Damaged {
        /// Where.
        place: String,
        /// What.
        what: String,
    },
    /// The disk is full.
    #[error("le disque est plein : rien n’a été écrit ; libérez de la place et recommencez")]
    Full,
    /// The system refused.
    #[error("{what} : {cause}")]
    Io {
        /// What was tried, in French.
        what: String,
        /// What the system answered.
        #[source]
        cause: std::io::Error,
    },
    /// The storage engine failed.
    #[error("le moteur de stockage a échoué : {0}")]
    Engine(String),
}

impl From<StoreError> for Damage {
    /// The damage that an error tells of; an error that is no damage is told of the file as a whole.
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Damaged { place, what } => Self { place, what },
            other => Self {
                place: "la base".into(),
                what: other.to_string(),
            },
        }
    }
}

impl From<Damage> for StoreError {
    fn from(Damage { place, what }: Damage) -> Self {
        Self::Damaged { place, what }
    }
}
