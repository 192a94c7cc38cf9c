//! Taking the choice under the cursor.

use crate::tui::effect::Effect;
use crate::tui::model::Model;
use crate::tui::model::dialog::Dialog;

use super::focus;

/// Takes the choice under the cursor, unless it is refused or the day is not understood.
pub fn accept(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(Dialog::Chooser(chooser)) = &mut model.dialog else {
        return;
    };
    if chooser.late {
        return;
    }
    if let Some(why) = focus::astray(chooser, &model.options.keymap) {
        chooser.error = Some(why);
        return;
    }
    let Some(choice) = chooser.chosen() else {
        return;
    };
    if let Some(why) = &choice.refused {
        chooser.error = Some(format!("refusé\u{a0}: {why}"));
        return;
    }
    match chooser.taken(model.options.today) {
        Ok(Some(taken)) => {
            let flow = chooser.flow.clone();
            flow.chosen(model, &taken, effects);
        }
        Ok(None) => {}
        Err(why) => chooser.error = Some(why),
    }
}
