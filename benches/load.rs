//! Measures of the desk over the whole of France: loading, assessing, one change, and each keystroke of the search
//! bar up to its page.
//!
//! `cargo bench --bench load` prints each measure beside its budget; with `-- --test`, each is taken once. The schools and
//! communes are real; on top of them, every other school has a deployment, and its commune a convention and a contract.

use std::path::Path;
use std::time::{Duration, Instant};

use chrono::{DateTime, NaiveDate, Utc};
use preau::domain::command::{Command, ImportKind, MOST_AT_ONCE, Order};
use preau::domain::contract::{Contract, ContractSchools};
use preau::domain::convention::{Convention, Party, Signatory};
use preau::domain::date::Period;
use preau::domain::decide::{Context, decide};
use preau::domain::deployment::{Deployment, DeploymentId, Stage};
use preau::domain::id::{ContractReference, ConventionNumber, DepartementCode, Siren, SolutionCode, Uai};
use preau::domain::journal::{Actor, Entry};
use preau::domain::provider::{Category, Provider, Solution};
use preau::domain::query::day_index::{DayIndex, InTurn, Indexes};
use preau::domain::query::{Pane, Query};
use preau::domain::record::Record;
use preau::domain::registry::Registry;
use preau::domain::rule::{Policy, assess};
use preau::domain::school::Sector;
use preau::exchange;
use preau::exchange::source::Source;
use preau::service::{Desk, Local};
use preau::store::{MemoryStore, Reader, Store};
use short::is_short;
use typed::TYPED;

mod short;
mod typed;

/// What is asked for, in France.
const SCHOOLS: usize = 30_059;

fn main() {
    let (store, registry) = france();
    assert_eq!(registry.schools().iter().count(), SCHOOLS);
    loading(&store);
    assessing(&registry);
    let mut desk = desk(store);
    first_pages(&desk);
    keystrokes(&desk);
    explained(&desk);
    previewed(&desk);
    one_change(&mut desk);
}

fn say(what: &str, took: Duration, budget: &str) {
    println!(
        "{what:<58} {:>10.3} ms   (budget {budget})",
        took.as_secs_f64() * 1e3
    );
}

fn timed<R>(work: impl FnOnce() -> R) -> (R, Duration) {
    let start = Instant::now();
    let result = work();
    (result, start.elapsed())
}

/// How often each thing is done: once in a short run.
fn times() -> usize {
    if is_short() { 1 } else { 5 }
}

/// The least of several times: what the work costs when nothing else runs.
fn least<R>(mut work: impl FnMut() -> R) -> Duration {
    let all = (0..times()).map(|_| timed(&mut work).1);
    all.min().unwrap_or_default()
}

fn loading(store: &MemoryStore) {
    let load = || store.load().expect("a sound store");
    say("records copied from a store in memory", least(load), "-");
    let registries = (0..times())
        .map(|_| load())
        .map(|loaded| timed(|| Registry::from_records(loaded.records, loaded.head.seq)).1);
    say(
        "registry from loaded records",
        registries.min().unwrap_or_default(),
        "-",
    );
    let registry = Registry::from_records(load().records, 1);
    let day_index = || DayIndex::build(&registry, today(), Policy::default(), &InTurn);
    say("day_index, one thread", least(day_index), "-");
    let desks = (0..times())
        .map(|_| store.clone())
        .map(|store| timed(|| desk(store)).1);
    say(
        "desk from a store in memory",
        desks.min().unwrap_or_default(),
        "300 ms in all",
    );
    let listing = day_index().listing();
    let indexes = || Indexes::new(&registry, &listing);
    say(
        "indexes of the search, beside the first screen",
        least(indexes),
        "-",
    );
}

fn assessing(registry: &Registry) {
    let policy = Policy::default();
    let findings = || {
        let schools = registry.schools().iter();
        let all = schools.flat_map(|school| assess(registry, school, today(), &policy));
        all.map(|assessment| assessment.findings.len()).sum::<usize>()
    };
    say("assessing all schools, one thread", least(findings), "150 ms");
    println!("{:<58} {:>10} findings", "", findings());
}

fn first_pages(desk: &Local) {
    for pane in [
        Pane::Schools,
        Pane::Collectivites,
        Pane::Providers,
        Pane::Conventions,
    ] {
        let (page, took) = timed(|| desk.query(&Query::all(pane, 50)).expect("a page"));
        assert!(page.total > 0, "{pane:?}");
        say(&format!("first page of {pane:?}, {} rows", page.total), took, "-");
    }
}

fn keystrokes(desk: &Local) {
    for pane in [Pane::Schools, Pane::Collectivites, Pane::Everything] {
        let mut all: Vec<(Duration, &str)> = Vec::new();
        for text in TYPED
            .iter()
            .filter(|text| pane != Pane::Everything || !text.contains(':'))
        {
            for end in 1..=text.len() {
                all.push((keystroke(desk, pane, &text[..end]), &text[..end]));
            }
            let asked = Query {
                text: (*text).to_owned(),
                ..Query::all(pane, 50)
            };
            desk.query(&asked).expect(text);
        }
        all.sort_unstable();
        let at = |share: usize| all[(all.len() - 1) * share / 100];
        say(&format!("keystroke in {pane:?}, median"), at(50).0, "1 ms");
        say(
            &format!("keystroke in {pane:?}, p99: {}", at(99).1),
            at(99).0,
            "2 ms",
        );
        say(
            &format!("keystroke in {pane:?}, worst: {}", at(100).1),
            at(100).0,
            "-",
        );
    }
}

/// The least of several times; a blank more each time, so that the list is found anew.
fn keystroke(desk: &Local, pane: Pane, text: &str) -> Duration {
    let mut text = text.to_owned();
    least(|| {
        text.push(' ');
        desk.query(&Query {
            text: text.clone(),
            ..Query::all(pane, 50)
        })
    })
}

/// What every rule makes of a school, for schools across the country.
fn explained(desk: &Local) {
    let uses = desk.registry().deployments().iter();
    let schools: Vec<Uai> = uses.map(|used| used.school).step_by(100).collect();
    let explain = |school: &Uai| least(|| desk.explain(*school).expect("the rules of a school"));
    let mut all: Vec<Duration> = schools.iter().map(explain).collect();
    all.sort_unstable();
    say("a school explained, worst of many", all[all.len() - 1], "5 ms");
}

/// What orders on a thousand schools would do, with what they bring about.
fn previewed(desk: &Local) {
    let uses = desk
        .registry()
        .deployments()
        .iter()
        .step_by(10)
        .take(MOST_AT_ONCE);
    let order = |used: &Deployment| {
        let deployment = used.id();
        Order::blind(Command::MoveStage {
            deployment,
            to: Stage::Suspendue,
            on: today(),
        })
    };
    let orders: Vec<Order> = uses.map(order).collect();
    let took = least(|| desk.preview_each(&orders).expect("a preview"));
    say(&format!("a preview of {} schools", orders.len()), took, "100 ms");
}

/// A signature of a convention 26, which bears on the schools of one collectivité.
fn one_change(desk: &mut Local) {
    let numbers: Vec<ConventionNumber> = desk
        .registry()
        .conventions()
        .iter()
        .map(|c| c.number.clone())
        .collect();
    let mut all: Vec<Duration> = numbers
        .into_iter()
        .filter(|number| number.as_str().starts_with("26-"))
        .take(200)
        .map(|convention| {
            let order = Order::blind(Command::Sign {
                convention,
                by: Signatory::Dasen,
                on: today(),
            });
            timed(|| desk.execute(&order).expect("a signature")).1
        })
        .collect();
    all.sort_unstable();
    say(
        "a signature, decided, applied and assessed: median",
        all[all.len() / 2],
        "1 ms",
    );
    say("the same, worst", all[all.len() - 1], "-");
}

fn desk(store: MemoryStore) -> Local {
    Local::new(Box::new(store), actor(), now, today(), Policy::default()).expect("a desk")
}

/// The clock of the desk, on the day J: an order of another day is not carried out.
fn now() -> DateTime<Utc> {
    today().and_hms_opt(12, 0, 0).expect("noon").and_utc()
}

fn actor() -> Actor {
    Actor {
        uid: 1000,
        name: "banc".to_owned(),
    }
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day")
}

/// The whole of France, in a store and as a registry.
fn france() -> (MemoryStore, Registry) {
    let (mut store, mut registry) = (MemoryStore::new(), Registry::default());
    for (kind, name) in [
        (ImportKind::Communes, "france-communes.csv"),
        (ImportKind::Annuaire, "france-ecoles.csv"),
    ] {
        import(&mut store, &mut registry, kind, name);
    }
    let changes = invented(&registry)
        .into_iter()
        .map(|record| preau::domain::change::Change {
            before: None,
            after: Some(record),
        })
        .collect();
    commit(&mut store, &mut registry, Command::Undo { entry: 0 }, changes);
    (store, registry)
}

fn import(store: &mut MemoryStore, registry: &mut Registry, kind: ImportKind, name: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fixtures/france")
        .join(name);
    let source = Source::open(&path).expect(name);
    let reading = exchange::read(kind, &source, registry, today(), &[]).expect(name);
    let (actor, policy) = (actor(), Policy::default());
    let context = Context {
        actor: &actor,
        now: now(),
        today: today(),
        calendar: today(),
        policy: &policy,
        past: None,
        kept: &[],
        overwritten: &[],
    };
    let order = Order::blind(Command::Import(reading.import));
    let changes = decide(registry, &order, &context).expect(name);
    commit(store, registry, Command::Undo { entry: 0 }, changes);
}

fn commit(
    store: &mut MemoryStore,
    registry: &mut Registry,
    command: Command,
    changes: Vec<preau::domain::change::Change>,
) {
    let entry = Entry {
        seq: registry.revision() + 1,
        at: now(),
        actor: actor(),
        command,
        changes,
        order: None,
        edition: Entry::FIRST_EDITION,
    };
    store.commit(std::slice::from_ref(&entry)).expect("a commit");
    registry.apply(&entry);
}

/// A solution, its convention 28, and for every other public school a deployment, with a convention 26 that the
/// commune has signed and a contract.
fn invented(registry: &Registry) -> Vec<Record> {
    let code = SolutionCode::parse("olm").expect("a code");
    let seller = Siren::parse("999000102").expect("a SIREN");
    let mut records: Vec<Record> = vec![
        Provider::new(seller, "EDREDON").into(),
        Solution {
            code: code.clone(),
            name: "OLM".to_owned(),
            provider: seller,
            category: Category::Ent,
            opinions: Vec::new(),
        }
        .into(),
        convention28(seller).into(),
    ];
    let mut buyers = std::collections::BTreeSet::new();
    for school in registry
        .schools()
        .iter()
        .filter(|school| school.sector == Sector::Public)
        .step_by(2)
    {
        let id = DeploymentId::first(school.uai, Category::Ent);
        let mut deployment = Deployment::new(id);
        deployment.solution = Some(code.clone());
        deployment.stage = Stage::ContratSouscrit;
        records.push(deployment.into());
        buyers.extend(registry.competent(school, today()));
    }
    for buyer in buyers {
        let mut convention = Convention::draft(number(&format!("26-{buyer}")), Party::Collectivite(buyer));
        convention.sent = NaiveDate::from_ymd_opt(2026, 9, 12);
        convention.signed_party = NaiveDate::from_ymd_opt(2026, 10, 3);
        records.push(convention.into());
        records.push(contract(buyer, &code).into());
    }
    records
}

fn convention28(seller: Siren) -> Convention {
    let mut convention = Convention::draft(number("28-0001"), Party::Provider(seller));
    let codes = (1..=95).map(|code| format!("{code:02}"));
    convention.departements = codes
        .filter_map(|code| DepartementCode::parse(&code).ok())
        .collect();
    convention.signed_dasen = NaiveDate::from_ymd_opt(2026, 9, 1);
    convention.signed_party = convention.signed_dasen;
    convention
}

fn contract(buyer: Siren, solution: &SolutionCode) -> Contract {
    Contract {
        reference: ContractReference::parse(&format!("CT-{buyer}")).expect("a reference"),
        collectivite: buyer,
        solution: solution.clone(),
        schools: ContractSchools::All,
        period: Period::default(),
    }
}

fn number(text: &str) -> ConventionNumber {
    ConventionNumber::parse(text).expect("a number")
}
