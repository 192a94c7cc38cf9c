//! What lies over the panes: one dialog at a time, as state. Esc closes any of them.

mod chooser;
mod day;
mod form;
mod many;
mod pick;
mod place;
mod text;
mod turn;

pub use chooser::{Choice, Chooser, ChooserField, ChooserFocus};
pub use day::DayField;
pub use form::{Form, FormKind, FormPurpose};
pub use many::{Applied, Batch, Item, Many};
pub use pick::{Act, Copied, Pick, Purpose, ViewAct};
pub use place::{ChooserParts, WIDEST};
pub use text::{Paragraph, Proposal, TextDialog};

use crossterm::event::KeyEvent;

use crate::domain::command::{Order, Seen};
use crate::domain::deployment::DeploymentId;
use crate::domain::record::RecordId;
use crate::domain::register::EntryNumber;
use crate::domain::reminder::ReminderNumber;
use crate::tui::effect::Slot;
use crate::tui::form::FormKind as RecordForm;
use crate::tui::keymap::Context;
use crate::tui::model::editor::{Annexe, Editor};
use crate::tui::model::showing::Offered;

/// The most keys that are held while a dialog is on its way.
pub const HELD: usize = 64;

/// What lies over the panes and takes the keys until it is answered.
#[derive(Debug, Clone)]
pub enum Dialog {
    /// On its way: the desk was asked for what it shows.
    Wait(Wait),
    /// A list of which one is chosen.
    Chooser(Chooser),
    Form(Form),
    /// Something to read, and perhaps to confirm.
    Text(TextDialog),
    /// The form of a record.
    Editor(Box<Editor>),
    /// The schools of an annexe.
    Annexe(Box<Annexe>),
}

impl Dialog {
    /// Where the keys go.
    pub fn context(&self) -> Context {
        match self {
            Self::Chooser(chooser) if chooser.takes_text() => Context::Field,
            Self::Form(_) => Context::Field,
            Self::Editor(editor) if editor.takes_text() => Context::Field,
            Self::Annexe(annexe) if annexe.dating => Context::Field,
            Self::Editor(_) | Self::Annexe(_) | Self::Wait(_) | Self::Chooser(_) | Self::Text(_) => {
                Context::Dialog
            }
        }
    }

    /// What the dialog waits for: its order, or the file that it named.
    pub fn busy(&self) -> Option<Slot> {
        match self {
            Self::Wait(_) | Self::Annexe(_) => None,
            Self::Chooser(chooser) => chooser.busy,
            Self::Form(form) => form.busy,
            Self::Text(dialog) => dialog.busy,
            Self::Editor(editor) => editor.busy,
        }
    }

    /// Says what the dialog waits for.
    pub fn set_busy(&mut self, busy: Option<Slot>) {
        match self {
            Self::Wait(_) | Self::Annexe(_) => {}
            Self::Editor(editor) => editor.busy = busy,
            Self::Chooser(chooser) => chooser.busy = busy,
            Self::Form(form) => form.busy = busy,
            Self::Text(dialog) => dialog.busy = busy,
        }
    }

    /// The record that the dialog is about to change, with the version that it knows where it knows one.
    pub fn rests_on(&self) -> Option<(RecordId, Option<u64>)> {
        match self {
            Self::Chooser(chooser) => chooser.purpose.rests_on(),
            Self::Form(form) => form.purpose.rests_on(),
            Self::Editor(form) => {
                let (record, version) = form.was.as_ref()?;
                Some((record.id(), Some(*version)))
            }
            Self::Annexe(annexe) => {
                let id = RecordId::Convention(annexe.convention.number.clone());
                Some((id, Some(annexe.version)))
            }
            Self::Wait(_) | Self::Text(_) => None,
        }
    }

    /// What is said to be wrong, where something is.
    pub fn error(&self) -> Option<&str> {
        match self {
            Self::Chooser(chooser) => chooser.error.as_deref(),
            Self::Form(form) => form.error.as_deref(),
            Self::Editor(editor) => editor.error.as_deref(),
            Self::Annexe(annexe) => annexe.error.as_deref(),
            Self::Wait(_) | Self::Text(_) => None,
        }
    }

    /// Says what is wrong; false where the dialog has no place for it.
    pub fn set_error(&mut self, message: String) -> bool {
        match self {
            Self::Chooser(chooser) => chooser.error = Some(message),
            Self::Form(form) => form.error = Some(message),
            Self::Editor(editor) => editor.error = Some(message),
            Self::Annexe(annexe) => annexe.error = Some(message),
            Self::Wait(_) | Self::Text(_) => return false,
        }
        true
    }
}

/// The record of what was seen, with its version.
fn known(seen: &[Seen]) -> Option<(RecordId, Option<u64>)> {
    let first = seen.first()?;
    Some((first.id.clone(), Some(first.version)))
}

impl Intent {
    /// What the operator asked for, in French; empty where nothing is to be written.
    pub fn asked(&self) -> &str {
        match self {
            Self::Register { title, .. } => title,
            Self::Conflict { asked, .. } => asked,
            Self::RegisterReady(_) => "inscrire les écoles prêtes",
            Self::Batch(batch) => &batch.what,
            Self::Many(_)
            | Self::Undo { .. }
            | Self::ChangedSince { .. }
            | Self::Stage
            | Self::Solution
            | Self::Addresses
            | Self::Views
            | Self::SaveView
            | Self::SavedView(_)
            | Self::Conventions(_)
            | Self::Convention(_)
            | Self::Modify
            | Self::Close
            | Self::Check
            | Self::Form(_)
            | Self::Annexe
            | Self::AnnexeChange(_)
            | Self::AnnexeAgain { .. }
            | Self::Entry { .. }
            | Self::Reminder(_)
            | Self::History(_) => "",
        }
    }
}

/// A dialog on its way. The keys typed meanwhile are meant for it.
#[derive(Debug, Clone)]
pub struct Wait {
    /// What the answer is for.
    pub intent: Intent,
    /// The keys typed meanwhile.
    pub held: Vec<KeyEvent>,
}

/// What an answer for the dialog is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Intent {
    /// The dossier of which the stage is to change.
    Stage,
    /// The dossier of a school that is to choose a solution.
    Solution,
    /// The e-mails of rows, to be copied.
    Addresses,
    /// The views, of which one is to be opened.
    Views,
    /// The views, of which one may be replaced.
    SaveView,
    /// The dossier of a saved view that is to change.
    SavedView(Box<Offered>),
    /// The conventions of which one is to be chosen.
    Conventions(Act),
    /// The dossier of the convention to act on.
    Convention(Act),
    /// The dossier of what is to be changed, or has parts that may be.
    Modify,
    /// The dossier of what is to end, or has parts that may.
    Close,
    /// The dossier of an entry to review, or of its school.
    Check,
    /// The record of a form.
    Form(Box<Opening>),
    /// The schools of an annexe.
    Annexe,
    /// What a change of an annexe would do.
    AnnexeChange(Box<Annexe>),
    /// The schools of an annexe that somebody changed while it was marked.
    AnnexeAgain {
        /// The marks that were made.
        marks: Box<Annexe>,
        /// What is said of it, in French.
        why: String,
    },
    /// An entry of the register.
    Entry {
        number: EntryNumber,
        /// It is to be reviewed rather than closed.
        review: bool,
    },
    /// A relance to be closed.
    Reminder(ReminderNumber),
    /// What a registration would do.
    Register {
        /// The school and the category.
        deployment: DeploymentId,
        /// The school's name.
        title: String,
    },
    /// What registering several schools would do.
    RegisterReady(Box<Order>),
    /// What a verb on several records needs.
    Many(Box<Many>),
    /// What a batch would do.
    Batch(Box<Batch>),
    /// The history of the record of that name.
    History(String),
    /// What taking an entry back would do.
    Undo {
        /// True to do again what was taken back.
        redo: bool,
    },
    /// The history of a record that was changed since the entry that was to be taken back.
    ChangedSince {
        /// True where it was to be done again.
        redo: bool,
        /// What the entry did, in French.
        words: String,
        /// What the record is called.
        name: String,
        /// Its place in the journal.
        entry: u64,
    },
    /// The history of a record that somebody else changed.
    Conflict {
        /// What was asked, in French.
        asked: String,
        /// The version that the operator had seen.
        seen: u64,
        /// The same over what was changed, where the operator may choose that.
        again: Option<Box<Order>>,
    },
}

/// A form that is to be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    pub kind: RecordForm,
    /// The texts that it proposes, by the places of the fields.
    pub presets: Vec<(String, String)>,
    /// The draft that it takes up.
    pub draft: Option<u64>,
}
