//! Deployments: the uses that a school makes of solutions, and how far it is with each.

mod key;
mod moves;
mod stage;

pub use key::{DeploymentId, Rank};
pub use moves::{NoMove, may_move, may_move_entered};
pub use stage::Stage;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::id::{SheetVersion, SolutionCode, Uai};
use super::provider::Category;

/// One use that a school makes of one solution. Its key is the school, the category and the rank; at most one use of a
/// school and a category is not left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deployment {
    pub school: Uai,
    /// The category of the solution.
    pub category: Category,
    /// Its place among the uses of the school in the category, in the order of recording.
    #[serde(default, skip_serializing_if = "Rank::is_first")]
    pub rank: Rank,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub solution: Option<SolutionCode>,
    /// The stage that the operator typed.
    pub stage: Stage,
    /// The day on which each stage was reached.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub reached: BTreeMap<Stage, NaiveDate>,
    /// When the families were told, and of which version of the fiche (RGPD art. 12–14).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub family_notice: Option<FamilyNotice>,
    /// For which later versions of the fiche the notice still serves.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notice_kept: Vec<NoticeKept>,
    /// The day of the training.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub training: Option<NaiveDate>,
    /// The day on which the school left the solution.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exit: Option<NaiveDate>,
    /// Why it left; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub exit_reason: String,
    /// The day of the deletion certificate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deletion_certificate: Option<NaiveDate>,
}

impl Deployment {
    /// A use at its first stage, without a solution.
    pub fn new(id: DeploymentId) -> Self {
        Self {
            school: id.school,
            category: id.category,
            rank: id.rank,
            solution: None,
            stage: Stage::BesoinRecense,
            reached: BTreeMap::new(),
            family_notice: None,
            notice_kept: Vec::new(),
            training: None,
            exit: None,
            exit_reason: String::new(),
            deletion_certificate: None,
        }
    }

    /// Reaches a stage on a day: later stages are no longer reached, and what the stage says is noted. That the data were
    /// deleted is what somebody says: the certificate is another fact, of its own day.
    ///
    /// Going back to a stage keeps the day on which it was first reached.
    pub fn reach(&mut self, to: Stage, on: NaiveDate) {
        self.stage = to;
        self.reached.retain(|stage, _| *stage <= to);
        self.reached.entry(to).or_insert(on);
        match to {
            Stage::FormationFaite => self.training = self.training.or(Some(on)),
            Stage::Sortie => self.exit = self.exit.or(Some(on)),
            _ => {}
        }
    }

    /// Starts anew at a stage: what was reached from it on, and what families were told, no longer counts.
    pub fn restart(&mut self, at: Stage, on: NaiveDate) {
        self.forget(at);
        self.reach(at, on);
    }

    /// Starts anew at a stage of which the day is not known.
    pub fn forget(&mut self, at: Stage) {
        self.family_notice = None;
        self.notice_kept.clear();
        self.training = None;
        self.exit = None;
        self.exit_reason.clear();
        self.deletion_certificate = None;
        self.reached.split_off(&at);
        self.stage = at;
    }

    /// Leaves the solution on a day; the reason may be empty.
    ///
    /// A stage with accounts whose day is not known was reached by that day at the latest: it stays among those reached.
    pub fn leave(&mut self, on: NaiveDate, reason: &str) {
        if self.stage.accounts_open() {
            self.reached.entry(self.stage).or_insert(on);
        }
        self.reach(Stage::Sortie, on);
        self.left_on(Some(on));
        reason.clone_into(&mut self.exit_reason);
    }

    /// Notes the day on which it was left, which is that of its stage too; none where it is not known.
    pub fn left_on(&mut self, on: Option<NaiveDate>) {
        self.exit = on;
        match on {
            Some(on) => drop(self.reached.insert(Stage::Sortie, on)),
            None => drop(self.reached.remove(&Stage::Sortie)),
        }
    }

    /// True where accounts were open at some time.
    pub fn had_accounts(&self) -> bool {
        self.stage.accounts_open() || self.reached.keys().any(|stage| stage.accounts_open())
    }

    /// Goes back from *inscrite* to the last stage reached before it; where none is noted, to *convention 26 signée*,
    /// which the register took for granted.
    pub fn leave_register(&mut self) {
        self.reached.retain(|stage, _| *stage < Stage::Inscrite);
        self.stage = self
            .reached
            .last_key_value()
            .map_or(Stage::ConventionSignee, |(stage, _)| *stage);
    }

    /// Its key.
    pub fn id(&self) -> DeploymentId {
        DeploymentId {
            school: self.school,
            category: self.category,
            rank: self.rank,
        }
    }

    /// True where the school has left it.
    pub fn is_left(&self) -> bool {
        self.stage.is_left()
    }

    /// True where the school has left it on a day; where the day on which it left is not known, on every day.
    pub fn is_left_on(&self, day: NaiveDate) -> bool {
        self.is_left() && self.exit.is_none_or(|exit| exit <= day)
    }

    /// The first day that is noted of it; none where no day is.
    pub fn first_day(&self) -> Option<NaiveDate> {
        let notice = self.family_notice.as_ref().map(|notice| notice.date);
        let reached = self.reached.values().copied();
        reached.chain(notice).chain(self.training).chain(self.exit).min()
    }

    /// The first day that is noted of it before it was left; none where no day is.
    pub fn began_on(&self) -> Option<NaiveDate> {
        let mut before = self.clone();
        before.exit = None;
        before.reached.split_off(&Stage::Sortie);
        before.first_day()
    }

    /// The day on which it was left; where that is not known, the last on which a stage was reached.
    pub fn last_day(&self) -> Option<NaiveDate> {
        self.exit.or(self.reached.values().copied().max())
    }
}

/// The information given to families.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FamilyNotice {
    /// The day it was given.
    pub date: NaiveDate,
    /// The version of the fiche it was drawn from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<SheetVersion>,
}

/// That a notice which was given from a version of the fiche still serves for a later one, which says otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeKept {
    /// The version that the notice was drawn from; none where it names none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub told: Option<SheetVersion>,
    /// The later version.
    pub serves: SheetVersion,
    /// The day on which it was said.
    pub on: NaiveDate,
    pub by: String,
    pub reason: String,
}

impl NoticeKept {
    /// True where it is of a notice and a version.
    pub fn is_of(&self, notice: &FamilyNotice, version: &SheetVersion) -> bool {
        (&self.told, &self.serves) == (&notice.version, version)
    }
}
