//! The verb that says, with a reason, that the notice which families were given still serves for the fiche in force.

use crate::domain::command::{Command, Order, Seen};
use crate::domain::deployment::DeploymentId;
use crate::domain::id::SheetVersion;
use crate::domain::record::{Record, RecordId};
use crate::service::Dossier;
use crate::tui::effect::{Ask, Effect};
use crate::tui::model::dialog::{Dialog, Form, FormKind};
use crate::tui::model::{Field, Model, Tone};
use crate::tui::update::ask::{seen, wait};
use crate::tui::update::orders;

use super::close::needed;
use super::{Typed, Types, Waits};

/// The dossier of the use.
#[derive(Debug, Clone)]
pub struct Asked;

/// Why the notice still serves for a version of the fiche.
#[derive(Debug, Clone)]
pub struct Typing {
    deployment: DeploymentId,
    version: SheetVersion,
    pub(super) seen: Vec<Seen>,
}

/// Asks for the use of the line.
pub fn open(model: &mut Model, effects: &mut Vec<Effect>) {
    if let Some(id) = model.subject().cloned() {
        wait(model, Asked, Ask::Open(id), effects);
    }
}

impl Waits<Box<Dossier>> for Asked {
    /// Shows what the fiche says otherwise than the notice, and asks why the notice still serves.
    fn answered(self, model: &mut Model, dossier: Box<Dossier>, effects: &mut Vec<Effect>) {
        let (Some(gap), Some(deployment)) = (&dossier.notice_gap, dossier.deployment) else {
            let text = "La notice remise aux familles n’est pas à refaire\u{a0}: rien à dire ici";
            return model.say(Tone::Info, text);
        };
        if !matches!(dossier.record, Record::Deployment(_)) {
            return wait(model, Self, Ask::Open(RecordId::Deployment(deployment)), effects);
        }
        let flow = Typing {
            deployment,
            version: gap.version.clone(),
            seen: seen(&dossier),
        };
        let title = format!(
            "La notice vaut encore pour la fiche {}\u{a0}: le motif",
            gap.version
        );
        let kind = FormKind::Note(Field::default());
        let mut form = Form::new(&title, &dossier.title, kind, flow);
        let differences = gap.differences.iter();
        form.intro = differences
            .map(|line| format!("{}\u{a0}: {}", line.label, line.value))
            .collect();
        model.dialog = Some(Dialog::Form(form));
    }
}

impl Types for Typing {
    fn typed(&self, model: &mut Model, typed: &Typed, effects: &mut Vec<Effect>) -> Result<(), String> {
        needed(&typed.text, "il faut un motif")?;
        let command = Command::KeepNotice {
            deployment: self.deployment,
            version: self.version.clone(),
            reason: typed.text.clone(),
        };
        let what = format!("notice dite valable pour la fiche {}", self.version);
        orders::send(model, Order::seeing(command, self.seen.clone()), what, effects);
        Ok(())
    }
}
