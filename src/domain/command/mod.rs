//! Commands: all that may be asked of the base.

mod cleaned;
mod import;
mod import_kind;
mod order;
mod order_id;
mod site_run;
mod territory;

pub use import::Import;
pub use import_kind::ImportKind;
pub(crate) use import_kind::import_kinds;
pub use order::{Order, Seen};
pub use order_id::OrderId;
pub use site_run::{SiteRun, Stopped};
pub use territory::Territory;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::convention::{Amendment, Signatory};
use super::deployment::{DeploymentId, Stage};
use super::document::{Described, DocumentId};
use super::id::{AmendmentNumber, ConventionNumber, SheetVersion, Siren, SolutionCode, Uai};
use super::record::{Record, RecordId};
use super::register::{Conclusion, EntryNumber};
use super::reminder::ReminderNumber;
use super::view::{NewView, ViewNumber};

/// The most commands that one [`Command::Many`] holds.
pub const MOST_AT_ONCE: usize = 1_000;

/// What was asked. Each is decided by [`decide`](crate::domain::decide::decide) and by nothing else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Command {
    /// Takes a file's records in, all of them or none.
    Import(Import),
    /// Chooses a solution for a school in a category. It is noted on the present use, where that has nothing that another
    /// solution must leave as it is; else the use is left on the day, and another begins.
    ChooseSolution {
        /// The school and the category.
        deployment: DeploymentId,
        /// The solution; none takes the choice back.
        solution: Option<SolutionCode>,
        /// The day of the choice.
        on: NaiveDate,
    },
    /// Moves a deployment to a stage, creating it where there is none.
    MoveStage {
        /// The school and the category.
        deployment: DeploymentId,
        /// The stage to reach.
        to: Stage,
        /// The day it was reached.
        on: NaiveDate,
    },
    /// Leaves the solution of a use, with the reason. Its active register entry is closed with it, and the school goes on
    /// with another use where a next solution is given.
    Leave {
        /// The use that is left.
        deployment: DeploymentId,
        /// The day on which the school left it.
        on: NaiveDate,
        reason: String,
        /// The register entry stays active: it is to be regularised.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        keep_entry: bool,
        /// The solution chosen in its place, on the same day.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        next: Option<SolutionCode>,
    },
    /// Says that the notice which families were given still serves for a later version of the fiche, with the reason.
    KeepNotice {
        /// The use.
        deployment: DeploymentId,
        /// The version, which is the one in force: what was seen beside it is what differs.
        version: SheetVersion,
        reason: String,
    },
    /// Records the notice that families were given when accounts opened.
    GiveNotice {
        /// The use.
        deployment: DeploymentId,
        /// The version of the fiche that it was drawn from; none: the one in force on that day.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        version: Option<SheetVersion>,
        /// The day.
        on: NaiveDate,
    },
    /// Records a conseil d'école, held or to come.
    HoldCouncil {
        school: Uai,
        /// The day.
        on: NaiveDate,
        /// The families were told of the solution in it.
        informed: bool,
    },
    /// Records that the minutes of the last conseil d'école were received.
    ReceiveMinutes {
        school: Uai,
        /// The day.
        on: NaiveDate,
    },
    /// Records the certificate that the data of a use that was left are deleted.
    ReceiveCertificate {
        /// The use; where it is not left, those before it.
        deployment: DeploymentId,
        /// The solution that it is of; none: the only one that awaits it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        solution: Option<SolutionCode>,
        /// The day of the certificate.
        on: NaiveDate,
    },
    /// Enters a school in the register for a category: the one way in, gated by the rules.
    Register {
        /// The school and the category.
        deployment: DeploymentId,
    },
    /// Records the review (contrôle) of a register entry. The order rests on every record that the entry rests on, as it
    /// was seen; what of them the review keeps is read from the base.
    Review {
        entry: EntryNumber,
        /// What the reviewer found; the journal has orders of the former format that say nothing.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        conclusion: Option<Conclusion>,
    },
    /// Lifts the review of a register entry: it is to be reviewed again. The reason stands in the journal alone.
    LiftReview { entry: EntryNumber, reason: String },
    /// Closes a register entry.
    CloseEntry { entry: EntryNumber, reason: String },
    /// Records that a convention was sent.
    MarkSent {
        convention: ConventionNumber,
        /// The day.
        on: NaiveDate,
    },
    /// Records that an avenant was sent.
    SendAmendment {
        convention: ConventionNumber,
        amendment: AmendmentNumber,
        /// The day.
        on: NaiveDate,
    },
    /// Records a party's signature of a convention.
    Sign {
        convention: ConventionNumber,
        by: Signatory,
        /// The day.
        on: NaiveDate,
    },
    /// Records a party's signature of an avenant.
    SignAmendment {
        convention: ConventionNumber,
        amendment: AmendmentNumber,
        by: Signatory,
        /// The day.
        on: NaiveDate,
    },
    /// Records that a convention is terminated.
    Terminate {
        convention: ConventionNumber,
        /// The day from which it no longer binds.
        on: NaiveDate,
    },
    /// Names a school in the annexe of a convention 26.
    JoinAnnexe {
        convention: ConventionNumber,
        school: Uai,
        /// The first day on which the annexe names it.
        on: NaiveDate,
        /// The solution for which it does; none, those of the convention.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        solution: Option<SolutionCode>,
        /// By what it does.
        #[serde(default, skip_serializing_if = "AnnexeBy::is_nothing")]
        by: AnnexeBy,
    },
    /// Names a school in the annexe of a convention 26 no more.
    LeaveAnnexe {
        convention: ConventionNumber,
        school: Uai,
        /// The first day on which the annexe no longer names it.
        on: NaiveDate,
        /// By what it no longer does.
        #[serde(default, skip_serializing_if = "AnnexeBy::is_nothing")]
        by: AnnexeBy,
    },
    /// Puts a school in a circonscription.
    SetCirconscription { school: Uai, name: String },
    /// Changes what lies under the conventions.
    Territory(Territory),
    /// Says which account follows a collectivité; none: nobody does.
    Follow { collectivite: Siren, by: Option<String> },
    /// Writes a note on a record.
    AddNote { about: RecordId, text: String },
    /// Attaches a document to a record. Its bytes are kept before this is recorded; one that is recorded already is
    /// described anew.
    Attach { document: Described, to: RecordId },
    /// Detaches a document from a record.
    Detach { document: DocumentId, from: RecordId },
    /// Records a relance about a convention.
    AddReminder {
        convention: ConventionNumber,
        to: String,
        /// By which channel: `courriel`, `téléphone`, `courrier`.
        channel: String,
        /// The day it was made.
        on: NaiveDate,
        /// The day on which to come back to it.
        #[serde(default)]
        next_due: Option<NaiveDate>,
    },
    /// Records what came of a relance: nothing is awaited of it any more.
    CloseReminder {
        number: ReminderNumber,
        /// What came of it.
        outcome: String,
    },
    /// Puts a school off: it is to be looked at again on a day.
    Postpone {
        school: Uai,
        /// The day, after J; none takes an earlier day back.
        until: Option<NaiveDate>,
        /// Why; may be empty.
        #[serde(default)]
        reason: String,
    },
    /// Saves a view, new or in place of another.
    SaveView { view: NewView },
    /// Removes a saved view.
    RemoveView {
        number: ViewNumber,
        /// It is one that everybody sees.
        shared: bool,
    },
    /// Records the uses that the former format overwrote, as the journal has them: uses that the school left.
    RecoverUses,
    /// Withdraws a record that was made by mistake, and on which nothing rests. Its number or rank is never given again.
    Withdraw { record: RecordId, reason: String },
    /// Gives a record the key that it should have had; all that names it is rewritten.
    Correct {
        record: RecordId,
        /// The key that it takes, of the same kind.
        to: RecordId,
        reason: String,
    },
    /// Creates or changes a record that an operator may type; register entries are not among them. The uses of a solution
    /// go with it to another category.
    Save {
        /// The record as it should be.
        record: Record,
    },
    /// Carries several commands out, each on what the ones before it made: all of them or none, one journal entry.
    ///
    /// It holds neither an import, nor the uses that were overwritten, nor the correction of a key, nor two records that are
    /// made one, nor a solution that is filed under another category with its uses, nor an undo, nor the clock taken up
    /// again, nor another such command; at most [`MOST_AT_ONCE`] of them.
    Many {
        /// The commands, in order.
        commands: Vec<Command>,
    },
    /// Takes the clock of the machine that holds the base up again, where it is not trusted: entries follow it from now
    /// on, though it is behind the last one or was set by more than is tolerated. Changes no record, stands alone in
    /// its entry, and is never taken back.
    ResumeClock { reason: String },
    /// Takes back an entry of the journal: each record becomes what it was before.
    Undo {
        /// The entry's place in the journal.
        entry: u64,
    },
}

/// By what a school joins an annexe, or leaves it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnnexeBy {
    /// By no avenant: enough where the convention is not signed, or allows additions without one, and to leave.
    #[default]
    Nothing,
    /// By an avenant that the convention has.
    Noted(AmendmentNumber),
    /// By an avenant that is noted with it, unless the convention has it just so.
    New(Amendment),
    /// By no avenant, as the convention allows: that is noted on it.
    Allowed,
}

impl AnnexeBy {
    /// True where nothing is said.
    pub fn is_nothing(&self) -> bool {
        *self == Self::Nothing
    }
}

/// How a school joins the annexe of a convention 26, or leaves it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnnexeMove {
    pub joins: bool,
    /// The first day on which the annexe names it, or no longer does.
    pub on: NaiveDate,
    /// Of a school that joins, the solution for which the annexe names it; none, those of the convention.
    pub solution: Option<SolutionCode>,
    pub by: AnnexeBy,
}

impl AnnexeMove {
    /// A move by no avenant, for the solutions of the convention.
    pub fn new(joins: bool, on: NaiveDate) -> Self {
        Self {
            joins,
            on,
            solution: None,
            by: AnnexeBy::Nothing,
        }
    }
}

impl Command {
    /// The move of a school into the annexe of a convention 26, or out of it.
    pub fn annexe(convention: ConventionNumber, school: Uai, moved: AnnexeMove) -> Self {
        let AnnexeMove {
            joins,
            on,
            solution,
            by,
        } = moved;
        if joins {
            Self::JoinAnnexe {
                convention,
                school,
                on,
                solution,
                by,
            }
        } else {
            Self::LeaveAnnexe {
                convention,
                school,
                on,
                by,
            }
        }
    }
}
