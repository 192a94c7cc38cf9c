//! The dialog of a note on the subject.

use crate::tui::effect::Effect;
use crate::tui::keymap::Verb;
use crate::tui::model::dialog::{Dialog, Form, FormKind, FormPurpose};
use crate::tui::model::{Field, Model};

use crate::tui::update::ask::subject_title;

use super::many::{self, noted, on_marked};
use super::when;

/// Why there is nothing to note on.
pub fn why_not(model: &Model) -> Option<String> {
    when::no_subject(model).filter(|_| !on_marked(model))
}

/// Opens a field for the note.
pub fn open(model: &mut Model, effects: &mut Vec<Effect>) {
    if on_marked(model) {
        return many::open(model, Verb::Note, effects);
    }
    let Some(about) = model.subject().map(noted) else {
        return;
    };
    let title = subject_title(model);
    let kind = FormKind::Note(Field::default());
    let form = Form::new("Ajouter une note", &title, kind, FormPurpose::Note(about));
    model.dialog = Some(Dialog::Form(form));
}
