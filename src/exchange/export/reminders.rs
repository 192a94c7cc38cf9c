//! The export `relances`: one line a relance with what a letter about it says, for mail merge.

use std::io::{self, Write};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::column::Column;
use super::{Format, TableWriter, Value};
use crate::domain::contact::Contact;
use crate::domain::convention::{Convention, Party};
use crate::domain::registry::Registry;
use crate::domain::reminder::Reminder;

/// A relance, its convention and whom to write to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReminderLine {
    /// The relance.
    pub reminder: Reminder,
    /// The article of its convention.
    pub article: Option<u8>,
    /// The party's SIREN and name.
    pub party: Option<(String, String)>,
    /// The party's first contact.
    pub contact: Option<Contact>,
    /// The day the convention was sent.
    pub sent: Option<NaiveDate>,
    /// The day the DASEN signed it.
    pub signed_dasen: Option<NaiveDate>,
    /// The day the party signed it.
    pub signed_party: Option<NaiveDate>,
}

/// The relances, in the order of their numbers.
pub fn reminder_lines(registry: &Registry) -> Vec<ReminderLine> {
    let line = |reminder| line(registry, reminder);
    registry.reminders().iter().map(line).collect()
}

/// Gathers the line of a relance.
fn line(registry: &Registry, reminder: &Reminder) -> ReminderLine {
    let convention = registry.conventions().get(&reminder.convention);
    let (name, contacts) = convention
        .map(|convention| party(registry, convention))
        .unwrap_or_default();
    ReminderLine {
        reminder: reminder.clone(),
        article: convention.map(|convention| convention.article().number()),
        party: convention.map(|convention| (convention.party.siren().to_string(), name)),
        contact: contacts.into_iter().next(),
        sent: convention.and_then(|convention| convention.sent),
        signed_dasen: convention.and_then(|convention| convention.signed_dasen),
        signed_party: convention.and_then(|convention| convention.signed_party),
    }
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

/// The columns, in their stable order.
const COLUMNS: &[Column<ReminderLine>] = &[
    Column::new("numero", |r| Value::Number(r.reminder.number.into())),
    Column::new("convention", |r| Value::text(&r.reminder.convention)),
    Column::new("article", |r| Value::number(r.article.map(u32::from))),
    Column::new("partie", |r| {
        Value::maybe(r.party.as_ref().map(|(siren, _)| siren))
    }),
    Column::new("partie_nom", |r| {
        Value::maybe(r.party.as_ref().map(|(_, name)| name))
    }),
    Column::new("destinataire", |r| Value::text(&r.reminder.to)),
    Column::new("contact_role", |r| {
        Value::maybe(r.contact.as_ref().map(|contact| &contact.role))
    }),
    Column::new("contact_nom", |r| {
        Value::maybe(r.contact.as_ref().map(|contact| &contact.name))
    }),
    Column::new("contact_courriel", |r| {
        Value::maybe(r.contact.as_ref().map(|contact| &contact.email))
    }),
    Column::new("moyen", |r| Value::text(&r.reminder.channel)),
    Column::new("date", |r| Value::text(r.reminder.date)),
    Column::new("reponse", |r| Value::maybe(r.reminder.outcome.as_ref())),
    Column::new("a_reprendre_le", |r| Value::day(r.reminder.next_due)),
    Column::new("envoyee_le", |r| Value::day(r.sent)),
    Column::new("signee_dasen_le", |r| Value::day(r.signed_dasen)),
    Column::new("signee_partie_le", |r| Value::day(r.signed_party)),
];

/// Writes relances.
pub struct RemindersWriter<W: Write>(TableWriter<ReminderLine, W>);

impl<W: Write> RemindersWriter<W> {
    /// Writes what comes before the lines.
    pub fn new(out: W, format: Format) -> io::Result<Self> {
        TableWriter::new(out, format, COLUMNS).map(Self)
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
