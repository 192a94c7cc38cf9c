//! The calls: one table, from which come the [`Desk`](super::Desk) of screens and commands, what goes over the wire, the
//! client, and the dispatch of the service.
//!
//! A line is how the call is made, its name, its arguments, its answer; then the sizes that it keeps `within`, looked at
//! before the desk is, and the rights that it takes, asked for `by` whoever makes it, whatever their program sends.
//!
//! | made as | |
//! | --- | --- |
//! | `question` | answered on the thread of the desk |
//! | `many` | the same, of no more orders than one may hold: [`MOST_AT_ONCE`](prelude::MOST_AT_ONCE) |
//! | `pages` | the same of each of some records, a page of them at a time |
//! | `parts` | the same, where the answer may be of the first of a page only, and of one at least |
//! | `order` | carried out by whoever may as of now; the log has a line of it |
//! | `poll` | waits for what others do |
//! | `work` | on the base or a file as a whole, one after another on a connection |
//! | `written` | the same, which changes the base, as an order |
//! | `watched` | of the service itself and of its upkeep |

/// Gives the table to a macro.
macro_rules! calls {
    ($make:ident) => {
        $make! {
            desk {
                /// A page of a list.
                ///
                /// # Errors
                ///
                /// [`DeskError::Filter`] where the search bar holds an unknown field or value.
                question query(query: &Query) -> Page, within query(query);

                /// What may be written at the cursor of the search bar, a byte offset.
                question complete(pane: Pane, text: &str, cursor: usize) -> Vec<Completion>, within filter(text);

                /// What is known of a record, ready to be shown.
                ///
                /// # Errors
                ///
                /// [`DeskError::TurnedAway`] where it is too long for one answer.
                question open(record: &RecordId) -> Dossier;

                /// What changed a record, newest first.
                ///
                /// # Errors
                ///
                /// [`DeskError::TurnedAway`] where it is too long for one answer.
                question history(record: &RecordId) -> Vec<HistoryLine>;

                /// What a command would do; nothing is written.
                question preview(order: &Order) -> Outcome;

                /// What each of several orders would do, carried out as one with those before it that pass: which are
                /// done, before and after, and which are refused and why. Nothing is written.
                ///
                /// [`Order::many`] of those that pass does as told here.
                ///
                /// # Errors
                ///
                /// [`NoMany::TooMany`](crate::domain::refusal::NoMany::TooMany) where they are more than one order may
                /// hold.
                many preview_each(orders: &[Order]) -> Vec<Result<Outcome, Refusal>>;

                /// What some records are called: a school with its commune, another with its kind.
                pages names(records: &[RecordId]) -> Vec<String>, within rows(records.len());

                /// The conventions that concern each of some records.
                parts ties(records: &[RecordId]) -> Vec<Vec<Tie>>, within rows(records.len());

                /// Decides and writes; what it returns is durable.
                order execute(order: &Order) -> Receipt;

                /// The entries of the journal that the operator's orders of these numbers made, among the last 10,000;
                /// none of an order that was not carried out.
                question fates(orders: &[OrderId]) -> Vec<Option<u64>>, within rows(orders.len());

                /// The figures of a scope, over the schools that the query keeps.
                ///
                /// # Errors
                ///
                /// [`DeskError::Filter`] where the search bar holds an unknown field or value.
                question figures(scope: &Query) -> Figures, within query(scope);

                /// What keeps the schools of a scope out of the register, or is to be put right, gathered by cause.
                ///
                /// # Errors
                ///
                /// [`DeskError::Filter`] where the search bar holds an unknown field or value.
                question causes(scope: &Query) -> Vec<CauseCount>, within query(scope);

                /// What waits on the day J, within the records pinned and the filter of a query.
                ///
                /// # Errors
                ///
                /// [`DeskError::Filter`] where the search bar holds an unknown field or value.
                question day_work(scope: &Query) -> DayWork, within query(scope);

                /// What falls on the days from one to another, within the records pinned and the filter of a query.
                ///
                /// # Errors
                ///
                /// [`DeskError::Filter`] where the search bar holds an unknown field or value.
                question agenda(scope: &Query, from: NaiveDate, to: NaiveDate) -> Agenda, within query(scope);

                /// What a school, or one of its deployments, waits for together with others: the missing conventions
                /// and what they lack (B5 to B8), each with the other schools that it keeps out. Empty where nobody
                /// else waits.
                question companions(record: &RecordId) -> Vec<Shared>;

                /// What every rule makes of a school, with the facts it looks at, once for each of its uses.
                question explain(school: Uai) -> Vec<Explained>;

                /// The operator's last entry of the journal that is not taken back, named; [`Command::Undo`] takes it
                /// back.
                ///
                /// [`Command::Undo`]: crate::domain::command::Command::Undo
                question undoable() -> Option<Deed>;

                /// The operator's last undo after which they asked nothing else, named by what it took back;
                /// [`Command::Undo`] of it does that again.
                ///
                /// [`Command::Undo`]: crate::domain::command::Command::Undo
                question redoable() -> Option<Deed>;

                /// The saved views that the operator sees, by name; those that come with the program are not among
                /// them.
                question views() -> Vec<View>;

                /// Waits, at most `wait`, for a revision after `since`.
                poll changes(since: u64, wait: Duration) -> Revision;
            }
            service {
                /// Waits for what others do, and tells them what is on screen.
                poll news(since: u64, presence: &Presence, wait: Duration) -> News;

                /// Makes an extract ready; how many bytes it has.
                work extract(what: &Extract) -> u64, within extract(what), by what.rights();

                /// The part of what is ready from a byte on.
                work part(at: u64) -> Octets;

                work deliver(file: &Delivery) -> (), by file.rights();

                /// The next bytes of the file.
                work push(bytes: &Octets) -> ();

                /// Reads the file that came against the base of now; how many bytes the plan has.
                work plan(detail: Detail) -> u64;

                /// Carries out the plan made last, under a number, and moves the stages that its facts leave behind, or
                /// not.
                written import(id: OrderId, stages: bool) -> Receipt;

                /// Attaches the document that came.
                written attach(order: &Order) -> Receipt;

                /// Fills an empty base with the file that came.
                written refill() -> Refilled, by to_copy();

                /// How the service is.
                watched state() -> State;

                /// Takes note of a task done on a copy of the base that ends at a head.
                watched note_upkeep(task: Task, head: Head, sound: bool) -> (), by to_copy();
            }
        }
    };
}

pub(super) use calls;

/// What the table names: who makes something of it imports this.
pub(super) mod prelude {
    pub use std::time::Duration;

    pub use crate::domain::command::{MOST_AT_ONCE, Order, OrderId};
    pub use crate::domain::id::Uai;
    pub use crate::domain::journal::Head;
    pub use crate::domain::permit::{Right, to_copy};
    pub use chrono::NaiveDate;

    pub use crate::domain::query::agenda::Agenda;
    pub use crate::domain::query::causes::CauseCount;
    pub use crate::domain::query::day_work::DayWork;
    pub use crate::domain::query::figures::Figures;
    pub use crate::domain::query::language::Completion;
    pub use crate::domain::query::page::Page;
    pub use crate::domain::query::shared::Shared;
    pub use crate::domain::query::ties::Tie;
    pub use crate::domain::query::{Pane, Query};
    pub use crate::domain::record::RecordId;
    pub use crate::domain::refusal::Refusal;
    pub use crate::domain::rule::Explained;
    pub use crate::domain::upkeep::Task;
    pub use crate::domain::view::View;
    pub use crate::exchange::Detail;
    pub use crate::service::dossier::{Dossier, HistoryLine};
    pub use crate::service::error::DeskError;
    pub use crate::service::state::State;
    pub use crate::service::watch::{News, Presence};
    pub use crate::service::wire::{Delivery, Extract, Octets};
    pub use crate::service::{Deed, Outcome, Receipt, Refilled, Revision};
}
