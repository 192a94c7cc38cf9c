//! A line of the schools' list: one assessment, and what filters ask of it most.

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
    /// One bit for each rule that speaks, those within W0 included.
    rules: u32,
}

impl Line {
    pub(super) fn new(assessment: Assessment, provider: Option<Siren>) -> Self {
        let rules = RuleCode::ALL.iter().copied().filter(|rule| assessment.has(*rule));
        Self {
            rules: rules.fold(0, |rules, rule| rules | bit(rule)),
            standing: standing(&assessment),
            assessment,
            provider,
        }
    }

    /// True when a rule speaks, on its own or within W0.
    pub fn has(&self, rule: RuleCode) -> bool {
        self.rules & bit(rule) != 0
    }

    /// True when a finding has that weight.
    pub fn weighs(&self, severity: Severity) -> bool {
        self.count(severity) > 0
    }

    /// Not registered, and a rule keeps it out.
    pub fn is_blocked(&self) -> bool {
        !self.is_registered() && !self.assessment.may_be_registered()
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
        let of = |severity| u32::try_from(self.count(severity).min(255)).unwrap_or(255);
        standing << 24 | of(Severity::Blocking) << 16 | of(Severity::Critical) << 8 | of(Severity::Warning)
    }

    fn count(&self, severity: Severity) -> usize {
        let findings = self.assessment.findings.iter();
        findings.filter(|finding| finding.severity() == severity).count()
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

fn standing(assessment: &Assessment) -> Standing {
    if assessment.to_regularise() {
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
