//! What the commands on the file of a base take.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::ARGUMENTS;
use crate::domain::journal::Head;
use crate::domain::retention::Retention;

/// What `restaurer` takes.
#[derive(Debug, Args)]
pub(in crate::cli) struct Restaurer {
    /// La sauvegarde à remettre en place, ou le dossier dont c’est la dernière
    #[arg(value_name = "FICHIER|DOSSIER", help_heading = ARGUMENTS)]
    pub(in crate::cli) file: PathBuf,
}

/// What `verifier` takes.
#[derive(Debug, Args)]
#[command(next_help_heading = "Options\u{a0}")]
pub(in crate::cli) struct Verifier {
    /// Dit si le journal continue cette tête, notée ailleurs (NUMERO:EMPREINTE)
    #[arg(long, value_name = "TETE")]
    pub(in crate::cli) depuis: Option<Head>,
    /// Restaure à part cette sauvegarde, ou la dernière de ce dossier, la vérifie, et dit si elle est de cette base
    #[arg(long, value_name = "FICHIER|DOSSIER", conflicts_with = "depuis")]
    pub(in crate::cli) sauvegarde: Option<PathBuf>,
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

/// The end of the page of help of `transmettre`.
pub(super) const SEND: &str = "preau-copie.timer le fait chaque quart d’heure (docs/second-serveur.md). L’autre serveur vérifie la\n\
copie et dit ce qu’il en a fait\u{a0}; «\u{a0}preau etat\u{a0}» le répète. Les pièces qu’il a déjà ne sont\npas envoyées.\n\n\
Codes de sortie\u{a0}: 0 la copie est reçue et entière, 1 elle est écartée, ou il lui manque des pièces,\n2 une erreur.\n\n\
Exemple\u{a0}: preau transmettre /run/preau-copie/ligne.sock --socket /run/preau/preau.sock";

/// The end of the page of help of `recevoir`.
pub(super) const RECEIVE: &str = "sshd le lance pour la clé de l’autre serveur (docs/second-serveur.md)\u{a0}: la copie vient par\n\
l’entrée standard, la réponse va à la sortie standard. Une copie qui n’est pas saine, ou qui ne\n\
continue pas la précédente, va dans le dossier ecartees, et la précédente reste en vigueur.\nUne copie n’a qu’une heure pour arriver.\n\
«\u{a0}preau etat --copies DOSSIER\u{a0}» dit où en sont les copies.\n\n\
Codes de sortie\u{a0}: 0 la copie est gardée et entière, 1 elle est écartée, ou il lui manque des pièces,\n2 une erreur.\n\n\
Exemple\u{a0}: preau recevoir /var/backups/preau";

/// What `transmettre` takes.
#[derive(Debug, Args)]
pub(in crate::cli) struct Transmettre {
    /// The line.
    #[arg(
        help = "La socket au bout de laquelle ssh joint «\u{a0}preau recevoir\u{a0}» sur l’autre serveur",
        value_name = "LIGNE",
        help_heading = ARGUMENTS
    )]
    pub(in crate::cli) line: PathBuf,
}

/// What `recevoir` takes.
#[derive(Debug, Args)]
#[command(next_help_heading = "Options\u{a0}")]
pub(in crate::cli) struct Recevoir {
    /// Le dossier des copies, qui existe
    #[arg(value_name = "DOSSIER", help_heading = ARGUMENTS, display_order = 0)]
    pub(in crate::cli) folder: PathBuf,
    /// Ne garde que la dernière copie de chacun des 14 derniers jours, des 8 dernières semaines et des 12 derniers mois
    #[arg(long, value_name = "14j,8s,12m", value_parser = Retention::parse, default_value = "14j,8s,12m",
        hide_default_value = true)]
    pub(in crate::cli) garder: Retention,
    /// Le temps, en secondes, au bout duquel une ligne muette est abandonnée (300)
    #[arg(long, value_name = "SECONDES", default_value_t = 300, value_parser = threshold, hide_default_value = true)]
    pub(in crate::cli) silence: u16,
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
    /// Where collectors are told.
    #[arg(
        help = "Donne aussi les mesures du service sur cette socket, en OpenMetrics, à un collecteur de la machine",
        long,
        value_name = "SOCKET"
    )]
    pub(in crate::cli) mesures: Option<PathBuf>,
}

/// The end of the page of help of `etat`.
pub(super) const STATE: &str = "--sonde écrit une ligne pour une supervision, et finit par son code\u{a0}: 0 tout va bien, 1 à \
surveiller, 2 critique, ou base que l’on n’atteint pas.\n\nExemples\u{a0}:\n  preau etat\n  preau etat --format json\n  \
preau etat --sonde --sauvegarde 30 --verification 8\n  preau etat --copies /var/backups/preau --sonde --copie 45";

/// What `etat` takes.
#[derive(Debug, Args)]
#[command(next_help_heading = "Options\u{a0}")]
pub(in crate::cli) struct Etat {
    /// The format.
    #[arg(
        help = "Le format\u{a0}: texte (par défaut), json ou openmetrics",
        long,
        value_enum,
        hide_possible_values = true,
        default_value = "texte",
        hide_default_value = true,
        conflicts_with = "sonde"
    )]
    pub(in crate::cli) format: StateFormat,
    /// Une ligne et un code de sortie, comme une sonde de Nagios
    #[arg(long)]
    pub(in crate::cli) sonde: bool,
    /// From which age a copy is late.
    #[arg(
        help = "L’âge d’une sauvegarde, en heures, au-delà duquel elle est à surveiller\u{a0}; critique au double",
        long,
        value_name = "HEURES",
        default_value_t = 30,
        value_parser = threshold,
        hide_default_value = true,
        requires = "sonde"
    )]
    pub(in crate::cli) sauvegarde: u16,
    /// L’âge d’une vérification, et d’un essai de restauration, en jours, au-delà duquel ils sont à surveiller
    #[arg(
        long,
        value_name = "JOURS",
        default_value_t = 8,
        value_parser = threshold,
        hide_default_value = true,
        requires = "sonde"
    )]
    pub(in crate::cli) verification: u16,
    /// From which age the copy on another server is late.
    #[arg(
        help = "L’âge de la dernière copie d’un serveur à l’autre, en minutes, au-delà duquel elle est à surveiller\u{a0}; critique \
                au double (45 dès qu’il y en a eu une)",
        long,
        value_name = "MINUTES",
        value_parser = threshold,
        requires = "sonde"
    )]
    pub(in crate::cli) copie: Option<u16>,
    /// Dit où en sont les copies que ce dossier reçoit d’un autre serveur, au lieu de la base
    #[arg(long, value_name = "DOSSIER", conflicts_with_all = ["base", "socket"])]
    pub(in crate::cli) copies: Option<PathBuf>,
    /// Le temps de 99 ordres sur 100, en millisecondes, au-delà duquel il est à surveiller
    #[arg(
        long,
        value_name = "MS",
        default_value_t = 1_000,
        value_parser = threshold,
        hide_default_value = true,
        requires = "sonde"
    )]
    pub(in crate::cli) ordres: u16,
}

/// The formats of a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum StateFormat {
    Texte,
    Json,
    Openmetrics,
}

/// Reads a threshold.
fn threshold(text: &str) -> Result<u16, String> {
    let wrong = || format!("il faut un nombre entier, {} au plus", u16::MAX);
    text.parse().map_err(|_| wrong())
}
