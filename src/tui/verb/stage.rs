//! The verb that changes the stage of a deployment, or of several.

use crate::domain::command::Command;
use crate::domain::date::day_fr;
use crate::domain::deployment::Stage;
use crate::domain::record::Record;
use crate::service::Dossier;
use crate::tui::effect::{Ask, Effect};
use crate::tui::model::dialog::{Choice, DayField};
use crate::tui::model::{Model, Target};
use crate::tui::update::ask::wait;

use super::batch::{self, Plan};
use super::many::{self, Many};
use super::{Chooses, Taken, Waits, leave, register, solution, stages};

/// The dossier of which the stage is to change.
#[derive(Debug, Clone)]
pub struct Asked;

/// A stage for several schools.
#[derive(Debug, Clone)]
pub struct Choosing {
    many: Many,
    stages: Vec<Stage>,
}

/// Asks for the dossier of the subject; of marked records lists every stage, the preview says of each whether it may.
pub fn open(model: &mut Model, effects: &mut Vec<Effect>) {
    if many::on_marked(model) {
        let many = many::of(model);
        let stages = Stage::ALL.to_vec();
        let choices = stages
            .iter()
            .map(|stage| Choice::new(stage.label(), ""))
            .collect();
        let flow = Choosing {
            many: many.clone(),
            stages,
        };
        let day = DayField::new("Le", model.options.today);
        return many.choose(model, "Changer l’étape", choices, flow, day);
    }
    if let Some(id) = model.subject().cloned() {
        wait(model, Asked, Ask::Open(id), effects);
    }
}

impl Waits<Box<Dossier>> for Asked {
    /// Lists the stages; of a school without a deployment, its solution comes first.
    fn answered(self, model: &mut Model, dossier: Box<Dossier>, _effects: &mut Vec<Effect>) {
        match (&dossier.record, dossier.deployment) {
            (Record::Deployment(_), Some(deployment)) => stages::list(model, &dossier, deployment),
            _ => solution::show(model, dossier),
        }
    }
}

impl Chooses for Choosing {
    fn chosen(&self, model: &mut Model, taken: &Taken, effects: &mut Vec<Effect>) {
        let (to, on) = (self.stages[taken.place], taken.on);
        if to == Stage::Inscrite {
            return register::ask_many(model, &self.many, effects);
        }
        let plan = Plan {
            title: "Changer l’étape",
            what: format!("étape «\u{a0}{}\u{a0}» le {}", to.label(), day_fr(on)),
            unit: None,
        };
        if to == Stage::Sortie {
            let leaving = |target: &Target| Ok(leave::unreasoned(many::deployed(&target.id)?, on, None));
            let batch = batch::of_each(&self.many, plan, leaving);
            return leave::why_for_many(model, batch, on, None, effects);
        }
        batch::each(model, &self.many, plan, effects, |id| {
            let deployment = many::deployed(id)?;
            Ok(Command::MoveStage { deployment, to, on })
        });
    }
}
