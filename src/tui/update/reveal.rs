//! Which rows a sober screen shows after a dialog was closed: the selected one, and those that one moves to. Each is
//! heard once, where the whole list would be read again.

use crate::tui::model::dialog::Dialog;
use crate::tui::model::{Mode, Model};

/// True where a dialog has the whole of a sober screen.
pub(super) fn is_covered(model: &Model) -> bool {
    model.options.look.sober && !matches!(model.dialog, None | Some(Dialog::Wait(_)))
}

/// Follows what an event did, `covered` saying whether a dialog had the screen before it.
pub(super) fn follow(model: &mut Model, covered: bool) {
    if covered && !is_covered(model) && matches!(model.mode, Mode::Panes) && !model.reading {
        let list = model.focused();
        model.revealed = Some((list.name, list.top, list.place..=list.place));
        return;
    }
    let Some((name, top, rows)) = model.revealed.take() else {
        return;
    };
    let list = model.focused();
    let near = list.place + 1 >= *rows.start() && list.place <= rows.end() + 1;
    let is_same = list.name == name && list.top == top && near;
    if is_same && !model.searching && !model.reading && matches!(model.mode, Mode::Panes) {
        let rows = (*rows.start()).min(list.place)..=(*rows.end()).max(list.place);
        model.revealed = Some((name, top, rows));
    }
}
