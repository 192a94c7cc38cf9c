//! The verb that changes a record, or what depends on it.

use crate::domain::record::{Kind, Record, RecordId};
use crate::service::Dossier;
use crate::tui::effect::{Ask, Effect};
use crate::tui::form::{FormKind, whole_of};
use crate::tui::keymap::Verb;
use crate::tui::model::dialog::{Chooser, Dialog};
use crate::tui::model::{Model, Tone};
use crate::tui::update::ask::wait;

use super::form::{self, choice, dependent};
use super::{Chooses, Taken, Waits};

/// The kinds of what depends on a record that are offered beside it.
const DEPENDENT: [Kind; 8] = [
    Kind::Deployment,
    Kind::Sheet,
    Kind::Council,
    Kind::Competence,
    Kind::Contract,
    Kind::Convention,
    Kind::Reminder,
    Kind::Note,
];

/// The dossier of what is to be changed, or has parts that may be.
#[derive(Debug, Clone)]
pub struct Asked;

/// The records that may be changed.
#[derive(Debug, Clone)]
pub struct Choosing(Vec<RecordId>);

/// Asks for the record that is to be changed; on a finding of the dossier that names a convention, opens that one.
pub fn open(model: &mut Model, effects: &mut Vec<Effect>) {
    let named = model.dossier_pane.named(Verb::Modify);
    if let Some(number) = named.filter(|_| model.reading && model.on_panes()).cloned() {
        change(model, RecordId::Convention(number), effects);
    } else if let Some(id) = model.subject().cloned() {
        wait(model, Asked, Ask::Open(id), effects);
    }
}

impl Waits<Box<Dossier>> for Asked {
    /// Opens the form of the record; where others depend on it, they are offered beside it.
    fn answered(self, model: &mut Model, dossier: Box<Dossier>, effects: &mut Vec<Effect>) {
        let title = &dossier.title;
        let own = whole_of(&dossier.record).map(|_| (dossier.id.clone(), title.clone()));
        let mut found: Vec<(RecordId, String)> = own.into_iter().collect();
        if let Record::Deployment(deployment) = &dossier.record {
            let school = RecordId::School(deployment.school);
            found.push((school, title.clone()));
        }
        if let Some(id) = existing(&dossier) {
            found.push((id, title.clone()));
        }
        let gathers = matches!(
            dossier.record,
            Record::School(_) | Record::Deployment(_) | Record::Collectivite(_)
        );
        if gathers {
            found.extend(dependent(&dossier, &DEPENDENT));
        }
        let mut known = Vec::new();
        found.retain(|(id, _)| {
            let new = !known.contains(id);
            known.push(id.clone());
            new
        });
        match found.as_slice() {
            [] => model.say(Tone::Info, "Cet enregistrement ne se saisit pas à la main"),
            [(id, _)] => change(model, id.clone(), effects),
            _ => {
                let choices = found.iter().map(|(id, words)| choice(id, words)).collect();
                let flow = Choosing(found.into_iter().map(|(id, _)| id).collect());
                model.dialog = Some(Dialog::Chooser(Chooser::new("Modifier", title, choices, flow)));
            }
        }
    }
}

impl Chooses for Choosing {
    fn chosen(&self, model: &mut Model, taken: &Taken, effects: &mut Vec<Effect>) {
        change(model, self.0[taken.place].clone(), effects);
    }
}

/// The deployment that the dossier of a school shows, where it exists.
fn existing(dossier: &Dossier) -> Option<RecordId> {
    let shown = RecordId::Deployment(dossier.deployment?);
    let exists = dossier.moves.iter().any(|one| one.reached.is_some());
    (matches!(dossier.record, Record::School(_)) && exists).then_some(shown)
}

/// Opens the form of a record.
fn change(model: &mut Model, id: RecordId, effects: &mut Vec<Effect>) {
    let kind = match &id {
        // Which of the two articles it applies is known once it is read.
        RecordId::Convention(_) => Some(FormKind::Joint),
        other => FormKind::WHOLE
            .into_iter()
            .find(|form| form.table().kind == other.kind()),
    };
    match kind {
        Some(kind) => form::open(model, kind, Some(id), Vec::new(), effects),
        None => model.say(Tone::Info, "Cet enregistrement ne se saisit pas à la main"),
    }
}
