//! What an order brings about for the schools: where it takes something from them, it is shown before the order is sent,
//! and confirmed by its own key.

use crate::domain::command::Order;
use crate::domain::query::day_index::Effects;
use crate::service::{DeskError, Outcome};
use crate::tui::effect::{Ask, Effect};
use crate::tui::model::Model;
use crate::tui::model::dialog::{Dialog, Proposal, TextDialog};
use crate::tui::theme::Role;
use crate::tui::update::ask::wait;
use crate::tui::update::orders;

use super::Waits;

/// What an order would do, before it is sent.
#[derive(Debug, Clone)]
pub struct Asked {
    order: Order,
    /// What it does, in French, for the status line.
    what: String,
    /// What confirming does, in the footer: `résilier`.
    verb: String,
    /// The dialog that asked: it has the keys again once the answer is there.
    from: Option<Box<Dialog>>,
}

/// Sends an order, after what it takes from schools was confirmed, where it takes something.
pub fn send(
    model: &mut Model,
    order: Order,
    what: impl Into<String>,
    verb: impl Into<String>,
    effects: &mut Vec<Effect>,
) {
    if model.work.is_some() {
        return orders::say_waiting(model);
    }
    let ask = Ask::Preview(Box::new(order.clone()));
    let from = model.dialog.take().map(Box::new);
    let asked = Asked {
        order,
        what: what.into(),
        verb: verb.into(),
        from,
    };
    wait(model, asked, ask, effects);
}

/// Says what an order brings about, the worst first; nothing where it brings about nothing.
pub fn describe(dialog: &mut TextDialog, effects: &Effects) {
    let losses = effects.losses().map(|loss| (loss, (Role::Warning, "! ")));
    let gains = effects.gains().map(|gain| (gain, (Role::Ok, "✓ ")));
    for ((effect, sentence), (role, sign)) in losses.chain(gains) {
        let text = format!("{sentence}\u{a0}: {}", effect.named());
        dialog.item((role, sign.to_owned()), (Role::Text, text));
    }
}

impl Asked {
    fn go_on(self, model: &mut Model, effects: &mut Vec<Effect>) {
        model.dialog = self.from.map(|dialog| *dialog);
        orders::send(model, self.order, self.what, effects);
    }
}

impl Waits<Outcome> for Asked {
    fn answered(self, model: &mut Model, outcome: Outcome, effects: &mut Vec<Effect>) {
        if !outcome.effects.ask_for_confirmation() {
            return self.go_on(model, effects);
        }
        let mut dialog = TextDialog::new("Ce que cela fait aux écoles");
        dialog.say(Role::Title, &self.what);
        dialog.say(Role::Text, "");
        describe(&mut dialog, &outcome.effects);
        dialog.over = self.from;
        let proposal = Proposal::new(self.order, self.what, self.verb);
        dialog.proposal = Some(proposal.by_own_key(true, Proposal::LOSSES));
        model.dialog = Some(Dialog::Text(dialog));
    }

    fn asked(&self) -> String {
        self.what.clone()
    }

    fn given_up(self, model: &mut Model) {
        model.dialog = self.from.map(|dialog| *dialog);
    }

    /// An order that is refused is refused as its preview was, and the dialog that asked says why; after another error
    /// nothing is sent, since nobody knows what it would take.
    fn failed(self, model: &mut Model, error: DeskError, effects: &mut Vec<Effect>) {
        if matches!(error, DeskError::Refused(_)) {
            return self.go_on(model, effects);
        }
        model.dialog = self.from.map(|dialog| *dialog);
        orders::say_error(model, format!("Rien n’est enregistré\u{a0}: {error}"));
    }
}
