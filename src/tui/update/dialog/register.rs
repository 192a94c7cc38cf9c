//! The dialog of a registration: what will be written, before it is.

use crate::domain::command::{Command, Order};
use crate::domain::deployment::DeploymentId;
use crate::domain::id::ConventionNumber;
use crate::domain::provider::Category;
use crate::domain::record::{Record, RecordId};
use crate::domain::register::RegisterEntry;
use crate::service::Outcome;
use crate::tui::effect::{Ask, Effect};
use crate::tui::model::Model;
use crate::tui::model::dialog::{Dialog, Intent, Proposal, TextDialog};
use crate::tui::theme::Role;

use super::{subject_title, wait};

/// Asks what the registration of the subject would do.
pub fn open(model: &mut Model, effects: &mut Vec<Effect>) {
    let deployment = match model.subject() {
        Some(RecordId::Deployment(deployment)) => *deployment,
        // Without a deployment the rules say what is missing, the solution first, whatever the category.
        Some(RecordId::School(school)) => DeploymentId {
            school: *school,
            category: Category::Ent,
        },
        _ => return,
    };
    ask(model, deployment, effects);
}

/// Asks what a registration would do.
pub fn ask(model: &mut Model, deployment: DeploymentId, effects: &mut Vec<Effect>) {
    let title = subject_title(model);
    let preview = Ask::Preview(Box::new(Order::blind(Command::Register { deployment })));
    wait(model, Intent::Register { deployment, title }, preview, effects);
}

/// Shows what will be written.
pub fn show(model: &mut Model, deployment: DeploymentId, title: &str, outcome: &Outcome) {
    let mut dialog = TextDialog::new("Inscrire au registre de traitement");
    dialog.say(Role::Title, title);
    dialog.say(Role::Text, "");
    dialog.say(Role::Ok, "✓ Aucune règle ne s’oppose à l’inscription.");
    for change in &outcome.changes {
        if let Some(Record::Entry(entry)) = &change.after {
            describe(&mut dialog, entry);
        }
    }
    dialog.proposal = Some(Proposal {
        order: Order::seeing(Command::Register { deployment }, outcome.seen.clone()),
        what: format!("{title}\u{a0}: inscrite au registre"),
        verb: "inscrire".to_owned(),
        many: false,
        applied: None,
    });
    model.dialog = Some(Dialog::Text(dialog));
}

fn describe(dialog: &mut TextDialog, entry: &RegisterEntry) {
    let conventions: Vec<&str> = entry.conventions.iter().map(ConventionNumber::as_str).collect();
    let lines = [
        ("Catégorie       ", entry.category.label().to_owned()),
        ("Solution        ", entry.solution.to_string()),
        ("Fiche           ", format!("version {}", entry.sheet)),
        ("Conventions     ", conventions.join(", ")),
    ];
    for (label, value) in lines {
        dialog.item((Role::Muted, label.to_owned()), (Role::Text, value));
    }
}
