//! What `modele` writes: the own tables, and the configuration.

use crate::config::schema;
use crate::exchange;
use crate::tui::keymap;

/// The section `[demarches]`, to copy from.
const DOSSIERS: &str = include_str!("dossiers.toml");

/// Every model, by its name.
pub(super) fn models() -> Vec<(&'static str, String)> {
    let mut models = exchange::models();
    models.push(("touches", keymap::model()));
    models.push(("demarches", DOSSIERS.to_owned()));
    models.push(("configuration", schema::model(&[])));
    models
}
