//! How lines stand, by circonscription and by collectivité.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::hash::Hash;

use serde::{Deserialize, Serialize};

use super::{MOST, Of, Text};
use crate::domain::id::Siren;
use crate::domain::query::board::Line;
use crate::domain::query::language::{circonscription, quoted};
use crate::domain::query::source::Source;

/// How the lines under a name stand: registered, blocked, and those that nothing keeps out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Split {
    /// The name.
    pub label: String,
    /// In the register.
    pub registered: usize,
    /// Not in it, and a rule keeps them out.
    pub blocked: usize,
    /// Not in it, and no rule keeps them out.
    pub eligible: usize,
    /// What lists them all in the search bar.
    pub filter: String,
    /// What lists those in the register.
    pub registered_filter: String,
    /// What lists those that are blocked.
    pub blocked_filter: String,
    /// What lists those that nothing keeps out.
    pub eligible_filter: String,
}

#[derive(Default)]
struct Counts {
    registered: usize,
    blocked: usize,
    eligible: usize,
}

impl Counts {
    fn add(&mut self, line: &Line) {
        if line.is_registered() {
            self.registered += 1;
        } else if line.is_blocked() {
            self.blocked += 1;
        } else {
            self.eligible += 1;
        }
    }

    /// Orders those with most blocked lines first; of equals, those with most lines.
    fn weight(&self) -> Reverse<(usize, usize)> {
        Reverse((self.blocked, self.registered + self.eligible))
    }

    fn split(&self, label: String, filter: &str, text: Text<'_>) -> Split {
        let and = |more: &str| text.and(&format!("{filter} {more}"));
        Split {
            label,
            registered: self.registered,
            blocked: self.blocked,
            eligible: self.eligible,
            filter: text.and(filter),
            registered_filter: and("inscrite:oui"),
            blocked_filter: and("bloque:oui"),
            eligible_filter: and("inscriptible:oui"),
        }
    }
}

/// By circonscription; one that is written in two ways is one.
pub(super) fn circonscriptions(source: Source<'_>, lines: &[Of<'_>], text: Text<'_>) -> Vec<Split> {
    let names = source.board.circonscriptions();
    let by_number = counted(lines, |(entry, _)| entry.circonscription);
    let mut by_name: HashMap<&str, (&str, Counts)> = HashMap::new();
    for (number, counts) in by_number {
        let (folded, written) = circonscription(names.get(number));
        let (_, sum) = by_name.entry(folded).or_insert((written, Counts::default()));
        sum.registered += counts.registered;
        sum.blocked += counts.blocked;
        sum.eligible += counts.eligible;
    }
    let splits = by_name.into_iter().map(|(folded, (written, counts))| {
        if folded.is_empty() {
            counts.split("sans circonscription".to_owned(), "circo:aucune", text)
        } else {
            let filter = format!("circo={}", quoted(written));
            counts.split(written.to_owned(), &filter, text)
        }
    });
    sorted(splits.collect())
}

/// By collectivité that holds the competence, no more than [`MOST`] of them; and how many there are in all.
pub(super) fn collectivites(source: Source<'_>, lines: &[Of<'_>], text: Text<'_>) -> (Vec<Split>, usize) {
    let counts = counted(lines, |(entry, _)| entry.holder());
    let mut counts: Vec<(Option<Siren>, Counts)> = counts.into_iter().collect();
    let in_all = counts.len();
    counts.sort_unstable_by_key(|(holder, counts)| (counts.weight(), *holder));
    counts.truncate(MOST);
    let split = |(holder, counts): (Option<Siren>, Counts)| match holder {
        Some(siren) => {
            let name = source.registry.collectivite_name(siren).to_owned();
            counts.split(name, &format!("collectivite:{siren}"), text)
        }
        None => counts.split(
            "sans collectivité compétente".to_owned(),
            "collectivite:aucune",
            text,
        ),
    };
    (sorted(counts.into_iter().map(split).collect()), in_all)
}

fn counted<'a, K: Eq + Hash>(lines: &[Of<'a>], key: impl Fn(&Of<'a>) -> K) -> HashMap<K, Counts> {
    let mut counts: HashMap<K, Counts> = HashMap::new();
    for of in lines {
        counts.entry(key(of)).or_default().add(of.1);
    }
    counts
}

/// Those with most blocked lines first; of equals, those with most lines.
fn sorted(mut splits: Vec<Split>) -> Vec<Split> {
    splits.sort_unstable_by(|a, b| {
        let key = |split: &Split| Reverse((split.blocked, split.registered + split.eligible));
        key(a)
            .cmp(&key(b))
            .then_with(|| a.label.cmp(&b.label))
            .then_with(|| a.filter.cmp(&b.filter))
    });
    splits
}
