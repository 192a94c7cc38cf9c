//! The verb that reviews an entry of the register, or lifts its review.

use crate::domain::command::{Command, Order, Seen};
use crate::domain::date::SchoolYear;
use crate::domain::record::{Kind, Record, RecordId};
use crate::domain::register::{Conclusion, EntryNumber, RegisterEntry, Review, day_and_author};
use crate::service::Dossier;
use crate::tui::effect::{Ask, Effect};
use crate::tui::model::dialog::{Chooser, Dialog, Form, FormKind, Proposal, TextDialog};
use crate::tui::model::{Field, Model, Tone, dossier_pane};
use crate::tui::theme::Role;
use crate::tui::update::ask::{seen, wait};
use crate::tui::update::orders;
use crate::tui::wording::numbered;

use super::close::{is_closed, needed};
use super::form::{choice, dependent};
use super::{Chooses, Taken, Typed, Types, Waits};

/// The dossier of an entry to review, or of its school.
#[derive(Debug, Clone)]
pub struct Asked;

/// The entries of a school.
#[derive(Debug, Clone)]
pub struct Choosing(Vec<RecordId>);

/// Why the review of an entry is lifted.
#[derive(Debug, Clone)]
pub struct Typing {
    number: EntryNumber,
    pub(super) seen: Vec<Seen>,
}

/// Why there is no entry to review.
pub fn why_not(model: &Model) -> Option<String> {
    match model.subject() {
        Some(RecordId::Entry(_) | RecordId::School(_) | RecordId::Deployment(_)) => None,
        _ => Some("choisissez d’abord une école ou une inscription".to_owned()),
    }
}

/// Asks for the entry to review, or for the entries of the school.
pub fn open(model: &mut Model, effects: &mut Vec<Effect>) {
    if let Some(id) = model.subject().cloned() {
        wait(model, Asked, Ask::Open(id), effects);
    }
}

impl Waits<Box<Dossier>> for Asked {
    /// Shows the entry to review; of several, which.
    fn answered(self, model: &mut Model, dossier: Box<Dossier>, effects: &mut Vec<Effect>) {
        if let Record::Entry(found) = &dossier.record {
            return entry(model, found, &dossier);
        }
        let found = dependent(&dossier, &[Kind::Entry]);
        match found.as_slice() {
            [] => model.say(Tone::Info, "Aucune inscription au registre à contrôler ici"),
            [(id, _)] => wait(model, Self, Ask::Open(id.clone()), effects),
            _ => {
                let choices = found.iter().map(|(id, words)| choice(id, words)).collect();
                let flow = Choosing(found.into_iter().map(|(id, _)| id).collect());
                let chooser = Chooser::new("Contrôler une inscription", &dossier.title, choices, flow);
                model.dialog = Some(Dialog::Chooser(chooser));
            }
        }
    }
}

impl Chooses for Choosing {
    fn chosen(&self, model: &mut Model, taken: &Taken, effects: &mut Vec<Effect>) {
        wait(model, Asked, Ask::Open(self.0[taken.place].clone()), effects);
    }
}

/// Shows an entry before it is reviewed; asks why its review of this school year is lifted.
fn entry(model: &mut Model, found: &RegisterEntry, dossier: &Dossier) {
    if is_closed(model, found) {
        return;
    }
    let year = SchoolYear::containing(model.options.today);
    model.dialog = Some(match found.review_since(year) {
        Some(held) => Dialog::Form(why_lifted(found.number, held, dossier)),
        None => Dialog::Text(reviewed(found, dossier, model.options.look.sober)),
    });
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
    let review = Command::Review {
        entry: found.number,
        conclusion: Some(Conclusion::Conforme),
    };
    let again = found.reviewed.as_ref().map_or("", |_| "de nouveau ");
    let order = Order::seeing(review, dossier.rests_on.clone());
    let what = format!("inscription {} {again}contrôlée", numbered(found.number));
    dialog.proposal = Some(Proposal::new(order, what, "contrôler"));
    dialog
}

fn why_lifted(number: EntryNumber, review: &Review, dossier: &Dossier) -> Form {
    let flow = Typing {
        number,
        seen: seen(dossier),
    };
    let kind = FormKind::Note(Field::default());
    let mut form = Form::new("Lever un contrôle\u{a0}: le motif", &dossier.title, kind, flow);
    form.intro = vec![
        format!("Contrôlée {}.", day_and_author(review.on, &review.by)),
        "Elle redevient «\u{a0}non contrôlée\u{a0}»\u{a0}; le motif reste au journal.".to_owned(),
    ];
    form
}

impl Types for Typing {
    fn typed(&self, model: &mut Model, typed: &Typed, effects: &mut Vec<Effect>) -> Result<(), String> {
        needed(&typed.text, "il faut un motif")?;
        let what = format!("inscription {}\u{a0}: contrôle levé", numbered(self.number));
        let command = Command::LiftReview {
            entry: self.number,
            reason: typed.text.clone(),
        };
        orders::send(model, Order::seeing(command, self.seen.clone()), what, effects);
        Ok(())
    }
}
