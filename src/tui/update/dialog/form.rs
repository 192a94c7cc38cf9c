//! The keys of a form, and what accepting it does.

use crate::service::DeskError;
use crate::service::documents::Completed;
use crate::text::inert;
use crate::tui::effect::{Answer, Ask, Effect};
use crate::tui::keymap::Press;
use crate::tui::model::Model;
use crate::tui::model::dialog::{Dialog, Form, FormKind};
use crate::tui::update::ask::request;
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
    if let (Press::NextField, FormKind::Path(field)) = (press, &form.kind) {
        let ask = Ask::CompletePath(field.text().to_owned());
        return request(model, ask, effects);
    }
    match edit(form.field(), press) {
        Edited::Changed => (form.error, form.leaving) = (None, false),
        Edited::Full => form.error = Some(full()),
        Edited::Same | Edited::Unknown => {}
    }
}

/// Takes what the form asked for: how its path goes on, or what became of what it named.
pub fn answer(model: &mut Model, answer: Result<Answer, DeskError>, effects: &mut Vec<Effect>) {
    let Some(Dialog::Form(form)) = &mut model.dialog else {
        return;
    };
    match answer {
        Ok(Answer::Path(path)) => complete(form, path),
        Ok(answer) => form.flow.clone().answered(model, answer, effects),
        Err(error) => form.error = Some(error.to_string()),
    }
}

/// The most names that are shown under a path.
const SHOWN: usize = 8;

/// Goes on with a path as far as it is plain how, and shows the names that it may go on with.
fn complete(form: &mut Form, path: Completed) {
    if form.field().text() != path.typed {
        return;
    }
    form.field().set(path.text);
    let none = path.names.is_empty();
    form.error = none.then(|| "aucun dossier ni document ne commence ainsi".to_owned());
    form.intro.truncate(1);
    if path.names.len() < 2 {
        return;
    }
    let more = path.names.len().saturating_sub(SHOWN);
    let names: Vec<_> = path.names.iter().take(SHOWN).map(|name| inert(name)).collect();
    form.intro.push(names.join("   "));
    if more > 0 {
        form.intro.push(format!("et {more} de plus"));
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
