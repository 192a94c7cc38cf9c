//! The verbs on records made by mistake: one withdraws a record, the other gives it the key that it should have had.

use crate::domain::command::{Command, Order, Seen};
use crate::domain::record::{Kind, Record, RecordId};
use crate::service::{DeskError, Dossier, Outcome};
use crate::tui::effect::{Ask, Effect};
use crate::tui::model::dialog::{Chooser, Dialog, Form, FormKind};
use crate::tui::model::{Field, Model, Tone};
use crate::tui::update::ask::{seen, wait};

use super::close::needed;
use super::form::{choice, dependent};
use super::{Chooses, Taken, Typed, Types, Waits, outcome};

/// What is done with a record made by mistake.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Withdraw,
    Correct,
}

/// The dossier of the record, or of one that leads to it.
#[derive(Debug, Clone)]
pub struct Asked(Act);

/// The dossier of the record.
#[derive(Debug, Clone)]
pub struct AskedOne(Act);

/// The records that it may be.
#[derive(Debug, Clone)]
pub struct Choosing {
    act: Act,
    records: Vec<RecordId>,
}

/// Why a record is withdrawn, or takes another key.
#[derive(Debug, Clone)]
pub struct TypingWhy {
    record: RecordId,
    /// The key that it takes; none where it is withdrawn.
    to: Option<RecordId>,
    pub(super) seen: Vec<Seen>,
}

/// The correction that a key was typed for, as the rules judge it before its reason is asked for.
#[derive(Debug, Clone)]
pub struct AskedKey {
    flow: TypingKey,
    to: RecordId,
    /// The dialog where the key was typed.
    from: Option<Box<Dialog>>,
}

/// The key that a record takes.
#[derive(Debug, Clone)]
pub struct TypingKey {
    record: RecordId,
    pub(super) seen: Vec<Seen>,
}

impl Act {
    fn title(self) -> &'static str {
        match self {
            Self::Withdraw => "Retirer ce qui fut fait par erreur",
            Self::Correct => "Corriger une clé",
        }
    }

    /// The kinds of what a dossier leads to that it may be done with.
    fn kinds(self) -> &'static [Kind] {
        match self {
            Self::Withdraw => &[
                Kind::Deployment,
                Kind::Council,
                Kind::Competence,
                Kind::Contract,
                Kind::Convention,
                Kind::Sheet,
                Kind::Solution,
                Kind::Reminder,
                Kind::Note,
                Kind::FollowUp,
            ],
            Self::Correct => &[
                Kind::Council,
                Kind::Contract,
                Kind::Convention,
                Kind::Sheet,
                Kind::Solution,
            ],
        }
    }

    /// True where it may be done with a record of the kind of the one that is shown.
    pub fn takes(self, kind: Kind) -> bool {
        let of_its_own = [Kind::School, Kind::Collectivite, Kind::Provider];
        of_its_own.contains(&kind) || self.kinds().contains(&kind)
    }
}

/// Asks for the record, or for the one that leads to it.
pub fn open(model: &mut Model, act: Act, effects: &mut Vec<Effect>) {
    if let Some(id) = model.subject().cloned() {
        wait(model, Asked(act), Ask::Open(id), effects);
    }
}

impl Waits<Box<Dossier>> for Asked {
    /// Goes on with the record; where others depend on it, they are offered beside it.
    fn answered(self, model: &mut Model, dossier: Box<Dossier>, effects: &mut Vec<Effect>) {
        let act = self.0;
        let mut found: Vec<(RecordId, String)> = Vec::new();
        if act.takes(dossier.id.kind()) {
            found.push((dossier.id.clone(), dossier.title.clone()));
        }
        if let Record::Deployment(used) = &dossier.record {
            found.push((RecordId::School(used.school), dossier.title.clone()));
        }
        found.extend(dependent(&dossier, act.kinds()));
        match found.as_slice() {
            [] => model.say(Tone::Info, "Rien ici ne se retire ni ne se corrige"),
            [(id, _)] if *id == dossier.id => ask(model, act, &dossier),
            [(id, _)] => wait(model, AskedOne(act), Ask::Open(id.clone()), effects),
            _ => {
                let choices = found.iter().map(|(id, words)| choice(id, words)).collect();
                let records = found.into_iter().map(|(id, _)| id).collect();
                let flow = Choosing { act, records };
                let chooser = Chooser::new(act.title(), &dossier.title, choices, flow);
                model.dialog = Some(Dialog::Chooser(chooser));
            }
        }
    }
}

impl Chooses for Choosing {
    fn chosen(&self, model: &mut Model, taken: &Taken, effects: &mut Vec<Effect>) {
        let id = self.records[taken.place].clone();
        wait(model, AskedOne(self.act), Ask::Open(id), effects);
    }
}

impl Waits<Box<Dossier>> for AskedOne {
    fn answered(self, model: &mut Model, dossier: Box<Dossier>, _effects: &mut Vec<Effect>) {
        ask(model, self.0, &dossier);
    }
}

/// Asks why a record is withdrawn, or which key it takes.
fn ask(model: &mut Model, act: Act, dossier: &Dossier) {
    let (record, seen) = (dossier.id.clone(), seen(dossier));
    let form = match act {
        Act::Withdraw => why(record, None, seen, &dossier.title),
        Act::Correct => {
            let key = part(&record);
            let flow = TypingKey { record, seen };
            let kind = FormKind::Name(Field::proposing(key));
            Form::new("Corriger une clé\u{a0}: la bonne", &dossier.title, kind, flow)
        }
    };
    model.dialog = Some(Dialog::Form(form));
}

/// The part of a key that is corrected.
fn part(id: &RecordId) -> String {
    match id {
        RecordId::Council(id) => id.date.to_string(),
        RecordId::Sheet(id) => id.version.to_string(),
        other => other.key(),
    }
}

fn why(record: RecordId, to: Option<RecordId>, seen: Vec<Seen>, about: &str) -> Form {
    let (title, intro) = match &to {
        None => (
            "Retirer\u{a0}: le motif",
            vec![
                "Rien ne doit reposer sur cet enregistrement. Le journal garde ce qui en fut écrit.".to_owned(),
            ],
        ),
        Some(to) => (
            "Corriger une clé\u{a0}: le motif",
            vec![
                format!("{} devient {}.", record.label(), to.label()),
                "Tout ce qui nomme l’enregistrement est récrit, les inscriptions aussi\u{a0}; l’ancienne clé mène encore à lui."
                    .to_owned(),
            ],
        ),
    };
    let mut form = Form::new(
        title,
        about,
        FormKind::Note(Field::default()),
        TypingWhy { record, to, seen },
    );
    form.intro = intro;
    form
}

impl Types for TypingKey {
    /// Asks what the rules say of the key: a reason that is typed for one that is refused is typed for nothing.
    fn typed(&self, model: &mut Model, typed: &Typed, effects: &mut Vec<Effect>) -> Result<(), String> {
        needed(&typed.text, "il faut la clé")?;
        let to = self
            .record
            .with_key(&typed.text)
            .map_err(|error| error.to_string())?;
        if to == self.record {
            return Err("c’est la clé qu’il a".to_owned());
        }
        let command = Command::Correct {
            record: self.record.clone(),
            to: to.clone(),
            reason: "question".to_owned(),
        };
        let ask = Ask::Preview(Box::new(Order::seeing(command, self.seen.clone())));
        let from = model.dialog.take().map(Box::new);
        let flow = self.clone();
        wait(model, AskedKey { flow, to, from }, ask, effects);
        Ok(())
    }
}

impl Waits<Outcome> for AskedKey {
    /// Goes on to the reason.
    fn answered(self, model: &mut Model, _outcome: Outcome, _effects: &mut Vec<Effect>) {
        let about = match self.from.as_deref() {
            Some(Dialog::Form(form)) => form.about.clone(),
            _ => String::new(),
        };
        let TypingKey { record, seen } = self.flow;
        model.dialog = Some(Dialog::Form(why(record, Some(self.to), seen, &about)));
    }

    /// Says under the key why the record cannot take it.
    fn failed(self, model: &mut Model, error: DeskError, _effects: &mut Vec<Effect>) {
        model.dialog = self.from.map(|dialog| *dialog);
        if let Some(Dialog::Form(form)) = &mut model.dialog {
            form.error = Some(error.to_string());
        }
    }

    fn given_up(self, model: &mut Model) {
        model.dialog = self.from.map(|dialog| *dialog);
    }
}

impl Types for TypingWhy {
    fn typed(&self, model: &mut Model, typed: &Typed, effects: &mut Vec<Effect>) -> Result<(), String> {
        needed(&typed.text, "il faut un motif")?;
        let (record, reason) = (self.record.clone(), typed.text.clone());
        let (label, kind) = (record.label(), record.kind());
        let (command, what, verb) = match self.to.clone() {
            None => {
                let what = format!("{label} {}", kind.agree("retiré"));
                (Command::Withdraw { record, reason }, what, "retirer")
            }
            Some(to) => {
                let what = format!("{label} {} {}", kind.agree("devenu"), to.label());
                (Command::Correct { record, to, reason }, what, "corriger")
            }
        };
        let order = Order::seeing(command, self.seen.clone());
        outcome::send(model, order, what, verb, effects);
        Ok(())
    }
}
