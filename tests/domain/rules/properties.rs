//! What holds in every world.

use chrono::NaiveDate;
use preau::domain::convention::{Convention, Party};
use preau::domain::deployment::DeploymentId;
use preau::domain::provider::Category;
use preau::domain::record::Record;
use preau::domain::registry::Registry;
use preau::domain::rule::RuleCode::{B5, B7};
use preau::domain::rule::{Assessment, Policy, assess, reliance};
use preau::domain::school::Sector;
use proptest::prelude::*;
use proptest::sample::Index;

use super::random::{METRO, some_day, world};
use crate::support::oracle;
use crate::support::values::{departement, siren, solution_code, uai};
use crate::support::world::{EDREDON, GRENOBLE, SCHOOL, World};

fn assessed(registry: &Registry, on: NaiveDate) -> Vec<Assessment> {
    let school = registry.schools().get(&uai(SCHOOL)).expect("the school");
    assess(registry, school, on, &Policy::default())
}

fn conventions(world: &World) -> Vec<Convention> {
    let of_kind = world.records().filter_map(|record| match record {
        Record::Convention(convention) => Some((**convention).clone()),
        _ => None,
    });
    of_kind.collect()
}

/// The world with the conventions that `keep` keeps.
fn keeping(world: &World, keep: impl Fn(&Convention) -> bool) -> World {
    let kept = world.records().filter(|record| match record {
        Record::Convention(convention) => keep(convention),
        _ => true,
    });
    kept.fold(World::new(), |kept, record| kept.with(record.clone()))
}

/// B5 and B7 in a few lines, straight from the words of the documents: false where they are not looked at.
fn expected(world: &World, on: NaiveDate) -> (bool, bool) {
    let registry = world.clone().build();
    let school = registry.schools().get(&uai(SCHOOL)).expect("the school");
    let public = school.sector == Sector::Public;
    let chosen = registry
        .deployments()
        .iter()
        .any(|deployment| deployment.solution.is_some());
    let holder = oracle::holder(world, SCHOOL, on).expect("Grenoble at least");
    let all = conventions(world);
    let with = |party: Party| {
        all.iter()
            .filter(move |convention| convention.party == party && binds(convention, on))
    };
    let provider = with(Party::Provider(siren(EDREDON))).any(|convention| {
        convention.departements.contains(&departement("38"))
            && (convention.solutions.is_empty() || convention.solutions.contains(&solution_code("olm")))
    });
    let joint = [GRENOBLE, METRO].into_iter().any(|party| {
        with(Party::Collectivite(siren(party))).any(|convention| {
            siren(party) == holder || oracle::signed_while_holding(world, SCHOOL, convention)
        })
    });
    (public && chosen && !provider, public && !joint)
}

/// In force at J, clause by clause.
fn binds(convention: &Convention, on: NaiveDate) -> bool {
    let (Some(dasen), Some(party)) = (convention.signed_dasen, convention.signed_party) else {
        return false;
    };
    let effect = convention.effect.unwrap_or(dasen.max(party));
    let end = convention.end_on(on);
    dasen <= on
        && party <= on
        && effect <= on
        && end.is_none_or(|end| on <= end)
        && convention.terminated.is_none_or(|terminated| on < terminated)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(600) })]

    #[test]
    fn b5_and_b7_are_what_the_documents_say(world in world(), on in some_day()) {
        let assessment = &assessed(&world.clone().build(), on)[0];
        prop_assert_eq!((assessment.has(B5), assessment.has(B7)), expected(&world, on));
    }

    #[test]
    fn assessing_depends_on_nothing_but_the_records(world in world(), on in some_day(), places in any::<[Index; 6]>()) {
        let mut records: Vec<(Record, u64)> = world.records().cloned().map(|record| (record, 1)).collect();
        let first = assessed(&world.clone().build(), on);
        prop_assert_eq!(&assessed(&world.build(), on), &first);
        records.reverse();
        let count = records.len();
        for pair in places.chunks(2) {
            records.swap(pair[0].index(count), pair[1].index(count));
        }
        prop_assert_eq!(&assessed(&Registry::from_records(records, 1), on), &first);
    }

    #[test]
    fn a_missing_signature_added_never_takes_anything_away(
        world in world(), on in some_day(), which in any::<Index>(), dasen in any::<bool>(), ago in 0..5_u64,
    ) {
        let all = conventions(&world);
        prop_assume!(!all.is_empty());
        let mut convention = which.get(&all).clone();
        *slot(&mut convention, dasen) = None;
        let world = world.with(convention.clone());
        *slot(&mut convention, dasen) = on.checked_sub_days(chrono::Days::new(ago));
        let before = &assessed(&world.clone().build(), on)[0];
        let after = &assessed(&world.with(convention).build(), on)[0];
        prop_assert!(before.has(B5) || !after.has(B5), "adds B5");
        prop_assert!(before.has(B7) || !after.has(B7), "adds B7");
        prop_assert!(!before.may_be_registered() || after.may_be_registered(), "takes eligibility away");
    }

    #[test]
    fn without_either_convention_no_school_is_eligible(world in world(), on in some_day()) {
        let without28 = keeping(&world, |convention| matches!(convention.party, Party::Collectivite(_)));
        let without26 = keeping(&world, |convention| matches!(convention.party, Party::Provider(_)));
        for world in [without28, without26] {
            prop_assert!(!assessed(&world.build(), on)[0].may_be_registered());
        }
    }

    #[test]
    fn an_eligible_school_rests_on_two_conventions_in_force(world in world(), on in some_day()) {
        let registry = world.build();
        let assessment = &assessed(&registry, on)[0];
        if !assessment.may_be_registered() {
            return Ok(());
        }
        let id = DeploymentId::first(uai(SCHOOL), Category::Ent);
        let deployment = registry.deployments().get(&id).expect("it");
        let found = reliance(&registry, deployment, on).expect("what it rests on");
        for number in [&found.convention28, &found.convention26] {
            prop_assert!(binds(registry.conventions().get(number).expect("it"), on));
        }
        prop_assert!(found.end.is_none_or(|end| end >= on));
        prop_assert_eq!(found.end, assessment.end);
    }

    #[test]
    fn every_finding_is_worded_in_every_world(world in world(), on in some_day()) {
        let registry = world.build();
        for assessment in assessed(&registry, on) {
            for finding in &assessment.findings {
                let message = finding.message(&registry, &assessment, on);
                prop_assert!(message.ends_with('.') && !message.contains(['?']), "{}", message);
            }
        }
    }
}

fn slot(convention: &mut Convention, dasen: bool) -> &mut Option<NaiveDate> {
    if dasen {
        &mut convention.signed_dasen
    } else {
        &mut convention.signed_party
    }
}
