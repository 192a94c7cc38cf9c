//! The verb that ends a record: a school closed, a contract, a competence, an entry of the register, a relance.

use crate::domain::command::{Command, Order, Seen};
use crate::domain::date::day_fr;
use crate::domain::record::{Kind, Record, RecordId};
use crate::domain::register::{EntryNumber, RegisterEntry};
use crate::domain::reminder::ReminderNumber;
use crate::service::Dossier;
use crate::tui::effect::{Ask, Effect};
use crate::tui::form::{FormKind as RecordForm, end_of};
use crate::tui::keymap::Verb;
use crate::tui::model::dialog::{Chooser, Dialog, Form, FormKind};
use crate::tui::model::{Field, Model, Tone};
use crate::tui::update::ask::{seen, wait};

use crate::tui::wording::numbered;

use super::convention::{self, Act};
use super::form::{self, choice, dependent};
use super::{Chooses, Taken, Typed, Types, Waits, outcome};

/// The kinds of what ends, in a dossier.
const ENDING: [Kind; 4] = [Kind::Entry, Kind::Contract, Kind::Competence, Kind::Reminder];

/// The dossier of what is to end, or has parts that may.
#[derive(Debug, Clone)]
pub struct Asked;

/// The entry of the register that is to be closed.
#[derive(Debug, Clone)]
pub struct AskedEntry;

/// The relance that is to be closed.
#[derive(Debug, Clone)]
pub struct AskedReminder;

/// The records that may end.
#[derive(Debug, Clone)]
pub struct Choosing(Vec<RecordId>);

/// What is closed with words.
#[derive(Debug, Clone, Copy)]
enum Closed {
    Entry(EntryNumber),
    Reminder(ReminderNumber),
}

/// Why an entry of the register is closed, or what came of a relance.
#[derive(Debug, Clone)]
pub struct Typing {
    of: Closed,
    pub(super) seen: Vec<Seen>,
}

/// Asks for the record that is to end.
pub fn open(model: &mut Model, effects: &mut Vec<Effect>) {
    if let Some(id) = model.subject().cloned() {
        wait(model, Asked, Ask::Open(id), effects);
    }
}

impl Waits<Box<Dossier>> for Asked {
    /// Lists what may end: the record itself, and what its dossier leads to.
    fn answered(self, model: &mut Model, dossier: Box<Dossier>, effects: &mut Vec<Effect>) {
        let title = &dossier.title;
        let mut found: Vec<(RecordId, String)> = Vec::new();
        if ends(&dossier.record) {
            found.push((dossier.id.clone(), title.clone()));
        }
        if let Record::Deployment(deployment) = &dossier.record {
            found.push((RecordId::School(deployment.school), title.clone()));
        }
        found.extend(dependent(&dossier, &ENDING));
        match found.as_slice() {
            [] => {
                let [modify, note] = [Verb::Modify, Verb::Note].map(|verb| model.key(model.ground(), verb));
                let text = format!(
                    "Rien à fermer ici\u{a0}: modifiez l’enregistrement ({modify}), ou annotez-le ({note})"
                );
                model.say(Tone::Info, text);
            }
            [(id, _)] => end(model, id.clone(), effects),
            _ => {
                let choices = found.iter().map(|(id, words)| choice(id, words)).collect();
                let flow = Choosing(found.into_iter().map(|(id, _)| id).collect());
                model.dialog = Some(Dialog::Chooser(Chooser::new("Mettre fin", title, choices, flow)));
            }
        }
    }
}

impl Chooses for Choosing {
    fn chosen(&self, model: &mut Model, taken: &Taken, effects: &mut Vec<Effect>) {
        end(model, self.0[taken.place].clone(), effects);
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
fn end(model: &mut Model, id: RecordId, effects: &mut Vec<Effect>) {
    match &id {
        RecordId::Entry(_) => wait(model, AskedEntry, Ask::Open(id), effects),
        RecordId::Reminder(_) => wait(model, AskedReminder, Ask::Open(id), effects),
        RecordId::Convention(_) => convention::ask(model, Act::Terminated, id, effects),
        other => {
            let of_kind = |form: &RecordForm| form.table().kind == other.kind();
            if let Some(kind) = RecordForm::ENDS.into_iter().find(of_kind) {
                form::open(model, kind, Some(id), Vec::new(), effects);
            }
        }
    }
}

/// Says that an entry is closed already; false where it is not.
pub fn is_closed(model: &mut Model, entry: &RegisterEntry) -> bool {
    if let Some(closed) = &entry.closed {
        let text = format!(
            "L’inscription {} est close depuis le {} ({})",
            numbered(entry.number),
            day_fr(closed.on),
            closed.reason
        );
        model.say(Tone::Info, text);
    }
    entry.closed.is_some()
}

impl Waits<Box<Dossier>> for AskedEntry {
    /// Asks why it is closed.
    fn answered(self, model: &mut Model, dossier: Box<Dossier>, _effects: &mut Vec<Effect>) {
        if let Record::Entry(entry) = &dossier.record
            && !is_closed(model, entry)
        {
            model.dialog = Some(Dialog::Form(why_closed(entry.number, &dossier)));
        }
    }
}

fn why_closed(number: EntryNumber, dossier: &Dossier) -> Form {
    let flow = Typing {
        of: Closed::Entry(number),
        seen: seen(dossier),
    };
    let kind = FormKind::Note(Field::default());
    let mut form = Form::new(
        "Clore une inscription\u{a0}: le motif",
        &dossier.title,
        kind,
        flow,
    );
    form.intro = vec![
        "L’inscription reste au registre, close à ce jour et avec son motif.".to_owned(),
        "Une école à «\u{a0}inscrite\u{a0}» revient à l’étape d’avant.".to_owned(),
    ];
    form
}

impl Waits<Box<Dossier>> for AskedReminder {
    /// Asks what came of it.
    fn answered(self, model: &mut Model, dossier: Box<Dossier>, _effects: &mut Vec<Effect>) {
        let Record::Reminder(found) = &dossier.record else {
            return;
        };
        if let Some(outcome) = &found.outcome {
            return model.say(Tone::Info, format!("Réponse déjà notée\u{a0}: {outcome}"));
        }
        let flow = Typing {
            of: Closed::Reminder(found.number),
            seen: seen(&dossier),
        };
        let about = format!(
            "Relance du {} sur {}, {} à {}",
            day_fr(found.date),
            found.convention,
            found.channel,
            found.to
        );
        let kind = FormKind::Note(Field::default());
        let form = Form::new(
            "Clore une relance\u{a0}: ce qu’il en est advenu",
            &about,
            kind,
            flow,
        );
        model.dialog = Some(Dialog::Form(form));
    }
}

impl Types for Typing {
    fn typed(&self, model: &mut Model, typed: &Typed, effects: &mut Vec<Effect>) -> Result<(), String> {
        let text = typed.text.clone();
        let (command, what) = match self.of {
            Closed::Reminder(number) => {
                needed(&text, "il faut une réponse, ou un mot de ce qu’il en est")?;
                let what = format!("relance {} close", numbered(number));
                (
                    Command::CloseReminder {
                        number,
                        outcome: text,
                    },
                    what,
                )
            }
            Closed::Entry(entry) => {
                needed(&text, "il faut un motif")?;
                let what = format!("inscription {} close", numbered(entry));
                (Command::CloseEntry { entry, reason: text }, what)
            }
        };
        let order = Order::seeing(command, self.seen.clone());
        outcome::send(model, order, what, "clore", effects);
        Ok(())
    }
}

/// Says what is missing where nothing was typed.
pub fn needed(text: &str, why: &str) -> Result<(), String> {
    if text.is_empty() {
        Err(why.to_owned())
    } else {
        Ok(())
    }
}
