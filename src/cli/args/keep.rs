//! What the commands on the file of a base take.

use std::path::PathBuf;

use clap::Args;

use super::ARGUMENTS;
use crate::domain::journal::Head;
use crate::domain::retention::Retention;

/// What `restaurer` takes.
#[derive(Debug, Args)]
pub(in crate::cli) struct Restaurer {
    /// La sauvegarde à remettre en place
    #[arg(value_name = "FICHIER", help_heading = ARGUMENTS)]
    pub(in crate::cli) file: PathBuf,
}

/// What `verifier` takes.
#[derive(Debug, Args)]
#[command(next_help_heading = "Options\u{a0}")]
pub(in crate::cli) struct Verifier {
    /// Dit si le journal continue cette tête, notée ailleurs (NUMERO:EMPREINTE)
    #[arg(long, value_name = "TETE")]
    pub(in crate::cli) depuis: Option<Head>,
}

/// What `sauvegarder` takes.
#[derive(Debug, Args)]
#[command(next_help_heading = "Options\u{a0}")]
pub(in crate::cli) struct Sauvegarder {
    /// Le fichier, ou le dossier
    #[arg(value_name = "FICHIER|DOSSIER", help_heading = ARGUMENTS, display_order = 0)]
    pub(in crate::cli) target: PathBuf,
    /// Ne garde dans le dossier que la dernière copie de chacun des 14 derniers jours, des 8 dernières semaines et des
    /// 12 derniers mois où il y en a une
    #[arg(long, value_name = "14j,8s,12m", value_parser = Retention::parse)]
    pub(in crate::cli) garder: Option<Retention>,
    /// Remplace la copie qui porte déjà ce nom
    #[arg(long)]
    pub(in crate::cli) remplacer: bool,
}

/// What `servir` takes.
#[derive(Debug, Args)]
#[command(next_help_heading = "Options\u{a0}")]
pub(in crate::cli) struct Servir {
    /// Crée la base, vide, et s’arrête
    #[arg(long)]
    pub(in crate::cli) creer: bool,
    /// Écrit une ligne du journal technique par question, et pas seulement par ordre
    #[arg(long)]
    pub(in crate::cli) detail: bool,
}
