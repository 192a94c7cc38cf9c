//! Where the base is: `--base`, `PREAU_BASE`, or the account's data folder.

use std::path::PathBuf;

use etcetera::BaseStrategy;

use crate::cli::args::Common;
use crate::cli::failure::Failure;

/// The path of the base: `~/.local/share/preau/preau.base` where nothing else is said.
pub(in crate::cli) fn base_path(common: &Common) -> Result<PathBuf, Failure> {
    if let Some(path) = &common.base {
        return Ok(path.clone());
    }
    let strategy = etcetera::choose_base_strategy().map_err(|_| {
        Failure::new("le dossier personnel est inconnu\u{a0}; dites où est la base avec --base")
    })?;
    Ok(strategy.data_dir().join("preau").join("preau.base"))
}
