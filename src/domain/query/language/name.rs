//! A name to look for, and whether another answers it.

use super::lexer::Operator;
use crate::text::fold;

/// How the annuaire writes the name of every circonscription, folded, before what tells it from others.
const CIRCONSCRIPTION: &str = "circonscription d inspection du 1er degre ";

/// A name to look for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameValue {
    /// Its words, folded.
    pub(super) folded: String,
    /// It is the whole name, not the start of some of its words.
    whole: bool,
}

impl NameValue {
    /// A name to look for, as the operator means it.
    pub(super) fn new(text: &str, operator: Operator) -> Self {
        let folded = fold(text);
        Self {
            folded: folded
                .strip_prefix(CIRCONSCRIPTION)
                .map_or(folded.clone(), str::to_owned),
            whole: operator == Operator::Is,
        }
    }

    /// True when a folded name answers: its words, in a row, start with the words sought. A number is sought whole:
    /// `Grenoble 1` is not `Grenoble 10`.
    pub fn matches(&self, name: &str) -> bool {
        let name = name.strip_prefix(CIRCONSCRIPTION).unwrap_or(name);
        if self.whole {
            return short(name) == short(&self.folded);
        }
        let mut word = Some(name);
        while let Some(rest) = word {
            if rest
                .strip_prefix(&*self.folded)
                .is_some_and(|after| self.ends_well(after))
            {
                return !self.folded.is_empty();
            }
            word = rest
                .bytes()
                .position(|byte| byte == b' ')
                .map(|space| &rest[space + 1..]);
        }
        false
    }

    /// True when a code answers: it starts with the digits sought.
    pub fn matches_code(&self, code: &str) -> bool {
        self.folded.len() >= 3 && code.starts_with(&self.folded)
    }

    fn ends_well(&self, rest: &str) -> bool {
        let digit = |c: char| c.is_ascii_digit();
        !(self.folded.ends_with(digit) && rest.starts_with(digit))
    }
}

/// The name of a circonscription without what all of them share.
pub(super) fn short(folded: &str) -> &str {
    let rest = folded.strip_prefix(CIRCONSCRIPTION).unwrap_or(folded);
    let rest = rest
        .strip_prefix("de ")
        .or_else(|| rest.strip_prefix("d "))
        .unwrap_or(rest);
    rest.strip_prefix("la ").unwrap_or(rest)
}
