//! The desk in process: it decides, writes, and answers from memory.

mod archive;
mod aside;
mod clock;
mod day;
mod desk;
mod documents;
mod done;
mod dossier;
mod group;
mod history;
mod import;
mod journal;
mod length;
mod lists;
mod overwritten;
mod pair;
mod recent;
mod refill;
mod relied;
mod seen;
mod shown;
mod typed_by_hand;
mod undo_steps;
mod upkeep;
mod warm;

use std::borrow::Cow;
use std::cell::{Ref, RefCell};
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, NaiveDate, Utc};

use super::{DeskError, Outcome, Receipt};
use crate::domain::change::{Change, changed_places};
use crate::domain::command::{Command, Order};
use crate::domain::decide::{Context, decide, each, edition};
use crate::domain::document::{DEFAULT_LARGEST, Measured};
use crate::domain::id::DepartementCode;
use crate::domain::journal::{Actor, Entry, Head};
use crate::domain::permit::{Right, required};
use crate::domain::query::day_index::DayIndex;
use crate::domain::query::source::Source;
use crate::domain::record::{Record, RecordId};
use crate::domain::refusal::{Edit, Refusal, Who};
use crate::domain::register::EntryNumber;
use crate::domain::registry::Registry;
use crate::domain::rule::Policy;
use crate::store::{DocumentFolder, Store, StoreError, UpkeepFile};
pub(super) use archive::{dump, last_file_day, last_site_run, links};
pub use aside::Aside;
use clock::Clocks;
pub use clock::{Clock, Running};
use day::Day;
pub(super) use documents::{described, is_recorded, measured, not_given};
use done::Done;
pub use group::{Answers, Lost};
use journal::Journal;
use pair::AtOnce;
use recent::Recent;
pub use shown::MOST_ELSEWHERE;
use shown::{Elsewhere, Shown};
use undo_steps::UndoSteps;
use warm::Warm;

/// A desk over a store, in the same process.
///
/// Registry and day index are of the same revision, which is that of the store.
pub struct Local {
    journal: Journal,
    registry: Arc<Registry>,
    shown: RefCell<Shown>,
    elsewhere: RefCell<Elsewhere>,
    warm: Warm,
    recent: Recent,
    undo_steps: RefCell<UndoSteps>,
    done: RefCell<Done>,
    target: Option<NaiveDate>,
    departements: Vec<DepartementCode>,
    actor: Actor,
    rights: BTreeSet<Right>,
    clocks: Clocks,
    /// Why nothing is written any more.
    closed: Option<String>,
    day: Day,
    /// Another day, on which whoever asks is answered; nothing is written for them.
    looked_at: Option<NaiveDate>,
    policy: Policy,
    /// True where the numbers of orders are this process's own.
    alone: bool,
    documents: Arc<DocumentFolder>,
    /// The most bytes of a document.
    largest_document: u64,
    /// The order to import the file that was planned last.
    import: Option<Order>,
    upkeep: UpkeepFile,
}

impl Local {
    /// Loads a store and makes ready to answer for one operator on a day J. `clock` dates the journal, and tells the day
    /// on which alone an order is carried out; where the base is marked *essai*, that is J.
    ///
    /// # Errors
    ///
    /// [`DeskError::Store`] where the store cannot be read.
    pub fn new(
        store: Box<dyn Store>,
        actor: Actor,
        clock: impl Fn() -> DateTime<Utc> + Send + 'static,
        today: NaiveDate,
        policy: Policy,
    ) -> Result<Self, DeskError> {
        let loaded = store.load()?;
        let registry = Registry::from_records(loaded.records, loaded.head.seq);
        let day_index = DayIndex::build(&registry, today, policy, &AtOnce);
        Ok(Self {
            recent: Recent::since(registry.revision()),
            undo_steps: RefCell::default(),
            done: RefCell::default(),
            target: None,
            departements: Vec::new(),
            journal: Journal::new(store),
            registry: Arc::new(registry),
            shown: RefCell::new(Shown::new(day_index)),
            elsewhere: RefCell::default(),
            warm: Warm::default(),
            actor,
            rights: [Right::Lecture, Right::Gestion, Right::Dpd, Right::Administration].into(),
            clocks: Clocks::alone(Box::new(clock)),
            closed: None,
            day: Day::Fixed(today),
            looked_at: None,
            policy,
            alone: false,
            documents: Arc::new(DocumentFolder::temporary()),
            largest_document: DEFAULT_LARGEST,
            import: None,
            upkeep: UpkeepFile::default(),
        })
    }

    /// Starts to make what the first search needs, beside the first screen; without it the first search makes it.
    #[must_use]
    pub fn warmed(self) -> Self {
        let warm = Warm::start(&self.registry, &self.shown.borrow().day_index);
        Self { warm, ..self }
    }

    /// Lets J follow the calendar: a program left open overnight never decides for the day before.
    #[must_use]
    pub fn following_the_calendar(self) -> Self {
        Self {
            day: Day::Calendar,
            ..self
        }
    }

    /// Holds the clock against the time that passes: where the two part by more than
    /// [`TOLERANCE`](crate::domain::journal::instant::TOLERANCE), nothing is recorded.
    #[must_use]
    pub fn with_running_clock(self, running: impl Fn() -> Option<Duration> + Send + 'static) -> Self {
        let clocks = self.clocks.against(Box::new(running));
        Self { clocks, ..self }
    }

    /// Answers for another operator from now on.
    #[must_use]
    pub fn acting_as(self, actor: Actor) -> Self {
        Self { actor, ..self }
    }

    /// Sets the day by which the DSDEN means to have registered all; the figures tell the pace.
    #[must_use]
    pub fn with_target(self, target: Option<NaiveDate>) -> Self {
        Self { target, ..self }
    }

    /// Sets the départements that are worked for: of an annuaire, the schools of others are left out.
    #[must_use]
    pub fn with_departements(self, departements: Vec<DepartementCode>) -> Self {
        Self { departements, ..self }
    }

    /// The départements that are worked for; none where nobody said.
    pub fn departements(&self) -> &[DepartementCode] {
        &self.departements
    }

    /// Leaves the operator with these rights only.
    #[must_use]
    pub fn with_rights(self, rights: impl IntoIterator<Item = Right>) -> Self {
        Self {
            rights: rights.into_iter().collect(),
            ..self
        }
    }

    /// The records.
    pub fn registry(&self) -> &Registry {
        &self.registry
    }

    /// The end of the journal: what anchors its chain outside the base.
    ///
    /// # Errors
    ///
    /// [`DeskError::Store`] where the store cannot be read.
    pub fn head(&self) -> Result<Head, DeskError> {
        Ok(self.journal.head()?)
    }

    /// What lists, filters and sorts look at, on the day J.
    pub fn day_index(&self) -> Ref<'_, DayIndex> {
        Ref::map(self.shown(), |shown| &shown.day_index)
    }

    /// True where the base bears the mark *essai*.
    pub fn is_trial(&self) -> bool {
        self.journal.store.is_trial()
    }

    /// Fails where the base is no more the one that was opened: orders are refused, and what is read comes from memory.
    ///
    /// # Errors
    ///
    /// [`DeskError::Gone`].
    pub fn still_there(&mut self) -> Result<(), DeskError> {
        self.noted(|desk| match desk.journal.store.commit(&[]) {
            Err(gone @ StoreError::Gone { .. }) => Err(gone.into()),
            _ => Ok(()),
        })
    }

    /// Why nothing is written any more, in French; none as long as orders are taken.
    pub fn closed(&self) -> Option<&str> {
        self.closed.as_deref()
    }

    /// Does something, and notes where it finds that nothing is written any more.
    fn noted<T>(&mut self, work: impl FnOnce(&mut Self) -> Result<T, DeskError>) -> Result<T, DeskError> {
        let done = work(self);
        if let Err(DeskError::Gone(why) | DeskError::Unknown(why)) = &done {
            self.closed.get_or_insert_with(|| why.clone());
        }
        done
    }

    /// The store, for what a desk does not do: checks and copies.
    pub fn store(&mut self) -> &mut dyn Store {
        self.journal.store.as_mut()
    }

    fn source<'a>(&'a self, day_index: &'a DayIndex) -> Source<'a> {
        Source {
            registry: &self.registry,
            day_index,
            dates: &self.journal,
            operator: &self.actor.name,
        }
    }

    /// Decides an order, at the instant under which it would be recorded; nothing is written.
    fn decided(&self, order: &Order) -> Result<(DateTime<Utc>, Vec<Change>), DeskError> {
        self.decided_with(order, &[])
    }

    /// The same, with documents whose bytes are about to be kept.
    fn decided_with(
        &self,
        order: &Order,
        coming: &[Measured],
    ) -> Result<(DateTime<Utc>, Vec<Change>), DeskError> {
        self.permits(&order.command)?;
        let now = self.instant(Some(&order.command))?;
        let past = match order.command {
            Command::Undo { entry } => self.journal.entry(entry)?,
            _ => None,
        };
        self.permits_again(past.clone())?;
        self.is_typed_by_hand(&order.command)?;
        let mut kept = self.kept(&order.command, past.as_ref());
        kept.extend_from_slice(coming);
        let overwritten = self.overwritten(&order.command)?;
        let context = Context {
            kept: &kept,
            overwritten: &overwritten,
            ..self.context(now, past.as_ref())
        };
        let decided = decide(&self.registry, order, &context);
        let changes = decided.map_err(|refusal| self.with_later_changes(refusal))?;
        Ok((now, changes))
    }

    /// The refusal with who changed its records since, where that is what it is about and the journal says so.
    fn with_later_changes(&self, refusal: Refusal) -> Refusal {
        let mut known: Option<(u64, Option<Who>)> = None;
        let mut by = |seq| {
            let again = known.take().filter(|(of, _)| *of == seq);
            let (_, who) = known.insert(again.unwrap_or_else(|| (seq, self.who_wrote(seq))));
            who.clone()
        };
        refusal.with_later_changes(&mut by, &|id, seen| self.edits(id, seen).unwrap_or_default())
    }

    /// What changed a record after a version of it, latest first.
    fn edits(&self, id: &RecordId, seen: u64) -> Result<Vec<Edit>, StoreError> {
        let mut edits = Vec::new();
        let places = self.journal.places(id)?.into_iter().rev();
        for seq in places.take_while(|seq| *seq > seen).take(Edit::TOLD) {
            let Some(Entry {
                actor, at, changes, ..
            }) = self.journal.entry(seq)?
            else {
                continue;
            };
            let of = changes.iter().filter(|change| change.id().as_ref() == Some(id));
            edits.push(Edit {
                who: Who { name: actor.name, at },
                fields: of.flat_map(changed_places).collect(),
            });
        }
        Ok(edits)
    }

    /// Who wrote an entry of the journal, and when.
    fn who_wrote(&self, seq: u64) -> Option<Who> {
        let Entry { actor, at, .. } = self.journal.entry(seq).ok().flatten()?;
        Some(Who { name: actor.name, at })
    }

    fn context<'a>(&'a self, now: DateTime<Utc>, past: Option<&'a Entry>) -> Context<'a> {
        let calendar = self.present(now);
        Context {
            actor: &self.actor,
            now,
            today: self.looked_at.unwrap_or_else(|| self.day.on(calendar)),
            calendar,
            policy: &self.policy,
            past,
            kept: &[],
            overwritten: &[],
        }
    }

    fn permits(&self, command: &Command) -> Result<(), Refusal> {
        let missing = required(command)
            .into_iter()
            .find(|one| !one.is_among(&self.rights));
        missing.map_or(Ok(()), |one| Err(Refusal::Forbidden { right: one.label() }))
    }

    /// What is taken back takes the right that it took; so does what an undo gives back.
    fn permits_again(&self, past: Option<Entry>) -> Result<(), DeskError> {
        let mut taken = past;
        while let Some(entry) = taken {
            self.permits(&entry.command)?;
            taken = match entry.command {
                Command::Undo { entry: earlier } if earlier < entry.seq => self.journal.entry(earlier)?,
                _ => None,
            };
        }
        Ok(())
    }

    fn outcome(&self, order: &Order) -> Result<Outcome, DeskError> {
        let day = self.day_index().day();
        let (_, changes) = self.decided(&relied::previewed(&self.registry, order, day))?;
        let effects = Box::new(self.day_index().effects(&self.registry, &changes));
        Ok(Outcome {
            effects,
            ..self.told_of(changes)
        })
    }

    /// What changes would do, with the versions that they rest on.
    fn told_of(&self, changes: Vec<Change>) -> Outcome {
        let seen = relied::seen(&self.registry, &changes);
        Outcome {
            changes,
            seen,
            effects: Box::default(),
        }
    }

    /// What each of several orders would do with those before it that pass.
    fn outcomes(&self, orders: &[Order]) -> Result<Vec<Result<Outcome, Refusal>>, DeskError> {
        let permitted: Vec<Result<(), Refusal>> =
            orders.iter().map(|order| self.permits(&order.command)).collect();
        let context = self.context(self.instant(None)?, None);
        let asked: Vec<Cow<'_, Order>> = orders
            .iter()
            .zip(&permitted)
            .filter_map(|(order, permitted)| permitted.is_ok().then_some(order))
            .map(|order| relied::previewed(&self.registry, order, context.today))
            .collect();
        let asked = asked.iter().map(|order| &**order);
        let mut decided = each(&self.registry, asked, &context).into_iter();
        let outcome = |permitted: Result<(), Refusal>| {
            permitted?;
            let decided = decided.next().unwrap_or(Err(Refusal::Nothing));
            decided
                .map(|changes| self.told_of(changes))
                .map_err(|refusal| self.with_later_changes(refusal))
        };
        let mut outcomes: Vec<Result<Outcome, Refusal>> = permitted.into_iter().map(outcome).collect();
        let changes = outcomes.iter().flatten().flat_map(|outcome| &outcome.changes);
        let effects = self.day_index().effects(&self.registry, changes);
        if let Some(last) = outcomes.iter_mut().flatten().last() {
            *last.effects = effects;
        }
        Ok(outcomes)
    }

    /// Decides, writes, and only then changes what is in memory: where the store refuses, all is as before.
    fn carry_out(&mut self, order: &Order) -> Result<Receipt, DeskError> {
        if let Some(receipt) = self.known(order)? {
            return Ok(receipt);
        }
        let entry = self.entry_of(order)?;
        self.journal.write(&entry)?;
        self.follow(&entry);
        if Clocks::resumed_by(&entry) {
            self.clocks.trust();
        }
        Ok(receipt(entry))
    }

    /// Decides an order: the entry that it makes next.
    fn entry_of(&self, order: &Order) -> Result<Entry, DeskError> {
        let (now, changes) = self.decided(order)?;
        Ok(Entry {
            seq: self.registry.revision() + 1,
            at: now,
            actor: self.actor.clone(),
            command: order.command.journaled(),
            order: order.id,
            edition: edition(&changes),
            changes,
        })
    }

    /// Brings memory up to an entry that is in the store.
    fn follow(&mut self, entry: &Entry) {
        let (shown, elsewhere) = (self.shown.get_mut(), self.elsewhere.get_mut());
        self.warm.settle(&shown.day_index);
        elsewhere.give_indexes_back();
        let touched = Arc::make_mut(&mut self.registry).apply(entry);
        shown.follow(&self.registry, &entry.changes);
        elsewhere.follow(&self.registry, &entry.changes);
        self.recent.note(entry, touched);
        self.undo_steps.get_mut().follow(&self.registry, entry);
        self.done.get_mut().note(entry);
    }
}

/// What an entry did.
fn receipt(entry: Entry) -> Receipt {
    Receipt {
        seq: entry.seq,
        changed: entry.changes.len(),
        entry: entered(&entry.changes).next(),
        entries: entered(&entry.changes).count(),
        command: entry.command,
    }
}

/// The register entries that changes create.
fn entered(changes: &[Change]) -> impl Iterator<Item = EntryNumber> {
    changes
        .iter()
        .filter_map(|change| match (&change.before, &change.after) {
            (None, Some(Record::Entry(entry))) => Some(entry.number),
            _ => None,
        })
}

impl From<StoreError> for DeskError {
    fn from(error: StoreError) -> Self {
        let words = error.to_string();
        match error {
            StoreError::Gone { .. } => Self::Gone(words),
            StoreError::Unknown(_) => Self::Unknown(words),
            _ => Self::Store(words),
        }
    }
}
