//! The records that a verb is carried out on: those that are marked, else the selected one.

use crate::domain::deployment::DeploymentId;
use crate::domain::id::Uai;
use crate::domain::record::RecordId;
use crate::tui::model::dialog::{Choice, Chooser, ChooserField, DayField, Dialog};
use crate::tui::model::{Model, Target, Tone};
use crate::tui::update::ask::subject_title;

use super::Choosing;

/// The records of a verb.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Many {
    pub targets: Vec<Target>,
    /// How many of them the list does not show.
    pub hidden: usize,
}

/// True where the verbs act on marked records: some are, and no dossier is read.
pub fn on_marked(model: &Model) -> bool {
    let in_list = model.on_panes() && !model.reading && model.dossier_pane.visiting.is_none();
    in_list && !model.focused().marks.is_empty()
}

/// The marked records, else the one that the verbs act on.
pub fn of(model: &Model) -> Many {
    if on_marked(model) {
        let marks = &model.focused().marks;
        return Many {
            targets: marks.targets(),
            hidden: marks.hidden(),
        };
    }
    let target = model.subject().cloned().map(|id| {
        let row = model.focused().selected_row().filter(|row| row.id() == id);
        row.map_or_else(
            || Target {
                id: id.clone(),
                label: subject_title(model),
                entry: None,
            },
            Target::of,
        )
    });
    Many {
        targets: target.into_iter().collect(),
        hidden: 0,
    }
}

impl Many {
    /// What a dialog is about: the one record, or how many.
    pub fn about(&self) -> String {
        match self.targets.as_slice() {
            [one] => one.label.clone(),
            several => counted(several.len(), self.hidden),
        }
    }

    pub fn ids(&self) -> Vec<RecordId> {
        self.targets.iter().map(|target| target.id.clone()).collect()
    }

    /// Opens a list of choices for all of them, with a day.
    pub fn choose(
        &self,
        model: &mut Model,
        title: &str,
        choices: Vec<Choice>,
        flow: impl Into<Choosing>,
        day: DayField,
    ) {
        let chooser = Chooser::new(title, &self.about(), choices, flow).with(ChooserField::Day(day));
        model.dialog = Some(Dialog::Chooser(chooser));
    }
}

/// `12 lignes cochées, dont 3 masquées par la recherche ou la portée`.
fn counted(count: usize, hidden: usize) -> String {
    let plural = |count: usize| if count < 2 { "" } else { "s" };
    let marked = format!("{count} ligne{0} cochée{0}", plural(count));
    if hidden == 0 {
        return marked;
    }
    format!(
        "{marked}, dont {hidden} masquée{} par la recherche ou la portée",
        plural(hidden)
    )
}

/// The school of a record of the list of schools.
pub fn school(id: &RecordId) -> Option<Uai> {
    match id {
        RecordId::School(uai) => Some(*uai),
        RecordId::Deployment(deployment) => Some(deployment.school),
        _ => None,
    }
}

/// Why nothing is asked of a record that is no school.
pub fn no_school() -> String {
    "ce n’est pas une école".to_owned()
}

/// The deployment of a line, or why it has none.
pub fn deployed(id: &RecordId) -> Result<DeploymentId, String> {
    match id {
        RecordId::Deployment(deployment) => Ok(*deployment),
        RecordId::School(_) => Err("elle n’a pas encore de solution\u{a0}: choisissez-la d’abord".to_owned()),
        _ => Err(no_school()),
    }
}

/// Says that nothing can be done, and why.
pub fn no(model: &mut Model, why: &str) {
    model.dialog = None;
    model.say(Tone::Info, why);
}
