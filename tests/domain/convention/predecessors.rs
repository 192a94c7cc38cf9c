//! Predecessors: whoever held the competence of the same school or its territoire before, whatever made it change.

use chrono::{Days, NaiveDate};
use preau::domain::collectivite::{
    Collectivite, CollectiviteKind, Competence, CompetenceNature, Locality, LocalityKind,
};
use preau::domain::convention::Convention;
use preau::domain::record::RecordId;
use preau::domain::rule::RuleCode::{B7, W8, W9, W22};
use preau::domain::rule::{Policy, RuleCode, assess};
use proptest::prelude::*;

use crate::support::oracle;
use crate::support::values::{day, insee, number, period, siren, uai};
use crate::support::world::{C26, GRENOBLE, SCHOOL, TODAY, World};

/// The commune of the school, which goes into a commune nouvelle.
const BEON: (&str, &str) = ("01039", "210100392");
/// The seat of the commune nouvelle, before it.
const CULOZ: (&str, &str) = ("01138", "210101382");
/// The commune nouvelle, under the code of its seat.
const NOUVELLE: &str = "200083996";
const EPCI: &str = "200040350";

/// The école of Béon has a convention that Béon signed in 2018, without end.
fn of_2018() -> World {
    World::eligible()
        .without(&RecordId::Convention(number(C26)))
        .commune(BEON.0, BEON.1, "Béon")
        .commune(CULOZ.0, CULOZ.1, "Culoz")
        .group(EPCI, CollectiviteKind::CommunauteDeCommunes, "CC Bugey Sud")
        .school(SCHOOL, "École de Béon", BEON.0)
        .edit_school(SCHOOL, |school| school.departement = "38".parse().ok())
        .convention26(C26, BEON.1, |convention| signs(convention, "2018-03-01"))
}

fn signs(convention: &mut Convention, on: &str) {
    (convention.signed_dasen, convention.signed_party) = (Some(day(on)), Some(day(on)));
}

fn ends(world: World, of: &str, on: &str, successor: &str) -> World {
    edit(world, of, |found| {
        found.open.to = Some(day(on));
        found.successors = vec![siren(successor)];
    })
}

fn edit(world: World, of: &str, change: impl FnOnce(&mut Collectivite)) -> World {
    let registry = world.clone().build();
    let mut found = registry.collectivites().get(&siren(of)).expect("it").clone();
    change(&mut found);
    world.with(found)
}

/// Béon and Culoz become the commune nouvelle Culoz-Béon, under Culoz's code and a SIREN of its own.
fn nouvelle(world: World, on: &str) -> World {
    let eve = (day(on) - Days::new(1)).to_string();
    let world = ends(ends(world, BEON.1, &eve, NOUVELLE), CULOZ.1, &eve, NOUVELLE);
    let world = world.commune(CULOZ.0, NOUVELLE, "Culoz-Béon");
    edit(world, NOUVELLE, |found| found.open.from = Some(day(on))).locality_since(
        BEON.0,
        on,
        LocalityKind::CommuneDeleguee,
        CULOZ.0,
    )
}

/// The holder, and what B7, W8 and W9 say: `CC Bugey Sud W8 W9`.
fn said(world: &World, on: &str) -> String {
    let registry = world.clone().build();
    let school = registry.schools().get(&uai(SCHOOL)).expect("the school");
    let of_day = assess(&registry, school, day(on), &Policy::default());
    let holder = registry.holder(school, day(on)).map(|holder| holder.siren);
    assert_eq!(holder, oracle::holder(world, SCHOOL, day(on)), "{on}");
    let found = holder.and_then(|siren| registry.collectivites().get(&siren));
    let name = found.map_or("personne", |found| found.name.as_str());
    let codes = [B7, W8, W9].into_iter().filter(|rule| of_day[0].has(*rule));
    let codes = codes.map(|rule| format!(" {}", rule.as_str()));
    format!("{name}{}", codes.collect::<String>())
}

fn message(world: &World, rule: RuleCode) -> (String, &'static str) {
    let registry = world.clone().build();
    let school = registry.schools().get(&uai(SCHOOL)).expect("the school");
    let of_day = assess(&registry, school, day(TODAY), &Policy::default()).remove(0);
    let finding = of_day
        .findings
        .iter()
        .find(|finding| finding.rule == rule)
        .expect("it");
    let message = finding.message(&registry, &of_day, day(TODAY));
    (message.replace('\u{a0}', "~"), finding.source())
}

fn table(world: &World, rows: &[(&str, &str)]) {
    for (on, expected) in rows {
        assert_eq!(said(world, on), *expected, "{on}");
    }
}

#[test]
fn commune_of_2018_then_commune_nouvelle_then_epci_keeps_its_convention() {
    let world = nouvelle(of_2018(), "2019-01-01").competence(CULOZ.0, EPCI, "2021-09-01", "");
    table(
        &world,
        &[
            ("2018-12-31", "Béon"),
            ("2019-01-01", "Culoz-Béon W9"),
            ("2019-01-02", "Culoz-Béon W9"),
            ("2021-08-31", "Culoz-Béon W9"),
            ("2021-09-01", "CC Bugey Sud W8 W9"),
            ("2021-09-02", "CC Bugey Sud W8 W9"),
        ],
    );
    let (w8, source) = message(&world, W8);
    assert_eq!(source, "CGCT art. L5211-17");
    assert_eq!(
        w8,
        "Compétence transférée le 01/09/2021 de Culoz-Béon à la CC Bugey Sud~: la convention 26-0001 continue~; \
         l’information du cocontractant est à noter, un avenant est conseillé."
    );
    let (w9, source) = message(&world, W9);
    assert_eq!(source, "CGCT art. L2113-5");
    assert_eq!(
        w9,
        "Depuis le 01/01/2019, Culoz-Béon remplace Béon~: la convention 26-0001 continue~; l’information du \
         cocontractant est à noter, un avenant est conseillé."
    );
}

#[test]
fn the_predecessors_of_a_merged_commune_are_its_own_never_its_new_partners() {
    let partner =
        |world: World| world.convention26(C26, CULOZ.1, |convention| signs(convention, "2018-03-01"));
    let world = nouvelle(partner(of_2018()), "2019-01-01");
    table(
        &world,
        &[("2018-12-31", "Béon B7"), ("2019-01-01", "Culoz-Béon B7")],
    );
    // The annuaire gives the school the code of the commune nouvelle: its territoire says where it stands.
    let moved = |school: &mut preau::domain::school::School| school.insee = Some(insee(CULOZ.0));
    let lost = world.clone().edit_school(SCHOOL, moved);
    table(&lost, &[("2019-01-01", "Culoz-Béon W9")]);
    let kept = lost.edit_school(SCHOOL, |school| school.territoire = Some(insee(BEON.0)));
    table(
        &kept,
        &[("2018-12-31", "Béon B7"), ("2019-01-01", "Culoz-Béon B7")],
    );
    let own = kept.convention26(C26, BEON.1, |convention| signs(convention, "2018-03-01"));
    table(&own, &[("2018-12-31", "Béon"), ("2019-01-01", "Culoz-Béon W9")]);
}

#[test]
fn a_new_siren_under_the_same_code_is_another_commune() {
    let world = of_2018().school(SCHOOL, "École de Culoz", CULOZ.0);
    let world = world.convention26(C26, CULOZ.1, |convention| signs(convention, "2018-03-01"));
    let world = nouvelle(world, "2019-01-01");
    table(
        &world,
        &[
            ("2018-12-31", "Culoz"),
            ("2019-01-01", "Culoz-Béon W9"),
            (TODAY, "Culoz-Béon W9"),
        ],
    );
}

#[test]
fn a_recreated_commune_is_one_again_from_its_day() {
    let world = nouvelle(of_2018(), "2019-01-01");
    let world = world.locality_since(BEON.0, "2024-01-01", LocalityKind::Commune, BEON.0);
    let world = edit(world, BEON.1, |found| found.open.to = None);
    let nouvelle = |convention: &mut Convention| signs(convention, "2020-03-01");
    table(&world, &[("2023-12-31", "Culoz-Béon W9"), ("2024-01-01", "Béon")]);
    let signed = world
        .without(&RecordId::Convention(number(C26)))
        .convention26(C26, NOUVELLE, nouvelle);
    table(
        &signed,
        &[
            ("2023-12-31", "Culoz-Béon"),
            ("2024-01-01", "Béon W9"),
            ("2024-01-02", "Béon W9"),
        ],
    );
    let (w9, source) = message(&signed, W9);
    assert_eq!(source, "");
    assert_eq!(
        w9,
        "Béon est de nouveau une commune depuis le 01/01/2024~: rien ne se substitue de plein droit à Culoz-Béon dans \
         la convention 26-0001~; la référence de l’arrêté est à noter."
    );
}

#[test]
fn a_code_that_becomes_a_deleguee_s_keeps_its_competences() {
    let world = nouvelle(of_2018().competence(BEON.0, EPCI, "2017-01-01", ""), "2019-01-01");
    table(
        &world,
        &[
            ("2018-12-31", "CC Bugey Sud B7"),
            ("2019-01-01", "CC Bugey Sud B7"),
        ],
    );
}

#[test]
fn both_sign_while_the_party_is_the_holder() {
    let world = of_2018()
        .competence(BEON.0, EPCI, "2018-03-02", "2018-06-30")
        .competence(BEON.0, EPCI, "2020-01-01", "");
    let of_epci = |on: &'static str| {
        let world = world.clone().competence(BEON.0, BEON.1, "2022-01-01", "");
        world
            .without(&RecordId::Convention(number(C26)))
            .convention26(C26, EPCI, |convention| signs(convention, on))
    };
    let rows = [
        ("2018-03-01", "Béon B7", "the eve of its first hold"),
        ("2018-03-02", "Béon W8", "the first day"),
        ("2018-06-30", "Béon W8", "the last day"),
        ("2018-07-01", "Béon B7", "between its two holds"),
        ("2020-01-01", "Béon W8", "the second hold"),
        ("2021-12-31", "Béon W8", "its last day"),
        ("2022-01-01", "Béon B7", "the day after"),
    ];
    for (signed, expected, why) in rows {
        assert_eq!(said(&of_epci(signed), TODAY), expected, "{why}");
    }
}

#[test]
fn given_back_or_passed_to_the_group_made_of_a_merge() {
    let other = "200068542";
    let of_epci = |world: World| {
        world
            .without(&RecordId::Convention(number(C26)))
            .convention26(C26, EPCI, |convention| signs(convention, "2018-03-01"))
    };
    let given_back = of_epci(of_2018().competence(BEON.0, EPCI, "", "2020-12-31"));
    table(
        &given_back,
        &[("2020-12-31", "CC Bugey Sud"), ("2021-01-01", "Béon W8")],
    );
    assert_eq!(message(&given_back, W8).1, "CGCT art. L5211-25-1");
    let merged = of_epci(of_2018().competence(BEON.0, EPCI, "", "2020-12-31"))
        .group(other, CollectiviteKind::CommunauteDeCommunes, "CC Grand Bugey")
        .competence(BEON.0, other, "2021-01-01", "");
    assert_eq!(message(&merged, W8).1, "CGCT art. L5211-17");
    assert_eq!(
        message(&ends(merged, EPCI, "2020-12-31", other), W8).1,
        "CGCT art. L5211-41-3"
    );
}

#[test]
fn buildings_alone_and_proposals_leave_the_holder_and_w22_says_who_is_proposed() {
    let world = |change: fn(&mut Competence)| {
        let mut found = Competence::confirmed(
            BEON.0.parse().expect("a code"),
            siren(EPCI),
            period("2019-01-01", ""),
        );
        change(&mut found);
        of_2018().with(found)
    };
    let rows: [(Change, &str, bool); 5] = [
        (|_| {}, "CC Bugey Sud W8", false),
        (
            |found| found.nature = CompetenceNature::Service,
            "CC Bugey Sud W8",
            false,
        ),
        (|found| found.nature = CompetenceNature::Buildings, "Béon", false),
        (|found| found.to_confirm = true, "Béon", true),
        (
            |found| {
                found.to_confirm = true;
                found.collectivite = siren(BEON.1);
            },
            "Béon",
            false,
        ),
    ];
    for (change, expected, proposed) in rows {
        let world = world(change);
        assert_eq!(said(&world, TODAY), expected);
        let registry = world.build();
        let school = registry.schools().get(&uai(SCHOOL)).expect("the school");
        let of_day = |on: &str| assess(&registry, school, day(on), &Policy::default())[0].has(W22);
        assert_eq!(
            (of_day("2018-12-31"), of_day("2019-01-01")),
            (false, proposed),
            "{expected}"
        );
    }
    assert_eq!(
        message(&world(|found| found.to_confirm = true), W22).0,
        "La compétence proposée sur 01039 nomme la CC Bugey Sud~; titulaire retenu~: Béon."
    );
}

/// What makes a competence another.
type Change = fn(&mut Competence);

/// Days among forty.
fn some_day() -> impl Strategy<Value = NaiveDate> {
    (0_u64..40).prop_map(|days| day("2019-01-01") + Days::new(days))
}

/// A move of a territory.
#[derive(Debug, Clone)]
enum Move {
    /// A code stands for another, or itself, from a day on.
    Code(usize, usize, Option<NaiveDate>),
    /// A competence on a code or the school.
    Competence(usize, usize, Option<NaiveDate>, Option<NaiveDate>, bool, bool),
    /// A collectivité opens or closes.
    Opens(usize, Option<NaiveDate>, Option<NaiveDate>),
    /// The school has the territoire of a code, or none.
    Territoire(Option<usize>),
}

const CODES: [&str; 4] = ["01039", "01138", "38185", "01999"];
const COLLECTIVITES: [&str; 5] = [BEON.1, CULOZ.1, NOUVELLE, EPCI, GRENOBLE];

fn some_move() -> impl Strategy<Value = Move> {
    let maybe = || prop::option::of(some_day());
    prop_oneof![
        3 => (0..4_usize, 0..4_usize, maybe()).prop_map(|(code, commune, from)| Move::Code(code, commune, from)),
        3 => (0..5_usize, 0..5_usize, maybe(), maybe(), prop::bool::weighted(0.2), prop::bool::weighted(0.2))
            .prop_map(|(on, who, from, to, confirm, buildings)| Move::Competence(on, who, from, to, confirm, buildings)),
        3 => (0..5_usize, maybe(), maybe()).prop_map(|(who, from, to)| Move::Opens(who, from, to)),
        1 => prop::option::of(0..4_usize).prop_map(Move::Territoire),
    ]
}

fn moved(world: World, change: &Move) -> World {
    match *change {
        Move::Code(code, commune, from) => world.with(Locality {
            code: insee(CODES[code]),
            from,
            name: "un lieu".into(),
            kind: LocalityKind::Merged,
            commune: insee(CODES[commune]),
        }),
        Move::Competence(on, who, from, to, to_confirm, buildings) => {
            let perimeter = CODES.get(on).copied().unwrap_or(SCHOOL);
            let mut found = Competence::confirmed(
                perimeter.parse().expect("a perimeter"),
                siren(COLLECTIVITES[who]),
                preau::domain::date::Period { from, to },
            );
            found.to_confirm = to_confirm;
            if buildings {
                found.nature = CompetenceNature::Buildings;
            }
            world.with(found)
        }
        Move::Opens(who, from, to) => edit(world, COLLECTIVITES[who], |found| {
            found.open = preau::domain::date::Period { from, to };
        }),
        Move::Territoire(code) => world.edit_school(SCHOOL, |school| {
            school.territoire = code.map(|code| insee(CODES[code]));
        }),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn after_any_history_of_moves_holder_and_predecessors_are_those_of_the_plain_computation(
        moves in prop::collection::vec(some_move(), 0..9),
        days in prop::collection::vec(some_day(), 6),
        signed in (some_day(), some_day(), 0..5_usize),
    ) {
        let plain = of_2018().commune(CULOZ.0, NOUVELLE, "Culoz-Béon");
        let world = moves.iter().fold(plain, moved);
        let world = world.without(&RecordId::Convention(number(C26)));
        let world = world.convention26(C26, COLLECTIVITES[signed.2], |convention| {
            (convention.signed_party, convention.signed_dasen) = (Some(signed.0), Some(signed.1));
        });
        let registry = world.clone().build();
        let school = registry.schools().get(&uai(SCHOOL)).expect("the school");
        let convention = registry.conventions().get(&number(C26)).expect("the convention");
        for on in days {
            let held = oracle::holder(&world, SCHOOL, on);
            prop_assert_eq!(registry.competent(school, on), held, "{}", on);
            let holds = registry.holds(school, on);
            let before = holds.iter().filter(|hold| hold.siren != held.unwrap_or(hold.siren));
            for hold in before.filter(|hold| hold.from.is_some()) {
                let first = hold.from.expect("it");
                prop_assert_eq!(oracle::holder(&world, SCHOOL, first), Some(hold.siren), "{}", first);
            }
            let known: Vec<_> = holds.iter().map(|hold| hold.siren).collect();
            for siren in oracle::holders(&world, SCHOOL, day("2018-12-01"), on) {
                let changed = !known.is_empty();
                prop_assert!(!changed || known.contains(&siren), "{} of {}", siren, on);
            }
            if on >= signed.0 && on >= signed.1 && held.is_some() {
                let own = held == Some(convention.party.siren());
                let counts = own || oracle::signed_while_holding(&world, SCHOOL, convention);
                let assessed = assess(&registry, school, on, &Policy::default()).remove(0);
                prop_assert_eq!(!assessed.has(B7), counts, "{}", on);
            }
        }
    }
}
