//! What the commands on records made by mistake take.

use clap::Args;

use super::ARGUMENTS;
use crate::cli::names::one_of;

/// What follows the options of `retirer`.
pub(super) const WITHDRAW: &str = "Une inscription au registre ne se retire pas\u{a0}: elle se clôt. Le numéro d’une convention,\n\
    d’un contrat, d’une note ou d’une relance qui sont retirés, et le rang d’un usage, ne se\n\
    redonnent pas. «\u{a0}preau journal --sur FICHE\u{a0}» garde ce qui en a été écrit.\n\
    Codes de sortie\u{a0}: 0 retiré, 1 quelque chose repose sur lui, 2 une erreur.\n\n\
    Exemple\u{a0}: preau retirer convention/26-0012 --motif 'saisie deux fois'";

/// What follows the options of `corriger`.
pub(super) const CORRECT: &str = "Se corrigent le numéro d’une convention ou d’un contrat, le jour d’un conseil, l’UAI d’une\n\
    école saisie à la main, le SIREN d’une collectivité ou d’un prestataire, le code d’une\n\
    solution et la version d’une fiche. Tout ce qui nomme l’enregistrement est récrit, les\n\
    inscriptions aussi\u{a0}; pour journal --sur, document et expliquer, l’ancienne clé mène\n\
    encore à lui.\n\n\
    Exemples\u{a0}:\n  preau corriger convention/26-0012 --en 26-0021 --motif 'chiffres inversés'\n  \
    preau corriger conseil/0380123C@2026-11-06 --en 2026-11-05 --motif 'date du PV'";

/// What `retirer` takes.
#[derive(Debug, Args)]
#[command(next_help_heading = "Options\u{a0}")]
pub(in crate::cli) struct Retirer {
    /// The record.
    #[arg(value_name = "FICHE", help_heading = ARGUMENTS, help = "L’enregistrement (convention/26-0012, conseil/0380123C@2026-11-06, note/12…)")]
    pub(in crate::cli) fiche: String,
    /// Pourquoi
    #[arg(long, value_name = "MOTIF")]
    pub(in crate::cli) motif: String,
    /// Écrit même si des écoles y perdent ce qu’elles avaient
    #[arg(long)]
    pub(in crate::cli) confirmer: bool,
}

/// What `corriger` takes.
#[derive(Debug, Args)]
#[command(next_help_heading = "Options\u{a0}")]
pub(in crate::cli) struct Corriger {
    /// The record.
    #[arg(value_name = "FICHE", help_heading = ARGUMENTS, help = "L’enregistrement (convention/26-0012, ecole/0380123C…)")]
    pub(in crate::cli) fiche: String,
    /// The key.
    #[arg(
        long,
        value_name = "CLE",
        help = "La clé qu’il prend\u{a0}: le numéro, le jour, l’UAI, le SIREN, le code ou la version"
    )]
    pub(in crate::cli) en: String,
    /// Pourquoi
    #[arg(long, value_name = "MOTIF")]
    pub(in crate::cli) motif: String,
    /// Écrit même si des écoles y perdent ce qu’elles avaient
    #[arg(long)]
    pub(in crate::cli) confirmer: bool,
}

/// What follows the options of `reprendre`.
pub(super) const RECOVER: &str = "Avant que les usages aient un rang, choisir une autre solution remplaçait l’usage d’avant, sa\n\
    notice, ses comptes et sa sortie. Le journal les a encore. Sans --confirmer, la commande en\n\
    montre la liste et n’écrit rien\u{a0}; avec, elle les note comme des usages quittés, en une seule\n\
    opération (droit «\u{a0}administration\u{a0}»). La relancer ne propose rien de plus.\n\n\
    Exemples\u{a0}:\n  preau reprendre usages\n  preau reprendre usages --confirmer";

/// What `reprendre` takes.
#[derive(Debug, Args)]
#[command(next_help_heading = "Options\u{a0}")]
pub(in crate::cli) struct Reprendre {
    /// What is taken up again.
    #[arg(value_name = "QUOI", help_heading = ARGUMENTS, help = "Ce qu’il faut reprendre\u{a0}: usages",
        value_parser = one_of(vec![("usages", Recoverable::Uses)]), hide_possible_values = true)]
    pub(in crate::cli) quoi: Recoverable,
    /// Écrit ce qui est proposé
    #[arg(long)]
    pub(in crate::cli) confirmer: bool,
}

/// What is taken up again from the journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) enum Recoverable {
    Uses,
}
