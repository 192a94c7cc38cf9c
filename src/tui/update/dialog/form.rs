//! The keys of a form, and what accepting it does.

use crate::domain::command::{Command, Order};
use crate::domain::date::day_fr;
use crate::tui::effect::Effect;
use crate::tui::keymap::Press;
use crate::tui::model::Model;
use crate::tui::model::dialog::{Dialog, Form, FormKind, FormPurpose, Many};
use crate::tui::update::edit::{Edited, edit, full};
use crate::tui::update::orders;
use crate::tui::verb::{export, many, postpone, save_view};
use crate::tui::wording::numbered;

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

fn accept(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(Dialog::Form(form)) = &mut model.dialog else {
        return;
    };
    if let (FormPurpose::Many(asked), FormKind::Note(field)) = (&form.purpose, &form.kind) {
        let (asked, text) = (asked.clone(), field.text().to_owned());
        return many_accepted(model, &asked, &text, effects);
    }
    if let (FormPurpose::Export(asked), FormKind::Name(field)) = (&form.purpose, &form.kind) {
        let (asked, typed) = (asked.clone(), field.text().to_owned());
        let refused = export::named(model, &asked, &typed, effects).err();
        if let (Some(why), Some(Dialog::Form(form))) = (refused, &mut model.dialog) {
            form.error = Some(why);
        }
        return;
    }
    if let (FormPurpose::Postpone(_), FormKind::Day(day)) = (&form.purpose, &form.kind)
        && let Ok(until) = day.day()
        && postpone::put_off_already(model, until, effects)
    {
        return;
    }
    let Some(Dialog::Form(form)) = &mut model.dialog else {
        return;
    };
    match order(form) {
        Ok((order, what)) => orders::send(model, order, what, effects),
        Err(why) => form.error = Some(why),
    }
}

/// Goes on to the preview of what is done to several records.
fn many_accepted(model: &mut Model, asked: &Many, text: &str, effects: &mut Vec<Effect>) {
    let refused = many::typed(model, asked, text, effects).err();
    if let (Some(why), Some(Dialog::Form(form))) = (refused, &mut model.dialog) {
        form.error = Some(why);
    }
}

/// The order that a form asks for, and what it does.
fn order(form: &Form) -> Result<(Order, String), String> {
    match (&form.purpose, &form.kind) {
        (FormPurpose::Note(about), FormKind::Note(field)) => {
            let text = field.text().trim().to_owned();
            if text.is_empty() {
                return Err("la note est vide".to_owned());
            }
            let about = about.clone();
            let order = Order::blind(Command::AddNote { about, text });
            Ok((order, format!("{}\u{a0}: note ajoutée", form.about)))
        }
        (FormPurpose::View { draft, seen }, FormKind::Name(field)) => {
            save_view::named(draft, seen, field.text())
        }
        (FormPurpose::Postpone(school), FormKind::Day(day)) => {
            let until = day.day()?;
            let command = Command::Postpone {
                school: *school,
                until: Some(until),
                reason: String::new(),
            };
            let what = format!("{}\u{a0}: à revoir le {}", form.about, day_fr(until));
            Ok((Order::blind(command), what))
        }
        (FormPurpose::Sent { convention, seen }, FormKind::Day(day)) => {
            let on = day.day()?;
            let convention = convention.clone();
            let what = format!("{}\u{a0}: envoyée le {}", form.about, day_fr(on));
            Ok((
                Order::seeing(Command::MarkSent { convention, on }, seen.clone()),
                what,
            ))
        }
        (FormPurpose::Terminated { convention, seen }, FormKind::Day(day)) => {
            let on = day.day()?;
            let convention = convention.clone();
            let what = format!("{}\u{a0}: résiliée au {}", form.about, day_fr(on));
            Ok((
                Order::seeing(Command::Terminate { convention, on }, seen.clone()),
                what,
            ))
        }
        (FormPurpose::LiftReview { number, seen }, FormKind::Note(field)) => {
            let reason = needed(field.text(), "il faut un motif")?;
            let what = format!("inscription {}\u{a0}: contrôle levé", numbered(*number));
            let command = Command::LiftReview {
                entry: *number,
                reason,
            };
            Ok((Order::seeing(command, seen.clone()), what))
        }
        (FormPurpose::CloseEntry { number, seen }, FormKind::Note(field)) => {
            let reason = needed(field.text(), "il faut un motif")?;
            let what = format!("inscription {} close", numbered(*number));
            let command = Command::CloseEntry {
                entry: *number,
                reason,
            };
            Ok((Order::seeing(command, seen.clone()), what))
        }
        (FormPurpose::CloseReminder { number, seen }, FormKind::Note(field)) => {
            let outcome = needed(field.text(), "il faut une réponse, ou un mot de ce qu’il en est")?;
            let what = format!("relance {} close", numbered(*number));
            let command = Command::CloseReminder {
                number: *number,
                outcome,
            };
            Ok((Order::seeing(command, seen.clone()), what))
        }
        (_, FormKind::Day(_) | FormKind::Name(_) | FormKind::Note(_)) => {
            Err("ce champ ne convient pas".to_owned())
        }
    }
}

fn needed(text: &str, why: &str) -> Result<String, String> {
    let text = text.trim();
    if text.is_empty() {
        return Err(why.to_owned());
    }
    Ok(text.to_owned())
}
