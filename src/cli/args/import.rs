//! What `importer` and `modele` take.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Args;

use super::{ARGUMENTS, day};
use crate::cli::names::{names, one_of};
use crate::domain::command::ImportKind;
use crate::exchange;

/// What `importer` takes.
#[derive(Debug, Args)]
#[command(next_help_heading = "Options\u{a0}")]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is an option of the command line"
)]
pub(in crate::cli) struct Importer {
    /// What the file holds.
    #[arg(
        help = format!("Ce que contient le fichier\u{a0}: {}", names(importable(), ", ")),
        value_name = "QUOI",
        value_parser = one_of(importable()),
        hide_possible_values = true,
        help_heading = ARGUMENTS,
        display_order = 0
    )]
    pub(in crate::cli) what: Importable,
    /// Le fichier, ou - pour lire l’entrée standard
    #[arg(
        value_name = "FICHIER",
        help_heading = ARGUMENTS,
        required_unless_present = "api",
        conflicts_with = "api"
    )]
    pub(in crate::cli) file: Option<PathBuf>,
    /// Demande les dossiers au site lui-même, avec le jeton de [demarches], sans fichier
    #[arg(long, conflicts_with_all = ["feuille", "proposer"])]
    pub(in crate::cli) api: bool,
    /// Redemande au site tous les dossiers, et pas seulement ceux qui ont changé depuis la dernière fois
    #[arg(long, requires = "api", conflicts_with = "file")]
    pub(in crate::cli) tout: bool,
    /// Propose la section [demarches] de la configuration d’après un export de dossiers, sans rien importer
    #[arg(long)]
    pub(in crate::cli) proposer: bool,
    /// La feuille du classeur, quand plusieurs conviennent
    #[arg(long, value_name = "NOM")]
    pub(in crate::cli) feuille: Option<String>,
    /// Jour depuis lequel un code désigne une autre commune
    #[arg(long, value_name = "AAAA-MM-JJ", value_parser = day)]
    pub(in crate::cli) effet: Option<NaiveDate>,
    /// Montre ce qui changerait, sans rien écrire
    #[arg(long)]
    pub(in crate::cli) simuler: bool,
    /// Importe le reste et écrit les lignes rejetées dans ce fichier
    #[arg(long, value_name = "REJETS")]
    pub(in crate::cli) ignorer_rejets: Option<PathBuf>,
    /// Montre chaque ligne, et pas seulement les premières
    #[arg(long)]
    pub(in crate::cli) detail: bool,
    /// Avance aussi l’étape des écoles que ces faits dépassent
    #[arg(long)]
    pub(in crate::cli) etapes: bool,
    /// Importe même un fichier plus ancien que le dernier de ce genre
    #[arg(long)]
    pub(in crate::cli) meme_ancien: bool,
    /// Écrit même ce qui touche une inscription, ou retire à plusieurs écoles d’être prêtes
    #[arg(long)]
    pub(in crate::cli) confirmer: bool,
}

/// What a file may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) enum Importable {
    /// Records of a kind.
    Records(ImportKind),
    /// A whole base, exported.
    Base,
}

/// What a file may hold, by its name.
fn importable() -> Vec<(&'static str, Importable)> {
    let kinds = ImportKind::ALL
        .iter()
        .map(|kind| (kind.code(), Importable::Records(*kind)));
    kinds.chain([("base", Importable::Base)]).collect()
}

/// What `modele` takes.
#[derive(Debug, Args)]
pub(in crate::cli) struct Modele {
    /// The table.
    #[arg(
        value_name = "NOM",
        help_heading = ARGUMENTS,
        help = format!(
            "La table\u{a0}: {}\u{a0}; ou configuration, ou touches, ou demarches, pour ces sections",
            names(exchange::models(), ", ")
        )
    )]
    pub(in crate::cli) name: String,
}
