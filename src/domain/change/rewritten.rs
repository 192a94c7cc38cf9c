//! The records in which a key is rewritten that another takes the place of.

use serde::{Deserialize, Serialize};

use super::{Change, Correction};
use crate::domain::id::SolutionCode;
use crate::domain::provider::Category;
use crate::domain::record::{Kind, Record, RecordId};

/// How many of them are named; the others are counted.
const NAMED: usize = 5;

/// What names a key that another takes the place of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rewritten {
    /// The records that name it; of solutions that are filed under another category, those but for the solutions.
    records: Vec<RecordId>,
    /// The solutions that are filed under another category, with the one that they had and the one that they take.
    filed: Vec<(SolutionCode, [Category; 2])>,
    /// The uses that go with them, under their new keys.
    uses: Vec<RecordId>,
    /// How many active entries have a review, which covers the category.
    reviews: usize,
}

impl Rewritten {
    /// What a correction rewrites, or a solution that is filed under another category; none of other changes, and where
    /// nothing names the key.
    pub fn among<'c>(changes: &(impl IntoIterator<Item = &'c Change> + Clone)) -> Option<Self> {
        let correction = Correction::among(changes)?;
        let filed: Vec<_> = correction
            .filed()
            .iter()
            .map(|(code, of)| ((*code).clone(), *of))
            .collect();
        let all = || changes.clone().into_iter();
        let updated = all().filter(|change| change.before.is_some() && change.after.is_some());
        let of_file = |id: &RecordId| matches!(id, RecordId::Solution(_) | RecordId::Provider(_));
        let records = updated.filter_map(Change::id);
        let records: Vec<RecordId> = records.filter(|id| filed.is_empty() || !of_file(id)).collect();
        let come = all()
            .filter(|change| change.before.is_none())
            .filter_map(Change::id);
        let uses: Vec<RecordId> = come.filter(|id| correction.former(id).is_some()).collect();
        let reviewed = |change: &&Change| matches!(&change.after, Some(Record::Entry(entry)) if entry.is_active() && entry.reviewed.is_some());
        let reviews = if filed.is_empty() {
            0
        } else {
            all().filter(reviewed).count()
        };
        (!records.is_empty() || !filed.is_empty()).then_some(Self {
            records,
            uses: if filed.is_empty() { Vec::new() } else { uses },
            filed,
            reviews,
        })
    }

    /// True where more than one is rewritten, or an entry of the register is: a bare Enter does not confirm it.
    pub fn ask_for_confirmation(&self) -> bool {
        self.records.len() + self.uses.len() > 1 || self.records.iter().any(|id| id.kind() == Kind::Entry)
    }

    /// The first of them and how many others, in French: one line of a correction; of solutions, one for each of what goes
    /// with them.
    pub fn lines(&self) -> Vec<String> {
        if self.filed.is_empty() {
            return vec![format!("Clé récrite aussi dans\u{a0}: {}.", first(&self.records))];
        }
        let mut lines: Vec<String> = self.filed.iter().map(filed_words).collect();
        if !self.uses.is_empty() {
            let uses = counted(self.uses.len(), "usage la suit", "usages la suivent");
            lines.push(format!("{uses}\u{a0}: {}.", first(&self.uses)));
        }
        if !self.records.is_empty() {
            lines.push(format!("Récrits aussi\u{a0}: {}.", first(&self.records)));
        }
        if self.reviews > 0 {
            let reviews = counted(
                self.reviews,
                "contrôle ne vaut plus et est à refaire",
                "contrôles ne valent plus et sont à refaire",
            );
            lines.push(format!("{reviews}\u{a0}: la catégorie en fait partie (W18)."));
        }
        lines
    }
}

fn filed_words((code, [was, is]): &(SolutionCode, [Category; 2])) -> String {
    let (was, is) = (was.label(), is.label());
    format!("La solution {code} passe de la catégorie «\u{a0}{was}\u{a0}» à «\u{a0}{is}\u{a0}».")
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count < 2 { one } else { many })
}

fn first(ids: &[RecordId]) -> String {
    let first: Vec<String> = ids.iter().take(NAMED).map(RecordId::label).collect();
    let more = match ids.len().saturating_sub(NAMED) {
        0 => String::new(),
        1 => " et un autre".to_owned(),
        more => format!(" et {more} autres"),
    };
    format!("{}{more}", first.join(", "))
}
