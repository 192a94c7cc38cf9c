//! The path of a file in a cell: the next field's key completes it, and goes on once it is whole.

use crate::service::documents::Completed;
use crate::text::inert;
use crate::tui::effect::{Ask, Effect};
use crate::tui::form::At;
use crate::tui::form::spec::Input;
use crate::tui::model::Model;
use crate::tui::model::editor::Editor;
use crate::tui::update::ask::request;

use super::editor;

/// The most names that are shown of those that a path may go on with.
const SHOWN: usize = 8;

/// True where the cursor is on the beginning of a path.
pub(super) fn completes(form: &Editor) -> bool {
    cell(form).is_some_and(|at| !text(form, at).is_empty())
}

/// The cell under the cursor, where it holds a path.
fn cell(form: &Editor) -> Option<At> {
    let at = form.cell_here()?;
    (form.values.input(at) == Some(Input::File)).then_some(at)
}

fn text(form: &Editor, at: At) -> &str {
    form.values.cell(at).map_or("", |cell| cell.field.text())
}

/// Asks how the path may go on.
pub(super) fn ask(model: &mut Model, effects: &mut Vec<Effect>) {
    let typed = editor(model).and_then(|form| Some(text(form, cell(form)?).to_owned()));
    if let Some(typed) = typed {
        request(model, Ask::CompletePath(typed), effects);
    }
}

/// Goes on with the path as far as it is plain how, and says with what it may go on; a whole one is left for the next field.
pub(super) fn complete(form: &mut Editor, path: Completed) {
    let Some(at) = cell(form).filter(|at| text(form, *at) == path.typed) else {
        return;
    };
    let is_whole = path.names.len() == 1 && path.text == path.typed && !path.text.ends_with('/');
    if is_whole {
        return form.step(1);
    }
    if let Some(cell) = form.values.cell_mut(at) {
        cell.field.set(path.text);
    }
    form.changed();
    let names: Vec<_> = path.names.iter().take(SHOWN).map(|name| inert(name)).collect();
    form.error = match (names.len(), path.names.len().saturating_sub(SHOWN)) {
        (0, _) => Some("aucun dossier ni document ne commence ainsi".to_owned()),
        (1, _) => None,
        (_, 0) => Some(names.join("   ")),
        (_, more) => Some(format!("{}   et {more} de plus", names.join("   "))),
    };
}
