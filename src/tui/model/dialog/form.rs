//! A dialog with one field.

use crate::domain::command::Seen;
use crate::domain::id::{ConventionNumber, Uai};
use crate::domain::record::RecordId;
use crate::domain::register::EntryNumber;
use crate::domain::reminder::ReminderNumber;
use crate::domain::view::NewView;
use crate::service::export::Export;
use crate::tui::effect::Slot;
use crate::tui::form::spec::Input;
use crate::tui::model::Field;

use super::{DayField, Many, known};

/// The field of a form.
#[derive(Debug, Clone)]
pub enum FormKind {
    Day(DayField),
    /// The name of a view, or of a file.
    Name(Field),
    /// A note, a reason, an answer: free text that is kept for others to read.
    Note(Field),
}

impl FormKind {
    /// What may be typed in it.
    pub fn input(&self) -> Input {
        match self {
            Self::Day(_) => Input::Day,
            Self::Name(_) => Input::Text,
            Self::Note(_) => Input::Note,
        }
    }
}

/// What the form is for.
#[derive(Debug, Clone)]
pub enum FormPurpose {
    /// The day on which to look at a school again.
    Postpone(Uai),
    /// A text for several records.
    Many(Box<Many>),
    /// The name of a view.
    View {
        /// The view, but for its name.
        draft: Box<NewView>,
        seen: Vec<Seen>,
    },
    /// The name of the file to write.
    Export(Box<Export>),
    Note(RecordId),
    /// The day a convention was sent.
    Sent {
        convention: ConventionNumber,
        seen: Vec<Seen>,
    },
    /// Why the review of an entry of the register is lifted.
    LiftReview {
        number: EntryNumber,
        seen: Vec<Seen>,
    },
    /// Why an entry of the register is closed.
    CloseEntry {
        number: EntryNumber,
        seen: Vec<Seen>,
    },
    /// What came of a relance.
    CloseReminder {
        number: ReminderNumber,
        seen: Vec<Seen>,
    },
    /// The day from which a convention no longer binds.
    Terminated {
        convention: ConventionNumber,
        seen: Vec<Seen>,
    },
}

impl FormPurpose {
    /// The record that is about to change, with the version that is known where one is.
    pub fn rests_on(&self) -> Option<(RecordId, Option<u64>)> {
        match self {
            Self::Note(about) => Some((about.clone(), None)),
            Self::Postpone(school) => Some((RecordId::School(*school), None)),
            Self::Sent { seen, .. }
            | Self::Terminated { seen, .. }
            | Self::LiftReview { seen, .. }
            | Self::CloseEntry { seen, .. }
            | Self::CloseReminder { seen, .. }
            | Self::View { seen, .. } => known(seen),
            Self::Many(_) | Self::Export(_) => None,
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
    pub purpose: FormPurpose,
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
            FormKind::Day(_) | FormKind::Name(_) => false,
        }
    }

    /// A dialog with one field.
    pub fn new(title: &str, about: &str, kind: FormKind, purpose: FormPurpose) -> Self {
        Self {
            title: title.to_owned(),
            about: about.to_owned(),
            intro: Vec::new(),
            kind,
            purpose,
            error: None,
            busy: None,
            leaving: false,
        }
    }

    pub fn field(&mut self) -> &mut Field {
        match &mut self.kind {
            FormKind::Day(day) => &mut day.field,
            FormKind::Name(field) | FormKind::Note(field) => field,
        }
    }
}
