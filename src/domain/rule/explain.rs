//! Explains a school on a day: every rule, whether it speaks, is silent or is not looked at, with the facts it looks at.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::deployment::{Deployment, Stage};
use crate::domain::provider::Category;
use crate::domain::registry::Registry;
use crate::domain::school::School;

use super::assess::assess_one;
use super::code::RuleCode;
use super::facts::{FactLine, Facts};
use super::place::Place;
use super::policy::Policy;
use super::subject::Subject;
use super::table::{TABLE, say};
use super::wording::Words;

/// What the rules make of a school with one of its uses, or with none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explained {
    pub category: Option<Category>,
    /// The name of the solution.
    pub solution: Option<String>,
    pub stage: Option<Stage>,
    /// Every rule, in order.
    pub rules: Vec<RuleExplained>,
}

impl Explained {
    /// The use in French: `ENT · OLM · étape « inscrite »`.
    pub fn words(&self) -> String {
        let Some((category, stage)) = self.category.zip(self.stage) else {
            return "Sans usage".to_owned();
        };
        let solution = self.solution.as_deref().unwrap_or("aucune solution");
        format!(
            "{} · {solution} · étape «\u{a0}{}\u{a0}»",
            category.label(),
            stage.label()
        )
    }
}

/// What one rule makes of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleExplained {
    pub rule: RuleCode,
    pub verdict: Verdict,
    /// What it says, one message a finding.
    pub messages: Vec<String>,
    pub facts: Vec<FactLine>,
}

/// Whether the condition of a rule holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Verdict {
    /// It does: the rule speaks.
    Holds,
    /// It does not.
    HoldsNot,
    /// Not looked at, and why, in French.
    NotLookedAt(String),
}

impl Verdict {
    /// In French: `constatée`, `non examinée : aucune solution n’est choisie (B3)`.
    pub fn words(&self) -> String {
        match self {
            Self::Holds => "constatée".to_owned(),
            Self::HoldsNot => "non constatée".to_owned(),
            Self::NotLookedAt(why) => format!("non examinée\u{a0}: {why}"),
        }
    }
}

/// Explains a school on a day, once for each of its uses, or once with none.
pub fn explain(registry: &Registry, school: &School, day: NaiveDate, policy: &Policy) -> Vec<Explained> {
    let place = Place::new(registry, school, day, policy);
    let uses = registry.deployments_of(school.uai);
    let mut explained: Vec<_> = uses.map(|used| explain_one(place, Some(used))).collect();
    if explained.is_empty() {
        explained.push(explain_one(place, None));
    }
    explained
}

fn explain_one(place: Place<'_>, used: Option<&Deployment>) -> Explained {
    let subject = Subject::new(place, used);
    let assessment = assess_one(place, used);
    let words = Words::new(place.registry, &assessment, place.day, say);
    let rules = TABLE.iter().map(|row| {
        let verdict = match row.unmet(&subject) {
            Some(why) => Verdict::NotLookedAt(why.to_owned()),
            None if assessment.has(row.rule) => Verdict::Holds,
            None => Verdict::HoldsNot,
        };
        let facts = match verdict {
            Verdict::NotLookedAt(_) => Vec::new(),
            Verdict::Holds | Verdict::HoldsNot => Facts::new(&subject, words, &assessment).of(row.facts),
        };
        let spoken = assessment.everything().filter(|finding| finding.rule == row.rule);
        RuleExplained {
            rule: row.rule,
            verdict,
            messages: spoken.map(|finding| words.finding(finding)).collect(),
            facts,
        }
    });
    Explained {
        category: assessment.category,
        solution: assessment.solution.as_ref().map(|code| words.solution_name(code)),
        stage: assessment.stage,
        rules: rules.collect(),
    }
}
