//! A new version of a fiche from the form of one whose content no longer changes.

use crate::domain::date::day_fr;
use crate::tui::model::Model;
use crate::tui::model::dialog::Dialog;
use crate::tui::model::editor::{Editor, FormRow};

use super::editor;

/// The fields of what is the new version's own.
const VERSION: &str = "version";
const DATE: &str = "date";

/// Opens the form of a new version that holds what was typed; its number is typed, its day is the present one.
pub(super) fn open(model: &mut Model) {
    let Some(form) = editor(model) else {
        return;
    };
    let mut new = Editor::new(form.kind, None, String::new(), form.today());
    new.values.restore(&form.values.texts());
    let names = form.names();
    new.values.name(&names);
    let place = form.values.place(VERSION);
    let version = place.and_then(|place| form.values.cell((place, 0, 0)));
    new.values.set(
        VERSION,
        &version.map_or_else(String::new, |cell| next(cell.field.text())),
    );
    new.values.set(DATE, &day_fr(form.today()));
    new.changed();
    if let Some(place) = place {
        new.go_to(FormRow::Cell((place, 0, 0)));
    }
    model.dialog = Some(Dialog::Editor(Box::new(new)));
}

/// The version after one that is a number; of another, nothing is proposed.
fn next(version: &str) -> String {
    let number = version
        .parse::<u32>()
        .ok()
        .and_then(|number| number.checked_add(1));
    number.map_or_else(String::new, |number| number.to_string())
}
