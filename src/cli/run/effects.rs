//! What a command brings about for the schools, printed before it is carried out and confirmed where it takes away.

use super::out;
use crate::cli::ask;
use crate::cli::failure::Failure;
use crate::domain::query::day_index::{Effect, Effects};
use crate::exchange::Detail;
use crate::text::escaped;

/// Prints each effect with its first schools, or with all that are listed; nothing where there is none.
pub(super) fn print(effects: &Effects, detail: Detail) -> Result<(), Failure> {
    if let Some(touched) = &effects.touched {
        out::line(&format!("\n{}.", touched.words()))?;
        if touched.schools.count > 0 {
            let filter = &touched.filter;
            out::line(&format!(
                "Leur liste\u{a0}: preau exporter ecoles --filtre '{filter}'"
            ))?;
        }
    }
    under("\nCe que cela fait aux écoles", effects.all(), detail)
}

/// Prints the stages that the facts leave behind, and whether they are moved; nothing where there is none.
pub(super) fn stages(effects: &Effects, detail: Detail, moved: bool) -> Result<(), Failure> {
    let head = if moved {
        "\nÉtapes qui avancent avec ces faits"
    } else {
        "\nÉtapes que ces faits dépassent (--etapes les avance aussi)"
    };
    under(head, effects.stages.all(), detail)
}

/// Prints effects under a heading.
fn under<'e>(
    head: &str,
    effects: impl Iterator<Item = (&'e Effect, String)>,
    detail: Detail,
) -> Result<(), Failure> {
    let mut head = Some(head);
    for (effect, sentence) in effects {
        head.take().map_or(Ok(()), out::line)?;
        if detail == Detail::All && effect.has_others() {
            out::line(&format!("  {sentence}\u{a0}:"))?;
            listed(effect)?;
        } else {
            out::line(&escaped(&format!("  {sentence}\u{a0}: {}", effect.named())))?;
        }
    }
    Ok(())
}

/// Prints the schools of an effect, one a line.
fn listed(effect: &Effect) -> Result<(), Failure> {
    for school in &effect.schools {
        out::line(&escaped(&format!("    {}  {}", school.uai, school.name)))?;
    }
    match effect.unlisted() {
        0 => Ok(()),
        others => out::line(&format!("    et {others} de plus")),
    }
}

/// Asks where there is a terminal; elsewhere, fails: nothing is written without `--confirmer`.
pub(super) fn confirmed() -> Result<(), Failure> {
    confirmed_of("Des écoles y perdent ce qu’elles avaient")
}

/// The same of what `why` says, which begins a sentence.
pub(super) fn confirmed_of(why: &str) -> Result<(), Failure> {
    agreed(&format!("{why}. Écrire quand même\u{a0}?"), why)
}

/// The same, with the question that is asked on a terminal.
pub(super) fn agreed(question: &str, why: &str) -> Result<(), Failure> {
    match ask::yes(question) {
        Some(true) => Ok(()),
        Some(false) => Err(Failure::new("rien n’a été écrit")),
        None => Err(Failure::new(format!(
            "{why}\u{a0}: rien n’a été écrit\u{a0}; relancez avec --confirmer"
        ))),
    }
}
