//! What a verification found.

use std::fmt;

use super::replay::Replay;
use crate::store::{Damage, Head};

/// What a verification found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The end of the journal, as far as it could be replayed.
    pub head: Head,
    /// The base bears the mark *essai*.
    pub trial: bool,
    /// How many records the journal yields.
    pub records: usize,
    /// How many active register entries are among them.
    pub registered: usize,
    /// What is wrong, in the order in which it was found.
    pub damages: Vec<Damage>,
    /// What is to be known and is no damage, in the order of the journal.
    pub remarks: Vec<String>,
}

impl Report {
    pub(super) fn new(replay: &Replay, trial: bool, damages: Vec<Damage>) -> Self {
        let registry = replay.registry();
        Self {
            head: replay.head(),
            trial,
            records: registry.records().count(),
            registered: registry
                .entries()
                .iter()
                .filter(|entry| entry.is_active())
                .count(),
            damages,
            remarks: replay.remarks().to_vec(),
        }
    }

    /// True when nothing is wrong.
    pub fn is_sound(&self) -> bool {
        self.damages.is_empty()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.trial {
            f.write_str("base d’essai, ")?;
        }
        write!(
            f,
            "{}, {}, {}",
            counted(self.head.seq, "opération"),
            counted(self.records as u64, "enregistrement"),
            counted(self.registered as u64, "inscription active"),
        )?;
        if self.is_sound() {
            f.write_str("\u{a0}: la base est saine")?;
        } else {
            write!(f, "\u{a0}: {}", counted(self.damages.len() as u64, "anomalie"))?;
        }
        self.damages
            .iter()
            .try_for_each(|damage| write!(f, "\n  {}\u{a0}: {}", damage.place, damage.what))?;
        self.remarked(f)
    }
}

impl Report {
    /// The first remarks, then how many more.
    fn remarked(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut remarks = self.remarks.iter();
        remarks
            .by_ref()
            .take(REMARKS)
            .try_for_each(|remark| write!(f, "\n  remarque, {remark}"))?;
        match remarks.count() as u64 {
            0 => Ok(()),
            more => write!(f, "\n  et {}", counted(more, "autre remarque")),
        }
    }
}

/// How many remarks are shown at most.
const REMARKS: usize = 20;

/// A number and a noun, each of whose words takes an `s` from two on.
fn counted(number: u64, noun: &str) -> String {
    let plural = if number < 2 {
        noun.to_owned()
    } else {
        noun.replace(' ', "s ") + "s"
    };
    format!("{number} {plural}")
}

#[cfg(test)]
mod tests {
    use super::counted;

    #[test]
    fn nouns_agree_with_their_number() {
        assert_eq!(counted(0, "opération"), "0 opération");
        assert_eq!(counted(1, "inscription active"), "1 inscription active");
        assert_eq!(counted(2, "inscription active"), "2 inscriptions actives");
    }
}
