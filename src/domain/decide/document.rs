//! Documents: attached to a record, detached from it.

use std::borrow::Cow;

use super::convention::unknown_amendment;
use super::{Context, fields};
use crate::domain::change::Change;
use crate::domain::command::{Command, Order};
use crate::domain::document::{Described, DocumentId, MAX_NAME};
use crate::domain::id::AmendmentNumber;
use crate::domain::record::{Document, RecordId};
use crate::domain::refusal::Refusal;
use crate::domain::registry::Registry;

/// The most records to which one document is attached.
const MOST: usize = 1_000;

/// The command of an order, with what is recorded of each document that it attaches in place of what it says anew: a
/// description is changed only by who has seen it.
pub(super) fn as_known<'o>(
    registry: &Registry,
    order: &Order,
    mut command: Cow<'o, Command>,
) -> Cow<'o, Command> {
    let known = |described: &Described| {
        let id = RecordId::Document(described.id);
        let unseen = !order.seen.iter().any(|seen| seen.id == id);
        registry.documents().get(&described.id).filter(|_| unseen)
    };
    let each = |command: &mut Command| {
        if let Command::Attach { document, to } = command
            && let Some(known) = known(document)
        {
            let held = || amendment_of(registry, known.sha256, to);
            let amendment = document.amendment.take().or_else(held);
            *document = Described {
                amendment,
                ..known.described()
            };
        }
    };
    match command.as_ref() {
        Command::Attach { .. } => each(command.to_mut()),
        Command::Many { .. } => {
            if let Command::Many { commands } = command.to_mut() {
                commands.iter_mut().for_each(each);
            }
        }
        _ => {}
    }
    command
}

/// Attaches a document to a record. One that is attached elsewhere already stays so; what is said of it now holds.
pub(super) fn attach(
    registry: &Registry,
    described: &Described,
    to: &RecordId,
    context: &Context<'_>,
) -> Result<Vec<Change>, Refusal> {
    if !to.kind().holds_documents() {
        return Err(Refusal::NoDocuments(to.kind()));
    }
    if registry.version(to).is_none() {
        return Err(Refusal::missing(registry, to));
    }
    let before = registry.documents().get(&described.id);
    let mut after = before.cloned().map_or_else(|| fresh(described, context), Ok)?;
    after.kind = described.kind;
    if before.is_none_or(|before| before.name != described.name) {
        after.name = name(described)?;
    }
    after.date = described.date;
    if !after.about.contains(to) {
        after.about.push(to.clone());
        after.about.sort_unstable();
    }
    if after.about.len() > MOST {
        let why = format!("elle est déjà jointe à {MOST} enregistrements");
        return Err(fields::invalid(RecordId::Document(described.id), "jointe à", why));
    }
    let attached = Change {
        before: before.cloned().map(Into::into),
        after: Some(after.into()),
    };
    let amended = as_amendment(registry, described, to)?;
    let changes = std::iter::once(attached).chain(amended);
    Ok(changes.filter(|change| change.before != change.after).collect())
}

/// The avenant of a record that a document is.
fn amendment_of(registry: &Registry, id: DocumentId, of: &RecordId) -> Option<AmendmentNumber> {
    let RecordId::Convention(number) = of else {
        return None;
    };
    let convention = registry.conventions().get(number)?;
    Some(convention.amendment_in(id)?.number.clone())
}

/// Notes with a convention which of its avenants a document that is attached to it is; one that it was before is it no more.
fn as_amendment(
    registry: &Registry,
    described: &Described,
    to: &RecordId,
) -> Result<Option<Change>, Refusal> {
    let convention = match to {
        RecordId::Convention(number) => registry.conventions().get(number),
        _ => None,
    };
    let (convention, asked) = match (convention, &described.amendment) {
        (Some(convention), asked) => (convention, asked),
        (None, None) => return Ok(None),
        (None, Some(_)) => {
            let why = "seule une pièce jointe à une convention en est un avenant";
            return Err(fields::invalid(RecordId::Document(described.id), "avenant", why));
        }
    };
    let found = match asked {
        None => None,
        Some(asked) => {
            let found = convention.amendment_like(asked);
            Some(found.ok_or_else(|| unknown_amendment(&convention.number, asked))?)
        }
    };
    let after = convention.with_document(described.id, found.map(|found| &found.number));
    Ok(Some(Change::update(convention.clone(), after)))
}

/// A document that is not recorded yet: what its file is was read by the program that keeps it.
fn fresh(described: &Described, context: &Context<'_>) -> Result<Document, Refusal> {
    let measured = context.kept.iter().find(|kept| kept.id == described.id);
    let measured = measured.ok_or(Refusal::NoFile(described.id))?;
    Ok(Document {
        sha256: described.id,
        kind: described.kind,
        name: String::new(),
        format: measured.format,
        size: measured.size,
        pages: measured.pages,
        date: None,
        about: Vec::new(),
        filed: context.today,
        by: context.actor.name.clone(),
    })
}

/// The name of a document: that of a file, without its folder.
fn name(described: &Described) -> Result<String, Refusal> {
    let (id, name) = (RecordId::Document(described.id), described.name.trim());
    let why = if name.is_empty() {
        "il faut un nom".to_owned()
    } else if name.chars().count() > MAX_NAME {
        format!("le nom dépasse {MAX_NAME} caractères")
    } else if name.contains('/') || name.starts_with('.') {
        "un nom de fichier n’a pas de «\u{a0}/\u{a0}» et ne commence pas par un point".to_owned()
    } else {
        return Ok(name.to_owned());
    };
    Err(fields::invalid(id, ("name", "nom"), why))
}

/// Detaches a document from a record; detached from all, it is recorded no more, and its file stays.
pub(super) fn detach(registry: &Registry, id: DocumentId, from: &RecordId) -> Result<Vec<Change>, Refusal> {
    let unknown = || Refusal::Unknown(RecordId::Document(id));
    let before = registry.documents().get(&id).ok_or_else(unknown)?;
    let mut after = before.clone();
    after.about.retain(|about| about != from);
    if after.about.len() == before.about.len() {
        let why = format!("elle n’est pas jointe à {}", from.label());
        return Err(fields::invalid(RecordId::Document(id), "jointe à", why));
    }
    let kept = (!after.about.is_empty()).then_some(after);
    let detached = Change {
        before: Some(before.clone().into()),
        after: kept.map(Into::into),
    };
    let held = amendment_of(registry, id, from).and_then(|_| match from {
        RecordId::Convention(number) => registry.conventions().get(number),
        _ => None,
    });
    let amended = held.map(|held| Change::update(held.clone(), held.with_document(id, None)));
    Ok(std::iter::once(detached).chain(amended).collect())
}
