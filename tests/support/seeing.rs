//! An order as a face gives it: what is saved over a record rests on the version that is there.

use preau::domain::command::{Command, Order, Seen};
use preau::domain::record::RecordId;
use preau::domain::registry::Registry;

/// The order of a command on a base as it is now.
pub fn seeing(registry: &Registry, command: Command) -> Order {
    let mut saved: Vec<RecordId> = match &command {
        Command::Many { commands } => commands.iter().filter_map(saved_by).collect(),
        single => saved_by(single).into_iter().collect(),
    };
    saved.sort_unstable();
    saved.dedup();
    let seen = saved.into_iter().filter_map(|id| {
        let version = registry.version(&id)?;
        Some(Seen { id, version })
    });
    let seen = seen.collect();
    Order::seeing(command, seen)
}

fn saved_by(command: &Command) -> Option<RecordId> {
    match command {
        Command::Save { record } => Some(record.id()),
        _ => None,
    }
}
