//! What lies over the panes: one dialog at a time, as state. Esc closes any of them.

mod batch;
mod chooser;
mod day;
mod day_grid;
mod form;
mod month;
mod place;
mod text;
mod turn;

pub use batch::{Applied, Batch, Heading, Item};
pub use chooser::{Choice, Chooser, ChooserField, ChooserFocus};
pub use day::DayField;
pub use day_grid::{DayGrid, DayRow};
pub use form::{Form, FormKind};
pub use month::Month;
pub use place::{ChooserParts, WIDEST};
pub use text::{Find, Paragraph, Proposal, TextDialog};

use crate::domain::record::RecordId;
use crate::tui::effect::Slot;
use crate::tui::keymap::Context;
use crate::tui::model::editor::{Annexe, Editor};
use crate::tui::verb::{Known, Waiting};

/// What lies over the panes and takes the keys until it is answered.
#[derive(Debug, Clone)]
pub enum Dialog {
    /// On its way: the desk was asked for what it shows.
    Wait(Box<Waiting>),
    /// A list of which one is chosen.
    Chooser(Chooser),
    Form(Form),
    /// Something to read, and perhaps to confirm.
    Text(TextDialog),
    /// The form of a record.
    Editor(Box<Editor>),
    /// The schools of an annexe.
    Annexe(Box<Annexe>),
    /// A day for each of several schools.
    Days(Box<DayGrid>),
    /// The month, of which a day is taken for the date of the dialog below.
    Month(Box<Month>),
}

impl Dialog {
    /// Where the keys go.
    pub fn context(&self) -> Context {
        match self {
            Self::Chooser(chooser) if chooser.takes_text() => Context::Field,
            Self::Form(_) | Self::Days(_) => Context::Field,
            Self::Editor(editor) if editor.takes_text() => Context::Field,
            Self::Annexe(annexe) if annexe.dating => Context::Field,
            Self::Text(dialog) if dialog.is_finding() => Context::Field,
            Self::Editor(_)
            | Self::Annexe(_)
            | Self::Wait(_)
            | Self::Chooser(_)
            | Self::Text(_)
            | Self::Month(_) => Context::Dialog,
        }
    }

    /// What the dialog waits for: its order, or the file that it named.
    pub fn busy(&self) -> Option<Slot> {
        match self {
            Self::Wait(_) | Self::Annexe(_) | Self::Month(_) => None,
            Self::Chooser(chooser) => chooser.busy,
            Self::Form(form) => form.busy,
            Self::Days(grid) => grid.busy,
            Self::Text(dialog) => dialog.busy,
            Self::Editor(editor) => editor.busy,
        }
    }

    /// Says what the dialog waits for.
    pub fn set_busy(&mut self, busy: Option<Slot>) {
        match self {
            Self::Wait(_) | Self::Annexe(_) | Self::Month(_) => {}
            Self::Days(grid) => grid.busy = busy,
            Self::Editor(editor) => editor.busy = busy,
            Self::Chooser(chooser) => chooser.busy = busy,
            Self::Form(form) => form.busy = busy,
            Self::Text(dialog) => dialog.busy = busy,
        }
    }

    /// The record that the dialog is about to change, with the version that it knows where it knows one.
    pub fn rests_on(&self) -> Known {
        match self {
            Self::Chooser(chooser) => chooser.flow.rests_on(),
            Self::Form(form) => form.flow.rests_on(),
            Self::Editor(form) => {
                let (record, version) = form.was.as_ref()?;
                Some((record.id(), Some(*version)))
            }
            Self::Annexe(annexe) => {
                let id = RecordId::Convention(annexe.convention.number.clone());
                Some((id, Some(annexe.version)))
            }
            Self::Month(month) => month.below.rests_on(),
            Self::Wait(_) | Self::Text(_) | Self::Days(_) => None,
        }
    }

    /// What is said to be wrong, where something is.
    pub fn error(&self) -> Option<&str> {
        match self {
            Self::Chooser(chooser) => chooser.error.as_deref(),
            Self::Form(form) => form.error.as_deref(),
            Self::Editor(editor) => editor.error.as_deref(),
            Self::Annexe(annexe) => annexe.error.as_deref(),
            Self::Days(grid) => grid.error.as_deref(),
            Self::Month(month) => month.page.error.as_deref(),
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
            Self::Days(grid) => grid.error = Some(message),
            Self::Month(month) => month.page.error = Some(message),
            Self::Wait(_) | Self::Text(_) => return false,
        }
        true
    }
}
