//! Leaving a solution, and going on with another: the reason is asked, then all is one order.

use chrono::NaiveDate;

use crate::domain::change::Change;
use crate::domain::command::{Command, Order, Seen};
use crate::domain::date::day_fr;
use crate::domain::deployment::{Deployment, DeploymentId};
use crate::domain::id::SolutionCode;
use crate::domain::record::Record;
use crate::service::{DeskError, Outcome};
use crate::tui::effect::{Ask, Effect};
use crate::tui::model::dialog::{Dialog, Form, FormKind};
use crate::tui::model::{Field, Model};
use crate::tui::update::ask::wait;
use crate::tui::update::orders;

use super::close::needed;
use super::{Typed, Types, Waits, outcome};

/// What choosing a solution would do: where the school leaves another by it, the reason is asked.
#[derive(Debug, Clone)]
pub struct Asked {
    pub order: Order,
    /// What it does, in French, for the status line.
    pub what: String,
    /// What the school is called.
    pub about: String,
    /// The solution that is chosen, and what it is called.
    pub next: Option<(SolutionCode, String)>,
    /// The day of the choice.
    pub on: NaiveDate,
    /// The dialog that asked.
    from: Option<Box<Dialog>>,
}

/// Why a solution is left.
#[derive(Debug, Clone)]
pub struct Typing {
    pub deployment: DeploymentId,
    pub on: NaiveDate,
    pub next: Option<SolutionCode>,
    /// What it does, in French, for the status line.
    pub what: String,
    pub seen: Vec<Seen>,
}

/// Sends the choice of a solution; where the school leaves another by it, asks why first.
pub fn choose(model: &mut Model, asked: Asked, effects: &mut Vec<Effect>) {
    if model.work.is_some() {
        return orders::say_waiting(model);
    }
    let ask = Ask::Preview(Box::new(asked.order.clone()));
    let from = model.dialog.take().map(Box::new);
    wait(model, Asked { from, ..asked }, ask, effects);
}

/// Asks why a solution is left.
pub fn why(model: &mut Model, about: &str, intro: Vec<String>, flow: Typing) {
    let title = match flow.next {
        Some(_) => "Changer de solution\u{a0}: le motif de la sortie",
        None => "Quitter une solution\u{a0}: le motif",
    };
    let mut form = Form::new(title, about, FormKind::Note(Field::default()), flow);
    form.intro = intro;
    model.dialog = Some(Dialog::Form(form));
}

/// What follows from leaving a solution on a day, in French; an entry may be closed by it where that was not looked at.
pub fn follows(on: NaiveDate, closes: Option<bool>, next: Option<&str>) -> Vec<String> {
    let mut lines = vec![format!("La solution est quittée le {}.", day_fr(on))];
    let entry = match closes {
        Some(true) => Some("L’inscription au registre est close avec ce motif."),
        Some(false) => None,
        None => Some("L’inscription active, s’il y en a une, est close avec ce motif."),
    };
    lines.extend(entry.map(str::to_owned));
    lines.extend(next.map(|next| format!("{next} commence ce jour-là.")));
    lines
}

impl Asked {
    /// A choice of a solution on a day.
    pub fn new(
        order: Order,
        what: String,
        about: &str,
        next: Option<(SolutionCode, String)>,
        on: NaiveDate,
    ) -> Self {
        Self {
            order,
            what,
            about: about.to_owned(),
            next,
            on,
            from: None,
        }
    }

    fn go_on(self, model: &mut Model, effects: &mut Vec<Effect>) {
        model.dialog = self.from.map(|dialog| *dialog);
        outcome::send(model, self.order, self.what, "choisir", effects);
    }
}

impl Waits<Outcome> for Asked {
    fn answered(self, model: &mut Model, told: Outcome, effects: &mut Vec<Effect>) {
        let left = told.changes.iter().find_map(left);
        let (Some(left), Some((next, name))) = (left, self.next.clone()) else {
            return self.go_on(model, effects);
        };
        let flow = Typing {
            deployment: left.id(),
            on: self.on,
            next: Some(next),
            what: self.what,
            seen: self.order.seen,
        };
        let closes = told.changes.iter().any(closes);
        why(
            model,
            &self.about,
            follows(self.on, Some(closes), Some(&name)),
            flow,
        );
    }

    fn asked(&self) -> String {
        self.what.clone()
    }

    fn given_up(self, model: &mut Model) {
        model.dialog = self.from.map(|dialog| *dialog);
    }

    /// What is refused is refused as its order is, in the dialog that asked.
    fn failed(self, model: &mut Model, error: DeskError, effects: &mut Vec<Effect>) {
        if matches!(error, DeskError::Refused(_)) {
            return self.go_on(model, effects);
        }
        outcome::not_known(model, self.from, &error);
    }
}

/// The use that a change leaves.
fn left(change: &Change) -> Option<&Deployment> {
    match (&change.before, &change.after) {
        (Some(Record::Deployment(before)), Some(Record::Deployment(after)))
            if !before.is_left() && after.is_left() =>
        {
            Some(after)
        }
        _ => None,
    }
}

/// True where a change closes an entry of the register.
fn closes(change: &Change) -> bool {
    matches!(&change.after, Some(Record::Entry(entry)) if !entry.is_active())
}

impl Types for Typing {
    fn typed(&self, model: &mut Model, typed: &Typed, effects: &mut Vec<Effect>) -> Result<(), String> {
        needed(&typed.text, "il faut un motif")?;
        let command = Command::Leave {
            deployment: self.deployment,
            on: self.on,
            reason: typed.text.clone(),
            keep_entry: false,
            next: self.next.clone(),
        };
        let order = Order::seeing(command, self.seen.clone());
        let verb = if self.next.is_some() { "changer" } else { "quitter" };
        outcome::send(model, order, self.what.clone(), verb, effects);
        Ok(())
    }
}
