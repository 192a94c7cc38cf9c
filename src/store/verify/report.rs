//! What a verification found.

use std::fmt;

use super::replay::Replay;
use crate::store::{Damage, Head, Reader, StoreError};

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
    /// How many documents.
    pub documents: usize,
    /// What is wrong, in the order in which it was found.
    pub damages: Vec<Damage>,
    /// The head that was noted elsewhere and that the journal goes on from, where one was asked about.
    pub noted: Option<Head>,
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
            documents: registry.documents().len(),
            damages,
            noted: None,
            remarks: replay.remarks().to_vec(),
        }
    }

    /// The same report, with whether the journal of the base goes on from a head that was noted elsewhere.
    #[must_use]
    pub fn held_against(mut self, noted: Head, base: &dyn Reader) -> Self {
        match parted_from(base, noted) {
            Ok(None) => self.noted = Some(noted),
            Ok(Some(damage)) => self.damages.push(damage),
            Err(error) => self.damages.push(error.into()),
        }
        self
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
        if self.documents > 0 {
            write!(f, ", {}", counted(self.documents as u64, "pièce"))?;
        }
        if self.is_sound() {
            f.write_str("\u{a0}: la base est saine")?;
        } else {
            write!(f, "\u{a0}: {}", counted(self.damages.len() as u64, "anomalie"))?;
        }
        self.damages
            .iter()
            .try_for_each(|damage| write!(f, "\n  {}\u{a0}: {}", damage.place, damage.what))?;
        self.remarked(f)?;
        if let Some(noted) = self.noted {
            let since = counted(self.head.seq.saturating_sub(noted.seq), "opération");
            write!(
                f,
                "\n  le journal continue la tête notée à l’opération {}\u{a0}: {since} depuis",
                noted.seq
            )?;
        }
        // Of a damaged base it may be the end of what could be read.
        if self.is_sound() {
            write!(f, "\n  tête du journal\u{a0}: {}", self.head)?;
        }
        Ok(())
    }
}

/// What keeps the journal of a base from going on from a head; none where it does.
///
/// # Errors
///
/// [`StoreError`] where the journal cannot be read.
pub fn parted_from(base: &dyn Reader, noted: Head) -> Result<Option<Damage>, StoreError> {
    let head = base.head()?;
    if noted == Head::EMPTY {
        return Ok(None);
    }
    if head.seq < noted.seq {
        let what = format!(
            "la tête notée est celle de l’opération {}, que la base n’a pas\u{a0}: elle s’arrête à la {}",
            noted.seq, head.seq
        );
        let place = "fin du journal".into();
        return Ok(Some(Damage { place, what }));
    }
    let mut hash = None;
    base.journal(noted.seq, &mut |link| {
        hash = Some(link.hash);
        false
    })?;
    Ok((hash != Some(noted.hash)).then(|| Damage {
        place: format!("opération {} du journal", noted.seq),
        what: "son empreinte n’est pas celle de la tête notée\u{a0}: jusque-là le journal est un autre, ou a été récrit"
            .into(),
    }))
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
