//! A conflict: what both changed, field by field, and the side chosen for each.

use crate::domain::change::{FieldConflict, Side, merge};
use crate::domain::record::Record;
use crate::domain::refusal::Edit;
use crate::tui::effect::Effect;
use crate::tui::form::Values;
use crate::tui::keymap::{Press, Step};
use crate::tui::model::editor::Clash;
use crate::tui::model::{Model, Tone};
use crate::tui::update::marking;
use crate::tui::wording::moment;

use super::{drafts, editor, save};

/// Compares what is typed with what is stored by now. Where nothing clashes both are kept, and saved again.
pub(super) fn show(
    model: &mut Model,
    mine: &Record,
    theirs: Record,
    version: u64,
    edits: Vec<Edit>,
    effects: &mut Vec<Effect>,
) {
    let local = model.options.local_time;
    let Some(form) = editor(model) else {
        return;
    };
    let Some((seen, _)) = &form.was else {
        return;
    };
    let merge = match merge(seen, mine, &theirs) {
        Ok(merge) => merge,
        Err(why) => return form.error = Some(why.to_string()),
    };
    let count = merge.conflicts.len();
    let credit = |field: &FieldConflict| {
        Edit::of_field(&edits, &field.place()).map_or_else(String::new, |who| {
            format!("{}, {}", who.name, moment(local(who.at)))
        })
    };
    let clash = Clash {
        credits: merge.conflicts.iter().map(credit).collect(),
        merge,
        theirs,
        version,
        sides: vec![Side::Mine; count],
        edits,
        at: 0,
    };
    let (who, several) = clash.authors();
    form.clash = Some(Box::new(clash));
    if count == 0 {
        settle(model, effects);
        let have = if several { "ont" } else { "a" };
        model.say(
            Tone::Info,
            format!("{who} {have} modifié d’autres champs\u{a0}: les saisies sont réunies…"),
        );
    }
}

/// Takes a key.
pub(super) fn press(model: &mut Model, press: Press, effects: &mut Vec<Effect>) {
    let Some(form) = editor(model) else {
        return;
    };
    let Some(clash) = &mut form.clash else {
        return;
    };
    let last = clash.sides.len().saturating_sub(1);
    match press {
        Press::Cancel => form.clash = None,
        Press::Step(Step::Up) | Press::PreviousField => clash.at = clash.at.saturating_sub(1),
        Press::Step(Step::Down) | Press::NextField => clash.at = (clash.at + 1).min(last),
        Press::Mark => turn(model),
        Press::Accept => settle(model, effects),
        _ => {}
    }
}

/// Takes the other value of the field under the cursor.
fn turn(model: &mut Model) {
    let Some(clash) = editor(model).and_then(|form| form.clash.as_mut()) else {
        return;
    };
    let field = clash.merge.conflicts.get(clash.at);
    let (Some(side), Some(field)) = (clash.sides.get_mut(clash.at), field) else {
        return;
    };
    let (other, whose, value) = match side {
        Side::Mine => (Side::Theirs, "le sien", &field.theirs),
        Side::Theirs => (Side::Mine, "le mien", &field.mine),
    };
    *side = other;
    let (label, value) = (field.label.clone(), value.clone());
    marking::side(model, &label, whose, &value);
}

/// Puts the chosen values in the form, as a change of what is stored by now, and saves again.
fn settle(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(form) = editor(model) else {
        return;
    };
    let Some(clash) = &form.clash else {
        return;
    };
    let record = match clash.merge.record(&clash.sides) {
        Ok(record) => record,
        Err(why) => return form.error = Some(why.to_string()),
    };
    if record == clash.theirs {
        let last = clash.edits.first().map(|edit| edit.who.name.as_str());
        let last = last.unwrap_or("quelqu’un d’autre");
        let said = format!("La fiche reste comme {last} l’a enregistrée");
        drafts::drop_draft(model, effects);
        (model.dialog, model.dialog_request) = (None, 0);
        return model.say(Tone::Info, said);
    }
    let names = form.names();
    form.was = Some((clash.theirs.clone(), clash.version));
    form.first = Values::of(form.kind, Some(&clash.theirs)).texts();
    form.values = Values::of(form.kind, Some(&record));
    form.values.name(&names);
    form.clash = None;
    form.look();
    save::record(model, record, effects);
}
