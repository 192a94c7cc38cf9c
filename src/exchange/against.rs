//! What a file is read against: the records of the base, and the present day.

use chrono::NaiveDate;

use crate::domain::id::DepartementCode;
use crate::domain::record::{Fact, Kind, Record};
use crate::domain::refusal::Refusal;
use crate::domain::registry::Registry;

/// What a file is read against.
#[derive(Debug, Clone, Copy)]
pub(super) struct Against<'a> {
    pub(super) registry: &'a Registry,
    /// The last day that is not to come.
    pub(super) today: NaiveDate,
    /// The day from which what the file says is so, where the operator gives it.
    pub(super) effective: Option<NaiveDate>,
    /// The départements of the configuration; none where it is silent.
    pub(super) departements: &'a [DepartementCode],
}

impl Against<'_> {
    /// The facts of a record that are to come, without those that the base has.
    pub(super) fn facts_to_come(&self, record: &Record) -> Vec<Fact> {
        // Most records have none, and the one of the base is not copied for them.
        if record.facts_to_come(None, self.today).is_empty() {
            return Vec::new();
        }
        let held = self.registry.get(&record.id());
        record.facts_to_come(held.as_ref(), self.today)
    }

    /// Why a record is not made anew, in French: it was withdrawn, or has another key since. None of a record that the
    /// base has, nor of one that the annuaire or the State's lists name: their keys are not ours.
    pub(super) fn gone(&self, record: &Record) -> Option<String> {
        let ours = matches!(
            record.kind(),
            Kind::Convention
                | Kind::Contract
                | Kind::Council
                | Kind::Solution
                | Kind::Sheet
                | Kind::Deployment
        );
        if self.registry.former_keys().is_empty() || !ours {
            return None;
        }
        let id = record.id();
        let mark = self.registry.former_keys().get(&id)?;
        let is_back = self.registry.version(&id).is_some() || !(mark.is_spent() || mark.became.is_some());
        (!is_back).then(|| Refusal::Spent(Box::new(mark.clone())).to_string())
    }
}
