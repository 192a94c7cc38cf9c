//! `preau retirer` and `preau corriger`: records made by mistake.

use super::{about, effects, out};
use crate::cli::args::{Common, Corriger, Retirer};
use crate::cli::failure::Failure;
use crate::cli::open;
use crate::domain::change::Change;
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
    let shown = rewritten(&changes).map_or(Ok(()), |text| out::line(&escaped(&text)));
    let shown = shown.and_then(|()| effects::print(&effects, Detail::First(NAMED)));
    if effects.ask_for_confirmation() && !confirmed {
        effects::confirmed()?;
    }
    let receipt = desk.execute(&Order { seen, ..order })?;
    let written = format!("Opération n°\u{a0}{}\u{a0}: {done}, dans {base}.", receipt.seq);
    out::unless_closed(shown.and_then(|()| out::line(&escaped(&written))))?;
    Ok(0)
}

/// How many of the records that are rewritten are named; the others are counted.
const NAMED: usize = 5;

/// The records in which the key that is corrected is rewritten; nothing where there is none.
fn rewritten(changes: &[Change]) -> Option<String> {
    let updated = changes
        .iter()
        .filter(|change| change.before.is_some() && change.after.is_some());
    let ids = updated.filter_map(Change::id);
    let labels: Vec<String> = ids.map(|id| id.label()).collect();
    let more = match labels.len().saturating_sub(NAMED) {
        0 => String::new(),
        1 => " et un autre".to_owned(),
        more => format!(" et {more} autres"),
    };
    let first = labels.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
    (!first.is_empty()).then(|| format!("Clé récrite aussi dans\u{a0}: {first}{more}."))
}
