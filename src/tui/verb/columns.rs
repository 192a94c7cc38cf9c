//! The dialogs of columns: by which one the list is sorted, and which are shown in what order.

use crate::domain::query::row::{Column, ColumnId, columns, usual};
use crate::domain::query::{Sort, SortBy};
use crate::tui::effect::Effect;
use crate::tui::keymap::{Context, Press, Verb};
use crate::tui::model::dialog::{Choice, Chooser, Dialog};
use crate::tui::model::{Model, Tone};
use crate::tui::update::lists;

use super::{Chooses, Taken};

/// The columns by which the list can be sorted; the choice behind them is the usual order.
#[derive(Debug, Clone)]
pub struct Sorting(Vec<ColumnId>);

/// The columns of the list, to be marked and moved.
#[derive(Debug, Clone)]
pub struct Choosing(Vec<ColumnId>);

/// Lists the columns by which the list can be sorted, those on the screen first.
pub fn sort(model: &mut Model) {
    let list = model.focused();
    let now = list.sort;
    let mut choices: Vec<Choice> = in_order(model)
        .into_iter()
        .map(|column| {
            let mut choice = Choice::new(column.title, "");
            choice.current = now.by == column.sort();
            if choice.current {
                way(now).clone_into(&mut choice.detail);
            }
            choice
        })
        .collect();
    let mut usual = Choice::new("Ordre habituel", "");
    usual.current = now == Sort::default();
    choices.push(usual);
    let title = format!("Trier\u{a0}: {}", list.name.title());
    let behind = choices.len() - 1;
    let chooser = Chooser::new(&title, "", choices, Sorting(ids(model)))
        .at(|choice| choice.current && choice.place != behind);
    model.dialog = Some(Dialog::Chooser(chooser));
}

fn way(sort: Sort) -> &'static str {
    if sort.descending {
        "▼ décroissant\u{a0}; encore\u{a0}: croissant"
    } else {
        "▲ croissant\u{a0}; encore\u{a0}: décroissant"
    }
}

/// The columns of the list: those shown in their order, then the others.
fn in_order(model: &Model) -> Vec<&'static Column> {
    let list = model.focused();
    let mut all = list.shown_columns();
    let others = columns(list.name.pane()).iter();
    let shown: Vec<ColumnId> = all.iter().map(|column| column.id).collect();
    all.extend(others.filter(|column| !shown.contains(&column.id)));
    all
}

fn ids(model: &Model) -> Vec<ColumnId> {
    in_order(model).iter().map(|column| column.id).collect()
}

impl Chooses for Sorting {
    /// Sorts by a column; by the same one again, the other way.
    fn chosen(&self, model: &mut Model, taken: &Taken, effects: &mut Vec<Effect>) {
        model.dialog = None;
        let name = model.current;
        let list = model.list_mut(name);
        list.sort = match self.0.get(taken.place) {
            Some(id) => {
                let by = SortBy::Column(*id);
                Sort {
                    by,
                    descending: list.sort.by == by && !list.sort.descending,
                }
            }
            None => Sort::default(),
        };
        let (sort, of_view) = (list.sort, list.view.is_some());
        if !of_view {
            let pane = name.pane();
            if sort == Sort::default() {
                model.state.sorts.remove(&pane);
            } else {
                model.state.sorts.insert(pane, sort);
            }
            effects.push(Effect::Remember(Box::new(model.state.clone())));
        }
        lists::refresh(model, name, effects);
    }
}

/// Lists the columns, those shown marked.
pub fn choose(model: &mut Model) {
    let list = model.focused();
    let shown: Vec<ColumnId> = list.shown_columns().iter().map(|column| column.id).collect();
    let mut choices: Vec<Choice> = in_order(model)
        .into_iter()
        .map(|column| {
            let mut choice = Choice::new(column.title, column.id.code());
            choice.marked = shown.contains(&column.id);
            choice
        })
        .collect();
    let accept = model.key(Context::Dialog, Press::Accept);
    choices.push(Choice::new("Colonnes habituelles", format!("{accept} les remet")));
    let title = format!("Colonnes\u{a0}: {}", list.name.title());
    let chooser = Chooser::new(
        &title,
        "Celles cochées, de gauche à droite",
        choices,
        Choosing(ids(model)),
    )
    .at_first()
    .arranged();
    model.dialog = Some(Dialog::Chooser(chooser));
}

impl Chooses for Choosing {
    /// Shows the marked columns; of a view, for as long as it is open. The last choice stands for the usual ones.
    fn chosen(&self, model: &mut Model, taken: &Taken, effects: &mut Vec<Effect>) {
        let name = model.current;
        let pane = name.pane();
        let is_usual = taken.place == self.0.len();
        let mut ids: Vec<ColumnId> = taken.marked.iter().map(|place| self.0[*place]).collect();
        if ids.is_empty() && !is_usual {
            if let Some(Dialog::Chooser(chooser)) = &mut model.dialog {
                chooser.error = Some("cochez au moins une colonne".to_owned());
            }
            return;
        }
        if is_usual || ids == usual(pane) {
            ids.clear();
        }
        model.dialog = None;
        let list = model.list_mut(name);
        list.columns.clone_from(&ids);
        if list.view.is_some() {
            let key = model.options.keymap.shown(Context::List, Verb::SaveView);
            let text = format!("Colonnes de la vue, tant qu’elle est ouverte\u{a0}; {key} les y enregistre");
            return model.say(Tone::Info, text);
        }
        if ids.is_empty() {
            model.state.columns.remove(&pane);
        } else {
            model.state.columns.insert(pane, ids);
        }
        effects.push(Effect::Remember(Box::new(model.state.clone())));
        if is_usual {
            model.say(Tone::Done, "Colonnes habituelles remises");
        }
    }
}
