//! A line of the schools' list: one assessment, and what filters ask of it most.

use chrono::NaiveDate;

use crate::domain::id::Siren;
use crate::domain::query::page::{Standing, Summary};
use crate::domain::rule::{Assessment, RuleCode, Severity};

/// A school and one of its deployments, assessed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What the rules say.
    pub assessment: Assessment,
    /// Who sells the chosen solution.
    pub provider: Option<Siren>,
    /// How it stands.
    pub standing: Standing,
    end: Option<NaiveDate>,
    /// One bit for each rule that speaks.
    rules: u32,
}

impl Line {
    pub(super) fn new(assessment: Assessment, provider: Option<Siren>, end: Option<NaiveDate>) -> Self {
        let rules = assessment
            .findings
            .iter()
            .fold(0, |rules, finding| rules | bit(finding.rule));
        Self {
            standing: standing(&assessment, rules),
            assessment,
            provider,
            end,
            rules,
        }
    }

    /// The earliest end of what it relies on.
    pub fn end(&self) -> Option<NaiveDate> {
        self.end
    }

    /// True when a rule speaks.
    pub fn has(&self, rule: RuleCode) -> bool {
        self.rules & bit(rule) != 0
    }

    /// True when a rule of that weight speaks.
    pub fn weighs(&self, severity: Severity) -> bool {
        self.assessment
            .findings
            .iter()
            .any(|finding| finding.severity() == severity)
    }

    /// A convention 28 in force serves it; none where it is not looked at.
    pub fn art28(&self) -> Option<bool> {
        let looked_at = !self.has(RuleCode::B2) && !self.has(RuleCode::B3);
        looked_at.then(|| !self.has(RuleCode::B5) && !self.has(RuleCode::B6))
    }

    /// A convention 26 in force serves it; none where it is not looked at.
    pub fn art26(&self) -> Option<bool> {
        let looked_at = !self.has(RuleCode::B2) && !self.has(RuleCode::B4);
        looked_at.then(|| !self.has(RuleCode::B7) && !self.has(RuleCode::B8))
    }

    /// Not registered, and a rule keeps it out.
    pub fn is_blocked(&self) -> bool {
        !self.is_registered() && self.weighs(Severity::Blocking)
    }

    /// In the register for its solution.
    pub fn is_registered(&self) -> bool {
        self.assessment.registered.is_some()
    }

    /// Not registered, and no rule keeps it out.
    pub fn is_eligible(&self) -> bool {
        !self.is_registered() && self.assessment.may_be_registered()
    }

    /// Rule W0 speaks.
    pub fn is_to_regularise(&self) -> bool {
        self.has(RuleCode::W0)
    }

    /// How much the findings weigh: by standing, then by the number of findings of each weight.
    pub fn weight(&self) -> u32 {
        let standing = match self.standing {
            Standing::ToRegularise => 3,
            Standing::Blocked => 2,
            Standing::Eligible => 1,
            Standing::Registered => 0,
        };
        let of = |severity| {
            let findings = self.assessment.findings.iter();
            u32::try_from(findings.filter(|f| f.severity() == severity).count().min(255)).unwrap_or(255)
        };
        standing << 24 | of(Severity::Blocking) << 16 | of(Severity::Critical) << 8 | of(Severity::Warning)
    }
}

/// Adds the headings under which a school counts, given those of its lines that a list holds.
pub(super) fn count<'a>(summary: &mut Summary, lines: impl Iterator<Item = &'a Line> + Clone) {
    let any = |test: fn(&Line) -> bool| usize::from(lines.clone().any(test));
    summary.schools += any(|_| true);
    summary.registered += any(Line::is_registered);
    summary.eligible += any(Line::is_eligible);
    summary.blocked += any(Line::is_blocked);
    summary.to_regularise += any(Line::is_to_regularise);
}

fn standing(assessment: &Assessment, rules: u32) -> Standing {
    if rules & bit(RuleCode::W0) != 0 {
        Standing::ToRegularise
    } else if assessment.registered.is_some() {
        Standing::Registered
    } else if assessment.may_be_registered() {
        Standing::Eligible
    } else {
        Standing::Blocked
    }
}

fn bit(rule: RuleCode) -> u32 {
    1 << rule as u32
}
