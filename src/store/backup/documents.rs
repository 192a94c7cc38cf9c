//! The documents that go with a copy of a base: in a folder beside the copy, shared with earlier copies where the disk can.

use std::io::{self, Write};

use sha2::{Digest, Sha256};

use crate::domain::document::DocumentId;
use crate::domain::record::{Record, RecordId};
use crate::store::{DocumentFolder, Reader, StoreError};

/// Gives the bytes of a document, or says in French why not.
pub type Giver<'a> = &'a mut dyn FnMut(DocumentId, &mut dyn Write) -> Result<(), String>;

/// Brings the documents that a copied base names beside it, each verified. Says of each that cannot be had which it is, and
/// why: the base is worth more than one of its documents.
///
/// A file that one of the `earlier` folders has is shared with it, or copied from there. All are durable when it returns.
pub fn bring(
    copied: &dyn Reader,
    into: &DocumentFolder,
    earlier: &[DocumentFolder],
    give: Giver<'_>,
) -> Result<Vec<String>, StoreError> {
    let mut lacking = Vec::new();
    for (record, _) in copied.load()?.records {
        let Record::Document(document) = record else {
            continue;
        };
        let id = document.sha256;
        if into.check(id).is_ok() || had_earlier(into, id, earlier)? {
            continue;
        }
        if let Err(why) = written(into, id, give)? {
            let label = RecordId::Document(id).label();
            lacking.push(format!("{label} («\u{a0}{}\u{a0}»)\u{a0}: {why}", document.name));
        }
    }
    into.sync()?;
    Ok(lacking)
}

/// Shares the file of a document with one of the earlier folders, or copies it where the disk, or two, share none.
fn had_earlier(
    into: &DocumentFolder,
    id: DocumentId,
    earlier: &[DocumentFolder],
) -> Result<bool, StoreError> {
    for from in earlier {
        if into.link(id, from).is_ok() && into.check(id).is_ok() {
            return Ok(true);
        }
        let give: Giver<'_> = &mut |id, out| from.give(id, out).map_err(|fault| fault.to_string());
        if from.open(id).is_ok() && written(into, id, give)?.is_ok() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Writes the bytes of a document to its place; the inner error is of the document, the outer of the place.
fn written(into: &DocumentFolder, id: DocumentId, give: Giver<'_>) -> Result<Result<(), String>, StoreError> {
    let mut given = Ok(());
    into.fill(id, &mut |draft| {
        let mut out = Hashed {
            to: draft,
            hash: Sha256::new(),
            failed: None,
        };
        given = give(id, &mut out);
        if let Some(cause) = out.failed {
            return Err(cause);
        }
        let is_whole = DocumentId::of(out.hash.finalize().into()) == id;
        if given.is_ok() && !is_whole {
            given = Err("ce qui en est donné n’est pas ce qui a été joint".to_owned());
        }
        Ok(given.is_ok())
    })?;
    Ok(given)
}

/// Bytes of which the digest is taken as they are written.
struct Hashed<'a> {
    to: &'a mut dyn Write,
    hash: Sha256,
    /// What the place answered, whatever who writes makes of it.
    failed: Option<io::Error>,
}

impl Write for Hashed<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self.to.write(bytes) {
            Ok(written) => {
                self.hash.update(&bytes[..written]);
                Ok(written)
            }
            Err(cause) => {
                let kind = cause.kind();
                self.failed = Some(cause);
                Err(kind.into())
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}
