//! Decides a command against the registry: the changes it makes, or why it is refused.

use chrono::{DateTime, NaiveDate, Utc};

use super::change::Change;
use super::command::Order;
use super::journal::{Actor, Entry};
use super::refusal::Refusal;
use super::registry::Registry;
use super::rule::Policy;

/// What a decision depends on beside the registry and the order.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// Who asks.
    pub actor: &'a Actor,
    /// The clock, for the journal.
    pub now: DateTime<Utc>,
    /// The day J at which rules are applied and facts are recorded.
    pub today: NaiveDate,
    /// The thresholds.
    pub policy: &'a Policy,
    /// The journal entry that an undo names.
    pub past: Option<&'a Entry>,
}

/// Decides an order: the changes to commit, all of them or none.
///
/// # Errors
///
/// A [`Refusal`] where the order may not be carried out; nothing is changed.
pub fn decide(_registry: &Registry, _order: &Order, _context: &Context<'_>) -> Result<Vec<Change>, Refusal> {
    Err(Refusal::Nothing)
}
