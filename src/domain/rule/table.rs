//! The one table of the rules: in which order they are looked at, and what each needs before it is.

use super::code::RuleCode::{self, B1, B2, B3, B4, B5, B6, B7, B8, B9, B10, B11};
use super::code::RuleCode::{C1, C2, C3, C4, W0, W1, W3, W8, W17, W20, W21};
use super::finding::Finding;
use super::subject::Subject;
use super::{accounts, art26, art28, choice, chronology, competence, council, ending, open, regularise};
use super::{sheet, waiting};

/// What must hold before a rule is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Need {
    /// The school is public (else B2, and only B1 and B2 are looked at).
    Public,
    /// A solution is chosen (else B3, and B5, B6, B8–B11 are not looked at).
    Solution,
    /// A collectivité holds the competence (else B4, and B7 and B8 are not looked at).
    Holder,
}

use Need::{Holder, Public, Solution};

impl Need {
    fn is_met(self, subject: &Subject<'_>) -> bool {
        match self {
            Public => subject.at.is_public(),
            Solution => subject.code.is_some(),
            Holder => subject.at.holder.is_some(),
        }
    }
}

/// Adds to the findings what a rule has to say. Rules further down see what those above said.
type Look = fn(&Subject<'_>, &mut Vec<Finding>);

/// Every rule, in the order looked at. The C rules come before W0, which takes the blocking findings in.
const TABLE: [(RuleCode, &[Need], Look); 22] = [
    (B1, &[], open::look),
    (B2, &[], choice::private),
    (B3, &[Public], choice::solution),
    (B4, &[Public], competence::holder),
    (B5, &[Public, Solution], art28::in_force),
    (B6, &[Public, Solution], art28::clauses),
    (B7, &[Public, Holder], art26::in_force),
    (B8, &[Public, Holder, Solution], art26::coverage),
    (B9, &[Public, Solution], sheet::complete),
    (B10, &[Public, Solution], sheet::transfers),
    (B11, &[Public, Solution], choice::other_entry),
    (C1, &[Public, Solution], accounts::registered),
    (C2, &[Public, Solution], accounts::contract),
    (C3, &[Public, Solution], accounts::families),
    (C4, &[Public, Solution], accounts::impact),
    (W0, &[], regularise::look),
    (W1, &[Public, Solution], ending::look),
    (W3, &[Public, Solution], council::look),
    (W8, &[Public, Solution, Holder], competence::transferred),
    (W17, &[Public, Solution], chronology::look),
    (W20, &[Public], waiting::unanswered),
    (W21, &[Public], waiting::unsigned),
];

/// Looks at every rule whose needs are met, in order.
pub(super) fn look(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (_, needs, look) in TABLE {
        if needs.iter().all(|need| need.is_met(subject)) {
            look(subject, &mut findings);
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::{RuleCode, TABLE};

    #[test]
    fn every_rule_is_looked_at_in_order() {
        let looked_at: Vec<_> = TABLE.iter().map(|(code, _, _)| *code).collect();
        assert_eq!(looked_at, RuleCode::ALL);
    }
}
