//! The verb that adds a note to a record, or to all that are marked.

use crate::domain::command::{Command, Order};
use crate::domain::record::RecordId;
use crate::tui::effect::Effect;
use crate::tui::model::dialog::{Dialog, Form, FormKind};
use crate::tui::model::{Field, Model};
use crate::tui::update::ask::subject_title;
use crate::tui::update::orders;

use super::batch::{self, Plan};
use super::many::{self, Many, on_marked, school};
use super::{Typed, Types, when};

/// A note on a record.
#[derive(Debug, Clone)]
pub struct Typing {
    pub about: RecordId,
}

/// A note on several records.
#[derive(Debug, Clone)]
pub struct TypingForMany(Many);

/// Why there is nothing to note on.
pub fn why_not(model: &Model) -> Option<String> {
    when::no_subject(model).filter(|_| !on_marked(model))
}

/// Opens a field for the note.
pub fn open(model: &mut Model, _effects: &mut Vec<Effect>) {
    let kind = FormKind::Note(Field::default());
    let form = if on_marked(model) {
        let many = many::of(model);
        Form::new("Ajouter une note", &many.about(), kind, TypingForMany(many))
    } else {
        let Some(about) = model.subject().map(noted) else {
            return;
        };
        Form::new("Ajouter une note", &subject_title(model), kind, Typing { about })
    };
    model.dialog = Some(Dialog::Form(form));
}

/// What a note is written on: of a deployment, its school, of which the note is read in each of its deployments.
fn noted(id: &RecordId) -> RecordId {
    school(id).map_or_else(|| id.clone(), RecordId::School)
}

fn text(typed: &Typed) -> Result<String, String> {
    if typed.text.is_empty() {
        return Err("la note est vide".to_owned());
    }
    Ok(typed.text.clone())
}

impl Types for Typing {
    fn typed(&self, model: &mut Model, typed: &Typed, effects: &mut Vec<Effect>) -> Result<(), String> {
        let (about, text) = (self.about.clone(), text(typed)?);
        let order = Order::blind(Command::AddNote { about, text });
        orders::send(
            model,
            order,
            format!("{}\u{a0}: note ajoutée", typed.about),
            effects,
        );
        Ok(())
    }
}

impl Types for TypingForMany {
    fn typed(&self, model: &mut Model, typed: &Typed, effects: &mut Vec<Effect>) -> Result<(), String> {
        let text = text(typed)?;
        let plan = Plan {
            title: "Ajouter une note",
            what: format!("note «\u{a0}{text}\u{a0}»"),
            unit: batch::SCHOOLS,
        };
        batch::each(model, &self.0, plan, effects, |id| {
            Ok(Command::AddNote {
                about: noted(id),
                text: text.clone(),
            })
        });
        Ok(())
    }
}
