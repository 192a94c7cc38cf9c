//! The annexe of a convention 26: schools are marked, what would change is shown, then it is confirmed.

use chrono::NaiveDate;

use crate::domain::convention::Article;
use crate::domain::date::day_fr;
use crate::domain::record::{Record, RecordId};
use crate::domain::refusal::Refusal;
use crate::service::{DeskError, Outcome};
use crate::tui::effect::{AnnexeRead, Ask, Effect};
use crate::tui::keymap::Press;
use crate::tui::model::dialog::{Dialog, Proposal, TextDialog};
use crate::tui::model::editor::{Annexe, How};
use crate::tui::model::{Model, Tone};
use crate::tui::theme::Role;
use crate::tui::update::ask::wait;
use crate::tui::update::edit::edit;
use crate::tui::update::marking;
use crate::tui::wording::{just_changed, schools};

use super::{Moves, Waits, amendment, join, outcome, when};

/// The rows that a page moves by.
const PAGE: isize = 12;

/// The schools of an annexe.
#[derive(Debug, Clone)]
pub struct Asked;

/// What a change of an annexe would do: the marks that were made.
#[derive(Debug, Clone)]
pub struct AskedChange(Box<Annexe>);

/// The marks that were made, of which it is asked by what they become moves.
#[derive(Debug, Clone)]
pub struct Moving(Box<Annexe>);

/// The schools of an annexe that somebody changed while it was marked.
#[derive(Debug, Clone)]
pub struct AskedAgain {
    /// The marks that were made.
    marks: Box<Annexe>,
    /// What is said of it, in French.
    why: String,
}

/// Why there is no annexe here.
pub fn why_not(model: &Model) -> Option<String> {
    when::no_school(model).filter(|_| !when::is_convention(model))
}

/// Asks for the convention and its schools; of schools, for the conventions that they may join.
pub fn open(model: &mut Model, effects: &mut Vec<Effect>) {
    match model.subject().cloned() {
        Some(RecordId::Convention(number)) => wait(model, Asked, Ask::Annexe(number), effects),
        Some(_) | None => join::open(model, effects),
    }
}

impl Waits<Box<AnnexeRead>> for Asked {
    /// Shows the schools.
    fn answered(self, model: &mut Model, read: Box<AnnexeRead>, _effects: &mut Vec<Effect>) {
        if let Some(annexe) = marked(model, *read) {
            model.dialog = Some(Dialog::Annexe(Box::new(annexe)));
        }
    }
}

impl Waits<Box<AnnexeRead>> for AskedAgain {
    /// Shows the schools as they are by now, with the marks that were made before.
    fn answered(self, model: &mut Model, read: Box<AnnexeRead>, _effects: &mut Vec<Effect>) {
        if let Some(read) = marked(model, *read) {
            let mut annexe = self.marks.over(read);
            annexe.error = Some(self.why);
            model.dialog = Some(Dialog::Annexe(Box::new(annexe)));
        }
    }

    fn failed(self, model: &mut Model, error: DeskError, effects: &mut Vec<Effect>) {
        refused(model, self.marks, error, effects);
    }

    fn given_up(self, model: &mut Model) {
        model.dialog = Some(Dialog::Annexe(self.marks));
    }

    fn turn_to(&mut self, _was: NaiveDate, today: NaiveDate) {
        self.marks.turn_to(today);
    }
}

impl Waits<Outcome> for AskedChange {
    fn answered(self, model: &mut Model, outcome: Outcome, _effects: &mut Vec<Effect>) {
        changed(model, self.0, outcome);
    }

    fn failed(self, model: &mut Model, error: DeskError, effects: &mut Vec<Effect>) {
        refused(model, self.0, error, effects);
    }

    fn given_up(self, model: &mut Model) {
        model.dialog = Some(Dialog::Annexe(self.0));
    }

    fn turn_to(&mut self, _was: NaiveDate, today: NaiveDate) {
        self.0.turn_to(today);
    }
}

/// The dialog of a convention as it was read; of a convention 28, says that it has none.
fn marked(model: &mut Model, read: AnnexeRead) -> Option<Annexe> {
    let solutions = amendment::solutions(&read.dossier);
    let Record::Convention(convention) = read.dossier.record else {
        return None;
    };
    if convention.article() == Article::Art28 {
        model.say(
            Tone::Info,
            "Une convention 28 n’a pas d’annexe\u{a0}: elle nomme des solutions et des départements",
        );
        return None;
    }
    Some(Annexe {
        solutions,
        ..Annexe::new(
            *convention,
            read.dossier.version,
            read.dossier.title,
            read.schools,
            model.options.today,
        )
    })
}

/// Leaves the dialog, unless marks would be lost and that was not said yet; `cancel` is the key that leaves.
pub fn leave(mut annexe: Box<Annexe>, cancel: &str) -> Option<Box<Annexe>> {
    if annexe.leaving || !annexe.is_changed() {
        return None;
    }
    annexe.leaving = true;
    annexe.error = Some(format!(
        "des coches ne sont pas enregistrées\u{a0}: {cancel} encore les abandonne"
    ));
    Some(annexe)
}

/// Takes a key.
pub fn press(model: &mut Model, press: Press, effects: &mut Vec<Effect>) {
    let Some(Dialog::Annexe(annexe)) = &mut model.dialog else {
        return;
    };
    if std::mem::take(&mut annexe.leaving) {
        annexe.error = None;
    }
    match press {
        Press::NextField | Press::PreviousField => annexe.dating = !annexe.dating,
        Press::Accept => preview(model, effects),
        press if annexe.dating => {
            annexe.error = None;
            edit(&mut annexe.day.field, press);
        }
        Press::Step(step) => annexe.step(step.rows(PAGE)),
        Press::Mark => toggle(model),
        Press::MarkAll => mark(model, |_| true),
        Press::MarkNone => mark(model, |_| false),
        Press::MarkInverse => mark(model, |is| !is),
        _ => {}
    }
}

/// Marks or unmarks the row under the cursor, and moves on.
fn toggle(model: &mut Model) {
    let Some(Dialog::Annexe(annexe)) = &mut model.dialog else {
        return;
    };
    annexe.toggle();
    let refused = annexe.error.is_some();
    let (label, is, marked) = match annexe.under_cursor() {
        Some(member) => (member.label.clone(), member.is, annexe.count()),
        None => ("toutes les écoles".to_owned(), annexe.all, annexe.count()),
    };
    annexe.step(1);
    if !refused {
        marking::line(model, &label, is, marked);
    }
}

/// Marks every school, or none.
fn mark(model: &mut Model, how: impl Fn(bool) -> bool) {
    let Some(Dialog::Annexe(annexe)) = &mut model.dialog else {
        return;
    };
    annexe.mark(how);
    let marked = annexe.count();
    marking::lines(model, marked);
}

/// Asks what the marks would do.
fn preview(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(Dialog::Annexe(annexe)) = &mut model.dialog else {
        return;
    };
    let on = match annexe.day.day() {
        Ok(on) => on,
        Err(why) => return annexe.error = Some(why),
    };
    annexe.how = How::default();
    if annexe.order(on).is_none() {
        return annexe.error = Some("rien ne change".to_owned());
    }
    let moving = Moving(annexe.clone());
    let [joins, leaves] = annexe.moves_any();
    if !joins && !leaves {
        return moving.moved(model, How::default(), effects);
    }
    let asked = amendment::Asked {
        convention: annexe.convention.clone(),
        version: annexe.version,
        title: annexe.about.clone(),
        solutions: annexe.solutions.clone(),
        joins,
        then: moving.into(),
    };
    asked.ask(model, effects);
}

impl Moves for Moving {
    /// Asks what the marks would do.
    fn moved(&self, model: &mut Model, how: How, effects: &mut Vec<Effect>) {
        let mut annexe = self.0.clone();
        annexe.how = how;
        let order = annexe.day.day().ok().and_then(|on| annexe.order(on));
        model.dialog = Some(Dialog::Annexe(annexe.clone()));
        if let Some(order) = order {
            wait(model, AskedChange(annexe), Ask::Preview(Box::new(order)), effects);
        }
    }

    fn given_up(&self, model: &mut Model) {
        model.dialog = Some(Dialog::Annexe(self.0.clone()));
    }
}

/// Shows the annexe before and after, and proposes the change under its own key.
fn changed(model: &mut Model, annexe: Box<Annexe>, told: Outcome) {
    let Ok(on) = annexe.day.day() else {
        return;
    };
    let Some(mut order) = annexe.order(on) else {
        return;
    };
    order.seen.extend(
        told.seen
            .into_iter()
            .filter(|seen| !matches!(seen.id, RecordId::Convention(_))),
    );
    let number = annexe.convention.number.clone();
    let mut dialog = TextDialog::new("Annexe\u{a0}: aperçu");
    dialog.say(Role::Title, &annexe.about);
    let how = annexe.how.words();
    dialog.say(Role::Text, format!("À compter du {}{how}\u{a0}:", day_fr(on)));
    dialog.say(Role::Text, "");
    let (counts, after) = counted(&annexe, on);
    dialog.say(Role::Text, counts);
    dialog.say(Role::Text, "");
    let joins = annexe
        .members
        .iter()
        .filter(|member| !member.was && (member.is || annexe.all));
    let leaves = annexe
        .members
        .iter()
        .filter(|member| member.was && !member.is && !annexe.all);
    for member in joins {
        dialog.item(
            (Role::Ok, "  entre  ".to_owned()),
            (Role::Text, format!("{}  {}", member.uai, member.label)),
        );
    }
    for member in leaves {
        dialog.item(
            (Role::Blocking, "  sort   ".to_owned()),
            (Role::Text, format!("{}  {}", member.uai, member.label)),
        );
    }
    outcome::describe(&mut dialog, &told.effects);
    let what = format!("annexe de {number}\u{a0}: {after}");
    let losses = told.effects.ask_for_confirmation();
    let proposal = Proposal::new(order, what, "appliquer")
        .with_document(annexe.how.attached(&number))
        .by_own_key(losses, Proposal::LOSSES)
        .by_own_key(true, Proposal::SEVERAL);
    dialog.proposal = Some(proposal);
    dialog.back = Some(annexe);
    model.dialog = Some(Dialog::Text(dialog));
}

/// How many schools it covers before and after, and after alone, in French. An avenant that is not signed by both moves
/// none yet.
fn counted(annexe: &Annexe, on: NaiveDate) -> (String, String) {
    let [now, then] = annexe.covered(on);
    let words = |all: bool, count: usize| {
        if all {
            "toutes les écoles".to_owned()
        } else {
            schools(count)
        }
    };
    let (now, then) = (words(annexe.was_all(), now), words(annexe.all, then));
    match &annexe.how.pending {
        None => (format!("{now} → {then}"), then),
        Some(number) => {
            let said = format!("{now}, puis {then} quand l’avenant {number} aura effet");
            (said.clone(), said)
        }
    }
}

/// Gives the marks back, with why they are not recorded. Where somebody changed the convention meanwhile, it is read
/// again: the marks stay those that were made.
pub fn refused(model: &mut Model, annexe: Box<Annexe>, error: DeskError, effects: &mut Vec<Effect>) {
    let why = match error {
        DeskError::Refused(refusal) => *refusal,
        error => return given_back(model, annexe, error.to_string()),
    };
    let number = annexe.convention.number.clone();
    match why {
        Refusal::Conflict { id, edits, .. } if id == RecordId::Convention(number.clone()) => {
            let (who, have) = just_changed(&edits);
            let marks = annexe;
            let why = format!("{who} {have} de modifier cette convention\u{a0}: vos coches sont gardées");
            wait(model, AskedAgain { marks, why }, Ask::Annexe(number), effects);
        }
        refusal => given_back(model, annexe, refusal.to_string()),
    }
}

fn given_back(model: &mut Model, mut annexe: Box<Annexe>, why: String) {
    annexe.error = Some(why);
    model.dialog = Some(Dialog::Annexe(annexe));
}
