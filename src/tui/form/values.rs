//! What a form holds: a text for each part of each item of each field.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde_json::Value;

use crate::domain::date::{day_fr, parse_day_typed};
use crate::domain::record::{Record, RecordId};
use crate::tui::model::Field;

use super::spec::{Input, Spec};
use super::{FormKind, stored};

/// The texts of a form, by the places of its fields.
pub type Texts = BTreeMap<String, Vec<Vec<String>>>;

/// A text, and what the record is called of which it is the key.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cell {
    pub field: Field,
    /// The name of the record.
    pub named: Option<String>,
    /// It holds the day J, as the form proposed it: nothing was typed over it.
    pub is_today: bool,
}

/// Where a cell is: field, item, part.
pub type At = (usize, usize, usize);

/// What a form holds. Invariant: one list for each field shown; a field of several items ends with an empty one, a
/// field of one item has one.
#[derive(Debug, Clone)]
pub struct Values {
    pub specs: Vec<&'static Spec>,
    cells: Vec<Vec<Vec<Cell>>>,
}

impl Values {
    /// What a form holds of a record, or of a new one.
    pub fn of(kind: FormKind, record: Option<&Record>) -> Self {
        let specs = kind.specs(record.is_some());
        let members = record.and_then(members).unwrap_or_default();
        let mut members = members;
        (kind.table().spread)(&mut members);
        let cells = specs
            .iter()
            .map(|spec| items(spec, stored::get(&members, spec.path)))
            .collect();
        let mut values = Self { specs, cells };
        values.tidy();
        values
    }

    pub fn cell(&self, at: At) -> Option<&Cell> {
        self.cells.get(at.0)?.get(at.1)?.get(at.2)
    }

    /// A cell, to be changed.
    pub fn cell_mut(&mut self, at: At) -> Option<&mut Cell> {
        self.cells.get_mut(at.0)?.get_mut(at.1)?.get_mut(at.2)
    }

    /// What may be typed in a cell.
    pub fn input(&self, at: At) -> Option<Input> {
        Some(self.specs.get(at.0)?.parts.get(at.2)?.input)
    }

    /// The items of a field.
    pub fn items(&self, spec: usize) -> &[Vec<Cell>] {
        self.cells.get(spec).map_or(&[], Vec::as_slice)
    }

    /// The place of a field.
    pub fn place(&self, path: &str) -> Option<usize> {
        self.specs.iter().position(|spec| spec.path == path)
    }

    /// Puts a text in the first cell of a field.
    pub fn set(&mut self, path: &str, text: &str) {
        if let Some(cell) = self.place(path).and_then(|at| self.cell_mut((at, 0, 0))) {
            cell.field = Field::proposing(text);
            cell.named = None;
        }
    }

    /// Puts what the table proposes in the fields that it names; a day that is known stays.
    pub fn propose(&mut self, proposed: &[(&str, &str)], today: NaiveDate) {
        for (path, text) in proposed {
            let place = self.place(path);
            let held = place.and_then(|place| self.cell((place, 0, 0)));
            match *text {
                "auj" if held.is_some_and(|cell| !cell.field.is_empty()) => {}
                "auj" => {
                    self.set(path, &day_fr(today));
                    if let Some(cell) = place.and_then(|place| self.cell_mut((place, 0, 0))) {
                        cell.is_today = true;
                    }
                }
                text => self.set(path, text),
            }
        }
    }

    /// Passes from a day J to another; returns each day that was proposed with its field, before and after. A typed day that
    /// would mean another one is written out.
    pub fn turn_to(&mut self, was: NaiveDate, today: NaiveDate) -> Vec<(&'static str, String, String)> {
        let mut proposed = Vec::new();
        for (spec, items) in self.specs.iter().zip(&mut self.cells) {
            let cells = items.iter_mut().flat_map(|item| item.iter_mut().zip(spec.parts));
            for (cell, _) in cells.filter(|(_, part)| part.input == Input::Day) {
                let text = cell.field.text().to_owned();
                let meant = parse_day_typed(&text, was);
                if cell.is_today {
                    cell.field = Field::proposing(day_fr(today));
                    proposed.push((spec.path, text, day_fr(today)));
                } else if let Ok(day) = meant
                    && parse_day_typed(&text, today) != Ok(day)
                {
                    cell.field.set(day_fr(day));
                }
            }
        }
        proposed
    }

    /// The texts, without the empty items.
    pub fn texts(&self) -> Texts {
        let text = |cell: &Cell| cell.field.text().trim().to_owned();
        let item = |item: &Vec<Cell>| item.iter().map(text).collect::<Vec<_>>();
        let filled = |item: &Vec<String>| item.iter().any(|text| !text.is_empty());
        self.specs
            .iter()
            .zip(&self.cells)
            .map(|(spec, items)| {
                let items: Vec<Vec<String>> = items.iter().map(item).filter(filled).collect();
                (spec.path.to_owned(), items)
            })
            .filter(|(_, items)| !items.is_empty())
            .collect()
    }

    /// Puts texts in place of all that it holds.
    pub fn restore(&mut self, texts: &Texts) {
        for (spec, cells) in self.specs.iter().zip(&mut self.cells) {
            let items = texts.get(spec.path).map_or(&[][..], Vec::as_slice);
            *cells = items
                .iter()
                .map(|item| {
                    let text = |at: usize| item.get(at).cloned().unwrap_or_default();
                    (0..spec.parts.len()).map(|at| cell(text(at))).collect()
                })
                .collect();
        }
        self.tidy();
    }

    /// Gives each field of several items an empty one at its end, and each other field one item.
    pub fn tidy(&mut self) {
        for (spec, items) in self.specs.iter().zip(&mut self.cells) {
            let blank = |item: &Vec<Cell>| item.iter().all(|cell| cell.field.is_empty());
            if items.is_empty() || (spec.many && !items.last().is_some_and(blank)) {
                items.push(vec![Cell::default(); spec.parts.len()]);
            }
        }
    }

    /// The records of which it holds the keys, with the cells that hold them.
    pub fn records(&self) -> Vec<(At, RecordId)> {
        let mut found = Vec::new();
        for (place, spec) in self.specs.iter().enumerate() {
            for (item, cells) in self.items(place).iter().enumerate() {
                for (part, cell) in cells.iter().enumerate() {
                    if let Input::Record(target) = spec.parts[part].input
                        && let Some(id) = target.record(cell.field.text())
                    {
                        found.push(((place, item, part), id));
                    }
                }
            }
        }
        found
    }

    /// Gives the cells the names of their records.
    pub fn name(&mut self, names: &[(RecordId, String)]) {
        for (at, id) in self.records() {
            let name = names.iter().find(|(known, _)| *known == id);
            if let (Some((_, name)), Some(cell)) = (name, self.cell_mut(at)) {
                cell.named = Some(name.clone());
            }
        }
    }
}

/// The members of a record, as they are stored.
pub fn members(record: &Record) -> Option<stored::Members> {
    let Ok(Value::Object(outer)) = serde_json::to_value(record) else {
        return None;
    };
    match outer.into_iter().next() {
        Some((_, Value::Object(members))) => Some(members),
        _ => None,
    }
}

fn items(spec: &Spec, value: Option<&Value>) -> Vec<Vec<Cell>> {
    match (spec.many, value) {
        (_, None) => Vec::new(),
        (true, Some(Value::Array(items))) => items.iter().map(|item| parts(spec, item)).collect(),
        (_, Some(value)) => vec![parts(spec, value)],
    }
}

fn parts(spec: &Spec, item: &Value) -> Vec<Cell> {
    let part = |part: &super::spec::Part| match part.member {
        "" => cell(part.input.write(item)),
        member => cell(
            item.get(member)
                .map(|value| part.input.write(value))
                .unwrap_or_default(),
        ),
    };
    spec.parts.iter().map(part).collect()
}

fn cell(text: String) -> Cell {
    let mut field = Field::default();
    field.set(text);
    Cell {
        field,
        ..Cell::default()
    }
}
