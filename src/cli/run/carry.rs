//! An order carried out once what it changes and what that brings about was shown, and confirmed where it takes away.

use chrono::NaiveDate;

use super::{effects, out};
use crate::cli::args::{Carrying, Common};
use crate::cli::failure::Failure;
use crate::cli::open;
use crate::domain::command::{Command, Order};
use crate::exchange::Detail;
use crate::service::Outcome;
use crate::text::escaped;

/// How many schools of an effect are named.
const NAMED: usize = 5;

/// Carries out a command; `done` says in French what was done, behind the number of the operation.
pub(super) fn out(common: &Common, command: Command, done: &str, carrying: Carrying) -> Result<u8, Failure> {
    with_day(common, done, carrying, |_| command)
}

/// Carries out the command of a day, the present one.
pub(super) fn with_day(
    common: &Common,
    done: &str,
    carrying: Carrying,
    command: impl FnOnce(NaiveDate) -> Command,
) -> Result<u8, Failure> {
    let opened = open::wherever(common)?;
    let (mut desk, today) = (opened.desk, opened.today);
    let base = open::in_words(common)?;
    let order = Order::blind(command(today));
    let Outcome {
        changes,
        seen,
        effects,
    } = desk.preview(&order)?;
    let shown = changes
        .iter()
        .try_for_each(|change| out::line(&escaped(&format!("  {}", change.words()))));
    let shown = shown.and_then(|()| effects::print(&effects, Detail::First(NAMED)));
    if carrying.simuler {
        let said = out::line("\nSimulation\u{a0}: rien n’a été écrit.");
        out::unless_closed(shown.and(said))?;
        return Ok(0);
    }
    if effects.ask_for_confirmation() && !carrying.confirmer {
        effects::confirmed()?;
    } else if changes.len() > 1 && !carrying.confirmer {
        effects::confirmed_of("Plusieurs enregistrements changent ensemble")?;
    }
    let receipt = desk.execute(&Order { seen, ..order })?;
    let written = format!("Opération n°\u{a0}{}\u{a0}: {}, dans {base}.", receipt.seq, done);
    out::unless_closed(shown.and_then(|()| out::line(&escaped(&written))))?;
    Ok(0)
}
