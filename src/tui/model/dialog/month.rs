//! The month over a dialog, of which a day is taken for the date that is typed below.

use chrono::NaiveDate;

use crate::domain::date::{day_fr, parse_day_typed};
use crate::tui::form::spec::Input;
use crate::tui::model::Field;
use crate::tui::model::agenda_page::AgendaPage;

use super::{ChooserField, Dialog, FormKind};

/// A month, and the dialog whose date it is for.
#[derive(Debug, Clone)]
pub struct Month {
    /// The days, and what falls on them.
    pub page: AgendaPage,
    pub below: Dialog,
    /// The day J.
    pub today: NaiveDate,
}

impl Month {
    /// The month of the date that a dialog has, else of the day J; none over a dialog without one.
    pub fn over(mut below: Dialog, today: NaiveDate) -> Option<Self> {
        let typed = below.date()?.text().to_owned();
        let at = parse_day_typed(&typed, today).unwrap_or(today);
        Some(Self {
            page: AgendaPage::new(at, false),
            below,
            today,
        })
    }

    /// The dialog with the day under the cursor in its date.
    pub fn taken(mut self) -> Dialog {
        let day = day_fr(self.page.at);
        if let Some(field) = self.below.date() {
            field.set(day);
        }
        if let Dialog::Editor(form) = &mut self.below {
            form.changed();
        }
        self.below
    }
}

impl Dialog {
    /// The date that is typed, where the cursor is in one or the dialog has no other.
    pub fn date(&mut self) -> Option<&mut Field> {
        match self {
            Self::Chooser(chooser) => match &mut chooser.entry {
                ChooserField::Day(day) => Some(&mut day.field),
                ChooserField::None | ChooserField::Filter(_) => None,
            },
            Self::Form(form) => match &mut form.kind {
                FormKind::Day(day) => Some(&mut day.field),
                FormKind::Name(_) | FormKind::File(_) | FormKind::Path(_) | FormKind::Note(_) => None,
            },
            Self::Annexe(annexe) => annexe.dating.then_some(&mut annexe.day.field),
            Self::Days(grid) => grid.day().map(|day| &mut day.field),
            Self::Editor(form) => {
                let at = form.cell_here().filter(|_| form.is_at_rest())?;
                let is_date = form.values.input(at) == Some(Input::Day);
                let may = is_date && form.picker.is_none() && form.may_edit(form.here());
                form.values
                    .cell_mut(at)
                    .filter(|_| may)
                    .map(|cell| &mut cell.field)
            }
            Self::Wait(_) | Self::Text(_) | Self::Month(_) => None,
        }
    }
}
