//! Relances: made, and closed by what came of them.

use chrono::NaiveDate;

use super::Context;
use super::fields::{self, invalid};
use crate::domain::authority::Phrase;
use crate::domain::change::Change;
use crate::domain::convention::Awaited;
use crate::domain::date::day_fr;
use crate::domain::id::ConventionNumber;
use crate::domain::record::RecordId;
use crate::domain::refusal::Refusal;
use crate::domain::registry::Registry;
use crate::domain::reminder::{Reminder, ReminderNumber};

/// A relance as it is asked for.
pub(super) struct Asked<'a> {
    pub(super) to: &'a str,
    pub(super) channel: &'a str,
    pub(super) on: NaiveDate,
    pub(super) next_due: Option<NaiveDate>,
}

/// Records a relance about a convention.
pub(super) fn add(
    registry: &Registry,
    convention: &ConventionNumber,
    asked: &Asked<'_>,
) -> Result<Vec<Change>, Refusal> {
    let about = RecordId::Convention(convention.clone());
    let Some(found) = registry.conventions().get(convention) else {
        return Err(Refusal::Unknown(about));
    };
    let mut awaited = found.waits(asked.on).map(|wait| wait.by).peekable();
    let signs_itself = awaited.peek().is_some() && !awaited.any(Awaited::is_party);
    if signs_itself {
        return Err(invalid(about, "relance", Phrase::NotToRemind.text()));
    }
    let is_awaited = found.waits(asked.on).any(|wait| wait.by.is_party());
    if let Some(signed) = found
        .signed_party
        .filter(|signed| *signed <= asked.on && !is_awaited)
    {
        let why = format!("{} a signé le {}", found.party.role(), day_fr(signed));
        return Err(invalid(about, "relance", &why));
    }
    let number = fields::next(registry, registry.reminders().keys(), RecordId::Reminder)?;
    let id = RecordId::Reminder(number);
    let reminder = Reminder {
        number,
        convention: convention.clone(),
        to: fields::text(id.clone(), ("to", "destinataire"), asked.to)?,
        channel: fields::text(id, ("channel", "moyen"), asked.channel)?,
        date: asked.on,
        outcome: None,
        closed_on: None,
        next_due: asked.next_due,
    };
    in_order(&reminder)?;
    Ok(vec![Change::create(reminder)])
}

/// A relance is come back to after its day.
pub(super) fn in_order(reminder: &Reminder) -> Result<(), Refusal> {
    let id = RecordId::Reminder(reminder.number);
    match reminder.next_due.filter(|due| *due <= reminder.date) {
        None => Ok(()),
        Some(due) => Err(Refusal::Order {
            id,
            first: "la relance".to_owned(),
            first_on: reminder.date,
            second: "le jour où y revenir".to_owned(),
            second_on: due,
        }),
    }
}

/// Records what came of a relance.
pub(super) fn close(
    registry: &Registry,
    number: ReminderNumber,
    outcome: &str,
    context: &Context<'_>,
) -> Result<Vec<Change>, Refusal> {
    let id = RecordId::Reminder(number);
    let before = registry
        .reminders()
        .get(&number)
        .ok_or_else(|| Refusal::Unknown(id.clone()))?;
    if !before.is_open() {
        return Err(Refusal::AlreadyDone {
            id,
            what: "sa suite est déjà notée".to_owned(),
            on: before.closed_on.unwrap_or(before.date),
        });
    }
    if context.today < before.date {
        return Err(invalid(id, "date", "la relance est postérieure au jour choisi"));
    }
    let after = Reminder {
        outcome: Some(fields::text(id, "suite", outcome)?),
        closed_on: Some(context.today),
        ..before.clone()
    };
    Ok(vec![Change::update(before.clone(), after)])
}
