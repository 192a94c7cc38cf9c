//! A property: a day index that followed changes is the day index made of the registry.

use chrono::{DateTime, Days, NaiveDate, Utc};
use preau::domain::change::Change;
use preau::domain::collectivite::CollectiviteKind;
use preau::domain::contract::ContractSchools;
use preau::domain::convention::{Annexe, AnnexeLine};
use preau::domain::date::Period;
use preau::domain::deployment::Stage;
use preau::domain::query::day_index::{DayIndex, InTurn};
use preau::domain::query::page::{Page, Row};
use preau::domain::query::select::{Bases, select};
use preau::domain::query::source::{Dates, Source};
use preau::domain::query::{Pane, Query};
use preau::domain::record::Record;
use preau::domain::registry::Registry;
use preau::domain::rule::{Policy, Standing};
use preau::domain::school::Rpi;
use proptest::prelude::{ProptestConfig, Strategy, any, prop, prop_assert_eq, proptest};

use super::town::{ANNE, BOURG, CHAMPA, INVENTE, METRO, PRES, VERDERET, VIF, town};
use crate::support::values::{day, departement, insee, uai};
use crate::support::world::{EDREDON, GRENOBLE, SCHOOL, World, today};

const SCHOOLS: [&str; 6] = [SCHOOL, VERDERET, ANNE, BOURG, CHAMPA, PRES];
const BUYERS: [&str; 3] = [GRENOBLE, VIF, METRO];
const SELLERS: [&str; 2] = [EDREDON, INVENTE];
const SOLUTIONS: [&str; 3] = ["olm", "plumier", "embruns"];
const CODES: [&str; 3] = ["38185", "38545", "38999"];
const DAYS: [&str; 4] = ["2024-09-01", "2026-08-31", "2026-11-22", "2026-11-24"];
const STAGES: [Stage; 4] = [
    Stage::BesoinRecense,
    Stage::ContratSouscrit,
    Stage::EnUsage,
    Stage::Sortie,
];

/// Numbers from which a record is made.
type Seed = (u8, [u8; 5], bool);

pub fn seed() -> impl Strategy<Value = Seed> {
    (0_u8..14, any::<[u8; 5]>(), prop::bool::weighted(0.2))
}

fn pick<T: Copy>(of: &[T], seed: u8) -> T {
    of[usize::from(seed) % of.len()]
}

#[allow(clippy::many_single_char_names, reason = "five numbers of no meaning")]
/// A record of a small pool of keys, with values of a small pool.
fn record((kind, [a, b, c, d, e], _): Seed) -> Record {
    let (school, buyer, seller) = (pick(&SCHOOLS, a), pick(&BUYERS, a), pick(&SELLERS, a));
    let solution = pick(&SOLUTIONS, b);
    let empty = World::new();
    let pool = World::new().provider(seller, "P").solution("olm", "OLM", EDREDON);
    let pool = pool
        .solution("plumier", "PLUMIER", INVENTE)
        .solution("embruns", "EMBRUNS", INVENTE);
    let from = pick(&DAYS, c);
    let listed = || vec![uai(pick(&SCHOOLS, d)), uai(pick(&SCHOOLS, e))];
    let world = match kind {
        0 => empty.commune(pick(&CODES, b), buyer, pick(&["Vif", "Grenoble", "Autre"], c)),
        1 => empty.group(buyer, CollectiviteKind::Sivu, "Syndicat"),
        2 => empty.competence(
            if d % 2 == 0 { pick(&CODES, b) } else { school },
            pick(&BUYERS, e),
            from,
            "",
        ),
        3 => empty
            .school(
                school,
                pick(&["Nord", "Sud", "École du Midi"], b),
                pick(&CODES, c),
            )
            .edit_school(school, |s| {
                s.rpi = (d % 2 == 0).then(|| Rpi::Disperse("038001".to_owned()));
                s.closed = (e % 3 == 0).then(|| day(from));
                s.insee = (e % 5 != 0).then(|| insee(pick(&CODES, c)));
                s.territoire = (e % 4 == 0).then(|| insee(pick(&CODES, d)));
                s.by_hand = d % 3 == 0;
            }),
        4 => empty.provider(seller, pick(&["EDREDON", "INVENTE"], b)),
        5 => empty
            .provider(pick(&SELLERS, c), "P")
            .solution(solution, "Produit", pick(&SELLERS, c)),
        6 => {
            pool.sheet(solution, pick(&["1", "2"], d), from)
                .edit_sheet(solution, pick(&["1", "2"], d), |s| {
                    if e % 2 == 0 {
                        s.recipients.clear();
                    }
                })
        }
        7 => empty.convention28(pick(&["28-1", "28-2"], b), seller, |convention| {
            convention.sent = Some(day(from));
            convention.signed_dasen = (d % 2 == 0).then(|| day(from));
            convention.signed_party = (e % 2 == 0).then(|| day(from));
            convention.departements = vec![departement("38")];
        }),
        8 => empty.convention26(pick(&["26-1", "26-2", "26-3"], b), buyer, |convention| {
            convention.sent = Some(day(from));
            convention.signed_dasen = (d % 2 == 0).then(|| day(from));
            convention.signed_party = (e % 2 == 0).then(|| day(from));
            if c % 2 == 0 {
                let lines = listed().into_iter();
                convention.annexe =
                    Annexe::Listed(lines.map(|uai| AnnexeLine::new(uai, Period::default())).collect());
            }
        }),
        9 => empty
            .contract(pick(&["CT-1", "CT-2"], b), buyer, pick(&SOLUTIONS, c), from, "")
            .edit_contract(pick(&["CT-1", "CT-2"], b), |contract| {
                if d % 2 == 0 {
                    contract.schools = ContractSchools::Listed(listed());
                }
            }),
        10 => pool.deployment(school, solution, pick(&STAGES, c)),
        11 => empty.council(school, from),
        12 => pool
            .entry(u32::from(b % 3) + 1, school, pick(&SOLUTIONS, c), from)
            .edit_entry(u32::from(b % 3) + 1, |_| {}),
        _ => empty.reminder(u32::from(b % 2) + 1, pick(&["26-1", "26-2", "28-1"], c), from),
    };
    let last = [
        "collectivite",
        "collectivite",
        "competence",
        "ecole",
        "prestataire",
        "solution",
        "fiche",
        "convention",
        "convention",
        "contrat",
        "deploiement",
        "conseil",
        "inscription",
        "relance",
    ][usize::from(kind)];
    let wanted =
        |record: &&Record| record.kind().code() == last && (kind != 5 || record.id().key() == solution);
    world
        .records()
        .find(wanted)
        .unwrap_or_else(|| panic!("a {last}"))
        .clone()
}

/// What a change makes of a registry: the record in its new state, or its removal.
fn change(registry: &Registry, seed: Seed) -> Option<Change> {
    let after = record(seed);
    let before = registry.get(&after.id());
    let after = (!seed.2).then_some(after);
    (before != after).then_some(Change { before, after })
}

/// The changes that seeds make of a registry one after the other, which then has them, at a revision.
pub fn changed(registry: &mut Registry, seeds: &[Seed], revision: u64) -> Vec<Change> {
    let mut changes = Vec::new();
    for seed in seeds {
        let change = change(registry, *seed);
        registry.apply_changes(change.as_slice(), revision);
        changes.extend(change);
    }
    changes
}

struct NoDates;

impl Dates for NoDates {
    fn day_of(&self, seq: u64) -> Option<NaiveDate> {
        day("2026-09-01").checked_add_days(Days::new(seq))
    }

    fn recorded_at(&self, _: u32) -> Option<DateTime<Utc>> {
        None
    }
}

/// Every page that shows something of a day index.
fn shown(registry: &Registry, day_index: &DayIndex) -> Vec<String> {
    let source = Source {
        registry,
        day_index,
        dates: &NoDates,
        operator: "",
    };
    let texts = ["", "nord", "bloque:oui", "inscrite:oui -mat", "vif"];
    let panes = [
        Pane::Schools,
        Pane::Collectivites,
        Pane::Providers,
        Pane::Conventions,
    ];
    let mut shown = Vec::new();
    for (pane, text) in panes.into_iter().flat_map(|pane| texts.map(|text| (pane, text))) {
        let query = Query {
            text: text.to_owned(),
            ..Query::all(pane, 1_000)
        };
        let list = select(source, &Bases::default(), &query);
        shown.push(match list {
            Ok(mut list) => format!("{pane:?} {text}: {:?}", settled(list.page(source, &query), text)),
            Err(problem) => format!("{pane:?} {text}: {problem}"),
        });
    }
    shown
}

/// A page whose rows, where words rank them alike, are in the order of their keys.
fn settled(mut page: Page, text: &str) -> Page {
    if !text.is_empty() {
        page.rows.sort_by_key(Row::id);
    }
    page
}

/// Asserts that a day index that followed changes shows on a day what the day index made of the registry shows.
fn shows_as_made_again(registry: &Registry, followed: &DayIndex, on: NaiveDate, changes: &[Change]) {
    let made = DayIndex::build(registry, on, Policy::default(), &InTurn);
    for (followed, made) in shown(registry, followed).iter().zip(&shown(registry, &made)) {
        assert_eq!(followed, made, "on {on} after {changes:#?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    #[test]
    fn following_changes_is_making_the_board_again(
        seeds in prop::collection::vec(seed(), 1..25),
        together in 1_usize..4,
    ) {
        let mut registry = town().build();
        let mut day_index = DayIndex::build(&registry, today(), Policy::default(), &InTurn);
        assert!(!shown(&registry, &day_index).is_empty() && day_index.is_indexed());
        for (step, seeds) in seeds.chunks(together).enumerate() {
            let changes = changed(&mut registry, seeds, 2 + step as u64);
            day_index.update(&registry, &changes, &InTurn);
            shows_as_made_again(&registry, &day_index, today(), &changes);
        }
    }

    #[test]
    fn the_board_of_another_day_follows_beside_the_first_with_its_indexes(
        seeds in prop::collection::vec(seed(), 1..25),
        together in 1_usize..4,
        on in prop::sample::select(&DAYS),
    ) {
        let mut registry = town().build();
        let mut day_index = DayIndex::build(&registry, today(), Policy::default(), &InTurn);
        let mut beside = day_index.on(&registry, day(on), &InTurn);
        for (step, seeds) in seeds.chunks(together).enumerate() {
            let changes = changed(&mut registry, seeds, 2 + step as u64);
            beside.give_indexes_back();
            day_index.update(&registry, &changes, &InTurn);
            beside.update(&registry, &changes, &InTurn);
            day_index.lend_indexes(&registry, &beside);
            assert!(beside.is_indexed());
            shows_as_made_again(&registry, &beside, day(on), &changes);
        }
    }

    #[test]
    fn each_school_is_one_of_six_things_and_each_list_of_them_is_as_long_as_counted(
        seeds in prop::collection::vec(seed(), 0..40),
    ) {
        let mut registry = town().build();
        changed(&mut registry, &seeds, 2);
        let day_index = DayIndex::build(&registry, today(), Policy::default(), &InTurn);
        let source = Source { registry: &registry, day_index: &day_index, dates: &NoDates, operator: "" };
        let summary = day_index.summary();
        let by_state: usize = Standing::ALL.into_iter().map(|standing| summary.of(standing)).sum();
        prop_assert_eq!(by_state, registry.schools().iter().count());
        for standing in Standing::ALL {
            let query = Query { text: format!("etat:{}", standing.code()), ..Query::all(Pane::Schools, 1_000) };
            let found = select(source, &Bases::default(), &query).unwrap().page(source, &query);
            prop_assert_eq!(found.records, (summary.of(standing), by_state));
            prop_assert_eq!(found.summary.of(standing), found.summary.schools(), "{:?} alone", standing);
        }
    }
}
