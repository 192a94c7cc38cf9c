//! The verb that chooses the solution of a school, or of several.

use crate::domain::command::{Command, Order};
use crate::domain::date::day_fr;
use crate::domain::deployment::DeploymentId;
use crate::domain::id::{SolutionCode, Uai};
use crate::domain::provider::Category;
use crate::domain::record::{Record, RecordId};
use crate::domain::rule::RuleCode;
use crate::service::{self, Dossier};
use crate::tui::effect::{Ask, Effect};
use crate::tui::model::dialog::{Choice, Chooser, ChooserField, DayField, Dialog};
use crate::tui::model::{Model, Tone};
use crate::tui::update::ask::wait;

use super::batch::{self, Plan};
use super::many::{self, Many, no, no_school, school};
use super::{Chooses, Taken, Waits, leave, stages};

const EMPTY: &str = "Aucune solution. Importer\u{a0}: preau importer solutions FICHIER";

/// The dossier of a school that is to choose a solution.
#[derive(Debug, Clone)]
pub struct Asked;

/// The dossier of one of several schools: the solutions are the same for any.
#[derive(Debug, Clone)]
pub struct AskedForMany(Many);

/// What can be chosen for a school.
#[derive(Debug, Clone)]
enum Pick {
    Solution(SolutionCode, Category),
    /// A category, of which the first stage is then chosen.
    Category(Category),
    /// The choice is taken back.
    None(Category),
}

/// The solution of a school.
#[derive(Debug, Clone)]
pub struct Choosing {
    school: Uai,
    pub(super) dossier: Box<Dossier>,
    picks: Vec<Pick>,
}

/// The solution of several schools.
#[derive(Debug, Clone)]
pub struct ChoosingForMany {
    many: Many,
    solutions: Vec<(SolutionCode, Category)>,
}

/// Asks for the dossier of the subject, or of the first of the marked schools.
pub fn open(model: &mut Model, effects: &mut Vec<Effect>) {
    if many::on_marked(model) {
        let many = many::of(model);
        return match many.targets.iter().find_map(|target| school(&target.id)) {
            Some(uai) => wait(
                model,
                AskedForMany(many),
                Ask::Open(RecordId::School(uai)),
                effects,
            ),
            None => no(model, "Aucune école n’est cochée"),
        };
    }
    if let Some(id) = model.subject().cloned() {
        wait(model, Asked, Ask::Open(id), effects);
    }
}

impl Waits<Box<Dossier>> for Asked {
    fn answered(self, model: &mut Model, dossier: Box<Dossier>, _effects: &mut Vec<Effect>) {
        show(model, dossier);
    }
}

impl Waits<Box<Dossier>> for AskedForMany {
    fn answered(self, model: &mut Model, dossier: Box<Dossier>, _effects: &mut Vec<Effect>) {
        let choices = dossier.choices.iter().map(line).collect();
        let solutions = dossier.choices.iter();
        let flow = ChoosingForMany {
            many: self.0.clone(),
            solutions: solutions
                .map(|one| (one.solution.clone(), one.category))
                .collect(),
        };
        let day = DayField::new("Choisie le", model.options.today);
        self.0.choose(model, "Choisir la solution", choices, flow, day);
    }
}

/// Lists the solutions, and the categories for a school without a deployment.
pub fn show(model: &mut Model, dossier: Box<Dossier>) {
    let Some(school) = school(&dossier.id) else {
        return model.say(Tone::Info, "Choisissez d’abord une école, dans le volet 2");
    };
    let chosen = chosen(&dossier);
    let known = dossier.choices.iter();
    let mut listed: Vec<(Choice, Pick)> = known
        .map(|one| {
            let pick = Pick::Solution(one.solution.clone(), one.category);
            (solution(one, chosen.as_ref()), pick)
        })
        .collect();
    if matches!(dossier.record, Record::School(_)) {
        listed.extend(Category::ALL.map(|one| (category(one), Pick::Category(one))));
    }
    if let (Record::Deployment(deployment), Some(code)) = (&dossier.record, &chosen) {
        let label = format!("Aucune\u{a0}: reprendre le choix de {code}");
        let none = Choice::new(label, "l’école n’a plus de solution");
        listed.push((none, Pick::None(deployment.category)));
    }
    let (choices, picks) = listed.into_iter().unzip();
    let about = dossier.title.clone();
    let day = DayField::new("Choisie le", model.options.today);
    let flow = Choosing {
        school,
        dossier,
        picks,
    };
    let chooser = Chooser::new("Choisir la solution", &about, choices, flow)
        .with(ChooserField::Day(day))
        .at(|choice| choice.current)
        .or_else(EMPTY);
    model.dialog = Some(Dialog::Chooser(chooser));
}

impl Chooses for Choosing {
    /// Records the choice of a solution, or goes on to the stages of a category.
    fn chosen(&self, model: &mut Model, taken: &Taken, effects: &mut Vec<Effect>) {
        let (school, title) = (self.school, &self.dossier.title);
        let mut next = None;
        let (solution, category, what) = match self.picks[taken.place].clone() {
            Pick::Category(category) => {
                let deployment = DeploymentId::first(school, category);
                return stages::list(model, &self.dossier, deployment);
            }
            Pick::Solution(solution, category) => {
                let on = day_fr(taken.on);
                let what = format!("{title}\u{a0}: solution {} choisie le {on}", taken.label);
                next = Some((solution.clone(), taken.label.clone()));
                (Some(solution), category, what)
            }
            Pick::None(category) => (
                None,
                category,
                format!("{title}\u{a0}: choix de la solution repris"),
            ),
        };
        let deployment = used(&self.dossier, school, category);
        let command = Command::ChooseSolution {
            deployment,
            solution,
            on: taken.on,
        };
        let order = Order::seeing(command, stages::seen(&self.dossier, deployment));
        leave::choose(
            model,
            leave::Asked::new(order, what, title, next, taken.on),
            effects,
        );
    }
}

/// The use that a choice in a category is of: the one shown, or the first that the school would begin.
fn used(dossier: &Dossier, school: Uai, category: Category) -> DeploymentId {
    let shown = dossier.deployment.filter(|shown| shown.category == category);
    shown.unwrap_or_else(|| DeploymentId::first(school, category))
}

impl Chooses for ChoosingForMany {
    fn chosen(&self, model: &mut Model, taken: &Taken, effects: &mut Vec<Effect>) {
        let (solution, category) = self.solutions[taken.place].clone();
        let on = taken.on;
        let plan = Plan {
            title: "Choisir la solution",
            what: format!("solution {} choisie le {}", taken.label, day_fr(on)),
            unit: None,
        };
        let batch = batch::of_each(&self.many, plan, |target| {
            Ok(Command::ChooseSolution {
                deployment: in_category(&target.id, category)?,
                solution: Some(solution.clone()),
                on,
            })
        });
        leave::choose_for_many(model, batch, (solution, taken.label.clone()), on, effects);
    }
}

/// The deployment in the category of the solution: a marked line of another category is left as it is.
fn in_category(id: &RecordId, category: Category) -> Result<DeploymentId, String> {
    match id {
        RecordId::School(school) => Ok(DeploymentId::first(*school, category)),
        RecordId::Deployment(deployment) if deployment.category == category => Ok(*deployment),
        RecordId::Deployment(deployment) => Err(format!(
            "la ligne cochée est de la catégorie {}, la solution de la catégorie {}",
            deployment.category.label(),
            category.label()
        )),
        _ => Err(no_school()),
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

/// A solution, with its category, its prestataire and whether a convention 28 serves it.
fn line(one: &service::Choice) -> Choice {
    let covered = match one.lacks28 {
        None => "✓ convention 28",
        Some(RuleCode::B6) => "✗ convention 28, une clause absente (B6)",
        Some(_) => "✗ convention 28",
    };
    let detail = format!("{} · {} · {covered}", one.category.label(), one.provider);
    Choice::new(&one.name, detail)
}

fn category(category: Category) -> Choice {
    let label = format!("{}\u{a0}: pas encore de solution", category.label());
    Choice::new(label, "noter l’étape seulement")
}
