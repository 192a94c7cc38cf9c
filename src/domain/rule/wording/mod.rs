//! Findings in French, with names and dates. French typography: « », ’, and U+00A0 before : ; ! ?
//!
//! A finding holds keys; names and dates are read in the registry when the message is asked for.

mod accounts;
mod blocking;
mod ladder;
mod names;
mod warnings;

use chrono::NaiveDate;

use crate::domain::authority::OF_AUTHORITY;
use crate::domain::registry::Registry;

use super::assessment::Assessment;
use super::code::RuleCode;
use super::finding::Finding;

impl Finding {
    /// The message in French. `registry`, `of` and `day` are those that gave the finding.
    pub fn message(&self, registry: &Registry, of: &Assessment, day: NaiveDate) -> String {
        Words { registry, of, day }.say(self)
    }
}

/// What a message is written from.
#[derive(Clone, Copy)]
struct Words<'a> {
    registry: &'a Registry,
    of: &'a Assessment,
    day: NaiveDate,
}

impl Words<'_> {
    fn say(self, finding: &Finding) -> String {
        let cause = &finding.cause;
        match finding.rule {
            RuleCode::B1 => self.not_open(),
            RuleCode::B2 => format!(
                "École privée\u{a0}: son chef d’établissement est le responsable du traitement, hors des \
                 conventions {OF_AUTHORITY}."
            ),
            RuleCode::B3 => self.no_solution(),
            RuleCode::B4 => self.no_holder(),
            RuleCode::B5 => self.no_convention28(cause),
            RuleCode::B6 => self.absent_clauses(cause),
            RuleCode::B7 => self.no_convention26(cause),
            RuleCode::B8 => self.not_covered(cause),
            RuleCode::B9 => self.incomplete_sheet(cause),
            RuleCode::B10 => self.unsafe_transfer(cause),
            RuleCode::B11 => self.other_entry(cause),
            RuleCode::C1 => Self::not_registered(cause),
            RuleCode::C2 => self.no_contract(cause),
            RuleCode::C3 => self.families_not_told(cause),
            RuleCode::C4 => self.impact_not_done(cause),
            RuleCode::W0 => self.to_regularise(cause),
            RuleCode::W1 => self.ends_soon(cause),
            RuleCode::W3 => self.council_not_told(),
            RuleCode::W8 => self.transferred(cause),
            RuleCode::W17 => self.wrong_order(cause),
            RuleCode::W20 => self.unanswered(cause),
            RuleCode::W21 => self.for_parapheur(cause),
        }
    }
}
