//! A property: what changes are said to bring about is what they bring about.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use preau::domain::id::Uai;
use preau::domain::provider::Category;
use preau::domain::query::day_index::{DayIndex, Effect, InTurn};
use preau::domain::registry::Registry;
use preau::domain::rule::{Policy, Standing};
use proptest::prelude::{ProptestConfig, prop, prop_assert_eq, proptest};

use super::incremental::{changed, seed};
use super::town::town;
use crate::support::world::today;

/// The categories of schools in which an entry is active.
fn entered(registry: &Registry) -> BTreeSet<(Uai, Category)> {
    let active = registry.entries().iter().filter(|entry| entry.is_active());
    active.map(|entry| (entry.school, entry.category)).collect()
}

/// The uses of each category that are so on a day index: the plain way, over all schools.
fn held(day_index: &DayIndex, is_so: Standing) -> BTreeSet<(Uai, Category)> {
    let mut held = BTreeSet::new();
    for entry in day_index.entries() {
        for line in entry.lines() {
            if let Some(category) = line.assessment.category
                && line.standing == is_so
            {
                held.insert((entry.uai, category));
            }
        }
    }
    held
}

/// The schools of uses that are in one set and not in the others.
fn only_in(set: &BTreeSet<(Uai, Category)>, others: &[&BTreeSet<(Uai, Category)>]) -> Vec<Uai> {
    let only = set
        .iter()
        .filter(|one| others.iter().all(|other| !other.contains(one)));
    only.map(|(school, _)| *school)
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect()
}

/// What becomes of the schools on a day, in the order of the effects: the plain way.
fn plain(known: &Registry, registry: &Registry, on: NaiveDate) -> [Vec<Uai>; 6] {
    let [before, after] = [known, registry].map(|one| DayIndex::build(one, on, Policy::default(), &InTurn));
    let (ready, ready_then) = (held(&before, Standing::Ready), held(&after, Standing::Ready));
    let (wrong, wrong_then) = (
        held(&before, Standing::ToRegularise),
        held(&after, Standing::ToRegularise),
    );
    let (within, within_then) = (entered(known), entered(registry));
    let (mut lapsed, open): (BTreeSet<_>, BTreeSet<_>) =
        wrong_then.iter().partition(|one| within_then.contains(one));
    let (held_then, stood) = (
        held(&after, Standing::Registered),
        held(&before, Standing::Registered),
    );
    lapsed.extend(
        stood
            .difference(&held_then)
            .filter(|one| within_then.contains(one)),
    );
    [
        only_in(&ready_then, &[&ready]),
        only_in(&ready, &[&ready_then, &within_then]),
        only_in(&lapsed, &[&wrong]),
        only_in(&open, &[&wrong]),
        only_in(&wrong, &[&wrong_then]),
        only_in(&within, &[&within_then]),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(250))]

    #[test]
    fn what_is_said_before_is_what_is_so_after(
        earlier in prop::collection::vec(seed(), 0..20),
        seeds in prop::collection::vec(seed(), 1..6),
    ) {
        let mut registry = town().build();
        changed(&mut registry, &earlier, 2);
        let before = DayIndex::build(&registry, today(), Policy::default(), &InTurn);
        let known = registry.clone();
        let changes = changed(&mut registry, &seeds, 3);

        let told = before.effects(&known, &changes);
        let keys = |effect: &Effect| effect.schools.iter().map(|school| school.uai).collect::<Vec<Uai>>();
        let effects = [
            &told.ready,
            &told.no_longer_ready,
            &told.to_regularise,
            &told.open_unregistered,
            &told.put_right,
            &told.out_of_register,
        ];
        let plain = plain(&known, &registry, told.on.unwrap_or(today()));
        for (effect, plain) in effects.into_iter().zip(plain) {
            prop_assert_eq!((effect.count, keys(effect)), (plain.len(), plain));
        }
        if told.on.is_some() {
            let now = self::plain(&known, &registry, today());
            prop_assert_eq!(now.concat(), Vec::new());
        }
    }
}
