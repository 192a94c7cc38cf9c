//! A dossier: what is known of a record, ready to be shown by screens and commands.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::command::Seen;
use crate::domain::deployment::{DeploymentId, Stage};
use crate::domain::id::{SheetVersion, SolutionCode};
use crate::domain::provider::Category;
use crate::domain::query::page::FindingLine;
use crate::domain::record::{Record, RecordId};
use crate::domain::refusal::Refusal;
use crate::domain::rule::RuleCode;

/// What is known of a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dossier {
    pub id: RecordId,
    pub record: Record,
    /// Its version, to be sent back with a command.
    pub version: u64,
    /// The revision of the base.
    pub revision: u64,
    /// The later version of the fiche for which the notice of the use does not serve, and what it says otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice_gap: Option<NoticeGap>,
    /// The records that the sections are read from beside it, to be sent back with the review of a register entry.
    #[serde(default)]
    pub rests_on: Vec<Seen>,
    /// The title: the name, and the commune with it.
    pub title: String,
    /// The findings of the school and the deployment, where it is one.
    pub findings: Vec<FindingLine>,
    /// What is known, by section.
    pub sections: Vec<Section>,
    /// The deployment that the stage verbs act on, where it is a school.
    pub deployment: Option<DeploymentId>,
    /// Every stage, and whether the deployment may move there.
    pub moves: Vec<Move>,
    /// The solutions that a school may choose, by category and then by name; none for another record.
    #[serde(default)]
    pub choices: Vec<Choice>,
}

/// What lies between the notice that families were given and the fiche in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeGap {
    /// The version in force.
    pub version: SheetVersion,
    /// Each part that differs, and how.
    pub differences: Vec<DossierLine>,
}

/// A titled part of a dossier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    pub title: String,
    pub lines: Vec<DossierLine>,
}

impl Section {
    /// True of what a review of a register entry covers.
    pub fn is_covered(&self) -> bool {
        self.title.starts_with(COVERED)
    }
}

/// The beginning of the title of a section that a review of a register entry covers.
pub const COVERED: &str = "Contrôle\u{a0}: ";

/// What the reviews of several register entries cover, each section once, those that most have alike first, with the places
/// of the dossiers that have it.
pub fn covered_by(dossiers: &[Dossier]) -> Vec<(&Section, Vec<usize>)> {
    let mut shared: Vec<(&Section, Vec<usize>)> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    for (place, dossier) in dossiers.iter().enumerate() {
        for section in dossier.sections.iter().filter(|section| section.is_covered()) {
            let values = section
                .lines
                .iter()
                .map(|line| format!("{}={}", line.label, line.value));
            let said = std::iter::once(section.title.clone())
                .chain(values)
                .collect::<Vec<_>>();
            let at = *known.entry(said.join("\n")).or_insert_with(|| {
                shared.push((section, Vec::new()));
                shared.len() - 1
            });
            shared[at].1.push(place);
        }
    }
    shared.sort_by_key(|(_, places)| std::cmp::Reverse(places.len()));
    shared
}

/// A label and its value, as screens and commands show them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DossierLine {
    /// The French name of the field; empty for plain text.
    pub label: String,
    pub value: String,
    /// The record that the line leads to.
    pub link: Option<RecordId>,
}

/// A stage, and whether a deployment may move there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Move {
    pub to: Stage,
    /// Why not; none where the move is allowed.
    pub refused: Option<Refusal>,
    /// The day it was reached, where it was.
    pub reached: Option<NaiveDate>,
}

/// A solution that a school may choose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    pub solution: SolutionCode,
    pub name: String,
    /// Its category: a school chooses one solution in each.
    pub category: Category,
    /// The name of its prestataire.
    pub provider: String,
    /// Why no convention 28 serves it in the school's département: B5 or B6; none where one does.
    pub lacks28: Option<RuleCode>,
}

/// A field that an entry of the journal changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryLine {
    /// The entry's place.
    pub seq: u64,
    pub at: DateTime<Utc>,
    pub by: String,
    /// What was asked, in a few French words.
    pub verb: String,
    /// The French name of the field.
    pub field: String,
    /// The value before; empty where there was none.
    pub before: String,
    /// The value after; empty where there is none.
    pub after: String,
    /// True where the record itself was taken away: it is no more.
    #[serde(default)]
    pub gone: bool,
    /// True where the field is of the record itself, and not of what is its own.
    #[serde(default)]
    pub own: bool,
}
