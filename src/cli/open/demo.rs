//! The demo base: the sample files that the program carries, imported in memory.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeZone, Utc};

use crate::domain::command::{Command, ImportKind, Order, Seen};
use crate::domain::date::parse_day;
use crate::domain::decide::{Context, decide, edition};
use crate::domain::id::Uai;
use crate::domain::journal::{Actor, Entry};
use crate::domain::record::RecordId;
use crate::domain::registry::Registry;
use crate::domain::rule::Policy;
use crate::domain::school::{School, SchoolState};
use crate::exchange;
use crate::exchange::source::Source;
use crate::store::{MemoryStore, Store};

use super::super::failure::Failure;

/// A sample file: its kind, its name, its bytes.
type Sample = (ImportKind, &'static str, &'static [u8]);

/// Names a file of `fixtures/demo`, which the program carries.
macro_rules! sample {
    ($kind:ident, $name:literal) => {
        (
            ImportKind::$kind,
            $name,
            include_bytes!(concat!("../../../fixtures/demo/", $name)).as_slice(),
        )
    };
}

/// The files, in the order of fixtures/demo/README.md.
const FILES: [Sample; 11] = [
    sample!(Communes, "communes-038.json"),
    sample!(Epci, "epci-038.json"),
    sample!(Epci, "syndicats-038.json"),
    sample!(Annuaire, "annuaire-038.csv"),
    sample!(Solutions, "solutions.csv"),
    sample!(Fiches, "fiches.json"),
    sample!(Conventions, "conventions.csv"),
    sample!(Competences, "competences.csv"),
    sample!(Contrats, "contrats.csv"),
    sample!(Deploiements, "deploiements.csv"),
    sample!(Conseils, "conseils.csv"),
];

/// The register that was kept until then, and what came after its entries.
const SEQUEL: [Sample; 5] = [
    sample!(Registre, "inscriptions.csv"),
    sample!(Deploiements, "deploiements-suite.csv"),
    sample!(Conventions, "conventions-suite.csv"),
    sample!(Mouvements, "mouvements-038.csv"),
    sample!(Banatic, "banatic-038.csv"),
];

/// A school that closed, the one that took its place, and the first day without it; its use was not closed with it.
const REPLACED: [&str; 3] = ["0380124D", "0382476K", "2026-09-01"];

/// The day J of the sample.
const DAY: &str = include_str!("../../../fixtures/demo/jour.txt");

/// The accounts under which the sample was recorded; both are invented.
const AUTHORS: [(u32, &str); 2] = [(60_001, "a.exemple"), (60_002, "b.exemple")];

/// The day J of the sample.
pub(super) fn day() -> Option<NaiveDate> {
    parse_day(DAY.trim())
}

/// Builds the demo base.
///
/// # Errors
///
/// Fails where the sample is not what the program imports; a test holds it so.
pub(super) fn build(policy: &Policy) -> Result<MemoryStore, Failure> {
    let today = day().ok_or_else(|| Failure::new("le jour de l’échantillon ne se lit pas"))?;
    let mut builder = Builder {
        registry: Registry::default(),
        entries: Vec::new(),
        policy,
    };
    let first = today.checked_sub_days(Days::new(4 * 366)).unwrap_or(today);
    for sample in FILES {
        builder.import(sample, first, today)?;
    }
    for sample in SEQUEL {
        builder.import(sample, today, today)?;
    }
    builder.replace_school(today)?;
    let mut store = MemoryStore::trial();
    store.commit(&builder.entries).map_err(Failure::of)?;
    Ok(store)
}

struct Builder<'a> {
    registry: Registry,
    entries: Vec<Entry>,
    policy: &'a Policy,
}

impl Builder<'_> {
    fn import(
        &mut self,
        (kind, name, bytes): Sample,
        on: NaiveDate,
        today: NaiveDate,
    ) -> Result<(), Failure> {
        let source = Source::from_bytes(name, bytes.to_vec()).map_err(Failure::of)?;
        let reading = exchange::read(kind, &source, &self.registry, today, &[]).map_err(Failure::of)?;
        if let Some(reject) = reading.rejects.first() {
            return Err(Failure::new(format!("{name}\u{a0}: {}", reject.motive())));
        }
        self.order(Order::blind(Command::Import(reading.import)), on, today)
    }

    /// Notes which school took the place of one that closed.
    fn replace_school(&mut self, today: NaiveDate) -> Result<(), Failure> {
        let [school, next, on] = REPLACED;
        let school = Uai::parse(school).map_err(Failure::of)?;
        let id = RecordId::School(school);
        let (Some(found), Some(version)) = (self.registry.schools().get(&school), self.registry.version(&id))
        else {
            return Err(Failure::new("l’échantillon n’a pas l’école qui ferme".to_owned()));
        };
        let closed = School {
            state: SchoolState::Closed,
            closed: parse_day(on),
            successors: vec![Uai::parse(next).map_err(Failure::of)?],
            ..found.clone()
        };
        let record = closed.into();
        let order = Order::seeing(Command::Save { record }, vec![Seen { id, version }]);
        self.order(order, today, today)
    }

    /// Decides an order of a day as any other, and keeps it for the journal.
    fn order(&mut self, order: Order, on: NaiveDate, today: NaiveDate) -> Result<(), Failure> {
        let seq = self.registry.revision() + 1;
        let (uid, name) = AUTHORS[usize::from(seq.is_multiple_of(2))];
        let actor = Actor {
            uid,
            name: name.to_owned(),
        };
        let at = self.after_the_last(morning(on, seq));
        let context = Context {
            actor: &actor,
            now: at,
            today,
            calendar: today,
            policy: self.policy,
            past: None,
            kept: &[],
            overwritten: &[],
        };
        let changes = decide(&self.registry, &order, &context).map_err(Failure::of)?;
        let entry = Entry {
            seq,
            at,
            actor,
            command: order.command,
            edition: edition(&changes),
            changes,
            order: None,
        };
        self.registry.apply(&entry);
        self.entries.push(entry);
        Ok(())
    }
}

impl Builder<'_> {
    /// No instant of the journal is before the one that precedes it.
    fn after_the_last(&self, at: DateTime<Utc>) -> DateTime<Utc> {
        self.entries.last().map_or(at, |last| last.at.max(at))
    }
}

/// A moment of that day that differs from one entry to the next.
fn morning(day: NaiveDate, seq: u64) -> DateTime<Utc> {
    let minutes = i64::try_from(seq % 240).unwrap_or(0);
    let eight = NaiveTime::from_hms_opt(7, 0, 0).unwrap_or_default();
    Utc.from_utc_datetime(&day.and_time(eight)) + chrono::Duration::minutes(minutes)
}
