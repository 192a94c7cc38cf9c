//! The mouse on the panes: a click chooses a row, a click on the chosen one opens it, the wheel scrolls the pane.

use ratatui::layout::{Position, Rect};

use crate::tui::effect::Effect;
use crate::tui::events::{Gesture, Mouse};
use crate::tui::model::frame::{Parts, ScreenSize, inside};
use crate::tui::model::{ListName, Model, Tab, tabs};
use crate::tui::text::width;

use super::NOTCH;
use crate::tui::verb::{pane, scope};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pane {
    List(ListName),
    Dossier,
}

/// Takes what the mouse did.
pub(super) fn take(model: &mut Model, mouse: Mouse, effects: &mut Vec<Effect>) {
    let parts = Parts::of(model.size, model.room(), model.searching);
    let at = Position::new(mouse.x, mouse.y);
    let Some((pane, area)) = under(model, &parts, at) else {
        return;
    };
    if let (Gesture::Press, Some(tab)) = (mouse.gesture, tab(model, &parts, at)) {
        model.searching &= model.focused().error.is_some();
        return pane::turn_to(model, tab.to);
    }
    match (mouse.gesture, pane) {
        (Gesture::Press, _) if model.searching && model.focused().error.is_some() => {}
        (Gesture::Press, Pane::List(name)) => press_list(model, name, area, at),
        (Gesture::Press, Pane::Dossier) => press_dossier(model, parts.dossier_pane(), at, effects),
        (Gesture::WheelUp, pane) => scroll(model, pane, -NOTCH),
        (Gesture::WheelDown, pane) => scroll(model, pane, NOTCH),
    }
}

/// The pane under a place, with its border.
fn under(model: &Model, parts: &Parts, at: Position) -> Option<(Pane, Rect)> {
    if parts.room != ScreenSize::All {
        let pane = if model.reading {
            Pane::Dossier
        } else {
            Pane::List(model.current)
        };
        return parts.body.contains(at).then_some((pane, parts.body));
    }
    if parts.dossier.contains(at) {
        return Some((Pane::Dossier, parts.dossier));
    }
    let lists = ListName::ALL
        .into_iter()
        .map(|name| (name, parts.lists[name as usize]));
    let mut found = lists.filter(|(_, area)| area.contains(at));
    found.next().map(|(name, area)| (Pane::List(name), area))
}

/// The tab at a place, where the screen shows one pane.
fn tab(model: &Model, parts: &Parts, at: Position) -> Option<Tab> {
    if parts.room != ScreenSize::One || at.y != parts.body.y {
        return None;
    }
    let mut x = parts.body.x + 1;
    tabs(model).into_iter().find(|tab| {
        let start = x;
        x += u16::try_from(width(&tab.text)).unwrap_or(u16::MAX);
        (start..x).contains(&at.x)
    })
}

/// Focuses the list and chooses the row; the row that is chosen already is opened.
fn press_list(model: &mut Model, name: ListName, area: Rect, at: Position) {
    let here = model.current == name && !model.reading && model.dossier_pane.visiting.is_none();
    model.searching = false;
    pane::focus(model, name);
    let inner = inside(area);
    let titles = inner.y + 1;
    if !inner.contains(at) || at.y < titles {
        return;
    }
    let list = model.list_mut(name);
    let place = list.top + usize::from(at.y - titles);
    if place >= list.total {
        return;
    }
    if here && place == list.place {
        model.reading = true;
    } else {
        list.select(place);
        model.dossier_pane.late = true;
    }
}

/// Focuses the dossier and puts the cursor on the line; the line under the cursor is followed where it leads somewhere.
fn press_dossier(model: &mut Model, inner: Rect, at: Position, effects: &mut Vec<Effect>) {
    model.searching = false;
    let was_read = std::mem::replace(&mut model.reading, true);
    if !inner.contains(at) {
        return;
    }
    let line = model.dossier_pane.top + usize::from(at.y - inner.y);
    if line >= model.dossier_pane.lines.len() {
        return;
    }
    if was_read && line == model.dossier_pane.at {
        if let Some(id) = model.dossier_pane.link().cloned() {
            scope::go_to(model, id, effects);
        }
    } else {
        model.dossier_pane.at = line;
    }
}

fn scroll(model: &mut Model, pane: Pane, by: isize) {
    match pane {
        Pane::Dossier => model.dossier_pane.wheel(by),
        Pane::List(name) => {
            model.list_mut(name).scroll(by);
            model.dossier_pane.late |= name == model.current;
        }
    }
}
