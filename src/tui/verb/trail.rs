//! Back and forward through the places that were visited: a list as it was narrowed, its portée, its row, a dossier.

use crate::tui::effect::Effect;
use crate::tui::model::{Model, Place};
use crate::tui::update::lists;

/// The most places that are kept.
const MOST: usize = 50;

/// Notes the place, where it is another than the last: called after each event.
pub fn note(model: &mut Model) {
    if !model.on_panes() || model.searching || model.dialog.is_some() {
        return;
    }
    let place = Place::of(model);
    let trail = &mut model.trail;
    match trail.here.take() {
        Some(here) if here.is_same(&place) => {}
        Some(here) => {
            trail.behind.push(here);
            let over = trail.behind.len().saturating_sub(MOST);
            trail.behind.drain(..over);
            trail.ahead.clear();
        }
        None => {}
    }
    trail.here = Some(place);
}

/// Why there is no place to go back to.
pub fn no_way_back(model: &Model) -> Option<String> {
    let none = model.trail.behind.is_empty();
    none.then(|| "aucun endroit visité avant celui-ci".to_owned())
}

/// Why there is no place to go forward to.
pub fn no_way_on(model: &Model) -> Option<String> {
    let none = model.trail.ahead.is_empty();
    none.then(|| "aucun endroit visité après celui-ci".to_owned())
}

/// Goes back to the place before.
pub fn back(model: &mut Model, effects: &mut Vec<Effect>) {
    if let Some(place) = model.trail.behind.pop() {
        let here = Place::of(model);
        model.trail.ahead.push(here);
        show(model, place, effects);
    }
}

/// Goes forward again.
pub fn on(model: &mut Model, effects: &mut Vec<Effect>) {
    if let Some(place) = model.trail.ahead.pop() {
        let here = Place::of(model);
        model.trail.behind.push(here);
        show(model, place, effects);
    }
}

/// Shows a place as it was; its rows are those of now.
fn show(model: &mut Model, place: Place, effects: &mut Vec<Effect>) {
    model.trail.here = Some(place.clone());
    model.scope = place.scope;
    (model.current, model.reading, model.searching) = (place.list, place.reading, false);
    model.dossier_pane.visiting = place.visiting;
    model.seeking = None;
    let list = model.list_mut(place.list);
    list.show(place.showing);
    list.selected = place.selected;
    lists::refresh_all(model, effects);
}
