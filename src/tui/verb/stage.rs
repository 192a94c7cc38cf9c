//! The dialog of stages: every stage, with why not where a move is refused.

use crate::domain::command::Seen;
use crate::domain::date::day_fr;
use crate::domain::deployment::{DeploymentId, NoMove, Stage};
use crate::domain::record::{Record, RecordId};
use crate::domain::refusal::Refusal;
use crate::service::{Dossier, Move};
use crate::tui::effect::{Ask, Effect};
use crate::tui::keymap::Verb;
use crate::tui::model::Model;
use crate::tui::model::dialog::{Choice, Chooser, ChooserField, DayField, Dialog, Intent, Pick, Purpose};

use crate::tui::update::ask::{self, request, wait};

use super::{many, solution};

/// Asks for the dossier of the subject.
pub fn open(model: &mut Model, effects: &mut Vec<Effect>) {
    if many::on_marked(model) {
        return many::open(model, Verb::Stage, effects);
    }
    if let Some(id) = model.subject().cloned() {
        wait(model, Intent::Stage, Ask::Open(id), effects);
    }
}

/// Lists the stages; of a school without a deployment, its solution comes first.
pub fn show(model: &mut Model, dossier: Box<Dossier>) {
    match (&dossier.record, dossier.deployment) {
        (Record::Deployment(_), Some(deployment)) => list(model, &dossier, deployment),
        _ => solution::show(model, dossier),
    }
}

/// Lists the stages of a deployment, which need not exist yet.
pub fn list(model: &mut Model, dossier: &Dossier, deployment: DeploymentId) {
    let now = current(dossier);
    let choices = dossier.moves.iter().map(|to| choice(to, now)).collect();
    let purpose = Purpose::Stage {
        deployment,
        seen: seen(dossier, deployment),
    };
    let about = format!("{} · {}", dossier.title, deployment.category.label());
    let day = DayField::new("Le", model.options.today);
    let chooser = Chooser::new("Changer l’étape", &about, choices, purpose)
        .with(ChooserField::Day(day))
        .at(proposed(&dossier.moves, now));
    model.dialog = Some(Dialog::Chooser(chooser));
}

/// Asks again why moves are refused, where the day J has passed under the list; Enter waits for the answer.
pub fn ask_again(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(Dialog::Chooser(chooser)) = &mut model.dialog else {
        return;
    };
    let Purpose::Stage { deployment, seen } = &chooser.purpose else {
        return;
    };
    let is_new = seen.iter().all(|seen| seen.version == 0);
    let id = if is_new {
        RecordId::School(deployment.school)
    } else {
        RecordId::Deployment(*deployment)
    };
    chooser.late = true;
    request(model, Ask::Open(id), effects);
}

/// Takes the reasons of the new day; the stage under the cursor stays.
pub fn judged_again(chooser: &mut Chooser, dossier: &Dossier) {
    let under = chooser.chosen().map(|choice| choice.pick.clone());
    let now = current(dossier);
    chooser.choices = dossier.moves.iter().map(|to| choice(to, now)).collect();
    let place = chooser
        .choices
        .iter()
        .position(|choice| Some(&choice.pick) == under.as_ref());
    chooser.at = place.unwrap_or_default();
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
    move |choice| proposed.is_some_and(|stage| choice.pick == Pick::Stage(stage))
}

fn choice(to: &Move, now: Option<Stage>) -> Choice {
    let reached = to.reached.map(|day| format!("atteinte le {}", day_fr(day)));
    let mut choice = Choice::new(Pick::Stage(to.to), to.to.label(), reached.unwrap_or_default());
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
