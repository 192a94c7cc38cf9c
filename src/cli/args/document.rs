//! What `joindre`, `detacher` and `document` take.

use std::path::PathBuf;
use std::str::FromStr;

use chrono::NaiveDate;
use clap::Args;

use super::{ARGUMENTS, day};
use crate::cli::names::{names, one_of};
use crate::domain::document::DocumentKind;
use crate::domain::id::AmendmentNumber;

/// What `joindre` takes.
#[derive(Debug, Args)]
#[command(next_help_heading = "Options\u{a0}")]
pub(in crate::cli) struct Joindre {
    /// L’enregistrement (convention/26-0012, deploiement/0380123C@ENT…)
    #[arg(value_name = "FICHE", help_heading = ARGUMENTS, display_order = 0)]
    pub(in crate::cli) record: String,
    /// Le PDF signé, ou l’image du scan (PNG, JPEG)
    #[arg(value_name = "FICHIER", help_heading = ARGUMENTS, display_order = 1)]
    pub(in crate::cli) file: PathBuf,
    /// What it is.
    #[arg(
        help = format!("Ce qu’est la pièce\u{a0}: {}", names(kinds(), ", ")),
        long = "type",
        value_name = "TYPE",
        value_parser = one_of(kinds()),
        hide_possible_values = true
    )]
    pub(in crate::cli) kind: DocumentKind,
    /// Le jour que porte la pièce (AAAA-MM-JJ)
    #[arg(long, value_name = "JOUR", value_parser = day)]
    pub(in crate::cli) du: Option<NaiveDate>,
    /// L’avenant de la convention que la pièce est
    #[arg(long, value_name = "NUMERO", value_parser = AmendmentNumber::from_str)]
    pub(in crate::cli) avenant: Option<AmendmentNumber>,
}

fn kinds() -> Vec<(&'static str, DocumentKind)> {
    DocumentKind::ALL
        .iter()
        .map(|kind| (kind.code(), *kind))
        .collect()
}

/// What `detacher` takes.
#[derive(Debug, Args)]
pub(in crate::cli) struct Detacher {
    /// L’enregistrement dont elle se détache
    #[arg(value_name = "FICHE", help_heading = ARGUMENTS, display_order = 0)]
    pub(in crate::cli) record: String,
    /// La pièce, par le début de son empreinte
    #[arg(value_name = "PIECE", help_heading = ARGUMENTS)]
    pub(in crate::cli) document: String,
}

/// What `document` takes.
#[derive(Debug, Args)]
#[command(next_help_heading = "Options\u{a0}")]
pub(in crate::cli) struct Document {
    /// The document, or what it is attached to.
    #[arg(
        help = "La pièce, par le début de son empreinte, ou l’enregistrement auquel elle est jointe (toutes par défaut)",
        value_name = "PIECE|FICHE",
        help_heading = ARGUMENTS
    )]
    pub(in crate::cli) which: Option<String>,
    /// Le fichier ou le dossier où l’écrire
    #[arg(short = 'o', long = "sortie", value_name = "FICHIER")]
    pub(in crate::cli) sortie: Option<PathBuf>,
}
