//! `preau reprendre usages`: the uses that the former format overwrote, from the journal.

use super::{effects, out};
use crate::cli::args::{Common, Recoverable, Reprendre};
use crate::cli::failure::Failure;
use crate::cli::open;
use crate::domain::change::Change;
use crate::domain::command::{Command, Order};
use crate::domain::date::day_fr;
use crate::domain::deployment::Deployment;
use crate::domain::record::{Record, RecordId};
use crate::domain::refusal::Refusal;
use crate::exchange::Detail;
use crate::service::{Desk, DeskError};
use crate::text::escaped;

/// Lists what would be recorded, and records it where that is confirmed.
pub(super) fn run(common: &Common, args: &Reprendre) -> Result<u8, Failure> {
    let Recoverable::Uses = args.quoi;
    let mut desk = open::wherever(common)?.desk;
    let base = open::in_words(common)?;
    let order = Order::blind(Command::RecoverUses);
    let told = match desk.preview(&order) {
        Err(DeskError::Refused(why)) if *why == Refusal::Nothing => {
            out::unless_closed(out::line(
                "Aucun usage à reprendre\u{a0}: le journal n’en a pas d’autre.",
            ))?;
            return Ok(0);
        }
        told => told?,
    };
    let mut shown = out::line(&format!("Usages à reprendre dans {base}\u{a0}:"));
    for used in told.changes.iter().filter_map(recorded) {
        let line = line(desk.as_ref(), used)?;
        shown = shown.and_then(|()| out::line(&escaped(&line)));
    }
    let shown = shown.and_then(|()| effects::print(&told.effects, Detail::All));
    if !args.confirmer {
        effects::confirmed_of("Ces usages seraient notés comme quittés")?;
    }
    let receipt = desk.execute(&Order {
        seen: told.seen,
        ..order
    })?;
    let last = format!(
        "Opération n°\u{a0}{}\u{a0}: {} repris dans {base}.",
        receipt.seq,
        usages(receipt.changed)
    );
    out::unless_closed(shown.and_then(|()| out::line(&last)))?;
    Ok(0)
}

fn usages(count: usize) -> String {
    match count {
        1 => "1 usage".to_owned(),
        count => format!("{count} usages"),
    }
}

fn recorded(change: &Change) -> Option<&Deployment> {
    match &change.after {
        Some(Record::Deployment(used)) => Some(used),
        _ => None,
    }
}

/// A use: the school, the solution, its days, how far it went, and when it was left.
fn line(desk: &dyn Desk, used: &Deployment) -> Result<String, Failure> {
    let names = desk.names(&[RecordId::School(used.school)])?;
    let name = names.into_iter().next().unwrap_or_default();
    let solution = used
        .solution
        .as_ref()
        .map(ToString::to_string)
        .unwrap_or_default();
    let stage = used
        .before_suspension()
        .map_or("étape inconnue", |stage| stage.label());
    let from = used
        .first_day()
        .map_or_else(|| "jour inconnu".to_owned(), |day| format!("du {}", day_fr(day)));
    let exit = used.exit.map_or_else(|| "jour inconnu".to_owned(), day_fr);
    let notice = used
        .family_notice
        .as_ref()
        .map(|notice| format!(", notice du {}", day_fr(notice.date)));
    Ok(format!(
        "  {}  {name}\u{a0}: {solution}, {from} au {exit} (sortie), jusqu’à «\u{a0}{stage}\u{a0}»{}",
        used.school,
        notice.unwrap_or_default()
    ))
}
