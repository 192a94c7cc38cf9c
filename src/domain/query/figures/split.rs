//! What schools are, by circonscription and by collectivité.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::hash::Hash;

use serde::{Deserialize, Serialize};

use super::{MOST, Text};
use crate::domain::id::Siren;
use crate::domain::query::day_index::SchoolEntry;
use crate::domain::query::language::{circonscription, quoted};
use crate::domain::query::page::Summary;
use crate::domain::query::source::Source;
use crate::domain::rule::Standing;

/// What the schools under a name are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Split {
    pub label: String,
    /// How many are what.
    pub counts: Summary,
    /// What lists them all in the search bar.
    pub filter: String,
}

impl Split {
    /// What lists those that are so.
    pub fn filter_of(&self, standing: Standing) -> String {
        format!("{} etat:{}", self.filter, standing.code())
    }

    /// Orders those with most blocked schools first; of equals, those with most schools.
    fn weight(&self) -> Reverse<(usize, usize)> {
        weight(&self.counts)
    }
}

fn weight(counts: &Summary) -> Reverse<(usize, usize)> {
    Reverse((counts.of(Standing::Blocked), counts.schools()))
}

/// By circonscription; one that is written in two ways is one.
pub(super) fn circonscriptions(source: Source<'_>, schools: &[&SchoolEntry], text: Text<'_>) -> Vec<Split> {
    let names = source.day_index.circonscriptions();
    let by_number = counted(schools, |entry| entry.circonscription);
    let mut by_name: HashMap<&str, (&str, Summary)> = HashMap::new();
    for (number, counts) in by_number {
        let (folded, written) = circonscription(names.get(number));
        let (_, sum) = by_name.entry(folded).or_insert((written, Summary::default()));
        *sum += counts;
    }
    let splits = by_name.into_iter().map(|(folded, (written, counts))| {
        let (label, filter) = if folded.is_empty() {
            ("sans circonscription", "circo:aucune".to_owned())
        } else {
            (written, format!("circo={}", quoted(written)))
        };
        Split {
            label: label.to_owned(),
            counts,
            filter: text.and(&filter),
        }
    });
    sorted(splits.collect())
}

/// By collectivité that holds the competence, no more than [`MOST`] of them; and how many there are in all.
pub(super) fn collectivites(
    source: Source<'_>,
    schools: &[&SchoolEntry],
    text: Text<'_>,
) -> (Vec<Split>, usize) {
    let counts = counted(schools, SchoolEntry::holder);
    let mut counts: Vec<(Option<Siren>, Summary)> = counts.into_iter().collect();
    let in_all = counts.len();
    counts.sort_unstable_by_key(|(holder, counts)| (weight(counts), *holder));
    counts.truncate(MOST);
    let split = |(holder, counts): (Option<Siren>, Summary)| {
        let (label, filter) = match holder {
            Some(siren) => (
                source.registry.collectivite_name(siren),
                format!("collectivite:{siren}"),
            ),
            None => ("sans collectivité compétente", "collectivite:aucune".to_owned()),
        };
        Split {
            label: label.to_owned(),
            counts,
            filter: text.and(&filter),
        }
    };
    (sorted(counts.into_iter().map(split).collect()), in_all)
}

fn counted<K: Eq + Hash>(schools: &[&SchoolEntry], key: impl Fn(&SchoolEntry) -> K) -> HashMap<K, Summary> {
    let mut counts: HashMap<K, Summary> = HashMap::new();
    for school in schools {
        let summary = counts.entry(key(school)).or_default();
        school.state().into_iter().for_each(|state| summary.add(state));
    }
    counts
}

/// Those with most blocked schools first; of equals, those with most schools.
fn sorted(mut splits: Vec<Split>) -> Vec<Split> {
    splits.sort_unstable_by(|a, b| {
        a.weight()
            .cmp(&b.weight())
            .then_with(|| a.label.cmp(&b.label))
            .then_with(|| a.filter.cmp(&b.filter))
    });
    splits
}
