//! The dialog of a registration: what will be written, before it is.

use crate::domain::command::{Command, Order, Seen};
use crate::domain::deployment::DeploymentId;
use crate::domain::id::ConventionNumber;
use crate::domain::provider::Category;
use crate::domain::record::{Record, RecordId};
use crate::domain::register::RegisterEntry;
use crate::domain::rule::Severity;
use crate::service::Outcome;
use crate::tui::effect::{Ask, Effect};
use crate::tui::model::Model;
use crate::tui::model::dialog::{Dialog, Proposal, TextDialog};
use crate::tui::model::review::Review;
use crate::tui::theme::Role;
use crate::tui::update::orders;
use crate::tui::wording::numbered;

use super::Waits;
use super::batch::{self, Plan};
use super::many::{self, Many};
use super::review::is_over;

use crate::tui::update::ask::{subject_title, wait};

/// What a registration would do.
#[derive(Debug, Clone)]
pub struct Asked {
    deployment: DeploymentId,
    /// The school's name.
    title: String,
}

/// Registers the school under review, which is ready, at once; else asks what the registration would do.
pub fn open(model: &mut Model, effects: &mut Vec<Effect>) {
    if let Some(review) = model.review() {
        let card = review.card.as_deref();
        let ready = card.and_then(|card| Some((card, card.dossier.deployment?)));
        let Some((card, deployment)) = ready else { return };
        let what = format!("{}\u{a0}: inscrite au registre", card.dossier.title);
        let seen = Seen {
            id: card.id.clone(),
            version: card.dossier.version,
        };
        let order = Order::seeing(Command::Register { deployment }, vec![seen]);
        return orders::send(model, order, what, effects);
    }
    if many::on_marked(model) {
        let many = many::of(model);
        return ask_many(model, &many, effects);
    }
    let deployment = match model.subject() {
        Some(RecordId::Deployment(deployment)) => *deployment,
        // Without a deployment the rules say what is missing, the solution first, whatever the category.
        Some(RecordId::School(school)) => DeploymentId::first(*school, Category::Ent),
        _ => return,
    };
    ask(model, deployment, effects);
}

/// Asks what a registration would do.
pub fn ask(model: &mut Model, deployment: DeploymentId, effects: &mut Vec<Effect>) {
    let title = subject_title(model);
    let preview = Ask::Preview(Box::new(Order::blind(Command::Register { deployment })));
    wait(model, Asked { deployment, title }, preview, effects);
}

/// Asks what the registration of several would do.
pub fn ask_many(model: &mut Model, many: &Many, effects: &mut Vec<Effect>) {
    let plan = Plan {
        title: "Inscrire au registre de traitement",
        what: "inscription au registre".to_owned(),
        unit: None,
    };
    batch::each(model, many, plan, effects, |id| {
        let deployment = many::deployed(id)?;
        Ok(Command::Register { deployment })
    });
}

impl Waits<Outcome> for Asked {
    /// Shows what will be written.
    fn answered(self, model: &mut Model, outcome: Outcome, _effects: &mut Vec<Effect>) {
        let Self { deployment, title } = self;
        let mut dialog = TextDialog::new("Inscrire au registre de traitement");
        dialog.say(Role::Title, &title);
        dialog.say(Role::Text, "");
        dialog.say(Role::Ok, "✓ Aucune règle ne s’oppose à l’inscription.");
        for change in &outcome.changes {
            if let Some(Record::Entry(entry)) = &change.after {
                describe(&mut dialog, entry);
            }
        }
        let order = Order::seeing(Command::Register { deployment }, outcome.seen);
        let what = format!("{title}\u{a0}: inscrite au registre");
        dialog.proposal = Some(Proposal::new(order, what, "inscrire"));
        model.dialog = Some(Dialog::Text(dialog));
    }

    fn asked(&self) -> String {
        self.title.clone()
    }
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

/// Why the school under review is not to be registered. Its reasons are on the screen in full.
pub fn kept_out(review: &Review) -> Option<String> {
    if let Some(over) = is_over(review) {
        return Some(over);
    }
    let card = review.card.as_deref().filter(|card| !card.is_ready())?;
    if let Some(number) = card.row.entry {
        return Some(format!("l’école est inscrite sous le {}", numbered(number)));
    }
    let findings = card.row.findings.iter();
    let rules: Vec<&str> = findings
        .filter(|finding| finding.severity == Severity::Blocking)
        .map(|finding| finding.rule.as_str())
        .collect();
    match rules.as_slice() {
        // It has no project, or left the solution that it had.
        [] => Some("aucune solution n’est à inscrire".to_owned()),
        [one] => Some(format!("{one} l’empêche")),
        several => Some(format!("{} l’empêchent", several.join(", "))),
    }
}
