//! Verifying a base: the journal is replayed, and all that the store says is held against it.

mod documents;
mod gate;
mod instants;
mod records;
mod replay;
mod report;

pub use report::{Report, parted_from};

use std::path::Path;

use super::{Damage, DocumentFolder, FileStore, Head, Reader, Store, StoreError};
use replay::Replay;

/// Verifies all of a store, but for the bytes of documents. It never fails: what cannot be read is a damage of the report.
pub fn verify(store: &mut dyn Store) -> Report {
    let damages = store.check().unwrap_or_else(|error| vec![error.into()]);
    replayed(store, None, damages)
}

/// Verifies what a snapshot gives, and the documents that it names, while the store goes on: all but the pages of the
/// engine that it does not read. `noted` is a head that the journal must go on from.
pub fn verify_snapshot(snapshot: &dyn Reader, noted: Option<Head>, documents: &DocumentFolder) -> Report {
    held_against(replayed(snapshot, Some(documents), Vec::new()), snapshot, noted)
}

fn held_against(report: Report, base: &dyn Reader, noted: Option<Head>) -> Report {
    match noted {
        Some(noted) => report.held_against(noted, base),
        None => report,
    }
}

/// The journal is read entry by entry; the registry that it yields and the records are held together.
fn replayed(base: &dyn Reader, documents: Option<&DocumentFolder>, mut damages: Vec<Damage>) -> Report {
    let mut replay = Replay::default();
    let read = base.journal(1, &mut |link| {
        replay.entry(&link, &mut damages);
        true
    });
    match read.and_then(|()| same_head(base, &replay)) {
        Ok(()) => records::compare(base, &replay, &mut damages),
        Err(error) => damages.push(unreadable(error)),
    }
    let mut remarks = Vec::new();
    damages.extend(documents::amendments(replay.registry()));
    if let Some(folder) = documents {
        documents::compare(replay.registry(), folder, &mut damages, &mut remarks);
    }
    let mut report = Report::new(&replay, base.is_trial(), damages);
    report.remarks.append(&mut remarks);
    report
}

/// Verifies the base of a file, and the documents beside it. One too damaged to be opened is reported as far as it can be read, and left as it is.
///
/// `noted` is a head that the journal must go on from. Fails where the file cannot be looked at: it is missing, in use, of
/// a later format, or no base.
pub fn verify_file(path: &Path, noted: Option<Head>) -> Result<Report, StoreError> {
    match FileStore::open(path) {
        Ok(mut store) => {
            let damages = store.check().unwrap_or_else(|error| vec![error.into()]);
            let report = replayed(&store, Some(&DocumentFolder::beside(path)), damages);
            Ok(held_against(report, &store, noted))
        }
        Err(error @ StoreError::Damaged { .. }) => {
            let mut damages = vec![Damage::from(error)];
            let others = FileStore::diagnose(path)?;
            damages.extend(
                others
                    .into_iter()
                    .filter(|other| *other != damages[0])
                    .collect::<Vec<_>>(),
            );
            Ok(Report::new(&Replay::default(), false, damages))
        }
        Err(error) => Err(error),
    }
}

/// Checks that the journal ends where the store says.
fn same_head(store: &dyn Reader, replay: &Replay) -> Result<(), StoreError> {
    let head = store.head()?;
    if head == replay.head() {
        return Ok(());
    }
    Err(StoreError::Damaged {
        place: "fin du journal".into(),
        what: format!(
            "la base en est à l’opération {}, le journal finit à la {} ou sur une autre empreinte",
            head.seq,
            replay.head().seq
        ),
    })
}

/// The damage of a journal that cannot be replayed to its end; the records cannot be compared with it.
fn unreadable(error: StoreError) -> Damage {
    let mut damage = Damage::from(error);
    damage
        .what
        .push_str("\u{a0}; les enregistrements n’ont pas pu être comparés au journal");
    damage
}
