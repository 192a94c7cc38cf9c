//! Registering at once the schools that a shared signature made ready: named first, then confirmed; several by their
//! own key.

use crate::domain::command::{Command, Order};
use crate::domain::deployment::DeploymentId;
use crate::domain::id::ConventionNumber;
use crate::domain::record::{Record, RecordId};
use crate::service::Outcome;
use crate::tui::effect::{Ask, Effect};
use crate::tui::model::Model;
use crate::tui::model::dialog::{Dialog, Proposal, TextDialog};
use crate::tui::model::review::Review;
use crate::tui::theme::Role;
use crate::tui::update::ask::wait;

use super::Waits;

/// What registering several schools would do.
#[derive(Debug, Clone)]
pub struct Asked(Order);

/// Asks what registering the schools that are ready would do.
pub fn open(model: &mut Model, effects: &mut Vec<Effect>) {
    let deployments = model.review().map(ready).unwrap_or_default();
    let order = match deployments.as_slice() {
        [] => return,
        [one] => register(*one),
        several => Order::many(several.iter().map(|one| register(*one))),
    };
    let ask = Ask::Preview(Box::new(order.clone()));
    wait(model, Asked(order), ask, effects);
}

impl Waits<Outcome> for Asked {
    fn answered(self, model: &mut Model, outcome: Outcome, _effects: &mut Vec<Effect>) {
        show(model, self.0, &outcome);
    }

    fn asked(&self) -> String {
        "inscrire les écoles prêtes".to_owned()
    }
}

/// Names the schools and what would be written of each.
fn show(model: &mut Model, order: Order, outcome: &Outcome) {
    // What is confirmed is what was shown: a record that changes meanwhile is a conflict.
    let order = Order {
        seen: outcome.seen.clone(),
        ..order
    };
    let entries: Vec<_> = outcome
        .changes
        .iter()
        .filter_map(|change| match &change.after {
            Some(Record::Entry(entry)) => Some(entry),
            _ => None,
        })
        .collect();
    let many = entries.len();
    let name = |id: DeploymentId| name(model, id);
    let mut dialog = TextDialog::new("Inscrire les écoles prêtes");
    dialog.say(
        Role::Title,
        match many {
            1 => "Une école sera inscrite au registre\u{a0}:".to_owned(),
            _ => format!("{many} écoles seront inscrites au registre, d’un seul tenant\u{a0}:"),
        },
    );
    dialog.say(Role::Text, "");
    for entry in entries {
        let conventions: Vec<&str> = entry.conventions.iter().map(ConventionNumber::as_str).collect();
        dialog.item(
            (Role::Ok, "✓ ".to_owned()),
            (
                Role::Text,
                format!(
                    "{} · {} · {} · fiche {} · {}",
                    name(entry.deployment()),
                    entry.school,
                    entry.solution,
                    entry.sheet,
                    conventions.join(", ")
                ),
            ),
        );
    }
    let what = match many {
        1 => "une école inscrite au registre".to_owned(),
        _ => format!("{many} écoles inscrites au registre"),
    };
    let proposal = Proposal::new(order, what, "inscrire");
    dialog.proposal = Some(proposal.by_own_key(many > 1, Proposal::SEVERAL));
    model.dialog = Some(Dialog::Text(dialog));
}

/// Why there is no school to register.
pub fn none(review: &Review) -> Option<String> {
    ready(review)
        .is_empty()
        .then(|| "aucune école rendue prête par une signature".to_owned())
}

fn ready(review: &Review) -> Vec<DeploymentId> {
    let deployment = |id: &RecordId| match id {
        RecordId::Deployment(deployment) => Some(*deployment),
        _ => None,
    };
    review.queue.ready().filter_map(deployment).collect()
}

fn name(model: &Model, deployment: DeploymentId) -> String {
    let id = RecordId::Deployment(deployment);
    let name = model.review().and_then(|review| review.names.get(&id).cloned());
    name.unwrap_or_else(|| deployment.school.to_string())
}

fn register(deployment: DeploymentId) -> Order {
    Order::blind(Command::Register { deployment })
}
