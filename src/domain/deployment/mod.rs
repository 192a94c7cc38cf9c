//! Deployments: the solution chosen for a school and how far the school is with it.

mod moves;
mod stage;

pub use moves::{NoMove, may_move, may_move_entered};
pub use stage::Stage;

use std::collections::BTreeMap;
use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::id::{SheetVersion, SolutionCode, Uai};
use super::provider::Category;

/// What a school does with a solution of one category; its key is the school and the category.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deployment {
    pub school: Uai,
    /// The category of the solution.
    pub category: Category,
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
    /// The day of the training.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub training: Option<NaiveDate>,
    /// The day on which the school left the solution.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exit: Option<NaiveDate>,
    /// The day of the deletion certificate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deletion_certificate: Option<NaiveDate>,
}

impl Deployment {
    /// A deployment at its first stage, without a solution.
    pub fn new(school: Uai, category: Category) -> Self {
        Self {
            school,
            category,
            solution: None,
            stage: Stage::BesoinRecense,
            reached: BTreeMap::new(),
            family_notice: None,
            training: None,
            exit: None,
            deletion_certificate: None,
        }
    }

    /// Reaches a stage on a day: later stages are no longer reached, and what the stage says is noted.
    ///
    /// Going back to a stage keeps the day on which it was first reached.
    pub fn reach(&mut self, to: Stage, on: NaiveDate) {
        self.stage = to;
        self.reached.retain(|stage, _| *stage <= to);
        self.reached.entry(to).or_insert(on);
        match to {
            Stage::FormationFaite => self.training = self.training.or(Some(on)),
            Stage::Sortie => self.exit = self.exit.or(Some(on)),
            Stage::DonneesSupprimees => self.deletion_certificate = self.deletion_certificate.or(Some(on)),
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
        self.training = None;
        self.exit = None;
        self.deletion_certificate = None;
        self.reached.split_off(&at);
        self.stage = at;
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
        }
    }
}

/// The key of a [`Deployment`]; written `0380123A@ENT`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct DeploymentId {
    pub school: Uai,
    pub category: Category,
}

impl fmt::Display for DeploymentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}@{}", self.school, self.category.label())
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
