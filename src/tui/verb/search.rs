//! The verb that opens the search bar.

use crate::tui::model::{Field, Model};

/// Opens the search bar of the current list.
pub fn open(model: &mut Model) {
    model.reading = false;
    model.dossier_pane.visiting = None;
    model.searching = true;
    model.completing.forget();
    model.recalled = None;
    begin_word(&mut model.list_mut(model.current).search);
}

/// Puts a space after a filter, so that what is typed next is a word of its own; a word goes on being typed.
fn begin_word(search: &mut Field) {
    let last = search.before().rsplit(' ').next().unwrap_or_default();
    let at_end = search.before().len() == search.text().len();
    if at_end && (last.contains([':', '<', '>', '=']) || last.ends_with('"')) {
        search.insert(" ");
    }
}
