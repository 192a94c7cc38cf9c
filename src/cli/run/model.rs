//! `preau modele`: a table to fill in, with one line as an example; or the configuration, or its keys, to be changed.

use super::out;
use crate::cli::args::Modele;
use crate::cli::failure::Failure;
use crate::cli::models::models;
use crate::text::quoted_long;

/// Writes the model of a table, of the section `[touches]` or of the whole configuration.
pub(super) fn run(args: &Modele) -> Result<u8, Failure> {
    let models = models();
    let Some((_, text)) = models.iter().find(|(name, _)| *name == args.name) else {
        let names: Vec<&str> = models.iter().map(|(name, _)| *name).collect();
        let unknown = quoted_long(&args.name);
        return Err(Failure::new(format!(
            "«\u{a0}{unknown}\u{a0}» n’a pas de modèle\u{a0}; modèles connus\u{a0}: {}",
            names.join(", ")
        )));
    };
    out::print(text.as_bytes())?;
    Ok(0)
}
