//! A dialog with one field.

use crate::tui::effect::Slot;
use crate::tui::form::spec::Input;
use crate::tui::model::Field;
use crate::tui::verb::{Typed, Typing};

use super::DayField;

/// The field of a form.
#[derive(Debug, Clone)]
pub enum FormKind {
    Day(DayField),
    /// The name of a view.
    Name(Field),
    /// The name of a file: one that is proposed bears the day.
    File(Field),
    /// The path of a file that is there, which the next field's key completes.
    Path(Field),
    /// A note, a reason, an answer: free text that is kept for others to read.
    Note(Field),
}

impl FormKind {
    /// What may be typed in it.
    pub fn input(&self) -> Input {
        match self {
            Self::Day(_) => Input::Day,
            Self::Name(_) | Self::File(_) | Self::Path(_) => Input::Text,
            Self::Note(_) => Input::Note,
        }
    }
}

/// A dialog with one field.
#[derive(Debug, Clone)]
pub struct Form {
    pub title: String,
    /// What it is about: the record's name.
    pub about: String,
    /// What will follow, or what is known already.
    pub intro: Vec<String>,
    pub kind: FormKind,
    /// What it is for.
    pub flow: Typing,
    pub error: Option<String>,
    /// What it waits for: its order, or the file that it named.
    pub busy: Option<Slot>,
    /// That leaving it loses its words was said.
    pub leaving: bool,
}

impl Form {
    /// True where words were typed that nothing else holds: a name or a day is soon typed again.
    pub fn has_words(&self) -> bool {
        match &self.kind {
            FormKind::Note(field) => self.busy.is_none() && !field.text().trim().is_empty(),
            FormKind::Day(_) | FormKind::Name(_) | FormKind::File(_) | FormKind::Path(_) => false,
        }
    }

    /// A dialog with one field.
    pub fn new(title: &str, about: &str, kind: FormKind, flow: impl Into<Typing>) -> Self {
        Self {
            title: title.to_owned(),
            about: about.to_owned(),
            intro: Vec::new(),
            kind,
            flow: flow.into(),
            error: None,
            busy: None,
            leaving: false,
        }
    }

    pub fn field(&mut self) -> &mut Field {
        match &mut self.kind {
            FormKind::Day(day) => &mut day.field,
            FormKind::Name(field) | FormKind::File(field) | FormKind::Path(field) | FormKind::Note(field) => {
                field
            }
        }
    }

    /// What was typed.
    pub fn typed(&mut self) -> Typed {
        let day = match &self.kind {
            FormKind::Day(day) => day.day(),
            FormKind::Name(_) | FormKind::File(_) | FormKind::Path(_) | FormKind::Note(_) => {
                Err("ce champ ne convient pas".to_owned())
            }
        };
        Typed {
            about: self.about.clone(),
            text: self.field().text().trim().to_owned(),
            day,
        }
    }
}
