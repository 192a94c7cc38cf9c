//! What the choices of a chooser stand for, and what they are for.

use crate::domain::command::Seen;
use crate::domain::convention::Signatory;
use crate::domain::deployment::{DeploymentId, Stage};
use crate::domain::id::{ConventionNumber, SolutionCode, Uai};
use crate::domain::provider::Category;
use crate::domain::query::row::ColumnId;
use crate::domain::record::RecordId;
use crate::service::Dossier;
use crate::service::export::FileForm;
use crate::tui::form::FormKind;
use crate::tui::keymap::Verb;
use crate::tui::model::showing::Offered;

use super::{Many, known};

/// What is done to a convention.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Sent,
    /// A party signed it.
    Signed,
    Terminated,
}

/// What is done to a saved view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ViewAct {
    /// The list as it is shown takes its place.
    Replace,
    /// It takes another name.
    Rename,
    Remove,
}

/// What is handed to the terminal's clipboard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Copied {
    Text {
        /// What it is called.
        name: String,
        text: String,
    },
    /// The e-mails of the marked rows, or of the selected one.
    Addresses,
}

/// What a choice stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pick {
    /// A verb of the palette.
    Verb(Verb),
    /// A record to go to.
    Record(RecordId),
    /// A stage to reach.
    Stage(Stage),
    /// A category, without a solution yet.
    Category(Category),
    Solution(SolutionCode, Category),
    /// A convention to act on.
    Convention(ConventionNumber),
    Signatory(Signatory),
    /// A channel of a relance.
    Channel(&'static str),
    /// A view, by its place among those offered.
    View(usize),
    /// A new view, that everybody sees or not.
    NewView {
        shared: bool,
    },
    /// What is done to a saved view.
    ViewAct(ViewAct),
    Column(ColumnId),
    /// What is usual for the list.
    Usual,
    /// A form of export: of the marked rows or of all, and in which form.
    Export {
        /// The marked rows alone.
        marked: bool,
        form: FileForm,
    },
    Copy(Copied),
    /// A review: one of those that were left, by its place among them, or one of the current list.
    Review(Option<usize>),
    /// The form of a new record.
    Form(FormKind),
    Draft(u64),
    /// A record that may be changed.
    Change(RecordId),
    /// A record that may end.
    Close(RecordId),
    /// An entry to review.
    Check(RecordId),
    /// The choice of a solution is taken back.
    NoSolution(Category),
    Text(String),
    /// The annexe of a convention, in or out.
    Annexe {
        convention: ConventionNumber,
        joins: bool,
    },
}

/// What a choice is for.
#[derive(Debug, Clone)]
pub enum Purpose {
    /// A verb to carry out.
    Palette,
    /// A record to go to.
    GoTo,
    /// A record to make, change, end or review, or a draft to take up.
    Form,
    /// A review to go on with, or to begin.
    Review,
    /// A view to open.
    Views(Vec<Offered>),
    /// A view to save, or a saved one to change.
    SaveView(Vec<Offered>),
    /// What is done to a saved view.
    SavedView {
        offered: Box<Offered>,
        seen: Vec<Seen>,
    },
    /// The column by which the list is sorted.
    Sort,
    /// The columns of the list: those marked, in order.
    Columns,
    /// What is written to a file.
    Export,
    /// What is handed to the terminal's clipboard.
    Copy,
    /// The channel of a relance.
    Reminder {
        convention: ConventionNumber,
        to: String,
    },
    /// What is done to several records.
    Many(Box<Many>),
    /// The circonscription of several schools.
    Circonscription(Box<Many>),
    /// A stage to reach.
    Stage {
        deployment: DeploymentId,
        seen: Vec<Seen>,
    },
    /// A solution, or a category whose first stage is then chosen.
    Solution {
        school: Uai,
        /// The dossier that was read.
        dossier: Box<Dossier>,
    },
    Convention(Act),
    /// Who signed a convention.
    Signature {
        convention: ConventionNumber,
        seen: Vec<Seen>,
    },
}

impl Purpose {
    /// The record that is about to change, with the version that is known.
    pub fn rests_on(&self) -> Option<(RecordId, Option<u64>)> {
        match self {
            Self::Stage { seen, .. } | Self::Signature { seen, .. } | Self::SavedView { seen, .. } => {
                known(seen)
            }
            Self::Solution { dossier, .. } => Some((dossier.id.clone(), Some(dossier.version))),
            Self::Reminder { convention, .. } => Some((RecordId::Convention(convention.clone()), None)),
            Self::Palette
            | Self::GoTo
            | Self::Form
            | Self::Review
            | Self::Views(_)
            | Self::SaveView(_)
            | Self::Sort
            | Self::Columns
            | Self::Export
            | Self::Copy
            | Self::Many(_)
            | Self::Circonscription(_)
            | Self::Convention(_) => None,
        }
    }
}
