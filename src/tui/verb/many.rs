//! Verbs on all the marked records: choices made once, a preview of each record, one order, one entry of the journal.

use chrono::NaiveDate;

use crate::domain::record::RecordId;
use crate::domain::rule::RuleCode;
use crate::tui::effect::{Answer, Ask, Effect};
use crate::tui::keymap::Verb;
use crate::tui::model::dialog::{Chooser, Dialog, Form, FormKind, FormPurpose, Intent, Many, Pick, Purpose};
use crate::tui::model::{Field, Model, Target, Tone, label};

use crate::tui::update::ask::{chosen_name, subject_title, wait};

use super::plan::Bulk;
use super::{batch, join, remind, schools};

/// True where the verbs act on marked records: some are, and no dossier is read.
pub fn on_marked(model: &Model) -> bool {
    let in_list = model.on_panes() && !model.reading && model.dossier_pane.visiting.is_none();
    in_list && !model.focused().marks.is_empty()
}

/// The records that a verb is carried out on.
pub fn of(model: &Model, verb: Verb) -> Many {
    Many {
        verb,
        targets: targets(model, verb),
        hidden: if on_marked(model) {
            model.focused().marks.hidden()
        } else {
            0
        },
        ties: Vec::new(),
    }
}

/// Asks for what the verb needs.
pub fn open(model: &mut Model, verb: Verb, effects: &mut Vec<Effect>) {
    let many = of(model, verb);
    match verb {
        Verb::Stage => schools::stages(model, many),
        Verb::Register => batch::ask(model, &many, &Bulk::Register, effects),
        Verb::Solution => schools::ask_solutions(model, many, effects),
        Verb::Note => field(model, "Ajouter une note", many),
        Verb::Remind | Verb::Annexe => {
            let ids = many.targets.iter().map(|target| target.id.clone()).collect();
            wait(model, Intent::Many(Box::new(many)), Ask::Ties(ids), effects);
        }
        _ => {}
    }
}

/// The marked records, else the one that the verbs act on; in the review, those that wait for the same annexe with it.
fn targets(model: &Model, verb: Verb) -> Vec<Target> {
    if on_marked(model) {
        return model.focused().marks.targets();
    }
    let Some(id) = model.subject().cloned() else {
        return Vec::new();
    };
    if verb == Verb::Annexe
        && let Some(review) = model.review()
    {
        return review.together(RuleCode::B8);
    }
    let row = model.focused().selected_row().filter(|row| row.id() == id);
    let label = row.map_or_else(|| subject_title(model), label);
    vec![Target { id, label }]
}

/// Takes what the verb needed.
pub fn answer(model: &mut Model, mut many: Many, answer: Answer) {
    match (many.verb, answer) {
        (Verb::Solution, Answer::Dossier(dossier)) => schools::solutions(model, many, &dossier),
        (Verb::Remind, Answer::Ties(ties)) => {
            many.ties = ties;
            remind::show(model, many);
        }
        (Verb::Annexe, Answer::Ties(ties)) => {
            many.ties = ties;
            join::show(model, many);
        }
        _ => {}
    }
}

/// Takes a choice: what it would do is asked for.
pub fn chosen(model: &mut Model, many: &Many, pick: Pick, day: Option<NaiveDate>, effects: &mut Vec<Effect>) {
    if let Pick::Text(name) = pick {
        return batch::ask(model, many, &Bulk::Circonscription(name), effects);
    }
    let Some(on) = day else {
        return;
    };
    let bulk = match pick {
        Pick::Stage(crate::domain::deployment::Stage::Inscrite) => Bulk::Register,
        Pick::Stage(to) => Bulk::Stage { to, on },
        Pick::Solution(solution, category) => Bulk::Solution {
            name: chosen_name(model).unwrap_or_else(|| solution.to_string()),
            solution,
            category,
            on,
        },
        Pick::Channel(channel) => Bulk::Relance {
            channel,
            on: model.options.today,
            next_due: on,
        },
        Pick::Annexe { convention, joins } => Bulk::Annexe {
            convention,
            joins,
            on,
        },
        _ => return,
    };
    batch::ask(model, many, &bulk, effects);
}

/// Takes a text: what it would do is asked for.
///
/// # Errors
///
/// What is said under the field where the text does not do.
pub fn typed(model: &mut Model, many: &Many, text: &str, effects: &mut Vec<Effect>) -> Result<(), String> {
    let text = text.trim().to_owned();
    if text.is_empty() {
        return Err("la note est vide".to_owned());
    }
    batch::ask(model, many, &Bulk::Note(text), effects);
    Ok(())
}

/// Opens a field for a text that goes to all of them.
fn field(model: &mut Model, title: &str, many: Many) {
    let about = many.about();
    let kind = FormKind::Note(Field::default());
    let form = Form::new(title, &about, kind, FormPurpose::Many(Box::new(many)));
    model.dialog = Some(Dialog::Form(form));
}

/// Opens a list of choices for all of them.
pub fn choose(
    model: &mut Model,
    title: &str,
    choices: Vec<crate::tui::model::dialog::Choice>,
    many: Many,
    day: crate::tui::model::dialog::DayField,
) {
    let about = many.about();
    let chooser = Chooser::new(title, &about, choices, Purpose::Many(Box::new(many)))
        .with(crate::tui::model::dialog::ChooserField::Day(day));
    model.dialog = Some(Dialog::Chooser(chooser));
}

/// What a note is written on: of a deployment, its school, of which the note is read in each of its deployments.
pub fn noted(id: &RecordId) -> RecordId {
    school(id).map_or_else(|| id.clone(), RecordId::School)
}

/// The school of a record of the list of schools.
pub fn school(id: &RecordId) -> Option<crate::domain::id::Uai> {
    match id {
        RecordId::School(uai) => Some(*uai),
        RecordId::Deployment(deployment) => Some(deployment.school),
        _ => None,
    }
}

/// Says that nothing can be done, and why.
pub fn no(model: &mut Model, why: &str) {
    model.dialog = None;
    model.say(Tone::Info, why);
}
