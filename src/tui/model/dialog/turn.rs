//! A dialog that is open while the day J passes.

use chrono::NaiveDate;

use super::{Applied, Batch, Chooser, ChooserField, Dialog, Form, FormKind, TextDialog};
use crate::domain::command::Command;
use crate::tui::model::Field;

impl Dialog {
    /// Passes from a day J to another: what is proposed moves with it, what was typed stays the day that it meant.
    pub fn turn_to(&mut self, was: NaiveDate, today: NaiveDate) {
        match self {
            Self::Wait(wait) => wait.turn_to(was, today),
            Self::Chooser(chooser) => chooser.turn_to(today),
            Self::Form(form) => form.turn_to(was, today),
            Self::Text(dialog) => dialog.turn_to(was, today),
            Self::Editor(editor) => editor.turn_to(today),
            Self::Annexe(annexe) => annexe.turn_to(today),
            Self::Days(grid) => grid.turn_to(today),
            Self::Month(month) => {
                month.today = today;
                month.below.turn_to(was, today);
            }
        }
    }
}

impl Chooser {
    fn turn_to(&mut self, today: NaiveDate) {
        if let ChooserField::Day(day) = &mut self.entry {
            day.turn_to(today);
        }
    }
}

impl Form {
    fn turn_to(&mut self, was: NaiveDate, today: NaiveDate) {
        match &mut self.kind {
            FormKind::Day(day) => day.turn_to(today),
            FormKind::File(field) if field.is_proposed() => {
                let name = field.text().replace(&was.to_string(), &today.to_string());
                *field = Field::proposing(name);
            }
            FormKind::File(_) | FormKind::Path(_) | FormKind::Name(_) | FormKind::Note(_) => {}
        }
    }
}

impl TextDialog {
    fn turn_to(&mut self, was: NaiveDate, today: NaiveDate) {
        let applied = self
            .proposal
            .as_mut()
            .and_then(|proposal| proposal.applied.as_mut());
        if let Some(applied) = applied {
            let Applied { batch, .. } = applied.as_mut();
            batch.turn_to(was, today);
        }
        if let Some(annexe) = &mut self.back {
            annexe.turn_to(today);
        }
        if let Some(under) = &mut self.over {
            under.turn_to(was, today);
        }
    }
}

impl Batch {
    /// A relance is made on the day on which it is confirmed; any other day of a batch was chosen.
    pub fn turn_to(&mut self, was: NaiveDate, today: NaiveDate) {
        for item in &mut self.items {
            if let Ok(Command::AddReminder { on, .. }) = &mut item.command
                && *on == was
            {
                *on = today;
            }
        }
    }
}
