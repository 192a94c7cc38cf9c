//! The mouse: a click chooses, a click on what is chosen opens it, the wheel scrolls what is under it.

mod agenda;
mod day_page;
mod dialog;
mod figures;
mod panes;

use crate::tui::effect::Effect;
use crate::tui::events::{Gesture, Mouse};
use crate::tui::model::frame::ScreenSize;
use crate::tui::model::{Mode, Model};
use crate::tui::text::width;

/// The rows that a notch of the wheel moves by.
const NOTCH: isize = 3;

/// Takes what the mouse did. Reports still on their way when it was switched off do nothing.
pub fn take(model: &mut Model, mouse: Mouse, effects: &mut Vec<Effect>) {
    if !model.options.mouse || model.room() == ScreenSize::None {
        return;
    }
    if mouse.gesture == Gesture::Press {
        // What was typed for rows on their way was not meant for what is clicked.
        model.typed.clear();
        let said = model.status.take();
        // A sentence of several lines lies over rows: the click puts it away, and chooses none of them.
        if said.is_some_and(|said| width(&said.text) + 4 > usize::from(model.size.width)) {
            return;
        }
    }
    match (&model.dialog, &model.mode) {
        (Some(_), _) => dialog::take(model, mouse, effects),
        (None, Mode::Panes) => panes::take(model, mouse, effects),
        (None, Mode::Figures(_)) => figures::take(model, mouse, effects),
        (None, Mode::Day(_)) => day_page::take(model, mouse, effects),
        (None, Mode::Agenda(_)) => agenda::take(model, mouse, effects),
        (None, Mode::Review(_)) => review(model, mouse.gesture),
    }
}

/// The wheel scrolls the school under review; a click there means nothing.
fn review(model: &mut Model, gesture: Gesture) {
    if let Some(review) = model.review_mut() {
        review.scroll(notches(gesture));
    }
}

/// The rows that the wheel moves by; none for a press.
fn notches(gesture: Gesture) -> isize {
    match gesture {
        Gesture::Press => 0,
        Gesture::WheelUp => -NOTCH,
        Gesture::WheelDown => NOTCH,
    }
}
