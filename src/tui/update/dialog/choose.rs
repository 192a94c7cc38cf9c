//! What taking a choice does.

use chrono::NaiveDate;

use crate::domain::authority::SIGNED_BY_AUTHORITY;
use crate::domain::command::{Command, Order, Seen};
use crate::domain::convention::Signatory;
use crate::domain::date::day_fr;
use crate::domain::deployment::{DeploymentId, Stage};
use crate::domain::id::ConventionNumber;
use crate::domain::record::RecordId;
use crate::tui::effect::{Ask, Effect};
use crate::tui::model::Model;
use crate::tui::model::dialog::{Chooser, ChooserField, Dialog, Intent, Pick, Purpose};
use crate::tui::update::ask::wait;
use crate::tui::update::orders;
use crate::tui::verb::{
    self, close, columns, copy, export, form, many, new, register, remind, review, save_view, scope,
    solution, views,
};

use super::focus;

/// Takes the choice under the cursor, unless it is refused or the day is not understood.
pub fn accept(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(Dialog::Chooser(chooser)) = &mut model.dialog else {
        return;
    };
    if chooser.late {
        chooser.due = true;
        return;
    }
    if let Some(why) = focus::astray(chooser, &model.options.keymap) {
        chooser.error = Some(why);
        return;
    }
    let Some(choice) = chooser.chosen().cloned() else {
        return;
    };
    if let Some(why) = choice.refused {
        chooser.error = Some(format!("refusé\u{a0}: {why}"));
        return;
    }
    match day(chooser) {
        Ok(day) => {
            let chooser = chooser.clone();
            take(model, &chooser, choice.pick, day, effects);
        }
        Err(why) => chooser.error = Some(why),
    }
}

/// The day typed; none where the dialog asks for none.
fn day(chooser: &Chooser) -> Result<Option<NaiveDate>, String> {
    match &chooser.entry {
        ChooserField::Day(day) => day.day().map(Some),
        ChooserField::None | ChooserField::Filter(_) => Ok(None),
    }
}

fn take(model: &mut Model, chooser: &Chooser, pick: Pick, day: Option<NaiveDate>, effects: &mut Vec<Effect>) {
    match (&chooser.purpose, pick, day) {
        (Purpose::Palette, Pick::Verb(verb), _) => {
            model.dialog = None;
            verb::act(model, verb, effects);
        }
        (Purpose::GoTo, Pick::Record(id), _) => {
            model.dialog = None;
            scope::go_to(model, id, effects);
        }
        (Purpose::Views(views), Pick::View(place), _) => {
            if let Some(offered) = views.get(place) {
                views::take(model, offered, effects);
            }
        }
        (Purpose::SaveView(views), pick, _) => save_view::take(model, views, &pick, effects),
        (Purpose::SavedView { offered, seen }, Pick::ViewAct(act), _) => {
            save_view::change(model, offered, act, seen);
        }
        (Purpose::Sort, pick, _) => columns::sort_by(model, &pick, effects),
        (Purpose::Columns, pick, _) => columns::show(model, chooser, &pick, effects),
        (Purpose::Export, Pick::Export { marked, form }, _) => export::name(model, marked, form),
        (Purpose::Copy, Pick::Copy(copied), _) => copy::take(model, copied, effects),
        (Purpose::Form, Pick::Form(kind), _) => new::make(model, kind, effects),
        (Purpose::Form, Pick::Draft(number), _) => form::take_up(model, number, effects),
        (Purpose::Form, Pick::Change(id), _) => form::change(model, id, effects),
        (Purpose::Form, Pick::Close(id), _) => close::end(model, id, effects),
        (Purpose::Form, Pick::Check(id), _) => close::check(model, id, effects),
        (Purpose::Review, Pick::Review(Some(place)), _) => review::resume(model, place, effects),
        (Purpose::Review, Pick::Review(None), _) => review::begin(model, effects),
        (Purpose::Reminder { convention, to }, Pick::Channel(channel), Some(day)) => {
            let (order, what) = remind::order(convention, to, channel, day, model.options.today);
            orders::send(model, order, what, effects);
        }
        (Purpose::Many(asked) | Purpose::Circonscription(asked), pick, day) => {
            many::chosen(model, asked, pick, day, effects);
        }
        (Purpose::Convention(act), Pick::Convention(number), _) => {
            let id = RecordId::Convention(number);
            wait(model, Intent::Convention(*act), Ask::Open(id), effects);
        }
        (Purpose::Solution { school, dossier }, pick, day) => {
            solution::take(model, *school, dossier, pick, day, effects);
        }
        (Purpose::Stage { deployment, .. }, Pick::Stage(Stage::Inscrite), _) => {
            register::ask(model, *deployment, effects);
        }
        (Purpose::Stage { deployment, seen }, Pick::Stage(to), Some(on)) => {
            let what = format!(
                "{}\u{a0}: étape «\u{a0}{}\u{a0}» le {}",
                chooser.about,
                to.label(),
                day_fr(on)
            );
            orders::send(model, stage(*deployment, to, on, seen), what, effects);
        }
        (Purpose::Signature { convention, seen }, Pick::Signatory(by), Some(on)) => {
            let what = format!("{}\u{a0}: {} le {}", chooser.about, signed_by(by), day_fr(on));
            orders::send(model, signature(convention, by, on, seen), what, effects);
        }
        _ => {}
    }
}

fn stage(deployment: DeploymentId, to: Stage, on: NaiveDate, seen: &[Seen]) -> Order {
    Order::seeing(Command::MoveStage { deployment, to, on }, seen.to_vec())
}

fn signature(convention: &ConventionNumber, by: Signatory, on: NaiveDate, seen: &[Seen]) -> Order {
    Order::seeing(
        Command::Sign {
            convention: convention.clone(),
            by,
            on,
        },
        seen.to_vec(),
    )
}

fn signed_by(by: Signatory) -> &'static str {
    match by {
        Signatory::Dasen => SIGNED_BY_AUTHORITY,
        Signatory::Party => "signée par l’autre partie",
    }
}
