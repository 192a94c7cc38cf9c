//! The stages of a deployment as choices: every stage, with why not where a move is refused.

use crate::domain::command::{Command, Order, Seen};
use crate::domain::date::day_fr;
use crate::domain::deployment::{DeploymentId, NoMove, Stage};
use crate::domain::record::{Record, RecordId};
use crate::domain::refusal::Refusal;
use crate::service::{Dossier, Move};
use crate::tui::effect::{Answer, Ask, Effect};
use crate::tui::model::Model;
use crate::tui::model::dialog::{Choice, Chooser, ChooserField, DayField, Dialog};
use crate::tui::update::ask::{self, request};
use crate::tui::update::orders;

use super::{Chooses, Taken, leave, outcome, register, unexpected};

/// The stage that a deployment is to reach.
#[derive(Debug, Clone)]
pub struct Choosing {
    deployment: DeploymentId,
    pub(super) seen: Vec<Seen>,
    stages: Vec<Stage>,
}

/// Lists the stages of a deployment, which need not exist yet.
pub fn list(model: &mut Model, dossier: &Dossier, deployment: DeploymentId) {
    let now = current(dossier);
    let choices = dossier.moves.iter().map(|to| choice(to, now)).collect();
    let flow = Choosing {
        deployment,
        seen: seen(dossier, deployment),
        stages: dossier.moves.iter().map(|to| to.to).collect(),
    };
    let about = format!("{} · {}", dossier.title, deployment.category.label());
    let day = DayField::new("Le", model.options.today);
    let chooser = Chooser::new("Changer l’étape", &about, choices, flow)
        .with(ChooserField::Day(day))
        .at(proposed(&dossier.moves, now));
    model.dialog = Some(Dialog::Chooser(chooser));
}

impl Chooses for Choosing {
    fn chosen(&self, model: &mut Model, taken: &Taken, effects: &mut Vec<Effect>) {
        let (to, on, deployment) = (self.stages[taken.place], taken.on, self.deployment);
        if to == Stage::Inscrite {
            return register::ask(model, deployment, effects);
        }
        let what = format!(
            "{}\u{a0}: étape «\u{a0}{}\u{a0}» le {}",
            taken.about,
            to.label(),
            day_fr(on)
        );
        let command = Command::MoveStage { deployment, to, on };
        let order = Order::seeing(command, self.seen.clone());
        if to == Stage::Sortie {
            let (seen, next) = (self.seen.clone(), None);
            let flow = leave::Typing {
                deployment,
                on,
                next,
                what,
                seen,
            };
            return leave::why(model, &taken.about, leave::follows(on, None, None), flow);
        }
        if to.is_left() {
            return outcome::send(model, order, what, "changer l’étape", effects);
        }
        orders::send(model, order, what, effects);
    }

    /// Asks again why moves are refused; Enter waits for the answer.
    fn day_turned(&self, model: &mut Model, effects: &mut Vec<Effect>) {
        let is_new = self.seen.iter().all(|seen| seen.version == 0);
        let id = if is_new {
            RecordId::School(self.deployment.school)
        } else {
            RecordId::Deployment(self.deployment)
        };
        if let Some(Dialog::Chooser(chooser)) = &mut model.dialog {
            chooser.late = true;
        }
        request(model, Ask::Open(id), effects);
    }

    /// Takes the reasons of the new day; the stage under the cursor stays.
    fn found(&self, model: &mut Model, answer: Answer, _effects: &mut Vec<Effect>) {
        let Answer::Dossier(dossier) = answer else {
            return unexpected(model);
        };
        let stages = dossier.moves.iter().map(|to| to.to).collect();
        let now = current(&dossier);
        let choices: Vec<Choice> = dossier.moves.iter().map(|to| choice(to, now)).collect();
        let under = ask::chosen(model).map(|choice| choice.label.clone());
        let at = choices
            .iter()
            .position(|choice| Some(&choice.label) == under.as_ref());
        let flow = Self {
            stages,
            ..self.clone()
        };
        ask::relist(model, choices, flow, at.unwrap_or_default());
    }
}

/// The version seen of a deployment: 0 where the dossier is that of a school without any.
pub fn seen(dossier: &Dossier, deployment: DeploymentId) -> Vec<Seen> {
    let id = RecordId::Deployment(deployment);
    if dossier.id == id {
        return ask::seen(dossier);
    }
    match dossier.record {
        Record::School(_) => vec![Seen { id, version: 0 }],
        _ => Vec::new(),
    }
}

/// The stage under the cursor at first: the next one ahead that is allowed, else the present one. A stage that goes back,
/// suspends or leaves is never taken by Enter alone.
fn proposed(moves: &[Move], now: Option<Stage>) -> impl Fn(&Choice) -> bool + use<> {
    let ahead = |to: &&Move| Some(to.to) > now && to.to < Stage::Suspendue && to.refused.is_none();
    let proposed = moves.iter().find(ahead).map(|to| to.to).or(now);
    move |choice| proposed.is_some_and(|stage| choice.label == stage.label())
}

fn choice(to: &Move, now: Option<Stage>) -> Choice {
    let reached = to.reached.map(|day| format!("atteinte le {}", day_fr(day)));
    let mut choice = Choice::new(to.to.label(), reached.unwrap_or_default());
    choice.current = now == Some(to.to);
    choice.unless(to.refused.as_ref().map(why))
}

/// What a refusal says beside the line of its stage, which names the school and the stage already.
fn why(refusal: &Refusal) -> String {
    match refusal {
        Refusal::Blocked { reasons, .. } | Refusal::AccountsClosed { reasons, .. } => {
            let reasons = reasons
                .iter()
                .map(|reason| format!("{} {}", reason.rule.as_str(), reason.message));
            reasons.collect::<Vec<String>>().join(" ")
        }
        Refusal::Move { why, .. } => why.to_string(),
        Refusal::Nothing => NoMove::Already.to_string(),
        other => other.to_string(),
    }
}

fn current(dossier: &Dossier) -> Option<Stage> {
    match &dossier.record {
        Record::Deployment(deployment) => Some(deployment.stage),
        _ => None,
    }
}
