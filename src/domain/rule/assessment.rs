//! The assessment of one school: one per category that has a use, or one without a solution.
//!
//! A school that is *inscrite* has no blocking finding: what would keep it out is held by its W0, and
//! [`Assessment::failures`] gives it in both cases.

use chrono::NaiveDate;

use crate::domain::deployment::{DeploymentId, Rank, Stage};
use crate::domain::id::{Siren, SolutionCode, Uai};
use crate::domain::provider::Category;
use crate::domain::register::EntryNumber;

use super::code::{RuleCode, Severity};
use super::finding::Finding;

/// What the rules say of a school and one of its deployments on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessment {
    pub school: Uai,
    /// The category of the deployment; none for a school without one.
    pub category: Option<Category>,
    /// The rank of the deployment among those of the school in the category.
    pub rank: Rank,
    pub solution: Option<SolutionCode>,
    /// The stage that the operator typed.
    pub stage: Option<Stage>,
    /// The school has left the solution by the day.
    pub is_left: bool,
    /// The active register entry for this solution.
    pub registered: Option<EntryNumber>,
    /// The collectivité that holds the school competence on the day.
    pub holder: Option<Siren>,
    /// The earliest last day among the conventions and the contract relied on.
    pub end: Option<NaiveDate>,
    /// What the rules say, in the order of the table.
    pub findings: Vec<Finding>,
}

impl Assessment {
    /// The deployment; none for a school without one.
    pub fn deployment(&self) -> Option<DeploymentId> {
        self.category.map(|category| DeploymentId {
            school: self.school,
            category,
            rank: self.rank,
        })
    }

    /// True when no rule keeps the school out of the register, whether or not it is in it.
    pub fn may_be_registered(&self) -> bool {
        self.failures().next().is_none()
    }

    /// The blocking rules that fail: its own findings, or those that its W0 holds once it is *inscrite*.
    pub fn failures(&self) -> impl Iterator<Item = &Finding> {
        self.everything()
            .filter(|finding| finding.severity() == Severity::Blocking)
    }

    /// The findings that keep accounts closed (C1–C4).
    pub fn account_findings(&self) -> impl Iterator<Item = &Finding> {
        self.findings
            .iter()
            .filter(|finding| finding.severity() == Severity::Accounts)
    }

    /// True when the rule speaks, on its own or within W0.
    pub fn has(&self, rule: RuleCode) -> bool {
        self.everything().any(|finding| finding.rule == rule)
    }

    /// True when the school is to be regularised (W0).
    pub fn to_regularise(&self) -> bool {
        self.has(RuleCode::W0)
    }

    /// Whether a convention 28 in force serves (neither B5 nor B6); none where it is not looked at, or where a school
    /// without a project has none.
    pub fn art28(&self) -> Option<bool> {
        let looked_at = self.solution.is_some() && !self.is_left && !self.has(RuleCode::B2);
        let serves = looked_at.then(|| !self.has(RuleCode::B5) && !self.has(RuleCode::B6));
        serves.filter(|serves| self.lacks_or(*serves))
    }

    /// Whether a convention 26 in force serves (neither B7 nor B8); none as for [`Self::art28`].
    pub fn art26(&self) -> Option<bool> {
        let looked_at = self.holder.is_some() && !self.has(RuleCode::B2);
        let serves = looked_at.then(|| !self.has(RuleCode::B7) && !self.has(RuleCode::B8));
        serves.filter(|serves| self.lacks_or(*serves))
    }

    /// True where a convention serves, or where the use is one that can lack it.
    fn lacks_or(&self, serves: bool) -> bool {
        serves || self.standing().is_a_project()
    }

    /// Every finding, followed by those that it holds.
    pub(super) fn everything(&self) -> impl Iterator<Item = &Finding> {
        self.findings
            .iter()
            .flat_map(|finding| std::iter::once(finding).chain(finding.within()))
    }
}
