//! The rows of a form: a cell each, and the last one that saves.

use crate::tui::form::At;
use crate::tui::form::spec::{Input, Target};
use crate::tui::verb::mistake::Act;

use super::Editor;

/// A row under which the cursor can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormRow {
    Cell(At),
    Save,
}

impl Editor {
    /// Every row, in order. Of the empty item at the end of a list, the first cell alone has one.
    pub fn rows(&self) -> Vec<FormRow> {
        let mut rows = Vec::new();
        for place in 0..self.values.specs.len() {
            for (item, cells) in self.values.items(place).iter().enumerate() {
                let blank = item > 0 || self.values.specs[place].many;
                let blank = blank && cells.iter().all(|cell| cell.field.is_empty());
                let shown = if blank { 1 } else { cells.len() };
                rows.extend((0..shown).map(|part| FormRow::Cell((place, item, part))));
            }
        }
        rows.push(FormRow::Save);
        rows
    }

    /// The row under the cursor.
    pub fn here(&self) -> FormRow {
        self.rows().get(self.at).copied().unwrap_or(FormRow::Save)
    }

    /// The cell under the cursor.
    pub fn cell_here(&self) -> Option<At> {
        match self.here() {
            FormRow::Cell(at) => Some(at),
            FormRow::Save => None,
        }
    }

    /// True where what a row holds may be changed: a key is typed once.
    pub fn may_edit(&self, row: FormRow) -> bool {
        match row {
            FormRow::Cell((place, ..)) => {
                let fixed = self.values.specs.get(place).is_some_and(|spec| spec.key);
                !(fixed && self.was.is_some())
            }
            FormRow::Save => true,
        }
    }

    /// What is said of a key, which is typed once: by which key of the panes it is corrected, where it may be.
    pub fn key_words(&self, correct: &str) -> String {
        let kind = self.kind.table().kind;
        if Act::Correct.takes(kind) && !correct.is_empty() {
            return format!(
                "cette clé ne change pas ici\u{a0}: {correct}, sur les volets, la corrige partout où elle est nommée"
            );
        }
        "cette clé ne change pas\u{a0}: saisissez un autre enregistrement et mettez fin à celui-ci".to_owned()
    }

    /// True where the record does not exist without a value in a cell: of its field, or of an item that holds something.
    pub fn is_needed(&self, (place, item, part): At) -> bool {
        let Some(spec) = self.values.specs.get(place) else {
            return false;
        };
        let cells = self.values.items(place).get(item);
        let begun = cells.is_some_and(|cells| cells.iter().any(|cell| !cell.field.is_empty()));
        let of_item = begun && spec.parts.get(part).is_some_and(|part| part.needed);
        (spec.needed && !spec.many) || of_item
    }

    /// True where the value of a cell is picked in a list rather than typed.
    pub fn is_picked(&self, at: At) -> bool {
        self.values.input(at).is_some_and(Input::is_picked)
    }

    /// Puts the cursor on a row, or stays near.
    pub fn go_to(&mut self, row: FormRow) {
        let rows = self.rows();
        let found = rows.iter().position(|known| *known == row);
        self.arrive(found.unwrap_or(self.at).min(rows.len() - 1));
    }

    /// Moves the cursor by rows.
    pub fn step(&mut self, by: isize) {
        self.error = None;
        let last = self.rows().len() - 1;
        self.arrive(self.at.saturating_add_signed(by).min(last));
    }

    /// Puts the cursor on a row. A day is typed anew rather than continued: half of the old one and half of the new are
    /// no day.
    fn arrive(&mut self, at: usize) {
        if std::mem::replace(&mut self.at, at) == at {
            return;
        }
        if let Some(at) = self.cell_here()
            && self.values.input(at) == Some(Input::Day)
            && let Some(cell) = self.values.cell_mut(at)
        {
            cell.field.offer();
        }
    }

    /// The name of a row: the field's, with the item's number and the part where there are several.
    pub fn label(&self, (place, item, part): At) -> String {
        let Some(spec) = self.values.specs.get(place) else {
            return String::new();
        };
        let number = if spec.many && self.values.items(place).len() > 1 {
            format!(" {}", item + 1)
        } else {
            String::new()
        };
        match spec.parts.get(part).map_or("", |part| part.label.text()) {
            "" => format!("{}{number}", spec.label),
            name => format!("{}{number}, {name}", spec.label),
        }
    }

    /// What a cell shows: of a choice its name, of a record its name and its key.
    pub fn shown(&self, at: At) -> String {
        let (Some(cell), Some(input)) = (self.values.cell(at), self.values.input(at)) else {
            return String::new();
        };
        let text = cell.field.text();
        if let Some(label) = input.label(text) {
            return label.to_owned();
        }
        match &cell.named {
            // The key of any record has its kind in it, that of a document is the digest of its bytes: they tell an
            // operator nothing.
            Some(name)
                if !text.is_empty() && matches!(input, Input::Record(Target::Any | Target::Document)) =>
            {
                name.clone()
            }
            Some(name) if !text.is_empty() && name != text => format!("{name} · {text}"),
            _ => text.to_owned(),
        }
    }
}
