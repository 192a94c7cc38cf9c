//! A new version of a fiche from the form of one whose content no longer changes.

use crate::domain::date::day_fr;
use crate::domain::id::SheetVersion;
use crate::tui::model::Model;
use crate::tui::model::dialog::Dialog;
use crate::tui::model::editor::{Editor, FormRow};

use super::editor;

/// The fields of what is the new version's own.
const VERSION: &str = "version";
const DATE: &str = "date";

/// Opens the form of a new version that holds what was typed, under the next number where there is one; its day is the
/// present one.
pub(super) fn open(model: &mut Model, next: Option<&SheetVersion>) {
    let Some(form) = editor(model) else {
        return;
    };
    let mut new = Editor::new(form.kind, None, String::new(), form.today());
    new.values.restore(&form.values.texts());
    let names = form.names();
    new.values.name(&names);
    let place = form.values.place(VERSION);
    new.values.set(VERSION, next.map_or("", SheetVersion::as_str));
    new.values.set(DATE, &day_fr(form.today()));
    new.changed();
    if let Some(place) = place {
        new.go_to(FormRow::Cell((place, 0, 0)));
    }
    model.dialog = Some(Dialog::Editor(Box::new(new)));
}
