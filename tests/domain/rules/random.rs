//! Random worlds around one school: few parties and few days, so that bounds are met often.

use chrono::{Days, NaiveDate};
use preau::domain::collectivite::{CollectiviteKind, Competence};
use preau::domain::contract::Contract;
use preau::domain::convention::{
    Amendment, Annexe, AnnexeLine, Clause, ClauseState, Convention, Party, Renewal,
};
use preau::domain::date::Period;
use preau::domain::deployment::Stage;
use preau::domain::provider::Category;
use preau::domain::record::Record;
use preau::domain::school::Sector;
use proptest::collection::vec;
use proptest::option::{of, weighted};
use proptest::prelude::*;

use crate::support::values::{day, departement, number, siren, solution_code, uai};
use crate::support::world::{C26, C28, EDREDON, GRENOBLE, SCHOOL, World, signed};

/// Another collectivité.
pub const METRO: &str = "200040715";
/// Another prestataire.
pub const OTHER: &str = "999000201";
/// A school of the same commune.
pub const NEIGHBOUR: &str = "0380069U";

/// A day among ten.
pub fn some_day() -> impl Strategy<Value = NaiveDate> {
    days(0..10)
}

/// A day among the first or the last of the ten.
fn days(range: std::ops::Range<u64>) -> impl Strategy<Value = NaiveDate> {
    range.prop_map(|days| day("2026-11-20") + Days::new(days))
}

fn period() -> impl Strategy<Value = Period> {
    (of(some_day()), of(some_day())).prop_map(|(from, to)| Period { from, to })
}

fn renewal() -> impl Strategy<Value = Renewal> {
    prop_oneof![
        3 => Just(Renewal::None),
        1 => Just(Renewal::Express),
        1 => (1..3_u32, of(0..3_u32)).prop_map(|(months, ceiling)| Renewal::Tacite { months, ceiling }),
    ]
}

fn annexe() -> impl Strategy<Value = Annexe> {
    let by = || weighted(0.3, prop_oneof![Just("1"), Just("2")]);
    let line = (
        prop_oneof![Just(SCHOOL), Just(NEIGHBOUR)],
        period(),
        weighted(0.3, prop_oneof![Just("olm"), Just("embruns")]),
        by(),
        by(),
    )
        .prop_map(|(id, period, solution, joined, left)| AnnexeLine {
            solution: solution.map(solution_code),
            joined_by: joined.map(|by| by.parse().unwrap()),
            left_by: left.map(|by| by.parse().unwrap()),
            ..AnnexeLine::new(uai(id), period)
        });
    prop_oneof![2 => Just(Annexe::All), 1 => vec(line, 0..3).prop_map(Annexe::Listed)]
}

/// A convention with one of four parties.
fn convention(place: usize) -> impl Strategy<Value = Convention> {
    let party = prop_oneof![
        Just(Party::Provider(siren(EDREDON))),
        Just(Party::Provider(siren(OTHER))),
        Just(Party::Collectivite(siren(GRENOBLE))),
        Just(Party::Collectivite(siren(METRO))),
    ];
    let dates = (
        of(days(0..3)),
        weighted(0.8, days(0..6)),
        weighted(0.8, days(0..6)),
        weighted(0.3, some_day()),
        weighted(0.4, days(4..10)),
        weighted(0.2, some_day()),
    );
    let scope = (
        weighted(0.4, prop_oneof![3 => Just("olm"), 1 => Just("embruns")]),
        prop::bool::weighted(0.8),
        annexe(),
        renewal(),
        prop::bool::weighted(0.2),
        weighted(0.6, (days(0..8), weighted(0.7, days(0..8)))),
    );
    (party, dates, scope).prop_map(
        move |(party, dates, (solution, here, annexe, renewal, lacking, amended))| {
            let mut convention = Convention::draft(number(&format!("C-{place}")), party);
            (convention.sent, convention.signed_dasen, convention.signed_party) = (dates.0, dates.1, dates.2);
            (convention.effect, convention.end, convention.terminated) = (dates.3, dates.4, dates.5);
            convention.solutions = solution.into_iter().map(solution_code).collect();
            convention.departements = vec![departement(if here { "38" } else { "73" })];
            (convention.annexe, convention.renewal) = (annexe, renewal);
            convention
                .amendments
                .extend(amended.map(|(party, dasen)| Amendment {
                    signed_party: Some(party),
                    signed_dasen: dasen,
                    ..Amendment::draft("1".parse().unwrap())
                }));
            if lacking {
                convention.clauses.set(Clause::D, Some(ClauseState::Absent));
            }
            convention
        },
    )
}

fn competence() -> impl Strategy<Value = Competence> {
    let perimeter = prop_oneof![Just("38185"), Just(SCHOOL)];
    let holder = prop_oneof![Just(METRO), Just(GRENOBLE)];
    (perimeter, holder, period()).prop_map(|(perimeter, holder, period)| {
        let perimeter = perimeter.parse().expect("a perimeter");
        Competence::confirmed(perimeter, siren(holder), period)
    })
}

/// A world: the school, perhaps private, perhaps without a choice, perhaps entered; conventions, competences,
/// fiches and a contract at random.
pub fn world() -> impl Strategy<Value = World> {
    let conventions = vec(any::<prop::sample::Index>(), 0..9).prop_flat_map(|places| {
        places
            .iter()
            .enumerate()
            .map(|(place, _)| convention(place))
            .collect::<Vec<_>>()
    });
    let school = (
        prop::bool::weighted(0.3),
        prop::bool::weighted(0.1),
        prop::bool::weighted(0.8),
        prop::bool::weighted(0.3),
    );
    let sheets = vec((days(0..5), prop::bool::weighted(0.2)), 0..4);
    (conventions, vec(competence(), 0..3), school, sheets, period()).prop_map(
        |(conventions, competences, (sound, private, chosen, entered), sheets, contract)| {
            let mut world = ground(private, chosen, entered);
            if sound {
                world = world
                    .convention28(C28, EDREDON, signed)
                    .convention26(C26, GRENOBLE, signed);
            }
            for (place, (date, lacking)) in sheets.into_iter().enumerate() {
                let version = place.to_string();
                world = world.sheet("olm", &version, &date.to_string());
                if lacking {
                    world = world.edit_sheet("olm", &version, |sheet| sheet.recipients.clear());
                }
            }
            world = world.contract("CT-1", GRENOBLE, "olm", "", "");
            world = world.edit_contract("CT-1", |it: &mut Contract| it.period = contract);
            let records = conventions.into_iter().map(Record::from);
            let records = records.chain(competences.into_iter().map(Record::from));
            records.fold(world, World::with)
        },
    )
}

fn ground(private: bool, chosen: bool, entered: bool) -> World {
    let world = World::new()
        .commune("38185", GRENOBLE, "Grenoble")
        .group(METRO, CollectiviteKind::Metropole, "la Métro")
        .school(SCHOOL, "Élém. Jean Jaurès", "38185")
        .provider(EDREDON, "EDREDON")
        .provider(OTHER, "BALISES")
        .solution("olm", "OLM", EDREDON)
        .solution_of(Category::VieScolaire, "embruns", "EMBRUNS", OTHER)
        .deployment(SCHOOL, "olm", Stage::ConseilInforme)
        .edit_school(SCHOOL, |school| {
            if private {
                school.sector = Sector::Private;
            }
        })
        .edit_deployment(SCHOOL, |deployment| {
            deployment.solution = deployment.solution.take().filter(|_| chosen);
        });
    if entered {
        world.entry(1, SCHOOL, "olm", "2026-11-20")
    } else {
        world
    }
}
