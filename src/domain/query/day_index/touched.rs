//! Who is touched where another prestataire sells a solution, where one has another name, or where its convention is terminated:
//! counted whole, and listed by a filter.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::effect::Effect;
use crate::domain::change::Change;
use crate::domain::convention::Party;
use crate::domain::id::{ConventionNumber, Siren, SolutionCode, Uai};
use crate::domain::provider::Solution;
use crate::domain::record::Record;
use crate::domain::registry::Registry;

/// The schools that have the solutions, with their collectivités, and the conventions 28 with the prestataire that cover them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Touched {
    pub schools: Effect,
    pub collectivites: usize,
    pub conventions: usize,
    /// The filter that lists the schools: it is the same once the solutions have passed.
    pub filter: String,
}

impl Touched {
    /// How many there are: `Touchées : 36 écoles, 12 collectivités, 1 convention 28`.
    pub fn words(&self) -> String {
        let counted = |count: usize, one: &str, several: &str| match count {
            0 => format!("aucune {one}"),
            1 => format!("1 {one}"),
            many => format!("{many} {several}"),
        };
        format!(
            "Touchées\u{a0}: {}, {}, {}",
            counted(self.schools.count, "école", "écoles"),
            counted(self.collectivites, "collectivité", "collectivités"),
            counted(self.conventions, "convention 28", "conventions 28")
        )
    }
}

/// Who is touched by changes; none where they bear on no solution of a prestataire in such a way.
pub(super) fn by<'c>(
    registry: &Registry,
    changes: impl IntoIterator<Item = &'c Change>,
    day: NaiveDate,
) -> Option<Touched> {
    let mut passing: Vec<&Solution> = changes
        .into_iter()
        .flat_map(|change| borne_on(registry, change))
        .collect();
    passing.sort_by(|one, other| one.code.cmp(&other.code));
    passing.dedup_by(|one, other| one.code == other.code);
    if passing.is_empty() {
        return None;
    }
    let mut touched = Touched {
        filter: filter(&passing),
        ..Touched::default()
    };
    let mut collectivites: BTreeSet<Siren> = BTreeSet::new();
    for uai in schools(registry, &passing) {
        touched.schools.add(registry, uai);
        let school = registry.schools().get(&uai);
        collectivites.extend(school.and_then(|school| registry.competent(school, day)));
    }
    touched.collectivites = collectivites.len();
    touched.conventions = conventions(registry, &passing).len();
    Some(touched)
}

/// The solutions that a change bears on: that it gives another prestataire, whose prestataire it renames, or whose convention
/// it terminates.
fn borne_on<'r>(registry: &'r Registry, change: &Change) -> Vec<&'r Solution> {
    match (&change.before, &change.after) {
        (Some(Record::Solution(was)), Some(Record::Solution(is))) if was.provider != is.provider => {
            registry.solutions().get(&was.code).into_iter().collect()
        }
        (Some(Record::Provider(was)), Some(Record::Provider(is))) if was.name != is.name => {
            registry.solutions_of(was.siren).collect()
        }
        (Some(Record::Convention(was)), Some(Record::Convention(is)))
            if is.terminated.is_some() && was.terminated != is.terminated =>
        {
            let Party::Provider(siren) = is.party else {
                return Vec::new();
            };
            let sold = registry.solutions_of(siren);
            sold.filter(|one| is.covers_solution(&one.code)).collect()
        }
        _ => Vec::new(),
    }
}

fn filter(passing: &[&Solution]) -> String {
    let codes: Vec<&str> = passing
        .iter()
        .map(|one| SolutionCode::as_str(&one.code))
        .collect();
    format!("solution:{}", codes.join(","))
}

/// The schools whose use of one of them is not left.
fn schools(registry: &Registry, passing: &[&Solution]) -> BTreeSet<Uai> {
    let uses = passing
        .iter()
        .flat_map(|one| registry.deployments_with(&one.code));
    uses.filter(|used| !used.is_left())
        .map(|used| used.school)
        .collect()
}

fn conventions(registry: &Registry, passing: &[&Solution]) -> BTreeSet<ConventionNumber> {
    let of_one = |one: &&Solution| {
        let with = registry.conventions_with(Party::Provider(one.provider));
        let with = with.filter(|found| found.covers_solution(&one.code));
        with.map(|found| found.number.clone()).collect::<Vec<_>>()
    };
    passing.iter().flat_map(of_one).collect()
}
