//! What the screens ask of the world, as data, and what comes back.

use std::path::PathBuf;
use std::time::Duration;

use chrono::NaiveDate;

use crate::config::state::State;
use crate::domain::command::{Order, OrderId};
use crate::domain::demarche::Mapping;
use crate::domain::document::DocumentId;
use crate::domain::id::{ConventionNumber, Uai};
use crate::domain::query::Query;
use crate::domain::query::agenda::Agenda;
use crate::domain::query::causes::CauseCount;
use crate::domain::query::day_work::DayWork;
use crate::domain::query::figures::Figures;
use crate::domain::query::language::Completion;
use crate::domain::query::page::Page;
use crate::domain::query::ties::Tie;
use crate::domain::record::RecordId;
use crate::domain::refusal::Refusal;
use crate::domain::rule::Explained;
use crate::service::documents::{Completed, Looked, Scan};
use crate::service::dossiers::DossierFile;
use crate::service::export::{Export, ExportError, Written};
use crate::service::{DeskError, Dossier, HistoryLine, News, Outcome, Presence, Receipt};

use super::form::spec::Target;
use super::model::editor::Found;
use super::model::review::Card;
use super::model::showing::Offered;
use super::model::{ListName, Undoing};

/// Something to be done outside the model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Ask the desk; the answer comes back as an event.
    Ask(Ticket, Ask),
    /// Keep what is remembered for the operator.
    Remember(Box<State>),
    /// Listen to the mouse, or leave it to the terminal.
    Mouse(bool),
    /// Hand a text to the terminal's clipboard; nobody says whether it is taken.
    Copy(String),
    /// Tell the others what is on screen.
    Tell(Presence),
    /// See, a moment later, whether the service is there.
    Knock,
    /// Draw everything again: somebody else wrote on the screen.
    Repaint,
    /// Give the terminal back and stop until the shell goes on.
    Suspend,
    Quit,
}

/// The part of the screens that waits for an answer. A later request of a part supersedes the earlier ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Slot {
    List(ListName),
    /// The rows about to be marked.
    Marks,
    /// What may be written at the caret of the search bar.
    Completion,
    /// The dossier of the selected record.
    Dossier,
    Dialog,
    /// The school under review, or the queue.
    Review,
    /// The figures of the dashboard.
    Figures,
    /// The page of the day's work.
    DayWork,
    /// What falls on the days of a month.
    Agenda,
    /// A file to write: its answer is never dropped.
    Export,
    /// What a colleague changed in the record that a dialog is about.
    Changed,
    /// What took a selected record out of its list.
    Gone,
    /// What became of orders of an earlier session.
    Fates,
    /// An order: its answer is never dropped.
    Work,
}

/// Where an answer goes, and which request it answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Ticket {
    /// The part that asked.
    pub slot: Slot,
    /// The number of the request; greater is later.
    pub number: u64,
}

/// A request to the desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ask {
    /// A page of a list.
    Query(Box<Query>),
    /// What may be written at a byte of the search bar of a list.
    Complete(ListName, String, usize),
    Open(RecordId),
    /// What changed a record.
    History(RecordId),
    /// What every rule makes of a school.
    Explain(Uai),
    /// What one screen of the review shows of a school.
    Card(RecordId),
    /// The figures of a list of schools.
    Figures(Box<Query>),
    /// What keeps the schools of a list out, by cause.
    Causes(Box<Query>),
    /// What waits, within a portée and a filter.
    DayWork(Box<Query>),
    /// What falls on the days from one to another, within a portée and a filter.
    Agenda(Box<Query>, NaiveDate, NaiveDate),
    /// What an order would do.
    Preview(Box<Order>),
    /// The dossiers of several records.
    OpenEach(Vec<RecordId>),
    /// What each of several orders would do.
    PreviewEach(Vec<Order>),
    /// What taking back the operator's last entry would do, or doing it again.
    Undoing {
        redo: bool,
    },
    /// A record for its form, and the names of those that it and the caller name.
    Form {
        /// The record; none for a new one.
        id: Option<RecordId>,
        /// What the caller names.
        names: Vec<RecordId>,
    },
    /// The records among which the value of a field is picked, by words; with the record of the form, where it has one.
    Pick(Target, String, Option<RecordId>),
    /// A convention 26 and the schools that its annexe may name.
    Annexe(ConventionNumber),
    /// The conventions that concern some records.
    Ties(Vec<RecordId>),
    /// The views that can be opened, with their counts in a portée.
    Views(Vec<RecordId>),
    /// Rows to write to a file.
    Export(Box<Export>),
    /// The e-mails of these rows of a list.
    Addresses(Box<Query>, Vec<RecordId>),
    /// What became of orders of an earlier session, by their numbers.
    Fates(Vec<OrderId>),
    /// The scans that are still to be attached, in the folder that is named.
    Scans(Option<PathBuf>),
    /// How a path may go on.
    CompletePath(String),
    /// What the file of a path is.
    Look(String),
    /// The bytes of a document to write to a file.
    WriteDocument(DocumentId, PathBuf),
    /// A document to attach: its order, its file, and whether that is a scan to put away then.
    Attach(Box<Order>, PathBuf, bool),
    /// The file of dossiers to read against the base, by the labels of a form.
    PlanDossiers(PathBuf, Box<Mapping>),
    /// The plan made last to carry out.
    Import(Box<Order>),
    /// An order to carry out.
    Execute(Box<Order>),
}

/// What the desk answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// A page of a list.
    Page(Box<Page>),
    /// What may be written there.
    Completions(Vec<Completion>),
    Dossier(Box<Dossier>),
    /// The dossiers of several records.
    Opened(Vec<Dossier>),
    /// What changed a record.
    History(Vec<HistoryLine>),
    /// What every rule makes of a school, once for each of its uses.
    Explained(Vec<Explained>),
    /// What one screen of the review shows of a school.
    Card(Box<Card>),
    /// The figures of a list of schools.
    Figures(Box<Figures>),
    DayWork(Box<DayWork>),
    Agenda(Box<AgendaRead>),
    /// What keeps the schools of a list out, by cause.
    Causes(Vec<CauseCount>),
    /// What an order would do.
    Outcome(Outcome),
    /// What each of several orders would do, or why it would not.
    Outcomes(Vec<Result<Outcome, Refusal>>),
    /// What taking an entry back would do; none where there is none.
    Undoing(Option<Box<Undoing>>),
    /// A record for its form.
    Form(Box<FormRead>),
    /// The records that a field may hold.
    Found(Vec<Found>),
    /// A convention 26 and the schools that its annexe may name.
    Annexe(Box<AnnexeRead>),
    /// The conventions that concern each of some records.
    Ties(Vec<Vec<Tie>>),
    /// The views that can be opened.
    Views(Vec<Offered>),
    /// The file that was written, or why none was.
    Exported(Result<Written, ExportError>),
    Addresses(Vec<String>),
    /// The entries that orders of an earlier session made.
    Fates(Vec<Option<u64>>),
    Scans(Vec<Scan>),
    /// How a path may go on.
    Path(Completed),
    /// What the file of a path is, or why it is no document.
    Looked(Result<Box<Looked>, String>),
    /// Where a document was written, or why it was not.
    DocumentWritten(Result<PathBuf, ExportError>),
    /// A file of dossiers, read against the base.
    Dossiers(Box<DossierFile>),
    /// What an order did.
    Receipt(Box<Receipt>),
}

/// What falls on some days, and what its items are called, in their order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgendaRead {
    pub agenda: Agenda,
    pub names: Vec<String>,
}

/// A record for its form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormRead {
    /// The record; none for a new one.
    pub dossier: Option<Dossier>,
    /// What the records are called that a form names.
    pub names: Vec<(RecordId, String)>,
}

/// A convention 26 and the schools that its annexe may name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnnexeRead {
    pub dossier: Dossier,
    /// The schools, by name.
    pub schools: Vec<(Uai, String)>,
}

/// An answer on its way back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// The request that it answers.
    pub ticket: Ticket,
    /// The answer, or why there is none.
    pub answer: Result<Answer, DeskError>,
}

/// What is heard of those who work on the same base.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heard {
    /// What moved, and who is there.
    News(Box<News>),
    /// The service does not answer.
    Away {
        since: Duration,
        /// What it says instead, where it says something.
        why: Option<String>,
    },
}
