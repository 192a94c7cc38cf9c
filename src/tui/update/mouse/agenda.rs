//! The mouse on the agenda: a click chooses a day, a click on the chosen day lists what falls on it.

use ratatui::layout::Position;

use crate::tui::effect::Effect;
use crate::tui::events::{Gesture, Mouse};
use crate::tui::keymap::Step;
use crate::tui::model::Model;
use crate::tui::verb::agenda;

/// Takes what the mouse did.
pub(super) fn take(model: &mut Model, mouse: Mouse, effects: &mut Vec<Effect>) {
    let (area, today) = (model.parts().body, model.options.today);
    let Some(page) = model.agenda_page_mut() else {
        return;
    };
    match mouse.gesture {
        Gesture::WheelUp => return page.step(Step::Up, today),
        Gesture::WheelDown => return page.step(Step::Down, today),
        Gesture::Press => {}
    }
    match page.day_at(area, Position::new(mouse.x, mouse.y)) {
        Some(day) if day == page.at => agenda::list(model, effects),
        day => page.go(day),
    }
}
