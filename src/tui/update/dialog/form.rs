//! The keys of a form, and what accepting it does.

use crate::tui::effect::Effect;
use crate::tui::keymap::Press;
use crate::tui::model::Model;
use crate::tui::model::dialog::Dialog;
use crate::tui::update::edit::{Edited, edit, full};

/// Takes a key.
pub fn press(model: &mut Model, press: Press, effects: &mut Vec<Effect>) {
    let Some(Dialog::Form(form)) = &mut model.dialog else {
        return;
    };
    if form.busy.is_some() {
        return;
    }
    if let Press::Accept | Press::Save = press {
        return accept(model, effects);
    }
    match edit(form.field(), press) {
        Edited::Changed => (form.error, form.leaving) = (None, false),
        Edited::Full => form.error = Some(full()),
        Edited::Same | Edited::Unknown => {}
    }
}

/// Goes on with what was typed; what is wrong with it is said under the field, where that is still open.
fn accept(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(Dialog::Form(form)) = &mut model.dialog else {
        return;
    };
    let (flow, typed) = (form.flow.clone(), form.typed());
    let refused = flow.typed(model, &typed, effects).err();
    if let (Some(why), Some(Dialog::Form(form))) = (refused, &mut model.dialog) {
        form.error = Some(why);
    }
}
