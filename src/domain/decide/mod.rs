//! Decides a command against the registry: the changes it makes, or why it is refused.
//!
//! Every way of changing a record goes through [`decide`], and every decision through `guard`: there a register entry
//! is checked against the rules, whatever the command that would make it active. Nothing is decided on another day than
//! the calendar's, which is for looking.

mod agree;
mod annexe;
mod collectivite;
mod convention;
mod document;
mod entry;
mod fields;
mod follow_up;
mod gate;
mod guard;
pub mod import;
mod keys;
mod leave;
mod many;
mod note;
mod notice;
mod recover;
mod refile;
mod register;
mod relying;
mod reminder;
mod save;
mod school;
mod school_facts;
mod solution;
mod stage;
mod stages;
pub mod take_over;
mod territory;
mod undo;
mod view;
mod withdraw;

pub use entry::EntryGate;
pub use gate::edition;
pub use keys::keys_hold;
pub use many::each;
pub use recover::Overwritten;
pub use refile::crowded;

use std::borrow::Cow;

use chrono::{DateTime, NaiveDate, Utc};

use super::change::Change;
use super::command::{Command, Order, Seen, Territory};
use super::deployment::Deployment;
use super::document::Measured;
use super::journal::{Actor, Entry};
use super::record::{Record, RecordId};
use super::refusal::{NoMany, Refusal};
use super::registry::Registry;
use super::rule::Policy;

/// What a decision depends on beside the registry and the order.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    pub actor: &'a Actor,
    /// The clock, for the journal.
    pub now: DateTime<Utc>,
    /// The day J at which rules are applied: the present one, or nothing is decided.
    pub today: NaiveDate,
    /// The present day, by the clock of the base.
    pub calendar: NaiveDate,
    pub policy: &'a Policy,
    /// The journal entry that an undo names.
    pub past: Option<&'a Entry>,
    /// What was read of the documents that the order attaches and whose bytes are kept.
    pub kept: &'a [Measured],
    /// The uses that the journal says were overwritten, where the order asks for them.
    pub overwritten: &'a [Deployment],
}

impl<'a> Context<'a> {
    /// Who writes, and on which day.
    fn author(&self) -> refile::Author<'a> {
        refile::Author {
            by: &self.actor.name,
            on: self.today,
        }
    }
}

/// Decides an order: the changes to commit, all of them or none.
///
/// # Errors
///
/// A [`Refusal`] where the order may not be carried out; nothing is changed.
pub fn decide(registry: &Registry, order: &Order, context: &Context<'_>) -> Result<Vec<Change>, Refusal> {
    may_write(context.today, context.calendar)?;
    all_as_seen(registry, order, context)?;
    let command = document::as_known(registry, order, inert(&order.command));
    let changes = match command.as_ref() {
        Command::Many { commands } => many::decide(registry, commands, context),
        single => {
            let changes = one(registry, single, context)?;
            as_signed(registry, single, &changes)?;
            Ok(changes)
        }
    }?;
    if order.stages {
        return stages::with_moves(registry, changes, context);
    }
    Ok(changes)
}

/// Refuses to write on a day that is not the present one.
///
/// # Errors
///
/// [`Refusal::Looking`].
pub fn may_write(day: NaiveDate, today: NaiveDate) -> Result<(), Refusal> {
    if day == today {
        return Ok(());
    }
    Err(Refusal::Looking { day, today })
}

/// Decides a command that is not several: what it changes, past every guard.
fn one(registry: &Registry, command: &Command, context: &Context<'_>) -> Result<Vec<Change>, Refusal> {
    if let Command::ResumeClock { reason } = command {
        return fields::reason(reason).map(|()| Vec::new());
    }
    let mut changes = changes_of(registry, command, context)?;
    changes.retain(|change| change.before != change.after);
    if changes.is_empty() {
        return Err(Refusal::Nothing);
    }
    guard::check(registry, &changes, context)?;
    // A move asks the rules itself; the stages of a file are facts, and those that an undo or another key gives back were
    // recorded.
    if !matches!(
        command,
        Command::MoveStage { .. }
            | Command::RecoverUses
            | Command::Import(_)
            | Command::Correct { .. }
            | Command::Territory(Territory::Merge { .. })
            | Command::Undo { .. }
    ) {
        guard::accounts_may_open(registry, &changes, context)?;
    }
    Ok(changes)
}

/// What both have signed moves no more schools, but by what gives back or brings what was recorded elsewhere. `registry`
/// is as it was before the order.
fn as_signed(registry: &Registry, command: &Command, changes: &[Change]) -> Result<(), Refusal> {
    if matches!(
        command,
        Command::Import(_) | Command::Correct { .. } | Command::Undo { .. }
    ) {
        return Ok(());
    }
    annexe::keeps_signed(registry, changes)
}

/// Sends each command to the file that decides it.
#[allow(
    clippy::too_many_lines,
    reason = "an arm a command, so that the compiler names one that is forgotten"
)]
fn changes_of(registry: &Registry, command: &Command, context: &Context<'_>) -> Result<Vec<Change>, Refusal> {
    match command {
        Command::Import(import) => import::changes(registry, import, context.author()),
        Command::ChooseSolution {
            deployment,
            solution,
            on,
        } => solution::choose(registry, *deployment, solution.as_ref(), *on, context),
        Command::MoveStage { deployment, to, on } => stage::advance(registry, *deployment, *to, *on, context),
        Command::Leave {
            deployment,
            on,
            reason,
            keep_entry,
            next,
        } => {
            let leaving = leave::Leaving {
                on: *on,
                reason,
                keep_entry: *keep_entry,
            };
            leave::with_reason(registry, *deployment, leaving, next.as_ref(), context)
        }
        Command::KeepNotice {
            deployment,
            version,
            reason,
        } => notice::keep(registry, *deployment, version, reason, context),
        Command::GiveNotice {
            deployment,
            version,
            on,
        } => school_facts::give_notice(registry, *deployment, version.as_ref(), *on),
        Command::HoldCouncil { school, on, informed } => {
            school_facts::hold_council(registry, *school, *on, *informed)
        }
        Command::ReceiveMinutes { school, on } => school_facts::receive_minutes(registry, *school, *on),
        Command::ReceiveCertificate {
            deployment,
            solution,
            on,
        } => school_facts::receive_certificate(registry, *deployment, solution.as_ref(), *on),
        Command::Register { deployment } => register::register(registry, *deployment, context),
        Command::Review { entry, conclusion } => {
            register::review(registry, *entry, conclusion.as_ref(), context)
        }
        Command::LiftReview { entry, reason } => register::lift_review(registry, *entry, reason),
        Command::CloseEntry { entry, reason } => register::close(registry, *entry, reason, context),
        Command::MarkSent { convention, on } => convention::mark_sent(registry, convention, *on),
        Command::SendAmendment {
            convention,
            amendment,
            on,
        } => convention::send_amendment(registry, convention, amendment, *on),
        Command::Sign { convention, by, on } => convention::sign(registry, convention, *by, *on),
        Command::SignAmendment {
            convention,
            amendment,
            by,
            on,
        } => convention::sign_amendment(registry, convention, amendment, (*by, *on)),
        Command::Terminate { convention, on } => convention::terminate(registry, convention, *on),
        Command::JoinAnnexe {
            convention,
            school,
            on,
            solution,
            by,
        } => {
            let joining = annexe::Joining {
                on: *on,
                solution: solution.as_ref(),
                by,
            };
            annexe::join(registry, convention, *school, &joining, context)
        }
        Command::LeaveAnnexe {
            convention,
            school,
            on,
            by,
        } => annexe::leave(registry, convention, *school, *on, by),
        Command::Territory(command) => territory::decide(registry, command, context),
        Command::Follow { collectivite, by } => collectivite::follow(registry, *collectivite, by.as_deref()),
        Command::SetCirconscription { school, name } => school::set_circonscription(registry, *school, name),
        Command::AddNote { about, text } => note::add(registry, about, text, context),
        Command::Attach { document, to } => document::attach(registry, document, to, context),
        Command::Detach { document, from } => document::detach(registry, *document, from),
        Command::AddReminder {
            convention,
            to,
            channel,
            on,
            next_due,
        } => {
            let asked = reminder::Asked {
                to,
                channel,
                on: *on,
                next_due: *next_due,
            };
            reminder::add(registry, convention, &asked)
        }
        Command::CloseReminder { number, outcome } => reminder::close(registry, *number, outcome, context),
        Command::Postpone {
            school,
            until,
            reason,
        } => follow_up::postpone(registry, *school, *until, reason, context),
        Command::SaveView { view } => view::save(registry, view, context),
        Command::RemoveView { number, shared } => view::remove(registry, *number, *shared, context),
        Command::RecoverUses => Ok(recover::recover(registry, context)),
        Command::Withdraw { record, reason } => withdraw::withdraw(registry, record, reason, context),
        Command::Correct { record, to, reason } => withdraw::correct(registry, record, to, reason, context),
        Command::Save { record } => save::save(registry, record, context),
        Command::Many { .. } | Command::ResumeClock { .. } => Err(Refusal::Many(NoMany::Within)),
        Command::Undo { entry } => undo::undo(registry, *entry, context),
    }
}

/// The command with every text of it inert. An import is large: its records are made so where they change something.
fn inert(command: &Command) -> Cow<'_, Command> {
    match command {
        Command::Import(_) => Cow::Borrowed(command),
        other => Cow::Owned(other.clone().cleaned()),
    }
}

/// Each version that the order rests on is that of now, and what is saved over a record rests on one.
fn all_as_seen(registry: &Registry, order: &Order, context: &Context<'_>) -> Result<(), Refusal> {
    order
        .seen
        .iter()
        .try_for_each(|seen| still_as_seen(registry, seen, context))?;
    let is_seen = |id: &RecordId| order.seen.iter().any(|seen| seen.id == *id);
    let saved = order.commands().filter_map(saved).map(Record::id);
    let unseen = saved
        .filter(|id| registry.version(id).is_some())
        .find(|id| !is_seen(id));
    if let Some(id) = unseen {
        return Err(Refusal::Unseen(id));
    }
    order
        .reviewed()
        .try_for_each(|number| register::seen_whole(registry, number, context.today, is_seen))
}

/// The record that a command saves whole.
fn saved(command: &Command) -> Option<&Record> {
    match command {
        Command::Save { record } => Some(record),
        _ => None,
    }
}

fn still_as_seen(registry: &Registry, seen: &Seen, context: &Context<'_>) -> Result<(), Refusal> {
    // A conflict shows the record: of another's view it would tell what is not theirs to see.
    if let RecordId::View(number) = &seen.id
        && registry
            .views()
            .get(number)
            .is_some_and(|view| !view.is_seen_by(context.actor))
    {
        return Err(Refusal::Unknown(seen.id.clone()));
    }
    let version = registry.version(&seen.id).unwrap_or(0);
    if version == seen.version {
        return Ok(());
    }
    Err(Refusal::Conflict {
        id: seen.id.clone(),
        seen: seen.version,
        version,
        current: registry.get(&seen.id).map(Box::new),
        edits: Vec::new(),
    })
}
