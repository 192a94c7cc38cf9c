//! The whole of France as it would be in the middle of a season.

use std::path::Path;

use chrono::NaiveDate;
use preau::domain::collectivite::{Collectivite, CollectiviteKind, Competence, Perimeter};
use preau::domain::command::ImportKind;
use preau::domain::contract::{Contract, ContractSchools};
use preau::domain::convention::{Convention, Party};
use preau::domain::date::Period;
use preau::domain::deployment::{Deployment, DeploymentId, Stage};
use preau::domain::id::{ContractReference, ConventionNumber, DepartementCode, SolutionCode};
use preau::domain::provider::{Aipd, Category, DataCategory, Provider, Sheet, Solution};
use preau::domain::record::Record;
use preau::domain::register::RegisterEntry;
use preau::domain::registry::Registry;
use preau::domain::rule::departement;
use preau::domain::school::{Rpi, SchoolState};
use preau::exchange::read;
use preau::exchange::source::Source;

/// The schools and communes of France, without anything else.
pub fn france() -> Registry {
    let files = [
        (ImportKind::Communes, "france-communes.csv"),
        (ImportKind::Annuaire, "france-ecoles.csv"),
    ];
    files
        .into_iter()
        .fold(Registry::default(), |registry, (kind, name)| {
            let path = Path::new(env!("CARGO_MANIFEST_DIR"))
                .join("fixtures/france")
                .join(name);
            let source = Source::open(&path).expect("the fixture");
            let reading = read(kind, &source, &registry, day("2026-11-23"), &[]).expect("a readable file");
            with(&registry, reading.import.records)
        })
}

fn with(registry: &Registry, records: impl IntoIterator<Item = Record>) -> Registry {
    let added = records.into_iter().map(|record| (record, 1));
    Registry::from_records(registry.records().chain(added), 1)
}

/// A day.
pub fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

/// A season under way everywhere: each school has a deployment, each commune a contract and a convention 26 of
/// which every third is not signed, each département a convention 28.
pub fn busy(france: &Registry) -> Registry {
    let code = SolutionCode::parse("olm").expect("a code");
    let provider = "999000102".parse().expect("a SIREN");
    let mut records: Vec<Record> = vec![
        Provider::new(provider, "EDREDON").into(),
        Solution {
            code: code.clone(),
            name: "OLM".into(),
            provider,
            category: Category::Ent,
            opinions: Vec::new(),
        }
        .into(),
        sheet(&code).into(),
    ];
    let departements = (1..=95).filter_map(|number| DepartementCode::parse(&format!("{number:02}")).ok());
    for departement in departements {
        let mut convention = signed(&format!("28-{departement}"), Party::Provider(provider));
        convention.departements = vec![departement];
        records.push(convention.into());
    }
    for (place, commune) in france.collectivites().iter().enumerate() {
        let mut convention = signed(
            &format!("26-{}", commune.siren),
            Party::Collectivite(commune.siren),
        );
        if place % 3 == 0 {
            convention.signed_dasen = None;
        }
        records.push(convention.into());
        records.push(contract(&code, commune.siren).into());
    }
    records.extend(france.schools().iter().map(|school| {
        let mut deployment = Deployment::new(DeploymentId::first(school.uai, Category::Ent));
        deployment.solution = Some(code.clone());
        deployment.stage = Stage::ContratSouscrit;
        deployment.into()
    }));
    with(france, records)
}

/// The same once every school is in the register with accounts open, with a second
/// version of the fiche and a second convention 28 for each département.
#[allow(dead_code, reason = "one of the benches that share this asks for it")]
pub fn registered(busy: &Registry) -> Registry {
    let code = SolutionCode::parse("olm").expect("a code");
    let provider = "999000102".parse().expect("a SIREN");
    let mut records: Vec<Record> = Vec::new();
    let second = Sheet {
        version: "2".parse().expect("a version"),
        date: day("2026-10-10"),
        ..sheet(&code)
    };
    records.push(second.into());
    for known in busy.conventions_with(Party::Provider(provider)) {
        let mut other = known.clone();
        other.number = ConventionNumber::parse(&format!("{}-bis", known.number)).expect("a number");
        records.push(other.into());
    }
    for (number, used) in (1..).zip(busy.deployments().iter()) {
        let mut used = used.clone();
        used.stage = Stage::ComptesFamilles;
        used.reached.insert(Stage::ComptesEnseignants, day("2026-10-05"));
        used.reached.insert(Stage::ComptesFamilles, day("2026-10-20"));
        let school = busy.schools().get(&used.school).expect("the school");
        let departement = departement(school).expect("a département");
        records.push(
            RegisterEntry {
                number,
                school: used.school,
                category: used.category,
                rank: used.rank,
                solution: code.clone(),
                sheet: "1".parse().expect("a version"),
                conventions: ConventionNumber::parse(&format!("28-{departement}"))
                    .into_iter()
                    .collect(),
                entered_on: day("2026-09-15"),
                entered_by: "jdupont".into(),
                reviewed: None,
                closed: None,
                taken_over: None,
            }
            .into(),
        );
        records.push(used.into());
    }
    with(busy, records)
}

/// The same where the territory has changed: each fifth commune gave its competence to a group in October, each tenth school
/// was replaced by the next one, each twelfth is in an RPI whose last school has another solution, each fifteenth was typed
/// twice.
#[allow(dead_code, reason = "one of the benches that share this asks for it")]
pub fn moved(busy: &Registry) -> Registry {
    let group = "200000008".parse().expect("a SIREN");
    let kind = CollectiviteKind::CommunauteDeCommunes;
    let other = Solution {
        code: SolutionCode::parse("drap").expect("a code"),
        name: "DRAP".into(),
        provider: "999000102".parse().expect("a SIREN"),
        category: Category::Ent,
        opinions: Vec::new(),
    };
    let mut records: Vec<Record> = vec![
        Collectivite::new(group, kind, "CC Bièvre").into(),
        other.clone().into(),
    ];
    let codes = busy.collectivites().iter().filter_map(|found| found.insee);
    records.extend(codes.step_by(5).map(|code| {
        let period = Period {
            from: Some(day("2026-10-01")),
            to: None,
        };
        Competence::confirmed(Perimeter::Commune(code), group, period).into()
    }));
    let schools: Vec<_> = busy.schools().iter().collect();
    for (place, school) in schools.iter().enumerate() {
        let mut after = (*school).clone();
        if place % 10 == 0 {
            let next = schools.get(place + 1).map(|next| next.uai);
            (after.state, after.closed) = (SchoolState::Closed, Some(day("2026-09-01")));
            after.successors.extend(next);
        } else if place % 12 < 2 {
            after.rpi = Some(Rpi::Disperse(format!("9{:05}", place / 12)));
        } else if let Some(next) = schools.get(place + 1).filter(|_| place % 15 == 2) {
            after.by_hand = true;
            (after.name, after.insee) = (next.name.clone(), next.insee);
        }
        records.push(after.into());
        if place % 12 == 1 {
            let id = DeploymentId::first(school.uai, Category::Ent);
            let mut used = busy.deployments().get(&id).expect("its use").clone();
            used.solution = Some(other.code.clone());
            records.push(used.into());
        }
    }
    with(busy, records)
}

fn signed(number: &str, party: Party) -> Convention {
    let mut convention = Convention::draft(ConventionNumber::parse(number).expect("a number"), party);
    convention.sent = Some(day("2026-08-20"));
    convention.signed_dasen = Some(day("2026-09-01"));
    convention.signed_party = Some(day("2026-09-01"));
    convention
}

fn contract(code: &SolutionCode, collectivite: preau::domain::id::Siren) -> Contract {
    Contract {
        reference: ContractReference::parse(&format!("CT-{collectivite}")).expect("a reference"),
        collectivite,
        solution: code.clone(),
        schools: ContractSchools::All,
        period: Period::default(),
    }
}

fn sheet(code: &SolutionCode) -> Sheet {
    Sheet {
        solution: code.clone(),
        version: "1".parse().expect("a version"),
        date: day("2026-06-01"),
        purposes: vec!["suivi".into()],
        legal_basis: String::new(),
        persons: vec!["élèves".into()],
        data: vec![DataCategory {
            category: "identité".into(),
            retention: "un an".into(),
            ..DataCategory::default()
        }],
        recipients: vec!["enseignants".into()],
        sub_processors: Vec::new(),
        transfers: Vec::new(),
        security: Vec::new(),
        aipd: Aipd::default(),
    }
}
