//! Measures of what the cockpit asks over the whole of France, a deployment for each school.
//!
//! Budgets on two cores: the figures of the dashboard 50 ms, a keystroke with a filter 5 ms, the preview of a
//! withdrawal 100 ms, as that of 1,000 schools.

use std::hint::black_box;
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use criterion::{BatchSize, Criterion};
use preau::domain::change::Change;
use preau::domain::command::{Command, MOST_AT_ONCE, Order};
use preau::domain::convention::Party;
use preau::domain::journal::{Actor, Entry};
use preau::domain::query::row::ColumnId;
use preau::domain::query::{Pane, Query, Sort, SortBy};
use preau::domain::record::RecordId;
use preau::domain::registry::Registry;
use preau::domain::rule::Policy;
use preau::service::{Desk, Local};
use preau::store::{FileStore, MemoryStore, Store};

/// The registrations of which each is timed.
const IN_A_ROW: usize = 30;

mod busy;

use busy::{busy, day, france, registered};

fn desk(registry: &Registry) -> Local {
    desk_on(registry, MemoryStore::new())
}

fn desk_on(registry: &Registry, mut store: impl Store + 'static) -> Local {
    let first = Entry {
        seq: 1,
        at: now(),
        actor: actor(),
        command: Command::Undo { entry: 0 },
        changes: registry
            .records()
            .map(|(record, _)| Change::create(record))
            .collect(),
        order: None,
        edition: Entry::FIRST_EDITION,
    };
    store.commit(&[first]).expect("a first entry");
    let policy = Policy::default();
    Local::new(Box::new(store), actor(), now, day("2026-11-23"), policy).expect("a desk")
}

/// The time of the desk: on the day J, as no registration is made ahead of it.
fn now() -> DateTime<Utc> {
    day("2026-11-23").and_hms_opt(9, 0, 0).expect("a time").and_utc()
}

fn actor() -> Actor {
    Actor {
        uid: 1000,
        name: "jdupont".to_owned(),
    }
}

/// As many registrations as one order holds, of schools that nothing keeps out.
fn registrations(desk: &Local) -> Vec<Order> {
    let page = desk
        .query(&query("inscriptible:oui", Sort::default()))
        .expect("a page");
    let orders: Vec<Order> = page
        .rows
        .iter()
        .filter_map(|row| match row.id() {
            RecordId::Deployment(deployment) => Some(Order::blind(Command::Register { deployment })),
            _ => None,
        })
        .collect();
    assert_eq!(orders.len(), MOST_AT_ONCE);
    orders
}

fn query(text: &str, sort: Sort) -> Query {
    Query {
        text: text.to_owned(),
        sort,
        ..Query::all(Pane::Schools, 1_000)
    }
}

fn reads(criterion: &mut Criterion, desk: &Local) {
    let mut group = criterion.benchmark_group("cockpit, France");
    let all = query("", Sort::default());
    group.bench_function("figures", |b| b.iter(|| black_box(desk.figures(&all))));
    let some = query("solution:olm -departement:38", Sort::default());
    group.bench_function("figures of a scope", |b| {
        b.iter(|| black_box(desk.figures(&some)));
    });
    let waiting = desk
        .query(&query("regle:B7", Sort::default()))
        .expect("a page")
        .rows[0]
        .id();
    group.bench_function("companions", |b| b.iter(|| black_box(desk.companions(&waiting))));
    group.finish();
}

/// Each list is asked for anew, since the last one of a pane is kept.
fn lists(criterion: &mut Criterion, desk: &Local) {
    let mut group = criterion.benchmark_group("cockpit, lists of France");
    let other = Query {
        limit: 1,
        ..query("uai:0010001", Sort::default())
    };
    let column = |id| Sort {
        by: SortBy::Column(id),
        descending: false,
    };
    let table = [
        ("a_traiter:oui", Sort::default()),
        ("rpi_divergent:oui", Sort::default()),
        ("controlee:non", Sort::default()),
        ("", column(ColumnId::CollectiviteNom)),
        ("", column(ColumnId::Circonscription)),
    ];
    for (text, sort) in table {
        let asked = Query {
            limit: 50,
            ..query(text, sort)
        };
        group.bench_function(format!("« {text} » by {:?}", sort.by), |b| {
            b.iter(|| {
                black_box(desk.query(&other).expect("a page"));
                black_box(desk.query(&asked).expect("a page"))
            });
        });
    }
    group.finish();
}

fn writes(criterion: &mut Criterion, registry: &Registry, loaded: &Local) {
    let mut group = criterion.benchmark_group("cockpit, 1,000 registrations in France");
    group.sample_size(10);
    let orders = registrations(loaded);
    group.bench_function("told one by one", |b| {
        b.iter(|| black_box(loaded.preview_each(&orders).expect("a preview")));
    });
    let many = Order::many(orders);
    group.bench_function("decided as one", |b| {
        b.iter(|| black_box(loaded.preview(&many).expect("a preview")));
    });
    group.bench_function("carried out as one", |b| {
        b.iter_batched_ref(
            || desk(registry),
            |desk| black_box(desk.execute(&many).expect("a receipt")),
            BatchSize::PerIteration,
        );
    });
    group.finish();
}

/// What is asked before a record made by mistake is withdrawn: whether anything rests on it, named or not.
fn withdrawals(criterion: &mut Criterion, place: &str, registry: &Registry, loaded: &Local) {
    let mut group = criterion.benchmark_group(format!("cockpit, a withdrawal {place}"));
    group.sample_size(10);
    let of = |party: fn(&Party) -> bool| {
        let mut conventions = registry.conventions().iter();
        let found = conventions.find(|found| party(&found.party) && found.signed_on().is_some());
        found.map(|found| RecordId::Convention(found.number.clone()))
    };
    let school = registry
        .schools()
        .iter()
        .next()
        .map(|found| RecordId::School(found.uai));
    let sheet = registry
        .sheets()
        .iter()
        .last()
        .map(|found| RecordId::Sheet(found.id()));
    let table = [
        (
            "convention 26",
            of(|party| matches!(party, Party::Collectivite(_))),
        ),
        ("convention 28", of(|party| matches!(party, Party::Provider(_)))),
        ("fiche", sheet),
        ("school", school),
    ];
    for (what, record) in table {
        let order = Order::blind(Command::Withdraw {
            record: record.expect("a record"),
            reason: "saisi deux fois".to_owned(),
        });
        group.bench_function(what, |b| b.iter(|| black_box(loaded.preview(&order).is_ok())));
    }
    group.finish();
}

/// Prints how long each of thirty registrations in a row takes, durable in a file.
fn in_a_row(registry: &Registry) {
    let folder = tempfile::tempdir().expect("a folder");
    let store = FileStore::create(&folder.path().join("france.base"), now()).expect("a base");
    let mut desk = desk_on(registry, store);
    let orders = registrations(&desk);
    let mut took: Vec<Duration> = Vec::new();
    for order in orders.iter().take(IN_A_ROW) {
        let start = Instant::now();
        desk.execute(order).expect("a receipt");
        took.push(start.elapsed());
    }
    took.sort_unstable();
    let at = |share: usize| took[(took.len() * share / 100).min(took.len() - 1)];
    println!(
        "cockpit, {IN_A_ROW} registrations in a row in France: median {:?}, p99 {:?}, max {:?}",
        at(50),
        at(99),
        at(100)
    );
}

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    let registry = busy(&france());
    let loaded = desk(&registry);
    reads(&mut criterion, &loaded);
    lists(&mut criterion, &loaded);
    writes(&mut criterion, &registry, &loaded);
    withdrawals(&mut criterion, "in France", &registry, &loaded);
    let entered = registered(&registry);
    withdrawals(
        &mut criterion,
        "with each school registered",
        &entered,
        &desk(&entered),
    );
    in_a_row(&registry);
    criterion.final_summary();
}
