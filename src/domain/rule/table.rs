//! In which order the rules are looked at, what each needs before it is, and the functions that look and that say.

use chrono::NaiveDate;

use crate::domain::registry::Registry;

use super::assessment::Assessment;
use super::code::RuleCode;
use super::facts::Fact;
use super::finding::{Cause, Finding};
use super::subject::Subject;
use super::wording::Words;
use super::{
    accounts, art26, art28, certificate, choice, chronology, competence, council, duplicates, ending, lineage,
};
use super::{open, regularise, renewal, review, rpi, sheet, stage, unverified, waiting};

/// What must hold before a rule is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Need {
    /// The school is public (else B2, and only B1 and B2 are looked at).
    Public,
    /// The school has not left its solution: nothing is awaited of it any more.
    NotLeft,
    /// A solution is chosen and not left (else B3, and B5, B6, B8–B11 are not looked at).
    Solution,
    /// A collectivité holds the competence (else B4, and B7 and B8 are not looked at).
    Holder,
}

impl Need {
    fn is_met(self, subject: &Subject<'_>) -> bool {
        match self {
            Self::Public => subject.at.is_public(),
            Self::Solution => subject.code.is_some() && !subject.is_left,
            Self::NotLeft => !subject.is_left,
            Self::Holder => subject.at.holder.is_some(),
        }
    }

    /// Why what needs it is not looked at, in French.
    fn lacking(self) -> &'static str {
        match self {
            Self::Public => "l’école est privée (B2)",
            Self::NotLeft => "l’école a quitté sa solution (B3)",
            Self::Solution => "aucune solution n’est choisie, ou l’école l’a quittée (B3)",
            Self::Holder => "aucune collectivité ne détient la compétence (B4)",
        }
    }
}

/// Adds to the findings what a rule has to say. Rules further down see what those above said.
type Look = fn(&Subject<'_>, &mut Vec<Finding>);

/// Says in French what a rule found.
type Say = fn(Words<'_>, &Cause) -> String;

/// A rule, what it needs, how it looks, how it says what it found, and the facts that it looks at.
pub(super) struct Row {
    pub(super) rule: RuleCode,
    needs: &'static [Need],
    look: Look,
    say: Say,
    pub(super) facts: &'static [Fact],
}

impl Row {
    /// Why the rule is not looked at; none where it is.
    pub(super) fn unmet(&self, subject: &Subject<'_>) -> Option<&'static str> {
        let unmet = self.needs.iter().find(|need| !need.is_met(subject));
        unmet.map(|need| need.lacking())
    }
}

/// Declares the rows, each on a line.
macro_rules! table {
    ($($rule:ident [$($need:ident),*] $look:path, $say:path [$($fact:ident),*];)*) => {
        &[$(Row {
            rule: RuleCode::$rule,
            needs: &[$(Need::$need),*],
            look: $look,
            say: $say,
            facts: &[$(Fact::$fact),*],
        }),*]
    };
}

/// Every rule, in the order looked at. The C rules come before W0, which takes the blocking findings in.
pub(super) const TABLE: &[Row] = table! {
    B1 [] open::look, open::is_not_open [School];
    B2 [] choice::private, choice::is_private [Sector];
    B3 [Public] choice::solution, choice::no_solution [Use];
    B4 [Public] competence::holder, competence::no_holder [Holder];
    B5 [Public, Solution] art28::in_force, art28::no_convention28 [Conventions28];
    B6 [Public, Solution] art28::clauses, art28::absent_clauses [Clauses];
    B7 [Public, Holder] art26::in_force, art26::no_convention26 [Holder, Conventions26];
    B8 [Public, Holder, Solution] art26::coverage, art26::not_covered [Conventions26];
    B9 [Public, Solution] sheet::complete, sheet::incomplete_sheet [Sheet];
    B10 [Public, Solution] sheet::transfers, sheet::unsafe_transfer [Transfers];
    B11 [Public, Solution] choice::other_entry, choice::entered_elsewhere [Entries];
    C1 [Public, Solution] accounts::registered, accounts::not_registered [Entries, Blocks];
    C2 [Public, Solution] accounts::contract, accounts::no_contract [Contracts];
    C3 [Public, Solution] accounts::families, accounts::families_not_told [Notice, Sheet];
    C4 [Public, Solution] accounts::impact, accounts::impact_not_done [Aipd];
    W0 [] regularise::look, regularise::to_regularise [Entries, Stages, Blocks];
    W1 [Public, Solution] ending::look, ending::ends_soon [Ends];
    W2 [Public, Solution] renewal::look, renewal::to_denounce [Renewals];
    W3 [Public, Solution] council::look, council::council_not_told [Councils];
    W4 [Public, Solution] council::after_elections, council::council_not_held [Elections, Councils];
    W5 [Public, Holder, Solution] art26::published, art26::not_published [Publication];
    W6 [Public, Solution] unverified::look, unverified::not_verified [Clauses, Retention];
    W7 [Public, Solution] unverified::sub_processors, unverified::not_confirmed [SubProcessors];
    W8 [Public, Solution, Holder] competence::transferred, competence::competence_transferred [Holder, Conventions26];
    W9 [Public, Solution, Holder] competence::replaced, competence::commune_replaced [Holder, Conventions26];
    W10 [Public] lineage::superseded, lineage::is_superseded [School, Standing];
    W11 [Public, NotLeft, Holder] rpi::differ, rpi::is_divided [Rpi];
    W12 [Public] certificate::look, certificate::not_certified [Left];
    W13 [Public, Solution] review::look, review::to_review [Entries, Reviews];
    W15 [Public, NotLeft] art26::deliberation, art26::no_deliberation [Deliberations];
    W17 [Public, Solution] chronology::look, chronology::wrong_order [Signatures, Stages, Entries];
    W18 [Public, Solution] review::covered, review::review_void [Entries, Reviews];
    W19 [Public] duplicates::look, duplicates::is_duplicate [Duplicates];
    W20 [Public, NotLeft] waiting::unanswered, waiting::to_remind [Signatures, Waits, Reminders];
    W21 [Public, NotLeft] waiting::unsigned, waiting::for_parapheur [Signatures, Waits];
    W22 [Public] competence::proposed, competence::to_confirm [Holder];
    W23 [Public, NotLeft, Solution] stage::look, stage::disagrees [StageFacts, Stages];
};

/// A rule's row is found by its code.
const _: () = {
    assert!(TABLE.len() == RuleCode::ALL.len());
    let mut at = 0;
    while at < TABLE.len() {
        assert!(TABLE[at].rule as usize == at);
        at += 1;
    }
};

/// Looks at every rule whose needs are met, in order.
pub(super) fn look(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for row in TABLE {
        if row.unmet(subject).is_none() {
            (row.look)(subject, &mut findings);
        }
    }
    findings
}

impl Finding {
    /// The message in French. `registry`, `of` and `day` are those that gave the finding.
    pub fn message(&self, registry: &Registry, of: &Assessment, day: NaiveDate) -> String {
        Words::new(registry, of, day, say).finding(self)
    }
}

/// Says a finding of any rule.
pub(super) fn say(words: Words<'_>, finding: &Finding) -> String {
    (TABLE[finding.rule as usize].say)(words, &finding.cause)
}
