//! Schools put off until a day.

use chrono::NaiveDate;

use super::Context;
use super::fields::{self, invalid};
use crate::domain::change::Change;
use crate::domain::follow_up::FollowUp;
use crate::domain::id::Uai;
use crate::domain::record::{Record, RecordId};
use crate::domain::refusal::Refusal;
use crate::domain::registry::Registry;

/// Puts a school off until a day, in place of an earlier one; without a day, takes it back.
pub(super) fn postpone(
    registry: &Registry,
    school: Uai,
    until: Option<NaiveDate>,
    reason: &str,
    context: &Context<'_>,
) -> Result<Vec<Change>, Refusal> {
    if registry.schools().get(&school).is_none() {
        return Err(Refusal::Unknown(RecordId::School(school)));
    }
    let before = registry.follow_ups().get(&school);
    let after = until
        .map(|due| put_off(school, due, reason, context))
        .transpose()?;
    Ok(vec![Change {
        before: before.cloned().map(Record::from),
        after: after.map(Record::from),
    }])
}

fn put_off(school: Uai, due: NaiveDate, reason: &str, context: &Context<'_>) -> Result<FollowUp, Refusal> {
    let id = RecordId::FollowUp(school);
    if due <= context.today {
        return Err(invalid(
            id,
            "à revoir le",
            "il faut un jour à venir\u{a0}; pour aujourd’hui, rien n’est à noter",
        ));
    }
    let reason = if reason.trim().is_empty() {
        String::new()
    } else {
        fields::text(id, "motif", reason)?
    };
    Ok(FollowUp {
        school,
        due,
        reason,
        since: context.today,
        by: context.actor.name.clone(),
    })
}
