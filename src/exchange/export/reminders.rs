//! The export `relances`, for mail merge: one line a convention whose party is to be reminded, or one a relance noted,
//! with what a letter about it says.

use std::collections::{BTreeSet, HashMap};
use std::io::{self, Write};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::column::Column;
use super::{Format, TableWriter, Value};
use crate::domain::authority::Phrase;
use crate::domain::contact::Contact;
use crate::domain::convention::{Amendment, Convention, Party, Signatory};
use crate::domain::date::day_fr;
use crate::domain::id::{AmendmentNumber, ConventionNumber, Uai};
use crate::domain::query::shared::waiting;
use crate::domain::query::source::Source;
use crate::domain::registry::Registry;
use crate::domain::reminder::Reminder;
use crate::domain::rule::is_to_remind;

/// A convention, whom to write to about it, and the relance that was noted, where it is one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReminderLine {
    /// The relance; none of one that is due.
    pub reminder: Option<Reminder>,
    pub convention: ConventionNumber,
    /// The article of the convention.
    pub article: Option<u8>,
    /// The party's SIREN and name.
    pub party: Option<(String, String)>,
    /// The party's first contact.
    pub contact: Option<Contact>,
    /// The day on which the last relance says to come back to it, or on which this one does.
    pub next_due: Option<NaiveDate>,
    /// The day the convention was sent.
    pub sent: Option<NaiveDate>,
    /// The day the authority signed it.
    pub signed_dasen: Option<NaiveDate>,
    /// The day the party signed it.
    pub signed_party: Option<NaiveDate>,
    /// Whether it is the first relance about the convention, the second…
    pub rank: usize,
    /// The schools that wait for the convention; of one that waits for the signatures of avenants alone, those that they
    /// move.
    pub schools: Vec<Uai>,
    /// The signatures that it and its avenants wait for.
    pub missing: Vec<String>,
    /// Its avenants that wait for a signature.
    pub amendments: Vec<AwaitedAmendment>,
}

/// An avenant that waits for a signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AwaitedAmendment {
    pub number: AmendmentNumber,
    /// The day it was sent.
    pub sent: Option<NaiveDate>,
}

impl AwaitedAmendment {
    /// Its number and its sending: `2 (envoyé le 03/11/2026)`.
    fn in_words(&self) -> String {
        match self.sent {
            Some(sent) => format!("{} (envoyé le {})", self.number, day_fr(sent)),
            None => self.number.to_string(),
        }
    }
}

/// The conventions whose party is to be reminded, in the order of their numbers.
pub fn due_lines(source: Source<'_>) -> Vec<ReminderLine> {
    let (registry, day_index) = (source.registry, source.day_index);
    let (day, policy) = (day_index.day(), day_index.policy());
    let waiting = waiting(source);
    let due = registry.conventions().iter();
    due.filter(|convention| is_to_remind(registry, (convention, None), day, policy))
        .map(|convention| line(registry, &convention.number, None, &waiting, day))
        .collect()
}

/// The relances noted, in the order of their numbers.
pub fn reminder_lines(source: Source<'_>) -> Vec<ReminderLine> {
    let (registry, day) = (source.registry, source.day_index.day());
    let waiting = waiting(source);
    let noted = registry.reminders().iter();
    noted
        .map(|reminder| line(registry, &reminder.convention, Some(reminder), &waiting, day))
        .collect()
}

/// Gathers the line of a convention, or of a relance about it.
fn line(
    registry: &Registry,
    number: &ConventionNumber,
    reminder: Option<&Reminder>,
    waiting: &HashMap<ConventionNumber, Vec<Uai>>,
    day: NaiveDate,
) -> ReminderLine {
    let found = registry.conventions().get(number);
    let (name, contacts) = found
        .map(|convention| party(registry, convention))
        .unwrap_or_default();
    let last = registry.last_reminder(number, day).filter(|last| last.is_open());
    ReminderLine {
        convention: number.clone(),
        article: found.map(|convention| convention.article().number()),
        party: found.map(|convention| (convention.party.siren().to_string(), name)),
        contact: contacts.into_iter().next(),
        next_due: reminder.or(last).and_then(|reminder| reminder.next_due),
        sent: found.and_then(|convention| convention.sent),
        signed_dasen: found.and_then(|convention| convention.signed_dasen),
        signed_party: found.and_then(|convention| convention.signed_party),
        rank: rank(registry, number, reminder),
        schools: schools(found, waiting.get(number), day),
        missing: found
            .map(|convention| missing(convention, day))
            .unwrap_or_default(),
        amendments: found
            .map(|convention| amendments(convention, day))
            .unwrap_or_default(),
        reminder: reminder.cloned(),
    }
}

/// The schools that a letter about a convention names, of those that wait for it.
fn schools(convention: Option<&Convention>, waiting: Option<&Vec<Uai>>, day: NaiveDate) -> Vec<Uai> {
    let waits = || convention.into_iter().flat_map(|found| found.waits(day));
    if waits().next().is_none() || waits().any(|wait| wait.amendment.is_none()) {
        return waiting.cloned().unwrap_or_default();
    }
    let numbers = waits().filter_map(|wait| Some(&wait.amendment?.number));
    let moved = numbers.flat_map(|number| convention.into_iter().flat_map(|found| found.moved_by(number)));
    moved.collect::<BTreeSet<_>>().into_iter().collect()
}

fn amendments(convention: &Convention, day: NaiveDate) -> Vec<AwaitedAmendment> {
    let awaited = awaited_amendments(convention, day).map(|found| AwaitedAmendment {
        number: found.number.clone(),
        sent: found.sent,
    });
    awaited.collect()
}

/// How many relances about a convention there are up to one; without one, the rank of the next.
fn rank(registry: &Registry, convention: &ConventionNumber, reminder: Option<&Reminder>) -> usize {
    let noted = registry.reminders_of(convention);
    match reminder {
        Some(one) => noted
            .filter(|other| (other.date, other.number) <= (one.date, one.number))
            .count(),
        None => noted.count() + 1,
    }
}

/// What a convention and its avenants wait for, in French: `signature du DASEN`, `avenant 2 : signature du DASEN`.
fn missing(convention: &Convention, day: NaiveDate) -> Vec<String> {
    let words = |side| match (side, convention.party) {
        (Signatory::Dasen, _) => Phrase::Signature.text(),
        (Signatory::Party, Party::Provider(_)) => "signature du prestataire",
        (Signatory::Party, Party::Collectivite(_)) => "signature de la collectivité",
    };
    let own = convention.awaited(day).into_iter();
    let own = own.map(|side| words(side).to_owned());
    let of_amendments = awaited_amendments(convention, day).flat_map(|found| {
        let lacking = found.lacks(day).into_iter();
        lacking.map(move |side| format!("avenant {}\u{a0}: {}", found.number, words(side)))
    });
    own.chain(of_amendments).collect()
}

/// The avenants of a convention that wait for a signature.
fn awaited_amendments(convention: &Convention, day: NaiveDate) -> impl Iterator<Item = &Amendment> {
    convention.waits(day).filter_map(|wait| wait.amendment)
}

/// Returns the name and the contacts of the party of a convention.
fn party(registry: &Registry, convention: &Convention) -> (String, Vec<Contact>) {
    let found = match convention.party {
        Party::Provider(siren) => registry
            .providers()
            .get(&siren)
            .map(|r| (r.name.clone(), r.contacts.clone())),
        Party::Collectivite(siren) => registry
            .collectivites()
            .get(&siren)
            .map(|r| (r.name.clone(), r.contacts.clone())),
    };
    found.unwrap_or_default()
}

/// The columns, in their stable order; those of a relance are empty of one that is due.
const COLUMNS: &[Column<ReminderLine>] = &[
    Column::new("numero", |r| noted(r, |one| Value::Number(one.number.into()))),
    Column::new("convention", |r| Value::text(&r.convention)),
    Column::new("article", |r| Value::number(r.article.map(u32::from))),
    Column::new("partie", |r| {
        Value::maybe(r.party.as_ref().map(|(siren, _)| siren))
    }),
    Column::new("partie_nom", |r| {
        Value::maybe(r.party.as_ref().map(|(_, name)| name))
    }),
    Column::new("destinataire", |r| match &r.reminder {
        Some(one) => Value::text(&one.to),
        None => Value::maybe(r.party.as_ref().map(|(_, name)| name)),
    }),
    Column::new("contact_role", |r| {
        Value::maybe(r.contact.as_ref().map(|contact| &contact.role))
    }),
    Column::new("contact_nom", |r| {
        Value::maybe(r.contact.as_ref().map(|contact| &contact.name))
    }),
    Column::new("contact_courriel", |r| {
        Value::maybe(r.contact.as_ref().map(|contact| &contact.email))
    }),
    Column::new("moyen", |r| noted(r, |one| Value::text(&one.channel))),
    Column::new("date", |r| noted(r, |one| Value::Day(one.date))),
    Column::new("reponse", |r| noted(r, |one| Value::maybe(one.outcome.as_ref()))),
    Column::new("a_reprendre_le", |r| Value::day(r.next_due)),
    Column::new("envoyee_le", |r| Value::day(r.sent)),
    Column::new("signee_dasen_le", |r| Value::day(r.signed_dasen)),
    Column::new("signee_partie_le", |r| Value::day(r.signed_party)),
    Column::new("rang", |r| Value::Number(r.rank as u64)),
    Column::new("ecoles", |r| {
        Value::List(r.schools.iter().map(ToString::to_string).collect())
    }),
    Column::new("manque", |r| Value::List(r.missing.clone())),
    Column::new("contact_telephone", |r| {
        Value::maybe(r.contact.as_ref().map(|contact| &contact.telephone))
    }),
    Column::new("avenants", |r| {
        Value::List(r.amendments.iter().map(AwaitedAmendment::in_words).collect())
    }),
];

/// A value of the relance; nothing of one that is due.
fn noted(line: &ReminderLine, read: fn(&Reminder) -> Value) -> Value {
    line.reminder.as_ref().map_or(Value::Nothing, read)
}

/// Writes relances.
pub struct RemindersWriter<W: Write>(TableWriter<ReminderLine, W>);

impl<W: Write> RemindersWriter<W> {
    /// Writes what comes before the lines.
    pub fn new(out: W, format: Format, trial: bool) -> io::Result<Self> {
        TableWriter::new(out, format, trial, COLUMNS).map(Self)
    }

    /// Writes one line.
    pub fn line(&mut self, line: &ReminderLine) -> io::Result<()> {
        self.0.row(line)
    }

    /// Writes what comes after the lines and gives the output back.
    pub fn finish(self) -> io::Result<W> {
        self.0.finish()
    }
}
