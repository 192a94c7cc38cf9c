//! Leaving a solution, and going on with another: the reason is asked, then all is one order.

use chrono::NaiveDate;

use crate::domain::change::Change;
use crate::domain::command::{Command, Order, Seen};
use crate::domain::date::day_fr;
use crate::domain::deployment::{Deployment, DeploymentId};
use crate::domain::id::SolutionCode;
use crate::domain::record::Record;
use crate::domain::refusal::Refusal;
use crate::service::{DeskError, Outcome};
use crate::tui::effect::{Ask, Effect};
use crate::tui::model::dialog::{Batch, Dialog, Form, FormKind, Item};
use crate::tui::model::{Field, Model};
use crate::tui::update::ask::wait;
use crate::tui::update::orders;

use super::close::needed;
use super::{Typed, Types, Waits, batch, outcome};

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

/// The choice of a solution for several schools, some of which may leave another by it.
#[derive(Debug, Clone)]
pub struct Switching {
    batch: Batch,
    /// The solution that is chosen, and what it is called.
    next: (SolutionCode, String),
    on: NaiveDate,
}

/// Why several schools leave their solution; its orders wait for the reason.
#[derive(Debug, Clone)]
pub struct TypingForMany(Batch);

/// Sends the choice of a solution; where the school leaves another by it, asks why first.
pub fn choose(model: &mut Model, asked: Asked, effects: &mut Vec<Effect>) {
    if model.work.is_some() {
        return orders::say_waiting(model);
    }
    let ask = Ask::Preview(Box::new(asked.order.clone()));
    let from = model.dialog.take().map(Box::new);
    wait(model, Asked { from, ..asked }, ask, effects);
}

/// Asks what the choice of a solution for several schools would do; where some leave another by it, asks why first.
pub fn choose_for_many(
    model: &mut Model,
    batch: Batch,
    next: (SolutionCode, String),
    on: NaiveDate,
    effects: &mut Vec<Effect>,
) {
    let commands = batch.items.iter().filter_map(|item| item.command.clone().ok());
    let orders: Vec<Order> = commands.map(Order::blind).collect();
    wait(
        model,
        Switching { batch, next, on },
        Ask::PreviewEach(orders),
        effects,
    );
}

/// Asks once why several schools leave their solution, those whose order is to leave it; nothing where none may.
pub fn why_for_many(
    model: &mut Model,
    batch: Batch,
    on: NaiveDate,
    next: Option<&str>,
    effects: &mut Vec<Effect>,
) {
    let count = batch.items.iter().filter(|item| leaves(item)).count();
    if count == 0 {
        return batch::again(model, batch, effects);
    }
    let mut intro = follows(on, None, next);
    let leave = match count {
        1 => "1 école quitte sa solution".to_owned(),
        count => format!("{count} écoles quittent leur solution"),
    };
    intro[0] = format!("{leave} le {}.", day_fr(on));
    if count > 1 {
        "Les inscriptions actives, s’il y en a, sont closes avec ce motif.".clone_into(&mut intro[1]);
    }
    let about = batch.marked.clone();
    let mut form = Form::new(
        title(next.is_some()),
        &about,
        FormKind::Note(Field::default()),
        TypingForMany(batch),
    );
    form.intro = intro;
    model.dialog = Some(Dialog::Form(form));
}

/// The order to leave a solution, of which the reason is still to be asked.
pub fn unreasoned(deployment: DeploymentId, on: NaiveDate, next: Option<SolutionCode>) -> Command {
    Command::Leave {
        deployment,
        on,
        reason: String::new(),
        keep_entry: false,
        next,
    }
}

fn leaves(item: &Item) -> bool {
    matches!(item.command, Ok(Command::Leave { .. }))
}

fn title(goes_on: bool) -> &'static str {
    if goes_on {
        "Changer de solution\u{a0}: le motif de la sortie"
    } else {
        "Quitter une solution\u{a0}: le motif"
    }
}

/// Asks why a solution is left.
pub fn why(model: &mut Model, about: &str, intro: Vec<String>, flow: Typing) {
    let title = title(flow.next.is_some());
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

impl Waits<Vec<Result<Outcome, Refusal>>> for Switching {
    /// Has each school that would leave a solution by the choice leave it with the reason that is asked.
    fn answered(
        mut self,
        model: &mut Model,
        outcomes: Vec<Result<Outcome, Refusal>>,
        effects: &mut Vec<Effect>,
    ) {
        let asked = self.batch.items.iter_mut().filter(|item| item.command.is_ok());
        for (item, outcome) in asked.zip(&outcomes) {
            let changes = outcome.iter().flat_map(|outcome| &outcome.changes);
            if let Some(left) = changes.into_iter().find_map(left) {
                item.command = Ok(unreasoned(left.id(), self.on, Some(self.next.0.clone())));
            }
        }
        if self.batch.items.iter().any(leaves) {
            return why_for_many(model, self.batch, self.on, Some(&self.next.1), effects);
        }
        self.batch.answered(model, outcomes, effects);
    }

    fn asked(&self) -> String {
        self.batch.what.clone()
    }
}

impl Types for TypingForMany {
    fn typed(&self, model: &mut Model, typed: &Typed, effects: &mut Vec<Effect>) -> Result<(), String> {
        needed(&typed.text, "il faut un motif")?;
        let mut batch = self.0.clone();
        for item in &mut batch.items {
            if let Ok(Command::Leave { reason, .. }) = &mut item.command {
                reason.clone_from(&typed.text);
            }
        }
        batch.what = format!("{} ({})", batch.what, typed.text);
        batch::again(model, batch, effects);
        Ok(())
    }
}
