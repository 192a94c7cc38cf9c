//! A fact of one school or several, on one day or on a day for each: the notice to families, a conseil d'école, its
//! minutes, the certificate of deletion.

use chrono::NaiveDate;

use crate::domain::command::Command;
use crate::domain::date::day_fr;
use crate::domain::deployment::DeploymentId;
use crate::domain::id::{SheetVersion, SolutionCode, Uai};
use crate::domain::record::RecordId;
use crate::tui::effect::Effect;
use crate::tui::keymap::Press;
use crate::tui::model::dialog::{Batch, Choice, DayField, DayGrid, Dialog, Form, FormKind, Item};
use crate::tui::model::{Fact, Field, Model};
use crate::tui::update::edit::{Edited, edit, full};

use super::batch::{self, Plan};
use super::many::{self, Many, deployed, no_school, school};
use super::{Chooses, Taken, Typed, Types};

/// The rows that a page key moves by in the dialog of days.
const PAGE: isize = 10;

/// The facts, in the order of the choices.
const FACTS: [Fact; 5] = [
    Fact::Notice,
    Fact::Informed,
    Fact::Council,
    Fact::Minutes,
    Fact::Certificate,
];

/// A fact for the schools.
#[derive(Debug, Clone)]
pub struct Choosing(Many);

/// What a fact is of, where it is not what it is by default.
#[derive(Debug, Clone, Copy)]
enum Named {
    /// The version of the fiche that the notices were drawn from.
    Version,
    /// The solution that the certificates are of.
    Solution,
}

/// What is to be named, in the order of the choices.
const NAMED: [Named; 2] = [Named::Version, Named::Solution];

/// The version or the solution that a fact is of.
#[derive(Debug, Clone)]
pub struct TypingName {
    named: Named,
    many: Many,
    on: NaiveDate,
}

/// What is said beside it.
fn detail(fact: Fact) -> &'static str {
    match fact {
        Fact::Notice => "de la fiche en vigueur ce jour-là",
        Fact::Informed => "tenu ce jour-là",
        Fact::Council => "tenu, ou à venir",
        Fact::Minutes => "du dernier conseil noté",
        Fact::Certificate => "de ce qui a été quitté",
    }
}

/// The records that it changes, where they are not the lines themselves.
fn unit(fact: Fact) -> Option<[&'static str; 2]> {
    match fact {
        Fact::Notice | Fact::Certificate => None,
        Fact::Informed | Fact::Council | Fact::Minutes => batch::SCHOOLS,
    }
}

/// The order that records it of a line.
fn command(fact: Fact, id: &RecordId, on: NaiveDate) -> Result<Command, String> {
    let school = |id| school(id).ok_or_else(no_school);
    Ok(match fact {
        Fact::Notice => notice(deployed(id)?, None, on),
        Fact::Informed => council(school(id)?, on, true),
        Fact::Council => council(school(id)?, on, false),
        Fact::Minutes => Command::ReceiveMinutes {
            school: school(id)?,
            on,
        },
        Fact::Certificate => certificate(deployed(id)?, None, on),
    })
}

/// What is done, in French, without its day.
fn plan(fact: Fact, on: &str) -> Plan {
    Plan {
        title: "Noter un fait",
        what: format!("{}{on}", fact.label().to_lowercase().replace("pv ", "PV ")),
        unit: unit(fact),
    }
}

fn notice(deployment: DeploymentId, version: Option<SheetVersion>, on: NaiveDate) -> Command {
    Command::GiveNotice {
        deployment,
        version,
        on,
    }
}

fn certificate(deployment: DeploymentId, solution: Option<SolutionCode>, on: NaiveDate) -> Command {
    Command::ReceiveCertificate {
        deployment,
        solution,
        on,
    }
}

fn council(school: Uai, on: NaiveDate, informed: bool) -> Command {
    Command::HoldCouncil { school, on, informed }
}

/// Lists the facts; of several schools, with a day for each too.
pub fn open(model: &mut Model, _effects: &mut Vec<Effect>) {
    let many = many::of(model);
    let plain = FACTS.map(|fact| Choice::new(fact.label(), detail(fact)));
    let named = NAMED.map(|named| match named {
        Named::Version => Choice::new("Notice d’une autre version", "de la fiche, à nommer"),
        Named::Solution => Choice::new("Attestation d’une des solutions", "quittées, à nommer"),
    });
    let apart = FACTS.map(|fact| {
        let label = fact.label().to_lowercase().replace("pv ", "PV ");
        Choice::new(format!("Un jour par école\u{a0}: {label}"), "")
    });
    let apart = apart.into_iter().filter(|_| many.targets.len() > 1);
    let choices = plain.into_iter().chain(named).chain(apart).collect();
    let day = DayField::new("Le", model.options.today);
    let flow = Choosing(many.clone());
    many.choose(model, "Noter un fait", choices, flow, day);
}

impl Chooses for Choosing {
    fn chosen(&self, model: &mut Model, taken: &Taken, effects: &mut Vec<Effect>) {
        let on = taken.on;
        if let Some(fact) = FACTS.get(taken.place) {
            let plan = plan(*fact, &format!(" le {}", day_fr(on)));
            return batch::each(model, &self.0, plan, effects, |id| command(*fact, id, on));
        }
        if let Some(named) = NAMED.get(taken.place - FACTS.len()) {
            return ask_name(model, *named, self.0.clone(), on);
        }
        let Some(fact) = FACTS.get(taken.place - FACTS.len() - NAMED.len()) else {
            return;
        };
        let grid = DayGrid::new(
            (self.0.about(), self.0.hidden),
            &self.0.targets,
            *fact,
            model.options.today,
        );
        model.dialog = Some(Dialog::Days(Box::new(grid)));
    }
}

fn ask_name(model: &mut Model, named: Named, many: Many, on: NaiveDate) {
    let about = many.about();
    let kind = FormKind::Name(Field::default());
    let (title, intro) = match named {
        Named::Version => ("Notice aux familles\u{a0}: la version de la fiche", "Remise le"),
        Named::Solution => (
            "Attestation de suppression\u{a0}: le code de la solution",
            "Attestation du",
        ),
    };
    let mut form = Form::new(title, &about, kind, TypingName { named, many, on });
    form.intro = vec![format!("{intro} {}.", day_fr(on))];
    model.dialog = Some(Dialog::Form(form));
}

impl Types for TypingName {
    fn typed(&self, model: &mut Model, typed: &Typed, effects: &mut Vec<Effect>) -> Result<(), String> {
        let on = self.on;
        let wrong = |why: &dyn std::fmt::Display| why.to_string();
        match self.named {
            Named::Version => {
                let version = SheetVersion::parse(&typed.text).map_err(|why| wrong(&why))?;
                let plan = plan(Fact::Notice, &format!(" le {}, fiche {version}", day_fr(on)));
                batch::each(model, &self.many, plan, effects, |id| {
                    Ok(notice(deployed(id)?, Some(version.clone()), on))
                });
            }
            Named::Solution => {
                let code = SolutionCode::parse(&typed.text).map_err(|why| wrong(&why))?;
                let plan = plan(Fact::Certificate, &format!(" le {}, {code}", day_fr(on)));
                batch::each(model, &self.many, plan, effects, |id| {
                    Ok(certificate(deployed(id)?, Some(code.clone()), on))
                });
            }
        }
        Ok(())
    }
}

/// Takes a key of the dialog of days.
pub fn press(model: &mut Model, press: Press, effects: &mut Vec<Effect>) {
    let Some(Dialog::Days(grid)) = &mut model.dialog else {
        return;
    };
    if grid.busy.is_some() {
        return;
    }
    match press {
        Press::Step(step) => grid.step(step.rows(PAGE)),
        Press::NextField => grid.step(1),
        Press::PreviousField => grid.step(-1),
        Press::Accept if !grid.is_last() => grid.step(1),
        Press::Accept | Press::Save => preview(model, effects),
        press => {
            let edited = grid.day().map(|day| edit(&mut day.field, press));
            if edited == Some(Edited::Full) {
                grid.error = Some(full());
            }
        }
    }
}

/// Leaves the dialog of days, unless some would be lost and that was not said yet; those that are on their way are not.
/// `cancel` is the key that leaves.
pub fn leave(mut grid: Box<DayGrid>, cancel: &str) -> Option<Box<DayGrid>> {
    if grid.leaving || grid.busy.is_some() || !grid.is_typed() {
        return None;
    }
    grid.leaving = true;
    grid.error = Some(format!(
        "ces jours ne sont pas enregistrés\u{a0}: {cancel} encore les abandonne"
    ));
    Some(grid)
}

/// Asks what the days would do; the dialog lies below its preview.
fn preview(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(Dialog::Days(grid)) = &mut model.dialog else {
        return;
    };
    let days = match grid.days() {
        Ok(days) => days,
        Err((place, why)) => {
            grid.at = place;
            return grid.error = Some(why);
        }
    };
    let mut items: Vec<Item> = Vec::new();
    for (row, on) in grid.rows.iter().zip(days) {
        let Some(on) = on else { continue };
        let label = format!("{} · {}", row.target.label, day_fr(on));
        items.push(Item {
            label,
            settles: vec![row.target.id.clone()],
            command: command(grid.fact, &row.target.id, on),
        });
    }
    if items.is_empty() {
        return grid.error = Some("aucun jour n’est saisi".to_owned());
    }
    let below = Some(grid.clone());
    let targets = grid.rows.iter().map(|row| row.target.clone()).collect();
    let hidden = grid.hidden;
    let many = Many { targets, hidden };
    let plan = plan(grid.fact, ", au jour de chaque école");
    let batch = Batch {
        below,
        ..batch::of_items(&many, plan, items)
    };
    batch::again(model, batch, effects);
}
