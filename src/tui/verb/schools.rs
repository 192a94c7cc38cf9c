//! The choices for several schools: a stage, a solution.

use crate::domain::deployment::Stage;
use crate::domain::record::RecordId;
use crate::service::Dossier;
use crate::tui::effect::{Ask, Effect};
use crate::tui::model::Model;
use crate::tui::model::dialog::{Choice, DayField, Intent, Many, Pick};
use crate::tui::update::ask::wait;

use super::many::{choose, no, school};
use super::solution;

/// Lists the stages; the preview says of each school whether it may move there.
pub fn stages(model: &mut Model, many: Many) {
    let choices = Stage::ALL
        .into_iter()
        .map(|stage| Choice::new(Pick::Stage(stage), stage.label(), ""))
        .collect();
    let day = DayField::new("Le", model.options.today);
    choose(model, "Changer l’étape", choices, many, day);
}

/// Asks for the solutions, which are those of any school.
pub fn ask_solutions(model: &mut Model, many: Many, effects: &mut Vec<Effect>) {
    let first = many.targets.iter().find_map(|target| school(&target.id));
    match first {
        Some(uai) => {
            let ask = Ask::Open(RecordId::School(uai));
            wait(model, Intent::Many(Box::new(many)), ask, effects);
        }
        None => no(model, "Aucune école n’est cochée"),
    }
}

/// Lists the solutions.
pub fn solutions(model: &mut Model, many: Many, dossier: &Dossier) {
    let choices = dossier.choices.iter().map(solution::line).collect();
    let day = DayField::new("Choisie le", model.options.today);
    choose(model, "Choisir la solution", choices, many, day);
}
