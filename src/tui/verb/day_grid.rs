//! A fact of several schools, each on its day: the grid of days, in the order of the list, and its preview.

use chrono::NaiveDate;

use crate::domain::date::day_fr;
use crate::domain::query::Query;
use crate::domain::query::page::{MAX_ROWS, Page, Row};
use crate::tui::effect::{Ask, Effect};
use crate::tui::keymap::Press;
use crate::tui::model::dialog::{Batch, DayField, DayGrid, DayRow, Dialog, Item};
use crate::tui::model::{Fact, Model, Target, Want};
use crate::tui::update::ask::wait;
use crate::tui::update::edit::{Edited, edit, full};

use super::fact_order::{command, plan, unit};
use super::many::{Many, school};
use super::{Waits, batch};

/// The rows that a page key moves by.
const PAGE: isize = 10;

/// The marked lines, while their places in the list are read, page by page.
#[derive(Debug, Clone)]
pub struct Asked {
    many: Many,
    fact: Fact,
    query: Query,
    /// Those that were found so far, in the order of the list.
    placed: Vec<Target>,
}

/// Opens the grid of the marked lines once it is known in which order the list has them.
pub fn open(model: &mut Model, many: Many, fact: Fact, effects: &mut Vec<Effect>) {
    let query = Query {
        limit: MAX_ROWS,
        marked: Vec::new(),
        ..model
            .focused()
            .query(model.scope_of(model.current), 0, &Want::Place)
    };
    let asked = Asked {
        many,
        fact,
        query,
        placed: Vec::new(),
    };
    asked.ask(model, effects);
}

impl Asked {
    fn ask(self, model: &mut Model, effects: &mut Vec<Effect>) {
        let query = Box::new(self.query.clone());
        wait(model, self, Ask::Query(query), effects);
    }
}

impl Waits<Box<Page>> for Asked {
    fn answered(mut self, model: &mut Model, page: Box<Page>, effects: &mut Vec<Effect>) {
        let left = &mut self.many.targets;
        for id in page.rows.iter().map(Row::id) {
            if let Some(at) = left.iter().position(|target| target.id == id) {
                self.placed.push(left.remove(at));
            }
        }
        self.query.offset = page.offset + page.rows.len();
        if !left.is_empty() && !page.rows.is_empty() && self.query.offset < page.total {
            return self.ask(model, effects);
        }
        // Those that the list does not show come last, by their names.
        self.placed.append(left);
        let many = Many {
            targets: self.placed,
            hidden: self.many.hidden,
        };
        let rows = rows(&many.targets, self.fact, model.options.today);
        model.dialog = Some(Dialog::Days(Box::new(DayGrid::new(
            many.about(),
            rows,
            self.fact,
        ))));
    }
}

/// A row for each record that the fact is of: a school once, though it has a line for each of its uses.
fn rows(targets: &[Target], fact: Fact, today: NaiveDate) -> Vec<DayRow> {
    let of_schools = unit(fact).is_some();
    let mut rows: Vec<DayRow> = Vec::new();
    for target in targets {
        let same = |row: &&mut DayRow| of_schools && school(&row.ids[0]) == school(&target.id);
        match rows.iter_mut().find(same) {
            Some(row) => row.ids.push(target.id.clone()),
            None => rows.push(DayRow {
                label: batch::named(target, of_schools),
                ids: vec![target.id.clone()],
                day: DayField::optional("", None, today),
            }),
        }
    }
    rows
}

/// Takes a key of the dialog of days.
pub fn press(model: &mut Model, press: Press, effects: &mut Vec<Effect>) {
    let Some(Dialog::Days(grid)) = &mut model.dialog else {
        return;
    };
    if grid.busy.is_some() {
        return;
    }
    match press {
        Press::Step(step) => grid.step(step.rows(PAGE)),
        Press::NextField => grid.step(1),
        Press::PreviousField => grid.step(-1),
        Press::Accept if !grid.is_last() => grid.step(1),
        Press::Accept | Press::Save => preview(model, effects),
        press => {
            let edited = grid.day().map(|day| edit(&mut day.field, press));
            if edited == Some(Edited::Full) {
                grid.error = Some(full());
            }
        }
    }
}

/// Leaves the dialog of days, unless some would be lost and that was not said yet; those that are on their way are not.
/// `cancel` is the key that leaves.
pub fn leave(mut grid: Box<DayGrid>, cancel: &str) -> Option<Box<DayGrid>> {
    if grid.leaving || grid.busy.is_some() || !grid.is_typed() {
        return None;
    }
    grid.leaving = true;
    grid.error = Some(format!(
        "ces jours ne sont pas enregistrés\u{a0}: {cancel} encore les abandonne"
    ));
    Some(grid)
}

/// Asks what the days would do; the dialog lies below its preview.
fn preview(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(Dialog::Days(grid)) = &mut model.dialog else {
        return;
    };
    let days = match grid.days() {
        Ok(days) => days,
        Err((place, why)) => {
            grid.at = place;
            return grid.error = Some(why);
        }
    };
    let mut items: Vec<Item> = Vec::new();
    for (row, on) in grid.rows.iter().zip(days) {
        let Some(on) = on else { continue };
        items.push(Item {
            label: format!("{} · {}", row.label, day_fr(on)),
            settles: row.ids.clone(),
            command: command(grid.fact, &row.ids[0], on),
        });
    }
    if items.is_empty() {
        return grid.error = Some("aucun jour n’est saisi".to_owned());
    }
    let plan = plan(grid.fact, ", au jour de chaque école");
    let batch = Batch {
        title: plan.title.to_owned(),
        what: plan.what,
        marked: grid.about.clone(),
        unit: plan.unit,
        several: true,
        read: Vec::new(),
        items,
        attached: None,
        below: Some(grid.clone()),
    };
    batch::again(model, batch, effects);
}
