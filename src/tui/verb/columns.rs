//! The dialogs of columns: by which one the list is sorted, and which are shown in what order.

use crate::domain::query::row::{Column, ColumnId, columns, usual};
use crate::domain::query::{Sort, SortBy};
use crate::tui::effect::Effect;
use crate::tui::keymap::{Context, Press, Verb};
use crate::tui::model::dialog::{Choice, Chooser, Dialog, Pick, Purpose};
use crate::tui::model::{Model, Tone};
use crate::tui::update::{lists, marking};

/// Lists the columns by which the list can be sorted, those on the screen first.
pub fn sort(model: &mut Model) {
    let list = model.focused();
    let now = list.sort;
    let mut choices: Vec<Choice> = in_order(model)
        .into_iter()
        .map(|column| {
            let mut choice = Choice::new(Pick::Column(column.id), column.title, "");
            choice.current = now.by == column.sort();
            if choice.current {
                way(now).clone_into(&mut choice.detail);
            }
            choice
        })
        .collect();
    let mut usual = Choice::new(Pick::Usual, "Ordre habituel", "");
    usual.current = now == Sort::default();
    choices.push(usual);
    let title = format!("Trier\u{a0}: {}", list.name.title());
    let chooser = Chooser::new(&title, "", choices, Purpose::Sort)
        .at(|choice| choice.current && choice.pick != Pick::Usual);
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

/// Sorts by a column; by the same one again, the other way.
pub fn sort_by(model: &mut Model, pick: &Pick, effects: &mut Vec<Effect>) {
    model.dialog = None;
    let name = model.current;
    let list = model.list_mut(name);
    list.sort = match pick {
        Pick::Column(id) => {
            let by = SortBy::Column(*id);
            Sort {
                by,
                descending: list.sort.by == by && !list.sort.descending,
            }
        }
        _ => Sort::default(),
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

/// Lists the columns, those shown marked.
pub fn choose(model: &mut Model) {
    let list = model.focused();
    let shown: Vec<ColumnId> = list.shown_columns().iter().map(|column| column.id).collect();
    let mut choices: Vec<Choice> = in_order(model)
        .into_iter()
        .map(|column| {
            let mut choice = Choice::new(Pick::Column(column.id), column.title, column.id.code());
            choice.marked = shown.contains(&column.id);
            choice
        })
        .collect();
    let accept = model.key(Context::Dialog, Press::Accept);
    choices.push(Choice::new(
        Pick::Usual,
        "Colonnes habituelles",
        format!("{accept} les remet"),
    ));
    let title = format!("Colonnes\u{a0}: {}", list.name.title());
    let chooser = Chooser::new(
        &title,
        "Celles cochées, de gauche à droite",
        choices,
        Purpose::Columns,
    )
    .at_first();
    model.dialog = Some(Dialog::Chooser(chooser));
}

/// Marks the column under the cursor, or unmarks it: it stays under the cursor, to be moved.
pub fn toggle(model: &mut Model) {
    let Some(Dialog::Chooser(chooser)) = &mut model.dialog else {
        return;
    };
    if let Some(Pick::Column(_)) = chooser.chosen().map(|choice| &choice.pick) {
        chooser.toggle();
        chooser.error = None;
        let marked = chooser.choices.iter().filter(|choice| choice.marked).count();
        if let Some(choice) = chooser.chosen().cloned() {
            marking::line(model, &choice.label, choice.marked, marked);
        }
    }
}

/// Moves the column under the cursor; what is usual stays last.
pub fn shift(model: &mut Model, by: isize) {
    let Some(Dialog::Chooser(chooser)) = &mut model.dialog else {
        return;
    };
    let last = chooser.choices.len().saturating_sub(1);
    let to = chooser.at.saturating_add_signed(by);
    if chooser.at < last && to < last {
        chooser.shift(by);
        if let Some(choice) = chooser.chosen().cloned() {
            marking::placed(model, &choice.label, to + 1, last);
        }
    }
}

/// Shows the marked columns; of a view, for as long as it is open.
pub fn show(model: &mut Model, chooser: &Chooser, pick: &Pick, effects: &mut Vec<Effect>) {
    let name = model.current;
    let pane = name.pane();
    let marked = chooser.choices.iter().filter(|choice| choice.marked);
    let mut ids: Vec<ColumnId> = marked
        .filter_map(|choice| match choice.pick {
            Pick::Column(id) => Some(id),
            _ => None,
        })
        .collect();
    if ids.is_empty() && *pick != Pick::Usual {
        if let Some(Dialog::Chooser(chooser)) = &mut model.dialog {
            chooser.error = Some("cochez au moins une colonne".to_owned());
        }
        return;
    }
    if *pick == Pick::Usual || ids == usual(pane) {
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
    if *pick == Pick::Usual {
        model.say(Tone::Done, "Colonnes habituelles remises");
    }
}
