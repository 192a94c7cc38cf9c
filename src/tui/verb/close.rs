//! What ends, and what is reviewed: a school closed, a contract, a competence, an entry of the register, a relance.

use crate::domain::command::{Command, Order};
use crate::domain::date::{SchoolYear, day_fr};
use crate::domain::record::{Kind, Record, RecordId};
use crate::domain::register::{EntryNumber, RegisterEntry, Review, day_and_author};
use crate::domain::reminder::ReminderNumber;
use crate::service::Dossier;
use crate::tui::effect::{Ask, Effect};
use crate::tui::form::{FormKind, end_of};
use crate::tui::model::dialog::{
    Act, Choice, Chooser, Dialog, Form, FormKind as OneField, FormPurpose, Intent, Pick, Proposal, Purpose,
    TextDialog,
};
use crate::tui::model::dossier_pane;
use crate::tui::model::{Field, Model, Tone};
use crate::tui::theme::Role;
use crate::tui::update::ask::{seen, wait};
use crate::tui::wording::numbered;

use super::form::{choice, dependent, form};

/// The kinds of what ends, in a dossier.
const ENDING: [Kind; 4] = [Kind::Entry, Kind::Contract, Kind::Competence, Kind::Reminder];

/// Asks for the record that is to end.
pub fn open(model: &mut Model, effects: &mut Vec<Effect>) {
    if let Some(id) = model.subject().cloned() {
        wait(model, Intent::Close, Ask::Open(id), effects);
    }
}

/// Lists what may end: the record itself, and what its dossier leads to.
pub fn closing(model: &mut Model, dossier: &Dossier, effects: &mut Vec<Effect>) {
    let mut choices: Vec<Choice> = Vec::new();
    if ends(&dossier.record) {
        choices.push(choice(&dossier.id, &dossier.title, Pick::Close));
    }
    if let Record::Deployment(deployment) = &dossier.record {
        let school = RecordId::School(deployment.school);
        choices.push(choice(&school, &dossier.title, Pick::Close));
    }
    for (id, words) in dependent(dossier, &ENDING) {
        choices.push(choice(&id, &words, Pick::Close));
    }
    match choices.as_slice() {
        [] => model.say(
            Tone::Info,
            "Rien à fermer ici\u{a0}: modifiez l’enregistrement (m), ou annotez-le (a)",
        ),
        [one] => {
            if let Pick::Close(id) = one.pick.clone() {
                end(model, id, effects);
            }
        }
        _ => {
            let chooser = Chooser::new("Mettre fin", &dossier.title, choices, Purpose::Form);
            model.dialog = Some(Dialog::Chooser(chooser));
        }
    }
}

fn ends(record: &Record) -> bool {
    let by_command = matches!(
        record,
        Record::Entry(_) | Record::Reminder(_) | Record::Convention(_)
    );
    by_command || end_of(record).is_some()
}

/// Goes on to the end of a record.
pub fn end(model: &mut Model, id: RecordId, effects: &mut Vec<Effect>) {
    let kind = FormKind::ENDS
        .into_iter()
        .find(|form| form.table().kind == id.kind());
    match (&id, kind) {
        (RecordId::Entry(number), _) => {
            let intent = Intent::Entry {
                number: *number,
                review: false,
            };
            wait(model, intent, Ask::Open(id), effects);
        }
        (RecordId::Reminder(number), _) => wait(model, Intent::Reminder(*number), Ask::Open(id), effects),
        (RecordId::Convention(_), _) => {
            wait(model, Intent::Convention(Act::Terminated), Ask::Open(id), effects);
        }
        (_, Some(kind)) => form(model, kind, Some(id), Vec::new(), effects),
        (_, None) => {}
    }
}

/// Why there is no entry to review.
pub fn no_entry(model: &Model) -> Option<String> {
    match model.subject() {
        Some(RecordId::Entry(_) | RecordId::School(_) | RecordId::Deployment(_)) => None,
        _ => Some("choisissez d’abord une école ou une inscription".to_owned()),
    }
}

/// Asks for the entry to review, or for the entries of the school.
pub fn open_check(model: &mut Model, effects: &mut Vec<Effect>) {
    if let Some(id) = model.subject().cloned() {
        wait(model, Intent::Check, Ask::Open(id), effects);
    }
}

/// Shows the entry to review; of several, which.
pub fn checked(model: &mut Model, dossier: &Dossier, effects: &mut Vec<Effect>) {
    if let Record::Entry(_) = dossier.record {
        return entry(model, dossier, true);
    }
    let choices: Vec<Choice> = dependent(dossier, &[Kind::Entry])
        .iter()
        .map(|(id, words)| choice(id, words, Pick::Check))
        .collect();
    match choices.as_slice() {
        [] => model.say(Tone::Info, "Aucune inscription au registre à contrôler ici"),
        [one] => {
            if let Pick::Check(id) = one.pick.clone() {
                check(model, id, effects);
            }
        }
        _ => {
            let chooser = Chooser::new(
                "Contrôler une inscription",
                &dossier.title,
                choices,
                Purpose::Form,
            );
            model.dialog = Some(Dialog::Chooser(chooser));
        }
    }
}

/// Asks for an entry to review.
pub fn check(model: &mut Model, id: RecordId, effects: &mut Vec<Effect>) {
    if let RecordId::Entry(number) = id {
        let intent = Intent::Entry { number, review: true };
        wait(model, intent, Ask::Open(id), effects);
    }
}

/// Shows an entry before it is reviewed; asks why its review of this school year is lifted, or why it is closed.
pub fn entry(model: &mut Model, dossier: &Dossier, review: bool) {
    let Record::Entry(found) = &dossier.record else {
        return;
    };
    if let Some(closed) = &found.closed {
        let text = format!(
            "L’inscription {} est close depuis le {} ({})",
            numbered(found.number),
            day_fr(closed.on),
            closed.reason
        );
        return model.say(Tone::Info, text);
    }
    let year = SchoolYear::containing(model.options.today);
    let dialog = match found.review_since(year) {
        _ if !review => Dialog::Form(why_closed(found.number, dossier)),
        Some(held) => Dialog::Form(why_lifted(found.number, held, dossier)),
        None => Dialog::Text(reviewed(found, dossier, model.options.look.sober)),
    };
    model.dialog = Some(dialog);
}

fn reviewed(found: &RegisterEntry, dossier: &Dossier, sober: bool) -> TextDialog {
    let mut dialog = TextDialog::new("Contrôler l’inscription au registre");
    dialog.say(Role::Title, &dossier.title);
    // Not folded here: the dialog folds them to its own room.
    for line in dossier_pane::lines(dossier, usize::MAX, sober) {
        let mut pieces = line.pieces.into_iter();
        let head = pieces.next().unwrap_or((Role::Text, String::new()));
        match pieces.next() {
            Some(text) => dialog.item(head, text),
            None => dialog.say(head.0, head.1),
        }
    }
    let again = found.reviewed.as_ref().map_or("", |_| "de nouveau ");
    dialog.proposal = Some(Proposal {
        order: Order::seeing(Command::Review { entry: found.number }, seen(dossier)),
        what: format!("inscription {} {again}contrôlée", numbered(found.number)),
        verb: "contrôler".to_owned(),
        many: false,
        applied: None,
    });
    dialog
}

fn why_lifted(number: EntryNumber, review: &Review, dossier: &Dossier) -> Form {
    let purpose = FormPurpose::LiftReview {
        number,
        seen: seen(dossier),
    };
    let kind = OneField::Note(Field::default());
    let mut form = Form::new("Lever un contrôle\u{a0}: le motif", &dossier.title, kind, purpose);
    form.intro = vec![
        format!("Contrôlée {}.", day_and_author(review.on, &review.by)),
        "Elle redevient «\u{a0}non contrôlée\u{a0}»\u{a0}; le motif reste au journal.".to_owned(),
    ];
    form
}

fn why_closed(number: EntryNumber, dossier: &Dossier) -> Form {
    let purpose = FormPurpose::CloseEntry {
        number,
        seen: seen(dossier),
    };
    let kind = OneField::Note(Field::default());
    let mut form = Form::new(
        "Clore une inscription\u{a0}: le motif",
        &dossier.title,
        kind,
        purpose,
    );
    form.intro = vec![
        "L’inscription reste au registre, close à ce jour et avec son motif.".to_owned(),
        "Une école à «\u{a0}inscrite\u{a0}» revient à l’étape d’avant.".to_owned(),
    ];
    form
}

/// Asks what came of a relance.
pub fn reminder(model: &mut Model, number: ReminderNumber, dossier: &Dossier) {
    let Record::Reminder(found) = &dossier.record else {
        return;
    };
    if let Some(outcome) = &found.outcome {
        return model.say(Tone::Info, format!("Réponse déjà notée\u{a0}: {outcome}"));
    }
    let purpose = FormPurpose::CloseReminder {
        number,
        seen: seen(dossier),
    };
    let about = format!(
        "Relance du {} sur {}, {} à {}",
        day_fr(found.date),
        found.convention,
        found.channel,
        found.to
    );
    let kind = OneField::Note(Field::default());
    let form = Form::new(
        "Clore une relance\u{a0}: ce qu’il en est advenu",
        &about,
        kind,
        purpose,
    );
    model.dialog = Some(Dialog::Form(form));
}
