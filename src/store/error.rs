//! What can go wrong with a store, in words for the operator.

use std::path::PathBuf;

use super::Damage;
use crate::system;
use crate::system::holder::Holder;

/// What went wrong with a store.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The entry is not the next one: somebody else wrote first.
    #[error("l’opération {offered} n’est pas la suivante\u{a0}: la base en est à {head}")]
    NotNext {
        /// The place of the last entry in the store.
        head: u64,
        /// The place of the entry offered.
        offered: u64,
    },
    /// Another program holds the base.
    #[error(
        "la base {} est ouverte par un autre programme, {}\u{a0}; {}",
        path.display(), held_by(holder.as_deref()), way_to_share(holder.as_deref())
    )]
    Busy {
        path: PathBuf,
        /// The program, where the system tells it.
        holder: Option<Box<Holder>>,
    },
    /// The place does not take the file of a base.
    #[error("{0}")]
    Place(String),
    /// The file is not a base.
    #[error("{} n’est pas une base de Préau\u{a0}: {why}", path.display())]
    NotABase { path: PathBuf, why: String },
    /// The file was written by a later version.
    #[error(
        "la base est au format {found}, ce programme connaît jusqu’au format {known}\u{a0}: mettez-le à jour"
    )]
    TooNew {
        /// The format of the file.
        found: u32,
        /// The latest known format.
        known: u32,
    },
    /// The file is no base for trials, and what would take its place is one.
    #[error(
        "cette sauvegarde est celle d’une base d’essai, et {} n’en est pas une\u{a0}: rien n’est remplacé\u{a0}; donnez un autre fichier avec --base",
        .0.display()
    )]
    Trial(PathBuf),
    /// What is stored is damaged.
    #[error(
        "la base est endommagée, {place}\u{a0}: {what}\u{a0}; restaurez la dernière sauvegarde («\u{a0}preau restaurer\u{a0}»)"
    )]
    Damaged { place: String, what: String },
    /// A copy is not one of the base of which there is one already.
    #[error("elle ne continue pas la copie précédente, {place}\u{a0}: {what}")]
    Parted { place: String, what: String },
    /// The file of the base is no more the one under its name: nothing is written any more, and nothing of what was
    /// offered is.
    #[error(
        "la base {} {}\u{a0}: plus rien n’y est enregistré, et ce qui se lit encore vient de la mémoire du programme\u{a0}; {}",
        path.display(), loss.text(), loss.remedy()
    )]
    Gone {
        path: PathBuf,
        /// What became of it.
        loss: Loss,
    },
    /// The disk failed in the middle of a commit: whether it is on the disk is known once the base is opened again.
    #[error(
        "le disque a répondu par une erreur ({0})\u{a0}: on ne sait pas si l’opération est enregistrée\u{a0}; la base s’est \
         fermée, relancez le programme, qui dira ce qu’il en est"
    )]
    Unknown(String),
    /// The disk is full.
    #[error(
        "le disque est plein, ou un quota ou une limite de taille est atteint\u{a0}: rien n’a été écrit\u{a0}; libérez de \
         la place et recommencez"
    )]
    Full,
    #[error("{what}\u{a0}: {}", system::answer(cause))]
    Io {
        /// What was tried, in French.
        what: String,
        /// What the system answered.
        #[source]
        cause: std::io::Error,
    },
    /// The storage engine failed.
    #[error("le moteur de stockage a échoué\u{a0}: {0}")]
    Engine(String),
}

/// Who holds a base, after a comma.
pub fn held_by(holder: Option<&Holder>) -> String {
    holder.map_or_else(
        || "le service («\u{a0}preau servir\u{a0}») ou un autre Préau".to_owned(),
        ToString::to_string,
    )
}

/// How to work on it all the same.
fn way_to_share(holder: Option<&Holder>) -> &'static str {
    match holder {
        Some(holder) if holder.command.contains(" servir") => {
            "c’est le service\u{a0}: passez par lui avec --socket"
        }
        Some(_) => {
            "fermez l’autre Préau ou attendez qu’il ait fini\u{a0}; pour travailler à plusieurs, servez la base («\u{a0}preau \
             servir\u{a0}»), puis passez par le service avec --socket"
        }
        None => {
            "si c’est le service, passez par lui avec --socket\u{a0}; sinon, fermez l’autre Préau ou attendez qu’il ait fini"
        }
    }
}

/// What became of the file of a base that a program holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Loss {
    /// It has another name, where that is known; there is nothing under its own.
    Moved(Option<PathBuf>),
    /// It has no name any more.
    Removed,
    /// Another file is under its name.
    Replaced,
    /// It is under its name, and another program wrote in it.
    Overwritten,
}

impl Loss {
    /// What happened to the base, as the end of a sentence.
    fn text(&self) -> String {
        match self {
            Self::Moved(Some(to)) => format!("a été déplacée (elle est maintenant à {})", to.display()),
            Self::Moved(None) => "n’est plus à sa place".to_owned(),
            Self::Removed => "a été supprimée".to_owned(),
            Self::Replaced => "a été remplacée par un autre fichier".to_owned(),
            Self::Overwritten => "a été modifiée par un autre programme".to_owned(),
        }
    }

    /// What to do, as a sentence.
    fn remedy(&self) -> &'static str {
        match self {
            Self::Moved(_) => {
                "quittez ou arrêtez le service, remettez le fichier à sa place, puis relancez le programme"
            }
            Self::Removed => {
                "quittez ou arrêtez le service, restaurez la dernière sauvegarde («\u{a0}preau restaurer\u{a0}»), puis \
                 relancez le programme"
            }
            Self::Replaced => {
                "quittez ou arrêtez le service, voyez lequel des deux fichiers est le bon, puis relancez le programme"
            }
            Self::Overwritten => {
                "quittez ou arrêtez le service, vérifiez ce qui est dans le fichier («\u{a0}preau verifier\u{a0}»), puis \
                 relancez le programme"
            }
        }
    }
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
