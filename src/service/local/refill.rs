//! Filling an empty base from `base.json`: tried whole in memory, verified there, then written in one transaction.

use super::Local;
use crate::domain::journal::Entry;
use crate::domain::registry::Registry;
use crate::exchange::base::{BaseFile, BaseLink};
use crate::service::{DeskError, Refilled};
use crate::store::{MemoryStore, Reader, Store, verify};

impl Local {
    /// Refuses to fill a base that holds something.
    pub(in crate::service) fn must_be_empty(&self) -> Result<(), DeskError> {
        if self.registry.revision() == 0 {
            return Ok(());
        }
        Err(refused(
            "la base n’est pas vide\u{a0}; choisissez un autre fichier avec --base",
        ))
    }

    /// Writes the journal of a file into an empty base, which is marked *essai* afterwards where it was before.
    ///
    /// The chain, the records and the register's gate are checked before the first byte is written.
    pub(in crate::service) fn refill_from(&mut self, file: BaseFile) -> Result<Refilled, DeskError> {
        self.may_write()?;
        self.must_be_empty()?;
        self.may_record()?;
        let (entries, links): (Vec<Entry>, Vec<_>) = file
            .journal
            .into_iter()
            .map(
                |BaseLink {
                     entry,
                     previous,
                     hash,
                 }| (entry, (previous, hash)),
            )
            .unzip();
        let mut trial = MemoryStore::default();
        trial.commit(&entries)?;
        same_chain(&trial, &links)?;
        let loaded = trial.load()?;
        if loaded.records != file.records {
            return Err(refused(
                "les fiches du fichier ne sont pas celles que donne son journal",
            ));
        }
        let report = verify(&mut trial);
        if let Some(damage) = report.damages.first() {
            return Err(refused(&format!("{}\u{a0}: {}", damage.place, damage.what)));
        }
        let refilled = Refilled {
            trial: file.trial,
            entries: loaded.head.seq,
            records: loaded.records.len(),
            head: loaded.head,
        };
        self.journal.fill(&entries)?;
        self.hold(Registry::from_records(loaded.records, loaded.head.seq));
        Ok(refilled)
    }
}

/// The hashes of the file are those that its entries give.
fn same_chain(trial: &MemoryStore, links: &[([u8; 32], [u8; 32])]) -> Result<(), DeskError> {
    let mut broken = None;
    let mut expected = links.iter();
    trial.journal(1, &mut |link| {
        let same = expected
            .next()
            .is_some_and(|(previous, hash)| (*previous, *hash) == (link.previous, link.hash));
        broken = (!same).then_some(link.entry.seq);
        same
    })?;
    match broken {
        Some(seq) => Err(refused(&format!(
            "journal, opération {seq}\u{a0}: l’empreinte n’est pas celle de son contenu"
        ))),
        None => Ok(()),
    }
}

fn refused(why: &str) -> DeskError {
    DeskError::Store(format!("la base exportée n’est pas reprise\u{a0}: {why}"))
}
