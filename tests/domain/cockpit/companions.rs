//! Schools that wait for the same thing.

use preau::domain::convention::{Annexe, Clause, ClauseState, Party, Signatory};
use preau::domain::record::RecordId;
use preau::domain::rule::RuleCode;
use preau::service::Desk;

use super::office::{Office, class, ent, numbered, pupils};
use crate::support::demo::{demo, today};
use crate::support::values::{day, number, siren, uai};
use crate::support::world::{C26, C28, EDREDON, GRENOBLE, SCHOOL, World};

fn shared(world: World) -> Vec<preau::domain::query::shared::Shared> {
    let office = Office::of(world);
    office.0.companions(&RecordId::School(uai(SCHOOL))).unwrap()
}

#[test]
fn schools_of_a_collectivite_wait_for_the_same_signature() {
    let world = class(11).edit_convention(C26, |c| c.signed_dasen = None);
    let [one] = shared(world).try_into().unwrap();
    assert_eq!(
        (one.rule, one.party),
        (RuleCode::B7, Party::Collectivite(siren(GRENOBLE)))
    );
    assert_eq!(one.convention, Some(number(C26)));
    assert_eq!(one.missing, [Signatory::Dasen]);
    assert_eq!(one.others.len(), 11);
    assert_eq!(one.words, "12 écoles attendent la même signature (Grenoble)");
    assert!(one.others.contains(&RecordId::Deployment(ent(pupils(1)[0]))));
}

#[test]
fn schools_of_a_prestataire_wait_for_the_same_clause() {
    let world = class(1).edit_convention(C28, |c| {
        c.clauses
            .set(Clause::from_letter('g').unwrap(), Some(ClauseState::Absent));
    });
    let [one] = shared(world).try_into().unwrap();
    assert_eq!(
        (one.rule, one.party),
        (RuleCode::B6, Party::Provider(siren(EDREDON)))
    );
    assert!(
        one.words.contains("2 écoles attendent la même clause"),
        "{}",
        one.words
    );
}

#[test]
fn a_convention_that_is_over_an_annexe_and_none_at_all_are_told_apart() {
    let over = class(1).edit_convention(C26, |c| c.end = Some(day("2026-10-31")));
    assert!(
        shared(over)[0]
            .words
            .contains("le renouvellement de la même convention")
    );
    let annexe = class(1).edit_convention(C26, |c| c.annexe = Annexe::Listed(Vec::new()));
    let [one] = shared(annexe).try_into().unwrap();
    assert_eq!(one.rule, RuleCode::B8);
    let none = class(1).without(&RecordId::Convention(number(C26)));
    let [one] = shared(none).try_into().unwrap();
    assert_eq!((one.convention, one.others.len()), (None, 1));
}

#[test]
fn a_school_alone_or_out_of_need_shares_nothing() {
    assert_eq!(shared(class(3)), []);
    assert_eq!(
        shared(class(0).edit_convention(C26, |c| c.signed_party = None)),
        []
    );
    let office = Office::of(class(0));
    assert!(office.0.companions(&RecordId::School(numbered(1))).is_err());
    assert_eq!(
        office.0.companions(&RecordId::Convention(number(C26))).unwrap(),
        []
    );
}

#[test]
fn in_the_demo_base_companions_name_each_other() {
    let office = Office::on(demo().records().map(|(record, _)| record), &today().to_string());
    let mut seen = 0;
    for school in office.0.registry().schools().iter().take(150) {
        for deployment in office.0.registry().deployments_of(school.uai) {
            let id = RecordId::Deployment(deployment.id());
            for shared in office.0.companions(&id).unwrap() {
                let other = office.0.companions(&shared.others[0]).unwrap();
                let same = other.iter().find(|back| {
                    (back.rule, &back.convention, back.party)
                        == (shared.rule, &shared.convention, shared.party)
                });
                assert!(
                    same.unwrap().others.contains(&id),
                    "{id} and {}",
                    shared.others[0]
                );
                seen += 1;
            }
        }
    }
    assert!(seen > 10);
}
