//! What the commands on the review of register entries, and on the notice that families were given, take.

use clap::Args;

use super::ARGUMENTS;
use crate::domain::register::EntryNumber;

/// What follows the options of `controle`.
pub(super) const REVIEW: &str = "Sans option, la commande montre ce que couvre le contrôle de chaque inscription, et si le dernier\n\
    vaut encore. Avec --conforme ou --reserve, elle le montre, le demande, et l’enregistre (droit\n\
    «\u{a0}dpd\u{a0}»)\u{a0}; sans terminal, il faut --confirmer. Plusieurs inscriptions font une seule opération\u{a0}:\n\
    toutes ou aucune.\n\n\
    Codes de sortie\u{a0}: 0 chaque contrôle vaut, ou est enregistré ou levé, 1 l’un est à faire ou à\n\
    refaire, ou est refusé, 2 une erreur.\n\n\
    Exemples\u{a0}:\n  preau controle 12\n  preau controle 12 13 --conforme\n  \
    preau controle 12 --reserve 'annexe à compléter'\n  preau controle 12 --lever 'fiche mal lue'";

/// What follows the options of `notice`.
pub(super) const NOTICE: &str = "Sans --motif, la commande montre ce que la fiche en vigueur dit autrement que la notice remise\n\
    aux familles, et n’écrit rien.\n\n\
    Codes de sortie\u{a0}: 0 la notice vaut, ou est dite valable, 1 elle est à refaire, ou c’est refusé,\n\
    2 une erreur.\n\n\
    Exemples\u{a0}:\n  preau notice 0380123C\n  preau notice 0380123C --motif 'la durée seule a changé'";

/// What `controle` takes.
#[derive(Debug, Args)]
#[command(next_help_heading = "Options\u{a0}")]
pub(in crate::cli) struct Controle {
    /// The entries.
    #[arg(value_name = "NUMERO", required = true, help_heading = ARGUMENTS, value_parser = entry,
        help = "Les inscriptions au registre, par leurs numéros")]
    pub(in crate::cli) numeros: Vec<EntryNumber>,
    /// Enregistre que chacune est comme elle doit être
    #[arg(long, conflicts_with_all = ["reserve", "lever"])]
    pub(in crate::cli) conforme: bool,
    /// Enregistre le contrôle avec cette réserve\u{a0}: ce qui est à corriger
    #[arg(
        long,
        value_name = "TEXTE",
        conflicts_with = "lever",
        help = "Enregistre le contrôle avec cette réserve\u{a0}: ce qui est à corriger"
    )]
    pub(in crate::cli) reserve: Option<String>,
    /// The reason why the reviews are lifted.
    #[arg(
        long,
        value_name = "MOTIF",
        help = "Lève le contrôle de chacune, pour ce motif"
    )]
    pub(in crate::cli) lever: Option<String>,
    /// Enregistre le contrôle sans le demander
    #[arg(long)]
    pub(in crate::cli) confirmer: bool,
}

/// What `notice` takes.
#[derive(Debug, Args)]
#[command(next_help_heading = "Options\u{a0}")]
pub(in crate::cli) struct Notice {
    /// L’école
    #[arg(value_name = "UAI", help_heading = ARGUMENTS)]
    pub(in crate::cli) uai: String,
    /// Pourquoi la notice remise vaut encore pour la fiche en vigueur
    #[arg(long, value_name = "MOTIF")]
    pub(in crate::cli) motif: Option<String>,
    /// The category of the solution.
    #[arg(
        long,
        value_name = "CATEGORIE",
        help = "La catégorie de la solution, ENT ou «\u{a0}vie scolaire\u{a0}», pour une école qui en a deux"
    )]
    pub(in crate::cli) categorie: Option<String>,
}

fn entry(text: &str) -> Result<EntryNumber, String> {
    text.parse()
        .map_err(|_| "il faut un numéro d’inscription, comme 12".to_owned())
}
