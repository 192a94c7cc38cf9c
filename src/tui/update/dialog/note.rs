//! The dialog of a note on the subject.

use crate::tui::model::dialog::{Dialog, Form, FormKind, FormPurpose};
use crate::tui::model::{Field, Model};

use super::subject_title;
use crate::tui::update::many::noted;

/// Opens a field for the note.
pub fn open(model: &mut Model) {
    let Some(about) = model.subject().map(noted) else {
        return;
    };
    let title = subject_title(model);
    let kind = FormKind::Note(Field::default());
    let form = Form::new("Ajouter une note", &title, kind, FormPurpose::Note(about));
    model.dialog = Some(Dialog::Form(form));
}
