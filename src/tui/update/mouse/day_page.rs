//! The mouse on the day's work: a click chooses a line, a click on the chosen line opens the list behind it.

use ratatui::layout::Position;

use crate::tui::effect::Effect;
use crate::tui::events::{Gesture, Mouse};
use crate::tui::model::Model;
use crate::tui::verb::day_page;

use super::notches;

/// Takes what the mouse did.
pub(super) fn take(model: &mut Model, mouse: Mouse, effects: &mut Vec<Effect>) {
    let area = model.parts().body;
    let Some(page) = model.day_page_mut() else {
        return;
    };
    if mouse.gesture != Gesture::Press {
        return page.step(notches(mouse.gesture));
    }
    let Some(line) = page.line_at(area, Position::new(mouse.x, mouse.y)) else {
        return;
    };
    if page.cursor == line {
        day_page::list(model, effects);
    } else {
        page.cursor = line;
    }
}
