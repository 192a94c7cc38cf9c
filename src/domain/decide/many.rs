//! Several commands as one: each is decided on what the ones before it made, past every guard.

use super::{Context, all_as_seen, as_signed, entry, guard, inert, may_write, one};
use crate::domain::change::{Change, Correction, Joined, one_each};
use crate::domain::command::{Command, MOST_AT_ONCE, Order};
use crate::domain::refusal::{NoMany, Refusal};
use crate::domain::registry::Registry;

/// Decides commands one after another: one change for each record, or the first refusal and its place.
pub(super) fn decide(
    registry: &Registry,
    commands: &[Command],
    context: &Context<'_>,
) -> Result<Vec<Change>, Refusal> {
    if commands.is_empty() {
        return Err(Refusal::Many(NoMany::Empty));
    }
    let mut ahead = Ahead::of(registry);
    for (place, command) in commands.iter().enumerate() {
        ahead.take(command, context).map_err(|why| at(place, why))?;
    }
    let changes = ahead.changes();
    if changes.is_empty() {
        return Err(Refusal::Nothing);
    }
    // The journal keeps what came of all the steps: that, too, must hold, for whoever verifies or redoes it.
    guard::check(registry, &changes, context)?;
    Ok(changes)
}

/// Tells of each order whether it would be carried out in [`Command::Many`] together with those before it that would.
///
/// The orders that pass, given to [`Order::many`], are carried out as told here as long as the base has not moved.
pub fn each<'a>(
    registry: &Registry,
    orders: impl IntoIterator<Item = &'a Order>,
    context: &Context<'_>,
) -> Vec<Result<Vec<Change>, Refusal>> {
    let mut ahead = Ahead::of(registry);
    let decide = |order: &Order| {
        may_write(context.today, context.calendar)?;
        all_as_seen(registry, order, context)?;
        ahead.take(&inert(&order.command), context)
    };
    orders.into_iter().map(decide).collect()
}

/// The limits of the whole are said as they are; what is wrong with one command, with its place.
fn at(place: usize, why: Refusal) -> Refusal {
    match why {
        Refusal::Many(NoMany::Empty | NoMany::TooMany) => why,
        why => Refusal::OneOf {
            place: place + 1,
            why: Box::new(why),
        },
    }
}

/// The registry as the commands taken so far would leave it.
struct Ahead<'a> {
    /// The registry before the first of them.
    base: &'a Registry,
    registry: Registry,
    steps: Vec<Vec<Change>>,
    /// A register entry became active in a step.
    registers: bool,
    /// A step changed what the rules look at.
    moves_facts: bool,
    /// A step recorded a review.
    reviews: bool,
}

impl<'a> Ahead<'a> {
    fn of(registry: &'a Registry) -> Self {
        Self {
            base: registry,
            registry: registry.clone(),
            steps: Vec::new(),
            registers: false,
            moves_facts: false,
            reviews: false,
        }
    }

    /// Decides a command on what the ones before it made, and takes it among them; a refused one leaves no trace.
    fn take(&mut self, command: &Command, context: &Context<'_>) -> Result<Vec<Change>, Refusal> {
        if self.steps.len() == MOST_AT_ONCE {
            return Err(Refusal::Many(NoMany::TooMany));
        }
        if matches!(
            command,
            Command::Import(_)
                | Command::RecoverUses
                | Command::Correct { .. }
                | Command::Undo { .. }
                | Command::Many { .. }
                | Command::ResumeClock { .. }
        ) {
            return Err(Refusal::Many(NoMany::Within));
        }
        let changes = one(&self.registry, command, context)?;
        as_signed(self.base, command, &changes)?;
        if Correction::among(&changes.as_slice()).is_some() || Joined::among(&changes).is_some() {
            return Err(Refusal::Many(NoMany::Within));
        }
        self.keep_apart(&changes)?;
        self.registry
            .apply_changes(&changes, self.registry.revision() + 1);
        self.steps.push(changes.clone());
        Ok(changes)
    }

    /// A school is never entered by the decision that makes the rules let it in: not even by a fact that a later
    /// step takes back, which is why each step is looked at, and not only what comes of all of them.
    fn keep_apart(&mut self, changes: &[Change]) -> Result<(), Refusal> {
        let registers = self.registers || changes.iter().any(Change::activates);
        let moves_facts = self.moves_facts || changes.iter().any(entry::moves_facts);
        if registers && moves_facts {
            return Err(Refusal::Many(NoMany::Mixed));
        }
        // A review covers what was seen before the order: nothing of it moves with it.
        let reviews = self.reviews || changes.iter().any(Change::reviews);
        if reviews && (registers || moves_facts) {
            return Err(Refusal::Many(NoMany::Reviewed));
        }
        (self.registers, self.moves_facts, self.reviews) = (registers, moves_facts, reviews);
        Ok(())
    }

    /// One change for each record: as it was before the first step that changed it, as it is after the last.
    fn changes(self) -> Vec<Change> {
        one_each(self.steps.into_iter().flatten())
    }
}
