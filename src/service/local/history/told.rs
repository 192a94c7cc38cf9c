//! What an entry of the journal was about, in the words of the screen, of the undo and of the journal alike.

use super::in_words_to;
use crate::domain::change::Change;
use crate::domain::command::Command;
use crate::domain::journal::{Actor, Entry};
use crate::domain::query::day_index::Title;
use crate::domain::record::RecordId;
use crate::domain::registry::Registry;
use crate::domain::view::ViewNumber;

/// What was asked, and of what, to who asked it.
pub(in crate::service::local) fn words(registry: &Registry, entry: &Entry) -> String {
    let verb = in_words_to(&entry.actor, entry);
    match about(registry, entry, &entry.actor) {
        about if about.is_empty() => verb,
        about => format!("{verb} · {about}"),
    }
}

/// What an entry is about: the school or the record, and how many more; of a file, how many records it changed. Empty
/// where it changed none. The name of a personal view is its owner's alone.
pub(in crate::service::local) fn about(registry: &Registry, entry: &Entry, reader: &Actor) -> String {
    let about = entry.changes.iter().filter_map(Change::about);
    let mut about: Vec<RecordId> = about.map(|id| registry.follow(&id)).collect();
    let first = about.first().cloned();
    about.sort_unstable();
    about.dedup();
    let Some(first) = first else {
        return String::new();
    };
    let named = |id: &RecordId| match id {
        RecordId::View(number) if hidden(registry, *number, reader) => "vue personnelle".to_owned(),
        id => named(registry, id),
    };
    match (&entry.command, about.len()) {
        (_, 1) => named(&first),
        (Command::Import(_), _) => format!("{} fiches", entry.changes.len()),
        (_, 2) => format!("{} et 1 autre", named(&first)),
        (_, count) => format!("{} et {} autres", named(&first), count - 1),
    }
}

/// True for a personal view of another.
fn hidden(registry: &Registry, number: ViewNumber, reader: &Actor) -> bool {
    let view = registry.views().get(&number);
    view.is_some_and(|view| !view.is_seen_by(reader))
}

/// What a record is called: a school with its commune, another with its kind.
pub(in crate::service::local) fn named(registry: &Registry, id: &RecordId) -> String {
    let school = match id {
        RecordId::School(uai) => Some(*uai),
        RecordId::Deployment(deployment) => Some(deployment.school),
        _ => None,
    };
    if let Some(uai) = school
        && let Some(school) = registry.schools().get(&uai)
    {
        return format!("{}, {}", school.name, school.commune);
    }
    let (kind, title) = (id.kind().label(), Title::of(registry, id));
    match title {
        None => id.label(),
        // The label of some kinds begins with the kind: « Convention 28-0001 », « Inscription n° 1 ».
        Some(title) if begins_with(&title.label, kind) => {
            let mut letters = title.label.chars();
            let first = letters.next().into_iter().flat_map(char::to_lowercase);
            first.chain(letters).collect()
        }
        Some(title) => format!("{kind} {}", title.label),
    }
}

/// True where a label begins with the noun of a kind.
fn begins_with(label: &str, kind: &str) -> bool {
    let noun = kind.split(' ').next().unwrap_or(kind);
    label.to_lowercase().starts_with(noun)
}
