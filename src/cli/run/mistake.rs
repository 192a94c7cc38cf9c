//! `preau retirer` and `preau corriger`: records made by mistake.

use super::{about, effects, out};
use crate::cli::args::{Common, Corriger, Retirer};
use crate::cli::failure::Failure;
use crate::cli::open;
use crate::domain::change::Rewritten;
use crate::domain::command::{Command, Order};
use crate::exchange::Detail;
use crate::service::Outcome;
use crate::text::escaped;

/// Withdraws a record, after what that takes from schools was confirmed.
pub(super) fn withdraw(common: &Common, args: &Retirer) -> Result<u8, Failure> {
    let record = about::record(&args.fiche)?;
    let done = format!("{} {}", record.label(), record.kind().agree("retiré"));
    let reason = args.motif.clone();
    carry_out(
        common,
        Command::Withdraw { record, reason },
        &done,
        args.confirmer,
    )
}

/// Gives a record another key, after what that takes from schools was confirmed.
pub(super) fn correct(common: &Common, args: &Corriger) -> Result<u8, Failure> {
    let record = about::record(&args.fiche)?;
    let to = record.with_key(&args.en).map_err(Failure::of)?;
    let done = format!(
        "{} {} {}",
        record.label(),
        record.kind().agree("devenu"),
        to.label()
    );
    let reason = args.motif.clone();
    carry_out(
        common,
        Command::Correct { record, to, reason },
        &done,
        args.confirmer,
    )
}

fn carry_out(common: &Common, command: Command, done: &str, confirmed: bool) -> Result<u8, Failure> {
    let mut desk = open::wherever(common)?.desk;
    let base = open::in_words(common)?;
    let order = Order::blind(command);
    let Outcome {
        changes,
        seen,
        effects,
    } = desk.preview(&order)?;
    let rewritten = Rewritten::among(&changes.as_slice());
    let lines = rewritten.as_ref().map_or_else(Vec::new, Rewritten::lines);
    let shown = lines.iter().try_for_each(|line| out::line(&escaped(line)));
    let shown = shown.and_then(|()| effects::print(&effects, Detail::First(NAMED)));
    if effects.ask_for_confirmation() && !confirmed {
        effects::confirmed()?;
    } else if rewritten.is_some_and(|rewritten| rewritten.ask_for_confirmation()) && !confirmed {
        effects::confirmed_of("Plusieurs enregistrements changent avec lui")?;
    }
    let receipt = desk.execute(&Order { seen, ..order })?;
    let written = format!("Opération n°\u{a0}{}\u{a0}: {done}, dans {base}.", receipt.seq);
    out::unless_closed(shown.and_then(|()| out::line(&escaped(&written))))?;
    Ok(0)
}

/// How many schools of an effect are named.
const NAMED: usize = 5;
