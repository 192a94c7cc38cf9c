//! A line of the schools' list: one assessment, and what filters ask of it most.

use crate::domain::id::Siren;
use crate::domain::query::page::{Standing, Summary};
use crate::domain::rule::{Assessment, Finding, RuleCode, Severity};

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
    /// The headings under which it counts.
    marks: Marks,
}

impl Line {
    pub(super) fn new(assessment: Assessment, provider: Option<Siren>) -> Self {
        Self {
            rules: rules(&assessment.findings),
            marks: Marks::of(&assessment),
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
        self.marks.has(Marks::BLOCKED)
    }

    /// In the register for its solution.
    pub fn is_registered(&self) -> bool {
        self.marks.has(Marks::REGISTERED)
    }

    /// Not registered, and no rule keeps it out.
    pub fn is_eligible(&self) -> bool {
        self.marks.has(Marks::ELIGIBLE)
    }

    /// The one rule that keeps it out of the register, where no other does and it can be lifted.
    pub fn sole_block(&self) -> Option<RuleCode> {
        let mut rules = self.blocks();
        let first = rules.next().filter(|rule| rule.can_be_lifted());
        first.filter(|_| rules.next().is_none())
    }

    /// The rules that keep it out of the register; none of a line that is in it.
    pub fn blocks(&self) -> impl Iterator<Item = RuleCode> {
        let all = RuleCode::ALL.iter().copied().filter(|_| self.is_blocked());
        all.filter(|rule| rule.severity() == Severity::Blocking && self.has(*rule))
    }

    /// Rule W0 speaks.
    pub fn is_to_regularise(&self) -> bool {
        self.marks.has(Marks::TO_REGULARISE)
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

/// The headings under which a line counts, or several lines together, one bit each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Marks(u8);

impl Marks {
    const LISTED: Self = Self(1);
    const REGISTERED: Self = Self(2);
    const ELIGIBLE: Self = Self(4);
    const BLOCKED: Self = Self(8);
    const TO_REGULARISE: Self = Self(16);

    fn of(assessment: &Assessment) -> Self {
        let gate = match (assessment.registered, assessment.may_be_registered()) {
            (Some(_), _) => Self::REGISTERED,
            (None, true) => Self::ELIGIBLE,
            (None, false) => Self::BLOCKED,
        };
        let critical = if assessment.to_regularise() {
            Self::TO_REGULARISE
        } else {
            Self(0)
        };
        Self(Self::LISTED.0 | gate.0 | critical.0)
    }

    fn has(self, mark: Self) -> bool {
        self.0 & mark.0 != 0
    }

    /// The headings of some lines of one school.
    pub(super) fn together<'a>(lines: impl Iterator<Item = &'a Line>) -> Self {
        Self(lines.fold(0, |marks, line| marks | line.marks.0))
    }

    /// Counts a school under its headings.
    pub(super) fn count(self, summary: &mut Summary) {
        let one = |mark| usize::from(self.has(mark));
        summary.schools += one(Self::LISTED);
        summary.registered += one(Self::REGISTERED);
        summary.eligible += one(Self::ELIGIBLE);
        summary.blocked += one(Self::BLOCKED);
        summary.to_regularise += one(Self::TO_REGULARISE);
    }
}

/// One bit for each rule that speaks in findings or within them.
fn rules(findings: &[Finding]) -> u32 {
    findings.iter().fold(0, |all, finding| {
        all | bit(finding.rule) | rules(finding.within())
    })
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
