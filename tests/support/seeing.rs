//! An order as a face gives it: what is saved over a record rests on the version that is there.

use preau::domain::command::{Command, Order, Seen};
use preau::domain::covered::Coverage;
use preau::domain::record::RecordId;
use preau::domain::register::{Conclusion, EntryNumber, RegisterEntry};
use preau::domain::registry::Registry;

use super::values::day;
use super::world::TODAY;

/// The order of a command on a base as it is now.
pub fn seeing(registry: &Registry, command: Command) -> Order {
    let order = Order::blind(command);
    let mut shown: Vec<RecordId> = order.commands().filter_map(saved_by).collect();
    let reviewed = order
        .reviewed()
        .filter_map(|number| registry.entries().get(&number));
    shown.extend(reviewed.flat_map(|entry| covered(registry, entry)));
    shown.sort_unstable();
    shown.dedup();
    let seen = shown.into_iter().filter_map(|id| {
        let version = registry.version(&id)?;
        Some(Seen { id, version })
    });
    let seen = seen.collect();
    Order { seen, ..order }
}

/// A register entry, and what its review shows; a holder who changed since [`TODAY`] is none here.
fn covered(registry: &Registry, entry: &RegisterEntry) -> Vec<RecordId> {
    let records = Coverage::new(registry, entry, day(TODAY)).records().into_iter();
    records.chain([RecordId::Entry(entry.number)]).collect()
}

/// The review of an entry that finds it as it should be.
pub fn conforme(entry: EntryNumber) -> Command {
    Command::Review {
        entry,
        conclusion: Some(Conclusion::Conforme),
    }
}

fn saved_by(command: &Command) -> Option<RecordId> {
    match command {
        Command::Save { record } => Some(record.id()),
        _ => None,
    }
}
