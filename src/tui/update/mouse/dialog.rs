//! The mouse on a dialog: a click chooses a line, a click on the chosen one takes it. A press beside it does nothing.

use ratatui::layout::Position;

use crate::tui::effect::Effect;
use crate::tui::events::{Gesture, Mouse};
use crate::tui::keymap::{Press, Step};
use crate::tui::model::Model;
use crate::tui::model::dialog::{Chooser, Dialog};
use crate::tui::update::dialog;

use super::{NOTCH, notches};

/// Takes what the mouse did.
pub(super) fn take(model: &mut Model, mouse: Mouse, effects: &mut Vec<Effect>) {
    let (size, sober) = (model.size, model.options.look.sober);
    match &mut model.dialog {
        Some(Dialog::Chooser(chooser)) if chooser.busy.is_none() => {
            let parts = chooser.parts(size, sober);
            let at = Position::new(mouse.x, mouse.y);
            if mouse.gesture != Gesture::Press {
                chooser.step(notches(mouse.gesture));
                // What was typed for the choices on their way was not meant for the one pointed at.
                return model.typed.clear();
            }
            if parts.choices.contains(at) {
                let index = parts.top + usize::from(at.y - parts.choices.y);
                if let Some(press) = choose(chooser, index) {
                    dialog::press(model, press, effects);
                }
            }
        }
        Some(
            Dialog::Text(_) | Dialog::Editor(_) | Dialog::Annexe(_) | Dialog::Days(_) | Dialog::Month(_),
        ) => {
            let step = match mouse.gesture {
                Gesture::Press => return,
                Gesture::WheelUp => Step::Up,
                Gesture::WheelDown => Step::Down,
            };
            for _ in 0..NOTCH {
                dialog::press(model, Press::Step(step), effects);
            }
        }
        _ => {}
    }
}

/// Puts the cursor on a choice; of the one under it already, gives what a click does.
fn choose(chooser: &mut Chooser, index: usize) -> Option<Press> {
    if index >= chooser.choices.len() {
        return None;
    }
    if index != chooser.at {
        chooser.put(index);
        return None;
    }
    let marks = chooser.arranges && index + 1 < chooser.choices.len();
    Some(if marks { Press::Mark } else { Press::Accept })
}
