//! Documents in process: their bytes are kept before the order that names them is carried out.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::Write;
use std::sync::Arc;

use super::Local;
use crate::domain::change::Change;
use crate::domain::command::{Command, Order};
use crate::domain::document::{Described, DocumentId, LARGEST, Measured};
use crate::domain::journal::Entry;
use crate::domain::record::{Record, RecordId};
use crate::domain::refusal::Refusal;
use crate::domain::registry::Registry;
use crate::exchange::document::{Unfit, measure};
use crate::service::{Desk, DeskError, Receipt};
use crate::store::{DocumentFault, DocumentFolder};

impl Local {
    /// Keeps documents in a folder, each of so many bytes at the most.
    #[must_use]
    pub fn with_documents(self, folder: DocumentFolder, largest: u64) -> Self {
        folder.clear();
        Self {
            documents: Arc::new(folder),
            largest_document: largest.min(LARGEST),
            ..self
        }
    }

    /// Where the bytes of documents are, and how many each may have; for another thread.
    pub fn document_folder(&self) -> (Arc<DocumentFolder>, u64) {
        (Arc::clone(&self.documents), self.largest_document)
    }

    /// Attaches a document whose bytes are in a file: they are read, kept, and only then recorded.
    pub(super) fn attach_file(&mut self, order: &Order, file: &File) -> Result<Receipt, DeskError> {
        let described = described(order)?;
        let measured = measured(file, described, self.largest_document)?;
        self.may_attach(order, measured)?;
        self.documents.put(&measured, file)?;
        self.execute(order)
    }

    /// Refuses an order that would be refused once the bytes of its document were kept.
    ///
    /// # Errors
    ///
    /// [`DeskError`] as [`Desk::execute`] would answer.
    pub fn may_attach(&self, order: &Order, measured: Measured) -> Result<(), DeskError> {
        if self.known(order)?.is_some() {
            return Ok(());
        }
        self.decided_with(order, &[measured]).map(drop)
    }

    /// The receipt of an order to attach that was carried out before under its number.
    pub fn attached_before(&self, order: &Order) -> Result<Option<Receipt>, DeskError> {
        self.known(order)
    }

    /// Writes the bytes of a document that is recorded.
    pub(super) fn give_document(&self, id: DocumentId, out: &mut dyn Write) -> Result<(), DeskError> {
        is_recorded(&self.registry, id)?;
        self.documents
            .give(id, out)
            .map_err(|fault| not_given(id, &fault))
    }

    /// What was read of the documents that an order records and whose bytes are kept.
    pub(super) fn kept(&self, command: &Command, past: Option<&Entry>) -> Vec<Measured> {
        let mut wanted = BTreeSet::new();
        attached(command, &mut wanted);
        wanted.extend(
            past.into_iter()
                .flat_map(|entry| &entry.changes)
                .filter_map(removed),
        );
        wanted.retain(|id| self.registry.documents().get(id).is_none());
        wanted.into_iter().filter_map(|id| self.measured(id)).collect()
    }

    /// What was read of a document as it was kept; read anew where that was before this program.
    fn measured(&self, id: DocumentId) -> Option<Measured> {
        if let Some(known) = self.documents.remembered(id) {
            return Some(known);
        }
        let file = self.documents.open(id).ok()?;
        let found = measure(&file, LARGEST).ok().filter(|found| found.id == id)?;
        self.documents.remember(found);
        Some(found)
    }
}

/// Refuses a document that no record names.
pub fn is_recorded(registry: &Registry, id: DocumentId) -> Result<(), Refusal> {
    if registry.documents().get(&id).is_some() {
        return Ok(());
    }
    Err(Refusal::Unknown(RecordId::Document(id)))
}

/// What an order to attach says of its document.
///
/// # Errors
///
/// [`DeskError::TurnedAway`] of an order that attaches none, or several.
pub fn described(order: &Order) -> Result<&Described, DeskError> {
    order
        .document()
        .ok_or_else(|| DeskError::TurnedAway("un fichier ne va qu’avec une pièce à joindre".to_owned()))
}

/// Reads the bytes of a document that is to be attached: what is believed of them is what is read here.
///
/// # Errors
///
/// [`DeskError::TurnedAway`] where they are no document, or not those that were described.
pub fn measured(file: &File, described: &Described, largest: u64) -> Result<Measured, DeskError> {
    let unfit = |why: Unfit| DeskError::TurnedAway(format!("{}\u{a0}: {why}", described.name));
    let measured = measure(file, largest).map_err(unfit)?;
    if measured.id == described.id {
        return Ok(measured);
    }
    Err(DeskError::TurnedAway(format!(
        "{}\u{a0}: le fichier a changé pendant qu’il était lu\u{a0}; rien n’a été joint",
        described.name
    )))
}

/// Why the bytes of a document are not given, in French.
pub fn not_given(id: DocumentId, fault: &DocumentFault) -> DeskError {
    DeskError::Store(format!(
        "{}\u{a0}: {fault}\u{a0}; «\u{a0}preau verifier\u{a0}» dit quelles pièces manquent",
        RecordId::Document(id).label()
    ))
}

/// The documents that a command attaches.
fn attached(command: &Command, ids: &mut BTreeSet<DocumentId>) {
    match command {
        Command::Attach { document, .. } => drop(ids.insert(document.id)),
        Command::Many { commands } => commands.iter().for_each(|one| attached(one, ids)),
        _ => {}
    }
}

/// The document that a change removes.
fn removed(change: &Change) -> Option<DocumentId> {
    match (&change.before, &change.after) {
        (Some(Record::Document(document)), None) => Some(document.sha256),
        _ => None,
    }
}
