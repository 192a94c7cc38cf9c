//! A finding: a rule that speaks about a school, and the facts that make it speak.

use chrono::NaiveDate;

use crate::domain::collectivite::CompetenceId;
use crate::domain::convention::{Clause, Party, RenewalPhase};
use crate::domain::deployment::{DeploymentId, Stage};
use crate::domain::id::{
    AmendmentNumber, ContractReference, ConventionNumber, SheetVersion, Siren, SolutionCode, Uai,
};
use crate::domain::provider::SheetId;
use crate::domain::record::RecordId;
use crate::domain::register::{EntryNumber, Part};
use crate::domain::registry::Transfer;

use super::code::{RuleCode, Severity};

/// A rule that speaks about a school on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub rule: RuleCode,
    /// True where a warning is urgent (red on screen).
    pub urgent: bool,
    pub cause: Cause,
}

impl Finding {
    pub(super) fn new(rule: RuleCode, cause: Cause) -> Self {
        Self {
            rule,
            urgent: false,
            cause,
        }
    }

    pub(super) fn urgent_if(self, urgent: bool) -> Self {
        Self { urgent, ..self }
    }

    /// The severity, from the one table.
    pub fn severity(&self) -> Severity {
        self.rule.severity()
    }

    /// The legal source: that of what happened, where the rule has several; empty where it has none.
    pub fn source(&self) -> &'static str {
        match &self.cause {
            Cause::Transferred(_, transfer) => transfer.nature.source(),
            _ => self.rule.source(),
        }
    }

    /// The findings that this one holds: those of a registered school, within W0.
    pub fn within(&self) -> &[Self] {
        match &self.cause {
            Cause::Lapsed(_, findings) => findings,
            _ => &[],
        }
    }
}

/// The facts behind a finding, as data; [`Finding::message`] words them in French.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cause {
    /// Facts that need no name nor date beyond those of the school and its deployment.
    Plain,
    /// There is no convention at all with this party.
    NoConvention(Party),
    /// The convention, or the nearest to being one that would do.
    Convention(ConventionNumber),
    /// An avenant of a convention.
    Amendment(ConventionNumber, AmendmentNumber),
    /// The convention that did until it was over, and the one that takes its place but does not do yet.
    LastAndNext(ConventionNumber, ConventionNumber),
    /// A convention and its last day.
    ConventionEnds(ConventionNumber, NaiveDate),
    /// A convention without these clauses.
    Clauses(ConventionNumber, Vec<Clause>),
    /// A convention signed with a holder, and a transfer of the competence since.
    Transferred(ConventionNumber, Transfer),
    /// The day of the results of elections, and that from which a conseil is missing.
    Elections(NaiveDate, NaiveDate),
    /// What still stands of a school that another took the place of.
    Standing(Vec<RecordId>),
    /// The other schools of the RPI that have another solution, each with its own.
    OtherSolutions(Vec<(Uai, SolutionCode)>),
    /// The other schools of the RPI whose holder is a group where that of the school is a commune, or the reverse.
    OtherHolders(Vec<(Uai, Siren)>),
    /// Two records that are probably one.
    Duplicate(RecordId, RecordId),
    /// A competence that is to be confirmed, and whom it names.
    Proposed(CompetenceId, Siren),
    /// The contract nearest to being in force.
    Contract(ContractReference),
    /// A convention, and how near its tacit renewal is.
    Renewal(ConventionNumber, RenewalPhase),
    /// A contract and its last day.
    ContractEnds(ContractReference, NaiveDate),
    /// A version of the solution's fiche; none where there is no fiche.
    Sheet(SolutionCode, Option<SheetVersion>),
    /// A fiche, some of whose sub-processors were last confirmed before that day.
    Stale(SheetId, NaiveDate),
    /// A solution that no record describes.
    UnknownSolution(SolutionCode),
    Entry(EntryNumber),
    /// A register entry, and the parts that are no longer what its review saw.
    Void(EntryNumber, Vec<Part>),
    /// A register entry, and the blocking rules that now fail.
    Lapsed(EntryNumber, Vec<Finding>),
    /// The register entry no longer rests on all it needs, for these rules.
    Lost(EntryNumber, Vec<RuleCode>),
    /// A use and the day on which it was left, without a certificate of deletion since.
    Uncertified(DeploymentId, NaiveDate),
    /// The stage of the use, whose own fact is missing.
    StageAhead(Stage),
    /// The stage that the facts make true of a use that is behind it, and the day of the fact.
    StageBehind(Stage, NaiveDate),
    /// A stage reached on a day, before the register entry.
    Early(Stage, NaiveDate, EntryNumber),
}
