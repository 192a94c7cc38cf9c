//! `preau regles`: every rule, for a person to read and countersign.

use super::out;
use crate::cli::args::{Common, Regles, RulesFormat};
use crate::cli::failure::Failure;
use crate::cli::open;
use crate::domain::authority::entitle;
use crate::exchange::export::{RulesForm, rules};

/// Writes the rules with the thresholds of the configuration.
pub(super) fn run(common: &Common, args: &Regles) -> Result<u8, Failure> {
    let config = open::config(common)?;
    entitle(&config.dsden.authority);
    let form = match args.format {
        RulesFormat::Texte => RulesForm::Text,
        RulesFormat::Markdown => RulesForm::Markdown,
        RulesFormat::Html => RulesForm::Html,
    };
    let office = config.dsden.name.unwrap_or_default();
    let written = rules(form, &config.policy, &office);
    out::deliver(args.sortie.as_deref(), written.as_bytes(), &[])?;
    Ok(0)
}
