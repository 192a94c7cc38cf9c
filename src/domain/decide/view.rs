//! Saved views.
//!
//! Whether a view is shared is part of what is asked: the table of rights looks at the command alone, and what is
//! asked must be true of the view that is there.

use super::Context;
use super::fields::{self, invalid};
use crate::domain::change::Change;
use crate::domain::query::Pane;
use crate::domain::query::language::MAX_LEN;
use crate::domain::query::row::columns;
use crate::domain::record::{Record, RecordId};
use crate::domain::refusal::Refusal;
use crate::domain::registry::Registry;
use crate::domain::view::{NewView, SHIPPED, View, ViewNumber};
use crate::text::fold;

/// The longest name, in characters.
const LONGEST_NAME: usize = 60;

/// Saves a view, new or in place of another of the same operator, or of everybody.
pub(super) fn save(
    registry: &Registry,
    draft: &NewView,
    context: &Context<'_>,
) -> Result<Vec<Change>, Refusal> {
    let before = draft
        .number
        .map(|number| own(registry, number, draft.shared, context))
        .transpose()?;
    let number = match draft.number {
        Some(number) => number,
        None => fields::next(registry, registry.views().keys(), RecordId::View)?,
    };
    let id = RecordId::View(number);
    let name = name(&id, &draft.name)?;
    free(registry, &id, &name, context)?;
    sound(&id, draft)?;
    let after = View {
        number,
        name,
        pane: draft.pane,
        text: draft.text.trim().to_owned(),
        sort: draft.sort,
        columns: draft.columns.clone(),
        owner: (!draft.shared).then(|| context.actor.clone()),
    };
    Ok(vec![Change {
        before: before.cloned().map(Record::from),
        after: Some(after.into()),
    }])
}

/// Removes a view of the operator, or of everybody.
pub(super) fn remove(
    registry: &Registry,
    number: ViewNumber,
    shared: bool,
    context: &Context<'_>,
) -> Result<Vec<Change>, Refusal> {
    let before = own(registry, number, shared, context)?;
    Ok(vec![Change {
        before: Some(before.clone().into()),
        after: None,
    }])
}

/// The view of a number, where it is shared as said, and is the operator's where it is not.
fn own<'a>(
    registry: &'a Registry,
    number: ViewNumber,
    shared: bool,
    context: &Context<'_>,
) -> Result<&'a View, Refusal> {
    let id = RecordId::View(number);
    let view = registry
        .views()
        .get(&number)
        .ok_or_else(|| Refusal::Unknown(id.clone()))?;
    if !view.is_seen_by(context.actor) {
        return Err(Refusal::Unknown(id));
    }
    if view.is_shared() != shared {
        let why = if shared {
            "elle est personnelle\u{a0}; enregistrez-en une autre pour la partager"
        } else {
            "elle est partagée"
        };
        return Err(invalid(id, "partage", why));
    }
    Ok(view)
}

fn name(id: &RecordId, typed: &str) -> Result<String, Refusal> {
    let name = fields::text(id.clone(), "nom", typed)?;
    if name.chars().count() > LONGEST_NAME || name.contains('\n') {
        let why = format!("{LONGEST_NAME} caractères au plus, sur une seule ligne");
        return Err(invalid(id.clone(), "nom", why));
    }
    Ok(name)
}

/// No other view that the operator sees has that name, nor one that comes with the program.
fn free(registry: &Registry, id: &RecordId, name: &str, context: &Context<'_>) -> Result<(), Refusal> {
    let folded = fold(name);
    let shipped = SHIPPED.iter().map(|view| view.name);
    let others = registry
        .views()
        .iter()
        .filter(|view| view.is_seen_by(context.actor) && RecordId::View(view.number) != *id);
    let mut names = shipped.chain(others.map(|view| view.name.as_str()));
    if names.any(|taken| fold(taken) == folded) {
        return Err(invalid(id.clone(), "nom", "une vue porte déjà ce nom"));
    }
    Ok(())
}

fn sound(id: &RecordId, draft: &NewView) -> Result<(), Refusal> {
    let no = |field: &'static str, why: &str| Err(invalid(id.clone(), field, why));
    if draft.pane == Pane::Everything {
        return no("liste", "«\u{a0}aller à\u{a0}» n’a pas de vues");
    }
    if draft.text.chars().count() > MAX_LEN || draft.text.chars().any(char::is_control) {
        return no("filtre", "il tient dans la barre de recherche");
    }
    let known = columns(draft.pane);
    for (at, column) in draft.columns.iter().enumerate() {
        if known.iter().all(|known| known.id != *column) {
            return no("colonnes", "cette liste n’a pas toutes ces colonnes");
        }
        if draft.columns[..at].contains(column) {
            return no("colonnes", "une colonne y est deux fois");
        }
    }
    Ok(())
}
