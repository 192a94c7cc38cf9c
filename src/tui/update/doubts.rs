//! Orders of which nobody knew yet, as a session ended, whether they are recorded: the next one says so.

use crate::config::state::Doubt;
use crate::domain::command::OrderId;
use crate::service::DeskError;
use crate::tui::effect::{Answer, Ask, Effect, Slot};
use crate::tui::model::{Model, Tone, Work};
use crate::tui::verb::unexpected;

/// Remembers an order in doubt, so that its fate is asked for however this session ends.
pub fn keep(model: &mut Model, work: &Work, effects: &mut Vec<Effect>) {
    let Some(id) = work.order.id else { return };
    let base = model.options.base.clone();
    let what = work.what.clone();
    model.state.doubt(Doubt { base, id, what });
    effects.push(Effect::Remember(Box::new(model.state.clone())));
}

/// Forgets an order whose fate is known.
pub fn settle(model: &mut Model, id: Option<OrderId>, effects: &mut Vec<Effect>) {
    if id.is_some_and(|id| model.state.settle(id)) {
        effects.push(Effect::Remember(Box::new(model.state.clone())));
    }
}

/// Asks what became of the orders that an earlier session left in doubt.
pub fn ask(model: &mut Model, effects: &mut Vec<Effect>) {
    let doubts = model.state.doubts_of(&model.options.base);
    let orders: Vec<OrderId> = doubts.map(|doubt| doubt.id).collect();
    if !orders.is_empty() {
        let ticket = model.ticket(Slot::Fates);
        effects.push(Effect::Ask(ticket, Ask::Fates(orders)));
    }
}

/// Says what became of them.
pub fn told(model: &mut Model, answer: Result<Answer, DeskError>, effects: &mut Vec<Effect>) {
    let fates = match answer {
        Ok(Answer::Fates(fates)) => fates,
        Ok(_) => return unexpected(model),
        Err(error) => return model.say(Tone::Error, error.to_string()),
    };
    let doubts: Vec<Doubt> = model.state.doubts_of(&model.options.base).cloned().collect();
    let said: Vec<String> = doubts
        .iter()
        .zip(fates)
        .map(|(doubt, fate)| match fate {
            Some(seq) => format!(
                "«\u{a0}{}\u{a0}» est enregistré (opération n°\u{a0}{seq})",
                doubt.what
            ),
            None => format!("«\u{a0}{}\u{a0}» n’est pas enregistré", doubt.what),
        })
        .collect();
    for doubt in &doubts {
        model.state.settle(doubt.id);
    }
    effects.push(Effect::Remember(Box::new(model.state.clone())));
    model.say(
        Tone::Info,
        format!("De la session précédente\u{a0}: {}.", said.join("\u{a0}; ")),
    );
}
