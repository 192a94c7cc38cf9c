//! The keys typed ahead of what the desk was asked for, and what they wait for.

use super::Model;
use super::dialog::Dialog;
use super::review::Phase;

/// The most keys that are kept.
pub const MOST_AHEAD: usize = 64;

/// What keys wait for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Awaited {
    /// The dialog that is on its way.
    Dialog,
    /// The choices that the words of a field ask for.
    Choices,
    /// The answer to the order of the school under review.
    Order,
    /// The next school under review.
    School,
    /// The rows of the current list, or those to mark.
    Rows,
}

impl Model {
    /// What a key has to wait for; none where it is taken at once.
    pub fn waits_for(&self) -> Option<Awaited> {
        let late = match &self.dialog {
            Some(Dialog::Wait(_)) => return Some(Awaited::Dialog),
            Some(Dialog::Chooser(chooser)) => chooser.late,
            Some(Dialog::Editor(form)) => form.is_late(),
            Some(
                Dialog::Form(_) | Dialog::Text(_) | Dialog::Annexe(_) | Dialog::Days(_) | Dialog::Month(_),
            )
            | None => false,
        };
        if let Some(review) = self.review() {
            if self.work.is_some() {
                return Some(Awaited::Order);
            }
            if review.phase != Phase::Idle {
                return Some(Awaited::School);
            }
        }
        if late {
            return Some(Awaited::Choices);
        }
        let free = self.on_panes() && self.dialog.is_none() && !self.searching;
        let behind = self.focused().is_behind() || self.marking.is_some();
        (free && behind).then_some(Awaited::Rows)
    }

    /// True where what the keys waited for is there to take them. What opened by itself takes none of them; a dialog is
    /// read before it is confirmed; and where nothing opened, the panes have other verbs under the same keys.
    pub fn takes_typed(&self, awaited: Awaited) -> bool {
        match (awaited, &self.dialog) {
            (Awaited::Rows, dialog) => dialog.is_none() && !self.searching && self.on_panes(),
            (Awaited::Order | Awaited::School, _) => self.review().is_some(),
            (Awaited::Dialog, Some(Dialog::Chooser(_) | Dialog::Form(_) | Dialog::Days(_))) => true,
            (Awaited::Dialog | Awaited::Choices, Some(Dialog::Editor(form))) => form.takes_typed(),
            (Awaited::Choices, Some(Dialog::Chooser(chooser))) => !chooser.choices.is_empty(),
            (Awaited::Dialog | Awaited::Choices, _) => false,
        }
    }

    /// True of a dialog that was not seen yet by who typed before it opened: no key answers it.
    pub fn is_unread(&self) -> bool {
        match &self.dialog {
            Some(Dialog::Text(_) | Dialog::Annexe(_)) => true,
            Some(Dialog::Editor(form)) => form.question.is_some(),
            Some(
                Dialog::Wait(_) | Dialog::Chooser(_) | Dialog::Form(_) | Dialog::Days(_) | Dialog::Month(_),
            )
            | None => false,
        }
    }
}
