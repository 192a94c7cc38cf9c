//! Marks: one row, a range, all rows, their inverse, none.

use crate::domain::query::Query;
use crate::domain::query::page::{MAX_ROWS, Page};
use crate::domain::record::RecordId;
use crate::service::DeskError;
use crate::tui::effect::{Answer, Ask, Effect, Slot};
use crate::tui::keymap::{Context, Step, Verb};
use crate::tui::model::{Full, List, ListName, Marking, Model, Tone, Want, Which, label};

use crate::tui::update::lists;
use crate::tui::update::marking;

use super::{UNEXPECTED, when};

/// Marks the selected row, or unmarks it, and moves on.
pub fn toggle(model: &mut Model) {
    let name = model.current;
    let list = model.list_mut(name);
    let Some(row) = list.selected_row().cloned() else {
        return;
    };
    match list.marks.toggle(&row) {
        Ok(()) => {
            marking::row(model, name, &label(&row));
            lists::step(model, Step::Down);
        }
        Err(Full) => full(model),
    }
}

/// Marks the rows from the one marked last to the selected one.
pub fn range(model: &mut Model, effects: &mut Vec<Effect>) {
    let list = model.focused();
    let (Some(from), Some(to)) = (list.marks.last().cloned(), list.selected.clone()) else {
        return model.say(
            Tone::Info,
            "Cochez d’abord un bout de la plage, puis allez à l’autre",
        );
    };
    let which = Which::Range {
        from,
        to,
        place: list.place,
    };
    ask(model, list.name, which, 0, effects);
}

/// Marks every row of the list as it is narrowed now.
pub fn all(model: &mut Model, effects: &mut Vec<Effect>) {
    ask(model, model.current, Which::All, 0, effects);
}

/// Marks the rows of the list that are not marked and unmarks the others; what the list does not hold stays marked.
pub fn inverse(model: &mut Model, effects: &mut Vec<Effect>) {
    ask(model, model.current, Which::Inverse, 0, effects);
}

/// Unmarks all, those that the list does not hold included.
pub fn none(model: &mut Model) {
    let name = model.current;
    let before = model.list(name).marks.count();
    model.list_mut(name).marks.clear();
    marking::none(model, name, before);
}

/// Asks for the rows of a list to mark, which need not have been read.
fn ask(model: &mut Model, name: ListName, which: Which, offset: usize, effects: &mut Vec<Effect>) {
    let ticket = model.ticket(Slot::Marks);
    let around = match &which {
        Which::Range { from, .. } => Want::Record(from.clone()),
        Which::All | Which::Inverse => Want::Place,
    };
    let query = Query {
        limit: MAX_ROWS,
        ..model.list(name).query(model.scope_of(name), offset, &around)
    };
    model.marking = Some(Marking {
        number: ticket.number,
        list: name,
        which,
    });
    effects.push(Effect::Ask(ticket, Ask::Query(Box::new(query))));
}

/// Marks the rows that were asked for.
pub fn take(model: &mut Model, answer: Result<Answer, DeskError>, effects: &mut Vec<Effect>) {
    let Some(marking) = model.marking.take() else {
        return;
    };
    let page = match answer {
        Ok(Answer::Page(page)) => *page,
        Ok(_) => return unmarked(model, Tone::Error, UNEXPECTED.to_owned()),
        Err(error) => return unmarked(model, Tone::Error, error.to_string()),
    };
    match marking.which {
        Which::Range { from, to, place } => {
            between(model, marking.list, &Ends { from, to, place }, &page, effects);
        }
        Which::All | Which::Inverse if page.total > MAX_ROWS => too_many(model, page.total),
        Which::All => {
            let marked = mark(model, marking.list, &page, |list, index| {
                list.marks.mark(&page.rows[index])
            });
            said(model, marking.list, marked, marking::all);
        }
        Which::Inverse => {
            let marked = mark(model, marking.list, &page, |list, index| {
                list.marks.toggle(&page.rows[index])
            });
            said(model, marking.list, marked, marking::inverse);
        }
    }
}

/// The ends of a range: the record marked last, the one under the cursor, and the row where that one was shown.
struct Ends {
    from: RecordId,
    to: RecordId,
    place: usize,
}

/// Marks the rows between two records, once a page holds them all. Where either is no longer at its row, nothing is
/// marked: a row too many or too few would be marked unseen.
fn between(model: &mut Model, name: ListName, ends: &Ends, page: &Page, effects: &mut Vec<Effect>) {
    let Some(start) = page.position else {
        return lost(model);
    };
    let to = ends.place;
    let (top, bottom) = (start.min(to), start.max(to));
    if bottom - top >= MAX_ROWS {
        return too_many(model, bottom - top + 1);
    }
    if bottom >= page.total {
        return moved(model);
    }
    if top < page.offset || bottom >= page.offset + page.rows.len() {
        let which = Which::Range {
            from: ends.from.clone(),
            to: ends.to.clone(),
            place: to,
        };
        return ask(model, name, which, top, effects);
    }
    let at = |place: usize| page.rows[place - page.offset].id();
    if at(start) != ends.from || at(to) != ends.to {
        return moved(model);
    }
    let rows = &page.rows[top - page.offset..=bottom - page.offset];
    // The end under the cursor is marked last, so that the next range starts there.
    let towards: Vec<usize> = if start <= to {
        (0..rows.len()).collect()
    } else {
        (0..rows.len()).rev().collect()
    };
    let list = model.list_mut(name);
    let before = list.marks.count();
    let marked = towards
        .into_iter()
        .try_for_each(|index| list.marks.mark(&rows[index]));
    let more = list.marks.count() - before;
    said(model, name, marked, |model, name| {
        marking::range(model, name, more);
    });
}

fn mark(
    model: &mut Model,
    name: ListName,
    page: &Page,
    mut one: impl FnMut(&mut List, usize) -> Result<(), Full>,
) -> Result<(), Full> {
    let list = model.list_mut(name);
    (0..page.rows.len()).try_for_each(|index| one(list, index))
}

/// Says what was marked, or that no more can be.
fn said(model: &mut Model, name: ListName, marked: Result<(), Full>, say: impl FnOnce(&mut Model, ListName)) {
    match marked {
        Ok(()) => say(model, name),
        Err(Full) => full(model),
    }
}

/// Says why nothing was marked, or not all; the keys that waited for it were meant for the marks.
fn unmarked(model: &mut Model, tone: Tone, why: impl Into<String>) {
    model.typed.clear();
    model.say(tone, why);
}

fn lost(model: &mut Model) {
    unmarked(
        model,
        Tone::Info,
        "L’autre bout de la plage est masqué par la recherche ou la portée",
    );
}

fn moved(model: &mut Model) {
    unmarked(
        model,
        Tone::Info,
        "La liste vient de changer et rien n’est coché\u{a0}: revenez au bout de la plage et recommencez",
    );
}

fn full(model: &mut Model) {
    unmarked(
        model,
        Tone::Info,
        format!("On coche au plus {MAX_ROWS} lignes à la fois"),
    );
}

fn too_many(model: &mut Model, total: usize) {
    unmarked(
        model,
        Tone::Info,
        format!("{total} lignes\u{a0}: on en coche au plus {MAX_ROWS} à la fois. Affinez la recherche."),
    );
}

/// Why a row cannot be marked.
pub fn no_row(model: &Model) -> Option<String> {
    not_in_list(model).or_else(|| when::no_subject(model))
}

/// Why the rows cannot be marked.
pub fn no_rows(model: &Model) -> Option<String> {
    not_in_list(model).or_else(|| when::no_rows(model))
}

fn not_in_list(model: &Model) -> Option<String> {
    let elsewhere = model.reading || model.dossier_pane.visiting.is_some();
    elsewhere.then(|| {
        let key = model.key(Context::List, Verb::LeaveDossier);
        format!("revenez d’abord au volet ({key})")
    })
}

/// Why nothing can be unmarked.
pub fn nothing_marked(model: &Model) -> Option<String> {
    let none = model.focused().marks.is_empty();
    none.then(|| "aucune ligne n’est cochée dans ce volet".to_owned())
}
