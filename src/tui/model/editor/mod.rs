//! The form of a record, as state: its texts, the row under the cursor, and what lies over it.

mod annexe;
mod picker;
mod rows;

pub use annexe::{Annexe, How, Member};
pub use picker::{Found, Picker};
pub use rows::FormRow;

use chrono::NaiveDate;

use crate::config::state::Draft;
use crate::domain::change::{FieldConflict, Merge, Side};
use crate::domain::id::SheetVersion;
use crate::domain::record::{Record, RecordId};
use crate::domain::refusal::Edit;
use crate::tui::effect::Slot;
use crate::tui::form::{At, Fault, FormKind, Texts, Values, make};
use crate::tui::verb::Choosing;
use crate::tui::wording::names;

/// What is asked over a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Question {
    /// It is left with what was typed: kept, thrown away, or gone on with.
    Leave(usize),
    /// What was kept of it is taken up again, or not.
    Resume(usize, Box<Draft>),
    /// Its content is that of a version on which something rests: it goes into a new version of that number, or not.
    NewVersion(usize, Option<SheetVersion>),
}

/// The fields that somebody else changed as well, and the side chosen for each.
#[derive(Debug, Clone)]
pub struct Clash {
    pub merge: Merge,
    /// The record that is stored by now.
    pub theirs: Record,
    pub version: u64,
    /// What changed it, latest first.
    pub edits: Vec<Edit>,
    /// Of each field in conflict, who changed it and when: `mmartin, 23/11/2026 10:05`.
    pub credits: Vec<String>,
    /// A side for each field.
    pub sides: Vec<Side>,
    /// The field under the cursor.
    pub at: usize,
}

impl Clash {
    /// Who changed the record, and whether they are several.
    pub fn authors(&self) -> (String, bool) {
        let authors: Vec<&str> = Edit::authors(&self.edits)
            .into_iter()
            .map(|who| who.name.as_str())
            .collect();
        (names(&authors), authors.len() > 1)
    }

    /// The field under the cursor.
    pub fn conflict(&self) -> Option<&FieldConflict> {
        self.merge.conflicts.get(self.at)
    }
}

/// What the form of an avenant goes with.
#[derive(Debug, Clone)]
pub struct Along {
    pub asked: Choosing,
    /// It was said that leaving loses what was typed: the next Esc leaves.
    pub leaving: bool,
}

/// The form of a record.
#[derive(Debug, Clone)]
pub struct Editor {
    pub kind: FormKind,
    pub title: String,
    /// What the record is called; empty for a new one.
    pub about: String,
    /// The record as it was read, and its version; none for a new one.
    pub was: Option<(Record, u64)>,
    pub values: Values,
    /// The texts as they were at first.
    pub first: Texts,
    /// The row under the cursor.
    pub at: usize,
    /// The list of which a value is picked.
    pub picker: Option<Picker>,
    /// What is asked over the form.
    pub question: Option<Question>,
    /// What somebody else changed as well.
    pub clash: Option<Box<Clash>>,
    pub faults: Vec<Fault>,
    /// What the desk refused of a cell, until the next change.
    pub refused: Option<(At, String)>,
    /// The operator asked to save: what lacks a value is said from then on.
    pub tried: bool,
    /// What is wrong with the whole.
    pub error: Option<String>,
    /// What it waits for: its order, or the file that it named.
    pub busy: Option<Slot>,
    /// The draft of it that is kept.
    pub draft: Option<u64>,
    /// The texts that are kept: those of the draft, else those at first.
    pub kept: Texts,
    /// The moves that its avenant goes with: it is no record of its own, and no draft of it is kept.
    pub along: Option<Box<Along>>,
    today: NaiveDate,
}

impl Editor {
    /// The form of a record, or of a new one.
    pub fn new(kind: FormKind, was: Option<(Record, u64)>, about: String, today: NaiveDate) -> Self {
        let values = Values::of(kind, was.as_ref().map(|(record, _)| record));
        let mut editor = Self {
            kind,
            title: title(kind, was.is_some()),
            about,
            first: Texts::new(),
            was,
            values,
            at: 0,
            picker: None,
            question: None,
            clash: None,
            faults: Vec::new(),
            refused: None,
            tried: false,
            error: None,
            busy: None,
            draft: None,
            kept: Texts::new(),
            along: None,
            today,
        };
        editor.begin();
        editor
    }

    /// The form of a draft.
    pub fn of(draft: &Draft, kind: FormKind, today: NaiveDate) -> Self {
        let mut form = Self::new(kind, draft.was.clone(), draft.about.clone(), today);
        let was = draft.was.as_ref().map(|(record, _)| record);
        form.values = Values::of(kind, was);
        form.values.restore(&draft.texts);
        form.draft = Some(draft.number);
        form.kept = form.values.texts();
        form.look();
        form
    }

    /// True where nothing is asked over its fields and nothing is waited for.
    pub fn is_at_rest(&self) -> bool {
        let listed = self.picker.as_ref().is_none_or(|picker| !picker.late);
        self.busy.is_none() && listed && self.question.is_none() && self.clash.is_none()
    }

    /// Takes what it holds for what it held at first.
    pub fn begin(&mut self) {
        self.first = self.values.texts();
        self.kept.clone_from(&self.first);
        self.at = self
            .rows()
            .iter()
            .position(|row| self.may_edit(*row))
            .unwrap_or(0);
        self.look();
    }

    /// The day J.
    pub fn today(&self) -> NaiveDate {
        self.today
    }

    /// Passes to another day J: a day that the form proposed and nobody typed over moves with it, one that was typed stays
    /// the day that it meant.
    pub fn turn_to(&mut self, today: NaiveDate) {
        let was = std::mem::replace(&mut self.today, today);
        for (path, before, after) in self.values.turn_to(was, today) {
            for texts in [&mut self.first, &mut self.kept] {
                let held = texts
                    .get_mut(path)
                    .and_then(|items| items.first_mut()?.first_mut());
                if let Some(held) = held.filter(|held| **held == before) {
                    held.clone_from(&after);
                }
            }
        }
        self.look();
    }

    /// The record that it changes.
    pub fn id(&self) -> Option<RecordId> {
        self.was.as_ref().map(|(record, _)| record.id())
    }

    /// True where something was typed that is not saved.
    pub fn is_changed(&self) -> bool {
        self.values.texts() != self.first
    }

    /// True where something was typed that would be lost if the program were killed.
    pub fn is_unkept(&self) -> bool {
        self.along.is_none() && self.values.texts() != self.kept
    }

    /// Makes the record, or says what is wrong.
    pub fn record(&self) -> Result<Record, Vec<Fault>> {
        let was = self.was.as_ref().map(|(record, _)| record);
        make(self.kind, &self.values, was, self.today)
    }

    /// Looks for what is wrong.
    pub fn look(&mut self) {
        self.faults = self.record().err().unwrap_or_default();
    }

    /// Takes a change of a text in.
    pub fn changed(&mut self) {
        let here = self.here();
        if let Some(cell) = self.cell_here().and_then(|at| self.values.cell_mut(at)) {
            cell.is_today = false;
        }
        self.refused = None;
        self.error = None;
        self.along.iter_mut().for_each(|along| along.leaving = false);
        self.values.tidy();
        self.look();
        self.go_to(here);
    }

    /// What is said under a cell.
    pub fn fault(&self, at: At) -> Option<&str> {
        if let Some((place, text)) = &self.refused
            && *place == at
        {
            return Some(text);
        }
        let shown = |fault: &&Fault| fault.at == at && (self.tried || !fault.missing);
        self.faults.iter().find(shown).map(|fault| fault.text.as_str())
    }

    /// The names of the records that it holds, as far as they are known.
    pub fn names(&self) -> Vec<(RecordId, String)> {
        let named = |(at, id): (At, RecordId)| Some((id, self.values.cell(at)?.named.clone()?));
        self.values.records().into_iter().filter_map(named).collect()
    }

    /// True while the list of which a value is picked is not yet what its words ask for.
    pub fn is_late(&self) -> bool {
        let late = self.picker.as_ref().is_some_and(|picker| picker.late);
        late && self.busy.is_none() && self.question.is_none()
    }

    /// True where keys that waited for it, or for its list, are meant for it: the list has something to pick.
    pub fn takes_typed(&self) -> bool {
        let found = self.picker.as_ref().is_none_or(|picker| !picker.found.is_empty());
        found && self.question.is_none()
    }

    /// True where keys type text.
    pub fn takes_text(&self) -> bool {
        self.question.is_none() && self.clash.is_none()
    }
}

fn title(kind: FormKind, exists: bool) -> String {
    let noun = kind.table().noun;
    match (kind, exists) {
        (FormKind::SchoolEnd, _) => "Fermer l’école".to_owned(),
        (FormKind::CollectiviteEnd, _) => "Mettre fin à la collectivité".to_owned(),
        (FormKind::CompetenceEnd, _) => "Mettre fin à la compétence".to_owned(),
        (FormKind::ContractEnd, _) => "Mettre fin au contrat".to_owned(),
        (FormKind::Amendment, _) => "Nouvel avenant".to_owned(),
        (_, true) => format!("Modifier\u{a0}: {noun}"),
        (kind, false) if kind.table().kind.is_feminine() => format!("Nouvelle {noun}"),
        (_, false) => format!("Nouveau {noun}"),
    }
}
