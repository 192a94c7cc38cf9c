//! The dialog of solutions: those of the DSDEN, by category.

use chrono::NaiveDate;

use crate::domain::command::{Command, Order};
use crate::domain::date::day_fr;
use crate::domain::deployment::DeploymentId;
use crate::domain::id::{SolutionCode, Uai};
use crate::domain::provider::Category;
use crate::domain::record::{Record, RecordId};
use crate::service::{self, Dossier};
use crate::tui::effect::{Ask, Effect};
use crate::tui::keymap::Verb;
use crate::tui::model::dialog::{Choice, Chooser, ChooserField, DayField, Dialog, Intent, Pick, Purpose};
use crate::tui::model::{Model, Tone};
use crate::tui::update::ask::{chosen_name, wait};
use crate::tui::update::orders;

use super::{many, stage};

const EMPTY: &str = "Aucune solution. Importer\u{a0}: preau importer solutions FICHIER";

/// Asks for the dossier of the subject.
pub fn open(model: &mut Model, effects: &mut Vec<Effect>) {
    if many::on_marked(model) {
        return many::open(model, Verb::Solution, effects);
    }
    if let Some(id) = model.subject().cloned() {
        wait(model, Intent::Solution, Ask::Open(id), effects);
    }
}

/// Lists the solutions, and the categories for a school without a deployment.
pub fn show(model: &mut Model, dossier: Box<Dossier>) {
    let Some(school) = school(&dossier.id) else {
        return model.say(Tone::Info, "Choisissez d’abord une école, dans le volet 2");
    };
    let chosen = chosen(&dossier);
    let mut choices: Vec<Choice> = dossier
        .choices
        .iter()
        .map(|one| solution(one, chosen.as_ref()))
        .collect();
    if matches!(dossier.record, Record::School(_)) {
        choices.extend(Category::ALL.map(category));
    }
    if let (Record::Deployment(deployment), Some(code)) = (&dossier.record, &chosen) {
        let label = format!("Aucune\u{a0}: reprendre le choix de {code}");
        let pick = Pick::NoSolution(deployment.category);
        choices.push(Choice::new(pick, label, "l’école n’a plus de solution"));
    }
    let about = dossier.title.clone();
    let day = DayField::new("Choisie le", model.options.today);
    let purpose = Purpose::Solution { school, dossier };
    let chooser = Chooser::new("Choisir la solution", &about, choices, purpose)
        .with(ChooserField::Day(day))
        .or_else(EMPTY);
    model.dialog = Some(Dialog::Chooser(chooser));
}

/// Records the choice of a solution, or goes on to the stages of a category.
pub fn take(
    model: &mut Model,
    school: Uai,
    dossier: &Dossier,
    pick: Pick,
    day: Option<NaiveDate>,
    effects: &mut Vec<Effect>,
) {
    match (pick, day) {
        (Pick::Category(category), _) => stage::list(model, dossier, DeploymentId::first(school, category)),
        (Pick::Solution(solution, category), Some(on)) => {
            let deployment = used(dossier, school, category);
            let name = chosen_name(model).unwrap_or_else(|| solution.to_string());
            let what = format!(
                "{}\u{a0}: solution {name} choisie le {}",
                dossier.title,
                day_fr(on)
            );
            let order = Order::seeing(
                Command::ChooseSolution {
                    deployment,
                    solution: Some(solution),
                    on,
                },
                stage::seen(dossier, deployment),
            );
            orders::send(model, order, what, effects);
        }
        (Pick::NoSolution(category), Some(on)) => {
            let deployment = used(dossier, school, category);
            let what = format!("{}\u{a0}: choix de la solution repris", dossier.title);
            let order = Order::seeing(
                Command::ChooseSolution {
                    deployment,
                    solution: None,
                    on,
                },
                stage::seen(dossier, deployment),
            );
            orders::send(model, order, what, effects);
        }
        _ => {}
    }
}

/// The use that a choice in a category is of: the one shown, or the first that the school would begin.
fn used(dossier: &Dossier, school: Uai, category: Category) -> DeploymentId {
    let shown = dossier.deployment.filter(|shown| shown.category == category);
    shown.unwrap_or_else(|| DeploymentId::first(school, category))
}

fn school(id: &RecordId) -> Option<Uai> {
    match id {
        RecordId::School(uai) => Some(*uai),
        RecordId::Deployment(deployment) => Some(deployment.school),
        _ => None,
    }
}

fn chosen(dossier: &Dossier) -> Option<SolutionCode> {
    match &dossier.record {
        Record::Deployment(deployment) => deployment.solution.clone(),
        _ => None,
    }
}

fn solution(one: &service::Choice, chosen: Option<&SolutionCode>) -> Choice {
    let mut choice = line(one);
    choice.current = chosen == Some(&one.solution);
    let refused = choice.current.then(|| "c’est la solution choisie".to_owned());
    choice.unless(refused)
}

/// A solution, with its category, its prestataire and whether a convention covers it.
pub fn line(one: &service::Choice) -> Choice {
    let covered = if one.art28 {
        "✓ convention 28"
    } else {
        "✗ convention 28"
    };
    let detail = format!("{} · {} · {covered}", one.category.label(), one.provider);
    let pick = Pick::Solution(one.solution.clone(), one.category);
    Choice::new(pick, &one.name, detail)
}

fn category(category: Category) -> Choice {
    let label = format!("{}\u{a0}: pas encore de solution", category.label());
    Choice::new(Pick::Category(category), label, "noter l’étape seulement")
}
