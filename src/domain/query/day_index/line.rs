//! A line of the schools' list: one assessment, and what filters ask of it most.

use crate::domain::id::Siren;
use crate::domain::rule::{Assessment, Finding, RuleCode, Severity, Standing};

/// A school and one of its deployments, assessed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssessedLine {
    /// What the rules say.
    pub assessment: Assessment,
    /// Who sells the chosen solution.
    pub provider: Option<Siren>,
    /// What the school is as to this deployment.
    pub standing: Standing,
    /// One bit for each rule that speaks, those within W0 included.
    rules: u64,
}

impl AssessedLine {
    pub(super) fn new(assessment: Assessment, provider: Option<Siren>) -> Self {
        Self {
            rules: rules(&assessment.findings),
            standing: assessment.standing(),
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

    /// It has an active entry in the register, though it may be to regularise.
    pub fn is_registered(&self) -> bool {
        self.assessment.registered.is_some()
    }

    /// A project without an entry that no rule keeps out of the register, though its accounts may be open already.
    pub fn is_eligible(&self) -> bool {
        self.standing.is_a_project() && !self.is_registered() && self.assessment.may_be_registered()
    }

    /// The one rule that keeps a project out of the register, where no other does.
    pub fn sole_block(&self) -> Option<RuleCode> {
        let mut rules = self.failing().filter(|_| !self.is_registered());
        rules.next().filter(|_| rules.next().is_none())
    }

    /// The blocking rules that a project does not meet: they keep it out of the register, or it is in it to regularise.
    pub fn failing(&self) -> impl Iterator<Item = RuleCode> {
        let lacks = matches!(self.standing, Standing::Blocked | Standing::ToRegularise);
        let all = RuleCode::ALL.iter().copied().filter(move |_| lacks);
        all.filter(|rule| rule.severity() == Severity::Blocking && self.has(*rule))
    }

    /// How much the findings weigh: by standing, then by the number of findings of each weight.
    pub fn weight(&self) -> u32 {
        let standing = match self.standing {
            Standing::ToRegularise => 5,
            Standing::Blocked => 4,
            Standing::Ready => 3,
            Standing::Registered => 2,
            Standing::NoProject => 1,
            Standing::OutOfScope => 0,
        };
        let of = |severity| u32::try_from(self.count(severity).min(255)).unwrap_or(255);
        standing << 24 | of(Severity::Blocking) << 16 | of(Severity::Critical) << 8 | of(Severity::Warning)
    }

    fn count(&self, severity: Severity) -> usize {
        let findings = self.assessment.findings.iter();
        findings.filter(|finding| finding.severity() == severity).count()
    }
}

/// One bit for each rule that speaks in findings or within them.
fn rules(findings: &[Finding]) -> u64 {
    findings.iter().fold(0, |all, finding| {
        all | bit(finding.rule) | rules(finding.within())
    })
}

/// There are fewer rules than bits.
const _: () = assert!(RuleCode::ALL.len() <= 64);

fn bit(rule: RuleCode) -> u64 {
    1 << rule as u32
}
