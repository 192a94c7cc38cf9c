//! Where a refused save is said: under its field, beside the others, or as a conflict.

use crate::domain::record::RecordId;
use crate::domain::refusal::Refusal;
use crate::tui::effect::Effect;
use crate::tui::form::{At, FormKind, Values};
use crate::tui::keymap::Verb;
use crate::tui::model::Model;
use crate::tui::model::editor::{FormRow, Question};

use super::{clash, editor};

/// Places a refusal: under its field, beside the others, or as a conflict.
pub fn refused(model: &mut Model, refusal: Refusal, effects: &mut Vec<Effect>) {
    let modify = model.key(model.ground(), Verb::Modify);
    let Some(form) = editor(model) else {
        return;
    };
    match refusal {
        Refusal::Conflict {
            current: Some(current),
            version,
            edits,
            ..
        } if form.was.is_some() => match form.record() {
            Ok(mine) => clash::show(model, &mine, *current, version, edits, effects),
            Err(faults) => form.faults = faults,
        },
        Refusal::Conflict { current: Some(_), .. } => {
            let text = format!("il existe déjà\u{a0}: fermez ce formulaire et modifiez-le ({modify})");
            form.refused = Some(((0, 0, 0), text));
            form.go_to(FormRow::Cell((0, 0, 0)));
        }
        Refusal::Conflict { .. } => {
            form.error = Some("cette fiche n’existe plus\u{a0}: quelqu’un l’a retirée".to_owned());
        }
        Refusal::SheetRelied { ref next, .. } if form.kind == FormKind::Sheet && form.was.is_some() => {
            form.question = Some(Question::NewVersion(0, next.clone()));
            form.error = Some(refusal.to_string());
        }
        refusal => match place(&form.values, &refusal) {
            Some((at, text)) => {
                form.refused = Some((at, text));
                form.go_to(FormRow::Cell(at));
            }
            None => form.error = Some(refusal.to_string()),
        },
    }
}

/// The cell that a refusal is about, and what is said of it there.
fn place(values: &Values, refusal: &Refusal) -> Option<(At, String)> {
    match refusal {
        Refusal::Invalid { path, why, .. } => Some(((values.place(path)?, 0, 0), why.clone())),
        Refusal::Dangling { to, .. } | Refusal::Unknown(to) => {
            let (at, id) = values.records().into_iter().find(|(_, id)| id == to)?;
            Some((at, format!("{} n’existe pas", id.label())))
        }
        // Of a relance, the one order that its form can break is that of the day on which to look at it again.
        Refusal::Order {
            id: RecordId::Reminder(_),
            ..
        } => {
            let place = values.place("next_due")?;
            Some(((place, 0, 0), "il ne peut pas précéder la relance".to_owned()))
        }
        _ => None,
    }
}
