//! What a command brings about for the schools, printed before it is carried out and confirmed where it takes away.

use super::out;
use crate::cli::ask;
use crate::cli::failure::Failure;
use crate::domain::query::day_index::Effects;
use crate::text::escaped;

/// Prints each effect with its first schools; nothing where there is none.
pub(super) fn print(effects: &Effects) -> Result<(), Failure> {
    let mut head = Some("\nCe que cela fait aux écoles");
    for (effect, sentence) in effects.all() {
        head.take().map_or(Ok(()), out::line)?;
        out::line(&escaped(&format!("  {sentence}\u{a0}: {}", effect.named())))?;
    }
    Ok(())
}

/// Asks where there is a terminal; elsewhere, fails: nothing is written without `--confirmer`.
pub(super) fn confirmed() -> Result<(), Failure> {
    match ask::yes("Des écoles y perdent ce qu’elles avaient. Écrire quand même\u{a0}?") {
        Some(true) => Ok(()),
        Some(false) => Err(Failure::new("rien n’a été écrit")),
        None => Err(Failure::new(
            "des écoles y perdent ce qu’elles avaient\u{a0}: rien n’a été écrit\u{a0}; relancez avec --confirmer",
        )),
    }
}
